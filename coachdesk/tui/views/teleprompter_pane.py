"""The pane of the teleprompter: the sheet, or what a search has found in it."""

import unicodedata
from collections.abc import Sequence

from coachdesk.core.scripts import Block, Branch, Step
from coachdesk.core.scripts.prompting import Spot, filled, lines_in, said_at, spots_of
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import cut, fitted, lines_of
from coachdesk.tui.views.teleprompter_sheet import Line, Reading, head_of, sheet_of, title_of


class Sheet(Pane):
    """What is read, or a list of places to go to while somebody types."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self._reading: Reading | None = None
        self._told = ""
        self._rows: list[Line] = []
        self._found: list[Spot] | None = None

    def show(self, reading: Reading) -> None:
        """Another line."""
        same = self._reading is not None and self._reading.spot == reading.spot
        self._reading = reading
        self._found = None
        if not same:
            self.top = self.cursor = 0
        self.changed()

    def tell(self, text: str) -> None:
        """A sentence instead of a script."""
        self._reading, self._found, self._told = None, None, text
        self.changed()

    def show_found(self, words: str | None) -> None:
        """The spots that have all these words; None: the sheet again."""
        reading = self._reading
        if reading is None:
            return
        self.top = self.cursor = 0
        self._found = None
        if words is not None:
            wanted = _plain(words).split()
            self._found = [
                spot
                for spot in spots_of(reading.script, reading.spot)
                if all(word in _haystack(said_at(reading.script, spot)) for word in wanted)
            ]
        self.changed()

    @property
    def chosen(self) -> Spot | None:
        """The spot under the cursor of the search."""
        found = self._found or ()
        return found[self.cursor] if self.cursor < len(found) else None

    def changed(self) -> None:
        """Lays it out for this size."""
        rows = self.size.height - 1
        if self._reading is not None and self._found is None and rows > 0:
            self._rows = sheet_of(self._reading, max(self.size.width - 1, 10), rows)
        super().changed()

    def count(self) -> int:
        """Rows of the sheet, or what was found."""
        if self._reading is None:
            return 0
        return len(self._rows) if self._found is None else len(self._found)

    @property
    def shows_cursor(self) -> bool:
        """Only among what was found."""
        return self._found is not None

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """Where somebody is in the script."""
        if self._reading is None:
            return ((),)
        return (head_of(self._reading, cells),)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A row of the sheet, or one place to go to."""
        if self._found is None:
            return self._rows[number]
        assert self._reading is not None
        said = said_at(self._reading.script, self._found[number])
        kind = "step" if isinstance(said, Step) else "if"
        title = title_of(said)
        wide = max(10, cells * 2 // 5)
        _, lines = lines_in(said.say, self._reading.language)
        return (
            (f"{self.looks.glyph('cursor') if current else ' '} ", Ink.KEY),
            (f"{kind:<5}", Ink.QUIET),
            (fitted(title, wide) + "  ", Ink.PLAIN if kind == "step" else Ink.CUSTOMER),
            (cut(lines[0], cells - wide - 9) if lines else "", Ink.QUIET),
        )

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """That it is read, why there is nothing, or that nothing was found."""
        if self._found is not None:
            return ([("  nothing here has these words", Ink.QUIET)],)
        cells = max(10, self.size.width - 4)
        return [
            ((f"  {text[start:end]}", Ink.QUIET),)
            for text in self._told.split("\n")
            for start, end in lines_of(text, cells)
        ]

    def do_down(self, count: int | None) -> None:
        """Further down where it does not fit."""
        self.scroll_rows(count or 1)

    def do_up(self, count: int | None) -> None:
        """Back up."""
        self.scroll_rows(-(count or 1))

    def do_page_down(self, count: int | None) -> None:
        """A page down."""
        self.scroll_rows(max(1, self.page_rows - 1))

    def do_page_up(self, count: int | None) -> None:
        """A page up."""
        self.scroll_rows(-max(1, self.page_rows - 1))

    def quote(self) -> str | None:
        """The first line as it is read out."""
        if self._reading is None:
            return None
        _, lines = lines_in(self._reading.said.say, self._reading.language)
        if not lines:
            return None
        return "".join(each.text for each in filled(lines[0], self._reading.prompt.values))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _haystack(said: Step | Branch | Block) -> str:
    """Every word of it, in all languages."""
    names = (said.id, said.title) if not isinstance(said, Branch) else ()
    when = () if isinstance(said, Step) else (said.when,)
    lines = (text for texts in said.say.values() for text in texts)
    return _plain("\n".join((*names, *when, *lines)))
