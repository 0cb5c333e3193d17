"""The rows of the queue: call numbers in order, and the lines of those that are seen."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from coachdesk.core.queue import Item
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import width
from coachdesk.tui.views.queue_around import Rows
from coachdesk.tui.views.queue_rows import head_of, row_of

WINDOW = 192
"""Rows read together: some screens full, and still well under the time of one frame."""
KEPT = 8_000
"""Lines remembered at most."""


class Lines:
    """Calls by number, read in windows of neighbours; those not looked at for longest go first."""

    def __init__(self, read: Callable[[Sequence[int]], Iterable[Item]]) -> None:
        self._read = read
        self._kept: OrderedDict[int, Item | None] = OrderedDict()
        self.ids = 0
        """Cells of the longest id among the lines read; it only grows, so that columns stay."""

    def at(self, numbers: "array[int]", position: int) -> Item | None:
        """The line at a position; None where that call is not there any more."""
        number = numbers[position]
        if number not in self._kept:
            start = position - position % WINDOW
            self._fill(numbers[start : start + WINDOW])
        self._kept.move_to_end(number)
        return self._kept[number]

    def keep(self, items: Iterable[Item]) -> None:
        """Remembers lines that were read anyway."""
        for item in items:
            self._kept[item.number] = item
            self._kept.move_to_end(item.number)
            self.ids = max(self.ids, width(item.call))
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """They may have changed."""
        self._kept.clear()
        self.ids = 0

    def number_of(self, call: str) -> int | None:
        """The number of a call among the lines remembered."""
        return next((item.number for item in self._kept.values() if item and item.call == call),
                    None)  # fmt: skip

    def _fill(self, numbers: "array[int]") -> None:
        wanted = [number for number in numbers if number not in self._kept]
        found = list(self._read(wanted))
        missing = set(wanted) - {item.number for item in found}
        for number in missing:
            self._kept[number] = None
        self.keep(found)


class QueueList(Pane):
    """A cursor over any number of calls."""

    def __init__(
        self,
        looks: Looks,
        *,
        lines: Lines,
        selected: Callable[[int], bool],
        year: Callable[[], int],
        title: Callable[[int], Sequence[Piece]],
        empty: Callable[[], Rows],
        moved: Callable[[], None],
        opened: Callable[[], None],
    ) -> None:
        super().__init__(looks, id="queue")
        self.numbers: array[int] = array("q")
        self._lines = lines
        self._selected = selected
        self._this_year = year
        self._headline = title
        self._nothing = empty
        self._tell_moved = moved
        self._tell_opened = opened

    @property
    def current(self) -> int | None:
        """The number of the call under the cursor."""
        return self.numbers[self.cursor] if self.cursor < len(self.numbers) else None

    @property
    def item(self) -> Item | None:
        """The line under the cursor."""
        return None if self.current is None else self._lines.at(self.numbers, self.cursor)

    def show(self, numbers: "array[int]", cursor: int) -> None:
        """Another list; the row of the cursor stays where it is on the screen."""
        above = self.cursor - self.top
        self.numbers = numbers
        self.cursor = cursor
        self.top = max(0, cursor - above)
        self.changed()

    def near(self, number: int) -> int | None:
        """Where a call stands, looked for around the cursor only."""
        start = max(0, self.cursor - WINDOW)
        around = self.numbers[start : self.cursor + WINDOW]
        return start + around.index(number) if number in around else None

    def count(self) -> int:
        """How many calls."""
        return len(self.numbers)

    def head(self, cells: int) -> Rows:
        """What is listed, and the names of the columns; on a tiny screen the calls come first."""
        # The rows in sight decide how wide the ids are, also on the line above them.
        for number in (self.top, min(self.top + self.page_rows, self.count()) - 1):
            if 0 <= number < self.count():
                self._lines.at(self.numbers, number)
        return (self._headline(cells), head_of(cells, self._lines.ids))[2 - self.head_rows :]

    @property
    def head_rows(self) -> int:
        """Two, and less where hardly a row would be left."""
        return min(2, max(0, self.size.height - 2))

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """One call."""
        item = self._lines.at(self.numbers, number)
        if item is None:
            return [("   this call is not on the desk any more", Ink.QUIET)]
        return row_of(
            item,
            cells,
            self.looks,
            current=current,
            selected=self._selected(item.number),
            year=self._this_year(),
            ids=self._lines.ids,
        )

    def when_empty(self) -> Rows:
        """Why there is nothing, and what to do."""
        return self._nothing()

    def moved(self) -> None:
        """The bars say where the cursor stands."""
        self._tell_moved()

    def opened(self) -> None:
        """The mouse opened the row."""
        self._tell_opened()
