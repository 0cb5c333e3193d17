"""Answers while a call is reviewed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

<<<<<<< HEAD
=======
import msgspec

from coachdesk.core.answers import (
    NotAnAnswer,
    allowed,
    answer_of,
    best_words,
    words_of_answer,
    worst_words,
)
from coachdesk.core.engine.verdicts import State
>>>>>>> certs1
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.reviews import Step
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import Opened, Overtaken, give, give_again, swap_speakers, take_back
from coachdesk.tui.views.answering import Answering

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp
    from coachdesk.tui.views.review import ReviewView


class Answers(Answering[Opened]):
    """Those to the scorecard about the call on the screen."""

    def __init__(self, view: "ReviewView") -> None:
        super().__init__()
        self._view = view

    @property
    def app(self) -> "CoachdeskApp":
        """The app around it."""
        return self._view.desk_app

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

<<<<<<< HEAD
    def refusal(self) -> str | None:
        """Why this person may not answer now, or None."""
=======
    # What keys do.

    def do_answer_pass(self, count: int | None) -> None:
        """The best answer."""
        self._answer(best_words)

    def do_answer_fail(self, count: int | None) -> None:
        """The worst answer."""
        self._answer(worst_words)

    def do_answer_na(self, count: int | None) -> None:
        """It does not apply."""
        self._answer(lambda criterion: "na")

    def do_answer_unknown(self, count: int | None) -> None:
        """It can't be told."""
        self._answer(lambda criterion: "unknown")

    def do_answer_engine(self, count: int | None) -> None:
        """What the engine said, or open."""
        current = self._view.current()
        if current is not None and self._may():
            self._give(current[0], None, "")

    def do_answer_words(self, count: int | None) -> None:
        """An answer in words: a choice, a number, points."""
        current = self._view.current()
        if current is not None and self._may():
            self._ask_words(current[0], "")

    def _ask_words(self, criterion: Criterion, written: str) -> None:
        """Asks until the words answer it, or somebody leaves: letters must not become keys."""
        words = allowed(criterion)
        label = f"'{written}' is none of {', '.join(words)}" if written else (
            f"answer: {', '.join(words)}")  # fmt: skip

        def entered(text: str) -> None:
            try:
                answer_of(criterion, text.strip())
            except NotAnAnswer:
                self._ask_words(criterion, text.strip() or "nothing")
            else:
                words = text.strip()
                self._with_reason(criterion, lambda other: words)

        self._view.desk_app.ask(
            label,
            entered,
            complete=lambda text, at: [
                (each, len(each), each)
                for each in words
                if each.startswith(text) and " " not in each
            ],
        )

    def do_note(self, count: int | None) -> None:
        """A note on the answer as it stands."""
        current = self._view.current()
        if current is None or not self._may():
            return
        criterion, answer = current
        words = words_of_answer(criterion, answer)
        if words is None:
            self._view.desk_app.say("answer it first; then a note can be added")
            return
        # A note on the answer just given repeats with what was meant by it.
        last = self._last[0] if self._last is not None else None
        meant = last if last is not None and last(criterion) == words else lambda other: words
        self._view.desk_app.ask(
            f"note on {criterion.id}",
            lambda text: self._give(criterion, meant, text.strip()),
            text=answer.note,
            kept=self._name(criterion, "note"),
        )

    def do_repeat(self, count: int | None) -> None:
        """The last answer and its note, here."""
        current = self._view.current()
        if self._last is None:
            self._view.desk_app.say("nothing was answered yet that could be repeated")
        elif current is not None and self._may():
            self._with_reason(current[0], *self._last)

    def _answer(self, word_of: WordOf) -> None:
        current = self._view.current()
        if current is not None and self._may():
            self._with_reason(current[0], word_of)

    def _with_reason(self, criterion: Criterion, word_of: WordOf, note: str = "") -> None:
        """Gives the answer; asks for the reason first where one is needed and none is there."""
        words = word_of(criterion)
        try:
            wanted = answer_of(criterion, words)
        except NotAnAnswer as error:
            self._view.desk_app.say(
                f"'{words}' does not answer {criterion.id}: {', '.join(error.allowed)}", Ink.WARNING
            )
            return
        why = self._why_asked(criterion, wanted)
        if why is None or note:
            self._give(criterion, word_of, note)
            return
        self._view.desk_app.ask(
            why,
            lambda text: self._give(criterion, word_of, text.strip()),
            kept=self._name(criterion, words),
        )

    def _name(self, criterion: Criterion, asked: str) -> str:
        return f"{self._view.opened_call()} {criterion.id} {asked}"

    def _why_asked(self, criterion: Criterion, wanted: Answer) -> str | None:
>>>>>>> certs1
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
