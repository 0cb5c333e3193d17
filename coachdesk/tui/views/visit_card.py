"""The questions of a visit's form, one row each, with what answers them."""

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from coachdesk.core.answers import plainly, words_of_answer
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, scored
from coachdesk.core.score import Score
from coachdesk.report.figures import points
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import INK_OF, WORD_OF, Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import cut, fitted, width
from coachdesk.tui.views.review_card import mark_of, outcome_pieces
from coachdesk.tui.views.visit_questions import Question

_FIXED = 10
"""Cells before the question."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A form as it stands on the screen."""

    questions: tuple[Question, ...] = ()
    answers: Mapping[str, Answer] = {}
    facts: Mapping[str, str] = {}
    """The times among them."""
    score: Score | None = None
    """None: questions are open, so that there is none yet."""
    marked: Collection[str] = ()
    """Questions with a sign: something is missing, or somebody objects."""
    lines: tuple[tuple[Piece, ...], ...] = ()
    """What follows below the questions."""

    def is_open(self, question: Question) -> bool:
        """Whether nobody and nothing has answered it yet; UNKNOWN is no answer."""
        if question.criterion is None:
            return question.id not in self.facts
        answer = self.answers.get(question.id)
        return answer is None or answer.state in (State.OPEN, State.UNKNOWN)


class QuestionList(Pane):
    """Questions under their sections; the cursor stands on questions only."""

    def __init__(self, looks: Looks, followed: Callable[[], None]) -> None:
        super().__init__(looks)
        self._followed = followed
        self.standing = Standing()
        self.told = "reading…"
        self._rows: list[Question | str | tuple[Piece, ...]] = []

    def show(self, standing: Standing) -> None:
        """The form as it stands now; the cursor stays with its question."""
        at = self.question.id if self.question is not None else None
        self.standing = standing
        self._rows = []
        section = ""
        for each in standing.questions:
            if each.section != section:
                section = each.section
                self._rows.append(section)
            self._rows.append(each)
        self._rows += [(), *standing.lines] if standing.lines else []
        if at is None or not self.stand_on(at):
            self.cursor = self.top = 0
        self.changed()

    def moved(self) -> None:
        """Whoever follows the cursor is told."""
        self._followed()

    def stand_on(self, question: str) -> bool:
        """Puts the cursor on a question; whether there is one of that id."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Question) and row.id == question:
                self.go(number)
                return True
        return False

    @property
    def question(self) -> Question | None:
        """The one under the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return row if isinstance(row, Question) else None

    def count(self) -> int:
        """Sections, questions, and what follows."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """On questions, and on what follows them so that it can be read."""
        row = self._rows[number]
        return isinstance(row, Question) or (isinstance(row, tuple) and bool(row))

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """How much is answered, and the score."""
        now = self.standing
        if not now.questions:
            return ()
        unanswered = [each for each in now.questions if now.is_open(each)]
        needed = sum(each.required for each in unanswered)
        count = len(now.questions)
        told = f" {count - len(unanswered)} of {count} answered"
        left = f" · {needed} required open" if needed else ""
        score = outcome_pieces(now.score) if now.score is not None else []
        room = cells - width(told) - width(left) - sum(width(text) for text, _ in score) - 1
        return ([(told, Ink.STRONG), (left, Ink.OPEN), (" " * max(1, room), Ink.PLAIN), *score],)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A section, a question with its answer, or a line of what follows."""
        row = self._rows[number]
        if isinstance(row, Question):
            return self._question(row, cells, current)
        if isinstance(row, str):
            return ((f" {row}", Ink.STRONG),)
        sign = self.looks.glyph("cursor") if current and self.has_focus else " "
        return ((sign, Ink.KEY), *row) if row else ()

    def _question(self, question: Question, cells: int, current: bool) -> Sequence[Piece]:
        sign, word, ink, value, worth = (
            self._fact(question) if question.criterion is None else self._criterion(question)
        )
        mark = self.looks.glyph("warning") if question.id in self.standing.marked else " "
        room = max(8, cells - _FIXED - width(worth) - 2)
        for_value = min(width(value), max(room * 2 // 5, room - width(question.ask) - 2))
        for_ask = room - for_value - (2 if for_value else 0)
        return [
            (self.looks.glyph("cursor") if current and self.has_focus else " ", Ink.KEY),
            (f"{sign} {word:<5}", ink),
            (mark, Ink.WARNING),
            (" " + fitted(question.ask, for_ask), Ink.PLAIN if question.required else Ink.QUIET),
            ("  " + fitted(cut(value, for_value), for_value) if for_value else "", Ink.STRONG),
            (" " + worth + " ", Ink.QUIET),
        ]

    def _fact(self, question: Question) -> tuple[str, str, Ink, str, str]:
        told = self.standing.facts.get(question.id)
        if told is not None:
            unit = question.fact.unit if question.fact is not None else ""
            return " ", "told", Ink.PLAIN, f"{told} {unit}".strip(), ""
        ink = Ink.OPEN if question.required else Ink.QUIET
        return self.looks.sign(State.OPEN), "open", ink, "", ""

    def _criterion(self, question: Question) -> tuple[str, str, Ink, str, str]:
        criterion = question.criterion
        assert criterion is not None
        answer = self.standing.answers.get(criterion.id) or Answer(
            criterion=criterion.id, state=State.OPEN
        )
        ink = INK_OF[answer.state] if scored(criterion) else Ink.QUIET
        value = _value(criterion, answer)
        worth = points(criterion.points)
        if not scored(criterion):
            worth = criterion.status.value
        elif answer.points is not None:
            worth = f"{points(answer.points)}/{worth}"
        elif answer.state is not State.OPEN:
            worth = ""
        word = f"{WORD_OF[answer.state]}{mark_of(answer)}"
        return self.looks.sign(answer.state), word, ink, value, worth

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """That it is being read, or why there is nothing."""
        return ([(f" {self.told}", Ink.QUIET)],)


def _value(criterion: Criterion, answer: Answer) -> str:
    """Which of the question's own answers it is; empty where the sign says it all."""
    if answer.points is None or not (criterion.choices or criterion.scale is not None):
        return ""
    words = words_of_answer(criterion, answer) or ""
    if criterion.scale is None:
        return words
    return f"{words} on {plainly(criterion.scale.low)}–{plainly(criterion.scale.high)}"
