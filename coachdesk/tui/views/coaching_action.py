"""One coaching action: the behaviour, how it was and how it is, and the calls behind it."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from coachdesk.core.coaching import Step
from coachdesk.core.coaching.pages import ActionPage, Sheet
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk
from coachdesk.report.coaching_rows import behind_rows, standing_rows
from coachdesk.report.rows import BLANK, Row
from coachdesk.tui.looks import Looks
from coachdesk.tui.view import Place
from coachdesk.tui.views.coaching_steps import NEXT_WORD, Steps, next_steps
from coachdesk.tui.views.page import PageView


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """An action with its sheet."""

    page: ActionPage
    sheet: Sheet


class ActionView(PageView[Whole]):
    """The page of one action; its keys are those of the board."""

    name_of_view = "action"
    title = "Coaching"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.steps = Steps(self, self._here, self.refreshed)

    def contexts(self) -> Sequence[str]:
        """Its own keys, then those of the board."""
        return (self.name_of_view, "coaching", "list")

    def read(self, desk: Desk, name: str | None) -> Whole:
        """The action and its sheet."""
        if name is None:
            hint = "enter on the board opens one"
            raise DeskRefused(Problem(code="D701", message="no action was named", hint=hint))
        acting = self.desk_app.session.acting
        page = coaching.action_page(desk, acting, name)
        return Whole(page=page, sheet=coaching.sheet(desk, acting, name))

    def status(self) -> str:
        """Which one, about whom, and where it stands."""
        if self.page is None:
            return self.name_shown or ""
        line = self.page.page.line
        late = " · ! overdue" if line.overdue else ""
        return f"{line.name} · {self.page.sheet.person} · {line.stage.value}{late}"

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The steps that this person may take here."""
        found: list[tuple[str, str]] = [("open", "open")]
        if self.page is not None:
            may = self.page.page.may
            on, back = next_steps(self.page.page.line.stage)
            found += [
                (key, NEXT_WORD[step])
                for key, step in (("coaching_on", on), ("coaching_back", back))
                if step is not None and may.get(step) == ""
            ]
            found += [
                (key, word)
                for key, step, word in (
                    ("coaching_note", Step.NOTE, "session"),
                    ("coaching_close", Step.CLOSE, "close"),
                    ("coaching_cancel", Step.CANCEL, "cancel"),
                )
                if may.get(step) == ""
            ]
        return [
            *found,
            ("coaching_sheet", "sheet"),
            ("action_evidence", "evidence"),
            ("next_action", "next"),
            ("person", "person"),
        ]

    def first_rows(self, page: Whole, cells: int) -> Iterable[Row]:
        """What it is about and what was done."""
        return standing_rows(page.page, page.sheet, cells, self.name_of)

    def second_rows(self, page: Whole, cells: int) -> Iterable[Row]:
        """The calls."""
        yield BLANK
        yield from behind_rows(page.page, page.sheet, cells)

    def _here(self) -> str | None:
        if self.page is None:
            self.desk_app.say("no action is open")
            return None
        return self.page.page.line.name

    # Keys.

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """The steps of the action, or the page."""
        found = getattr(self.steps, f"do_{action}", None)
        return found if callable(found) else super().runs(action)

    def do_action_evidence(self, count: int | None) -> None:
        """To the next row that leads to a call."""
        self.do_next_pane(count)

    def do_next_action(self, count: int | None) -> None:
        """The next action of the board."""
        self._to_action(1)

    def do_previous_action(self, count: int | None) -> None:
        """The one before."""
        self._to_action(-1)

    def _to_action(self, step: int) -> None:
        board = self.desk_app.known_view("coaching")
        other = getattr(board, "other_action", lambda name, step: None)(self.name_shown, step)
        if other is None:
            where = "last" if step > 0 else "first"
            self.desk_app.say(f"this is the {where} action of the board; C shows it")
        else:
            self.desk_app.go(Place(view=self.name_of_view, name=other), remember=False)

    def neighbour(self, call: str, step: int) -> str | None:
        """The call so many further on this page, for whoever opened one from here."""
        rows = (*self.left_pane.rows, *self.right_pane.rows)
        calls = list(dict.fromkeys(row.call for row in rows if row.call is not None))
        if call not in calls or not 0 <= calls.index(call) + step < len(calls):
            return None
        return calls[calls.index(call) + step]
