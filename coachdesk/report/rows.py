"""Rows of a page as pieces with a tone, for the command line and for screens alike."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from coachdesk.report.layout import padded, width, wrapped
from coachdesk.report.tone import Tone

Piece = tuple[str, Tone | None]
"""Text, and what it is; None: plain."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a page, and what it is about, for whoever wants to go there."""

    pieces: tuple[Piece, ...] = ()
    call: str | None = None
    turn: int | None = None
    """Of the call, from 0."""
    scorecard: str | None = None
    criterion: str | None = None
    since: str | None = None
    """The first day that counts, ISO 8601."""
    person: str | None = None
    """An id, or the name of somebody without one."""
    team: str | None = None
    place: str | None = None
    """The id of a place on the roster, which has no page of its own."""
    spell: str | None = None
    """The first day of a spell of the page's person, ISO 8601, or `always`."""
    view: str | None = None
    """Another room, such as `exam`; None: the fields above say where it leads."""
    name: str | None = None
    """What is meant there, such as `X3`."""
    filter: str | None = None
    """The words that narrow that room's list."""

    @property
    def text(self) -> str:
        """The row as plain text."""
        return "".join(text for text, _ in self.pieces).rstrip()

    @property
    def leads(self) -> bool:
        """Whether there is anything to go to, or to change."""
        known = (self.call, self.criterion, self.person, self.team, self.view)
        return any((*known, self.place, self.spell))


BLANK = Row()
_FURTHER = "    "
_NOTHING = ("", "–")
"""Cells that say nothing where they stand below."""


def row(text: str, tone: Tone | None = None) -> Row:
    """A row of one piece."""
    return Row(pieces=((text, tone),))


def paragraph(
    text: str, columns: int, indent: str = "", tone: Tone | None = None, further: str = "  "
) -> Iterator[Row]:
    """The text in rows of at most so many columns; all but the first stand further in."""
    first, *rest = list(wrapped(text, max(columns - width(indent), 1))) or [""]
    yield row(indent + first, tone)
    again = " ".join(rest)
    room = max(columns - width(indent + further), 1)
    yield from (row(f"{indent}{further}{line}", tone) for line in wrapped(again, room))


def leading(
    text: str, columns: int, indent: str = "", *, to: Row, further: str = "  "
) -> Iterator[Row]:
    """A paragraph of which every row leads where `to` does."""
    for each in paragraph(text, columns, indent, further=further):
        yield msgspec.structs.replace(to, pieces=each.pieces)


def table(
    lines: Iterable[tuple[str, ...]], right: frozenset[int] = frozenset(), gap: str = "  "
) -> list[str]:
    """Cells in columns as wide as their widest; those in `right` stand on the right."""
    kept = list(lines)
    widths = [max(map(width, column)) for column in zip(*kept, strict=True)]
    return [
        gap.join(
            " " * (widths[at] - width(cell)) + cell if at in right else padded(cell, widths[at])
            for at, cell in enumerate(line)
        )
        for line in kept
    ]


def folded(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: int,
    *,
    keeps: Sequence[int],
    right: frozenset[int] = frozenset(),
) -> Iterator[str]:
    """A table where it fits into so many columns, else each row with a part of it below.

    Nothing is cut: a single word that is wider than the screen stays whole.

    Args:
        heads: over the columns, and before the cells that stand below; empty: there are none.
        rows: cells, as many in each.
        columns: of the screen.
        keeps: the cells that stay in the first line of a row where not all fit, in order.
        right: the columns that stand on the right.
    """
    lines = table([*filter(None, [tuple(heads)]), *map(tuple, rows)], right)
    if max(map(width, lines)) <= columns:
        yield from (line.rstrip() for line in lines)
        return
    kept = [tuple(row[at] for at in keeps) for row in (*filter(None, [heads]), *rows)]
    stay = frozenset(at for at, column in enumerate(keeps) if column in right)
    first = [line.rstrip() for line in table(kept, stay)]
    if max(map(width, first)) > columns:
        first = ["\n".join(wrapped("  ".join(filter(None, row)), columns)) for row in kept]
    if heads:
        yield from first.pop(0).splitlines()
    rest = [at for at in range(len(rows[0])) if at not in keeps]
    for line, row in zip(first, rows, strict=True):
        yield from line.splitlines()
        below = [
            " ".join(filter(None, (heads[at].lower() if heads else "", row[at])))
            for at in rest
            if row[at] not in _NOTHING
        ]
        yield from (f"{_FURTHER}{each}" for each in _filled(below, columns - len(_FURTHER)))


def _filled(cells: Iterable[str], columns: int) -> Iterator[str]:
    """As many cells side by side as fit, line by line."""
    line = ""
    for cell in cells:
        if line and width(line) + 2 + width(cell) > columns:
            yield from wrapped(line, columns)
            line = cell
        else:
            line += f"  {cell}" if line else cell
    yield from wrapped(line, columns)
