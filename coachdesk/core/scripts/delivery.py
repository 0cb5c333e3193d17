"""Whether a script reached the front line: who confirmed a version, in time, late or not at all.

These are counts of all people concerned, not samples of them, so no figure needs an interval.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from coachdesk.core.people import Person, Place

DAYS = 7
"""A version is delivered to whoever confirms it within so many days of its publication, or of their
own first day where that is later."""


class Reading(StrEnum):
    """What became of a version with one person."""

    IN_TIME = "in time"
    LATE = "late"
    WAITING = "waiting"
    """Not confirmed, and there is time left."""
    MISSING = "missing"
    """Not confirmed, and the time is over."""


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the front line."""

    person: Person
    """As they are today."""
    reading: Reading
    due_at: datetime
    """Confirmed until then is in time."""
    confirmed_at: datetime | None = None


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How far a version reached in one group of people."""

    name: str
    """Of the team or place; empty: everybody shown."""
    people: int
    in_time: int
    late: int
    unread: tuple[str, ...]
    """Names of whoever has not confirmed it, in order."""
    depth: int = 0
    """Of a place: so many larger places lie around it."""


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """How far one version of a script reached."""

    script: str
    version: int
    title: str
    published_at: datetime
    due_at: datetime
    """Confirmed until then is in time, for whoever was here at the publication."""
    whole: Coverage
    teams: tuple[Coverage, ...]
    """By name; people in no team are in none."""
    places: tuple[Coverage, ...]
    """Each below the larger one around it, else by name; a person counts in their place and in
    every larger one around it."""
    readers: tuple[Reader, ...]
    """By name."""


def due_of(published: datetime, began: datetime | None) -> datetime:
    """Until when somebody has to confirm a version.

    Args:
        published: when it was published.
        began: when they began to work here; None: nobody says, or long ago.
    """
    return (published if began is None else max(published, began)) + timedelta(days=DAYS)


def reading_of(due: datetime, confirmed: datetime | None, now: datetime) -> Reading:
    """What became of a version with somebody who confirmed it then, or has not (None)."""
    if confirmed is not None:
        return Reading.IN_TIME if confirmed <= due else Reading.LATE
    return Reading.WAITING if now <= due else Reading.MISSING


def readers_of(
    people: Mapping[str, tuple[Person, datetime | None]],
    confirmed: Mapping[str, datetime],
    published: datetime,
    now: datetime,
) -> tuple[Reader, ...]:
    """One reader a person, by name.

    Args:
        people: of the front line by id, each with when they began (None as in `due_of`).
        confirmed: person's id to when they confirmed it.
        published: when it was published.
        now: aware.
    """
    found = []
    for id, (person, began) in people.items():
        due, at = due_of(published, began), confirmed.get(id)
        reading = reading_of(due, at, now)
        found.append(Reader(person=person, reading=reading, due_at=due, confirmed_at=at))
    return tuple(sorted(found, key=lambda each: (each.person.name.casefold(), each.person.id)))


def coverage(name: str, readers: Sequence[Reader]) -> Coverage:
    """The counts over these readers."""
    found = [each.reading for each in readers]
    return Coverage(
        name=name,
        people=len(readers),
        in_time=found.count(Reading.IN_TIME),
        late=found.count(Reading.LATE),
        unread=tuple(each.person.name for each in readers if each.confirmed_at is None),
    )


def by_team(readers: Sequence[Reader]) -> tuple[Coverage, ...]:
    """One coverage a team, by name."""
    teams = sorted({each.person.team for each in readers if each.person.team is not None})
    return tuple(
        coverage(team, [each for each in readers if each.person.team == team]) for team in teams
    )


def by_place(readers: Sequence[Reader], places: Mapping[str, Place]) -> tuple[Coverage, ...]:
    """One coverage a place where somebody works, and one for each larger place around it.

    Args:
        readers: whoever is counted.
        places: every place of the desk by id.
    """
    inside: dict[str, list[Reader]] = {}
    for reader in readers:
        for id in around(reader.person.place, places):
            inside.setdefault(id, []).append(reader)

    def way(id: str) -> list[tuple[str, str]]:
        return [(places[each].name.casefold(), each) for each in reversed(around(id, places))]

    return tuple(
        replace(coverage(places[id].name, inside[id]), depth=len(way(id)) - 1)
        for id in sorted(inside, key=way)
    )


def around(place: str | None, places: Mapping[str, Place]) -> tuple[str, ...]:
    """The place and every larger one that it lies in, the smallest first; none for no place."""
    found: list[str] = []
    while place is not None and place in places and place not in found:
        found.append(place)
        place = places[place].within
    return tuple(found)
