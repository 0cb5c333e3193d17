"""The other half of an open script: its pages, and the figures that come when they are counted."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from coachdesk.core.adherence import Adherence
from coachdesk.core.authorize import Action
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.scripts import compare, delivery
from coachdesk.desk.scripts.adherence import adherence
from coachdesk.desk.scripts.reading import Reading
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.view import View
from coachdesk.tui.views import scripts_told as told
from coachdesk.tui.views.scripts_behind import Behind, Paragraph, Told
from coachdesk.tui.views.scripts_text import ScriptLine, ScriptText
from coachdesk.tui.views.scripts_told import Rows
from coachdesk.tui.views.scripts_use import shares_of, use_behind, use_rows

WEEKS = (0, 4, 13, 52)
"""How far back calls are counted; 0: from the publication on."""
_FIGURES_HOLD = timedelta(minutes=1)
"""Figures over weeks hardly change while colleagues work."""
_NOT_PUBLISHED = "nothing of it is published, so nobody can be held to it"
_NOT_YOURS = "how lines are used is not for your role"


class Page(StrEnum):
    """What the other half shows."""

    LINE = "line"
    CHECK = "check"
    DIFFERENCE = "difference"
    DELIVERY = "delivery"
    USE = "use"
    REFUSED = "refused"


class Pages(View):
    """The part of the view that shows what stands behind the words."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.text = ScriptText(looks, self._moved)
        self.behind = Behind(looks)
        self.script = ""
        """The id of the script that is open."""
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

    def forget(self) -> None:
        """Another script is opened."""
        self.reading = self.use = self._counted = None
        self._no_use = ""

    def show_text(self) -> None:
        """The words, with what is known of each step and block."""
        reading = self.reading
        if reading is not None:
            script = reading.script
            marked = told.problems_of(reading.problems, script) if reading.is_written else ()
            shares = shares_of(self.use) if self.use is not None else {}
            self.text.show(script, marked=marked, shares=shares)

    def count_use(self) -> None:
        """Counts the use of every line, beside the screen; what is shown stays until then."""
        reading, app = self.reading, self.desk_app
        if reading is None or reading.version is None or Action.READ_DELIVERY not in reading.may:
            self._no_use = _NOT_PUBLISHED if reading and reading.version is None else _NOT_YOURS
            self._uncounted()
            return
        acting, name, since = app.session.acting, self.script, self._since()
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
        self.show_text()
        if self.page in (Page.LINE, Page.USE):
            self.turn_to(self.page, same=True)
        self.desk_app.paint_bars()

    def _no_figures(self, error: CoachdeskError) -> None:
        first = error.problems[0]
        self._no_use = f"{first.message} ({first.hint})" if first.hint else first.message
        self._uncounted()

    def _uncounted(self) -> None:
        self.use = None
        self.show_text()
        if self.page in (Page.LINE, Page.USE):
            self.turn_to(self.page, same=True)

    def turn_to(self, page: Page, *, same: bool = False) -> None:
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
            self.fill(f"CHECK  {count or 'no'} finding{'s' * (count != 1)}",
                       told.findings(script, reading.problems), same=same)  # fmt: skip
        elif self.page is Page.USE:
            zone = ZoneInfo(self.desk_app.session.desk.settings.time_zone)
            rows = self._told_why() if self.use is None else use_rows(self.use, zone)
            self.fill("USE", rows, same=same)
        elif line is not None:
            self.fill(told.title_behind(line), self._behind(reading, line), same=same)

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

    def fill(self, title: str, rows: Iterable[Paragraph | Told], *, same: bool = False) -> None:
        """Puts rows into the other half; with `same`, the cursor stays where it is."""
        self.behind.show(title, rows, same=same)

    def _show_difference(self, *, same: bool) -> None:
        app, acting, name = self.desk_app, self.desk_app.session.acting, self.script
        app.session.look(
            lambda desk, stale: compare(desk, acting, name),
            lambda found: self.fill(told.title_of(found), told.differences(found), same=same),
            self._page_refused,
            group="script page",
        )

    def _show_delivery(self, *, same: bool) -> None:
        app, acting, name = self.desk_app, self.desk_app.session.acting, self.script
        zone = ZoneInfo(app.session.desk.settings.time_zone)
        app.session.look(
            lambda desk, stale: delivery(desk, acting, name),
            lambda found: self.fill(
                f"WHO HAS READ  {found.script}@{found.version}",
                told.delivery_rows(found, acting.clock(), zone),
                same=same,
            ),
            self._page_refused,
            group="script page",
        )

    def _page_refused(self, error: CoachdeskError) -> None:
        self.page = Page.REFUSED
        self.fill("NOT TO BE HAD", told.refusal(error))
        self.desk_app.refuse(error)

    def _moved(self) -> None:
        if self.page in (Page.LINE, Page.REFUSED):
            self.page = Page.LINE
            self._explain()

    def _name_of(self, id: str) -> str:
        person = self.desk_app.session.desk.settings.person_of(id)
        return person.name if person is not None else id

    def do_script_check(self, count: int | None) -> None:
        """What is found wrong, at its lines."""
        self.turn_to(Page.CHECK)
        self.refreshed()

    def do_script_difference(self, count: int | None) -> None:
        """The library against what is published; somebody may have written to it just now."""
        self.turn_to(Page.DIFFERENCE)
        self.refreshed()

    def do_script_delivery(self, count: int | None) -> None:
        """Who has read the newest version."""
        self.turn_to(Page.DELIVERY)

    def do_script_use(self, count: int | None) -> None:
        """Lines that nobody uses, objections without an answer, words to adopt."""
        self.turn_to(Page.USE)

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
        self.count_use()
