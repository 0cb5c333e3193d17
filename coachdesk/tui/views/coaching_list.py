"""The pane of the coaching board: actions under the titles of their stages."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from coachdesk.core.coaching.pages import ActionLine, ActionList, GivenWaiver, OwnersMatter
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.views.coaching_rows import (
    Lane,
    Row,
    heading_of,
    lanes_of,
    names_of,
    row_of,
    words_of,
)

_READING = "reading…"
_Shown = Lane | Row | None
"""A title, a row under it, or a blank line."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """All that the board shows."""

    actions: ActionList
    matters: tuple[OwnersMatter, ...]
    waivers: tuple[GivenWaiver, ...]


class ActionBoard(Pane):
    """What is late first, then stage by stage; what lies with owners, and what ended, below."""

    def __init__(
        self,
        looks: Looks,
        name_of: Callable[[str], str],
        team_of: Callable[[str], str | None],
    ) -> None:
        super().__init__(looks)
        self.today: date | None = None
        self.words = ""
        self.found = 0
        """Rows that the filter leaves."""
        self.total = 0
        self.nothing: Sequence[Sequence[Piece]] = ()
        self.told = _READING
        """Why there is nothing to see yet."""
        self._name_of = name_of
        self._team_of = team_of
        self._lanes: Sequence[Lane] | None = None
        self._haystacks: dict[str, str] = {}
        self._rows: list[_Shown] = []

    @property
    def is_unread(self) -> bool:
        """Whether there was nothing to show yet."""
        return self._lanes is None and self.told == _READING

    def show(self, found: Found, today: date, me: str) -> None:
        """Other actions, or the same later; the cursor stays with its action."""
        self._lanes = lanes_of(found.actions.lines, found.matters, found.waivers)
        self.today = today
        every = [each for lane in self._lanes for each in lane.rows]
        self.total = len(every)
        self._haystacks = {
            each.name: words_of(each, self._team(each), me, self._name_of) for each in every
        }
        self.narrow(self.words)

    def _team(self, each: Row) -> str | None:
        match each:
            case ActionLine():
                return self._team_of(each.action.person)
            case GivenWaiver():
                return self._team_of(each.excuse.person)
            case OwnersMatter():
                return each.matter.team

    def narrow(self, words: str) -> None:
        """Only rows that have all these words."""
        self.words = words
        standing = self.current.name if self.current is not None else None
        wanted = words.casefold().split()
        self._rows, self.found = [], 0
        for lane in self._lanes or ():
            kept = tuple(each for each in lane.rows if self._has(each, wanted))
            if kept:
                blank = [None] if self._rows else []
                self._rows += [*blank, msgspec.structs.replace(lane, rows=kept), *kept]
                self.found += len(kept)
        self.stand_on(standing)
        self.changed()

    def _has(self, each: Row, wanted: Sequence[str]) -> bool:
        haystack = self._haystacks[each.name]
        return all(word in haystack for word in wanted)

    def stand_on(self, name: str | None) -> bool:
        """Puts the cursor on an action, where it is on the board; whether it is."""
        for number, row in enumerate(self._rows):
            if row is not None and not isinstance(row, Lane) and row.name == name:
                self.cursor = number
                return True
        if name is None:
            self.cursor = 0
        return False

    @property
    def current(self) -> Row | None:
        """The action, the matter or the waiver under the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return None if isinstance(row, Lane) else row

    def other_action(self, name: str, step: int) -> str | None:
        """The action so many further on the board; the cursor goes there."""
        names = [row.name for row in self._rows if isinstance(row, ActionLine)]
        if name not in names or not 0 <= names.index(name) + step < len(names):
            return None
        other = names[names.index(name) + step]
        self.stand_on(other)
        self.changed()
        return other

    def count(self) -> int:
        """Titles, rows and blank lines."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """Only on rows under a title."""
        return not isinstance(self._rows[number], Lane | None)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """The names of the columns."""
        return (names_of(cells),) if self._rows else ((),)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A title or what stands under it."""
        row = self._rows[number]
        if row is None or self.today is None:
            return ()
        if isinstance(row, Lane):
            return heading_of(row, self.looks)
        here = current and self.has_focus
        return row_of(row, cells, self.looks, self.today, self._name_of, current=here)

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """Why there is nothing, and what to do."""
        if self._lanes is None:
            return ([(f" {self.told}", Ink.QUIET)],)
        if self.total:
            return ([(f" no action has “{self.words}”: Esc shows all", Ink.PLAIN)],)
        return self.nothing
