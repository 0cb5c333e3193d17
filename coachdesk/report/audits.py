"""Mystery visits as text: one on a page with its life, or many in a list."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from coachdesk.core.answers import plainly, words_of_answer
from coachdesk.core.audits import RELEASED, Stage, Step
from coachdesk.core.audits.filed import replaced
from coachdesk.core.audits.opened import Line, Opened
from coachdesk.core.audits.plan import Drawn
from coachdesk.core.audits.visit import Figures, Visit
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, scored
from coachdesk.core.guards import Lack, Missing
from coachdesk.core.score import Outcome
from coachdesk.core.visible import visible
from coachdesk.report.figures import number
from coachdesk.report.layout import wrapped
from coachdesk.report.reported import reported_of
from coachdesk.report.rows import folded, table
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD, SIGN, WORD
from coachdesk.report.verdicts import Looks, score_text, verdict_lines

_HEADS = ("ID", "STAGE", "DUE", "PLACE", "AGENT", "SHOPPER", "FORM", "SCORE")
_SCORE = frozenset({7})


def list_lines(
    found: Sequence[Line], zone: ZoneInfo, names: Mapping[str, str], *, columns: int
) -> Iterator[str]:
    """A table where it fits into so many columns, else two lines a visit; or that there is none.

    Args:
        found: the visits.
        zone: of the desk.
        names: id of a place to what it is called.
        columns: of the screen.
    """
    if not found:
        yield "no visits"
        return
    rows = [_row(each, zone, names) for each in found]
    yield from folded(_HEADS, rows, columns, keeps=(0, 1, 2, 7), right=_SCORE)


def _row(each: Line, zone: ZoneInfo, names: Mapping[str, str]) -> tuple[str, ...]:
    visit = each.visit
    return (
        each.name,
        each.stage.value,
        _due(each.due, each.overdue, zone),
        visible(names.get(visit.place, visit.place)),
        visible(visit.agent or "–"),
        visible(visit.shopper or "–"),
        f"{visit.form} v{visit.version}",
        figure_text(visit.figures),
    )


def _due(due: datetime | None, overdue: bool, zone: ZoneInfo) -> str:
    if due is None:
        return "–"
    return f"{'! ' if overdue else ''}{moment(due, zone)}{' overdue' if overdue else ''}"


def figure_text(figures: Figures) -> str:
    """The outcome's sign and the score, such as `✓ 92.50`; else how much is open, or a dash."""
    shown = score_of(figures)
    if shown is None:
        return f"{figures.waiting} open" if figures.waiting else "–"
    return f"{OUTCOME_SIGN[figures.outcome]} {shown:.2f}"


def score_of(figures: Figures) -> float | None:
    """The score as every report rounds it: to two places, and cut where it failed.

    None while questions are open: what a few answers come to is no score.
    """
    if figures.shown is None or figures.waiting:
        return None
    return number(Fraction(figures.shown), cut=figures.outcome is Outcome.FAIL)


def state_lines(
    opened: Opened, names: Mapping[str, str], *, columns: int, before: str = "", question: str = ""
) -> Iterator[str]:
    """Where the visit stands, such as after a step, within so many columns.

    Args:
        opened: the visit.
        names: id of a place to what it is called.
        columns: of the screen.
        before: what was done, put in front.
        question: the one that was answered; what is kept of it is told again.
    """
    place = visible(names.get(opened.visit.place, opened.visit.place))
    parts = [before] if before else []
    parts.append(f"{opened.name} {opened.stage.value}: {place}, {opened.visit.form}")
    if opened.filed.changes:
        parts.append(_standing(opened))
    if opened.visit.late:
        parts.append("handed in late")
    yield from _hanging("; ".join(parts), columns)
    kept = _kept(opened, question)
    if kept:
        yield from _hanging(f"  kept: {kept}", columns)
    for what, lacking in _grouped(opened.lacks).items():
        yield from _hanging(f"  {what}: {', '.join(lacking)}", columns)
    for doubt in _doubts(opened):
        yield from _hanging(f"  to doubt: {doubt}", columns)


_LACKING = {
    Missing.ANSWER: "to answer",
    Missing.FACT: "to tell",
    Missing.EVIDENCE: "missing a note that shows the fail",
    Missing.REASON: "missing the reason of an n/a",
    Missing.OVERRIDE: "missing the reason against the rules",
    Missing.PROOF: "missing proof",
}
"""What each lack is called, in the order in which they are told."""


def _grouped(lacks: Sequence[Lack]) -> Mapping[str, Sequence[str]]:
    """The questions that lack something, under what it is."""
    found = {
        words: [each.criterion for each in lacks if each.missing is missing]
        for missing, words in _LACKING.items()
    }
    return {words: questions for words, questions in found.items() if questions}


def _standing(opened: Opened) -> str:
    """Outcome and score; while questions are open, how many are answered and no score."""
    asked = list(_scored_answers(opened))
    waiting = sum(each.state is State.OPEN for each in asked)
    if waiting:
        return f"{len(asked) - waiting} of {len(asked)} answered"
    score = opened.scored.score
    return f"{OUTCOME_SIGN[score.outcome]} {OUTCOME_WORD[score.outcome]} {score_text(score)}"


def _scored_answers(opened: Opened) -> Iterator[Answer]:
    answers = opened.scored.evaluation.answers
    for (_, criterion), answer in zip(opened.scored.form.criteria(), answers, strict=True):
        if scored(criterion):
            yield answer


def _kept(opened: Opened, question: str) -> str:
    """What stands for the question, with its note; empty where nothing does."""
    if question in opened.facts:
        return f"{question}: {visible(opened.facts[question])}"
    for _, criterion in opened.scored.form.criteria():
        if criterion.id == question:
            answer = next(
                each for each in opened.scored.evaluation.answers if each.criterion == question
            )
            note = f": {visible(answer.note)}" if answer.note else ""
            return f"{_answer(criterion, answer)}{note}"
    return ""


def _hanging(line: str, columns: int) -> Iterator[str]:
    first, *more = list(wrapped(line, max(30, columns - 4))) or [""]
    yield first
    yield from (f"    {each}" for each in more)


def page_lines(
    opened: Opened, zone: ZoneInfo, names: Mapping[str, str], *, columns: int
) -> Iterator[str]:
    """One visit: where it stands, what the shopper is asked to do, the report, what was done."""
    yield from _head(opened, zone, names)
    for title, lines in (
        ("what the shopper does", _briefing(opened)),
        ("told by the shopper", _facts(opened)),
    ):
        yield from _block(title, lines, columns)
    yield ""
    yield from verdict_lines(reported_of(opened.scored), Looks(columns=columns))
    for title, lines in (
        ("answers", _answers(opened)),
        ("changed answers", _changed(opened, zone)),
        ("proof", _proofs(opened)),
        ("appealed", _claims(opened, zone)),
        ("to doubt", _doubts(opened)),
        ("what was done", _history(opened, zone)),
        (f"missing before it can be {_finished(opened)}", _lacks(opened)),
        ("possible now", _steps(opened)),
        ("not now", _not_now(opened)),
    ):
        yield from _block(title, lines, columns)


def _finished(opened: Opened) -> str:
    return "accepted" if opened.stage is Stage.IN_EDIT else "handed in"


def _block(title: str, lines: Iterator[str], columns: int) -> Iterator[str]:
    found = list(lines)
    if not found:
        return
    yield ""
    yield title
    for line in found:
        yield from _hanging(f"  {line}", columns)


def _head(opened: Opened, zone: ZoneInfo, names: Mapping[str, str]) -> Iterator[str]:
    visit = opened.visit
    revision = f", revision {opened.revision}" if opened.revision > 1 else ""
    mark = "  ! overdue" if opened.overdue else ""
    yield f"{opened.name}  {_stage(opened)}{revision}{mark}"
    agent = f", {visible(visit.agent)}" if visit.agent else ""
    yield f"  {visible(names.get(visit.place, visit.place))}{agent}; {visit.channel} visit"
    script = f"; script {visible(visit.script)}" if visit.script else ""
    yield f"  form {visit.form} v{visit.version}{script}"
    if visit.shopper:
        drawn = f", drawn with seed {visible(visit.seed)}" if visit.seed else ", picked by hand"
        yield f"  shopper {visible(visit.shopper)}{drawn if not opened.line else ''}"
    if visit.contact_at is not None:
        late = ", report handed in late" if visit.late else ""
        yield f"  contact {moment(visit.contact_at, zone)}{late}"
    else:
        yield f"  may be made {moment(visit.window_from, zone)} to {_until(visit, zone)}"
    if opened.stage is Stage.RELEASED and visit.appeal_until is not None:
        yield f"  may be appealed against until {moment(visit.appeal_until, zone)}"
    elif opened.due is not None and opened.stage not in RELEASED:
        yield f"  due {moment(opened.due, zone)}"


def _until(visit: Visit, zone: ZoneInfo) -> str:
    start, end = (at.astimezone(zone) for at in (visit.window_from, visit.window_until))
    return f"{end:%H:%M}" if start.date() == end.date() else moment(end, zone)


def _stage(opened: Opened) -> str:
    expired = any(each.step is Step.EXPIRE for each in opened.history)
    if opened.stage is Stage.FINAL and expired:
        return "final since the time for appeals ended"
    return opened.stage.value


def _briefing(opened: Opened) -> Iterator[str]:
    briefing = opened.scored.form.briefing
    if briefing is None or opened.stage not in (
        Stage.PLANNED,
        Stage.ASSIGNED,
        Stage.IN_PROGRESS,
        Stage.RETURNED,
    ):
        return
    yield f"who: {visible(briefing.persona.strip())}"
    yield f"what: {visible(briefing.scenario.strip())}"
    yield from (f"- {visible(duty)}" for duty in briefing.duties)


def _facts(opened: Opened) -> Iterator[str]:
    for fact in opened.scored.form.facts:
        words = opened.facts.get(fact.id)
        if words:
            unit = f" {visible(fact.unit)}" if fact.unit else ""
            first, *more = words.split("\n")
            yield f"{fact.id}: {visible(first)}{unit}{_edited(opened, fact.id)}"
            yield from map(visible, more)


def _edited(opened: Opened, question: str) -> str:
    return " (changed in checking the report)" if question in opened.edited else ""


def _answers(opened: Opened) -> Iterator[str]:
    asked = {criterion.id: criterion for _, criterion in opened.scored.form.criteria()}
    stands = {each.criterion: each for each in opened.scored.evaluation.answers}
    engine = {each.criterion: each for each in opened.engine.evaluation.answers}
    last = {each.criterion: each for each in opened.filed.changes}
    for criterion, change in last.items():
        if criterion in asked and change.answer is not None:
            note = f": {visible(change.answer.note)}" if change.answer.note else ""
            rules = engine[criterion].state
            said = f" (the rules: {WORD[rules]})" if rules is not State.OPEN else ""
            answer = _answer(asked[criterion], stands[criterion])
            yield f"{answer}  by {visible(change.by)}{_edited(opened, criterion)}{said}{note}"


def _changed(opened: Opened, zone: ZoneInfo) -> Iterator[str]:
    """Each answer that another one took the place of: old, new, by whom and when."""
    asked = {criterion.id: criterion for _, criterion in opened.scored.form.criteria()}
    for old, new in replaced(opened.filed.changes):
        criterion = asked.get(new.criterion)
        yield (
            f"{new.criterion}: {_words(criterion, old.answer)} → {_words(criterion, new.answer)}, "
            f"{visible(new.by)} {moment(new.at, zone)}"
        )


def _words(criterion: Criterion | None, answer: Answer | None) -> str:
    if answer is None:
        return "none"
    if criterion is None:
        return f"‘{visible(answer.note)}’"
    given = given_words(criterion, answer)
    note = f" ({visible(answer.note)})" if answer.note else ""
    return f"{WORD[answer.state]}{f' {given}' if given else ''}{note}"


def given_words(criterion: Criterion, answer: Answer) -> str:
    """The choice or number that was given and what it earned, such as `later, 2 of 5`.

    Empty where the verdict says it all: a plain pass or fail, n/a, unknown.
    """
    words = words_of_answer(criterion, answer)
    if words is None or words == answer.state.value or answer.points is None:
        return ""
    earned = f"{plainly(answer.points)} of {plainly(criterion.points)}"
    chosen = criterion.choices or criterion.scale is not None
    return f"{visible(words)}, {earned}" if chosen else earned


def _answer(criterion: Criterion, answer: Answer) -> str:
    given = given_words(criterion, answer)
    return (
        f"{SIGN[answer.state]} {WORD[answer.state]} {criterion.id}{f': {given}' if given else ''}"
    )


def _proofs(opened: Opened) -> Iterator[str]:
    for each in opened.filed.proofs:
        digest = each.sha256[:12]
        yield f"{each.question}: {visible(each.name)}, {each.bytes} bytes, SHA-256 {digest}…"


def _claims(opened: Opened, zone: ZoneInfo) -> Iterator[str]:
    for each in opened.filed.claims:
        yield (
            f"{each.criterion} should be {visible(each.claimed)}, {visible(each.by)} "
            f"{moment(each.at, zone)}: {visible(each.reason)}"
        )


def _history(opened: Opened, zone: ZoneInfo) -> Iterator[str]:
    for each in opened.history:
        reason = f": {visible(each.reason)}" if each.reason else ""
        what = f"{each.step.value} → {each.stage.value}"
        yield f"{moment(each.at, zone)}  {visible(each.by)}  {what}{reason}"


def _doubts(opened: Opened) -> Iterator[str]:
    yield from (visible(str(each)) for each in opened.doubts)


def _lacks(opened: Opened) -> Iterator[str]:
    yield from (f"{each.criterion}: {each.words}" for each in opened.lacks)


def _steps(opened: Opened) -> Iterator[str]:
    yield from (step.value for step, refusal in opened.may.items() if not refusal)


def _not_now(opened: Opened) -> Iterator[str]:
    """What the stage allows and this person may not do now, one line for each reason."""
    refused: dict[str, list[str]] = {}
    for step, refusal in opened.may.items():
        if refusal and step is not Step.EXPIRE:
            refused.setdefault(refusal, []).append(step.value)
    yield from (f"{', '.join(steps)}: {refusal}" for refusal, steps in refused.items())


def plan_lines(
    drawn: Sequence[Drawn], numbers: Sequence[int], names: Mapping[str, str]
) -> Iterator[str]:
    """The visits that a draw came to, a line each."""
    ids = [f"V{each}" for each in numbers] or [each.draw for each in drawn]
    rows = [
        (
            name,
            f"{each.on:%Y-%m-%d}",
            f"{each.part.value[0]:%H:%M}–{each.part.value[1]:%H:%M}",
            visible(names.get(each.place, each.place)),
            visible(each.agent or "–"),
            visible(each.shopper),
        )
        for name, each in zip(ids, drawn, strict=True)
    ]
    if rows:
        heads = ("ID" if numbers else "DRAW", "DAY", "TIME", "PLACE", "AGENT", "SHOPPER")
        yield from (line.rstrip() for line in table([heads, *rows]))


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Day and time in the zone."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
