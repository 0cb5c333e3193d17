"""What the coaching policies would raise now, with why and why not; written after a yes."""

from collections.abc import Iterable, Sequence

from coachdesk.core.coaching.pages import Raised
from coachdesk.core.errors import BadInput, CoachdeskError, Problem
from coachdesk.core.visible import visible
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk
from coachdesk.report.coaching_raised import raised_rows
from coachdesk.report.rows import Row, paragraph
from coachdesk.tui.view import Place
from coachdesk.tui.views.page import MARGIN, PageView


class ProposalsView(PageView[Raised]):
    """A dry run, and the key that makes it real."""

    name_of_view = "proposals"
    title = "Proposals"
    hints = (
        ("open", "open"),
        ("write_proposals", "propose them"),
        ("next_pane", "next"),
        ("person", "person"),
        ("go_coaching", "board"),
    )

    _faults: Sequence[Problem] = ()
    """In the policies."""

    def read(self, desk: Desk, name: str | None) -> Raised:
        """A dry run of every policy."""
        return coaching.raise_proposals(desk, self.desk_app.session.acting, dry_run=True)

    def _take(self, page: Raised) -> None:
        self._faults = ()
        super()._take(page)

    def _refused(self, error: CoachdeskError) -> None:
        self._faults = error.problems if isinstance(error, BadInput) else ()
        super()._refused(error)
        self.lay_out()

    def lay_out(self) -> None:
        """The proposals; or every fault in the policies at its place."""
        super().lay_out()
        if self._faults and self.size.width:
            cells = max(20, self.size.width - MARGIN)
            texts = (visible(str(problem)) for problem in self._faults)
            self.left_pane.show([row for text in texts for row in paragraph(text, cells)])

    def status(self) -> str:
        """How many."""
        return f"{self._count:,} to propose" if self.page is not None else ""

    @property
    def _count(self) -> int:
        found = self.page.proposed if self.page is not None else None
        return len(found.proposals) + len(found.for_owners) if found is not None else 0

    def first_rows(self, page: Raised, cells: int) -> Iterable[Row]:
        """All of it."""
        return raised_rows(page, cells, self.name_of, every=True)

    def second_rows(self, page: Raised, cells: int) -> Iterable[Row]:
        """Nothing: reasons want the whole width."""
        return ()

    @property
    def is_wide(self) -> bool:
        """Never in halves."""
        return False

    def cannot_write_proposals(self) -> str | None:
        """Why nothing can be proposed now."""
        if self.page is None:
            return "the policies have not looked yet"
        return None if self._count else "there is nothing to propose"

    def do_write_proposals(self, count: int | None) -> None:
        """Writes what stands there, after a yes."""
        app, acting = self.desk_app, self.desk_app.session.acting
        found = self._count
        asked = "1 proposal" if found == 1 else f"{found:,} proposals"

        def done(raised: Raised) -> None:
            names = ", ".join((*raised.names, *raised.matters)) or "nothing: others were first"
            app.go(Place(view="coaching", name=raised.names[0] if raised.names else None))
            app.call_later(lambda: app.say(f"proposed: {names}"))

        app.confirm(
            f"Write {asked}? The people see them.",
            lambda: app.session.write(
                lambda desk: coaching.raise_proposals(desk, acting), done, app.refuse
            ),
        )
