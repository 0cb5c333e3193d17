"""What can be done in every view: going places, leaving, finding an action, copying."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from coachdesk.tui import clipboard
from coachdesk.tui.commands import COMMANDS, completions, run_command
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.keymap import spoken, written
from coachdesk.tui.view import Place, View

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

_GOES: Mapping[str, str] = {
    "go_home": "home",
    "go_queue": "queue",
    "go_evaluations": "evaluations",
    "go_scripts": "scripts",
    "go_audits": "audits",
    "go_certs": "certs",
    "go_workbench": "workbench",
    "go_coaching": "coaching",
    "go_places": "places",
}
"""Action to the view that it leads to."""


class Anywhere:
    """Actions are methods `do_ACTION(count)`, as in a view; a view's own come first."""

    def __init__(self, app: "CoachdeskApp") -> None:
        self._app = app

    @property
    def _view(self) -> View | None:
        return self._app.view

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """What does the action, or None."""
        if action in _GOES:
            return partial(self._go, _GOES[action])
        found = getattr(self, f"do_{action}", None)
        return found if callable(found) else None

    def _go(self, view: str, count: int | None) -> None:
        self._app.go(Place(view=view))

    def do_go_team(self, count: int | None) -> None:
        """To the team of whoever acts."""
        team = self._app.session.actor.team if self._app.has_desk else None
        self._app.go(Place(view="team", name=team))

    def do_back(self, count: int | None) -> None:
        """One step back, after what the view itself has to undo first."""
        if self._view is None or not self._view.leave():
            self._app.back()

    def do_quit(self, count: int | None) -> None:
        """Ends; everything acknowledged is on disk."""
        if self._app.has_desk and self._view is not None:
            self._app.memory.note_place(self._view.place())
        self._app.exit()

    def do_refresh(self, count: int | None) -> None:
        """Reads again."""
        if self._view is not None:
            self._view.refreshed()
            self._app.say("read again")

    def do_repaint(self, count: int | None) -> None:
        """Paints again."""
        self._app.refresh(layout=True)
        self._app.screen.refresh()

    def do_command(self, count: int | None) -> None:
        """Asks for a command."""
        self._app.ask(
            ":",
            lambda text: run_command(self._app, text),
            complete=lambda text, at: completions(self._app, text, at),
        )

    def do_help(self, count: int | None) -> None:
        """The keys of this view."""
        self._choose_action("keys of this view", everything=False)

    def do_palette(self, count: int | None) -> None:
        """Every action and command."""
        self._choose_action("anything", everything=True)

    def _choose_action(self, title: str, *, everything: bool) -> None:
        view = self._view
        assert view is not None
        rows = [
            Choice(
                value=f"action {each.id}",
                text=each.title,
                key=" ".join(map(written, each.keys)),
                group=each.where,
            )
            for each in self._app.keymap.here(view.contexts())
            if view.runs(each.id) or self.runs(each.id)
        ]
        if everything:
            rows += [
                Choice(value=f"command {name}", text=each.title, key=f":{name}", group="command")
                for name, each in COMMANDS.items()
            ]
            rows += [
                Choice(
                    value=f"elsewhere {each.id}",
                    text=each.title,
                    key=" ".join(map(written, each.keys)),
                    group=f"in {spoken(each.where)}",
                )
                for each in self._app.keymap.elsewhere(view.contexts())
            ]
        self._app.choose(title, rows, self._chosen)

    def _chosen(self, value: str) -> None:
        kind, _, name = value.partition(" ")
        if kind == "action":
            self._app.perform(name)
        elif kind == "elsewhere":
            self._say_where(name)
        elif COMMANDS[name].asks:
            self._app.ask(
                ":",
                lambda text: run_command(self._app, text),
                text=f"{name} ",
                complete=lambda text, at: completions(self._app, text, at),
            )
        else:
            run_command(self._app, name)

    def _say_where(self, id: str) -> None:
        """Where an action of another view is done; it is about what stands there."""
        action = self._app.keymap.action(id)
        leads = next((go for go, view in _GOES.items() if view == action.where), None)
        how = f"; {self._app.keymap.key_of(leads)} goes there" if leads else ""
        key = self._app.keymap.key_of(id)
        self._app.say(f"{key} does “{action.title}” in {spoken(action.where)}{how}")

    def do_yank(self, count: int | None) -> None:
        """Copies the quote."""
        text = self._view.quote() if self._view is not None else None
        if text is None:
            self._app.say("there is no quote here to copy")
        else:
            self._app.say(clipboard.copy(text, self._app.copy_to_clipboard))

    def do_yank_link(self, count: int | None) -> None:
        """Copies a link to this place."""
        link = self._view.link() if self._view is not None else None
        if link is None:
            self._app.say("there is no call here to link to")
        else:
            self._app.say(f"{link}: {clipboard.copy(link, self._app.copy_to_clipboard)}")
