"""Evaluations by people, stage by stage, and what disputes say about the questions."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult

from coachdesk.core.authorize import Action, Role, reaches
from coachdesk.core.reviews import Overturned, Stage, Step
from coachdesk.desk.evaluations import Evaluations, Listed, evaluations, overturned_if_allowed
from coachdesk.desk.folder import Desk
from coachdesk.desk.reviews import Opened, open_evaluation, step
from coachdesk.tui.drawing import Piece
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place
from coachdesk.tui.views.evaluations_list import EvaluationList, OverturnedList
from coachdesk.tui.views.evaluations_rows import told_of
from coachdesk.tui.views.staged import StagedView

_FORWARD: Mapping[Stage, Step] = {
    Stage.DRAFT: Step.SUBMIT,
    Stage.SUBMITTED: Step.PUBLISH,
    Stage.PUBLISHED: Step.ACKNOWLEDGE,
    Stage.RESOLVED: Step.ACKNOWLEDGE,
}
_QUESTION: Mapping[Step, str] = {
    Step.SUBMIT: "Submit {}? The answers stand from then on.",
    Step.PUBLISH: "Publish {}? The agent sees it, and the time to dispute begins.",
    Step.ACKNOWLEDGE: "Acknowledge {}? It can't be disputed afterwards.",
}
_REASON: Mapping[Step, str] = {
    Step.RETURN: "why {} goes back",
    Step.RETRACT: "why {} is retracted",
}
_DONE: Mapping[Step, str] = {
    Step.SUBMIT: "submitted",
    Step.PUBLISH: "published: the agent sees it",
    Step.ACKNOWLEDGE: "acknowledged",
    Step.RETURN: "handed back to its scorer",
    Step.RETRACT: "retracted: it is in no figure any more",
}
_MOST_QUESTIONS = 6


_HINTS = (
    ("open", "open"),
    ("evaluation_on", "hand on"),
    ("evaluation_back", "hand back"),
    ("find", "filter"),
    ("person", "agent"),
    ("next_pane", "overturned"),
)


class EvaluationsView(StagedView):
    """A list to work through; for an agent, the home of their own evaluations."""

    name_of_view = "evaluations"
    title = "Evaluations"
    DEFAULT_CSS = "EvaluationsView { layout: vertical; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.list: EvaluationList = EvaluationList(looks, self.name_of)
        self.overturned = OverturnedList(looks)
        self._on_questions = False
        self._hidden = 0
        self._wanted_call: str | None = None

    def compose(self) -> ComposeResult:
        """The list, and the questions below."""
        yield self.list
        yield self.overturned

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Shows the list with the words wanted."""
        self.list.nothing = self._nothing()
        self._wanted_call = place.call
        self.list.narrow(place.filter or "")
        self._lay_out()
        self.refreshed()

    def place(self) -> Place:
        """These words, this call."""
        current = self.list.current
        return Place(
            view=self.name_of_view,
            filter=self.list.words or None,
            call=current.line.call if current is not None else None,
        )

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        app = self.desk_app
        look, acting = app.session.look, app.session.acting
        look(lambda desk, stale: evaluations(desk, acting), self._take, self.refused,
             group="evaluations")  # fmt: skip
        look(lambda desk, stale: overturned_if_allowed(desk, acting), self._take_questions,
             app.refuse, group="overturned")  # fmt: skip

    def _take(self, found: Evaluations) -> None:
        self._hidden = found.hidden
        self.list.show(found, self.desk_app.acting.clock())
        if self._wanted_call is not None:
            self.list.stand_on_call(self._wanted_call)
            self._wanted_call = None
        self.desk_app.paint_bars()

    def _take_questions(self, found: Sequence[Overturned]) -> None:
        self.overturned.show(found)
        self._lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """The questions take little of the height."""
        self._lay_out()

    def _lay_out(self) -> None:
        count, before = len(self.overturned.questions), self.overturned.display
        self.overturned.display = bool(count) and self.size.height >= 12
        self.overturned.styles.height = 2 + min(count, _MOST_QUESTIONS, self.size.height // 4)
        if self._on_questions and not self.overturned.display:
            self._on_questions = False
            self.desk_app.focus_pane()
        if self.overturned.display != before:
            self.desk_app.paint_bars()

    def status(self) -> str:
        """How many, and how many are not shown."""
        some = self.list
        told = f"{some.found:,} of {some.total:,}" if some.words else f"{some.total:,}"
        words = f" · /{some.words}" if some.words else ""
        # To an agent, how many there are about others is nothing to know.
        others = self._hidden if self.desk_app.session.actor.role is not Role.AGENT else 0
        return f"{told}{words}" + (f" · {others:,} more of other teams" if others else "")

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something for this person here."""
        back = bool(reaches(self.desk_app.session.actor.role, Action.RETURN))
        without = {
            *(() if back else ("evaluation_back",)),
            *(() if self.overturned.display else ("next_pane",)),
        }
        return [(action, word) for action, word in _HINTS if action not in without]

    def pane(self) -> Pane:
        """The list, or the questions."""
        return self.overturned if self._on_questions else self.list

    def leave(self) -> bool:
        """Takes the filter away first."""
        if self._on_questions:
            self.do_next_pane(None)
            return True
        return super().leave()

    def neighbour(self, call: str, step: int) -> str | None:
        """The call so many further in this list, for whoever opened one from here."""
        return self.list.neighbour(call, step)

    def quote(self) -> str | None:
        """The line as text."""
        each = self.list.current
        if each is None:
            return None
        line, now = each.line, self.desk_app.acting.clock()
        return "\t".join(
            (f"E{line.number}", line.call, self._agent(each), line.scorecard,
             line.outcome.value, line.stage.value, told_of(each, now))
        )  # fmt: skip

    def link(self) -> str | None:
        """The call."""
        each = self.list.current
        return None if each is None else link_to(each.line.call, None, None)

    def _agent(self, each: Listed) -> str:
        return self.name_of(each.line.subject) if each.line.subject else each.line.agent or ""

    def _nothing(self) -> Sequence[Sequence[Piece]]:
        app = self.desk_app
        if app.session.actor.role is Role.AGENT:
            return (
                [(" Nothing is published about your calls.", Ink.STRONG)],
                (),
                [("   It comes here as soon as it is: then acknowledge it, or dispute an answer.",
                  Ink.QUIET)],
            )  # fmt: skip
        return (
            [(" Nobody has evaluated a call yet.", Ink.STRONG)],
            (),
            [(f"   {app.keymap.key_of('go_queue')}", Ink.KEY),
             ("  opens the queue; there ", Ink.PLAIN),
             (app.keymap.key_of("open"), Ink.KEY), (" opens a call,", Ink.PLAIN)],
            [("      and the first answer begins its evaluation: ", Ink.PLAIN),
             (app.keymap.key_of("answer_pass"), Ink.KEY), (" pass ", Ink.PLAIN),
             (app.keymap.key_of("answer_fail"), Ink.KEY), (" fail ", Ink.PLAIN),
             (app.keymap.key_of("answer_na"), Ink.KEY), (" n/a", Ink.PLAIN)],
        )  # fmt: skip

    # Keys.

    def do_find(self, count: int | None) -> None:
        """Narrows the list; the keys come back to it."""
        self._on_questions = False
        super().do_find(count)

    def do_next_pane(self, count: int | None) -> None:
        """The list, or the questions."""
        if not self.overturned.display:
            self.desk_app.say("no dispute was decided yet, so no question was overturned")
            return
        self._on_questions = not self._on_questions
        self.desk_app.focus_pane()
        self.list.refresh()
        self.overturned.refresh()

    def do_previous_pane(self, count: int | None) -> None:
        """The other one too: there are two."""
        self.do_next_pane(count)

    def do_open(self, count: int | None) -> None:
        """The review of the evaluation under the cursor; of a question, its rule."""
        if self._on_questions:
            question = self.overturned.current
            if question is not None:
                self.desk_app.go(Place(view="workbench", name=question.criterion))
            return
        each = self._here()
        if each is None:
            return
        self.desk_app.go(Place(view="review", call=each.line.call, scorecard=each.line.scorecard))

    def do_person(self, count: int | None) -> None:
        """The page of the agent whom it is about."""
        each = self._here()
        if each is not None and (name := self._agent(each)):
            self.desk_app.go(Place(view="person", name=name))
        elif each is not None:
            self.desk_app.say("nobody knows whose call this is")

    def do_evaluation_on(self, count: int | None) -> None:
        """Submits, publishes or acknowledges."""
        each = self._here()
        if each is None:
            return
        wanted = _FORWARD.get(each.line.stage)
        if wanted is not None:
            self._begin(each, wanted)
        elif each.line.stage is Stage.DISPUTED:
            self.desk_app.say("a dispute is decided question by question: open it, then D")
        else:
            self.desk_app.say(f"nothing follows: E{each.line.number} is {each.line.stage.value}")

    def do_evaluation_back(self, count: int | None) -> None:
        """Back to the scorer, with a comment."""
        if (each := self._here()) is not None:
            self._begin(each, Step.RETURN)

    def do_evaluation_retract(self, count: int | None) -> None:
        """Out of every figure, kept for audit."""
        if (each := self._here()) is not None:
            self._begin(each, Step.RETRACT)

    def _here(self) -> Listed | None:
        each = None if self._on_questions else self.list.current
        if each is None:
            self.desk_app.say("there is no evaluation under the cursor")
        return each

    def _begin(self, each: Listed, wanted: Step) -> None:
        app, acting, number = self.desk_app, self.desk_app.session.acting, each.line.number
        app.session.look(
            lambda desk, stale: open_evaluation(desk, acting, number),
            lambda opened: self._ask(opened, wanted),
            app.refuse,
            group="evaluation step",
        )

    def _ask(self, opened: Opened, wanted: Step) -> None:
        review, app = opened.review, self.desk_app
        assert review is not None
        name = f"E{review.number}"
        refusal = opened.may.get(wanted)
        if refusal is None:
            app.say(f"{name} is {review.stage.value}: it can't be {_past(wanted)}")
        elif refusal:
            app.say(refusal, Ink.WARNING)
        elif wanted in _REASON:
            app.ask(
                _REASON[wanted].format(name),
                lambda text: self._take_step(review.number, review.seen, wanted, text.strip()),
            )
        else:
            app.confirm(
                _QUESTION[wanted].format(name),
                lambda: self._take_step(review.number, review.seen, wanted, ""),
            )

    def _take_step(self, number: int, seen: int, wanted: Step, reason: str) -> None:
        app, acting = self.desk_app, self.desk_app.session.acting

        def write(desk: Desk) -> Opened:
            return step(desk, acting, number, wanted, reason, seen=seen)

        def done(opened: Opened) -> None:
            self.refreshed()
            app.say(f"E{number} {_DONE[wanted]}")

        app.session.write(write, done, app.refuse)


def _past(wanted: Step) -> str:
    return {
        Step.SUBMIT: "submitted",
        Step.PUBLISH: "published",
        Step.ACKNOWLEDGE: "acknowledged",
        Step.RETURN: "handed back",
        Step.RETRACT: "retracted",
    }.get(wanted, wanted.value)
