"""One team over weeks: its own figures, and its members side by side; without a name, the teams."""

from collections.abc import Iterable

from coachdesk.core.trend import TeamPage
from coachdesk.desk.folder import Desk
from coachdesk.desk.people import team_page, teams
from coachdesk.report.rows import BLANK, Row, row
from coachdesk.report.teams import member_rows, name_rows, team_figure_rows
from coachdesk.report.tone import Tone
from coachdesk.tui.views.page import PeriodView


class TeamView(PeriodView[TeamPage | tuple[str, ...]]):
    """The page of one team, or the teams that this person may look at."""

    name_of_view = "team"
    title = "Team"

    def read(self, desk: Desk, name: str | None) -> TeamPage | tuple[str, ...]:
        """The team's page; the only one where there is one; else their names."""
        acting = self.desk_app.session.acting
        if name is None:
            known = teams(desk, acting)
            if len(known) != 1:
                return known
            (name,) = known
        return team_page(desk, acting, name, self.length)

    def status(self) -> str:
        """Which team."""
        if not isinstance(self.page, TeamPage):
            return ""
        return f"{self.page.name}, {super().status()}"

    def is_index(self, page: TeamPage | tuple[str, ...]) -> bool:
        """The names of the teams."""
        return not isinstance(page, TeamPage)

    def first_rows(self, page: TeamPage | tuple[str, ...], cells: int) -> Iterable[Row]:
        """The team's own figures, or the names of the teams."""
        if isinstance(page, TeamPage):
            yield from team_figure_rows(page, cells, ascii_only=self.looks.ascii_only)
        else:
            yield row("Teams", Tone.STRONG)
            yield BLANK
            yield from name_rows(page)

    def second_rows(self, page: TeamPage | tuple[str, ...], cells: int) -> Iterable[Row]:
        """The members."""
        if isinstance(page, TeamPage):
            yield from member_rows(page, cells, ascii_only=self.looks.ascii_only)
