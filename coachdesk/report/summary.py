"""A desk's standing on one screen: what fails, in whose words, and what nobody can know yet."""

from collections.abc import Iterator, Sequence

from coachdesk.core.standing import Example, Group, Rate, Refusal, Standing, Weakness
from coachdesk.core.visible import visible
from coachdesk.report.figures import percent
from coachdesk.report.layout import padded, width, wrapped
from coachdesk.report.quotes import listened, missed, quotes
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD

_WEAKNESSES = 5
_CRITICAL = 3
_REFUSED = {
    Refusal.TOO_FEW: "too few for a rate (under 10)",
    Refusal.TOO_MANY_UNKNOWN: "no rate: over 10 % unknown",
}


def summary_lines(found: Standing, columns: int = 100) -> Iterator[str]:
    """The summary as text."""
    outcomes = ", ".join(
        f"{OUTCOME_SIGN[outcome]} {count} {OUTCOME_WORD[outcome]}"
        for outcome, count in found.outcomes.items()
        if count
    )
    scores = "" if found.evaluations == found.calls else f", {found.evaluations} scores"
    yield f"{found.calls} calls{scores}: {outcomes}"
    yield (
        f"{found.answers} automatic answers, {found.unknown} of them unknown; "
        f"{found.open} questions wait for a person"
    )
    yield ""
    yield from _critical(found.critical, columns)
    yield "What fails most often, where it applied"
    for each in found.weaknesses[:_WEAKNESSES]:
        yield from _weakness(each, columns)
    yield ""
    yield "Teams"
    yield from _groups(found.teams)
    yield ""
    yield "Agents"
    yield from _groups(found.agents)
    yield "  The range is what chance leaves (Wilson, 95 %). Scores cover the automatic part only."


def _critical(examples: Sequence[Example], columns: int) -> Iterator[str]:
    if not examples:
        return
    yield f"{len(examples)} calls failed on something critical"
    for each in examples[:_CRITICAL]:
        yield f"  ✗ {each.criterion.id}: {visible(each.criterion.ask)}"
        yield from _shown(each, columns)
    if len(examples) > _CRITICAL:
        yield f"  … and {len(examples) - _CRITICAL} more: coachdesk calls --outcome fail"
    yield ""


def _weakness(each: Weakness, columns: int) -> Iterator[str]:
    yield f"  ✗ {visible(each.criterion.ask)}"
    yield f"      {each.scorecard}, {each.criterion.id}: failed {_rate(each.failed)}"
    yield from _shown(each.example, columns)


def _shown(example: Example, columns: int) -> Iterator[str]:
    indent = " " * 6
    head = f"call {visible(example.call.id)}: "
    for line in wrapped(head + _said(example), columns - len(indent)):
        yield indent + line


def _said(example: Example) -> str:
    """The words that decided it; where the fault is silence, what came closest."""
    verdict, behind = example.answer.verdict, example.explained
    for occurrence in verdict.evidence if verdict else ():
        for who, words in quotes(example.call, occurrence):
            return f"{who}  {words}"
    if verdict is not None and verdict.reason:
        return visible(verdict.reason)
    if behind is None:
        return "not said"
    # A miss that shares less with the phrase than it lacks explains nothing.
    near = behind.nearest
    if near is not None and near.changes < len(near.text.split()):
        return f"not said; {missed(example.call, near)}"
    return "; ".join(listened(behind.searched.signals, unheard_only=True)) or "not said"


def _groups(groups: Sequence[Group]) -> Iterator[str]:
    rows = [_row(each) for each in groups]
    if not rows:
        yield "  none known (people: in desk.yaml)"
        return
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (padded(cell, columns) for cell, columns in zip(row, widths, strict=True))
        yield ("  " + "  ".join(cells)).rstrip()


def _row(each: Group) -> tuple[str, ...]:
    name = each.agent if each.agent is not None else each.team
    beside = []
    if each.critical:
        beside.append(f"{each.critical} critical")
    if each.unknown:
        beside.append(f"{each.unknown} unknown")
    if each.not_scored:
        beside.append(f"{each.not_scored} without a score")
    return (
        visible(name or "–"),
        each.scorecard,
        f"passed {_rate(each.passed)}",
        "" if each.mean is None else f"mean {percent(each.mean)}",
        ", ".join(beside),
    )


def _rate(found: Rate) -> str:
    if not found.of:
        return "none: no call has an outcome"
    counted = f"{found.count} of {found.of}"
    if found.refusal is not None:
        return f"{counted}, {_REFUSED[found.refusal]}"
    if found.low is None or found.high is None:
        return counted
    share = 100 * found.count / found.of
    return f"{counted}, {share:.0f} % ({100 * found.low:.0f}–{100 * found.high:.0f} %)"
