"""Selecting rows of a list of any length: at once where it is short, beside the screen else."""

from array import array
from collections.abc import Callable, Sequence

from coachdesk.core.errors import CoachdeskError
from coachdesk.tui.session import Session
from coachdesk.tui.views.queue_selection import Selection

AT_ONCE = 20_000
"""Rows of a list that are selected or counted while a person waits."""
Change = Callable[[Selection], object]


class Selecting:
    """What is selected, and how much of it is in the list that is shown."""

    def __init__(
        self,
        session: Callable[[], Session],
        numbers: "Callable[[], array[int]]",
        changed: Callable[[], None],
        refuse: Callable[[CoachdeskError], None],
    ) -> None:
        self._session = session
        self._numbers = numbers
        """Those of the list that is shown."""
        self._changed = changed
        self._refuse = refuse
        self._selection = Selection()
        self._waiting: list[Change] = []
        """Changes that are being made beside the screen, in their order."""
        self.inside = 0
        """Selected calls of the list."""

    def __contains__(self, number: int) -> bool:
        return number in self._selection

    def __len__(self) -> int:
        return len(self._selection)

    def snapshot(self) -> Selection:
        """What is selected now, to be used by another thread."""
        return self._selection.copy()

    def counted(self, inside: int, *, of: Selection) -> None:
        """A list was read, and these many of it were selected at that time."""
        if len(of) == len(self._selection) and not self._waiting:
            self.inside = inside
        else:
            self.count()

    def toggle(self, number: int) -> None:
        """Selects a row of the list, or lets it go."""
        if self._waiting:
            self._do(lambda selection: selection.toggle(number))
        else:
            self.inside += 1 if self._selection.toggle(number) else -1
            self._changed()

    def add(self, numbers: "Sequence[int] | array[int]") -> None:
        """Selects all of these."""
        self._do(lambda selection: selection.add(numbers))

    def invert(self) -> None:
        """Selects the other calls of the list instead."""
        numbers = self._numbers()
        self._do(lambda selection: selection.invert(numbers))

    def count(self) -> None:
        """Counts again how many of the list are selected."""
        self._do(len)

    def clear(self) -> None:
        """Selects nothing."""
        self._session().forget("selection")
        self._waiting.clear()
        self._selection, self.inside = Selection(), 0
        self._changed()

    def _do(self, change: Change) -> None:
        self._waiting.append(change)
        changes, numbers, fresh = tuple(self._waiting), self._numbers(), self._selection.copy()

        def job() -> tuple[Selection, int]:
            for each in changes:
                each(fresh)
            return fresh, fresh.inside(numbers)

        def done(result: tuple[Selection, int]) -> None:
            self._waiting.clear()
            self._selection, self.inside = result
            self._changed()
            if self._numbers() is not numbers:
                self.count()

        if len(numbers) <= AT_ONCE:
            if len(changes) > 1:
                self._session().forget("selection")
            done(job())
        else:
            # A newer one makes this one unheard, and does its changes as well.
            self._session().look(lambda desk, stale: job(), done, self._refuse, group="selection")
