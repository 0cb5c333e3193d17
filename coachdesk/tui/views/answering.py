"""Answers given on the screen: shown at once, written one after the other, taken back.

What is answered is a question of a form about a call or a visit; each view says what writing means.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

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
from coachdesk.core.score import Score, Scorer
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Desk
from coachdesk.tui.looks import Ink
from coachdesk.tui.view import View
from coachdesk.tui.views.visit_questions import digits, ways_of_criterion

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp


class Answered(Protocol):
    """What is open: the engine's answers, and those that stand."""

    @property
    def engine(self) -> Scored:
        """What the engine says alone."""

    @property
    def scored(self) -> Scored:
        """The same with people's answers laid over."""


OpenedT = TypeVar("OpenedT", bound=Answered)
WordOf = Callable[[Criterion], str]


class _Pending(msgspec.Struct, frozen=True):
    question: str
    answer: Answer | None
    """None: back to the engine's."""


class Answering(Generic[OpenedT]):
    """What was answered on the screen and is not on disk yet, over what is."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._pending: dict[int, _Pending] = {}
        self._number = 0
        self._seen = 0
        """As the last write saw it; set by the thread that writes."""
        self._scorer: tuple[str, Scorer] | None = None
        self._last: tuple[WordOf, str] | None = None
        """What was answered last and its note, for `.`; of any call or visit."""

    @property
    def app(self) -> "CoachdeskApp":
        """The app around it."""
        return self._view.desk_app

    # What is answered; each view says it.

    @property
    def opened(self) -> OpenedT | None:
        """What is on the screen; None: nothing."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """Tells it from all others."""
        raise NotImplementedError

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        raise NotImplementedError

    def refusal(self) -> str | None:
        """Why this person may not answer now, or None."""
        raise NotImplementedError

    def seen_in(self, opened: OpenedT) -> int:
        """The count of writes as it is on disk; 0: nobody wrote yet."""
        raise NotImplementedError

    def writes(self, question: str, words: str | None, note: str) -> Callable[[Desk, int], OpenedT]:
        """Writes one answer to what is open now, given the count of writes that was seen."""
        raise NotImplementedError

    def turns(self, *, back: bool) -> Callable[[Desk], tuple[OpenedT, str]]:
        """Takes back the last answer to what is open now, or gives it again; and which it was."""
        raise NotImplementedError

    def take(self, opened: OpenedT) -> None:
        """This is on disk now; it is on the screen still."""
        raise NotImplementedError

    def paint(self) -> None:
        """Draws what stands."""
        raise NotImplementedError

    def overtaken(self, error: CoachdeskError) -> OpenedT | None:
        """What is on disk instead, where the error says that somebody else was faster."""
        return None

    # What is on its way.

    @property
    def waiting(self) -> bool:
        """Whether an answer is on its way to the disk."""
        return bool(self._pending)

    def forget(self) -> None:
        """Another one is on the screen; what is on its way gets there all the same."""
        self._pending.clear()
        self._seen = 0

    def saw(self, opened: OpenedT) -> None:
        """This is what is on disk now."""
        self._seen = self.seen_in(opened)

    def on_its_way(self) -> Mapping[str, Answer | None]:
        """Question to the answer that is not on disk yet."""
        return {each.question: each.answer for each in self._pending.values()}

    def standing(self, opened: OpenedT) -> tuple[Mapping[str, Answer], Score]:
        """Answers and score as they will be once everything is written."""
        answers = {each.criterion: each for each in opened.scored.evaluation.answers}
        engine = {each.criterion: each for each in opened.engine.evaluation.answers}
        pending = {name: own for name, own in self.on_its_way().items() if name in engine}
        if not pending:
            return answers, opened.scored.score
        for name, own in pending.items():
            before = engine[name]
            answers[name] = (
                before if own is None else msgspec.structs.replace(own, verdict=before.verdict)
            )
        form = opened.scored.form
        if self._scorer is None or self._scorer[0] != form.sha256:
            self._scorer = form.sha256, Scorer(form)
        return answers, self._scorer[1].score(tuple(answers.values()))

    # What keys do.

    def by_digit(self, criterion: Criterion, number: int) -> None:
        """The answer beside a digit; where answers are typed, the first letter of one."""
        ways = digits(criterion)
        words = ways.get(number)
        if words is not None:
            self._with_reason(criterion, lambda other: words)
        elif ways:
            self.app.say(f"{number} answers nothing here: {ways_of_criterion(criterion)}")
        else:
            self._ask_words(criterion, "")

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
        current = self.current()
        if current is not None and self.may():
            self._give(current[0], None, "")

    def do_answer_words(self, count: int | None) -> None:
        """An answer in words: a choice, a number, points."""
        current = self.current()
        if current is not None and self.may():
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

        self.app.ask(
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
        current = self.current()
        if current is None or not self.may():
            return
        criterion, answer = current
        words = words_of_answer(criterion, answer)
        if words is None:
            self.app.say("answer it first; then a note can be added")
            return
        # A note on the answer just given repeats with what was meant by it.
        last = self._last[0] if self._last is not None else None
        meant = last if last is not None and last(criterion) == words else lambda other: words
        self.app.ask(
            f"note on {criterion.id}",
            lambda text: self._give(criterion, meant, text.strip()),
            text=answer.note,
            kept=self._kept(criterion.id, "note"),
        )

    def do_repeat(self, count: int | None) -> None:
        """The last answer and its note, here."""
        current = self.current()
        if self._last is None:
            self.app.say("nothing was answered yet that could be repeated")
        elif current is not None and self.may():
            self._with_reason(current[0], *self._last)

    def _answer(self, word_of: WordOf) -> None:
        current = self.current()
        if current is not None and self.may():
            self._with_reason(current[0], word_of)

    def _with_reason(self, criterion: Criterion, word_of: WordOf, note: str = "") -> None:
        """Gives the answer; asks for the reason first where one is needed and none is there."""
        words = word_of(criterion)
        try:
            wanted = answer_of(criterion, words)
        except NotAnAnswer as error:
            self.app.say(
                f"'{words}' does not answer {criterion.id}: {', '.join(error.allowed)}", Ink.WARNING
            )
            return
        why = self._why_asked(criterion, wanted)
        if why is None or note:
            self._give(criterion, word_of, note)
            return
        self.app.ask(
            why,
            lambda text: self._give(criterion, word_of, text.strip()),
            kept=self._kept(criterion.id, words),
        )

    def _kept(self, question: str, asked: str) -> str:
        return f"{self.name} {question} {asked}"

    def _why_asked(self, criterion: Criterion, wanted: Answer) -> str | None:
        assert self.opened is not None
        engine = next(
            (e for e in self.opened.engine.evaluation.answers if e.criterion == criterion.id), None
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

    def may(self) -> bool:
        """Whether this person may answer now; says why not."""
        if self.opened is None:
            return False
        refusal = self.refusal()
        if refusal is not None:
            self.app.say(refusal)
        return refusal is None

    # Writing.

    def _give(self, criterion: Criterion, word_of: WordOf | None, note: str) -> None:
        if self.opened is None:
            return
        words = None if word_of is None else word_of(criterion)
        try:
            answer = None if words is None else answer_of(criterion, words, note)
        except NotAnAnswer as error:
            self.app.say(
                f"'{words}' does not answer {criterion.id}: {', '.join(error.allowed)}", Ink.WARNING
            )
            return
        if word_of is not None:
            self._last = word_of, note
        self.put(criterion.id, answer, words, note)

    def put(self, question: str, answer: Answer | None, words: str | None, note: str) -> None:
        """Shows an answer at once, and has it written."""
        opened = self.opened
        if opened is None:
            return
        self._number += 1
        number, name = self._number, self.name
        self._pending[number] = _Pending(question, answer)
        if not self._seen:
            self.saw(opened)
        writes = self.writes(question, words, note)

        def write(desk: Desk) -> OpenedT:
            done = writes(desk, self._seen)
            self.saw(done)
            return done

        def done(opened: OpenedT) -> None:
            self._pending.pop(number, None)
            self._show(name, opened)

        def failed(error: CoachdeskError) -> None:
            self._pending.pop(number, None)
            other = self.overtaken(error)
            if other is not None:
                self.saw(other)
                self._show(name, other)
                if note and words is not None and self.name == name:
                    # Nobody types a reason twice because somebody else was faster.
                    self.app.memory.note_typing(self._kept(question, words), note)
            else:
                self.paint()
            self.app.refuse(error)

        self.app.session.write(write, done, failed)
        self.paint()

    def _show(self, name: str, opened: OpenedT) -> None:
        if self.opened is not None and self.name == name:
            self.take(opened)
        self.app.paint_bars()

    # Taking back.

    def do_undo(self, count: int | None) -> None:
        """Takes back this person's last answer here, also of an earlier day."""
        self._turn("took back", back=True)

    def do_redo(self, count: int | None) -> None:
        """Gives again what was taken back."""
        self._turn("gave again", back=False)

    def _turn(self, said: str, *, back: bool) -> None:
        if self.opened is None:
            return
        name, turns = self.name, self.turns(back=back)

        def write(desk: Desk) -> tuple[OpenedT, str]:
            found, words = turns(desk)
            self.saw(found)
            return found, words

        def done(result: tuple[OpenedT, str]) -> None:
            self._show(name, result[0])
            self.app.say(f"{said}: {result[1]}")

        self.app.session.write(write, done, self.app.refuse)
