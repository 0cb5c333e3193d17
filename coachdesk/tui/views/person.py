"""One person over weeks: figures and charts; what fails most, and the last calls."""

from collections.abc import Iterable

from coachdesk.core.trend import PersonPage
from coachdesk.desk.folder import Desk
from coachdesk.desk.people import person_page
from coachdesk.report.people import fact_rows, figure_rows, legend_rows
from coachdesk.report.rows import Row
from coachdesk.tui.view import Place
from coachdesk.tui.views.page import PeriodView


class PersonView(PeriodView[PersonPage]):
    """The page of one person; without a name, of whoever acts."""

    name_of_view = "person"
    title = "Person"

    def arrive(self, place: Place) -> None:
        """Whoever acts, where nobody is named."""
        name = place.name or self.desk_app.session.actor.name
        super().arrive(Place(view=self.name_of_view, name=name))

    def read(self, desk: Desk, name: str | None) -> PersonPage:
        """The person's page."""
        return person_page(desk, self.desk_app.session.acting, name or "", self.length)

    def status(self) -> str:
        """Who it is."""
        return f"{self.page.name}, {super().status()}" if self.page is not None else ""

    def first_rows(self, page: PersonPage, cells: int) -> Iterable[Row]:
        """Figures and charts."""
        return figure_rows(page, cells, ascii_only=self.looks.ascii_only)

    def second_rows(self, page: PersonPage, cells: int) -> Iterable[Row]:
        """What fails most, and the last calls."""
        yield from fact_rows(page, cells, ascii_only=self.looks.ascii_only)
        yield from legend_rows(cells)
