"""Find the calls that a filter means, in order, and look at some of them."""

from array import array
from collections.abc import Sequence

import msgspec

from coachdesk.core.queue import Item, Sort, Vocabulary, parse, shown
from coachdesk.desk.folder import Acting, Desk, HeldDesk
from coachdesk.desk.queue.asker import Asker
from coachdesk.store import queue_find


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """Calls in order, by number."""

    numbers: "array[int]"
    """Of type `q`; a number stands once."""
    total: int
    """Calls that this person may see at all."""
    shown: str
    """The filter as it was understood, in its plainest form; empty: all calls."""
    sort: Sort
    scorecards: frozenset[str] = frozenset()
    """Those that the filter asks for; `rows` shows what they said, where it is told of them."""


class First(msgspec.Struct, frozen=True, kw_only=True):
    """The beginning of a queue, found before the rest."""

    items: tuple[Item, ...]
    more: bool
    """There are calls after these."""


def open_queue(desk: Desk, acting: Acting, text: str = "", sort: Sort = Sort.URGENT) -> Queue:
    """Every call that the filter means and that this person may see, in order.

    Raises:
        SyntaxFault: the filter is not understood, or names what the desk does not know; nothing
            was searched.
        DeskRefused: this person may not list calls, or not search their words.
        Interrupted: another thread called it off.
    """
    asker = Asker(desk, acting)
    with desk.opened(acting) as db, queue_find.calling_off():
        wanted, found = asker.understood(db, text)
        return Queue(
            numbers=queue_find.ids(db, found, sort),
            total=queue_find.count(db, asker.everything(db)),
            shown=shown(parse(text)),
            sort=sort,
            scorecards=wanted.scorecards,
        )


def first_rows(
    desk: Desk, acting: Acting, text: str = "", sort: Sort = Sort.URGENT, *, limit: int = 500
) -> First:
    """The first calls of the same queue, which come much sooner than the whole of it.

    Raises:
        SyntaxFault: as `open_queue`.
        DeskRefused: as `open_queue`.
        Interrupted: as `open_queue`.
    """
    asker = Asker(desk, acting)
    with desk.opened(acting) as db, queue_find.calling_off():
        wanted, found = asker.understood(db, text)
        numbers = queue_find.first(db, found, sort, limit=limit + 1)
        items = asker.rows(db, numbers[:limit], wanted.scorecards)
    return First(items=tuple(items), more=len(numbers) > limit)


def rows(
    desk: Desk,
    acting: Acting,
    numbers: Sequence[int],
    *,
    scorecards: frozenset[str] = frozenset(),
) -> list[Item]:
    """The lines of these calls, in the order given; a number without a call gives no line.

    Args:
        desk: which.
        acting: who looks; calls that they may not see give no line either.
        numbers: of calls.
        scorecards: show what these said; empty: what is most urgent.
    """
    asker = Asker(desk, acting)
    with desk.opened(acting) as db:
        return asker.rows(db, numbers, scorecards)


def call_off(desk: Desk) -> None:
    """Ends the search that another thread is doing on this held desk; harmless when there is none.

    The search raises `Interrupted` in its own thread.
    """
    if isinstance(desk, HeldDesk):
        queue_find.call_off(desk.db)


def vocabulary(desk: Desk, acting: Acting) -> Vocabulary:
    """The names that filters may use, for completion (`core.queue.complete`)."""
    asker = Asker(desk, acting)
    with desk.opened(acting) as db, queue_find.calling_off():
        return asker.vocabulary(db)
