"""The panes of the audits view: visits by stage, and a draw before it is planned."""

from collections.abc import Callable, Sequence
from datetime import datetime

from coachdesk.core.audits import Stage
from coachdesk.core.audits.opened import Line
from coachdesk.desk.audits import Planned
from coachdesk.report.audits import left_out_lines, plan_lines
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.staged import StagedList, Stretch
from coachdesk.tui.views.audits_rows import TITLE, heading_of, names_of, row_of, words_of
from coachdesk.tui.views.visit_detail import Told

_STAGES = frozenset(stage.value for stage in Stage)
_KEY = "stage:"


class VisitList(StagedList[Line]):
    """Visits under the titles of their stages."""

    noun = "visit"

    def __init__(self, looks: Looks, told: Callable[[], Told]) -> None:
        super().__init__(looks)
        self._told = told
        self._now: datetime | None = None
        self._actor = ""
        self._shoppers = False
        """Whether this person may know any shopper; else there is no such column."""

    def show(self, found: Sequence[Line], now: datetime, actor: str) -> None:
        """Other visits, or the same later; the cursor stays with its visit."""
        self._now, self._actor = now, actor
        self._shoppers = any(each.visit.shopper for each in found)
        stretches = [
            Stretch(stage.value, tuple(sorted(
                (each for each in found if each.stage is stage), key=lambda e: not e.overdue
            )))
            for stage in TITLE
        ]  # fmt: skip
        self.fill([each for each in stretches if each.listed])

    def id_of(self, each: Line) -> int:
        """Its number."""
        return each.number

    def words_of(self, each: Line) -> str:
        """What a filter finds it by."""
        return words_of(each, self._told(), self._actor)

    def has(self, each: Line, words: str) -> bool:
        """Stages with commas between them mean any of these; besides, it has all the words."""
        named = [part.strip() for part in words.casefold().split(",")]
        if all(part in _STAGES for part in named):
            return each.stage.value in named
        asked = words.casefold().split()
        stages = [word.removeprefix(_KEY).split(",") for word in asked if word.startswith(_KEY)]
        rest = " ".join(word for word in asked if not word.startswith(_KEY))
        return all(_slug(each.stage) in some for some in stages) and super().has(each, rest)

    def title_of(self, stretch: Stretch[Line]) -> Sequence[Piece]:
        """The stage, how many, and what it means."""
        return heading_of(Stage(stretch.stage), stretch.listed)

    def row_of(self, each: Line, cells: int, *, current: bool) -> Sequence[Piece]:
        """One visit."""
        assert self._now is not None
        return row_of(each, cells, self.looks, self._now, self._told(), shoppers=self._shoppers,
                      current=current)  # fmt: skip

    def names_of(self, cells: int) -> Sequence[Piece]:
        """The names of the columns."""
        return names_of(cells, shoppers=self._shoppers)

    def neighbour(self, name: str, step: int) -> str | None:
        """The visit so many further in the list; the cursor goes there."""
        names = [each.name for each in self.things()]
        if name not in names or not 0 <= names.index(name) + step < len(names):
            return None
        other = self.things()[names.index(name) + step]
        self.stand_on(other.number)
        self.changed()
        return other.name


def _slug(stage: Stage) -> str:
    return stage.value.replace(" ", "-")


class DrawPane(Pane):
    """The visits that a draw came to, before they are planned."""

    def __init__(self, looks: Looks, told: Callable[[], Told]) -> None:
        super().__init__(looks)
        self._told = told
        self.drawn: Planned | None = None
        self._names: Sequence[str] = ()
        """The names of the columns; none where there is no visit."""
        self._lines: Sequence[str] = ()

    def show(self, drawn: Planned | None) -> None:
        """A draw, or none any more."""
        self.drawn = drawn
        self._names = self._lines = ()
        if drawn is not None:
            places = [
                *(each.place for each in drawn.visits),
                *(each.place for each in drawn.left_out),
            ]
            names = {place: self._told().place(place) for place in places}
            lines = list(plan_lines(drawn.visits, drawn.numbers, names))
            self._names = lines[:1]
            self._lines = [*lines[1:], *left_out_lines(drawn.left_out, names)]
        self.cursor = self.top = 0
        self.changed()

    def count(self) -> int:
        """Visits, and stores without one."""
        return len(self._lines)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """What was drawn, by which seed, and what follows."""
        drawn = self.drawn
        if drawn is None:
            return ()
        count = len(drawn.visits)
        told = f" {count:,} visit{'' if count == 1 else 's'} of {drawn.form} in {drawn.quarter}"
        return (
            [(told, Ink.STRONG), (f"  seed {drawn.seed}", Ink.PLAIN)],
            [(" nothing is written yet: > plans them, Esc drops the draw", Ink.QUIET)],
            *([(f"   {each}", Ink.QUIET)] for each in self._names),
        )

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """One visit, or why there is none."""
        sign = self.looks.glyph("cursor") if current and self.has_focus else " "
        return ((f" {sign} ", Ink.KEY), (self._lines[number], Ink.PLAIN))

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """That there is nothing to plan."""
        return ((), [(" No store is meant.", Ink.PLAIN)])
