"""A pane: rows drawn one by one as they come into sight, with a cursor; a million cost no more.

The toolkit's widgets for long lists hold a widget or a renderable a row; this one asks for the
rows that are seen and repaints two of them when the cursor moves.
"""

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coachdesk.tui.drawing import Piece, strip_of
from coachdesk.tui.looks import Ink, Looks


class Pane(Widget, can_focus=True, inherit_bindings=False):
    """Rows under a cursor. Give `count` and `row`; say `changed` when either gives other things."""

    DEFAULT_CSS = "Pane { height: 1fr; width: 1fr; }"

    looks: Looks
    cursor = 0
    top = 0
    wheel_rows = 3

    def __init__(self, looks: Looks, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.looks = looks

    def count(self) -> int:
        """How many rows there are."""
        return 0

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """What stands in a row; it is cut and filled to the width."""
        return ()

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """Rows that stay on top, such as column names."""
        return ()

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """What stands there instead of rows."""
        return ()

    def stops(self, number: int) -> bool:
        """Whether the cursor may stand on this row."""
        return True

    def moved(self) -> None:
        """The cursor stands on another row."""

    @property
    def head_rows(self) -> int:
        """How many rows stay on top."""
        return len(self.head(max(self.size.width - 1, 1)))

    @property
    def page_rows(self) -> int:
        """How many rows can be seen at once."""
        return max(1, self.size.height - self.head_rows)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        cells = self.size.width
        if cells <= 0:
            return Strip([])
        wide = cells - 1
        heads = self.head(wide)
        if y < len(heads):
            return strip_of(heads[y], cells, self.looks)
        number = self.top + y - len(heads)
        total = self.count()
        if not total:
            rows = self.when_empty()
            pieces = rows[y - len(heads)] if y - len(heads) < len(rows) else ()
            return strip_of(pieces, cells, self.looks)
        if number >= total:
            return strip_of((), cells, self.looks)
        current = number == self.cursor and self.shows_cursor
        over = self.looks.cursor if current else None
        body = strip_of(self.row(number, wide, current), wide, self.looks, over=over)
        rail = strip_of([self._rail(y - len(heads), total)], 1, self.looks)
        return Strip.join([body, rail])

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor is marked."""
        return True

    def _rail(self, y: int, total: int) -> Piece:
        page = self.page_rows
        if total <= page:
            return " ", Ink.PLAIN
        size = max(1, page * page // total)
        first = (page - size) * self.top // max(1, total - page)
        return (self.looks.glyph("thumb" if first <= y < first + size else "rail"), Ink.QUIET)

    def changed(self) -> None:
        """The rows are others now; the cursor stays as near as it can."""
        self.cursor = self._standable(min(max(self.cursor, 0), max(self.count() - 1, 0)), 1)
        self._into_sight()
        self.refresh()

    def go(self, number: int, *, towards: int = 1) -> None:
        """Puts the cursor on a row, or on the nearest one in that direction where it may stand."""
        total = self.count()
        if not total:
            return
        before, top = self.cursor, self.top
        self.cursor = self._standable(min(max(number, 0), total - 1), towards)
        self._into_sight()
        if self.top != top:
            self.refresh()
        elif self.cursor != before:
            heads = self.head_rows
            for each in (before, self.cursor):
                self.refresh(Region(0, each - top + heads, self.size.width, 1))
        if self.cursor != before:
            self.moved()

    def _standable(self, number: int, towards: int) -> int:
        total = self.count()
        for step in (towards, -towards):
            at = number
            while 0 <= at < total:
                if self.stops(at):
                    return at
                at += step
        return number

    def _into_sight(self) -> None:
        if not self.size.height:
            return  # Not laid out yet: what will be in sight can't be known.
        page, total = self.page_rows, self.count()
        top = min(self.top, max(0, total - page))
        if self.cursor < top:
            top = self.cursor
        elif self.cursor >= top + page:
            top = self.cursor - page + 1
        # Rows above on which the cursor can't stand, such as a section's title, come along.
        while 0 < top == self.cursor and not self.stops(top - 1):
            top -= 1
            if self.cursor - top >= page - 1:
                break
        self.top = max(0, top)

    def scroll_rows(self, rows: int) -> None:
        """Moves what is seen; the cursor comes along only where it must."""
        page, total = self.page_rows, self.count()
        top = min(max(0, self.top + rows), max(0, total - page))
        if top == self.top:
            return
        self.top = top
        inside = min(max(self.cursor, top), top + page - 1)
        before, self.cursor = self.cursor, self._standable(inside, 1 if rows > 0 else -1)
        self.refresh()
        if before != self.cursor:
            self.moved()

    def do_down(self, count: int | None) -> None:
        """Down by so many rows."""
        self.go(self.cursor + (count or 1))

    def do_up(self, count: int | None) -> None:
        """Up by so many rows."""
        self.go(self.cursor - (count or 1), towards=-1)

    def do_page_down(self, count: int | None) -> None:
        """Down by a page."""
        self.go(self.cursor + (count or 1) * max(1, self.page_rows - 1))

    def do_page_up(self, count: int | None) -> None:
        """Up by a page."""
        self.go(self.cursor - (count or 1) * max(1, self.page_rows - 1), towards=-1)

    def do_top(self, count: int | None) -> None:
        """To the first row."""
        self.go(0)

    def do_bottom(self, count: int | None) -> None:
        """To the last row, or the row of that number."""
        self.go(self.count() - 1 if count is None else count - 1, towards=-1)

    def do_percent(self, count: int | None) -> None:
        """To a share of the list, in percent."""
        self.go((self.count() - 1) * min(count or 50, 100) // 100)

    def on_resize(self, event: events.Resize) -> None:
        """The width decides what stands where."""
        self.changed()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.scroll_rows(self.wheel_rows)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.scroll_rows(-self.wheel_rows)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; on the row where it stands already, it opens."""
        number = self.top + event.y - self.head_rows
        if event.y < self.head_rows or not 0 <= number < self.count():
            return
        again = number == self.cursor
        self.go(number)
        if again and event.chain >= 2:
            self.opened()

    def opened(self) -> None:
        """The row under the cursor was opened with the mouse."""
