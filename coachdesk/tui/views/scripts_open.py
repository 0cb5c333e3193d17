"""One script: its words at the left, and at the right what stands behind them."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from textual import events
from textual.app import ComposeResult

from coachdesk.core.adherence import Adherence
from coachdesk.core.authorize import Action
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.folder import Desk
from coachdesk.desk.scripts import Confirmed, Publication, Signed, compare, confirm, delivery
from coachdesk.desk.scripts import publish as publish_script
from coachdesk.desk.scripts import sign as sign_law
from coachdesk.desk.scripts.adherence import adherence
from coachdesk.desk.scripts.reading import Reading, file_of, read_script
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View
from coachdesk.tui.views import scripts_told as told
from coachdesk.tui.views.scripts_behind import Behind, Paragraph, Told
from coachdesk.tui.views.scripts_text import ScriptLine, ScriptText
from coachdesk.tui.views.scripts_told import Rows
from coachdesk.tui.views.scripts_use import shares_of, use_behind, use_rows

T = TypeVar("T")
NARROW = 78
"""Below this width one half is shown at a time."""
WEEKS = (0, 4, 13, 52)
"""How far back calls are counted; 0: from the publication on."""
_FIGURES_HOLD = timedelta(minutes=1)
"""Figures over weeks hardly change while colleagues work."""
_NOT_PUBLISHED = "nothing of it is published, so nobody can be held to it"
_NOT_YOURS = "how lines are used is not for your role"


_NEEDING = (
    (Action.READ_DELIVERY, ("script_use", "use")),
    (Action.READ_DELIVERY, ("script_delivery", "who has read")),
    (Action.PUBLISH_SCRIPT, ("script_publish", "publish")),
    (Action.SIGN_LAW, ("script_sign", "sign")),
    (Action.PUBLISH_SCRIPT, ("edit", "edit")),
)
"""Keys that are offered to those who may."""


class Page(StrEnum):
    """What the other half shows."""

    LINE = "line"
    CHECK = "check"
    DIFFERENCE = "difference"
    DELIVERY = "delivery"
    USE = "use"
    REFUSED = "refused"


class ScriptView(View):
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
        self.text = ScriptText(looks, self._moved)
        self.behind = Behind(looks)
        self.reading: Reading | None = None
        self.page = Page.LINE
        self.use: Adherence | None = None
        self._no_use = ""
        """Why there are no figures of use; empty: they are being counted."""
        self._counted: tuple[str, date | None] | None = None
        """The version and the first day that were counted, or are being counted."""
        self._counted_at = datetime.min.replace(tzinfo=UTC)
        self._weeks = 0
        """Index in `WEEKS`: how far back calls are counted."""
        self._script = ""
        self._part = ""
        self._written: bool | None = None
        self._on_behind = False
        self._sought = ""

    def compose(self) -> ComposeResult:
        """Two halves."""
        yield self.text
        yield self.behind

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Opens a script, at a step or block where one is named, with one of its pages."""
        name, _, self._part = (place.name or "").partition("/")
        if name != self._script:
            self._script, self.reading, self._written = name, None, None
            self.use, self._no_use, self._counted = None, "", None
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
        name = self._script if line is None else f"{self._script}/{line.part.id}"
        page = None if self.page in (Page.LINE, Page.REFUSED) else self.page.value
        return Place(view=self.name_of_view, name=name or None, filter=page)

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        if not self._script:
            return
        app, acting = self.desk_app, self.desk_app.session.acting
        name, written = self._script, self._written
        app.session.look(
            lambda desk, stale: read_script(desk, acting, name, written=written),
            self._take,
            self._refused,
            group="script",
        )

    def _take(self, reading: Reading) -> None:
        self.reading = reading
        self._show_text()
        if self._part:
            if not self.text.stand_on(self._part):
                self.desk_app.say(f"this script has no step or block '{self._part}'")
            self._part = ""
            self.text.changed()
        self._turn_to(self.page, same=True)
        self.desk_app.paint_bars()
        self._count()

    def _show_text(self) -> None:
        reading = self.reading
        if reading is not None:
            script = reading.script
            marked = told.problems_of(reading.problems, script) if reading.is_written else ()
            shares = shares_of(self.use) if self.use is not None else {}
            self.text.show(script, marked=marked, shares=shares)

    def _count(self) -> None:
        """Counts the use of every line, beside the screen; what is shown stays until then."""
        reading, app = self.reading, self.desk_app
        if reading is None or reading.version is None or Action.READ_DELIVERY not in reading.may:
            self._no_use = _NOT_PUBLISHED if reading and reading.version is None else _NOT_YOURS
            self._uncounted()
            return
        acting, name, since = app.session.acting, self._script, self._since()
        asked, now = (reading.version.name, since), acting.clock()
        if asked == self._counted and now - self._counted_at < _FIGURES_HOLD:
            return
        self._counted, self._counted_at = asked, now
        app.session.look(
            lambda desk, stale: adherence(desk, acting, name, since=since),
            self._take_use,
            self._no_figures,
            group="script use",
        )

    def _since(self) -> date | None:
        """The first day that counts; None: the publication's."""
        weeks = WEEKS[self._weeks]
        if not weeks:
            return None
        zone = ZoneInfo(self.desk_app.session.desk.settings.time_zone)
        today = self.desk_app.session.acting.clock().astimezone(zone).date()
        return today - timedelta(weeks=weeks)

    def _take_use(self, found: Adherence) -> None:
        self.use = found
        self._show_text()
        if self.page in (Page.LINE, Page.USE):
            self._turn_to(self.page, same=True)
        self.desk_app.paint_bars()

    def _no_figures(self, error: CoachdeskError) -> None:
        first = error.problems[0]
        self._no_use = f"{first.message} ({first.hint})" if first.hint else first.message
        self._uncounted()

    def _uncounted(self) -> None:
        self.use = None
        self._show_text()
        if self.page in (Page.LINE, Page.USE):
            self._turn_to(self.page, same=True)

    def _refused(self, error: CoachdeskError) -> None:
        self.reading = None
        self.text.told = error.problems[0].message
        self.text.show(None)
        self.behind.show("", ())
        self.desk_app.refuse(error)
        self.desk_app.paint_bars()

    # The other half.

    def _turn_to(self, page: Page, *, same: bool = False) -> None:
        """Shows a page of the other half; what has to be read comes when it is read."""
        self.page = page
        if page is Page.DIFFERENCE:
            self._show_difference(same=same)
        elif page is Page.DELIVERY:
            self._show_delivery(same=same)
        elif page is not Page.REFUSED:
            self._explain(same=same)

    def _explain(self, *, same: bool = False) -> None:
        reading, line = self.reading, self.text.line
        if reading is None:
            return
        if self.page is Page.CHECK:
            script = reading.written.script if reading.written is not None else reading.script
            count = len(reading.problems)
            self._fill(f"CHECK  {count or 'no'} finding{'s' * (count != 1)}",
                       told.findings(script, reading.problems), same=same)  # fmt: skip
        elif self.page is Page.USE:
            zone = ZoneInfo(self.desk_app.session.desk.settings.time_zone)
            rows = self._told_why() if self.use is None else use_rows(self.use, zone)
            self._fill("USE", rows, same=same)
        elif line is not None:
            self._fill(told.title_behind(line), self._behind(reading, line), same=same)

    def _behind(self, reading: Reading, line: ScriptLine) -> Rows:
        key = self.desk_app.keymap.key_of("script_sign")
        yield from told.behind(reading, line, self._name_of, key)
        if self.use is not None:
            zone = ZoneInfo(self.desk_app.session.desk.settings.time_zone)
            yield from use_behind(self.use, line.part.id, zone, self.looks)
        else:
            yield from told.heading("USED")
            yield from self._told_why()
        yield from told.judged_by(reading, line.part.id)

    def _told_why(self) -> Rows:
        yield Paragraph(text=self._no_use or "counting…", ink=Ink.QUIET)

    def _fill(self, title: str, rows: Iterable[Paragraph | Told], *, same: bool = False) -> None:
        self.behind.show(title, rows, same=same)

    def _show_difference(self, *, same: bool) -> None:
        app, acting, name = self.desk_app, self.desk_app.session.acting, self._script
        app.session.look(
            lambda desk, stale: compare(desk, acting, name),
            lambda found: self._fill(told.title_of(found), told.differences(found), same=same),
            self._page_refused,
            group="script page",
        )

    def _show_delivery(self, *, same: bool) -> None:
        app, acting, name = self.desk_app, self.desk_app.session.acting, self._script
        zone = ZoneInfo(app.session.desk.settings.time_zone)
        app.session.look(
            lambda desk, stale: delivery(desk, acting, name),
            lambda found: self._fill(
                f"WHO HAS READ  {found.script}@{found.version}",
                told.delivery_rows(found, acting.clock(), zone),
                same=same,
            ),
            self._page_refused,
            group="script page",
        )

    def _page_refused(self, error: CoachdeskError) -> None:
        self.page = Page.REFUSED
        self._fill("NOT TO BE HAD", told.refusal(error))
        self.desk_app.refuse(error)

    def _moved(self) -> None:
        if self.page in (Page.LINE, Page.REFUSED):
            self.page = Page.LINE
            self._explain()

    def _name_of(self, id: str) -> str:
        person = self.desk_app.session.desk.settings.person_of(id)
        return person.name if person is not None else id

    # What it says about itself.

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        """What can be done now."""
        reading = self.reading
        waits = reading is not None and reading.version is not None and not reading.confirmed
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
            return self._script
        script, version = reading.script, reading.version
        facts = [f"{script.id} v{script.version}{' in the library' * reading.is_written}"]
        if version is None:
            facts.append("not published")
        elif reading.is_written and reading.differs:
            facts.append(f"v{version.script.version} is published")
        if version is not None and not reading.confirmed:
            facts.append("to read")
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
            self._turn_to(Page.LINE)
        else:
            return False
        return True

    def neighbour(self, call: str, step: int) -> str | None:
        """The call of the next row, for whoever opened one from here."""
        calls = self.behind.calls
        if call not in calls or not 0 <= calls.index(call) + step < len(calls):
            return None
        return calls[calls.index(call) + step]

    # Keys.

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

    def do_script_check(self, count: int | None) -> None:
        """What is found wrong, at its lines."""
        self._turn_to(Page.CHECK)

    def do_script_difference(self, count: int | None) -> None:
        """The library against what is published."""
        self._turn_to(Page.DIFFERENCE)

    def do_script_delivery(self, count: int | None) -> None:
        """Who has read the newest version."""
        self._turn_to(Page.DELIVERY)

    def do_script_use(self, count: int | None) -> None:
        """Lines that nobody uses, objections without an answer, words to adopt."""
        self._turn_to(Page.USE)

    def do_left(self, count: int | None) -> None:
        """Calls of fewer weeks."""
        self._use_weeks(-1)

    def do_right(self, count: int | None) -> None:
        """Calls of more weeks, before the publication too."""
        self._use_weeks(1)

    def _use_weeks(self, step: int) -> None:
        if not 0 <= self._weeks + step < len(WEEKS):
            where = (
                f"{WEEKS[-1]} weeks are the most" if step > 0 else "calls count since publication"
            )
            self.desk_app.say(where)
            return
        self._weeks += step
        weeks = WEEKS[self._weeks]
        self.desk_app.say(f"calls of {weeks} weeks" if weeks else "calls since the publication")
        self._count()

    def do_script_version(self, count: int | None) -> None:
        """The library's text, or the published one."""
        reading = self.reading
        if reading is None or reading.version is None or reading.written is None:
            self.desk_app.say("there is only this text of it")
            return
        self._written = not reading.is_written
        self.refreshed()

    def do_prompt(self, count: int | None) -> None:
        """Reads from it, from the step under the cursor on."""
        line = self.text.line
        if self.reading is None:
            self.desk_app.say("there is no script here to read from")
            return
        steps = {step.id for step in self.reading.script.steps}
        spot = f"/{line.part.id}" if line is not None and line.part.id in steps else ""
        self.desk_app.go(Place(view="teleprompter", name=f"{self._script}{spot}"))

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

    # Writing.

    def do_edit(self, count: int | None) -> None:
        """Opens the library's file at the step under the cursor."""
        reading, app, line = self.reading, self.desk_app, self.text.line
        if reading is None:
            app.say("there is no script here to change")
            return
        part = line.part.id if line is not None else None
        path, at = file_of(app.session.desk, app.session.acting, reading, part)
        if app.edit_file(str(path), at):
            self._written = True
            self.refreshed()

    def do_script_confirm(self, count: int | None) -> None:
        """Notes that whoever acts has read the published version."""
        reading = self.reading
        if reading is None or reading.version is None:
            self.desk_app.say("nothing of it is published, so there is nothing to confirm")
            return
        if reading.is_written and reading.differs:
            key = self.desk_app.keymap.key_of("script_version")
            self.desk_app.say(f"these are the library's words; {key} shows the published ones")
            return
        name = reading.version.name
        acting = self.desk_app.session.acting

        def done(found: Confirmed) -> None:
            new = "noted: you have read" if found.new else "you had confirmed"
            self.desk_app.say(f"{new} {name}")
            self.refreshed()

        self._write(lambda desk: confirm(desk, acting, name), done)

    def do_script_publish(self, count: int | None) -> None:
        """Publishes the library's text: shows what differs, asks why, and asks once more."""
        reading, app, acting = self.reading, self.desk_app, self.desk_app.session.acting
        if reading is None or reading.written is None:
            app.say("there is nothing in the library to publish")
            return
        script = reading.written.script
        self._turn_to(Page.DIFFERENCE)

        def entered(reason: str) -> None:
            asks = "certificates on it are due for renewal" if script.change == "major" else (
                "everybody has 7 days to read it")  # fmt: skip
            app.confirm(f"Publish {script.id} v{script.version}? It never changes; {asks}.",
                        lambda: self._write(write(reason), done))  # fmt: skip

        def write(reason: str) -> Callable[[Desk], Publication]:
            return lambda desk: publish_script(desk, acting, script.id, reason)

        def done(found: Publication) -> None:
            app.say(f"published {found.version.name}")
            self.refreshed()

        app.ask(f"why {script.id} v{script.version} is published", entered)

    def do_script_sign(self, count: int | None) -> None:
        """Vouches for the words under a law tag of this line."""
        line, app = self.text.line, self.desk_app
        laws = line.part.law if line is not None else ()
        if not laws:
            app.say("this line has no law tag to sign")
        elif len(laws) == 1:
            self._ask_to_sign(laws[0])
        else:
            rows = [Choice(value=law, text=law) for law in laws]
            app.choose("law to sign for", rows, self._ask_to_sign)

    def _ask_to_sign(self, law: str) -> None:
        app, acting, name = self.desk_app, self.desk_app.session.acting, self._script

        def entered(note: str) -> None:
            self._write(lambda desk: sign_law(desk, acting, name, law, note), done)

        def done(found: Signed) -> None:
            new = "signed" if found.new else "somebody had signed already"
            app.say(f"{new}: the words under {law}")
            self.refreshed()

        app.ask(f"on what it rests that {law} is met", entered)

    def _write(self, job: Callable[[Desk], T], done: Callable[[T], None]) -> None:
        def failed(error: CoachdeskError) -> None:
            self.page = Page.REFUSED
            self._fill("NOT DONE", told.refusal(error))
            self.desk_app.refuse(error)

        self.desk_app.session.write(job, done, failed)
        self.desk_app.paint_bars()
