"""Mystery visits, stage by stage: what waits, for whom, and since when."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from coachdesk.core.audits import Step
from coachdesk.core.audits.opened import Line, Opened
from coachdesk.core.authorize import Action, Role, reaches
from coachdesk.desk.audits import Planned, list_visits, open_visit
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place
from coachdesk.tui.views.audits_list import DrawPane, VisitList
from coachdesk.tui.views.audits_planning import Planning
from coachdesk.tui.views.staged import StagedView
from coachdesk.tui.views.visit_detail import Told, told_in
from coachdesk.tui.views.visit_steps import Steps

_HINTS: Sequence[tuple[str, str, tuple[Action, ...]]] = (
    ("open", "open", ()),
    ("visit_on", "hand on", (Action.VISIT_BEGIN, Action.VISIT_TAKE, Action.VISIT_ASSIGN)),
    ("visit_back", "hand back", (Action.VISIT_RETURN,)),
    ("find", "filter", ()),
    ("plan_visits", "plan", (Action.VISIT_PLAN,)),
    ("visit_results", "results", (Action.READ_VISIT_FIGURES,)),
    ("person", "agent", ()),
    ("go_home", "home", ()),
)
"""Key, word, and what one must be allowed, one of these, for it to do anything."""
_STEPS = {
    "visit_assign": Step.ASSIGN,
    "visit_hold": Step.HOLD,
    "visit_exclude": Step.EXCLUDE,
    "visit_cancel": Step.CANCEL,
}


class AuditsView(StagedView):
    """A list to work through, and draws to plan."""

    name_of_view = "audits"
    title = "Audits"
    asks = "filter: stage:released,final, or words"
    DEFAULT_CSS = "AuditsView { layout: vertical; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.list: VisitList = VisitList(looks, lambda: self._told)
        self.draw = DrawPane(looks, lambda: self._told)
        self.draw.display = False
        self.steps = Steps(lambda: self.desk_app, taken=self._taken, lacking=self._lacking)
        self.planning = Planning(lambda: self.desk_app, self._show_draw)
        self._wanted: str | None = None

    def compose(self) -> ComposeResult:
        """The list, or a draw instead."""
        yield self.list
        yield self.draw

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Shows the list with the words wanted."""
        self.list.nothing = self._nothing()
        self._wanted = place.name
        self.list.narrow(place.filter or "")
        self.refreshed()

    def place(self) -> Place:
        """These words, this visit."""
        current = self.list.current
        return Place(
            view=self.name_of_view,
            filter=self.list.words or None,
            name=current.name if current is not None else None,
        )

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        session = self.desk_app.session
        session.look(
            lambda desk, stale: list_visits(desk, session.acting),
            self._take,
            self.refused,
            group="audits",
        )

    def _take(self, found: Sequence[Line]) -> None:
        session = self.desk_app.session
        self.list.show(found, session.acting.clock(), session.actor.id)
        wanted = next((each for each in found if each.name == self._wanted), None)
        if wanted is not None:
            self.list.stand_on(wanted.number)
            self.list.changed()
        self._wanted = None
        self.desk_app.paint_bars()

    @property
    def _told(self) -> Told:
        return told_in(self.desk_app.session)

    def status(self) -> str:
        """How many, and how many of them are overdue."""
        if self.planning.is_open:
            return "draw"
        some = self.list
        told = f"{some.found:,} of {some.total:,}" if some.words else f"{some.total:,}"
        late = sum(each.overdue for each in some.things())
        words = f" · /{some.words}" if some.words else ""
        return f"{told}{words}" + (f" · {late:,} overdue" if late else "")

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something for this person here."""
        if self.planning.is_open:
            return (("visit_on", "plan them"), ("back", "drop the draw"))
        role = self.desk_app.session.actor.role
        return [
            (action, word)
            for action, word, needs in _HINTS
            if not needs or any(reaches(role, each) for each in needs)
        ]

    def pane(self) -> Pane:
        """The list, or the draw."""
        return self.draw if self.draw.display else self.list

    def leave(self) -> bool:
        """Drops a draw, or takes the filter away, first."""
        if self.planning.is_open:
            self.planning.drop()
            self.desk_app.say("the draw is dropped; nothing was written")
            return True
        return super().leave()

    def neighbour(self, name: str, step: int) -> str | None:
        """The visit so many further in this list, for whoever opened one from here."""
        return self.list.neighbour(name, step)

    def quote(self) -> str | None:
        """The line as text."""
        each = self.list.current
        if each is None:
            return None
        visit, told = each.visit, self._told
        agent = told.name(visit.agent) if visit.agent else ""
        return "\t".join((each.name, each.stage.value, told.place(visit.place), agent, visit.form))

    def _nothing(self) -> Sequence[Sequence[Piece]]:
        actor, app = self.desk_app.session.actor, self.desk_app
        if reaches(actor.role, Action.VISIT_PLAN):
            return (
                [(" No visit is planned yet.", Ink.STRONG)],
                (),
                [(f"   {app.keymap.key_of('plan_visits')}", Ink.KEY),
                 ("  draws visits by an audit form of rules/audits:", Ink.PLAIN)],
                [("      which place, day, colleague and shopper, by a seed.", Ink.PLAIN)],
            )  # fmt: skip
        told = " There is no visit for you." if actor.role is Role.SHOPPER else (
            " There is no visit that you may see.")  # fmt: skip
        return (
            [(told, Ink.STRONG)],
            (),
            [("   It comes here as soon as there is one.", Ink.QUIET)],
        )

    # Keys.

    def do_open(self, count: int | None) -> None:
        """The form of the visit under the cursor."""
        if (each := self._here()) is not None:
            self.desk_app.go(Place(view="visit", name=each.name))

    def do_person(self, count: int | None) -> None:
        """The page of the colleague who is visited."""
        each = self._here()
        if each is None:
            return
        if each.visit.agent is None:
            self.desk_app.say("nobody is named here: the visit meets whoever serves")
        else:
            self.desk_app.go(Place(view="person", name=self._told.name(each.visit.agent)))

    def do_plan_visits(self, count: int | None) -> None:
        """Asks what to draw."""
        self.planning.start()

    def do_visit_results(self, count: int | None) -> None:
        """What the released visits come to."""
        self.desk_app.go(Place(view="visit_results"))

    def do_visit_on(self, count: int | None) -> None:
        """The next step forward; plans a draw."""
        if self.planning.is_open:
            self.planning.write()
        else:
            self._opened(self.steps.hand_on)

    def do_visit_back(self, count: int | None) -> None:
        """Back to the shopper, or rejected."""
        self._opened(self.steps.hand_back)

    def do_visit_object(self, count: int | None) -> None:
        """The shopper's word against a rejection."""
        self._opened(self.steps.object_to)

    def do_visit_decide(self, count: int | None) -> None:
        """Whether that is right."""
        self._opened(self.steps.decide)

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """Steps that are taken as they are."""
        wanted = _STEPS.get(action)
        if wanted is not None:
            return lambda count: self._opened(lambda opened: self.steps.begin(opened, wanted))
        return super().runs(action)

    def _here(self) -> Line | None:
        each = None if self.planning.is_open else self.list.current
        if each is None:
            self.desk_app.say("there is no visit under the cursor")
        return each

    def _opened(self, then: Callable[[Opened], None]) -> None:
        """Opens the visit under the cursor beside the screen: what a step needs is known there."""
        each = self._here()
        if each is None:
            return
        session, name = self.desk_app.session, each.name
        session.look(
            lambda desk, stale: open_visit(desk, session.acting, name),
            then,
            self.desk_app.refuse,
            group="visit step",
        )

    def _taken(self, opened: Opened) -> None:
        self.refreshed()

    def _lacking(self, opened: Opened) -> None:
        missing = ", ".join(dict.fromkeys(each.criterion for each in opened.lacks))
        self.desk_app.say(f"not yet: {opened.name} lacks {missing}; enter opens it", Ink.WARNING)

    def _show_draw(self, drawn: Planned | None) -> None:
        self.draw.show(drawn)
        self.draw.display = drawn is not None
        self.list.display = drawn is None
        if drawn is None:
            self.refreshed()
        self.desk_app.focus_pane()
        self.desk_app.paint_bars()
