"""The panes of the evaluations view: the list by stages, and the questions that were overturned."""

from collections.abc import Callable, Sequence
from datetime import datetime

from coachdesk.core.reviews import Overturned, Stage
from coachdesk.desk.evaluations import Evaluations, Listed, Section
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.staged import StagedList, Stretch
from coachdesk.tui.views.evaluations_rows import (
    heading_of,
    names_of,
    overturned_row,
    row_of,
    words_of,
)


class EvaluationList(StagedList[Listed]):
    """Evaluations under the titles of their stages."""

    noun = "evaluation"

    def __init__(self, looks: Looks, name_of: Callable[[str], str]) -> None:
        super().__init__(looks)
        self._now: datetime | None = None
        self._name_of = name_of

    def show(self, found: Evaluations, now: datetime) -> None:
        """Other evaluations, or the same later; the cursor stays with its evaluation."""
        self._now = now
        self.fill([Stretch(each.stage.value, each.listed) for each in found.sections])

    def id_of(self, each: Listed) -> int:
        """Its number."""
        return each.line.number

    def words_of(self, each: Listed) -> str:
        """What a filter finds it by."""
        return words_of(each, self._name_of)

    def title_of(self, stretch: Stretch[Listed]) -> Sequence[Piece]:
        """The stage, how many, and what it means."""
        return heading_of(Section(stage=Stage(stretch.stage), listed=stretch.listed))

    def row_of(self, each: Listed, cells: int, *, current: bool) -> Sequence[Piece]:
        """One evaluation."""
        assert self._now is not None
        return row_of(each, cells, self.looks, self._now, self._name_of, current=current)

    def names_of(self, cells: int) -> Sequence[Piece]:
        """The names of the columns."""
        return names_of(cells)

    def stand_on_call(self, call: str) -> None:
        """Puts the cursor on the first evaluation of a call."""
        first = next((each for each in self.things() if each.line.call == call), None)
        if first is not None:
            self.stand_on(first.line.number)
            self.changed()

    def neighbour(self, call: str, step: int) -> str | None:
        """The call so many calls further in the list; the cursor goes there."""
        calls = list(dict.fromkeys(each.line.call for each in self.things()))
        if call not in calls or not 0 <= calls.index(call) + step < len(calls):
            return None
        other = calls[calls.index(call) + step]
        self.stand_on_call(other)
        return other


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
