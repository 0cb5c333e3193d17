"""One scored evaluation as text for people: what failed first, with the words that show it."""

from collections.abc import Iterator, Sequence

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, scored
from coachdesk.core.score import Scope, Score
from coachdesk.core.visible import visible
from coachdesk.report.figures import is_cut, percent, points
from coachdesk.report.layout import padded, wrapped
from coachdesk.report.quotes import listened, looked, missed, quotes
from coachdesk.report.reported import Reported
from coachdesk.report.tone import (
    OUTCOME_SIGN,
    OUTCOME_TONE,
    OUTCOME_WORD,
    SIGN,
    STATE_TONE,
    WORD,
    Paint,
    Tone,
    unpainted,
)

STATE_ORDER = (State.FAIL, State.UNKNOWN, State.OPEN, State.PASS, State.NA)
"""What needs an eye comes first."""

_INDENT = " " * 12
WAITS = "a person answers: "


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """How the text is made."""

    paint: Paint = unpainted
    columns: int = 100
    whole: bool = True
    """Every criterion in full; else what passed in a line each, and the rest in a line together."""


def verdict_lines(reported: Reported, looks: Looks) -> Iterator[str]:
    """The whole evaluation, line by line: what failed first, then what is not settled."""
    yield from head_lines(reported, looks)
    yield from answer_lines(reported, looks)


def answer_lines(reported: Reported, looks: Looks) -> Iterator[str]:
    """Every answer without the score: what failed first, then what is not settled."""
    rows = sorted(((c, a) for _, c, a in reported.answered()), key=_urgency)
    for criterion, answer in rows:
        if _in_full(criterion, answer, looks):
            yield from criterion_lines(reported, criterion, answer, looks)
        elif scored(criterion) and answer.state is State.PASS:
            yield from _in_one_line(reported, criterion, answer, looks)
    yield from _together(rows, looks)


def _urgency(row: tuple[Criterion, Answer]) -> tuple[bool, int, bool]:
    criterion, answer = row
    return not scored(criterion), STATE_ORDER.index(answer.state), criterion.critical is None


def _in_full(criterion: Criterion, answer: Answer, looks: Looks) -> bool:
    return looks.whole or (scored(criterion) and answer.state in (State.FAIL, State.UNKNOWN))


def _in_one_line(
    reported: Reported, criterion: Criterion, answer: Answer, looks: Looks
) -> Iterator[str]:
    said = ""
    if answer.verdict is not None and reported.call is not None:
        pairs = [pair for each in answer.verdict.evidence for pair in quotes(reported.call, each)]
        said = "".join(f"  {who} {words}" for who, words in pairs[:1])
        if len(pairs) > 1:
            said += f" and {len(pairs) - 1} more"
    yield f"{_label(answer.state, looks)} {criterion.id}{_weight(criterion, answer, looks)}{said}"


def _together(rows: Sequence[tuple[Criterion, Answer]], looks: Looks) -> Iterator[str]:
    if looks.whole:
        return
    for state in (State.OPEN, State.NA):
        names = [c.id for c, a in rows if scored(c) and a.state is state]
        if names:
            text = f"{WAITS if state is State.OPEN else ''}{', '.join(names)}"
            first, *others = wrapped(text, max(30, looks.columns - len(_INDENT)))
            yield f"{_label(state, looks)} {first}"
            yield from (_INDENT + line for line in others)
    watched = [f"{SIGN[a.state]}\u00a0{c.id}" for c, a in rows if not scored(c)]
    if watched:
        text = f"shown, not scored: {', '.join(watched)}"
        for line in wrapped(text, max(30, looks.columns - 4)):
            yield "    " + looks.paint(line, Tone.QUIET)


def _label(state: State, looks: Looks) -> str:
    return "  " + looks.paint(padded(f"{SIGN[state]} {WORD[state]}", 9), STATE_TONE[state])


def head_lines(reported: Reported, looks: Looks) -> Iterator[str]:
    """Which call and form, the score with its method, and the outcome."""
    paint, call, form, score = looks.paint, reported.call, reported.form, reported.score
    name = "form filled by hand" if call is None else visible(call.id)
    who = f"  {visible(call.agent)}" if call is not None and call.agent else ""
    yield paint(name, Tone.STRONG) + who + paint(f"  {form.id} v{form.version}", Tone.QUIET)
    tone = OUTCOME_TONE[score.outcome]
    outcome = f"{OUTCOME_SIGN[score.outcome]} {OUTCOME_WORD[score.outcome]}"
    yield f"  {paint(outcome, tone)}  {paint(score_text(score), Tone.STRONG)}  {terms(score)}"
    for note in notes(reported):
        yield from (f"    {line}" for line in wrapped(note, max(30, looks.columns - 4)))


def notes(reported: Reported) -> Iterator[str]:
    """What a reader of the number must know: critical fails, what is missing, what it covers."""
    score = reported.score
    if score.failed_by:
        yield f"failed by {', '.join(score.failed_by)}, critical for the whole call"
    if score.reason:
        yield f"no point score: {score.reason}"
    yield judged_text(reported)
    if score.scope is Scope.AUTOMATIC:
        share = percent(score.scope_weight_pct)
        part = "automatic part" if reported.call else "answered part"
        yield f"{part} only, {share} of the form's weight; the rest waits for a person"
    yield from coverage_notes(reported)


def coverage_notes(reported: Reported) -> Iterator[str]:
    """How much of the call the transcript covers, where it is not known to be all of it."""
    coverage = next((each.searched.coverage for each in reported.explained.values()), "complete")
    if coverage == "taken as complete":
        yield "the transcript is taken as complete: how much of the call it covers cannot be known"
    elif coverage != "complete":
        yield f"the transcript covers {coverage} of the call: what is not heard may have been said"


def judged_text(reported: Reported) -> str:
    """On how much the number stands, such as `judged 7 of 18 questions; 9 do not apply`."""
    states = [answer.state for _, criterion, answer in reported.answered() if scored(criterion)]
    judged = states.count(State.PASS) + states.count(State.FAIL)
    rest = [
        f"{count} {words}"
        for state, words in (
            (State.NA, "not applicable"),
            (State.UNKNOWN, "unknown"),
            (State.OPEN, "open"),
        )
        if (count := states.count(state))
    ]
    return f"judged {judged} of {len(states)} questions" + (f"; {', '.join(rest)}" if rest else "")


def score_text(score: Score) -> str:
    """The number to show, such as `74.29 %`, or the bounds where there is no number."""
    cut = is_cut(score)
    if score.shown is not None:
        shown = percent(score.shown, cut=cut)
        if score.calc is not None and score.shown != score.calc:
            return f"{shown} (calculated {percent(score.calc, cut=cut)})"
        return shown
    if score.low is None or score.high is None:
        return "no score"
    return f"between {percent(score.low, cut=cut)} and {percent(score.high, cut=cut)}"


def terms(score: Score) -> str:
    """How the number was made: method, what n/a does, pass mark."""
    mark = "" if score.pass_mark is None else f", pass mark {points(score.pass_mark)}"
    na = "" if score.na.value == "exclude" else f", n/a {score.na.value}"
    return f"method {score.method.value}{na}{mark}"


def criterion_lines(
    reported: Reported, criterion: Criterion, answer: Answer, looks: Looks
) -> Iterator[str]:
    """One criterion: its answer, and why."""
    state = answer.state
    yield f"{_label(state, looks)} {criterion.id}{_weight(criterion, answer, looks)}"
    if state in (State.FAIL, State.UNKNOWN, State.OPEN):
        yield from _indented(visible(criterion.ask), looks, Tone.QUIET)
    for text in _why(reported, criterion, answer):
        yield from _indented(text, looks)
    if state is State.FAIL and criterion.coach:
        yield from _indented(f"→ {visible(criterion.coach)}", looks)


def _weight(criterion: Criterion, answer: Answer, looks: Looks) -> str:
    if not scored(criterion):
        return looks.paint(f"  {criterion.status.value}, not scored", Tone.QUIET)
    parts = []
    if answer.points is not None:
        parts.append(f"{points(answer.points)} of {points(criterion.points)}")
    if criterion.critical is not None and answer.state is State.FAIL:
        parts.append(f"critical for the {criterion.critical.value}")
    return looks.paint("  " + ", ".join(parts), Tone.QUIET) if parts else ""


def _why(reported: Reported, criterion: Criterion, answer: Answer) -> Iterator[str]:
    verdict, call = answer.verdict, reported.call
    if answer.note:
        yield f"note: {visible(answer.note)}"
    if verdict is None or call is None:
        return
    for occurrence in verdict.evidence:
        for who, words in quotes(call, occurrence):
            yield f"{who}  {words}"
    yield from explanation(reported, criterion, answer)


def explanation(reported: Reported, criterion: Criterion, answer: Answer) -> Iterator[str]:
    """Beside the quotes: the engine's reason, for a FAIL what was not heard, the nearest miss."""
    verdict, call = answer.verdict, reported.call
    if verdict is None or call is None or criterion.test is None:
        return
    if verdict.reason:
        yield visible(verdict.reason)
    explained = reported.explained.get(criterion.id)
    if explained is not None and answer.state is State.FAIL:
        searched = explained.searched
        if verdict.evidence and criterion.test.fail_when is None:
            yield from listened(searched.signals, unheard_only=True)
        elif not verdict.evidence:
            yield from listened(searched.signals) if verdict.reason else looked(searched)
    miss = reported.nearest_miss(criterion, answer)
    if miss is not None:
        yield missed(call, miss)


def _indented(text: str, looks: Looks, tone: Tone | None = None) -> Iterator[str]:
    for line in wrapped(text, max(30, looks.columns - len(_INDENT))):
        yield _INDENT + (looks.paint(line, tone) if tone else line)
