"""Mystery visits as text: many in a list, and the draw that planned them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from coachdesk.core.audits.opened import Line
from coachdesk.core.audits.plan import Drawn, Without
from coachdesk.core.audits.visit import Figures
from coachdesk.core.score import Outcome
from coachdesk.core.visible import visible
from coachdesk.report.figures import number
from coachdesk.report.rows import folded, table
from coachdesk.report.tone import OUTCOME_SIGN

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


def left_out_lines(left_out: Sequence[Without], names: Mapping[str, str]) -> Iterator[str]:
    """The stores to which no visit was drawn, a line each with why."""
    for each in left_out:
        yield f"no visit to {visible(names.get(each.place, each.place))}: {visible(each.reason)}"


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
