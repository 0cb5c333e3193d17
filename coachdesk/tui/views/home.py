"""Home: what this person has to do, how the team does, and what was done last."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from textual import events
from textual.app import ComposeResult

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.errors import CoachdeskError
from coachdesk.core.today import Task, Teams, Today, Trial
from coachdesk.desk.team_week import teams_this_week
from coachdesk.desk.today import today
from coachdesk.desk.trial import rules_in_trial
from coachdesk.tui.looks import Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.home_panes import (
    Fact,
    Facts,
    Tasks,
    facts_of_last,
    facts_of_team,
    facts_of_trials,
    note,
)

WIDE = 100
"""From this width on the halves stand side by side."""
_LAST_WHEN_NARROW = 5
_FIGURES_HOLD = timedelta(minutes=1)
"""Figures over weeks hardly change while colleagues work; tasks are read again each time."""


_HINTS = (
    ("open", "open"),
    ("next_pane", "other half"),
    ("go_queue", "queue"),
    ("go_evaluations", "evaluations"),
    ("go_coaching", "coaching"),
    ("go_team", "team"),
    ("go_workbench", "rules"),
    ("person", "you"),
    ("command", "command"),
)
_NEEDS = {"go_team": Action.READ_TEAM, "go_workbench": Action.TRY_RULES}
"""What one must be allowed for a key to lead anywhere."""


class Home(View):
    """To do at the left, or on top where it is narrow; facts beside or below."""

    name_of_view = "home"
    title = "Today"
    DEFAULT_CSS = """
    Home { layout: horizontal; }
    Home.-narrow { layout: vertical; }
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.tasks = Tasks(looks, lambda action: self.desk_app.keymap.key_of(action))
        self.facts = Facts(looks)
        self.today: Today | None = None
        self.teams = Teams(weeks=(), more=0)
        self.trials: tuple[Trial, ...] = ()
        self._on_facts = False
        self._figures_at: datetime | None = None

    def compose(self) -> ComposeResult:
        """Two panes."""
        yield self.tasks
        yield self.facts

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Reads what there is to do."""
        self._figures_at = None
        self.refreshed()

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        app = self.desk_app
        look, acting = app.session.look, app.session.acting
        look(lambda desk, stale: today(desk, acting), self._take, self._refused, group="home")
        now = acting.clock()
        if self._figures_at is not None and now - self._figures_at < _FIGURES_HOLD:
            return
        self._figures_at = now
        look(
            lambda desk, stale: teams_this_week(desk, acting),
            self._take_teams,
            app.refuse,
            group="home teams",
        )
        look(
            lambda desk, stale: rules_in_trial(desk, acting),
            self._take_trials,
            app.refuse,
            group="home trials",
        )

    def _refused(self, error: CoachdeskError) -> None:
        self.tasks.told = error.problems[0].message
        self.tasks.refresh()
        self.desk_app.refuse(error)

    def _take(self, found: Today) -> None:
        self.today = found
        self.tasks.show(found)
        self._lay_out()
        self.desk_app.paint_bars()

    def _take_teams(self, found: Teams) -> None:
        self.teams = found
        self._lay_out()

    def _take_trials(self, found: tuple[Trial, ...]) -> None:
        self.trials = found
        self._lay_out()

    def status(self) -> str:
        """How much there is to do."""
        if self.today is None:
            return ""
        waiting = sum(task.count for task in self.today.tasks)
        return f"{waiting:,} to do" if waiting else "nothing to do"

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that lead somewhere for this person."""
        role = self.desk_app.session.actor.role
        return [
            (action, word)
            for action, word in _HINTS
            if action not in _NEEDS or reaches(role, _NEEDS[action])
        ]

    def pane(self) -> Pane:
        """The half that has the cursor keys."""
        return self.facts if self._on_facts else self.tasks

    # Where things stand.

    def on_resize(self, event: events.Resize) -> None:
        """The halves stand side by side or one over the other."""
        self._lay_out()

    def _lay_out(self) -> None:
        wide = self.size.width >= WIDE
        self.set_class(not wide, "-narrow")
        rows = self.tasks.rows_wanted
        self.tasks.styles.height = "1fr" if wide else min(rows, max(3, self.size.height * 3 // 5))
        if self.today is None or not self.size.width:
            return
        cells = (self.size.width // 2 if wide else self.size.width) - 5
        self.facts.show(self._facts(self.today, cells, wide))

    def _facts(self, found: Today, cells: int, wide: bool) -> list[Fact]:
        if found.empty:
            return []
        time_zone = self.desk_app.session.desk.settings.time_zone
        undo = self.desk_app.keymap.key_of("undo")
        most = len(found.last) if wide else _LAST_WHEN_NARROW
        members = (
            max(3, (self.size.height - 8) // max(1, len(self.teams.weeks)) - 4) if wide else 12
        )
        sections = (
            [note(f"! left out: {each}") for each in found.left_out],
            *(facts_of_team(week, cells, self.looks, members) for week in self.teams.weeks),
            [note(f"{self.teams.more} more teams: :team NAME")] if self.teams.more else [],
            facts_of_trials(self.trials, cells, self.looks, most=6 if wide else 3),
            facts_of_last(found, cells, time_zone, undo, most),
        )
        return [fact for section in sections if section for fact in (Fact(), *section)]

    # Keys.

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """A digit opens the task beside which it stands."""
        if action.startswith("task_"):
            return lambda count: self._open_task(int(action.removeprefix("task_")) - 1)
        return super().runs(action)

    def _open_task(self, number: int) -> None:
        tasks = self.tasks.tasks
        if number >= len(tasks):
            self.desk_app.say(f"there is no task {number + 1}")
        else:
            self._go(tasks[number])

    def _go(self, task: Task) -> None:
        self.desk_app.go(_place_of(task))

    def do_next_pane(self, count: int | None) -> None:
        """The other half."""
        if not self._on_facts and not any(fact.place for fact in self.facts.facts):
            self.desk_app.say("there is nothing to open in the other half")
            return
        self._on_facts = not self._on_facts
        self.desk_app.focus_pane()
        self.tasks.refresh()
        self.facts.refresh()

    def do_previous_pane(self, count: int | None) -> None:
        """The other half too: there are two."""
        self.do_next_pane(count)

    def do_person(self, count: int | None) -> None:
        """One's own page."""
        self.desk_app.go(Place(view="person", name=self.desk_app.session.actor.name))

    def do_open(self, count: int | None) -> None:
        """Where the row under the cursor leads."""
        if self._on_facts:
            fact = self.facts.fact
            place = fact.place if fact is not None else None
        else:
            task = self.tasks.current
            if task is not None:
                self._go(task)
                return
            place = None
        if place is None:
            self.desk_app.say("there is nothing to open here")
        else:
            self.desk_app.go(place)


def _place_of(task: Task) -> Place:
    return Place(view=task.view, filter=task.filter, sort=task.sort)
