"""One mystery visit on a page: where it stands, what the shopper does, the report and its life."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from coachdesk.core.audits import RELEASED, Stage, Step
from coachdesk.core.audits.filed import replaced
from coachdesk.core.audits.opened import Opened
from coachdesk.core.audits.visit import Visit
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.visible import visible
from coachdesk.report.audit_state import (
    answer_text,
    doubt_lines,
    given_words,
    hanging,
    progress_of,
    standing_text,
)
from coachdesk.report.audits import moment
from coachdesk.report.layout import wrapped
from coachdesk.report.reported import reported_of
from coachdesk.report.tone import WORD
from coachdesk.report.verdicts import (
    Looks,
    answer_lines,
    coverage_notes,
    head_lines,
    verdict_lines,
)


def _report(opened: Opened, looks: Looks) -> Iterator[str]:
    """Every answer with what shows it, under the score; under how far it is while some are open."""
    reported = reported_of(opened.scored)
    if not progress_of(opened).waiting:
        yield from verdict_lines(reported, looks)
        return
    title, *_ = head_lines(reported, looks)
    yield title
    yield f"  {standing_text(opened)}; no score while questions are open"
    for note in coverage_notes(reported):
        yield from (f"    {line}" for line in wrapped(note, max(30, looks.columns - 4)))
    yield from answer_lines(reported, looks)


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
    yield from _report(opened, Looks(columns=columns))
    for title, lines in (
        ("answers", _answers(opened)),
        ("changed answers", _changed(opened, zone)),
        ("proof", _proofs(opened)),
        ("appealed", _claims(opened, zone)),
        ("to doubt", doubt_lines(opened)),
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
        yield from hanging(f"  {line}", columns)


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
            answer = answer_text(asked[criterion], stands[criterion])
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
