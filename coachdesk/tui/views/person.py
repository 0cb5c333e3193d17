"""One person, whole: figures and charts; certificates, coaching, visits; what fails; last calls."""

from collections.abc import Iterable, Sequence

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.profile import Profile
from coachdesk.desk.folder import Desk
from coachdesk.desk.profile import profile
from coachdesk.desk.roster import names_in
from coachdesk.report.people import fact_rows, legend_rows
from coachdesk.report.profile import beside_rows, head_rows
from coachdesk.report.rows import Row
from coachdesk.tui.looks import Looks
from coachdesk.tui.view import Place
from coachdesk.tui.views.page import PeriodView
from coachdesk.tui.views.person_roster import RosterChanges


class PersonView(PeriodView[Profile]):
    """The page of one person; without a name, of whoever acts."""

    name_of_view = "person"
    title = "Person"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.roster = RosterChanges(lambda: self.desk_app, self.refreshed)

    def arrive(self, place: Place) -> None:
        """Whoever acts, where nobody is named."""
        name = place.name or self.desk_app.session.actor.name
        super().arrive(Place(view=self.name_of_view, name=name))

    def read(self, desk: Desk, name: str | None) -> Profile:
        """The person's page."""
        return profile(desk, self.desk_app.session.acting, name or "", self.length)

    def status(self) -> str:
        """Who it is."""
        return "" if self.page is None else f"{self.page.page.name}, {super().status()}"

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something for this person here."""
        edits = reaches(self.desk_app.session.actor.role, Action.EDIT_ROSTER)
        return (*super().hints, ("roster_change", "roster")) if edits else super().hints

    def first_rows(self, page: Profile, cells: int) -> Iterable[Row]:
        """Where they stand, figures and charts."""
        return head_rows(page, cells, ascii_only=self.looks.ascii_only)

    def second_rows(self, page: Profile, cells: int) -> Iterable[Row]:
        """What other rooms know; what fails most, and the last calls."""
        yield from beside_rows(page, names_in(self.desk_app.session.desk), cells)
        yield from fact_rows(page.page, cells, ascii_only=self.looks.ascii_only)
        yield from legend_rows(cells)

    def do_roster_change(self, count: int | None) -> None:
        """What the person is from a day on."""
        if (id := self._on_the_desk()) is not None:
            self.roster.change(id)

    def do_roster_leave(self, count: int | None) -> None:
        """The person's last day."""
        if (id := self._on_the_desk()) is not None:
            self.roster.leave(id)

    def _on_the_desk(self) -> str | None:
        id = None if self.page is None else self.page.page.id
        if id is None:
            self.desk_app.say(
                "only calls name this person: coachdesk people set puts them onto the roster"
            )
        return id
