"""Answers to the form of a role-play: a digit each, or words."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coachdesk.core.certification.life import PlayStep
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.desk.certification import Played, answer_role_play, take_back_in_role_play
from coachdesk.desk.folder import Desk
from coachdesk.tui.views.answering import Answering

if TYPE_CHECKING:
    from coachdesk.tui.views.role_play import RolePlayView


class PlayAnswers(Answering[Played]):
    """Those of the role-play on the screen."""

    _view: "RolePlayView"

    @property
    def opened(self) -> Played | None:
        """The role-play on the screen."""
        return self._view.opened

    @property
    def name(self) -> str:
        """The same before and after the first answer begins it."""
        return self._view.about

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        return self._view.current()

    def refusal(self) -> str | None:
        """Why this person may not answer now, or None."""
        assert self.opened is not None
        if self.opened.is_over:
            return f"{self.opened.name} is handed in: its answers stand"
        return self.opened.may.get(PlayStep.ANSWER) or None

    def seen_in(self, opened: Played) -> int:
        """The count of writes as it is on disk."""
        return opened.seen

    def writes(self, question: str, words: str | None, note: str) -> Callable[[Desk, int], Played]:
        """Writes one answer; the first one begins the role-play."""
        opened, acting = self.opened, self.app.session.acting
        assert opened is not None
        return lambda desk, seen: answer_role_play(
            desk, acting, opened, question, words, note, seen=seen
        )

    def turns(self, *, back: bool) -> Callable[[Desk], tuple[Played, str]]:
        """Takes back the last answer, or gives it again."""
        opened, acting = self.opened, self.app.session.acting
        assert opened is not None
        return lambda desk: take_back_in_role_play(desk, acting, opened, back=back)

    def take(self, opened: Played) -> None:
        """This is on disk now."""
        self._view.take(opened)

    def paint(self) -> None:
        """Draws the form."""
        self._view.paint()

    def overtaken(self, error: CoachdeskError) -> Played | None:
        """Nothing at once; it is read again where it was changed in another window."""
        if error.problems[0].code == "D703":
            self.forget()
            self._view.refreshed()
        return None

    def digit(self, number: int) -> None:
        """The answer beside a digit; where answers are typed, the first letter of one."""
        current = self.current()
        if current is not None and self.may():
            self.by_digit(current[0], number)
