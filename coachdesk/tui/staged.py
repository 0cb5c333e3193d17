"""A list under titles, stage by stage, narrowed by words: evaluations, visits."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane

T = TypeVar("T")
_READING = "reading…"


class Stretch(msgspec.Struct, Generic[T], frozen=True):
    """What stands in one stage, in order."""

    stage: str
    listed: tuple[T, ...]


class StagedList(Pane, Generic[T]):
    """Things under the titles of their stages; the cursor stands on things only."""

    noun = ""
    """What people call one of them."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.words = ""
        self.found = 0
        """Things that the filter leaves."""
        self.total = 0
        self.nothing: Sequence[Sequence[Piece]] = ()
        """What stands there where there is none at all."""
        self.told = _READING
        """Why there is nothing to see yet."""
        self._all: Sequence[Stretch[T]] | None = None
        self._haystacks: Mapping[Hashable, str] = {}
        self._rows: list[Stretch[T] | T | None] = []

    # What one of them is; each list says it.

    def id_of(self, each: T) -> Hashable:
        """What tells it from all others, and stays."""
        raise NotImplementedError

    def words_of(self, each: T) -> str:
        """What a filter finds it by, in small letters."""
        raise NotImplementedError

    def title_of(self, stretch: Stretch[T]) -> Sequence[Piece]:
        """What stands over a stage."""
        raise NotImplementedError

    def row_of(self, each: T, cells: int, *, current: bool) -> Sequence[Piece]:
        """Its line."""
        raise NotImplementedError

    def names_of(self, cells: int) -> Sequence[Piece]:
        """The names of the columns."""
        raise NotImplementedError

    # The list.

    @property
    def is_unread(self) -> bool:
        """Whether there was nothing to show yet."""
        return self._all is None and self.told == _READING

    @property
    def is_read(self) -> bool:
        """Whether there is something to show, be it that there is nothing."""
        return self._all is not None

    def fill(self, stretches: Sequence[Stretch[T]]) -> None:
        """Other things, or the same later; the cursor stays with its own."""
        self._all = stretches
        every = [each for stretch in stretches for each in stretch.listed]
        self.total = len(every)
        self._haystacks = {self.id_of(each): self.words_of(each) for each in every}
        self.narrow(self.words)

    def narrow(self, words: str) -> None:
        """Only things that have all these words."""
        self.words = words
        standing = self.id_of(self.current) if self.current is not None else None
        self._rows, self.found = [], 0
        for stretch in self._all or ():
            kept = tuple(each for each in stretch.listed if self.has(each, words))
            if kept:
                self._rows += [None] if self._rows else []
                self._rows += [Stretch(stretch.stage, kept), *kept]
                self.found += len(kept)
        self.stand_on(standing)
        self.changed()

    def has(self, each: T, words: str) -> bool:
        """Whether the filter leaves it: it has all the words."""
        haystack = self._haystacks[self.id_of(each)]
        return all(word in haystack for word in words.casefold().split())

    def stand_on(self, id: Hashable) -> None:
        """Puts the cursor on one of them, where it is in the list; None: on the first."""
        for number, row in enumerate(self._rows):
            if (each := self._thing(row)) is not None and self.id_of(each) == id:
                self.cursor = number
                return
        if id is None:
            self.cursor = 0

    @property
    def current(self) -> T | None:
        """The one under the cursor."""
        return self._thing(self._rows[self.cursor]) if self.cursor < len(self._rows) else None

    def things(self) -> list[T]:
        """All that are shown, in order."""
        return [each for row in self._rows if (each := self._thing(row)) is not None]

    def _thing(self, row: Stretch[T] | T | None) -> T | None:
        return None if isinstance(row, Stretch) else row

    def count(self) -> int:
        """Titles, things and blank lines."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """Only on things."""
        return self._thing(self._rows[number]) is not None

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """The names of the columns."""
        return (self.names_of(cells),) if self._rows else ((),)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A title or a thing."""
        row = self._rows[number]
        if isinstance(row, Stretch):
            return self.title_of(row)
        return () if row is None else self.row_of(row, cells, current=current)

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """Why there is nothing, and what to do."""
        if self._all is None:
            return ([(f" {self.told}", Ink.QUIET)],)
        if self.total:
            return ([(f" no {self.noun} has “{self.words}”: Esc shows all", Ink.PLAIN)],)
        return self.nothing
