"""Coaching as lines for people: lists, and one action."""

from collections.abc import Iterator, Sequence

from coachdesk.core.coaching import Baseline, CoachingAction, Step, TopicKind
from coachdesk.core.coaching.action import ON_VISITS
from coachdesk.core.coaching.drawing import Draw
from coachdesk.core.coaching.pages import (
    ActionLine,
    ActionList,
    ActionPage,
    GivenWaiver,
    OwnersMatter,
    Since,
)
from coachdesk.core.rates import rate
from coachdesk.core.visible import visible
from coachdesk.report.layout import wrapped
from coachdesk.report.rates import rate_words
from coachdesk.report.rows import folded

_HEADS = ("ID", "PERSON", "BEHAVIOUR", "COACH", "STAGE", "DUE", "BEFORE")


def list_lines(found: ActionList, columns: int) -> Iterator[str]:
    """A table; a sentence where there is none, and about those not shown."""
    if found.lines:
        rows = [_row(each) for each in found.lines]
        yield from folded(_HEADS, rows, columns, keeps=(0, 1, 4, 5, 6))
    else:
        yield "no coaching actions"
    if found.hidden:
        yield f"{found.hidden} more are not yours to see"


def _row(line: ActionLine) -> tuple[str, ...]:
    action = line.action
    return (
        line.name,
        visible(action.person),
        visible(str(action.topic)),
        visible(action.coach or "–"),
        line.stage.value,
        f"{action.due}{' overdue' if line.overdue else ''}",
        "–" if action.baseline is None else f"{action.baseline.failed} of {action.baseline.of}",
    )


def state_line(line: ActionLine) -> str:
    """Where the action stands, and who has agreed to it so far."""
    told = f"{line.name} about {visible(str(line.action.topic))} is {line.stage.value}"
    if line.action.agreed_by and line.stage.value == "proposed":
        told += f"; {', '.join(map(visible, line.action.agreed_by))} agreed"
    return f"{told}, due {line.action.due}" + (", overdue" if line.overdue else "")


def page_lines(page: ActionPage, columns: int = 100) -> Iterator[str]:
    """One action, whole: what it is about, where it stands, what was done, what can be done."""
    yield state_line(page.line)
    yield from _indented(_facts(page.line.action), columns)
    if page.line.since is not None:
        yield from _indented([f"since the first session: {since_words(page.line.since)}"], columns)
    if page.draw is not None:
        yield from _indented(draw_lines(page.draw, page.line.action), columns)
    elif page.line.action.checked:
        action = page.line.action
        yield from _indented(
            draw_lines(Draw(frame=action.drawn_from, checked=action.checked), action), columns
        )
    yield f"DONE ({times_words(page)})"
    yield from _indented(_history(page), columns)
    if page.may:
        yield "POSSIBLE NOW"
        yield from _indented(_possible(page), columns)


def _facts(action: CoachingAction) -> Iterator[str]:
    coach = visible(action.coach) if action.coach else "nobody yet"
    yield f"person {visible(action.person)}, coach {coach}"
    if action.policy:
        yield f"raised by the policy {action.policy} ({action.policy_sha256[:12]})"
    if action.baseline is not None:
        yield f"before: failed {baseline_words(action.baseline)}"
    if action.evidence:
        calls = ", ".join(visible(each.call) for each in action.evidence)
        yield f"shown by {calls}"
    yield f"check: {check_words(action)}"
    if action.follows is not None:
        tried = ", ".join(method.value for method in action.failures) or "no method noted"
        yield f"follows A{action.follows}, which had no effect; tried so far: {tried}"
    if action.method is not None:
        yield f"method: {action.method.value}"


def baseline_words(baseline: Baseline) -> str:
    """How often it failed, of how many, how that was counted, and when."""
    what = "visit" if baseline.method == ON_VISITS else "call"
    told = rate_words(rate(baseline.failed, baseline.of), f"on no {what} that shows it")
    if baseline.method != ON_VISITS:
        told += f"; {baseline.method}"
    if baseline.unknown:
        told += f", {baseline.unknown} more unknown"
    if baseline.since is not None and baseline.until is not None:
        first, last = baseline.since.date(), baseline.until.date()
        days = f"{first}" if first == last else f"{first} to {last}"
        several = "s" if baseline.of + baseline.unknown > 1 else ""
        told += f"; {what}{several} of {days}"
    return told


def check_words(action: CoachingAction) -> str:
    """What must be seen before it counts as verified; where no call can show it, what follows."""
    if action.topic.kind is not TopicKind.CALLS:
        return "no call shows it: it ends closed and not verified"
    return f"{action.check.passed} of {action.check.calls} calls drawn after the claim must pass"


def since_words(since: Since) -> str:
    """On how many calls since the first session it passed, with the interval."""
    told = f"passed {rate_words(rate(since.passed, since.decided), 'no call that shows it')}"
    unknown = len(since.calls) - since.decided
    return told + (f"; {unknown} more unknown" if unknown else "")


def draw_lines(draw: Draw, action: CoachingAction) -> Iterator[str]:
    """Which calls were drawn and what they show."""
    told = f"since the claim: {draw.passed} of {draw.decided} drawn calls passed"
    yield f"{told}, drawn from {draw.frame} by seed {action.seed}"
    if draw.checked:
        calls = (f"{visible(each.call)} {each.state.value}" for each in draw.checked)
        yield f"drawn: {', '.join(calls)}"
    if draw.waiting:
        yield f"wait for a person: {', '.join(map(visible, draw.waiting))}"


def times_words(page: ActionPage) -> str:
    """In which zone the times of what was done stand."""
    return f"times in {page.line.changed.tzinfo}"


def _history(page: ActionPage) -> Iterator[str]:
    sessions = list(page.line.action.sessions)
    for each in page.history:
        told = (
            f"{each.at:%Y-%m-%d %H:%M}  {visible(each.by)}  {each.step.value} → {each.stage.value}"
        )
        if each.step in (Step.START, Step.NOTE) and sessions:
            told += f" ({', '.join(one.value for one in sessions.pop(0).practised)})"
        yield told + (f": {visible(each.words)}" if each.words else "")


def _possible(page: ActionPage) -> Iterator[str]:
    for step, refusal in page.may.items():
        yield step.value if not refusal else f"{step.value}: not you: {refusal}"


def waiver_lines(found: Sequence[GivenWaiver], columns: int) -> Iterator[str]:
    """The desk's waivers as a table."""
    if not found:
        yield "no waivers"
        return
    heads = ("ID", "PERSON", "BEHAVIOUR", "OWNER", "UNTIL", "", "REASON")
    yield from folded(heads, [_waiver_row(each) for each in found], columns, keeps=(0, 1, 4, 5))


def _waiver_row(each: GivenWaiver) -> tuple[str, ...]:
    excuse = each.excuse
    return (
        each.name,
        visible(excuse.person),
        visible(str(excuse.topic)),
        visible(excuse.owner),
        str(excuse.until),
        "over" if each.is_over else "",
        visible(each.reason),
    )


def matter_lines(found: Sequence[OwnersMatter], columns: int) -> Iterator[str]:
    """What most of a team fails, as a table."""
    if not found:
        yield "nothing that most of a team fails"
        return
    heads = ("ID", "TEAM", "BEHAVIOUR", "OWNER", "FAILING", "STAGE", "")
    yield from folded(heads, [_matter_row(each) for each in found], columns, keeps=(0, 1, 4, 5))


def _matter_row(each: OwnersMatter) -> tuple[str, ...]:
    matter = each.matter
    return (
        each.name,
        visible(matter.team),
        visible(str(matter.topic)),
        visible(matter.owner),
        f"{matter.failing} of {matter.judged}",
        each.stage.value,
        visible(each.settled),
    )


def _indented(texts: Iterator[str] | Sequence[str], columns: int) -> Iterator[str]:
    for text in texts:
        first, *rest = list(wrapped(text, columns - 4)) or [""]
        yield f"  {first}"
        yield from (f"    {line}" for line in rest)
