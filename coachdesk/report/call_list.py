"""The desk's calls as a table for people and as lines of JSON for machines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from fractions import Fraction
from itertools import chain, islice

import msgspec

from coachdesk.core.queue import Item, Status
from coachdesk.core.score import Outcome
from coachdesk.core.visible import visible
from coachdesk.report.figures import minutes, number
from coachdesk.report.layout import padded, width
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_WORD

_MEASURED = 1000
"""Lines by which the columns are made; longer cells further down push their line to the right."""


class _Column(msgspec.Struct, frozen=True):
    """One column of the table."""

    head: str
    cell: Callable[[Item], str]
    gives_way: int = 0
    """Columns leave a narrow screen in this order; 0: never."""
    least: int = 0
    """A column that stays may be cut to so many places; 0: it is never cut."""
    right: bool = False


def as_text(found: Iterable[Item], time_zone: str, columns: int | None = None) -> Iterator[str]:
    """A table under a line that names the zone of its times; one sentence where there is no call.

    Args:
        found: in the order wanted, times in the desk's zone.
        time_zone: the desk's.
        columns: of the screen; None: nothing is left out or cut.
    """
    stream = iter(found)
    first = list(islice(stream, _MEASURED))
    if not first:
        yield "no calls"
        return
    table = [column for column in _COLUMNS if _told(column, first)]
    cells = [[column.cell(item) for column in table] for item in first]
    widths = [
        max(width(text) for text in (column.head, *(row[at] for row in cells)))
        for at, column in enumerate(table)
    ]
    if columns is not None:
        table, widths = _fitted(table, widths, columns)
    yield f"times: {time_zone}"
    yield _line(table, widths, [column.head for column in table], cut=columns is not None)
    for item in chain(first, stream):
        row = [column.cell(item) for column in table]
        yield _line(table, widths, row, cut=columns is not None)


def _told(column: _Column, items: Sequence[Item]) -> bool:
    """Whether the column says anything; those of a call's own facts always stand."""
    return column.head not in ("ASSIGNED", "WHY") or any(column.cell(item) for item in items)


def _fitted(
    table: Sequence[_Column], widths: Sequence[int], columns: int
) -> tuple[list[_Column], list[int]]:
    """The columns that a screen has room for, and how wide each may be."""
    kept = list(zip(table, widths, strict=True))
    for going in sorted((c for c in table if c.gives_way), key=lambda c: c.gives_way):
        if sum(min(w, c.least or w) for c, w in kept) + 2 * (len(kept) - 1) <= columns:
            break
        kept = [(column, wide) for column, wide in kept if column is not going]
    over = sum(wide for _, wide in kept) + 2 * (len(kept) - 1) - columns
    fitted = []
    for column, wide in reversed(kept):
        less = max(0, min(over, wide - column.least)) if column.least else 0
        over -= less
        fitted.append((column, wide - less))
    fitted.reverse()
    return [column for column, _ in fitted], [wide for _, wide in fitted]


def _line(table: Sequence[_Column], widths: Sequence[int], cells: Sequence[str], cut: bool) -> str:
    line = []
    for column, wide, cell in zip(table, widths, cells, strict=True):
        text = _cut(cell, wide) if cut and column.least else cell
        line.append(" " * (wide - width(text)) + text if column.right else padded(text, wide))
    return "  ".join(line).rstrip()


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    kept = ""
    for sign in text:
        if width(kept + sign) > columns - 1:
            break
        kept += sign
    return f"{kept}…"


def as_json(found: Iterable[Item]) -> Iterator[str]:
    """One array, one call a line; times are UTC."""
    before = "["
    for each in found:
        yield before + _object(each)
        before = ","
    yield "[]" if before == "[" else "]"


def _object(each: Item) -> str:
    facts: dict[str, object] = {
        "call": each.call,
        "started_at": each.started_at and each.started_at.astimezone(UTC),
        "agent": each.agent,
        "campaign": each.campaign,
        "language": each.language,
        "duration_ms": each.duration_ms,
        "scorecard": each.scorecard,
        "version": each.version,
        "others": each.others,
        "outcome": each.outcome,
        "shown": figure(each),
        "critical": each.critical,
        "failing": each.failing,
        "unknown": each.unknown,
        "status": each.status,
        "assigned": each.assigned,
        "why": each.why,
    }
    return msgspec.json.encode(facts).decode()


def figure(each: Item) -> float | None:
    """The score as every report rounds it: to two places, and cut where it failed."""
    if each.score is None:
        return None
    # By its shortest decimal: 79.99 as a binary fraction lies under 79.99 and would be cut.
    return number(Fraction(repr(each.score)), cut=each.outcome is Outcome.FAIL)


def _scorecard(each: Item) -> str:
    if each.scorecard is None:
        return "–"
    more = f" +{each.others}" if each.others else ""
    return f"{each.scorecard} v{each.version}{more}"


def _outcome(each: Item) -> str:
    if each.outcome is None:
        return "not scored yet"
    return f"{OUTCOME_SIGN[each.outcome]} {OUTCOME_WORD[each.outcome]}"


def _count(each: Item, counted: int) -> str:
    return "" if each.scorecard is None else str(counted)


_COLUMNS = (
    _Column("CALL", lambda each: visible(each.call), least=20),
    _Column(
        "STARTED",
        lambda each: f"{each.started_at:%Y-%m-%d %H:%M}" if each.started_at else "–",
        gives_way=9,
    ),
    _Column("AGENT", lambda each: visible(each.agent or "–"), least=12),
    _Column("CAMPAIGN", lambda each: visible(each.campaign or "–"), gives_way=1),
    _Column("SCORECARD", _scorecard, gives_way=4),
    _Column(
        "LENGTH",
        lambda each: "–" if each.duration_ms is None else minutes(each.duration_ms),
        gives_way=3,
        right=True,
    ),
    _Column(
        "SCORE",
        lambda each: "–" if each.score is None else f"{figure(each):.2f}",
        right=True,
    ),
    _Column("OUTCOME", _outcome),
    _Column("FAIL", lambda each: _count(each, each.failing), gives_way=6, right=True),
    _Column("?", lambda each: _count(each, each.unknown), gives_way=5, right=True),
    _Column(
        "STATUS",
        lambda each: "" if each.status is Status.UNSCORED else each.status.value,
        gives_way=8,
    ),
    _Column("ASSIGNED", lambda each: visible(each.assigned or ""), gives_way=2),
    _Column("WHY", lambda each: visible(each.why), gives_way=7, least=12),
)
