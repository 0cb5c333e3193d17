"""One person, whole: figures and charts; certificates, coaching, visits; what fails; last calls."""

from collections.abc import Iterable, Sequence

from coachdesk.core.people import Spell
from coachdesk.core.profile import Profile
from coachdesk.desk.folder import Desk
from coachdesk.desk.profile import profile
from coachdesk.desk.roster import names_in
from coachdesk.report.people import fact_rows, legend_rows
from coachdesk.report.profile import beside_rows, head_rows
from coachdesk.report.rows import Row
from coachdesk.tui.view import Place
from coachdesk.tui.views.page import PeriodView
from coachdesk.tui.views.person_roster import RosterView


class PersonView(PeriodView[Profile], RosterView[Profile]):
    """The page of one person; without a name, of whoever acts."""

    name_of_view = "person"
    title = "Person"

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
        return (*super().hints, ("roster_change", "roster")) if self.edits else super().hints

    def first_rows(self, page: Profile, cells: int) -> Iterable[Row]:
        """Where they stand, figures and charts."""
        return head_rows(page, cells, ascii_only=self.looks.ascii_only)

    def second_rows(self, page: Profile, cells: int) -> Iterable[Row]:
        """What other rooms know; what fails most, and the last calls."""
        yield from beside_rows(page, names_in(self.desk_app.session.desk), cells)
        yield from fact_rows(page.page, cells, ascii_only=self.looks.ascii_only)
        yield from legend_rows(cells)

    def do_open(self, count: int | None) -> None:
        """Where the row leads; a spell is put right."""
        if self._spell() is None:
            super().do_open(count)
        else:
            self.do_roster_change(count)

    def do_roster_change(self, count: int | None) -> None:
        """What the person is from a day on; on one of their spells, what is wrong with it."""
        spell = self._spell()
        if (id := self._on_the_desk()) is not None:
            if spell is None:
                self.roster.change(id)
            else:
                self.roster.correct(id, spell)

    def do_roster_strike(self, count: int | None) -> None:
        """The spell under the cursor never was."""
        spell = self._spell()
        if spell is None:
            self.desk_app.say("no spell stands in this row; they stand under 'On the roster'")
        elif (id := self._on_the_desk()) is not None:
            self.roster.strike(id, spell)

    def do_roster_leave(self, count: int | None) -> None:
        """The person's last day."""
        if (id := self._on_the_desk()) is not None:
            self.roster.leave(id)

    def do_roster_add(self, count: int | None) -> None:
        """Somebody new in the same team."""
        self.roster.add(None if self.page is None else self.page.page.team)

    def _spell(self) -> Spell | None:
        """The spell under the cursor."""
        row = self.pane().current
        if self.page is None or row is None or row.spell is None:
            return None
        return next((s for s in self.page.spells if str(s.since or "always") == row.spell), None)

    def _on_the_desk(self) -> str | None:
        id = None if self.page is None else self.page.page.id
        if id is None:
            self.desk_app.say(
                "only calls name this person: coachdesk people set puts them onto the roster"
            )
        return id
