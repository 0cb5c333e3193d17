"""The tree of places: nation, region, province, city, area, store, and who works where in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.people import Level, Person, Place, name_key

LEVELS = tuple(Level)
"""The largest first."""


class PlaceChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is said anew of one place; None: as it was."""

    id: str
    name: str | None = None
    level: Level | None = None
    within: str | None = None
    """The id of the next larger place; an empty text: none."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the tree."""

    place: Place
    depth: int
    """How many of the places shown it lies within."""
    people: tuple[Person, ...]
    """Those who work right here, by name."""
    everybody: int
    """How many work here or in any place within."""


def tree_of(places: Iterable[Place], people: Iterable[Person]) -> tuple[Node, ...]:
    """Every place with its people, each after the one that it lies in, the larger and by name.

    Args:
        places: a place within one that is not among them stands at the top.
        people: as they are on the day that is meant.
    """
    known = {place.id: place for place in places}
    inside: defaultdict[str | None, list[Place]] = defaultdict(list)
    for place in known.values():
        inside[place.within if place.within in known else None].append(place)
    there: defaultdict[str | None, list[Person]] = defaultdict(list)
    for person in people:
        there[person.place].append(person)
    return tuple(_under(None, 0, inside, there))


def _under(
    outer: str | None,
    depth: int,
    inside: Mapping[str | None, Sequence[Place]],
    there: Mapping[str | None, Sequence[Person]],
) -> Iterator[Node]:
    for place in sorted(inside.get(outer, ()), key=_order):
        below = list(_under(place.id, depth + 1, inside, there))
        here = sorted(there.get(place.id, ()), key=lambda each: name_key(each.name))
        next_below = (each.everybody for each in below if each.depth == depth + 1)
        everybody = len(here) + sum(next_below)
        yield Node(place=place, depth=depth, people=tuple(here), everybody=everybody)
        yield from below


def _order(place: Place) -> tuple[int, str, str]:
    return LEVELS.index(place.level), name_key(place.name), place.id


def fault_of(place: Place, known: Mapping[str, Place]) -> str | None:
    """Why the place cannot lie where it is said to lie, or None.

    Args:
        place: which.
        known: all places by id, as they would stand.
    """
    if place.within is None:
        return None
    outer = known.get(place.within)
    if outer is None:
        return f"there is no place '{place.within}'"
    if LEVELS.index(outer.level) >= LEVELS.index(place.level):
        return f"'{place.id}' cannot lie within '{outer.id}', which is no larger"
    return None


def placed(known: Place | None, wanted: PlaceChange) -> Place:
    """The place with what is said anew; a new one is a store where its level is not said."""
    place = known or Place(id=wanted.id, name=wanted.name or wanted.id)
    within = place.within if wanted.within is None else wanted.within or None
    return msgspec.structs.replace(
        place,
        name=wanted.name or place.name,
        level=wanted.level or place.level,
        within=within,
    )
