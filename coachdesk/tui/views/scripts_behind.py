"""The other half of a script: what stands behind a line, or one of its reports."""

from collections.abc import Iterable, Sequence

import msgspec

from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import lines_of
from coachdesk.tui.view import Place


class Told(msgspec.Struct, frozen=True):
    """One row, and where it leads."""

    pieces: tuple[Piece, ...] = ()
    place: Place | None = None
    """A call, or a step or block of this script; None: nowhere."""


class Behind(Pane):
    """Rows to read, some of which lead somewhere."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.title = ""
        self._texts: tuple[tuple[str, Ink, str, Place | None], ...] = ()
        self._rows: list[Told] = []

    def show(self, title: str, rows: Iterable["Paragraph | Told"], *, same: bool = False) -> None:
        """Another report; the cursor goes to its top unless it is the same one again."""
        self.title = title
        self._given = tuple(rows)
        if not same:
            self.cursor = self.top = 0
        self.changed()

    _given: tuple["Paragraph | Told", ...] = ()

    def changed(self) -> None:
        """Wraps paragraphs anew."""
        cells = max(self.size.width - 4, 12)
        self._rows = []
        for each in self._given:
            self._rows += [each] if isinstance(each, Told) else each.rows(cells)
        super().changed()

    @property
    def current(self) -> Told | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def calls(self) -> Sequence[str]:
        """The calls to which rows lead, in order."""
        places = (each.place for each in self._rows)
        return list(dict.fromkeys(p.call for p in places if p is not None and p.call is not None))

    def count(self) -> int:
        """Rows."""
        return len(self._rows)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """What it is about."""
        return (((f" {self.title}", Ink.STRONG),), ())

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """As it was made; a sign where it leads somewhere."""
        row = self._rows[number]
        sign = " "
        if row.place is not None:
            sign = self.looks.glyph("cursor" if current and self.has_focus else "dot")
        return ((f" {sign} ", Ink.KEY if current and self.has_focus else Ink.QUIET), *row.pieces)

    @property
    def shows_cursor(self) -> bool:
        """Only while the keys come here."""
        return self.has_focus


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Text that takes the rows it needs."""

    text: str
    ink: Ink = Ink.PLAIN
    label: str = ""
    """Before the first row; the others stand below its end."""
    label_ink: Ink = Ink.QUIET
    place: Place | None = None

    def rows(self, cells: int) -> list[Told]:
        """As many as the width asks for; only the first one leads somewhere."""
        room = max(cells - len(self.label), 8)
        return [
            Told(
                (
                    (self.label if number == 0 else " " * len(self.label), self.label_ink),
                    (self.text[start:end], self.ink),
                ),
                self.place if number == 0 else None,
            )
            for number, (start, end) in enumerate(lines_of(self.text, room))
        ]


BLANK = Told()
