"""What a person finds again: filters on digits, and where they were."""

import msgspec

from coachdesk.core.queue import Sort, parse, shown
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.store import preferences


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A filter that somebody keeps on a digit."""

    digit: int
    """1 to 9."""
    name: str
    filter: str
    sort: Sort


_DIGITS = range(1, 10)


def saved_views(desk: Desk, acting: Acting) -> tuple[View, ...]:
    """What this person keeps on digits, in their order."""
    person = actor_of(desk, acting).id
    with desk.opened(acting) as db:
        kept = [preferences.kept(db, person, f"view {digit}") for digit in _DIGITS]
    return tuple(msgspec.convert(each, View) for each in kept if each is not None)


def save_view(
    desk: Desk, acting: Acting, digit: int, name: str, filter_text: str, sort: Sort
) -> View:
    """Keeps a filter on a digit of this person; what was there is replaced.

    Raises:
        SyntaxFault: the filter is not understood.
        ValueError: there is no such digit.
    """
    if digit not in _DIGITS:
        raise ValueError(f"no view can be kept on {digit}")
    view = View(digit=digit, name=name.strip(), filter=shown(parse(filter_text)), sort=sort)
    person = actor_of(desk, acting).id
    with desk.opened(acting) as db:
        preferences.keep(db, person, f"view {digit}", msgspec.to_builtins(view))
    return view


def remember(desk: Desk, acting: Acting, key: str, value: object) -> None:
    """Keeps something small for this person, such as where they were; no event is written.

    Args:
        desk: which.
        acting: whose.
        key: chosen by the caller.
        value: anything that JSON can hold; None forgets it.
    """
    person = actor_of(desk, acting).id
    with desk.opened(acting) as db:
        preferences.keep(db, person, f"own {key}", value)


def recalled(desk: Desk, acting: Acting, key: str) -> object:
    """What `remember` kept under the key, or None."""
    person = actor_of(desk, acting).id
    with desk.opened(acting) as db:
        return preferences.kept(db, person, f"own {key}")
