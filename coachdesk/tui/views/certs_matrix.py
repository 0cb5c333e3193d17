"""The matrix: people by programmes, under a cursor that moves over cells."""

from collections.abc import Callable, Sequence

from textual.geometry import Region

from coachdesk.core.certification import Programme, State
from coachdesk.core.certification.shown import Held, Matrix
from coachdesk.core.people import Person
from coachdesk.report.certification import state_text
from coachdesk.tui.drawing import Piece, cells_of
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import fitted, width
from coachdesk.tui.views.certs_cells import INK, Grid, cell, codes, grid

_READING = "reading…"


class MatrixPane(Pane):
    """Names stay at the left, and what the columns are on top; both scroll under the cursor."""

    def __init__(self, looks: Looks, told: Callable[[], None]) -> None:
        super().__init__(looks)
        self._moved = told
        self.matrix: Matrix | None = None
        self.people: Sequence[Person] = ()
        """Those whom the words leave."""
        self.words = ""
        self.column = 0
        self.first = 0
        """The first column in sight."""
        self.left_out = False
        """A filter leaves cells out."""
        self.filtered = False
        """A filter leaves people out."""
        self.told = _READING
        self.nothing: Sequence[Sequence[Piece]] = ()
        self._longest = 0
        self._used: Sequence[State] = ()
        self._shown: tuple[int, Grid] | None = None

    @property
    def is_unread(self) -> bool:
        """Whether there was nothing to show yet."""
        return self.matrix is None and self.told == _READING

    def show(self, matrix: Matrix, *, left_out: bool, filtered: bool) -> None:
        """Another matrix; the cursor stays with its person and programme."""
        before, first_time = (self.person, self.programme), self.matrix is None
        self.matrix, self.left_out, self.filtered = matrix, left_out, filtered
        used = {each.standing.state for each in matrix.cells.values()}
        self._used = [state for state in State if state in used]
        self._longest = max((width(each.name) for each in matrix.people), default=0)
        self._narrow()
        self.stand_on(before[0].id if before[0] else None, before[1].id if before[1] else None)
        if first_time and self.person is not None:
            # The first programme that the first person has anything to do with.
            having = [(each.id, self.person.id) in matrix.cells for each in matrix.programmes]
            self.column = having.index(True) if True in having else 0
            self.changed()

    def narrow(self, words: str) -> None:
        """Only people with all these words in name, id, team or place."""
        before = self.person
        self.words = words
        self._narrow()
        self.stand_on(before.id if before else None, None)

    def _narrow(self) -> None:
        wanted = self.words.casefold().split()
        people = self.matrix.people if self.matrix is not None else ()
        self.people = [each for each in people if all(w in _words_of(each) for w in wanted)]
        self._shown = None

    def stand_on(self, person: str | None, programme: str | None) -> None:
        """Puts the cursor there, where that is in the matrix."""
        at = [number for number, each in enumerate(self.people) if each.id == person]
        self.cursor = at[0] if at else self.cursor
        columns = self.programmes
        at = [number for number, each in enumerate(columns) if each.id == programme]
        self.column = at[0] if at else min(self.column, max(len(columns) - 1, 0))
        self.changed()

    @property
    def programmes(self) -> Sequence[Programme]:
        """The columns."""
        return self.matrix.programmes if self.matrix is not None else ()

    @property
    def person(self) -> Person | None:
        """Of the row under the cursor."""
        return self.people[self.cursor] if self.cursor < len(self.people) else None

    @property
    def programme(self) -> Programme | None:
        """Of the column under the cursor."""
        return self.programmes[self.column] if self.column < len(self.programmes) else None

    @property
    def current(self) -> Held | None:
        """The cell under the cursor; None: never enrolled, or left out by a filter."""
        if self.matrix is None or self.person is None or self.programme is None:
            return None
        return self.matrix.cells.get((self.programme.id, self.person.id))

    # Drawing.

    def _grid(self, cells: int) -> Grid:
        if self._shown is None or self._shown[0] != cells:
            self._shown = cells, grid(cells, self._longest, len(self.programmes))
        return self._shown[1]

    def count(self) -> int:
        """People."""
        return len(self.people)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """The key to the signs where cells have no words, and what the columns are."""
        if self.matrix is None or not self.matrix.people:
            return ((),)
        shared = self._grid(cells)
        names = codes(self.programmes, shared.wide)
        last = min(self.first + shared.many, len(names))
        more = f"{self.first + 1}-{last} of {len(names)}" if last - self.first < len(names) else ""
        pieces: list[Piece] = [(fitted(more, shared.names), Ink.QUIET)]
        for number in range(self.first, last):
            ink = Ink.STRONG if number == self.column else Ink.QUIET
            pieces.append((" " + fitted(names[number], shared.wide - 1), ink))
        return (pieces,) if shared.worded else (*self._key(cells), pieces)

    def _key(self, cells: int) -> Sequence[Sequence[Piece]]:
        """What the signs in sight mean, in as many rows as that takes."""
        assert self.matrix is not None
        rows: list[list[Piece]] = [[(" ", Ink.PLAIN)]]
        for state in self._used:
            piece = (f"{state_text(state)}  ", INK[state])
            if cells_of([*rows[-1], piece]) > cells + 2:
                rows.append([(" ", Ink.PLAIN)])
            rows[-1].append(piece)
        return rows

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """One person."""
        assert self.matrix is not None
        shared, person = self._grid(cells), self.people[number]
        ink = Ink.STRONG if current else Ink.PLAIN
        pieces: list[Piece] = [(fitted(person.name, shared.names - 1) + " ", ink)]
        columns = self.programmes
        for at in range(self.first, min(self.first + shared.many, len(columns))):
            held = self.matrix.cells.get((columns[at].id, person.id))
            here = current and at == self.column
            pieces += cell(held, shared, self.looks, current=here, left_out=self.left_out)
        return pieces

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """Why there is nothing, and what to do."""
        if self.matrix is None:
            return ([(f" {self.told}", Ink.QUIET)],)
        if self.matrix.people or self.filtered:
            return ([(" nobody is left by the filter: Esc shows all", Ink.PLAIN)],)
        return self.nothing

    # Moving.

    def moved(self) -> None:
        """Another cell is under the cursor."""
        self._moved()

    def changed(self) -> None:
        """The widths may be others."""
        self._shown = None
        self._column_into_sight()
        super().changed()

    def do_left(self, count: int | None) -> None:
        """To the programme before."""
        self._to_column(self.column - (count or 1))

    def do_right(self, count: int | None) -> None:
        """To the next programme."""
        self._to_column(self.column + (count or 1))

    def _to_column(self, number: int) -> None:
        before = self.first
        self.column = min(max(number, 0), max(len(self.programmes) - 1, 0))
        self._column_into_sight()
        if self.first != before:
            self.refresh()
        else:
            heads, wide = self.head_rows, self.size.width
            here = Region(0, self.cursor - self.top + heads, wide, 1)
            self.refresh(Region(0, 0, wide, heads), here)
        self.moved()

    def _column_into_sight(self) -> None:
        if not self.size.width:
            return
        many = self._grid(max(self.size.width - 1, 1)).many
        first = min(self.first, self.column, max(0, len(self.programmes) - many))
        self.first = max(first, self.column - many + 1)


def _words_of(person: Person) -> str:
    return " ".join((person.name, person.id, person.team or "", person.place or "")).casefold()
