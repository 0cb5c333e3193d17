"""The queue of a desk: filter and order its calls, look at some, and work on many at once."""

from array import array
from collections.abc import Callable, Mapping, Sequence

import msgspec

from coachdesk.core.queue import Item, Sort, Vocabulary
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.screen import Screened


class Interrupted(Exception):
    """The search was called off by `call_off`; nothing is wrong."""


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """Calls in order, by number."""

    numbers: "array[int]"
    """Of type `q`; a number stands once."""
    total: int
    """Calls that this person may see at all."""
    shown: str
    """The filter as it was understood, in its plainest form; empty: all calls."""
    sort: Sort


class First(msgspec.Struct, frozen=True, kw_only=True):
    """The beginning of a queue, found before the rest."""

    items: tuple[Item, ...]
    more: bool
    """There are calls after these."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A filter that somebody keeps on a digit."""

    digit: int
    """1 to 9."""
    name: str
    filter: str
    sort: Sort


def open_queue(desk: Desk, acting: Acting, text: str = "", sort: Sort = Sort.URGENT) -> Queue:
    """Every call that the filter means, in order.

    Raises:
        SyntaxFault: the filter is not understood, or names what the desk does not know; nothing
            was searched.
        Interrupted: another thread called it off.
    """
    raise NotImplementedError


def first_rows(
    desk: Desk, acting: Acting, text: str = "", sort: Sort = Sort.URGENT, *, limit: int = 500
) -> First:
    """The first calls of the same queue, which come much sooner than the whole of it.

    Raises:
        SyntaxFault: as `open_queue`.
        Interrupted: as `open_queue`.
    """
    raise NotImplementedError


def rows(desk: Desk, acting: Acting, numbers: Sequence[int]) -> list[Item]:
    """The lines of these calls, in the order given; a number without a call gives no line."""
    raise NotImplementedError


def call_off(desk: Desk) -> None:
    """Ends the search that another thread is doing on this held desk; harmless when there is none.

    The search raises `Interrupted` in its own thread.
    """
    raise NotImplementedError


def vocabulary(desk: Desk, acting: Acting) -> Vocabulary:
    """The names that filters may use, for completion (`core.queue.complete`)."""
    raise NotImplementedError


def assign(
    desk: Desk, acting: Acting, numbers: Sequence[int], person: str | None
) -> Mapping[int, str | None]:
    """Gives the calls to a colleague, or to nobody, in one transaction with one event.

    Args:
        desk: which.
        acting: who assigns.
        numbers: the calls.
        person: an id, name or alias of desk.yaml; None: nobody.

    Returns:
        For each call that changed, whom it was assigned to before: what `assign_back` takes.

    Raises:
        BadInput: nobody is called that.
    """
    raise NotImplementedError


def assign_back(
    desk: Desk, acting: Acting, before: Mapping[int, str | None]
) -> Mapping[int, str | None]:
    """Undoes an `assign`: one event more, and again what was before."""
    raise NotImplementedError


def screen_calls(
    desk: Desk,
    acting: Acting,
    numbers: Sequence[int],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Screened:
    """Scores those of these calls that the rules in force have not been asked about.

    Raises:
        BadInput: the rules have errors.
    """
    raise NotImplementedError


def saved_views(desk: Desk, acting: Acting) -> tuple[View, ...]:
    """What this person keeps on digits, in their order."""
    raise NotImplementedError


def save_view(
    desk: Desk, acting: Acting, digit: int, name: str, filter_text: str, sort: Sort
) -> View:
    """Keeps a filter on a digit of this person; what was there is replaced.

    Raises:
        SyntaxFault: the filter is not understood.
    """
    raise NotImplementedError


def remember(desk: Desk, acting: Acting, key: str, value: object) -> None:
    """Keeps something small for this person, such as where they were; no event is written.

    Args:
        desk: which.
        acting: whose.
        key: chosen by the caller.
        value: anything that JSON can hold; None forgets it.
    """
    raise NotImplementedError


def recalled(desk: Desk, acting: Acting, key: str) -> object:
    """What `remember` kept under the key, or None."""
    raise NotImplementedError
