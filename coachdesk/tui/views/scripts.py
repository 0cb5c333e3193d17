"""All scripts: their versions, what you have to read, how far each came, and what is wrong."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from textual.app import ComposeResult

from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.scripts.overview import Overseen, Overview, overview, unused_lines
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.scripts_list import ScriptList

_FIGURES_HOLD = timedelta(minutes=1)
"""Figures over weeks hardly change while colleagues work."""
_PAGES = {
    "script_check": "check",
    "script_difference": "difference",
    "script_delivery": "delivery",
    "script_use": "use",
}
"""Keys of an open script that work from here as well: they open it at that page."""


class ScriptsView(View):
    """A list to choose from, and to search."""

    name_of_view = "scripts"
    title = "Scripts"
    hints = (
        ("open", "open"),
        ("prompt", "teleprompter"),
        ("find", "search"),
        ("script_check", "check"),
        ("script_difference", "difference"),
        ("script_delivery", "who has read"),
        ("script_use", "use"),
    )

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.list = ScriptList(looks)
        self._wanted: str | None = None
        self._counted_at: datetime | None = None

    def compose(self) -> ComposeResult:
        """One list."""
        yield self.list

    def contexts(self) -> Sequence[str]:
        """The keys of an open script work here too."""
        return (self.name_of_view, "script", "list")

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Shows the list with the words wanted."""
        self.list.nothing = self._nothing()
        self._counted_at = None
        self._wanted = place.name
        if place.filter is not None:
            self.list.narrow(place.filter)
        self.refreshed()

    def place(self) -> Place:
        """These words, this script."""
        return Place(view=self.name_of_view, filter=self.list.words or None, name=self.list.script)

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        app, acting = self.desk_app, self.desk_app.session.acting
        app.session.look(
            lambda desk, stale: overview(desk, acting), self._take, self._refused, group="scripts"
        )

    def _count(self, found: Overview) -> None:
        """Lines that nobody uses, script by script; counted beside, and not at every change."""
        app, acting = self.desk_app, self.desk_app.session.acting
        now = acting.clock()
        if self._counted_at is not None and now - self._counted_at < _FIGURES_HOLD:
            return
        self._counted_at = now
        ids = [each.line.id for each in found.scripts if each.line.published is not None]
        app.session.look(
            lambda desk, stale: unused_lines(desk, acting, ids, stale),
            self.list.show_unused,
            app.refuse,
            group="scripts use",
        )

    def _take(self, found: Overview) -> None:
        self.list.show(found)
        self._count(found)
        if self._wanted is not None:
            self.list.stand_on(self._wanted)
            self.list.changed()
            self._wanted = None
        self.desk_app.paint_bars()
        if found.problems:
            count = len(found.problems)
            self.desk_app.say(f"! {found.problems[0]}" + (f"  and {count - 1} more" * (count > 1)),
                              Ink.WARNING)  # fmt: skip

    def _refused(self, error: CoachdeskError) -> None:
        self.list.nothing = [[(f"  {error.problems[0].message}", Ink.WARNING)]]
        self.list.show(Overview(scripts=(), problems=()))
        self.desk_app.refuse(error)

    def status(self) -> str:
        """How many, and what waits for you."""
        some = self.list
        count = f"{some.found:,} of {some.total:,}" if some.words else f"{some.total:,}"
        words = f" · /{some.words}" if some.words else ""
        waiting = some.to_read
        return f"{count}{words}" + (f" · {waiting} to read" if waiting else "")

    def pane(self) -> Pane:
        """The list."""
        return self.list

    def leave(self) -> bool:
        """Takes the words away first."""
        if not self.list.words:
            return False
        self.list.narrow("")
        self.desk_app.paint_bars()
        return True

    def quote(self) -> str | None:
        """The line under the cursor, or the script's name and title."""
        row = self.list.current
        if row is None:
            return None
        return f"{row.line.id}\t{row.line.title}" if isinstance(row, Overseen) else row.text

    def _nothing(self) -> Sequence[Sequence[Piece]]:
        return (
            [("  There is no script in the library.", Ink.STRONG)],
            (),
            [("  A script is a file of steps and lines: docs/scripts.md shows one.", Ink.PLAIN)],
            [("  Put it into scripts_library/ of the desk, and it stands here.", Ink.PLAIN)],
            (),
        )

    # Keys.

    def do_open(self, count: int | None) -> None:
        """The script, at the line that was found."""
        row = self.list.current
        if row is None:
            self.desk_app.say("there is no script under the cursor")
        elif isinstance(row, Overseen):
            self.desk_app.go(Place(view="script", name=row.line.id))
        else:
            self.desk_app.go(Place(view="script", name=f"{row.script}/{row.part}"))

    def do_prompt(self, count: int | None) -> None:
        """Reads from the script under the cursor."""
        if (script := self.list.script) is not None:
            self.desk_app.go(Place(view="teleprompter", name=script))
        else:
            self.desk_app.say("there is no script under the cursor")

    def do_find(self, count: int | None) -> None:
        """Searches names and lines while somebody types; escape gives back what was before."""
        before = self.list.words

        def typed(text: str) -> None:
            if text != self.list.words:
                self.list.narrow(text)
            self.desk_app.paint_bars()

        self.desk_app.ask(
            "search",
            typed,
            text=before,
            changed=typed,
            left=lambda: typed(before),
            moved=lambda step: self.list.go(self.list.cursor + step),
        )

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """The keys of an open script open it at their page."""
        page = _PAGES.get(action)
        if page is not None:
            return lambda count: self._open_at(page)
        return super().runs(action)

    def _open_at(self, page: str) -> None:
        script = self.list.script
        if script is None:
            self.desk_app.say("there is no script under the cursor")
        else:
            self.desk_app.go(Place(view="script", name=script, filter=page))
