"""The list of the queue and how it comes to be: asked for, begun, whole, read again, refused."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.errors import CoachdeskError, SyntaxFault
from coachdesk.core.queue import Item
from coachdesk.desk.folder import Desk
from coachdesk.desk.identity import scope_of
from coachdesk.desk.queue import First, rows
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.views.queue_around import (
    READING,
    Rows,
    no_calls,
    none_meets,
    selected_in,
    title_of,
    where_in,
    why_refused,
)
from coachdesk.tui.views.queue_filter import above, below, may_become_field
from coachdesk.tui.views.queue_list import Lines, QueueList
from coachdesk.tui.views.queue_reading import (
    NO_LIST,
    Asked,
    Listed,
    Read,
    cursor_in,
    index_of,
    read,
)
from coachdesk.tui.views.queue_selecting import Selecting

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """A list as it was before somebody typed a filter."""

    asked: Asked
    listed: Listed
    total: int | None
    fault: SyntaxFault | None
    cursor: int
    top: int


class Listing:
    """One list at a time, read beside the screen; the cursor stays with its call."""

    def __init__(
        self, app: "Callable[[], CoachdeskApp]", looks: Looks, opened: Callable[[], None]
    ) -> None:
        self._app = app
        self._looks = looks
        self.lines = Lines(self._read_lines)
        self.pane = QueueList(
            looks,
            lines=self.lines,
            selected=lambda number: number in self.selecting,
            year=lambda: self._year,
            title=self._title,
            empty=self._empty,
            moved=self._cursor_moved,
            opened=opened,
        )
        self.begin_anew()

    def begin_anew(self) -> None:
        """Nothing is known of any list."""
        self.asked = Asked()
        self.kept = Asked()
        """The list to come back to: what is being typed is not part of it yet."""
        self.listed = NO_LIST
        self.total: int | None = None
        """Calls that this person may see."""
        self.reading = self.typing = self._again = False
        self.fault: SyntaxFault | None = None
        self._refusal: CoachdeskError | None = None
        self.selecting = Selecting(
            lambda: self._app().session,
            lambda: self.pane.numbers,
            self._repaint,
            lambda error: self._app().refuse(error),
        )
        self._moved_since = self._to_end = False
        self._year = 0
        self.lines.forget()

    def is_listed(self, asked: Asked) -> bool:
        """Whether this very list is shown."""
        return asked == self.listed.asked and self.listed is not NO_LIST and self.fault is None

    def read(self, asked: Asked, *, call: str | None = None, from_top: bool = False) -> None:
        """Reads a list beside the screen: its first rows, then all of it.

        Args:
            asked: the list.
            call: the cursor goes to this one; None: it stays with its call.
            from_top: the cursor goes to the first row instead.
        """
        app = self._app()
        acting, current = app.session.acting, lambda: self.pane.current
        again = asked == self.listed.asked and self.listed.whole
        self.asked, self.fault, self._refusal = asked, None, None
        self.kept = self.kept if self.typing else asked
        self.reading, self._again = True, False
        self._moved_since = self._to_end = False
        self._year = acting.clock().astimezone(ZoneInfo(app.session.desk.settings.time_zone)).year
        selected = self.selecting.snapshot()

        def job(desk: Desk, stale: Callable[[], bool]) -> Read | SyntaxFault:
            def first(rows: First) -> None:
                app.call_soon(
                    lambda: None if stale() else self._show_first(asked, rows, from_top=from_top)
                )

            try:
                return read(
                    desk, acting, asked, first=None if again else first, call=call,
                    current=current, selected=selected, stale=stale,
                )  # fmt: skip
            except SyntaxFault as fault:
                return fault

        def done(result: Read | SyntaxFault) -> None:
            self.reading = False
            if isinstance(result, SyntaxFault):
                self.show_fault(asked, result)
            else:
                to_sought = call is not None and not self._moved_since
                self._show_whole(asked, result, to_sought=to_sought)
                self.selecting.counted(result.inside, of=selected)

        app.session.look(job, done, self._refused, group="queue")
        self._repaint()

    def _show_first(self, asked: Asked, first: First, *, from_top: bool) -> None:
        """The beginning, unless the cursor's call is further down: then the old list stays."""
        if not first.items and self._is_half_typed(asked):
            return
        numbers = array("q", (item.number for item in first.items))
        current = self.pane.current
        position = 0 if from_top or current is None else index_of(numbers, current)
        if position is None:
            return
        self.lines.keep(map(self._with_name, first.items))
        self.listed = Listed(asked=asked, numbers=numbers, whole=False)
        self.pane.show(numbers, position)
        self.selecting.count()

    def _show_whole(self, asked: Asked, read: Read, *, to_sought: bool) -> None:
        queue = read.queue
        if not queue.numbers and self._is_half_typed(asked):
            self._repaint()
            return
        cursor = cursor_in(
            read, before=self.pane.cursor, current=self.pane.current, to_sought=to_sought
        )
        if queue.scorecards != self.listed.scorecards:
            self.lines.forget()
        self.listed = Listed(
            asked=asked, numbers=queue.numbers, whole=True, scorecards=queue.scorecards
        )
        self.total = queue.total
        self.pane.show(queue.numbers, cursor)
        if self._to_end:
            self.pane.do_bottom(None)
        self._app().paint_bars()
        if self._again:
            self.refreshed()

    def _is_half_typed(self, asked: Asked) -> bool:
        """Whether finding nothing says nothing yet, as with `sta` on the way to `status:new`."""
        return self.typing and may_become_field(asked.text)

    def show_fault(self, asked: Asked, fault: SyntaxFault) -> None:
        """Tells what is wrong with a filter: above it while it is typed, else instead of a list."""
        self.fault = fault
        if self.typing:
            cells = self.pane.size.width
            self._app().say(above(asked.text, fault, cells, self._looks), Ink.WARNING)
        else:
            self._nothing_listed()

    def _refused(self, error: CoachdeskError) -> None:
        self.reading = False
        self._app().refuse(error)
        if not self.typing:
            self._refusal = error
            self._nothing_listed()

    def _nothing_listed(self) -> None:
        self.listed = NO_LIST
        self.pane.show(NO_LIST.numbers, 0)
        self._app().paint_bars()

    def refreshed(self) -> None:
        """Reads the lines again at once, and their order beside."""
        self.lines.forget()
        self.pane.refresh()
        self._app().filters.read_again()
        if self.reading:
            # A desk that is written all the time must not keep a list from ever being read.
            self._again = True
        elif self.fault is None and self._refusal is None:
            self.read(self.asked)

    def before(self) -> Before:
        """What `give_back` brings back."""
        return Before(
            asked=self.asked,
            listed=self.listed,
            total=self.total,
            fault=self.fault,
            cursor=self.pane.cursor,
            top=self.pane.top,
        )

    def give_back(self, before: Before) -> None:
        """The list as it was, at once; nothing is searched for that."""
        self._app().session.forget("queue")
        self.reading = False
        self.asked, self.listed = before.asked, before.listed
        self.total, self.fault = before.total, before.fault
        # Lines show what the scorecards of their own filter say.
        self.lines.forget()
        self.pane.show(self.listed.numbers, before.cursor)
        self.pane.top = before.top
        self.pane.changed()
        self.selecting.count()
        if self.fault is None and (self._again or not self.listed.whole):
            self.read(self.asked)

    def to_end(self) -> None:
        """To the last row, also where the end of the list is still to come."""
        self._to_end = not self.listed.whole
        self.pane.do_bottom(None)

    def position(self, number: int | None) -> int | None:
        """Where a call stands in the list."""
        if number is None:
            return None
        near = self.pane.near(number)
        return index_of(self.pane.numbers, number) if near is None else near

    def status(self) -> str:
        """Where the cursor is in how many of how many calls, and how many are selected."""
        found, whole = len(self.listed.numbers), self.listed.whole
        where = where_in(self.pane.cursor, found, self.total, whole=whole)
        selected = selected_in(self.selecting.inside, len(self.selecting))
        return (where or ("reading…" if self.reading else "")) + selected

    def _read_lines(self, numbers: Sequence[int]) -> Iterable[Item]:
        """The lines of some calls, while somebody waits for the row to be drawn."""
        session = self._app().session
        try:
            found = rows(session.desk, session.acting, numbers, scorecards=self.listed.scorecards)
        except CoachdeskError as error:
            refusal = error
            self._app().call_soon(lambda: self._app().refuse(refusal))
            return ()
        return map(self._with_name, found)

    def _with_name(self, item: Item) -> Item:
        person = self._app().session.desk.settings.person_of(item.assigned)
        return msgspec.structs.replace(item, assigned=person.name) if person else item

    def _repaint(self) -> None:
        self.pane.refresh()
        self._app().paint_bars()

    def _cursor_moved(self) -> None:
        self._moved_since = True
        self._app().paint_bars()

    def _title(self, cells: int) -> Sequence[Piece]:
        asked = self.listed.asked if self.fault is None else self.asked
        return title_of(asked, cells, reading=self.reading)

    def _empty(self) -> Rows:
        key = self._app().keymap.key_of
        if self.fault is not None and not self.typing:
            mends = [(f"  {key('find')} mends it · Esc clears it", Ink.QUIET)]
            return ((), *below(self.asked.text, self.fault, self.pane.size.width), (), mends)
        if self._refusal is not None:
            return why_refused(self._refusal)
        if not self.listed.whole:
            return READING if self.reading else ()
        if self.total and self.listed.asked.text:
            return none_meets(self.total, key)
        session = self._app().session
        return no_calls(scope_of(session.actor, session.desk.settings))
