"""The queue: every call that a filter means, in order, with one line for each."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

import msgspec
from textual.app import ComposeResult

from coachdesk.core.errors import CoachdeskError, SyntaxFault
from coachdesk.core.queue import Item, Sort
from coachdesk.desk.folder import Desk
from coachdesk.desk.queue import First, rows
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.drawing import Piece
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.session import Session
from coachdesk.tui.view import Place, View
from coachdesk.tui.views import queue_saved
from coachdesk.tui.views.queue_around import (
    NO_CALLS,
    SORT_WORDS,
    Rows,
    none_meets,
    selected_in,
    title_of,
    where_in,
    why_refused,
)
from coachdesk.tui.views.queue_bulk import Bulk
from coachdesk.tui.views.queue_filter import LABEL, above, below, may_become_field
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
from coachdesk.tui.views.queue_rows import text_of
from coachdesk.tui.views.queue_selecting import Selecting


class QueueView(View):
    """A list of any length with a cursor; its order is read beside the screen."""

    name_of_view = "queue"
    title = "Queue"
    hints = (
        ("open", "review"),
        ("find", "filter"),
        ("sort", "sort"),
        ("views", "views"),
        ("select", "select"),
        ("assign", "assign"),
        ("screen", "score"),
        ("back", "back"),
    )

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self._lines = Lines(self._read_lines)
        self._list = QueueList(
            looks,
            lines=self._lines,
            selected=lambda number: number in self._selecting,
            year=lambda: self._year,
            title=self._title,
            empty=self._empty,
            moved=self._cursor_moved,
            opened=lambda: self.do_open(None),
        )
        self._begin_anew(None)

    def _begin_anew(self, session: Session | None) -> None:
        self._of_session = session
        self._asked = Asked()
        self._listed = NO_LIST
        self._total: int | None = None
        self._reading = self._again = self._typing = False
        self._fault: SyntaxFault | None = None
        self._refusal: CoachdeskError | None = None
        self._selecting = Selecting(
            lambda: self.desk_app.session,
            lambda: self._list.numbers,
            self._repaint,
            lambda error: self.desk_app.refuse(error),
        )
        self._anchor: int | None = None
        self._moved_since = self._to_end = False
        self._year = 0
        self._bulk: Bulk | None = None
        self._lines.forget()

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    def pane(self) -> Pane:
        """The list."""
        return self._list

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Shows the list asked for, or the same as before where none is named."""
        session = self.desk_app.session
        if session is not self._of_session:
            self._begin_anew(session)
            self._bulk = Bulk(self.desk_app, self._changed_here)
        asked = Asked(
            self._asked.text if place.filter is None else place.filter.strip(),
            _sort_of(place.sort) or self._asked.sort,
        )
        if asked == self._listed.asked and self._listed is not NO_LIST and self._fault is None:
            self._asked = asked
            self.refreshed()
        else:
            another = asked.text != self._asked.text
            self._read(asked, call=place.call, from_top=another and place.call is None)

    def place(self) -> Place:
        """The list and the call under the cursor."""
        item = self._list.item
        return Place(
            view=self.name_of_view,
            filter=self._asked.text,
            sort=self._asked.sort.value,
            call=item.call if item else None,
        )

    def status(self) -> str:
        """Where the cursor is in how many of how many calls, and how many are selected."""
        listed = self._listed
        where = where_in(
            self._list.cursor, len(listed.numbers), self._total, whole=listed.whole
        ) or ("reading…" if self._reading else "")
        return where + selected_in(self._selecting.inside, len(self._selecting))

    def leave(self) -> bool:
        """Back clears the filter first, then the selection."""
        if self._asked.text or self._fault is not None:
            self._read(Asked("", self._asked.sort))
            self.desk_app.say("filter cleared")
        elif len(self._selecting):
            self._selecting.clear()
            self.desk_app.say("nothing is selected now")
        else:
            return False
        return True

    def neighbour(self, call: str, step: int) -> str | None:
        """The call so many rows from this one in the list; the cursor goes there.

        None where the list ends, or has no such call.
        """
        item = self._list.item
        at: int | None = self._list.cursor
        if item is None or item.call != call:
            at = self._position(self._lines.number_of(call))
        if at is None or not 0 <= at + step < self._list.count():
            return None
        self._list.go(at + step, towards=step)
        item = self._list.item
        return item.call if item else None

    def _position(self, number: int | None) -> int | None:
        if number is None:
            return None
        near = self._list.near(number)
        if near is not None:
            return near
        return index_of(self._list.numbers, number)

    # Reading.

    def _read_lines(self, numbers: Sequence[int]) -> Iterable[Item]:
        """The lines of some calls, while somebody waits for the row to be drawn."""
        session = self.desk_app.session
        try:
            found = rows(session.desk, session.acting, numbers, scorecards=self._listed.scorecards)
        except CoachdeskError as error:
            refusal = error
            self.desk_app.call_soon(lambda: self.desk_app.refuse(refusal))
            return ()
        return map(self._with_name, found)

    def _with_name(self, item: Item) -> Item:
        person = self.desk_app.session.desk.settings.person_of(item.assigned)
        return msgspec.structs.replace(item, assigned=person.name) if person else item

    def _read(self, asked: Asked, *, call: str | None = None, from_top: bool = False) -> None:
        """Reads a list beside the screen: its first rows, then all of it.

        Args:
            asked: the list.
            call: the cursor goes to this one; None: it stays with its call.
            from_top: the cursor goes to the first row instead.
        """
        app = self.desk_app
        acting, current = app.session.acting, lambda: self._list.current
        again = asked == self._listed.asked and self._listed.whole
        self._asked, self._fault, self._refusal = asked, None, None
        self._reading, self._again = True, False
        self._moved_since = self._to_end = False
        self._year = acting.clock().astimezone(ZoneInfo(app.session.desk.settings.time_zone)).year
        selected = self._selecting.snapshot()

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
            self._reading = False
            if isinstance(result, SyntaxFault):
                self._show_fault(asked, result)
            else:
                to_sought = call is not None and not self._moved_since
                self._show_whole(asked, result, to_sought=to_sought)
                self._selecting.counted(result.inside, of=selected)

        app.session.look(job, done, self._refused, group="queue")
        self._repaint()

    def _show_first(self, asked: Asked, first: First, *, from_top: bool) -> None:
        """The beginning, unless the cursor's call is further down: then the old list stays."""
        if not first.items and self._is_half_typed(asked):
            return
        numbers = array("q", (item.number for item in first.items))
        current = self._list.current
        position = 0 if from_top or current is None else index_of(numbers, current)
        if position is None:
            return
        self._lines.keep(map(self._with_name, first.items))
        self._listed = Listed(asked=asked, numbers=numbers, whole=False)
        self._list.show(numbers, position)
        self._selecting.count()

    def _show_whole(self, asked: Asked, read: Read, *, to_sought: bool) -> None:
        queue = read.queue
        if not queue.numbers and self._is_half_typed(asked):
            self._repaint()
            return
        cursor = cursor_in(
            read, before=self._list.cursor, current=self._list.current, to_sought=to_sought
        )
        if queue.scorecards != self._listed.scorecards:
            self._lines.forget()
        self._listed = Listed(
            asked=asked, numbers=queue.numbers, whole=True, scorecards=queue.scorecards
        )
        self._total = queue.total
        self._list.show(queue.numbers, cursor)
        if self._to_end:
            self._list.do_bottom(None)
        self.desk_app.paint_bars()
        if self._again:
            self.refreshed()

    def _repaint(self) -> None:
        self._list.refresh()
        self.desk_app.paint_bars()

    def _cursor_moved(self) -> None:
        self._moved_since = True
        self.desk_app.paint_bars()

    def _is_half_typed(self, asked: Asked) -> bool:
        """Whether finding nothing says nothing yet, as with `sta` on the way to `status:new`."""
        return self._typing and may_become_field(asked.text)

    def _show_fault(self, asked: Asked, fault: SyntaxFault) -> None:
        self._fault = fault
        if self._typing:
            self.desk_app.say(above(asked.text, fault, self.size.width, self.looks), Ink.WARNING)
        else:
            self._nothing_listed()

    def _refused(self, error: CoachdeskError) -> None:
        self._reading = False
        self.desk_app.refuse(error)
        if not self._typing:
            self._refusal = error
            self._nothing_listed()

    def _nothing_listed(self) -> None:
        self._listed = NO_LIST
        self._list.show(NO_LIST.numbers, 0)
        self.desk_app.paint_bars()

    def refreshed(self) -> None:
        """Reads the lines again at once, and their order beside; the cursor keeps its call."""
        self._lines.forget()
        self._list.refresh()
        self.desk_app.filters.read_again()
        if self._reading:
            # A desk that is written all the time must not keep a list from ever being read.
            self._again = True
        elif self._fault is None and self._refusal is None:
            self._read(self._asked)

    def _changed_here(self) -> None:
        if self._of_session is self.desk_app.session:
            self.refreshed()

    # What stands around the rows.

    def _title(self, cells: int) -> Sequence[Piece]:
        asked = self._listed.asked if self._fault is None else self._asked
        return title_of(asked, cells, reading=self._reading)

    def _empty(self) -> Rows:
        key = self.desk_app.keymap.key_of
        if self._fault is not None and not self._typing:
            mends = [(f"  {key('find')} mends it · Esc clears it", Ink.QUIET)]
            return ((), *below(self._asked.text, self._fault, self.size.width), (), mends)
        if self._refusal is not None:
            return why_refused(self._refusal)
        if not self._listed.whole:
            return ((), [("  reading…", Ink.QUIET)]) if self._reading else ()
        if self._total and self._listed.asked.text:
            return none_meets(self._total, key)
        return NO_CALLS

    # Filter, sort, saved views.

    def do_find(self, count: int | None) -> None:
        """Filters while it is typed; escape gives back what was before."""
        before = (self._asked, self._listed, self._total, self._fault, self._list.cursor,
                  self._list.top)  # fmt: skip
        self._typing = True
        self._ask(self._asked.text, lambda: self._give_back(before))
        if self._fault is not None:
            self._show_fault(self._asked, self._fault)

    def _ask(self, text: str, left: Callable[[], None]) -> None:
        self.desk_app.ask(
            LABEL,
            lambda entered: self._entered(entered, left),
            text=text,
            changed=self._typed,
            left=left,
            complete=self.desk_app.filters.offers,
        )

    def _typed(self, text: str) -> None:
        app = self.desk_app
        fault = app.filters.fault(text)
        app.say("" if fault is None else above(text, fault, self.size.width, self.looks),
                Ink.WARNING)  # fmt: skip
        asked = Asked(text, self._asked.sort)
        if fault is not None:
            self._fault = fault
        elif asked != self._asked or self._fault is not None:
            self._read(asked, from_top=True)

    def _entered(self, text: str, left: Callable[[], None]) -> None:
        fault = self.desk_app.filters.fault(text) or self._fault
        if fault is not None:
            self._ask(text, left)
            self._show_fault(Asked(text, self._asked.sort), fault)
            return
        self._typing = False
        asked = Asked(text, self._asked.sort)
        if asked != self._listed.asked and not (asked == self._asked and self._reading):
            self._read(asked, from_top=True)

    def _give_back(
        self, before: tuple[Asked, Listed, int | None, SyntaxFault | None, int, int]
    ) -> None:
        self._typing = False
        self.desk_app.session.forget("queue")
        self._reading = False
        self._asked, self._listed, self._total, self._fault, cursor, top = before
        # Lines show what the scorecards of their own filter say.
        self._lines.forget()
        self._list.show(self._listed.numbers, cursor)
        self._list.top = top
        self._list.changed()
        self._selecting.count()
        if self._fault is None and (self._again or not self._listed.whole):
            self._read(self._asked)

    def do_sort(self, count: int | None) -> None:
        """Another order; the cursor stays with its call."""
        choices = [
            Choice(
                value=sort.value,
                text=f"{sort.value:<8} {words}",
                key=sort.value[0],
                group="now" if sort is self._asked.sort else "",
            )
            for sort, words in SORT_WORDS.items()
        ]
        self.desk_app.choose(
            "sort by",
            choices,
            lambda value: self._read(Asked(self._asked.text, Sort(value))),
            at_once=True,
        )

    def do_views(self, count: int | None) -> None:
        """Saved filters by their digit."""
        queue_saved.choose(self.desk_app)

    # Selecting.

    def do_select(self, count: int | None) -> None:
        """Selects the row, or lets it go, and moves down; with a number, selects so many rows."""
        here, rows_below = self._list.cursor, self._list.count() - self._list.cursor
        if rows_below <= 0:
            return
        if count is None:
            self._selecting.toggle(self._list.numbers[here])
        else:
            self._selecting.add(self._list.numbers[here : here + count])
        last = here + min(count or 1, rows_below) - 1
        self._anchor = self._list.numbers[last]
        self._list.go(last + 1)

    def do_select_range(self, count: int | None) -> None:
        """Selects all rows from the one selected last to here."""
        start = self._position(self._anchor)
        if start is None:
            key = self.desk_app.keymap.key_of("select")
            self.desk_app.say(f"select the first row of the range with {key}, then go to the last")
            return
        low, high = sorted((start, self._list.cursor))
        self._selecting.add(self._list.numbers[low : high + 1])

    def do_invert(self, count: int | None) -> None:
        """Selects the other calls of the list instead."""
        if not self._listed.whole:
            self.desk_app.say("the list is still being read; once more in a moment")
            return
        self._selecting.invert()

    def _meant(self) -> tuple[str, Callable[[], Sequence[int]]] | None:
        """The calls that a key is about: those selected in this list, else the row's."""
        item, numbers = self._list.item, self._list.numbers
        if count := self._selecting.inside:
            selection = self._selecting.snapshot()
            words = "the selected call" if count == 1 else f"the {count:,} selected calls"
            return words, lambda: selection.chosen(numbers)
        if item is None:
            return None
        return item.call, lambda: [item.number]

    # Doing something about calls.

    def do_assign(self, count: int | None) -> None:
        """Gives the selected calls, or the one under the cursor, to somebody."""
        meant = self._meant()
        if meant is None or self._bulk is None:
            self.desk_app.say("there is no call here to assign")
        else:
            self._bulk.choose_person(*meant, self._selecting.clear)

    def do_screen(self, count: int | None) -> None:
        """Scores the selected calls, or else all of the list, where the rules have not yet."""
        if self._bulk is None or not self._list.count():
            self.desk_app.say("there is no call here to score")
        elif self._selecting.inside and (meant := self._meant()) is not None:
            self._bulk.screen(*meant)
        elif not self._listed.whole:
            self.desk_app.say("the list is still being read; once more in a moment")
        else:
            numbers = self._list.numbers
            words = "the only call" if len(numbers) == 1 else f"all {len(numbers):,} calls listed"
            self._bulk.screen(words, lambda: numbers)

    def do_undo(self, count: int | None) -> None:
        """Takes the last assignment of this session back."""
        if self._bulk is not None:
            self._bulk.undo()

    def do_redo(self, count: int | None) -> None:
        """Does it again."""
        if self._bulk is not None:
            self._bulk.redo()

    def do_open(self, count: int | None) -> None:
        """To the review of the call."""
        if (item := self._list.item) is not None:
            self.desk_app.go(Place(view="review", call=item.call))

    def do_person(self, count: int | None) -> None:
        """To the page of whoever took the call."""
        item = self._list.item
        if item is None or item.agent is None:
            self.desk_app.say("nobody is named as the agent of this call")
        else:
            self.desk_app.go(Place(view="person", name=item.agent))

    def do_bottom(self, count: int | None) -> None:
        """To the last row, also where the end of the list is still to come."""
        self._to_end = count is None and not self._listed.whole
        self._list.do_bottom(count)

    def quote(self) -> str | None:
        """The row as text."""
        item = self._list.item
        return None if item is None else text_of(item)

    def link(self) -> str | None:
        """The call."""
        item = self._list.item
        return None if item is None else link_to(item.call, None, None)


def _sort_of(name: str | None) -> Sort | None:
    return Sort(name) if name in set(Sort) else None
