"""The lines around a view: the bar on top, the line of messages, the line of keys."""

from collections.abc import Callable, Sequence

from textual.strip import Strip
from textual.widget import Widget

from coachdesk.tui.drawing import Part, Piece, by_priority, cells_of, strip_of
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.shown import lines_of

_MOST_ROWS = 3
_SHARE = 8
"""A message takes at most one row of so many."""


class Bar(Widget):
    """One line, drawn from parts of which the least important give way."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(
        self,
        looks: Looks,
        parts: Callable[[], Sequence[Part]],
        *,
        fill: Ink,
        right: Callable[[], Sequence[Part]] = tuple,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.looks = looks
        self._parts = parts
        self._right = right
        self._fill = fill

    def render_line(self, y: int) -> Strip:
        """The line."""
        cells = self.size.width
        left = list(self._parts())
        parts = [*left, *self._right()]
        kept = by_priority(parts, cells)
        pieces = [[piece for n in kept if (n < len(left)) is at_left for piece in parts[n][1]]
                  for at_left in (True, False)]  # fmt: skip
        gap = cells - cells_of(pieces[0]) - cells_of(pieces[1])
        blank: Piece = (" " * max(0, gap), self._fill)
        return strip_of([*pieces[0], blank, *pieces[1]], cells, self.looks, fill=self._fill)


class MessageBar(Bar):
    """One line; as many as three while a single message needs them."""

    def fit(self) -> None:
        """Takes the rows that the message needs."""
        rows = len(self._wrapped()) or 1
        if self.size.width and self.styles.height is not None and self.styles.height.value != rows:
            self.styles.height = rows

    def _wrapped(self) -> list[Piece]:
        parts, cells = list(self._parts()), self.size.width
        if len(parts) != 1 or cells_of(parts[0][1]) <= cells or len(parts[0][1]) != 1:
            return []
        ((text, ink),) = parts[0][1]
        most = min(_MOST_ROWS, self.app.size.height // _SHARE)
        if most < 2:
            return []
        lines = lines_of(text.strip(), max(cells - 2, 10))[:most]
        return [(f" {text.strip()[start:end]}", ink) for start, end in lines]

    def render_line(self, y: int) -> Strip:
        """A line of the message, or the parts of one."""
        lines = self._wrapped()
        if not lines:
            return super().render_line(y) if y == 0 else strip_of((), self.size.width, self.looks)
        pieces = lines[y : y + 1]
        return strip_of(pieces, self.size.width, self.looks)
