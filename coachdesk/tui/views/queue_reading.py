"""Reading a list of calls beside the screen, with what takes too long to look for on its thread."""

from array import array
from collections.abc import Callable

import msgspec

from coachdesk.core.queue import Sort, quoted
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.queue import First, Interrupted, Queue, first_rows, open_queue
from coachdesk.tui.views.queue_selection import Selection


class Asked(msgspec.Struct, frozen=True):
    """A list as somebody asks for it."""

    text: str = ""
    sort: Sort = Sort.URGENT


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A list as it was read; nothing changes `numbers` afterwards."""

    asked: Asked
    numbers: "array[int]"
    whole: bool
    """The last call is there too, not only the first ones."""
    scorecards: frozenset[str] = frozenset()


NO_LIST = Listed(asked=Asked(), numbers=array("q"), whole=False)


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A whole list, and what was looked for in it."""

    queue: Queue
    sought: int | None
    """The call that was to be found in it."""
    position: int | None
    """Where that call stands; None: not in it."""
    inside: int
    """How many of the list were selected when it was read."""


def read(
    desk: Desk,
    acting: Acting,
    asked: Asked,
    *,
    first: Callable[[First], None] | None,
    call: str | None,
    current: Callable[[], int | None],
    selected: Selection,
    stale: Callable[[], bool],
) -> Read:
    """The whole list.

    Args:
        desk: which.
        acting: who looks.
        asked: the list.
        first: told of its first rows, long before the rest is there; None: nobody wants them.
        call: the id of the call to find in it; None, or unknown: the current one.
        current: the number of the call under the cursor, at any moment.
        selected: to be counted.
        stale: whether nobody waits for it any more.

    Raises:
        SyntaxFault: the filter is not understood.
        DeskRefused: this person may not see such a list.
        Interrupted: nobody waits for it any more.
    """
    if stale():
        raise Interrupted
    sought = _number_of(desk, acting, call) if call else None
    if first is not None:
        first(first_rows(desk, acting, asked.text, asked.sort))
        if stale():
            raise Interrupted
    queue = open_queue(desk, acting, asked.text, asked.sort)
    # As late as can be: somebody may have moved the cursor since.
    sought = sought or current()
    return Read(
        queue=queue,
        sought=sought,
        position=None if sought is None else index_of(queue.numbers, sought),
        inside=selected.inside(queue.numbers),
    )


def index_of(numbers: "array[int]", number: int) -> int | None:
    """Where a call stands; None: nowhere."""
    try:
        return numbers.index(number)
    except ValueError:
        return None


def cursor_in(read: Read, *, before: int, current: int | None, to_sought: bool) -> int:
    """Where the cursor goes in a list that was just read.

    Args:
        read: the list.
        before: where the cursor stands in the list before.
        current: the number of the call that stands there.
        to_sought: to the call sought, rather than staying with the current one.
    """
    numbers = read.queue.numbers
    if to_sought and read.position is not None:
        return read.position
    if before < len(numbers) and numbers[before] == current:
        return before
    if current == read.sought:
        return before if read.position is None else read.position
    # The cursor moved in the last instant, so nobody looked for this one yet.
    found = None if current is None else index_of(numbers, current)
    return before if found is None else found


def _number_of(desk: Desk, acting: Acting, call: str) -> int | None:
    found = first_rows(desk, acting, f"id:{quoted(call)}", Sort.OLDEST, limit=50)
    return next((item.number for item in found.items if item.call == call), None)
