"""One team over weeks: its own figures, and its members side by side; without a name, the teams."""

from collections.abc import Iterable

from coachdesk.core.profile import TeamProfile
from coachdesk.desk.folder import Desk
from coachdesk.desk.people import teams
from coachdesk.desk.profile import team_profile
from coachdesk.desk.roster import names_in
from coachdesk.report.profile import team_beside_rows
from coachdesk.report.rows import BLANK, Row, row
from coachdesk.report.teams import member_rows, name_rows, team_figure_rows
from coachdesk.report.tone import Tone
from coachdesk.tui.views.page import PeriodView
from coachdesk.tui.views.person_roster import RosterView

_Page = TeamProfile | tuple[str, ...]


class TeamView(PeriodView[_Page], RosterView[_Page]):
    """The page of one team, or the teams that this person may look at."""

    name_of_view = "team"
    title = "Team"

    def read(self, desk: Desk, name: str | None) -> _Page:
        """The team's page; the only one where there is one; else their names."""
        acting = self.desk_app.session.acting
        if name is None:
            known = teams(desk, acting)
            if len(known) != 1:
                return known
            (name,) = known
        return team_profile(desk, acting, name, self.length)

    def status(self) -> str:
        """Which team."""
        if not isinstance(self.page, TeamProfile):
            return ""
        return f"{self.page.page.name}, {super().status()}"

    def is_index(self, page: _Page) -> bool:
        """The names of the teams."""
        return not isinstance(page, TeamProfile)

    def first_rows(self, page: _Page, cells: int) -> Iterable[Row]:
        """The team's own figures, or the names of the teams."""
        if isinstance(page, TeamProfile):
            yield from team_figure_rows(page.page, cells, ascii_only=self.looks.ascii_only)
        else:
            yield row("Teams", Tone.STRONG)
            yield BLANK
            yield from name_rows(page)

    def second_rows(self, page: _Page, cells: int) -> Iterable[Row]:
        """The members; what other rooms know."""
        if isinstance(page, TeamProfile):
            yield from member_rows(page.page, cells, ascii_only=self.looks.ascii_only)
            yield from team_beside_rows(page, names_in(self.desk_app.session.desk), cells)

    def do_roster_add(self, count: int | None) -> None:
        """Somebody new in this team."""
        self.roster.add(self.page.page.name if isinstance(self.page, TeamProfile) else None)
