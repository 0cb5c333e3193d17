"""One line of the queue: which columns fit a width, and what stands in each."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from coachdesk.core.engine.verdicts import State
from coachdesk.core.queue import Item, Status
from coachdesk.core.score import Outcome
from coachdesk.report.figures import minutes, number
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.shown import fitted, shown

MARKS = 3
"""Cells before the columns: the cursor, the sign of a selected row, a blank."""


class Column(NamedTuple):
    """One column of the queue."""

    name: str
    least: int
    """Cells; where even this does not fit, columns give way."""
    gives_way: int
    """The highest goes first, 0 stays."""
    right: bool = False


_ID = 9
_LONG_ID = 16
"""An id as long as this is shown whole before any other column takes the room that is left."""
_LONGEST_ID = 24
COLUMNS = (
    Column("call", _ID, 0),
    Column("started", 11, 5),
    Column("agent", 10, 1),
    Column("campaign", 10, 10),
    Column("scorecard", 11, 9),
    Column("len", 5, 8, right=True),
    Column("score", 6, 3, right=True),
    Column("outcome", 7, 2),
    Column("status", 9, 4),
    Column("assigned", 8, 7),
    Column("why", 18, 6),
)
"""From left to right. At 120 columns all are there; 100 are too few for the campaign and the
scorecard, 80 for the length and whom it is assigned to. Then goes why, when it started, the status,
the score, the outcome, the agent."""
_FULL_DATE = 16


@lru_cache(maxsize=64)
def layout(cells: int, ids: int = 0) -> tuple[tuple[Column, int], ...]:
    """The columns that fit, with their widths; together never wider than the cells.

    Args:
        cells: for the whole line.
        ids: cells of the longest id that is shown.
    """
    room = cells - MARKS
    kept = list(_columns(ids))
    while len(kept) > 1 and sum(each.least + 1 for each in kept) - 1 > room:
        kept.remove(max(kept, key=lambda each: each.gives_way))
    widths = {each.name: each.least for each in kept}
    spare = room - sum(widths.values()) - len(kept) + 1
    for name, most in _growth(ids):
        if name in widths and spare > 0:
            more = max(0, min(most - widths[name], spare))
            widths[name] += more
            spare -= more
    return tuple((each, max(1, min(widths[each.name], room))) for each in kept)


def _columns(ids: int) -> Sequence[Column]:
    """Two calls must not look alike: the reason, which the review tells too, gives its room."""
    more = max(0, min(ids, _LONG_ID) - _ID)
    lent = {"call": more, "why": -more}
    return [each._replace(least=each.least + lent.get(each.name, 0)) for each in COLUMNS]


def _growth(ids: int) -> Sequence[tuple[str, int]]:
    """Where the room that is left goes, in this order: up to so many cells."""
    return (
        ("why", 20), ("agent", 13), ("started", 16), ("scorecard", 16), ("why", 24),
        ("assigned", 12), ("status", 12), ("agent", 20), ("call", min(ids, _LONGEST_ID)),
        ("campaign", 16), ("why", 10_000), ("call", 10_000),
    )  # fmt: skip


@lru_cache(maxsize=64)
def head_of(cells: int, ids: int = 0) -> Sequence[Piece]:
    """The names of the columns."""
    names = " ".join(
        fitted(column.name, wide, right=column.right) for column, wide in layout(cells, ids)
    )
    return [(" " * MARKS + names, Ink.QUIET)]


def row_of(
    item: Item,
    cells: int,
    looks: Looks,
    *,
    current: bool,
    selected: bool,
    year: int,
    ids: int = 0,
) -> Sequence[Piece]:
    """A call as pieces of exactly so many cells; `year` is the one that need not be said.

    `ids` as in `layout`.
    """
    pieces: list[Piece] = [
        (looks.glyph("cursor") if current else " ", Ink.KEY),
        (looks.glyph("selected") if selected else " ", Ink.KEY),
    ]
    for column, wide in layout(cells, ids):
        text, ink = _CELLS[column.name](item, looks, wide, year)
        pieces.append((" " + fitted(text, wide, right=column.right), ink))
    return pieces


def text_of(item: Item) -> str:
    """The line as text to copy: what is known, apart by two blanks."""
    started = item.started_at
    parts = (
        item.call,
        f"{started:%Y-%m-%d %H:%M}" if started else "",
        item.agent or "",
        item.campaign or "",
        f"{item.scorecard} v{item.version}" if item.scorecard else "",
        minutes(item.duration_ms) if item.duration_ms is not None else "",
        _figure(item),
        _WORDS[item.outcome] if item.outcome else "",
        item.status.value,
        f"assigned to {item.assigned}" if item.assigned else "",
        item.why,
    )
    return "  ".join(shown(part) for part in parts if part)


_Cell = tuple[str, Ink]
_NOTHING = "–"
_WORDS = {Outcome.PASS: "PASS", Outcome.FAIL: "FAIL", Outcome.NOT_SCORED: "not scored"}


def _call(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    return item.call, Ink.PLAIN


def _started(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    at = item.started_at
    if at is None:
        return _NOTHING, Ink.QUIET
    if wide >= _FULL_DATE:
        return f"{at:%Y-%m-%d %H:%M}", Ink.QUIET
    return (f"{at:%m-%d %H:%M}" if at.year == year else f"{at:%Y-%m-%d}"), Ink.QUIET


def _agent(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    return (item.agent, Ink.PLAIN) if item.agent else (_NOTHING, Ink.QUIET)


def _campaign(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    return item.campaign or _NOTHING, Ink.QUIET


def _scorecard(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    return item.scorecard or _NOTHING, Ink.QUIET


def _length(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    if item.duration_ms is None:
        return _NOTHING, Ink.QUIET
    hours, rest = divmod(item.duration_ms // 60_000, 60)
    return (f"{hours}h{rest:02d}" if hours else minutes(item.duration_ms)), Ink.QUIET


def _score(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    text = _figure(item)
    return (text, Ink.PLAIN) if text else (_NOTHING, Ink.QUIET)


def _figure(item: Item) -> str:
    if item.score is None:
        return ""
    # By its shortest decimal: 79.99 as a binary fraction lies under 79.99 and would be cut.
    return f"{number(Fraction(repr(item.score)), cut=item.outcome is Outcome.FAIL):.2f}"


def _outcome(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    if item.outcome is None:
        return _NOTHING, Ink.QUIET
    urgent = looks.glyph("warning") if item.critical else ""
    if item.outcome is Outcome.PASS:
        return f"{looks.sign(State.PASS)} PASS{urgent}", Ink.PASS
    if item.outcome is Outcome.FAIL:
        return f"{looks.sign(State.FAIL)} FAIL{urgent}", Ink.FAIL
    return f"{looks.sign(State.UNKNOWN)} none{urgent}", Ink.UNKNOWN


def _status(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    if item.status is Status.DISPUTED:
        return f"{item.status.value}{looks.glyph('warning')}", Ink.WARNING
    if item.status is Status.ACKNOWLEDGED and wide < len(Status.ACKNOWLEDGED.value):
        return "acknowl.", Ink.QUIET
    return item.status.value, Ink.QUIET if item.status in _DONE else Ink.PLAIN


def _assigned(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    return item.assigned or "", Ink.PLAIN


def _why(item: Item, looks: Looks, wide: int, year: int) -> _Cell:
    return item.why, Ink.PLAIN


_DONE = (Status.PUBLISHED, Status.RESOLVED, Status.ACKNOWLEDGED)
_CELLS: dict[str, Callable[[Item, Looks, int, int], _Cell]] = {
    "call": _call,
    "started": _started,
    "agent": _agent,
    "campaign": _campaign,
    "scorecard": _scorecard,
    "len": _length,
    "score": _score,
    "outcome": _outcome,
    "status": _status,
    "assigned": _assigned,
    "why": _why,
}
