"""A role-play: the form that an assessor answers while, or after, somebody plays a call."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from textual import events
from textual.app import ComposeResult

from coachdesk.core.certification.life import PlayStep
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.core.score.completions import fails_call
from coachdesk.desk.certification import (
    Played,
    hand_in_role_play,
    open_role_play,
    show_role_play,
)
from coachdesk.desk.folder import Desk
from coachdesk.report.certification import result_text
from coachdesk.report.figures import percent
from coachdesk.report.reported import reported_of
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import NOT_THERE, Place, View
from coachdesk.tui.views.review_detail import Detail, reasons, title_of
from coachdesk.tui.views.role_play_answers import PlayAnswers
from coachdesk.tui.views.visit_card import QuestionList, Standing
from coachdesk.tui.views.visit_questions import Question, criteria_of, ways_of_criterion

_DETAIL_ROWS = 5
_ANSWERING = (
    ("play_1", "answer"),
    ("play_words", "type"),
    ("play_note", "note"),
    ("play_next_open", "next open"),
    ("play_on", "hand in"),
    ("undo", "undo"),
    ("person", "person"),
)
_READING = (("person", "person"), ("back", "back"))
_ALIKE = {
    "play_pass": "answer_pass",
    "play_fail": "answer_fail",
    "play_na": "answer_na",
    "play_unknown": "answer_unknown",
    "play_none": "answer_engine",
    "play_words": "answer_words",
    "play_note": "note",
    "play_repeat": "repeat",
}
"""Keys that mean what they mean in a review."""


class RolePlayView(View):
    """Its name is a programme, a person and perhaps a form; or a number such as `Y3`."""

    name_of_view = "role_play"
    title = "Role-play"
    DEFAULT_CSS = "RolePlayView { layout: vertical; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.list = QuestionList(looks, self.explain)
        self.detail = Detail(looks)
        self.opened: Played | None = None
        self.about = ""
        self.answers = PlayAnswers(self)

    def compose(self) -> ComposeResult:
        """Questions, and what stands behind one."""
        yield self.list
        yield self.detail

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Another one; the same again keeps everything as it was."""
        name = " ".join((place.name or "").split())
        if name != self.about or self.opened is None:
            self.about, self.opened = name, None
            self.answers.forget()
            self.list.told = "reading…"
            self.list.show(Standing())
            self.detail.clear()
        self.refreshed()

    def refreshed(self) -> None:
        """Reads it beside the screen, unless an answer is on its way."""
        if self.answers.waiting:
            return
        session, about = self.desk_app.session, self.about
        programme, _, rest = about.partition(" ")
        person, _, form = rest.partition(" ")

        def job(desk: Desk, stale: object) -> Played:
            if not person:
                return show_role_play(desk, session.acting, programme)
            return open_role_play(desk, session.acting, programme, person, form or None)

        session.look(
            job, lambda opened: self._read(about, opened), self._refused, group="role-play"
        )

    def _read(self, about: str, opened: Played) -> None:
        if about != self.about or self.answers.waiting:
            return
        first = self.opened is None
        if self.opened is not None and opened.seen <= self.opened.seen:
            return  # Nobody wrote; or it was handed in, and a new one would begin.
        self.take(opened)
        self.answers.saw(opened)
        if first and not opened.is_over:
            self._to_open(1, quietly=True)

    def _refused(self, error: CoachdeskError) -> None:
        self.opened = None
        self.list.told = error.problems[0].message
        self.list.show(Standing())
        self.detail.clear()
        if error.problems[0].code in NOT_THERE and self.about:
            self.desk_app.go_back_refused(self, error)
        else:
            self.desk_app.refuse(error)

    def take(self, opened: Played) -> None:
        """The role-play as it is on disk."""
        self.opened = opened
        self.paint()

    def place(self) -> Place:
        """This role-play, and the question under the cursor."""
        question = self.list.question
        name = self.opened.name if self.opened is not None and self.opened.is_over else self.about
        return Place(
            view=self.name_of_view,
            name=name or None,
            criterion=question.id if question is not None else None,
        )

    def status(self) -> str:
        """Which form, and who plays."""
        opened = self.opened
        if opened is None:
            return self.about
        play = opened.play
        number = f"{opened.name} · " if opened.number else ""
        return f"{number}{opened.person_name} · {play.programme} · {play.form} v{play.version}"

    def quote(self) -> str | None:
        """The question and its answer in words."""
        current, opened = self.current(), self.opened
        if current is None or opened is None:
            return None
        criterion, answer = current
        words = f"{answer.state.value.upper()} {answer.note}".strip()
        return f"{opened.name}\t{criterion.ask}\t{words}"

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something here now."""
        return _ANSWERING if self.is_writing else _READING

    @property
    def is_writing(self) -> bool:
        """Whether this person may answer now."""
        return self.opened is not None and self.opened.may.get(PlayStep.ANSWER) == ""

    # What is seen.

    def pane(self) -> Pane:
        """The questions."""
        return self.list

    def on_resize(self, event: events.Resize) -> None:
        """Where rows are few, questions come first."""
        rows = _DETAIL_ROWS if self.size.height >= 16 else 3
        self.detail.display = self.size.height >= 10
        self.detail.styles.height = rows

    def paint(self) -> None:
        """Draws the form from what is on disk and what is on its way there."""
        opened = self.opened
        if opened is None:
            return
        answers, score = self.answers.standing(opened)
        questions = criteria_of(opened.scored.form)
        standing = Standing(
            questions=questions,
            answers=answers,
            # Nothing is told before the end, as in an exam.
            score=score if opened.is_over else None,
            marked={
                lack.criterion
                for lack in opened.lacks
                if answers[lack.criterion].state not in (State.OPEN, State.UNKNOWN)
                and not answers[lack.criterion].note
            },
            lines=tuple(self._result(opened)) if opened.is_over else (),
        )
        self.list.show(standing)
        self.explain()
        self.desk_app.paint_bars()

    def _result(self, opened: Played) -> Iterator[tuple[Piece, ...]]:
        play, score = opened.play, opened.scored.score
        if (passed := play.reached) is None:
            yield (("  no score: nothing applied", Ink.STRONG),)
        else:
            ink = Ink.PASS if passed else Ink.FAIL
            sign = self.looks.sign(State.PASS if passed else State.FAIL)
            yield ((f"  {sign} {result_text(score.calc, passed=passed)}", ink),)
        mark, of = opened.scored.form.scoring.pass_mark, "the form"
        if play.mark is not None:
            mark, of = Fraction(play.mark), "the programme"
        if mark is not None:
            yield ((f"  pass mark of {of}: {percent(mark)}", Ink.PLAIN),)
        if play.critical:
            told = ", ".join(score.failed_by)
            yield ((f"  a critical criterion failed: {told}", Ink.FAIL),)
        by = f"  assessed by {self.name_of(play.by)}, {self.desk_app.session.when(play.at)}"
        yield ((by, Ink.QUIET),)

    def explain(self) -> None:
        """What stands behind the question under the cursor."""
        current, opened = self.current(), self.opened
        if opened is None or current is None:
            self.detail.clear()
            return
        criterion, answer = current
        reported = reported_of(opened.scored)
        changes = [each for each in opened.changes if each.criterion == criterion.id]
        last = changes[-1] if changes else None
        when = self.desk_app.session.when
        time = ("you", "") if last is None else (self.name_of(last.by), when(last.at))
        texts = list(self._asked(opened, criterion))
        others = "not answered"
        shown = reasons(reported, criterion, answer, last, None, time, others)
        texts += [each for each in shown if each[0] != others or not self.is_writing]
        self.detail.show(title_of(reported, criterion, answer, self.looks), texts)

    def _asked(self, opened: Played, criterion: Criterion) -> Iterator[tuple[str, Ink]]:
        if fails_call(criterion):
            yield "critical: a FAIL here fails the whole role-play", Ink.WARNING
        if self.is_writing:
            ways = ways_of_criterion(criterion)
            key = self.desk_app.keymap.key_of("play_words")
            yield ways or f"{key} types the answer", Ink.KEY
        for lack in opened.lacks:
            if lack.criterion == criterion.id and criterion.id in self._answered():
                yield f"! {lack.words}", Ink.WARNING

    def _answered(self) -> set[str]:
        return {each.id for each in self.list.standing.questions if not self._is_open(each)}

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands."""
        question = self.list.question
        if question is None or question.criterion is None:
            return None
        answer = self.list.standing.answers.get(question.id)
        return question.criterion, answer or Answer(criterion=question.id, state=State.OPEN)

    # Keys.

    def do_play_next_open(self, count: int | None) -> None:
        """To the next question that lacks something."""
        self._to_open(1)

    def do_play_previous_open(self, count: int | None) -> None:
        """To the one before."""
        self._to_open(-1)

    def _to_open(self, towards: int, *, quietly: bool = False) -> None:
        questions = self.list.standing.questions
        if not questions:
            return
        current = self.list.question
        at = questions.index(current) if current is not None else 0
        steps = range(0 if quietly else 1, len(questions))
        order = [questions[(at + towards * step) % len(questions)] for step in steps]
        found = next((each for each in order if self._lacks(each)), None)
        if found is not None:
            self.list.stand_on(found.id)
        elif not quietly:
            key = self.desk_app.keymap.key_of("play_on")
            self.desk_app.say(f"nothing else is missing: {key} hands it in")

    def _lacks(self, question: Question) -> bool:
        marked = question.id in self.list.standing.marked
        return marked or (question.required and self._is_open(question))

    def _is_open(self, question: Question) -> bool:
        return self.list.standing.is_open(question)

    def do_play_on(self, count: int | None) -> None:
        """Hands in, once nothing is missing."""
        opened, app = self.opened, self.desk_app
        if opened is None or not self.answers.may():
            return
        missing = next((e for e in self.list.standing.questions if self._lacks(e)), None)
        if missing is not None:
            self.list.stand_on(missing.id)
            left = sum(map(self._lacks, self.list.standing.questions))
            app.say(f"not yet: {left} lack an answer or a word on why; here is one", Ink.WARNING)
            return
        if self.answers.waiting or not opened.number:
            app.say("the last answer is on its way to the disk; press it again")
            return
        number, seen, acting = opened.number, opened.seen, app.session.acting
        app.confirm(
            "Hand in? It is scored then, and its answers stand.",
            lambda: app.session.write(
                lambda desk: hand_in_role_play(desk, acting, number, seen=seen),
                self._handed_in,
                app.refuse,
            ),
        )

    def _handed_in(self, opened: Played) -> None:
        self.about = opened.name
        self.take(opened)
        self.list.go(self.list.count() - 1)
        self.desk_app.say(f"{opened.name} is handed in")

    def do_person(self, count: int | None) -> None:
        """The page of whoever played."""
        if self.opened is not None:
            self.desk_app.go(Place(view="person", name=self.opened.play.person))

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """Digits answer; the rest is done by the answers, the view, or the questions."""
        digit = action.removeprefix("play_")
        if action.startswith("play_") and digit.isdigit():
            return lambda count: self.answers.digit(int(digit))
        found = getattr(self.answers, f"do_{_ALIKE.get(action, action)}", None)
        return found if callable(found) else super().runs(action)

    def cannot(self, action: str) -> str | None:
        """Nothing but going away can be done where none is open."""
        if self.opened is None and action.startswith(("play_", "undo", "redo")):
            return "no role-play is open"
        return super().cannot(action)
