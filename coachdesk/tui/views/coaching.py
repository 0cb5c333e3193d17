"""The coaching board: what is late, what waits, what is under way, and what has ended."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult

from coachdesk.core.authorize import Role
from coachdesk.core.coaching.pages import ActionLine, GivenWaiver, OwnersMatter
from coachdesk.desk import coaching
from coachdesk.desk.coaching.room import today_of
from coachdesk.desk.folder import Desk
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place
from coachdesk.tui.views.coaching_lanes import LEAST, ActionLanes
from coachdesk.tui.views.coaching_list import ActionBoard, Found
from coachdesk.tui.views.coaching_rows import Row, due_of
from coachdesk.tui.views.coaching_steps import Steps
from coachdesk.tui.views.staged import StagedView


class CoachingView(StagedView):
    """A board to work through; for an agent, their own actions."""

    name_of_view = "coaching"
    title = "Coaching"
    hints = (
        ("open", "open"),
        ("coaching_on", "next step"),
        ("coaching_back", "back"),
        ("coaching_whose", "whose"),
        ("find", "filter"),
        ("coaching_propose", "propose"),
        ("coaching_effect", "effect"),
        ("coaching_sheet", "sheet"),
        ("person", "person"),
    )

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.list: ActionBoard = ActionBoard(looks, self.name_of, self._team_of)
        self.lanes = ActionLanes(looks, self.name_of)
        self.lanes.display = False
        self.steps = Steps(self, self._here, self.refreshed)
        self._hidden = 0
        self._wanted: str | None = None
        self._gone_along: tuple[str, str] | None = None
        """The action from which somebody left the board, and the one to which they went on."""

    def compose(self) -> ComposeResult:
        """The board: a list, and the same side by side where there is room."""
        yield self.list
        yield self.lanes

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Shows the board with the words wanted, on the action that is named."""
        self.list.nothing = self._nothing()
        left, now = self._gone_along or ("", "")
        self._wanted = now if left and left == place.name else place.name
        self._gone_along = None
        self.narrow(place.filter or "")
        self.refreshed()

    def place(self) -> Place:
        """These words, this action."""
        current = self.current
        return Place(
            view=self.name_of_view,
            filter=self.list.words or None,
            name=current.name if current is not None else None,
        )

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        app, acting = self.desk_app, self.desk_app.session.acting

        def read(desk: Desk, stale: Callable[[], bool]) -> Found:
            return Found(
                actions=coaching.list_actions(desk, acting),
                matters=coaching.list_matters(desk, acting),
                waivers=coaching.list_waivers(desk, acting),
            )

        app.session.look(read, self._take, self.refused, group="coaching")

    def _take(self, found: Found) -> None:
        session = self.desk_app.session
        self._hidden = found.actions.hidden
        self.list.show(found, today_of(session.desk, session.acting), session.actor.id)
        self.lay_out(self._wanted)
        self._wanted = None
        self.desk_app.paint_bars()

    def on_resize(self, event: events.Resize) -> None:
        """The width decides whether lanes stand side by side."""
        self.lay_out()

    def narrow(self, words: str) -> None:
        """The list, and the lanes of what is left in it."""
        super().narrow(words)
        self.lay_out()

    def lay_out(self, name: str | None = None) -> None:
        """Lanes or the list, with the cursor on the action named, else where it is."""
        standing = self.current
        name = name or (standing.name if standing is not None else None)
        # The app knows its size before this view is laid out for the first time.
        wide = self.desk_app.size.width >= LEAST and self.list.found > 0
        if wide:
            session = self.desk_app.session
            self.lanes.show(self.list.things(), today_of(session.desk, session.acting), name)
        elif name is not None:
            self.list.stand_on(name)
            self.list.changed()
        self.lanes.display, self.list.display = wide, not wide
        self.desk_app.focus_pane()

    @property
    def current(self) -> Row | None:
        """What is under the cursor."""
        return self.lanes.current if self.lanes.display else self.list.current

    def status(self) -> str:
        """How many, and how many are not shown."""
        some = self.list
        told = f"{some.found:,} of {some.total:,}" if some.words else f"{some.total:,}"
        words = f" · /{some.words}" if some.words else ""
        # To an agent, how many there are about others is nothing to know.
        others = self._hidden if self.desk_app.session.actor.role is not Role.AGENT else 0
        return f"{told}{words}" + (f" · {others:,} more of other teams" if others else "")

    def pane(self) -> Pane:
        """The board, as it stands there."""
        return self.lanes if self.lanes.display else self.list

    def other_action(self, name: str, step: int) -> str | None:
        """The action so many further on this board; whoever comes back stands on it."""
        shown = self.lanes.things() if self.lanes.display else self.list.things()
        names = [each.name for each in shown if isinstance(each, ActionLine)]
        if name not in names or not 0 <= names.index(name) + step < len(names):
            return None
        other = names[names.index(name) + step]
        left, _ = self._gone_along or (name, "")
        self._gone_along = left, other
        return other

    def quote(self) -> str | None:
        """The line as text."""
        each = self.current
        if not isinstance(each, ActionLine):
            return None
        session = self.desk_app.session
        due = due_of(each, today_of(session.desk, session.acting))
        return "\t".join(
            (each.name, self.name_of(each.action.person), str(each.action.topic),
             each.stage.value, str(each.action.due), due)
        )  # fmt: skip

    def _team_of(self, id: str) -> str | None:
        person = self.desk_app.session.desk.settings.person_of(id)
        return person.team if person is not None else None

    def _nothing(self) -> Sequence[Sequence[Piece]]:
        app = self.desk_app
        if app.session.actor.role is Role.AGENT:
            return (
                [(" Nothing is proposed to you.", Ink.STRONG)],
                (),
                [("   What is comes here: then agree to it, or say no with a reason.", Ink.QUIET)],
            )
        return (
            [(" Nobody is being coached yet.", Ink.STRONG)],
            (),
            [(f"   {app.keymap.key_of('coaching_propose')}", Ink.KEY),
             ("  lets the policies look: nothing is written before you say so", Ink.PLAIN)],
            [(f"   {app.keymap.key_of('raise_action')}", Ink.KEY),
             ("  in a review raises an action from the answer under the cursor", Ink.PLAIN)],
        )  # fmt: skip

    # Keys.

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """The steps of an action, the view itself, or the board."""
        found = getattr(self, f"do_{action}", None) or getattr(self.steps, f"do_{action}", None)
        return found if callable(found) else super().runs(action)

    def do_coaching_whose(self, count: int | None) -> None:
        """Everything, what waits for whoever acts, theirs, or their team's."""
        team = self.desk_app.session.actor.team
        rows = [
            Choice(value="", text="everything", key="1"),
            Choice(value="waiting", text="what waits for me", key="2"),
            Choice(value="mine", text="mine: I coach, or am coached", key="3"),
            Choice(value="open", text="open ones", key="4"),
            Choice(value="overdue", text="overdue ones", key="5"),
            *([Choice(value=team.casefold(), text=f"my team: {team}", key="6")] if team else []),
        ]

        self.desk_app.choose("whose actions", rows, self.narrow, at_once=True)

    def do_open(self, count: int | None) -> None:
        """The action under the cursor; of a matter, its rule."""
        each = self.current
        match each:
            case ActionLine():
                self.desk_app.go(Place(view="action", name=each.name))
            case OwnersMatter():
                self.desk_app.go(Place(view="workbench", name=str(each.matter.topic)))
            case GivenWaiver():
                self.desk_app.say(f"{each.name}: {each.reason}")
            case None:
                self._here()

    def do_coaching_on(self, count: int | None) -> None:
        """The next natural step; a matter is settled."""
        each = self.current
        if isinstance(each, OwnersMatter):
            self.steps.settle(each)
        else:
            self.steps.do_coaching_on(count)

    def do_coaching_cancel(self, count: int | None) -> None:
        """The end, with a reason; a waiver is ended too."""
        each = self.current
        if isinstance(each, GivenWaiver):
            self.steps.end_waiver(each)
        else:
            self.steps.do_coaching_cancel(count)

    def do_coaching_propose(self, count: int | None) -> None:
        """What the policies would raise."""
        self.desk_app.go(Place(view="proposals"))

    def do_coaching_effect(self, count: int | None) -> None:
        """Whether coaching helped."""
        self.desk_app.go(Place(view="effect"))

    def do_person(self, count: int | None) -> None:
        """The page of whoever it is about."""
        match self.current:
            case ActionLine() as line:
                self.desk_app.go(Place(view="person", name=self.name_of(line.action.person)))
            case OwnersMatter() as each:
                self.desk_app.go(Place(view="team", name=each.matter.team))
            case GivenWaiver() as given if given.excuse.person:
                self.desk_app.go(Place(view="person", name=self.name_of(given.excuse.person)))
            case _:
                self.desk_app.say("there is nobody under the cursor")

    def _here(self) -> str | None:
        each = self.current
        if isinstance(each, ActionLine):
            return each.name
        self.desk_app.say("there is no action under the cursor")
        return None
