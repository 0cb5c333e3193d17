"""One scored evaluation as text for people: what failed first, with the words that show it."""

from collections.abc import Iterator

import msgspec

from coachdesk.core.engine.judge import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, scored
from coachdesk.core.score import Scope, Score
from coachdesk.core.visible import visible
from coachdesk.report.figures import is_cut, percent, points
from coachdesk.report.layout import padded, wrapped
from coachdesk.report.quotes import looked, missed, quotes
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


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """How the text is made."""

    paint: Paint = unpainted
    columns: int = 100


def verdict_lines(reported: Reported, looks: Looks) -> Iterator[str]:
    """The whole evaluation, line by line: what failed first, then what is not settled."""
    yield from head_lines(reported, looks)
    answered = list(reported.answered())
    for state in STATE_ORDER:
        for _, criterion, answer in answered:
            if answer.state is state:
                yield from criterion_lines(reported, criterion, answer, looks)


def head_lines(reported: Reported, looks: Looks) -> Iterator[str]:
    """Which call and form, the score with its method, and the outcome."""
    paint, call, form, score = looks.paint, reported.call, reported.form, reported.score
    name = "form filled by hand" if call is None else visible(call.id)
    who = f"  {visible(call.agent)}" if call is not None and call.agent else ""
    yield paint(name, Tone.STRONG) + who + paint(f"  {form.id} v{form.version}", Tone.QUIET)
    tone = OUTCOME_TONE[score.outcome]
    outcome = f"{OUTCOME_SIGN[score.outcome]} {OUTCOME_WORD[score.outcome]}"
    yield f"  {paint(outcome, tone)}  {paint(score_text(score), Tone.STRONG)}  {terms(score)}"
    for note in notes(score):
        yield f"    {note}"


def notes(score: Score) -> Iterator[str]:
    """What a reader of the number must know: critical fails, what is missing, what it covers."""
    if score.failed_by:
        yield f"failed by {', '.join(score.failed_by)}, critical for the whole call"
    if score.reason:
        yield f"no point score: {score.reason}"
    if score.scope is Scope.AUTOMATIC:
        share = percent(score.scope_weight_pct)
        yield f"automatic part only, {share} of the form's weight; the rest waits for a person"


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
    paint = looks.paint
    state = answer.state
    label = paint(padded(f"{SIGN[state]} {WORD[state]}", 9), STATE_TONE[state])
    yield f"  {label} {criterion.id}{paint(_weight(criterion, answer), Tone.QUIET)}"
    if state in (State.FAIL, State.UNKNOWN, State.OPEN):
        yield from _indented(visible(criterion.ask), looks, Tone.QUIET)
    for text in _why(reported, criterion, answer):
        yield from _indented(text, looks)
    if state is State.FAIL and criterion.coach:
        yield from _indented(f"→ {visible(criterion.coach)}", looks)


def _weight(criterion: Criterion, answer: Answer) -> str:
    if not scored(criterion):
        return f"  {criterion.status.value}, not scored"
    parts = []
    if answer.points is not None:
        parts.append(f"{points(answer.points)} of {points(criterion.points)}")
    if criterion.critical is not None and answer.state is State.FAIL:
        parts.append(f"critical for the {criterion.critical.value}")
    return "  " + ", ".join(parts) if parts else ""


def _why(reported: Reported, criterion: Criterion, answer: Answer) -> Iterator[str]:
    verdict, call = answer.verdict, reported.call
    if answer.note:
        yield f"note: {visible(answer.note)}"
    if verdict is None or call is None:
        return
    for occurrence in verdict.evidence:
        for who, words in quotes(call, occurrence):
            yield f"{who}  {words}"
    if verdict.reason:
        yield visible(verdict.reason)
    explained = reported.explained.get(criterion.id)
    absent = answer.state is State.FAIL and not verdict.evidence
    if absent and explained is not None:
        yield from looked(explained.searched)
        if explained.searched.coverage != "complete":
            yield f"transcript: {explained.searched.coverage}"
    miss = reported.nearest_miss(criterion, answer)
    if miss is not None:
        yield missed(call, miss)


def _indented(text: str, looks: Looks, tone: Tone | None = None) -> Iterator[str]:
    for line in wrapped(text, max(30, looks.columns - len(_INDENT))):
        yield _INDENT + (looks.paint(line, tone) if tone else line)
