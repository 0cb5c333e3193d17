"""The panes of the evaluations view: the list by stages, and the questions that were overturned."""

from collections.abc import Callable, Sequence
from datetime import datetime

from coachdesk.core.reviews import Overturned
from coachdesk.desk.evaluations import Evaluations, Listed, Section
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.views.evaluations_rows import (
    heading_of,
    names_of,
    overturned_row,
    row_of,
    words_of,
)

_READING = "reading…"
_Row = Section | Listed | None
"""A title, an evaluation, or a blank line."""


class EvaluationList(Pane):
    """Evaluations under the titles of their stages."""

    def __init__(self, looks: Looks, name_of: Callable[[str], str]) -> None:
        super().__init__(looks)
        self.now: datetime | None = None
        self.words = ""
        self.found = 0
        """Evaluations that the filter leaves."""
        self.total = 0
        self.nothing: Sequence[Sequence[Piece]] = ()
        self.told = _READING
        """Why there is nothing to see yet."""
        self._name_of = name_of
        self._all: Evaluations | None = None
        self._haystacks: dict[int, str] = {}
        self._rows: list[_Row] = []

    @property
    def is_unread(self) -> bool:
        """Whether there was nothing to show yet."""
        return self._all is None and self.told == _READING

    def show(self, found: Evaluations, now: datetime) -> None:
        """Other evaluations, or the same later; the cursor stays with its evaluation."""
        self._all, self.now = found, now
        every = [each for section in found.sections for each in section.listed]
        self.total = len(every)
        self._haystacks = {each.line.number: words_of(each, self._name_of) for each in every}
        self.narrow(self.words)

    def narrow(self, words: str) -> None:
        """Only evaluations that have all these words."""
        self.words = words
        standing = self.current.line.number if self.current is not None else None
        wanted = words.casefold().split()
        self._rows, self.found = [], 0
        for section in self._all.sections if self._all is not None else ():
            kept = tuple(each for each in section.listed if self._has(each, wanted))
            if kept:
                self._rows += [*([None] if self._rows else []),
                               Section(stage=section.stage, listed=kept), *kept]  # fmt: skip
                self.found += len(kept)
        self.stand_on(standing)
        self.changed()

    def _has(self, each: Listed, wanted: Sequence[str]) -> bool:
        haystack = self._haystacks[each.line.number]
        return all(word in haystack for word in wanted)

    def stand_on(self, evaluation: int | None) -> None:
        """Puts the cursor on an evaluation, where it is in the list."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Listed) and row.line.number == evaluation:
                self.cursor = number
                return
        if evaluation is None:
            self.cursor = 0

    def stand_on_call(self, call: str) -> None:
        """Puts the cursor on the first evaluation of a call."""
        found = (r for r in self._rows if isinstance(r, Listed) and r.line.call == call)
        if (first := next(found, None)) is not None:
            self.stand_on(first.line.number)
            self.changed()

    @property
    def current(self) -> Listed | None:
        """The evaluation under the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if isinstance(row, Listed) else None

    def neighbour(self, call: str, step: int) -> str | None:
        """The call so many calls further in the list; the cursor goes there."""
        calls = list(dict.fromkeys(r.line.call for r in self._rows if isinstance(r, Listed)))
        if call not in calls or not 0 <= calls.index(call) + step < len(calls):
            return None
        other = calls[calls.index(call) + step]
        self.stand_on_call(other)
        return other

    def count(self) -> int:
        """Titles, evaluations and blank lines."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """Only on evaluations."""
        return isinstance(self._rows[number], Listed)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """The names of the columns."""
        return (names_of(cells),) if self._rows else ((),)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A title or an evaluation."""
        row = self._rows[number]
        if row is None or self.now is None:
            return ()
        if isinstance(row, Section):
            return heading_of(row)
        here = current and self.has_focus
        return row_of(row, cells, self.looks, self.now, self._name_of, current=here)

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """Why there is nothing, and what to do."""
        if self._all is None:
            return ([(f" {self.told}", Ink.QUIET)],)
        if self.total:
            return ([(f" no evaluation has “{self.words}”: Esc shows all", Ink.PLAIN)],)
        return self.nothing


class OverturnedList(Pane):
    """How often disputes were right, question by question."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.questions: Sequence[Overturned] = ()

    def show(self, found: Sequence[Overturned]) -> None:
        """Other figures."""
        self.questions = found
        self.changed()

    @property
    def current(self) -> Overturned | None:
        """The question under the cursor."""
        return self.questions[self.cursor] if self.cursor < len(self.questions) else None

    @property
    def shows_cursor(self) -> bool:
        """Only while the keys come here."""
        return self.has_focus

    def count(self) -> int:
        """Questions."""
        return len(self.questions)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """What it is."""
        return (
            (),
            [(" OVERTURNED", Ink.STRONG),
             ("  disputes that changed the answer, question by question", Ink.QUIET)],
        )  # fmt: skip

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """One question."""
        return overturned_row(self.questions[number], cells, self.looks)
