"""The roster: who worked where, in which team and under whom, spell by spell.

Small desks name their people in desk.yaml. The roster adds what changes over time: a person's
spells, each from a first day on. Whose call it was, and whose figure it counts in, is decided by
the spell of the day on which it began.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from coachdesk.core.people import Person, Spell
from coachdesk.core.spells import Moved, NoFirstDay, joined, moves, said, with_spell


class Was(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry said before a step."""

    name: str = ""
    """Empty: there was no entry, and desk.yaml named nobody."""
    aliases: tuple[str, ...] = ()
    spells: tuple[Spell, ...] = ()


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the roster."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    spells: tuple[Spell, ...] = ()
    """The oldest first, without overlaps; only the first may have no first day."""
    past: tuple[Was, ...] = ()
    """What it said before each of its newest steps, in order; steps older than these kept none."""

    @property
    def now(self) -> Was:
        """What it says."""
        return Was(name=self.name, aliases=self.aliases, spells=self.spells)


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One change of an entry."""

    at: datetime
    by: str
    step: str
    """`import`, `change`, `correct`, `strike` or `leave`."""
    reason: str = ""
    moved: tuple[Moved, ...] = ()
    """Of which days it says something else since."""
    renamed: tuple[str, str] | None = None
    """The name before and after, where it changed."""
    also: tuple[str, ...] = ()
    """Aliases that came."""
    told: bool = False
    """Whether what it changed is known; early steps kept no note of that."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """One person as the roster and desk.yaml know them."""

    person: Person
    """As they are on the day asked for."""
    spells: tuple[Spell, ...]
    """The oldest first; of somebody whom desk.yaml alone knows the one that it implies."""
    changes: tuple[Done, ...] = ()
    """What was done to the entry, where one person is shown."""
    dropped: tuple[Spell, ...] = ()
    """Spells that were to come, and that the last day just noted took away."""


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


class Brought(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a table changed."""

    new: tuple[str, ...]
    """Ids; `changed` likewise."""
    changed: tuple[str, ...]
    same: int
    """So many stood as the table has them."""
    notes: tuple[str, ...] = ()
    """What may be a slip all the same: teams that nobody was in before."""


def overlapping(rows: Sequence[Change]) -> tuple[int, ...]:
    """Numbers of the rows that hold a day which another row before them holds too.

    What a table says has no order: where two of its rows say different things of one day of one
    person, neither ends the other, as long as the earlier one says itself when it ends.
    """
    found = []
    for number, row in enumerate(rows):
        same = (each for each in rows[:number] if each.id == row.id and each != row)
        if any(_hold_one_day(row, each) for each in same):
            found.append(number)
    return tuple(found)


def _hold_one_day(one: Change, other: Change) -> bool:
    first, second = sorted((one, other), key=lambda each: each.since or date.min)
    if first.since == second.since:
        return True
    return first.until is not None and second.since is not None and second.since <= first.until


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
        team=said(wanted.team, then.team),
        place=said(wanted.place, then.place),
        manager=said(wanted.manager, then.manager),
    )
    if wanted.since is None and wanted.until is None and entry.spells:
        first, last = entry.spells[0], entry.spells[-1]
        stand = [each for each in (first, last) if each is last or each.since is None]
        if any(spell == msgspec.structs.replace(s, since=None, until=None) for s in stand):
            return entry
        raise NoFirstDay
    return msgspec.structs.replace(entry, spells=with_spell(entry.spells, spell))


def done_of(steps: Sequence[Done], entry: Entry) -> tuple[Done, ...]:
    """The steps with what each of them changed, as far as the entry kept it.

    Args:
        steps: all of them, in order.
        entry: as it stands after the last one.
    """
    unknown = max(0, len(steps) - len(entry.past))
    stood = (*entry.past, entry.now)[-(len(steps) - unknown) - 1 :]
    told = (
        msgspec.structs.replace(
            step,
            moved=moves(was.spells, now.spells),
            renamed=(was.name, now.name) if was.name and was.name != now.name else None,
            also=tuple(each for each in now.aliases if each not in was.aliases),
            told=True,
        )
        for step, was, now in zip(steps[unknown:], stood, stood[1:], strict=False)
    )
    return (*steps[:unknown], *told)


def _then(spells: Sequence[Spell], day: date | None) -> Spell:
    """What somebody was on that day; else their last spell, or what everybody is at first."""
    if day is not None:
        for each in spells:
            if each.holds_on(day):
                return each
    return spells[-1] if spells else Spell()


def on_the_roster(people: Iterable[Person], entries: Iterable[Entry]) -> tuple[Person, ...]:
    """The people of desk.yaml with the spells of the roster, then those whom only it knows.

    Accounts are desk.yaml's alone: who may give themselves an account edits that file.
    """
    by_id = {entry.id: entry for entry in entries}
    named = [_spelt(person, by_id.pop(person.id, None)) for person in people]
    return (*named, *(_spelt(Person(id=e.id, name=e.name), e) for e in by_id.values()))


def _spelt(person: Person, entry: Entry | None) -> Person:
    if entry is None or not entry.spells:
        return person
    spells = joined(entry.spells)
    last = spells[-1]
    return msgspec.structs.replace(
        person,
        name=entry.name,
        role=last.role,
        team=last.team,
        place=last.place,
        manager=last.manager,
        aliases=tuple(dict.fromkeys((*person.aliases, *entry.aliases))),
        spells=spells,
        left=last.until is not None,
    )
