"""The queue: every call that a filter means, in order, with one line for each."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from coachdesk.core.queue import Sort
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.session import Session
from coachdesk.tui.view import Place, View
from coachdesk.tui.views import queue_saved
from coachdesk.tui.views.queue_around import SORT_WORDS
from coachdesk.tui.views.queue_bulk import Bulk
from coachdesk.tui.views.queue_listing import Listing
from coachdesk.tui.views.queue_reading import NO_LIST, Asked
from coachdesk.tui.views.queue_rows import text_of
from coachdesk.tui.views.queue_typing import type_filter


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
        self._listing = Listing(lambda: self.desk_app, looks, lambda: self.do_open(None))
        self._list = self._listing.pane
        self._of_session: Session | None = None
        self._bulk: Bulk | None = None
        self._anchor: int | None = None

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    def pane(self) -> Pane:
        """The list."""
        return self._list

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Shows the list asked for, or the same as before where none is named."""
        listing, session = self._listing, self.desk_app.session
        if session is not self._of_session:
            listing.begin_anew()
            self._of_session, self._anchor = session, None
            self._bulk = Bulk(self.desk_app, self._changed_here)
        asked = Asked(
            listing.asked.text if place.filter is None else place.filter.strip(),
            _sort_of(place.sort) or listing.asked.sort,
        )
        if listing.is_listed(asked):
            listing.asked = asked
            listing.refreshed()
        else:
            another = asked.text != listing.asked.text
            listing.read(asked, call=place.call, from_top=another and place.call is None)

    def place(self) -> Place:
        """The list and the call under the cursor."""
        item = self._list.item
        return Place(
            view=self.name_of_view,
            filter=self._listing.kept.text,
            sort=self._listing.kept.sort.value,
            call=item.call if item else None,
        )

    def status(self) -> str:
        """Where the cursor is in how many of how many calls, and how many are selected."""
        return self._listing.status()

    def leave(self) -> bool:
        """Back clears the filter first, then the selection."""
        listing = self._listing
        if listing.asked.text or listing.fault is not None:
            listing.read(Asked("", listing.asked.sort))
            self.desk_app.say("filter cleared")
        elif len(listing.selecting):
            listing.selecting.clear()
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
            at = self._listing.position(self._listing.lines.number_of(call))
        if at is None or not 0 <= at + step < self._list.count():
            return None
        self._list.go(at + step, towards=step)
        item = self._list.item
        return item.call if item else None

    @property
    def is_unread(self) -> bool:
        """Whether the calls are still being read."""
        return self._listing.reading or self._listing.listed is NO_LIST

    def refreshed(self) -> None:
        """Reads what is shown again."""
        self._listing.refreshed()

    def _changed_here(self) -> None:
        if self._of_session is self.desk_app.session:
            self._listing.refreshed()

    # Filter, sort, saved views.

    def do_find(self, count: int | None) -> None:
        """Filters while it is typed; escape gives back what was before."""
        type_filter(self.desk_app, self._listing)

    def do_sort(self, count: int | None) -> None:
        """Another order; the cursor stays with its call."""
        choices = [
            Choice(
                value=sort.value,
                text=f"{sort.value:<8} {words}",
                key=sort.value[0],
                group="now" if sort is self._listing.asked.sort else "",
            )
            for sort, words in SORT_WORDS.items()
        ]
        self.desk_app.choose(
            "sort by",
            choices,
            lambda value: self._listing.read(Asked(self._listing.asked.text, Sort(value))),
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
            self._listing.selecting.toggle(self._list.numbers[here])
        else:
            self._listing.selecting.add(self._list.numbers[here : here + count])
        last = here + min(count or 1, rows_below) - 1
        self._anchor = self._list.numbers[last]
        self._list.go(last + 1)

    def do_select_range(self, count: int | None) -> None:
        """Selects all rows from the one selected last to here."""
        start = self._listing.position(self._anchor)
        if start is None:
            key = self.desk_app.keymap.key_of("select")
            self.desk_app.say(f"select the first row of the range with {key}, then go to the last")
            return
        low, high = sorted((start, self._list.cursor))
        self._listing.selecting.add(self._list.numbers[low : high + 1])

    def do_invert(self, count: int | None) -> None:
        """Selects the other calls of the list instead."""
        if not self._listing.listed.whole:
            self.desk_app.say("the list is still being read; once more in a moment")
            return
        self._listing.selecting.invert()

    def _meant(self) -> tuple[str, Callable[[], Sequence[int]]] | None:
        """The calls that a key is about: those selected in this list, else the row's."""
        item, numbers = self._list.item, self._list.numbers
        if count := self._listing.selecting.inside:
            selection = self._listing.selecting.snapshot()
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
            self._bulk.choose_person(*meant, self._listing.selecting.clear)

    def do_screen(self, count: int | None) -> None:
        """Scores the selected calls, or else all of the list, where the rules have not yet."""
        if self._bulk is None or not self._list.count():
            self.desk_app.say("there is no call here to score")
        elif self._listing.selecting.inside and (meant := self._meant()) is not None:
            self._bulk.screen(*meant)
        elif not self._listing.listed.whole:
            self.desk_app.say("the list is still being read; once more in a moment")
        else:
            numbers = self._list.numbers
            words = "the only call" if len(numbers) == 1 else f"all {len(numbers):,} calls listed"
            self._bulk.screen(words, lambda: numbers)

    def do_undo(self, count: int | None) -> None:
        """Takes this person's last assignment back."""
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

    def do_prompt(self, count: int | None) -> None:
        """Reads from the script of the call, its slots filled."""
        if (item := self._list.item) is not None:
            self.desk_app.go(Place(view="teleprompter", call=item.call))
        else:
            self.desk_app.say("there is no call here to read a script for")

    def do_person(self, count: int | None) -> None:
        """To the page of whoever took the call."""
        item = self._list.item
        if item is None or item.agent is None:
            self.desk_app.say("nobody is named as the agent of this call")
        else:
            self.desk_app.go(Place(view="person", name=item.agent))

    def do_bottom(self, count: int | None) -> None:
        """To the last row, also where the end of the list is still to come."""
        if count is None:
            self._listing.to_end()
        else:
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
