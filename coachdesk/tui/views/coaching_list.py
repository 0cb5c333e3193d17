"""The pane of the coaching board: actions under the titles of their stages."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from coachdesk.core.coaching.pages import ActionLine, ActionList, GivenWaiver, OwnersMatter
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Looks
from coachdesk.tui.staged import StagedList, Stretch
from coachdesk.tui.views.coaching_rows import (
    Row,
    heading_of,
    names_of,
    row_of,
    stretches_of,
    words_of,
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """All that the board shows."""

    actions: ActionList
    matters: tuple[OwnersMatter, ...]
    waivers: tuple[GivenWaiver, ...]


class ActionBoard(StagedList[Row]):
    """What is late first, then stage by stage; what lies with owners, and what ended, below."""

    noun = "action"

    def __init__(
        self,
        looks: Looks,
        name_of: Callable[[str], str],
        team_of: Callable[[str], str | None],
    ) -> None:
        super().__init__(looks)
        self._today: date | None = None
        self._me = ""
        self._name_of = name_of
        self._team_of = team_of

    def show(self, found: Found, today: date, me: str) -> None:
        """Other actions, or the same later; the cursor stays with its action."""
        self._today, self._me = today, me
        self.fill(stretches_of(found.actions.lines, found.matters, found.waivers))

    def id_of(self, each: Row) -> str:
        """Its name."""
        return each.name

    def words_of(self, each: Row) -> str:
        """What a filter finds it by."""
        return words_of(each, self._team(each), self._me, self._name_of)

    def _team(self, each: Row) -> str | None:
        match each:
            case ActionLine():
                return self._team_of(each.action.person)
            case GivenWaiver():
                return self._team_of(each.excuse.person)
            case OwnersMatter():
                return each.matter.team

    def title_of(self, stretch: Stretch[Row]) -> Sequence[Piece]:
        """The stage, how many, and what it means."""
        return heading_of(stretch, self.looks)

    def row_of(self, each: Row, cells: int, *, current: bool) -> Sequence[Piece]:
        """An action, a matter or a waiver."""
        assert self._today is not None
        return row_of(each, cells, self.looks, self._today, self._name_of, current=current)

    def names_of(self, cells: int) -> Sequence[Piece]:
        """The names of the columns."""
        return names_of(cells)
