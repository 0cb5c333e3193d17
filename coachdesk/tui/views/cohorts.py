"""How long training for a programme takes, cohort by cohort."""

from collections.abc import Iterable

from coachdesk.core.certification import Programme
from coachdesk.core.certification.programme import PassExam
from coachdesk.desk.certification import BY, Cohorts, cohorts
from coachdesk.desk.folder import Desk
from coachdesk.report.rows import BLANK, Row, row
from coachdesk.report.tone import Tone
from coachdesk.report.training import cohort_rows
from coachdesk.tui.looks import Looks
from coachdesk.tui.views.page import PageView


class CohortsView(PageView[Cohorts]):
    """A page to read; left and right tell people apart by something else."""

    name_of_view = "cohorts"
    title = "Time to certificate"
    hints = (
        ("right", "by something else"),
        ("open", "open"),
        ("go_certs", "certification"),
        ("go_home", "home"),
    )

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self._by = BY[0]

    def read(self, desk: Desk, name: str | None) -> Cohorts:
        """The figures, read from the desk."""
        return cohorts(desk, self.desk_app.acting, name or "", self._by)

    def first_rows(self, page: Cohorts, cells: int) -> Iterable[Row]:
        """All of them, then the exams of the programme."""
        ascii_only = self.looks.ascii_only
        yield from cohort_rows(
            page.programme, page.whole, page.cohorts, cells, ascii_only=ascii_only
        )
        yield from _exam_rows(page.programme)

    def second_rows(self, page: Cohorts, cells: int) -> Iterable[Row]:
        """Nothing beside."""
        return ()

    @property
    def is_wide(self) -> bool:
        """One pane at any width."""
        return False

    def status(self) -> str:
        """What makes a cohort, and on which day it was told."""
        return "" if self.page is None else f"by {self._by} · {self.page.on}"

    def do_left(self, count: int | None) -> None:
        """By what was before."""
        self._turn(-1)

    def do_right(self, count: int | None) -> None:
        """By something else."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        self._by = BY[(BY.index(self._by) + step) % len(BY)]
        self.refreshed()
        self.desk_app.paint_bars()


def _exam_rows(programme: Programme) -> Iterable[Row]:
    exams = [each.exam for each in programme.requirements if isinstance(each, PassExam)]
    if exams:
        yield BLANK
        yield row("Exams: what their questions are worth", Tone.STRONG)
    for exam in exams:
        yield Row(pieces=((f"  {exam}", None),), view="questions", name=exam)
