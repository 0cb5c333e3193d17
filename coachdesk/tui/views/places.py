"""The tree of places, with who works where in it."""

from collections.abc import Iterable

from coachdesk.core.people import Place as StoredPlace
from coachdesk.core.places import Node
from coachdesk.desk.folder import Desk
from coachdesk.desk.places import places
from coachdesk.report.places import place_rows
from coachdesk.report.rows import BLANK, Row, row
from coachdesk.report.tone import Tone
from coachdesk.tui.views.person_roster import RosterView


class PlacesView(RosterView[tuple[Node, ...]]):
    """A page to choose from: a person leads to their page, a place is changed."""

    name_of_view = "places"
    title = "Places"
    hints = (
        ("open", "open"),
        ("next_pane", "next"),
        ("roster_add", "new place"),
        ("roster_change", "change"),
        ("go_team", "team"),
        ("go_home", "home"),
    )

    def read(self, desk: Desk, name: str | None) -> tuple[Node, ...]:
        """The tree as it is today."""
        return places(desk, self.desk_app.session.acting)

    def is_index(self, page: tuple[Node, ...]) -> bool:
        """Places and people to choose from."""
        return True

    @property
    def is_wide(self) -> bool:
        """One pane at any width."""
        return False

    def status(self) -> str:
        """How many places there are."""
        if self.page is None:
            return ""
        return f"{len(self.page)} place" + ("" if len(self.page) == 1 else "s")

    def first_rows(self, page: tuple[Node, ...], cells: int) -> Iterable[Row]:
        """The tree."""
        yield row("Places, and who works there", Tone.STRONG)
        yield BLANK
        yield from place_rows(page, cells)

    def second_rows(self, page: tuple[Node, ...], cells: int) -> Iterable[Row]:
        """Nothing beside."""
        return ()

    def do_open(self, count: int | None) -> None:
        """The page of a person; a place is changed."""
        if self._place() is None:
            super().do_open(count)
        else:
            self.do_roster_change(count)

    def do_roster_change(self, count: int | None) -> None:
        """What the place is called and where it lies; of a person, what they are from a day on."""
        place = self._place()
        if place is None:
            super().do_roster_change(count)
        else:
            self.roster.change_place(place)

    def do_roster_add(self, count: int | None) -> None:
        """A new place, within the one under the cursor."""
        place = self._place()
        self.roster.add_place(None if place is None else place.id)

    def _place(self) -> StoredPlace | None:
        """The place under the cursor."""
        row = self.pane().current
        return self.desk_app.session.desk.settings.place_of(row.place if row else None)
