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


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is said anew of one person; None: as it was, an empty text: none."""

    id: str
    since: date | None = None
    """The first day of a new spell; None: only name and aliases are said."""
    until: date | None = None
    name: str | None = None
    role: str | None = None
    team: str | None = None
    place: str | None = None
    manager: str | None = None
    aliases: tuple[str, ...] = ()
    """Added to those known."""


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What a table changed."""

    new: tuple[str, ...]
    """Ids; `changed` likewise."""
    changed: tuple[str, ...]
    same: int
    """So many stood as the table has them."""


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


def changed(known: Entry | None, wanted: Change) -> Entry:
    """The entry with what is said anew; what is not said stays as it was on the first day meant.

    Raises:
        NoFirstDay: it says something else than what stands, and not since when.
        Overlap: two spells would hold one day.
    """
    entry = known or Entry(id=wanted.id, name=wanted.name or wanted.id)
    entry = msgspec.structs.replace(
        entry,
        name=wanted.name or entry.name,
        aliases=tuple(dict.fromkeys((*entry.aliases, *wanted.aliases))),
    )
    then = _then(entry.spells, wanted.since)
    spell = Spell(
        since=wanted.since,
        until=wanted.until,
        role=wanted.role or then.role,
        team=_said(wanted.team, then.team),
        place=_said(wanted.place, then.place),
        manager=_said(wanted.manager, then.manager),
    )
    if wanted.since is None and wanted.until is None and entry.spells:
        first, last = entry.spells[0], entry.spells[-1]
        stand = [each for each in (first, last) if each is last or each.since is None]
        if any(spell == msgspec.structs.replace(s, since=None, until=None) for s in stand):
            return entry
        raise NoFirstDay
    return msgspec.structs.replace(entry, spells=with_spell(entry.spells, spell))


def _said(now: str | None, before: str | None) -> str | None:
    return before if now is None else now or None


def _then(spells: Sequence[Spell], day: date | None) -> Spell:
    """What somebody was on that day; else their last spell, or what everybody is at first."""
    if day is not None:
        for each in spells:
            if each.holds_on(day):
                return each
    return spells[-1] if spells else Spell()


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
