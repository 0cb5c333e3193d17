"""What the questions of an exam are worth."""

from collections.abc import Iterable

from coachdesk.desk.certification import Questions, questions
from coachdesk.desk.folder import Desk
from coachdesk.report.rows import Row
from coachdesk.report.training import item_rows
from coachdesk.tui.views.page import PageView


class QuestionsView(PageView[Questions]):
    """A page to read."""

    name_of_view = "questions"
    title = "Questions"
    hints = (("down", "down"), ("go_certs", "certification"), ("back", "back"))

    def read(self, desk: Desk, name: str | None) -> Questions:
        """The figures, read from the desk."""
        return questions(desk, self.desk_app.acting, name or "")

    def first_rows(self, page: Questions, cells: int) -> Iterable[Row]:
        """All of them."""
        return item_rows(page.exam, page.items, page.sittings, page.later, cells)

    def second_rows(self, page: Questions, cells: int) -> Iterable[Row]:
        """Nothing beside."""
        return ()

    @property
    def is_wide(self) -> bool:
        """One pane at any width."""
        return False

    def status(self) -> str:
        """Of which exam."""
        return "" if self.page is None else f"{self.page.exam.id} v{self.page.exam.version}"

    def cannot_left(self) -> str:
        """There are no weeks here."""
        return "these figures are of all first sittings, not of weeks"

    cannot_right = cannot_left
