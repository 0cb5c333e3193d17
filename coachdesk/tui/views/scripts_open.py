"""One script: its words at the left, and at the right what stands behind them."""

from textual import events
from textual.app import ComposeResult

from coachdesk.core.authorize import Action
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.scripts.reading import Reading, read_script
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import shown
from coachdesk.tui.view import Place
from coachdesk.tui.views.scripts_pages import Page
from coachdesk.tui.views.scripts_steps import Steps

NARROW = 78
"""Below this width one half is shown at a time."""
_NEEDING = (
    (Action.READ_DELIVERY, ("script_use", "use")),
    (Action.READ_DELIVERY, ("script_delivery", "who has read")),
    (Action.PUBLISH_SCRIPT, ("script_publish", "publish")),
    (Action.SIGN_LAW, ("script_sign", "sign")),
    (Action.PUBLISH_SCRIPT, ("edit", "edit")),
)
"""Keys that are offered to those who may."""


class ScriptView(Steps):
    """A script to read, to check, to publish, and to see how far it came."""

    name_of_view = "script"
    title = "Script"
    DEFAULT_CSS = """
    ScriptView { layout: horizontal; }
    ScriptView ScriptText { width: 11fr; }
    ScriptView Behind { width: 9fr; }
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self._part = ""
        """A step or block to stand on, once it is read."""
        self._on_behind = False
        self._sought = ""

    def compose(self) -> ComposeResult:
        """Two halves."""
        yield self.text
        yield self.behind

    def arrive(self, place: Place) -> None:
        """Opens a script, at a step or block where one is named, with one of its pages."""
        name, _, self._part = (place.name or "").partition("/")
        if name != self.script:
            self.forget()
            self.script, self.written = name, None
            self.text.told = "reading…" if name else "no script was named"
            self.text.show(None)
            self.behind.show("", ())
            self.text.cursor = self.text.top = 0
        pages = {each.value: each for each in Page if each is not Page.REFUSED}
        self.page = pages.get(place.filter or "", Page.LINE)
        self._on_behind = False
        self._lay_out()
        self.refreshed()

    def place(self) -> Place:
        """This script, this step or block, this page."""
        line = self.text.line
        name = self.script if line is None else f"{self.script}/{line.part.id}"
        page = None if self.page in (Page.LINE, Page.REFUSED) else self.page.value
        return Place(view=self.name_of_view, name=name or None, filter=page)

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        if not self.script:
            return
        app, acting = self.desk_app, self.desk_app.session.acting
        name, written = self.script, self.written
        app.session.look(
            lambda desk, stale: read_script(desk, acting, name, written=written),
            self._take,
            self._refused,
            group="script",
        )

    def read_again(self) -> Reading:
        """Reads it now, and shows it."""
        session = self.desk_app.session
        reading = read_script(session.desk, session.acting, self.script, written=self.written)
        self._take(reading)
        return reading

    def _take(self, reading: Reading) -> None:
        self.reading = reading
        self.show_text()
        if self._part:
            if not self.text.stand_on(self._part):
                self.desk_app.say(f"this script has no step or block '{self._part}'")
            self._part = ""
            self.text.changed()
        self.turn_to(self.page, same=True)
        self.desk_app.paint_bars()
        self.count_use()

    def _refused(self, error: CoachdeskError) -> None:
        self.reading = None
        self.text.told = error.problems[0].message
        self.text.show(None)
        self.behind.show("", ())
        self.desk_app.refuse(error)
        self.desk_app.paint_bars()

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        """What can be done now."""
        reading = self.reading
        waits = reading is not None and reading.asked and not reading.confirmed
        read = (("script_confirm", "I have read it"),) if waits else ()
        return (
            *read,
            ("prompt", "teleprompter"),
            ("script_difference", "difference"),
            ("script_check", "check"),
            *(hint for action, hint in _NEEDING if reading is not None and action in reading.may),
            ("next_pane", "other half"),
        )

    def status(self) -> str:
        """Which text is shown, and what is in use."""
        reading = self.reading
        if reading is None:
            return self.script
        script, version = reading.script, reading.version
        facts = [f"{script.id} v{script.version}{' in the library' * reading.is_written}"]
        if version is None:
            facts.append("not published")
        elif reading.is_written and reading.differs:
            facts.append(f"v{version.script.version} is published")
        if version is not None and not reading.confirmed:
            others = f"for {', '.join(map(shown, version.script.teams))} to read"
            facts.append("to read" if reading.asked else others)
        return " · ".join(facts)

    def on_resize(self, event: events.Resize) -> None:
        """The width decides whether both halves are seen."""
        self._lay_out()

    def _lay_out(self) -> None:
        narrow = 0 < self.size.width < NARROW
        self.text.display = not (narrow and self._on_behind)
        self.behind.display = not narrow or self._on_behind

    def pane(self) -> Pane:
        """The half that has the cursor keys."""
        return self.behind if self._on_behind else self.text

    def leave(self) -> bool:
        """Back to the words first, then to what stands behind the line."""
        if self._on_behind:
            self.do_next_pane(None)
        elif self.page is not Page.LINE:
            self.turn_to(Page.LINE)
        else:
            return False
        return True

    def neighbour(self, call: str, step: int) -> str | None:
        """The call of the next row, for whoever opened one from here."""
        calls = self.behind.calls
        if call not in calls or not 0 <= calls.index(call) + step < len(calls):
            return None
        return calls[calls.index(call) + step]

    def do_next_pane(self, count: int | None) -> None:
        """The other half."""
        self._on_behind = not self._on_behind
        self._lay_out()
        self.desk_app.focus_pane()
        self.text.refresh()
        self.behind.refresh()

    do_previous_pane = do_zoom = do_next_pane

    def do_open(self, count: int | None) -> None:
        """Where the row at the right leads; from the words: to what stands behind them."""
        row = self.behind.current
        if not self._on_behind:
            self.do_next_pane(None)
        elif row is None or row.place is None:
            self.desk_app.say("this row leads nowhere")
        elif row.place.view == self.name_of_view:
            _, _, part = (row.place.name or "").partition("/")
            self.do_next_pane(None)
            self.text.stand_on(part)
            self.text.changed()
        else:
            self.desk_app.go(row.place)

    def do_script_version(self, count: int | None) -> None:
        """The library's text, or the published one."""
        reading = self.reading
        if reading is None or reading.version is None or reading.written is None:
            self.desk_app.say("there is only this text of it")
            return
        self.written = not reading.is_written
        self.refreshed()

    def do_prompt(self, count: int | None) -> None:
        """Reads from it, from the step under the cursor on."""
        line = self.text.line
        if self.reading is None:
            self.desk_app.say("there is no script here to read from")
            return
        steps = {step.id for step in self.reading.script.steps}
        spot = f"/{line.part.id}" if line is not None and line.part.id in steps else ""
        self.desk_app.go(Place(view="teleprompter", name=f"{self.script}{spot}"))

    def do_find(self, count: int | None) -> None:
        """Goes to the first line that has the words, while somebody types."""

        def typed(text: str) -> None:
            self._sought = text
            if text and not self.text.find(text, 0):
                self.desk_app.say(f"no line has “{text}”")

        self._on_behind = False
        self._lay_out()
        self.desk_app.ask("find", typed, changed=typed)

    def do_script_next_found(self, count: int | None) -> None:
        """The next line that has the words sought last."""
        self._found_again(1)

    def do_script_previous_found(self, count: int | None) -> None:
        """The line before."""
        self._found_again(-1)

    def _found_again(self, step: int) -> None:
        if not self._sought:
            self.desk_app.say(f"{self.desk_app.keymap.key_of('find')} searches first")
        elif not self.text.find(self._sought, self.text.cursor + step, step):
            self.desk_app.say(f"no further line has “{self._sought}”")

    def quote(self) -> str | None:
        """The line as it stands in the script; on the other half, its row."""
        if self._on_behind:
            row = self.behind.current
            return None if row is None else "".join(text for text, _ in row.pieces).strip() or None
        return self.text.line.text if self.text.line is not None else None

    def link(self) -> str | None:
        """The call to which a row leads."""
        row = self.behind.current
        place = row.place if self._on_behind and row is not None else None
        if place is None or place.call is None:
            return None
        return link_to(place.call, place.start_ms, place.turn)
