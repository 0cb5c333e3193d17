"""The roster: who worked where, in which team and under whom, spell by spell.

Small desks name their people in desk.yaml. The roster adds what changes over time: a person's
spells, each from a first day on. Whose call it was, and whose figure it counts in, is decided by
the spell of the day on which it began.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from coachdesk.core.people import Person, Spell


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the roster."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    spells: tuple[Spell, ...] = ()
    """The oldest first, without overlaps; only the first may have no first day."""


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One change of an entry."""

    at: datetime
    by: str
    step: str
    """`import`, `change` or `leave`."""
    reason: str = ""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """One person as the roster and desk.yaml know them."""

    person: Person
    """As they are on the day asked for."""
    spells: tuple[Spell, ...]
    """The oldest first; of somebody whom desk.yaml alone knows the one that it implies."""
    changes: tuple[Done, ...] = ()
    """What was done to the entry, where one person is shown."""


class Overlap(Exception):
    """Two spells of one person hold the same day."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day
        """The first such day."""


class NoFirstDay(Exception):
    """A spell that is not the first does not say when it begins."""


def with_spell(spells: Sequence[Spell], new: Spell) -> tuple[Spell, ...]:
    """The spells with one more, or with one put right: the one that begins on the same day.

    A spell that was still open ends on the day before the next one begins.

    Raises:
        NoFirstDay: the new one has none, and another spell stands already.
        Overlap: a spell that has an end runs into the next one.
    """
    if new in spells:
        return tuple(spells)
    kept = [each for each in spells if each.since != new.since]
    if new.since is None and kept:
        raise NoFirstDay
    ordered = sorted([*kept, new], key=lambda each: each.since or date.min)
    for at, following in enumerate(ordered[1:]):
        before, first = ordered[at], following.since
        assert first is not None
        runs_on = before.until is None or before.until >= first
        if before.until is None or (runs_on and following is new):
            ordered[at] = msgspec.structs.replace(before, until=first - timedelta(days=1))
        elif runs_on:
            raise Overlap(first)
    return tuple(ordered)


def ended(spells: Sequence[Spell], last_day: date) -> tuple[Spell, ...]:
    """The spells of somebody who leaves: those that begin later are dropped."""
    stay = [each for each in spells if each.since is None or each.since <= last_day]
    if not stay:
        return ()
    last = stay[-1]
    if last.until is None or last.until > last_day:
        last = msgspec.structs.replace(last, until=last_day)
    return (*stay[:-1], last)


def on_the_roster(people: Iterable[Person], entries: Iterable[Entry]) -> tuple[Person, ...]:
    """The people of desk.yaml with the spells of the roster, then those whom only it knows.

    Accounts are desk.yaml's alone: who may give themselves an account edits that file.
    """
    by_id = {entry.id: entry for entry in entries}
    named = [_joined(person, by_id.pop(person.id, None)) for person in people]
    return (*named, *(_joined(Person(id=e.id, name=e.name), e) for e in by_id.values()))


def _joined(person: Person, entry: Entry | None) -> Person:
    if entry is None or not entry.spells:
        return person
    last = entry.spells[-1]
    return msgspec.structs.replace(
        person,
        name=entry.name,
        role=last.role,
        team=last.team,
        place=last.place,
        manager=last.manager,
        aliases=tuple(dict.fromkeys((*person.aliases, *entry.aliases))),
        spells=entry.spells,
        left=last.until is not None,
    )
