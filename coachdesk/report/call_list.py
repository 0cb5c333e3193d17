"""The desk's calls as a table for people and as lines of JSON for machines."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.listing import Listed
from coachdesk.core.score import Outcome
from coachdesk.core.visible import visible
from coachdesk.report.figures import number
from coachdesk.report.layout import padded, width
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD

_HEADS = ("CALL", "STARTED", "AGENT", "CAMPAIGN", "SCORECARD", "SCORE", "OUTCOME", "FAIL", "?")
_FIGURES = frozenset({5, 7, 8})
"""Columns whose content stands on the right."""


def as_text(found: Sequence[Listed], time_zone: str) -> Iterator[str]:
    """A table, times in the desk's zone; one sentence where there is no call."""
    if not found:
        yield "no calls"
        return
    zone = ZoneInfo(time_zone)
    rows = [_HEADS, *(_row(each, zone) for each in found)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(_HEADS))]
    for row in rows:
        cells = [
            " " * (widths[column] - width(cell)) + cell
            if column in _FIGURES
            else padded(cell, widths[column])
            for column, cell in enumerate(row)
        ]
        yield "  ".join(cells).rstrip()


def as_json(found: Iterable[Listed]) -> Iterator[str]:
    """One array, one call and scorecard a line."""
    lines = [
        msgspec.json.encode(msgspec.structs.replace(each, shown=_figure(each))).decode()
        for each in found
    ]
    yield "[" + ",\n".join(lines) + "]"


def _figure(each: Listed) -> float | None:
    """The score as every report rounds it: to two places, and cut where it failed."""
    if each.shown is None:
        return None
    # By its shortest decimal: 79.99 as a binary fraction lies under 79.99 and would be cut.
    return number(Fraction(repr(each.shown)), cut=each.outcome is Outcome.FAIL)


def _row(each: Listed, zone: ZoneInfo) -> tuple[str, ...]:
    started = each.started_at.astimezone(zone) if each.started_at else None
    outcome = "not scored yet"
    if each.outcome is not None:
        outcome = f"{OUTCOME_SIGN[each.outcome]} {OUTCOME_WORD[each.outcome]}"
    scored = each.scorecard is not None
    return (
        visible(each.call),
        f"{started:%Y-%m-%d %H:%M}" if started else "–",
        visible(each.agent or "–"),
        visible(each.campaign or "–"),
        f"{each.scorecard} v{each.version}" if scored else "–",
        "–" if each.shown is None else f"{_figure(each):.2f}",
        outcome,
        str(each.failing) if scored else "",
        str(each.unknown) if scored else "",
    )
