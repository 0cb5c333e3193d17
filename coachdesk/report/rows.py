"""Rows of a page as pieces with a tone, for the command line and for screens alike."""

from collections.abc import Iterable, Iterator

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
