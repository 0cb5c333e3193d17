"""Answers while a call is reviewed: shown at once, written one after the other, taken back."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

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
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.reviews import Step
from coachdesk.core.score import Score, Scorer
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import Opened, Overtaken, give, give_again, swap_speakers, take_back
from coachdesk.tui.looks import Ink

if TYPE_CHECKING:
    from coachdesk.tui.views.review import ReviewView


WordOf = Callable[[Criterion], str]
Write = Callable[[Desk], Opened]
TurnBack = Callable[[Desk, Acting, str, str], tuple[Opened, str]]


class _Pending(msgspec.Struct, frozen=True):
    criterion: str
    answer: Answer | None
    """None: back to the engine's."""


class Answers:
    """What was answered on the screen and is not on disk yet, over what is."""

    def __init__(self, view: "ReviewView") -> None:
        self._view = view
        self._pending: dict[int, _Pending] = {}
        self._number = 0
        self._seen = 0
        """As the last write saw it; set by the thread that writes."""
        self._scorer: tuple[str, Scorer] | None = None
        self._last: tuple[WordOf, str] | None = None
        """What was answered last and its note, for `.`; of any call."""

    @property
    def waiting(self) -> bool:
        """Whether an answer is on its way to the disk."""
        return bool(self._pending)

    def forget(self) -> None:
        """Another call is on the screen; what is on its way gets there all the same."""
        self._pending.clear()
        self._seen = 0

    def saw(self, opened: Opened) -> None:
        """This is what is on disk now."""
        self._seen = opened.review.seen if opened.review else 0

    def standing(self, opened: Opened) -> tuple[Mapping[str, Answer], Score]:
        """Answers and score as they will be once everything is written."""
        answers = {each.criterion: each for each in opened.scored.evaluation.answers}
        if not self._pending:
            return answers, opened.scored.score
        engine = {each.criterion: each for each in opened.engine.evaluation.answers}
        for pending in self._pending.values():
            own, before = pending.answer, engine[pending.criterion]
            answers[pending.criterion] = (
                before if own is None else msgspec.structs.replace(own, verdict=before.verdict)
            )
        form = opened.scored.form
        if self._scorer is None or self._scorer[0] != form.sha256:
            self._scorer = form.sha256, Scorer(form)
        return answers, self._scorer[1].score(tuple(answers.values()))

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
        opened = self._view.opened
        assert opened is not None
        engine = next(
            (each for each in opened.engine.evaluation.answers if each.criterion == criterion.id),
            None,
        )
        said = engine.state if engine is not None else State.OPEN
        settled = said in (State.PASS, State.FAIL, State.NA)
        same = engine is not None and (said, engine.points) == (wanted.state, wanted.points)
        if settled and not same:
            return f"reason for {wanted.state.value.upper()}, automatic said {said.value.upper()}"
        if wanted.state is State.NA and not same:
            return "reason why it does not apply"
        if wanted.state is State.FAIL and not same:
            return "what was wrong"
        return None

    def _may(self) -> bool:
        opened = self._view.opened
        if opened is None:
            return False
        for step in (Step.ANSWER, Step.CREATE):
            if step in opened.may:
                if reason := opened.may[step]:
                    self._view.desk_app.say(reason)
                return not reason
        stage = opened.review.stage.value if opened.review else "not begun"
        self._view.desk_app.say(f"this evaluation is {stage}: its answers stand")
        return False

    # Writing.

    def _give(self, criterion: Criterion, word_of: WordOf | None, note: str) -> None:
        view = self._view
        opened = view.opened
        if opened is None:
            return
        words = None if word_of is None else word_of(criterion)
        try:
            answer = None if words is None else answer_of(criterion, words, note)
        except NotAnAnswer as error:
            view.desk_app.say(
                f"'{words}' does not answer {criterion.id}: {', '.join(error.allowed)}", Ink.WARNING
            )
            return
        if word_of is not None:
            self._last = word_of, note
        self._number += 1
        number = self._number
        self._pending[number] = _Pending(criterion.id, answer)
        call, form = opened.scored.call.id, opened.scored.form.id
        if not self._seen:
            self.saw(opened)
        acting = view.desk_app.session.acting

        def write(desk: Desk) -> Opened:
            done = give(desk, acting, call, form, criterion.id, words, note, seen=self._seen)
            self.saw(done)
            return done

        self._written(number, call, write)
        view.paint_card()

    def _written(self, number: int, call: str, write: Write) -> None:
        view = self._view

        def done(opened: Opened) -> None:
            self._pending.pop(number, None)
            self._show(call, opened)

        def failed(error: CoachdeskError) -> None:
            self._pending.pop(number, None)
            if isinstance(error, Overtaken):
                self.saw(error.opened)
                self._show(call, error.opened)
            else:
                view.paint_card()
            view.refuse(error)

        view.desk_app.session.write(write, done, failed)

    def _show(self, call: str, opened: Opened) -> None:
        view = self._view
        if view.opened is not None and view.opened_call() == call:
            view.opened = opened
            view.paint_card()
        view.desk_app.paint_bars()

    # Taking back.

    def do_undo(self, count: int | None) -> None:
        """Takes back this person's last answer here, also of an earlier day."""
        self._turn_back(take_back, "took back")

    def do_redo(self, count: int | None) -> None:
        """Gives again what was taken back."""
        self._turn_back(give_again, "gave again")

    def _turn_back(self, job: TurnBack, said: str) -> None:
        view = self._view
        opened = view.opened
        if opened is None:
            return
        call, form = opened.scored.call.id, opened.scored.form.id
        acting = view.desk_app.session.acting

        def write(desk: Desk) -> tuple[Opened, str]:
            found, words = job(desk, acting, call, form)
            self.saw(found)
            return found, words

        def done(result: tuple[Opened, str]) -> None:
            self._show(call, result[0])
            view.desk_app.say(f"{said}: {result[1]}")

        view.desk_app.session.write(write, done, view.refuse)

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
