"""One visit: its form to fill, to check, to read; every answer with what shows it."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from textual import events
from textual.app import ComposeResult

from coachdesk.core.audits import Step, progress
from coachdesk.core.audits.checks import TIMES
from coachdesk.core.audits.opened import Opened
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import CoachdeskError, DeskRefused, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion
from coachdesk.desk.audits import open_visit
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.review_detail import Detail
from coachdesk.tui.views.visit_answers import VisitAnswers
from coachdesk.tui.views.visit_card import QuestionList, Standing
from coachdesk.tui.views.visit_detail import (
    Reading,
    Told,
    about,
    asked_text,
    behind,
    below,
    title_line,
    told_in,
)
from coachdesk.tui.views.visit_life import VisitLife
from coachdesk.tui.views.visit_moves import VisitMoves
from coachdesk.tui.views.visit_questions import questions_of

_DETAIL_ROWS = ((28, 10), (22, 7), (12, 3), (0, 0))
"""At least so many rows on the screen: so many for what stands behind a question."""
_ANSWERING = (
    ("visit_1", "answer"),
    ("visit_words", "type"),
    ("visit_note", "note"),
    ("visit_proof", "attach"),
    ("visit_next_open", "next open"),
    ("visit_briefing", "briefing"),
    ("visit_on", "hand on"),
    ("undo", "undo"),
)
_READING = (
    ("visit_on", "hand on"),
    ("visit_back", "hand back"),
    ("visit_object", "appeal"),
    ("visit_decide", "decide"),
    ("visit_briefing", "about"),
    ("visit_next", "next visit"),
    ("person", "agent"),
)
_NEEDS = {
    "visit_back": (Step.RETURN, Step.REJECT, Step.REFUSE),
    "visit_object": (Step.APPEAL, Step.OBJECT),
    "visit_decide": (Step.UPHOLD, Step.REOPEN),
}
_ALIKE = {
    "visit_pass": "answer_pass",
    "visit_fail": "answer_fail",
    "visit_na": "answer_na",
    "visit_unknown": "answer_unknown",
    "visit_engine": "answer_engine",
    "visit_words": "answer_words",
    "visit_note": "note",
    "visit_repeat": "repeat",
}
"""Keys that mean what they mean in a review."""


class VisitView(View):
    """The form of one visit."""

    name_of_view = "visit"
    title = "Visit"
    DEFAULT_CSS = "VisitView { layout: vertical; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.list = QuestionList(looks, self.explain)
        self.detail = Detail(looks)
        self.reading = Reading(looks)
        self.reading.display = False
        self.opened: Opened | None = None
        self.visit = ""
        self.answers = VisitAnswers(self)
        self.life = VisitLife(self)
        self.moves = VisitMoves(self)
        self._wanted: str | None = None
        self._whole_detail = False

    def compose(self) -> ComposeResult:
        """Questions, what stands behind one, and instead of both what the visit is about."""
        yield self.list
        yield self.detail
        yield self.reading

    def contexts(self) -> Sequence[str]:
        """Steps are taken here as in the list."""
        return (self.name_of_view, "audits", "list")

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Opens a visit; the same one again keeps everything as it was."""
        if not place.name:
            raise DeskRefused(Problem(code="D701", message="no visit was named", hint=":visit V12"))
        name = (place.name or "").strip().upper()
        if name != self.visit or self.opened is None:
            self.visit, self.opened = name, None
            self.answers.forget()
            self.life.forget()
            self._whole_detail = False
            self._show_reading(on=False)
            self.list.told = "reading…"
            self.list.show(Standing())
            self.detail.clear()
        self._wanted = place.criterion
        self.read()

    def read(self, *, quietly: bool = True) -> None:
        """Reads the visit beside the screen; what is shown stays until then.

        Not `quietly`: it is said who wrote meanwhile.
        """
        session, name = self.desk_app.session, self.visit
        session.look(
            lambda desk, stale: open_visit(desk, session.acting, name, near=True),
            lambda opened: self._read(opened, quietly=quietly),
            self._refused,
            group="visit",
        )

    def refreshed(self) -> None:
        """Somebody may have written: takes it over."""
        if not self.answers.waiting:
            self.read(quietly=False)

    def _read(self, opened: Opened, *, quietly: bool) -> None:
        if self.opened is not None and (self.answers.waiting or opened.seen < self.opened.seen):
            return  # Something newer stands here already, or is on its way.
        first = self.opened is None
        before = self.opened.seen if self.opened is not None else opened.seen
        self.visit = opened.name
        self.take(opened)
        self.answers.saw(opened)
        last = opened.filed.changes[-1] if opened.filed.changes else None
        actor = self.desk_app.session.actor.id
        others = opened.seen != before and last is not None and last.by != actor
        if others and last is not None and not quietly:
            self.desk_app.say(f"{self._told.name(last.by)} changed this report: {last.criterion}")
        found = self._wanted is not None and self.list.stand_on(self._wanted)
        if first and not found:
            self.moves.to_first()
        if first and (asked := asked_text(opened, self._told)) is not None:
            self.desk_app.say(asked, Ink.WARNING)
        self._wanted = None
        self.explain()
        self.desk_app.paint_bars()

    def _refused(self, error: CoachdeskError) -> None:
        self.opened = None
        self.list.told = error.problems[0].message
        self.list.show(Standing())
        self.detail.clear()
        self.desk_app.refuse(error)

    def take(self, opened: Opened) -> None:
        """The visit as it is on disk."""
        self.opened = opened
        self.paint()

    def take_after_write(self, opened: Opened) -> None:
        """The same after a write, which does not wait for what is doubtful: that is read beside."""
        before = self.opened.doubts if self.opened is not None else ()
        self.take(msgspec.structs.replace(opened, doubts=before))
        self.answers.saw(opened)
        if not self.answers.waiting:
            self.read()

    def paint(self) -> None:
        """Draws the form from what is on disk and what is on its way there."""
        opened = self.opened
        if opened is None:
            return
        answers, score = self.answers.standing(opened)
        claims = {each.criterion for each in opened.filed.claims}
        lacking = {each.criterion for each in opened.lacks}
        facts = self.facts()
        waits = progress(opened.scored.form, answers.values()).waiting
        standing = Standing(
            questions=questions_of(opened.scored.form),
            answers=answers,
            facts=facts,
            score=None if waits else score,
            lines=tuple(below(opened, self._told, waiting=len(self.life.claimed))),
        )
        answered = {each.id for each in standing.questions if not standing.is_open(each)}
        marked = claims | set(self.life.claimed) | (lacking & answered)
        self.list.show(msgspec.structs.replace(standing, marked=marked))
        self.explain()
        self.desk_app.paint_bars()

    def facts(self) -> Mapping[str, str]:
        """What was told, with the times, as it will be once everything is written."""
        opened = self.opened
        if opened is None:
            return {}
        clock = self.desk_app.session.when
        facts = dict(opened.facts)
        for name, at in zip(TIMES, (opened.visit.contact_at, opened.visit.ended_at), strict=True):
            if at is not None:
                facts[name] = clock(at)
        known = {each.id for each in questions_of(opened.scored.form) if each.fact is not None}
        for name, answer in self.answers.on_its_way().items():
            if name in known:
                facts.pop(name, None)
                if answer is not None:
                    facts[name] = answer.note
        return facts

    @property
    def _told(self) -> Told:
        return told_in(self.desk_app.session)

    def place(self) -> Place:
        """This visit, and the question under the cursor."""
        question = self.list.question
        return Place(
            view=self.name_of_view,
            name=self.visit or None,
            criterion=question.id if question is not None else None,
        )

    def leave(self) -> bool:
        """Closes the briefing, or gives up objections not sent, before it goes back."""
        if self.reading.display:
            self.do_visit_briefing(None)
            return True
        return self.life.leave()

    def status(self) -> str:
        """Which visit, how far it is, where and whose."""
        opened = self.opened
        if opened is None:
            return self.visit
        visit, told = opened.visit, self._told
        late = " · ! overdue" if opened.overdue else ""
        agent = f" · {told.name(visit.agent)}" if visit.agent else ""
        stage = f"{opened.name} {opened.stage.value}{late}"
        return f"{stage} · {told.place(visit.place)}{agent} · {visit.form} v{visit.version}"

    def quote(self) -> str | None:
        """The question and its answer in words."""
        question, opened = self.list.question, self.opened
        if question is None or opened is None:
            return None
        value = self.facts().get(question.id, "")
        if (current := self.current()) is not None:
            answer = current[1]
            value = f"{answer.state.value.upper()} {answer.note}".strip()
        return f"{opened.name}\t{question.ask}\t{value}"

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something here for this person."""
        if self.is_writing:
            return _ANSWERING
        may = self.opened.may if self.opened is not None else {}
        return [
            (action, word)
            for action, word in _READING
            if action not in _NEEDS or any(may.get(step) == "" for step in _NEEDS[action])
        ]

    @property
    def is_writing(self) -> bool:
        """Whether this person may answer now."""
        may = self.opened.may if self.opened is not None else {}
        return any(may.get(step) == "" for step in (Step.ANSWER, Step.EDIT))

    # What is seen.

    def pane(self) -> Pane:
        """The one that has the cursor keys."""
        return self.reading if self.reading.display else self.list

    def on_resize(self, event: events.Resize) -> None:
        """Decides what fits."""
        self._arrange()

    def _arrange(self) -> None:
        if not self.size.height:
            return  # Not laid out yet: what fits can't be known.
        rows = self.size.height + 3
        wanted = next(size for least, size in _DETAIL_ROWS if rows >= least)
        if self._whole_detail:
            wanted = min(self.detail.wanted_rows, max(wanted, rows // 2))
        self.detail.display = wanted > 0 and not self.reading.display
        self.detail.styles.height = wanted

    def explain(self) -> None:
        """What stands behind the question under the cursor."""
        opened, question = self.opened, self.list.question
        if opened is None:
            return
        if question is None:
            self.detail.clear()
            return
        answer = self.list.standing.answers.get(question.id)
        value = self.list.standing.facts.get(question.id)
        if answer is not None and answer.state is not State.OPEN:
            value = answer.note
        texts = behind(opened, question, answer, self._told, writing=self.is_writing, value=value)
        self.detail.show(
            title_line(opened, question, answer, self.looks),
            [*self.life.remarks(question.id), *texts],
        )
        if self._whole_detail:
            self._arrange()

    def current(self) -> tuple[Criterion, Answer] | None:
        """The criterion under the cursor and its answer as it stands; None: it is no criterion."""
        question = self.list.question
        if question is None or question.criterion is None:
            return None
        answer = self.list.standing.answers.get(question.id)
        return question.criterion, answer or Answer(criterion=question.id, state=State.OPEN)

    def do_open(self, count: int | None) -> None:
        """Types what is told in words; of anything else, all that stands behind it."""
        question = self.list.question
        if self.is_writing and question is not None and question.criterion is None:
            self.answers.do_answer_words(count)
            return
        self._whole_detail = not self._whole_detail
        self._arrange()

    def do_zoom(self, count: int | None) -> None:
        """All that stands behind the question, or few lines again."""
        self._whole_detail = not self._whole_detail
        self._arrange()

    def do_visit_briefing(self, count: int | None) -> None:
        """What the visit is about, or the questions again."""
        if self.opened is not None:
            self._show_reading(on=not self.reading.display)

    def _show_reading(self, *, on: bool) -> None:
        if on and self.opened is not None:
            title = ((f" {self.opened.name}: what it is about ", Ink.BAR_STRONG),)
            self.reading.show(title, list(about(self.opened, self._told)))
        self.reading.display = on
        self.list.display = not on
        self.detail.display = not on
        self._arrange()
        self.desk_app.focus_pane()

    def do_person(self, count: int | None) -> None:
        """The page of the colleague who was visited."""
        agent = self.opened.visit.agent if self.opened is not None else None
        if agent is None:
            self.desk_app.say("nobody is named here")
        else:
            self.desk_app.go(Place(view="person", name=self._told.name(agent)))

    # What else is done here: see visit_answers, visit_life and visit_moves.

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """One of its parts, the view itself, or the pane with the cursor."""
        if action.startswith("visit_") and action[6:].isdigit():
            return lambda count: self.answers.digit(int(action[6:]))
        for owner in (self.answers, self.life, self.moves):
            found = getattr(owner, f"do_{_ALIKE.get(action, action)}", None)
            if callable(found):
                return found  # type: ignore[no-any-return]
        return super().runs(action)

    def cannot(self, action: str) -> str | None:
        """Nothing but going away can be done where no visit is open."""
        acts = action.startswith(("visit_", "undo", "redo"))
        if self.opened is None and acts and action not in ("visit_next", "visit_previous"):
            return "no visit is open"
        if self.reading.display and acts and action in _ALIKE:
            return "close the briefing first: b or Esc"
        return super().cannot(action)
