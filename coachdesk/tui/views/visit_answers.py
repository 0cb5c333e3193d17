"""Answers to the form of a visit: a digit each, or words, times and numbers that are typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coachdesk.core.answers import NotAnAnswer
from coachdesk.core.audits import Stage, Step, fact_of
from coachdesk.core.audits.checks import TIMES
from coachdesk.core.audits.filed import fact_answer
from coachdesk.core.audits.opened import Opened
from coachdesk.core.errors import BadInput, CoachdeskError
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.desk.audits import give, give_again, take_back
from coachdesk.desk.audits.answering import moment_told
from coachdesk.desk.folder import Desk
from coachdesk.tui.views.answering import Answering
from coachdesk.tui.views.visit_questions import Question

if TYPE_CHECKING:
    from coachdesk.tui.views.visit import VisitView


class VisitAnswers(Answering[Opened]):
    """Those of the visit on the screen."""

    _view: "VisitView"

    @property
    def opened(self) -> Opened | None:
        """The visit on the screen."""
        return self._view.opened

    @property
    def name(self) -> str:
        """What people call it."""
        return self._view.visit

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor; a fact is none, and it is said how it is told."""
        current = self._view.current()
        if current is None and self.opened is not None:
            key = self.app.keymap.key_of("visit_words")
            self.app.say(f"this is told in words or figures: {key} types it")
        return current

    def refusal(self) -> str | None:
        """Why this person may not answer now, or None."""
        assert self.opened is not None
        for step in (Step.ANSWER, Step.EDIT):
            if step in self.opened.may:
                return self.opened.may[step] or None
        stage = self.opened.stage
        if stage in (Stage.PLANNED, Stage.ASSIGNED):
            return f"{self.name} is {stage.value}: it has not begun"
        return f"{self.name} is {stage.value}: its answers stand"

    def seen_in(self, opened: Opened) -> int:
        """The count of writes as it is on disk."""
        return opened.seen

    def writes(self, question: str, words: str | None, note: str) -> Callable[[Desk, int], Opened]:
        """Writes one answer in this visit."""
        assert self.opened is not None
        number, acting = self.opened.number, self.app.session.acting
        return lambda desk, seen: give(desk, acting, number, question, words, note, seen=seen)

    def turns(self, *, back: bool) -> Callable[[Desk], tuple[Opened, str]]:
        """Takes back this person's last answer in this visit, or gives it again."""
        assert self.opened is not None
        number, acting = self.opened.number, self.app.session.acting
        turn = take_back if back else give_again
        return lambda desk: turn(desk, acting, number)

    def take(self, opened: Opened) -> None:
        """This is on disk now."""
        self._view.take_after_write(opened)

    def paint(self) -> None:
        """Draws the form."""
        self._view.paint()

    def overtaken(self, error: CoachdeskError) -> Opened | None:
        """Nothing at once; the visit is read again where somebody else was faster."""
        if error.problems[0].code == "D703":
            self.forget()
            self._view.read()
        return None

    # What keys do.

    def digit(self, number: int) -> None:
        """The answer beside a digit; where answers are typed, the first letter of one."""
        question = self._view.list.question
        if question is None or not self.may():
            return
        if question.criterion is None:
            self._ask_fact(question, str(number))
        else:
            self.by_digit(question.criterion, number)

    def do_answer_words(self, count: int | None) -> None:
        """An answer in words: a choice, a number, a time, what happened."""
        question = self._view.list.question
        if question is not None and question.criterion is None:
            if self.may():
                self._ask_fact(question)
        else:
            super().do_answer_words(count)

    def do_answer_engine(self, count: int | None) -> None:
        """What the rules heard in the transcript, or open; a fact is not told any more."""
        question = self._view.list.question
        if question is not None and question.criterion is None:
            if self.may():
                self.put(question.id, None, None, "")
        else:
            super().do_answer_engine(count)

    def _ask_fact(self, question: Question, text: str = "", problem: str = "") -> None:
        kept = f"{self.name} {question.id}"
        stands = self._view.facts().get(question.id, "")

        def entered(written: str) -> None:
            words = written.strip()
            if not words:
                if stands:
                    self.put(question.id, None, None, "")
                return
            try:
                value = self._value(question, words)
            except NotAnAnswer as error:
                self._ask_fact(question, words, f"not {', '.join(error.allowed)}")
            except BadInput as error:
                self._ask_fact(question, words, error.problems[0].message)
            else:
                self.put(question.id, fact_answer(question.id, value), words, "")

        label = problem or f"{question.id}: {question.allowed}"
        # What was typed when the program was killed comes before what stands.
        text = text or self.app.memory.typed(kept) or stands
        self.app.ask(label, entered, text=text, kept=kept)

    def _value(self, question: Question, words: str) -> str:
        assert self.opened is not None
        assert question.fact is not None
        if question.id not in TIMES:
            return fact_of(question.fact, words)
        session = self.app.session
        at = moment_told(session.desk, session.acting, self.opened.visit, question.id, words)
        return at.isoformat(timespec="minutes")
