"""Answers while a call is reviewed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coachdesk.core.errors import CoachdeskError
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.reviews import Step
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import Opened, Overtaken, give, give_again, swap_speakers, take_back
from coachdesk.tui.views.answering import Answering

if TYPE_CHECKING:
    from coachdesk.tui.views.review import ReviewView


class Answers(Answering[Opened]):
    """Those to the scorecard about the call on the screen."""

    _view: "ReviewView"

    @property
    def opened(self) -> Opened | None:
        """The evaluation on the screen."""
        return self._view.opened

    @property
    def name(self) -> str:
        """The call's id."""
        return self._view.opened_call()

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        return self._view.current()

    def refusal(self) -> str | None:
        """Why this person may not answer now, or None."""
        opened = self._view.opened
        assert opened is not None
        for step in (Step.ANSWER, Step.CREATE):
            if step in opened.may:
                return opened.may[step] or None
        stage = opened.review.stage.value if opened.review else "not begun"
        return f"this evaluation is {stage}: its answers stand"

    def seen_in(self, opened: Opened) -> int:
        """The count of writes as it is on disk."""
        return opened.review.seen if opened.review else 0

    def writes(self, question: str, words: str | None, note: str) -> Callable[[Desk, int], Opened]:
        """Writes one answer about this call."""
        call, form, acting = self._about()
        return lambda desk, seen: give(desk, acting, call, form, question, words, note, seen=seen)

    def turns(self, *, back: bool) -> Callable[[Desk], tuple[Opened, str]]:
        """Takes back the last answer about this call, or gives it again."""
        call, form, acting = self._about()
        turn = take_back if back else give_again
        return lambda desk: turn(desk, acting, call, form)

    def _about(self) -> tuple[str, str, Acting]:
        assert self._view.opened is not None
        return self.name, self._view.opened.scored.form.id, self.app.session.acting

    def take(self, opened: Opened) -> None:
        """This is on disk now."""
        self._view.opened = opened
        self.paint()

    def paint(self) -> None:
        """Draws the card."""
        self._view.paint_card()

    def overtaken(self, error: CoachdeskError) -> Opened | None:
        """What is on disk instead, where somebody else was faster."""
        return error.opened if isinstance(error, Overtaken) else None

    def do_swap_speakers(self, count: int | None) -> None:
        """Agent and customer change places, and the call is judged again."""
        view = self._view
        if view.opened is None:
            return
        call, acting = view.opened_call(), view.desk_app.session.acting

        def done(nothing: None) -> None:
            if view.opened is not None and view.opened_call() == call:
                view.reopen()
                view.desk_app.say(
                    "agent and customer changed places, and the rules were asked again"
                )

        def swap() -> None:
            view.desk_app.session.write(
                lambda desk: swap_speakers(desk, acting, call), done, view.refuse
            )

        view.desk_app.confirm("Swap agent and customer in this call?", swap)
