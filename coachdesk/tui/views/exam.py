"""An exam, question by question, for whoever sits it; and its result once it is over."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from textual import events
from textual.app import ComposeResult

from coachdesk.core.certification.exam import Exam, Question
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.certification import Sat, begin, opened, submit, waiting_exam
from coachdesk.desk.folder import Desk
from coachdesk.report.certification import result_text
from coachdesk.report.exams import about_lines, review_lines
from coachdesk.report.rows import BLANK, Row, paragraph, row
from coachdesk.report.tone import Tone
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import NOT_THERE, Place, View
from coachdesk.tui.views.exam_answers import Choices
from coachdesk.tui.views.exam_pane import QuestionPane
from coachdesk.tui.views.page import PagePane

_TICK_S = 1.0
_HURRY_S = 300
"""From so little time left on, it stands out."""


class ExamView(View):
    """Before it begins: what it is; then its questions; then its result."""

    name_of_view = "exam"
    title = "Exam"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.page = PagePane(looks)
        self.questions = QuestionPane(looks, self._standing)
        self.questions.display = False
        self.choices = Choices(lambda: self.desk_app, self._answered, self._refused)
        self.exam: Exam | None = None
        """May be begun."""
        self.sat: Sat | None = None
        self.at = 0
        """Which of the questions asked."""
        self._name: str | None = None
        self._asked: list[Question] = []
        self._rows: Callable[[int], Iterable[Row]] = lambda cells: ()
        """What the page says in so many cells."""

    def compose(self) -> ComposeResult:
        """One of the two is seen."""
        yield self.page
        yield self.questions

    def on_mount(self) -> None:
        """The time that is left goes on."""
        self.set_interval(_TICK_S, self._tick)

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """An exam by its number, such as X3, or the one that a programme asks for next."""
        if place.name != self._name or not self._runs:
            self._name, self.exam, self.sat = place.name, None, None
            self._show_page(lambda cells: (), "reading…")
        self.refreshed()

    def refreshed(self) -> None:
        """Reads it; what was answered on the screen stays."""
        name, acting = self._name or "", self.desk_app.session.acting
        number = int(name[1:]) if name[:1] == "X" and name[1:].isdigit() else None

        def job(desk: Desk) -> Sat | Exam:
            if number is not None:
                return opened(desk, acting, number)
            return waiting_exam(desk, acting, name)

        session = self.desk_app.session
        if self._runs:
            # After the answers that are on their way: none may seem to be lost.
            session.write(job, lambda found: self._take(name, found), self._refused)
        else:
            session.look(
                lambda desk, stale: job(desk),
                lambda found: self._take(name, found),
                self._refused,
                group="exam",
            )

    def place(self) -> Place:
        """This exam."""
        name = self.sat.name if self.sat is not None else self._name
        return Place(view=self.name_of_view, name=name)

    def leave(self) -> bool:
        """The clock goes on meanwhile."""
        if self._runs and self.sat is not None and self.sat.sitting.over_at() is not None:
            self.call_after_refresh(
                self.desk_app.say, "the exam's clock goes on; come back before it is over"
            )
        return False

    @property
    def _runs(self) -> bool:
        return self.sat is not None and not self.sat.is_over

    def _take(self, name: str, found: Sat | Exam) -> None:
        if name != self._name:
            return
        if isinstance(found, Exam):
            self.exam = found
            self._show_page(lambda cells: self._about(found, cells))
        else:
            self._show(found)

    def _show(self, sat: Sat) -> None:
        self.sat, self.exam = sat, None
        self._name = sat.name
        if sat.is_over or sat.sitting.person != self.desk_app.session.actor.id:
            self._show_page(lambda cells: self._result(sat, cells))
            return
        asked = (sat.exam.question(id) for id in sat.sitting.questions)
        before, self._asked = bool(self._asked), [each for each in asked if each is not None]
        if not before or self.at >= len(self._asked):
            self.at = self._first_open() or 0
        self.page.display, self.questions.display = False, True
        self._paint()
        self.desk_app.focus_pane()

    def _show_page(self, rows: Callable[[int], Iterable[Row]], told: str = "") -> None:
        self._asked, self.at = [], 0
        self._rows = rows
        self.page.told = told
        self._lay_out()
        self.page.display, self.questions.display = True, False
        self.desk_app.focus_pane()
        self.desk_app.paint_bars()

    def _refused(self, error: CoachdeskError) -> None:
        if self._runs:
            # Its time may be over: what is on disk decides.
            self.refreshed()
        else:
            self._show_page(lambda cells: (), error.problems[0].message)
        if error.problems[0].code in NOT_THERE and self.sat is None and self._name:
            self.desk_app.go_back_refused(self, error)
        else:
            self.desk_app.refuse(error)

    def _answered(self, sat: Sat) -> None:
        if self.sat is not None and sat.number == self.sat.number:
            self._show(sat)

    def _tick(self) -> None:
        if not (self.display and self._runs and self.sat is not None):
            return
        until = self.sat.sitting.over_at()
        if until is None:
            return
        if self.desk_app.acting.clock() > until:
            self.refreshed()
        else:
            self.questions.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """The width decides where lines break."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        self.page.show(list(self._rows(max(20, self.size.width - 4))))

    # What is shown.

    def _about(self, exam: Exam, cells: int) -> Iterator[Row]:
        yield BLANK
        yield row(exam.title, Tone.STRONG)
        yield BLANK
        for line in about_lines(exam):
            yield from paragraph(line, cells, further="")
        yield BLANK
        yield row(f"{self.desk_app.keymap.key_of('exam_on')}  begins", Tone.GOOD)

    def _result(self, sat: Sat, cells: int) -> Iterator[Row]:
        whole = len(sat.sitting.questions)
        person = self.desk_app.session.desk.settings.person_of(sat.sitting.person)
        yield BLANK
        yield row(f"{sat.exam.title} v{sat.exam.version}  {sat.name}", Tone.STRONG)
        yield row(f"sat by {person.name if person else sat.sitting.person}", Tone.QUIET)
        yield BLANK
        if sat.score is None:
            yield row(f"it runs: {len(sat.given)} of {whole} answered", Tone.DOUBT)
            return
        passed = sat.sitting.reached
        text = f"{'✓' if passed else '✗'} {result_text(sat.score.calc, passed=passed)}"
        yield row(text, Tone.GOOD if passed else Tone.BAD)
        mark = float(sat.exam.pass_mark)
        yield row(f"pass mark {mark:g} %, {len(sat.given)} of {whole} questions answered")
        yield BLANK
        lines = list(review_lines(sat.exam, sat.sitting, sat.given))
        yield row("What was not right" if lines else "Everything was right", Tone.STRONG)
        for line in lines:
            indent = " " * (len(line) - len(line.lstrip()))
            yield from paragraph(line.strip(), cells, indent)

    def _standing(self) -> Sequence[Piece]:
        if self.sat is None:
            return ()
        given, until = self.choices.standing(self.sat), self.sat.sitting.over_at()
        told: list[Piece] = [
            (f" question {self.at + 1} of {len(self._asked)}", Ink.STRONG),
            (f" · {len(given)} answered", Ink.QUIET),
        ]
        if until is not None:
            left = _seconds(self.desk_app.acting.clock(), until)
            ink = Ink.WARNING if left <= _HURRY_S else Ink.PLAIN
            told.append((f" · {left // 60}:{left % 60:02d} left", ink))
        opens = [str(n + 1) for n, each in enumerate(self._asked) if each.id not in given]
        told.append((f" · open: {' '.join(opens)}" if opens else " · all answered", Ink.QUIET))
        return told

    def _paint(self) -> None:
        assert self.sat is not None
        question = self._asked[self.at]
        given = self.choices.standing(self.sat).get(question.id, frozenset())
        self.questions.show(question, given)
        self.desk_app.paint_bars()

    def status(self) -> str:
        """Which exam."""
        if self.sat is None:
            return "" if self.exam is None else self.exam.title
        return f"{self.sat.name} · {self.sat.exam.title}"

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something now."""
        if self._runs and self.questions.display:
            return (
                ("exam_1", "to 9 choose"),
                ("open", "next"),
                ("left", "before"),
                ("exam_next_open", "next open"),
                ("exam_on", "hand in"),
            )
        return (("exam_on", "begin"), ("back", "back")) if self.exam else (("back", "back"),)

    def pane(self) -> Pane:
        """What is seen."""
        return self.questions if self.questions.display else self.page

    # Keys.

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """Digits choose."""
        digit = action.removeprefix("exam_")
        if digit.isdigit():
            return lambda count: self._choose(int(digit) - 1)
        return super().runs(action)

    def do_exam_choose(self, count: int | None) -> None:
        """The option under the cursor."""
        question, key = self.questions.question, self.questions.option
        if self._is_open() and question is not None and key is not None:
            number = [each.key for each in question.options].index(key)
            self._choose(number)

    def _choose(self, number: int) -> None:
        question = self.questions.question
        if not self._is_open() or question is None or self.sat is None:
            return
        if number >= len(question.options):
            self.desk_app.say(f"there are {len(question.options)} options")
            return
        self.questions.stand_on_option(number)
        self.choices.toggle(self.sat, question, question.options[number].key)
        self._paint()

    def do_open(self, count: int | None) -> None:
        """The next question; before it begins: begins."""
        if self.exam is not None:
            self.do_exam_on(None)
        elif self._is_open():
            self._turn(self.at + 1)

    def do_left(self, count: int | None) -> None:
        """The question before."""
        if self._is_open():
            self._turn(self.at - (count or 1))

    def do_right(self, count: int | None) -> None:
        """The next question."""
        if self._is_open():
            self._turn(self.at + (count or 1))

    def do_exam_next_open(self, count: int | None) -> None:
        """The next question without an answer."""
        self._to_open(1)

    def do_exam_previous_open(self, count: int | None) -> None:
        """The question before without an answer."""
        self._to_open(-1)

    def do_exam_on(self, count: int | None) -> None:
        """Begins; hands in."""
        app, acting = self.desk_app, self.desk_app.session.acting
        if self.exam is not None:
            name = self._name or ""
            app.confirm(
                "Begin? The clock runs from now on." if self.exam.minutes else "Begin?",
                lambda: app.session.write(
                    lambda desk: begin(desk, acting, name), self._show, self._refused
                ),
            )
        elif self._is_open() and self.sat is not None:
            number, left = self.sat.number, len(self._asked) - len(self.choices.standing(self.sat))
            told = f" {left} without an answer earn nothing." if left else ""
            app.confirm(
                f"Hand in?{told} It is over then.",
                lambda: app.session.write(
                    lambda desk: submit(desk, acting, number), self._show, self._refused
                ),
            )

    def _is_open(self) -> bool:
        if self._runs and self.questions.display:
            return True
        self.desk_app.say("it has not begun" if self.exam is not None else "the exam is over")
        return False

    def _turn(self, to: int) -> None:
        if not 0 <= to < len(self._asked):
            last = to >= len(self._asked)
            key = self.desk_app.keymap.key_of("exam_on")
            self.desk_app.say(
                f"this is the last question; {key} hands in" if last else "this is the first one"
            )
            return
        self.at = to
        self._paint()

    def _to_open(self, step: int) -> None:
        if not self._is_open() or self.sat is None:
            return
        given, many = self.choices.standing(self.sat), len(self._asked)
        for distance in range(1, many + 1):
            at = (self.at + step * distance) % many
            if self._asked[at].id not in given:
                self._turn(at)
                return
        key = self.desk_app.keymap.key_of("exam_on")
        self.desk_app.say(f"every question has an answer; {key} hands in")

    def _first_open(self) -> int | None:
        assert self.sat is not None
        given = self.choices.standing(self.sat)
        opens = (at for at, each in enumerate(self._asked) if each.id not in given)
        return next(opens, None)


def _seconds(now: datetime, until: datetime) -> int:
    return max(0, int((until - now).total_seconds()))
