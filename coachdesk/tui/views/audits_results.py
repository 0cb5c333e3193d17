"""What the released visits come to, form version by form version."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from coachdesk.core.audits.figures import By, VisitFigures
from coachdesk.core.authorize import Action, reaches
from coachdesk.desk.audits import visit_figures
from coachdesk.desk.folder import Desk
from coachdesk.report.audit_results import result_rows
from coachdesk.report.rows import Row
from coachdesk.tui.views.page import PageView

_WORD: Mapping[By, str] = {
    By.PLACE: "place by place",
    By.TEAM: "team by team",
    By.AGENT: "agent by agent",
    By.LINE: "line by line of the script",
    By.SHOPPER: "shopper by shopper: who is stricter or milder",
}


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """Figures, and what they are told apart by."""

    by: By
    figures: tuple[VisitFigures, ...]
    names: Mapping[str, str]
    """Id of a place to what it is called."""


class ResultsView(PageView[Results]):
    """A page to read; left and right tell the figures apart by something else."""

    name_of_view = "visit_results"
    title = "Results of visits"
    hints = (
        ("right", "by something else"),
        ("open", "open"),
        ("go_audits", "visits"),
        ("go_home", "home"),
    )
    _by = By.PLACE

    def read(self, desk: Desk, name: str | None) -> Results:
        """The figures, read from the desk."""
        by = self._by
        return Results(
            by=by,
            figures=visit_figures(desk, self.desk_app.acting, name, by, calls=by is By.LINE),
            names={place.id: place.name for place in desk.settings.places},
        )

    def first_rows(self, page: Results, cells: int) -> Iterable[Row]:
        """All of them."""
        return result_rows(page.figures, page.by, page.names, columns=cells)

    def second_rows(self, page: Results, cells: int) -> Iterable[Row]:
        """Nothing beside."""
        return ()

    @property
    def is_wide(self) -> bool:
        """One pane at any width."""
        return False

    def status(self) -> str:
        """What they are told apart by."""
        return _WORD[self._by]

    def do_left(self, count: int | None) -> None:
        """By what was before."""
        self._turn(-1)

    def do_right(self, count: int | None) -> None:
        """By something else."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        ways = self._ways()
        self._by = ways[(ways.index(self._by) + step) % len(ways)]
        self.refreshed()
        self.desk_app.paint_bars()

    def _ways(self) -> Sequence[By]:
        """Only who may know shoppers may compare them."""
        knows = reaches(self.desk_app.session.actor.role, Action.READ_SHOPPER)
        return [by for by in By if by is not By.SHOPPER or knows]
