"""A page of rows to read, some of which lead somewhere: what several views share."""

from collections.abc import Iterable, Sequence
from itertools import dropwhile
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult

from coachdesk.core.errors import CoachdeskError
from coachdesk.core.queue import shown
from coachdesk.core.queue.fields import Field
from coachdesk.core.queue.filter import Clause
from coachdesk.core.visible import visible
from coachdesk.desk.folder import Desk
from coachdesk.report.rows import Row, paragraph
from coachdesk.report.tone import Tone
from coachdesk.tui.drawing import Piece
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View

P = TypeVar("P")

WIDE = 124
"""From this width on a page has two halves side by side."""
WEEKS = (4, 8, 13, 26, 52)
_QUARTER = 2
MARGIN = 4
"""The cursor's sign before a row, and the rail and a blank after it."""
_INKS = {
    Tone.GOOD: Ink.PASS,
    Tone.BAD: Ink.FAIL,
    Tone.DOUBT: Ink.UNKNOWN,
    Tone.QUIET: Ink.QUIET,
    Tone.STRONG: Ink.STRONG,
}


class PagePane(Pane):
    """Rows of a report."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.rows: tuple[Row, ...] = ()
        self.told = "reading…"

    def show(self, rows: Sequence[Row]) -> None:
        """Other rows; the cursor stays where it is."""
        self.rows = tuple(rows)
        self.changed()

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def room(self) -> int:
        """Cells for the text of a row."""
        return max(20, self.size.width - MARGIN)

    def count(self) -> int:
        """Rows."""
        return len(self.rows)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """As the report made it; a sign where it leads somewhere."""
        row = self.rows[number]
        here = current and self.has_focus and row.leads
        sign = self.looks.glyph("cursor") if here else " "
        body = [(text, Ink.PLAIN if tone is None else _INKS[tone]) for text, tone in row.pieces]
        return ((sign + " ", Ink.KEY), *body)

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """That it is being read, or why there is nothing."""
        told = paragraph(visible(self.told), self.room, further="")
        return [[(f"  {each.text}", Ink.QUIET)] for each in told]

    @property
    def shows_cursor(self) -> bool:
        """Only while the keys come here."""
        return self.has_focus

    def next_lead(self) -> bool:
        """Goes to the next row that leads somewhere, from the last one to the first."""
        total = len(self.rows)
        for step in range(1, total + 1):
            number = (self.cursor + step) % total
            if self.rows[number].leads and not self._goes_on(number):
                self.go(number)
                return True
        return False

    def _goes_on(self, number: int) -> bool:
        """Whether this row leads where the one before it does."""
        before = self.rows[number - 1] if number else None
        row = self.rows[number]
        if before is None or not before.leads:
            return False
        return _aim(before) == _aim(row)


class PageView(View, Generic[P]):
    """Reads a page beside the screen and lays it out: one pane, or two where it is wide."""

    hints: Sequence[tuple[str, str]] = (("open", "open"), ("next_pane", "next"))

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.left_pane = PagePane(looks)
        self.right_pane = PagePane(looks)
        self.page: P | None = None
        self.name_shown: str | None = None
        self._on_right = False

    def compose(self) -> ComposeResult:
        """Two panes, the second one only where there is room for it."""
        yield self.left_pane
        yield self.right_pane

    # What a page is; each view says it.

    def read(self, desk: Desk, name: str | None) -> P:
        """The page, read from the desk."""
        raise NotImplementedError

    def first_rows(self, page: P, cells: int) -> Iterable[Row]:
        """The half that stands at the left, or on top."""
        raise NotImplementedError

    def second_rows(self, page: P, cells: int) -> Iterable[Row]:
        """The other half."""
        raise NotImplementedError

    def is_index(self, page: P) -> bool:
        """Whether it is there to choose from rather than to read."""
        return False

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Reads the page of whoever is meant."""
        if place.name != self.name_shown or self.page is None:
            self.name_shown, self.page = place.name, None
            self._on_right = False
            for pane in (self.left_pane, self.right_pane):
                pane.cursor = pane.top = 0
            self._tell("reading…")
        self.refreshed()

    def refreshed(self) -> None:
        """Reads beside the screen; what is shown stays until then."""
        name = self.name_shown
        self.desk_app.session.look(
            lambda desk, stale: self.read(desk, name),
            self._take,
            self._refused,
            group=self.name_of_view,
        )

    def place(self) -> Place:
        """Whose page it is."""
        return Place(view=self.name_of_view, name=self.name_shown)

    def _take(self, page: P) -> None:
        self.page = page
        self.lay_out()
        self.desk_app.paint_bars()

    def _refused(self, error: CoachdeskError) -> None:
        self.page = None
        self._tell(error.problems[0].message)
        self.desk_app.refuse(error)

    def _tell(self, text: str) -> None:
        for pane in (self.left_pane, self.right_pane):
            pane.told = "" if pane is self.right_pane else text
            pane.show(())

    # How it is laid out.

    @property
    def is_wide(self) -> bool:
        """Whether the halves stand side by side."""
        return self.size.width >= WIDE

    def on_resize(self, event: events.Resize) -> None:
        """The width decides where things stand."""
        # The panes get their own widths after this.
        self.call_after_refresh(self.lay_out)

    def lay_out(self) -> None:
        """Makes the rows for the width there is."""
        wide = self.is_wide
        self.right_pane.display = wide
        if not wide and self._on_right:
            self._on_right = False
            self.desk_app.focus_pane()
        if self.page is None or not self.size.width:
            return
        cells = max(20, (self.size.width // 2 if wide else self.size.width) - MARGIN)
        first = list(self.first_rows(self.page, cells))
        second = list(self.second_rows(self.page, cells))
        self.left_pane.show(first if wide else [*first, *second])
        # Beside the first half it needs no blank row before it.
        self.right_pane.show(list(dropwhile(lambda row: not row.text, second)) if wide else ())
        if self.is_index(self.page) and not self.left_pane.cursor:
            self.left_pane.next_lead()

    # Keys.

    def pane(self) -> PagePane:
        """The half that has the cursor keys."""
        return self.right_pane if self._on_right else self.left_pane

    def do_next_pane(self, count: int | None) -> None:
        """The other half; where there is one, the next row that leads somewhere."""
        if self.is_wide and self.right_pane.count():
            self._on_right = not self._on_right
            self.desk_app.focus_pane()
            self.left_pane.refresh()
            self.right_pane.refresh()
        elif not self.left_pane.next_lead():
            self.desk_app.say("nothing here leads anywhere")

    def do_previous_pane(self, count: int | None) -> None:
        """As the next one."""
        self.do_next_pane(count)

    def do_open(self, count: int | None) -> None:
        """Where the row under the cursor leads."""
        row = self.pane().current
        place = None if row is None else place_of(row)
        if place is None:
            key = self.desk_app.keymap.key_of("next_pane")
            self.desk_app.say(f"this row leads nowhere; {key} goes on to what does")
        else:
            self.desk_app.go(place)

    def do_person(self, count: int | None) -> None:
        """The page of the person in this row, else one's own."""
        row = self.pane().current
        name = row.person if row is not None else None
        self.desk_app.go(Place(view="person", name=name or self.desk_app.session.actor.name))

    def quote(self) -> str | None:
        """The row under the cursor."""
        row = self.pane().current
        return None if row is None else row.text.strip() or None

    def link(self) -> str | None:
        """The call of the row."""
        row = self.pane().current
        return None if row is None or row.call is None else link_to(row.call, None, None)


class PeriodView(PageView[P]):
    """A page of figures over a time that can be longer or shorter; as it stands, over weeks."""

    lengths: Sequence[int] = WEEKS
    unit = "weeks"
    usual = _QUARTER
    """Which of the lengths it begins with."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.length = self.lengths[self.usual]

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something here."""
        return (
            ("open", "open"),
            ("next_pane", "next"),
            ("left", f"fewer {self.unit}"),
            ("right", "more"),
            ("go_queue", "queue"),
            ("go_home", "home"),
        )

    def status(self) -> str:
        """Over how long."""
        return f"{self.length} {self.unit}" if self.page is not None else ""

    def do_left(self, count: int | None) -> None:
        """A shorter time."""
        self._use(-1)

    def do_right(self, count: int | None) -> None:
        """A longer time."""
        self._use(1)

    def _use(self, step: int) -> None:
        number = self.lengths.index(self.length) + step
        if not 0 <= number < len(self.lengths):
            which = "most" if step > 0 else "fewest"
            self.desk_app.say(f"{self.length} {self.unit} are the {which}")
            return
        self.length = self.lengths[number]
        self.refreshed()


def _aim(row: Row) -> tuple[Place | None, str | None, str | None]:
    """What a row is there for: rows alike in this are one."""
    return place_of(row), row.place, row.spell


def place_of(row: Row) -> Place | None:
    """Where a row leads, or None."""
    if row.view is not None:
        return Place(view=row.view, name=row.name, filter=row.filter)
    if row.call is not None:
        return Place(
            view="review",
            call=row.call,
            scorecard=row.scorecard,
            criterion=row.criterion,
            turn=row.turn,
        )
    if row.criterion is not None:
        clauses = (
            Clause(field=Field.AGENT, values=(row.person or "",)),
            Clause(field=Field.SCORECARD, values=(row.scorecard or "",)),
            Clause(field=Field.FAILED, values=(row.criterion,)),
            *([Clause(field=Field.SINCE, values=(row.since,))] if row.since else ()),
        )
        return Place(view="queue", filter=shown(clauses))
    if row.person is not None:
        return Place(view="person", name=row.person)
    return None if row.team is None else Place(view="team", name=row.team)
