"""Spells of one person: put in, put right, taken out, and what became otherwise by it.

Each day belongs to one spell at most. A day of no spell is one on which they do not work here.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from coachdesk.core.people import Spell

_DAY = timedelta(days=1)


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What is put right about one spell; what is not said stays as it was."""

    since: date | msgspec.UnsetType | None = msgspec.UNSET
    """Its first day; None: from the beginning."""
    until: date | msgspec.UnsetType | None = msgspec.UNSET
    """Its last day; None: still."""
    role: str | None = None
    team: str | None = None
    """An empty text: none; place and manager likewise."""
    place: str | None = None
    manager: str | None = None


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """Days in a row on which somebody is something else than was said before."""

    since: date | None
    """The first of them; None: from the beginning."""
    until: date | None
    """The last one; None: still."""
    before: Spell | None
    """What was said of these days, without days of its own; None: that they did not work here."""
    after: Spell | None


class Overlap(Exception):
    """Two spells of one person hold the same day."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day
        """The first such day."""


class NoFirstDay(Exception):
    """A spell that is not the first does not say when it begins."""


class NoSuchSpell(Exception):
    """No spell begins on that day."""


class OnlySpell(Exception):
    """It is the only one: somebody without any would never have worked here."""


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
            ordered[at] = replace(before, until=first - _DAY)
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
        last = replace(last, until=last_day)
    return (*stay[:-1], last)


def corrected(spells: Sequence[Spell], first: date | None, wanted: Correction) -> tuple[Spell, ...]:
    """The spells with one of them put right; a neighbour that touched it still does.

    Args:
        spells: in order.
        first: the first day of the one that is meant; None: the one from the beginning.
        wanted: what is put right.

    Raises:
        NoSuchSpell: none begins then.
        NoFirstDay: it would have none, and another stands before it.
        Overlap: days would belong to two spells, or a neighbour would lose all of its own.
    """
    at = _place_of(spells, first)
    old = spells[at]
    new = _said_anew(old, wanted)
    before, after = list(spells[:at]), list(spells[at + 1 :])
    if before and new.since is None:
        raise NoFirstDay
    if before and new.since is not None and _touch(before[-1], old):
        before[-1] = replace(before[-1], until=new.since - _DAY)
    if after and new.until is not None and _touch(old, after[0]):
        after[0] = replace(after[0], since=new.until + _DAY)
    found = (*before, new, *after)
    _without_overlap(found)
    return joined(found)


def struck(spells: Sequence[Spell], first: date | None) -> tuple[Spell, ...]:
    """The spells without one that never was: its days are those of the spell that it ended.

    Raises:
        NoSuchSpell: none begins then.
        OnlySpell: there is no other.
    """
    at = _place_of(spells, first)
    if len(spells) == 1:
        raise OnlySpell
    before = list(spells[:at])
    if before and _touch(before[-1], spells[at]):
        before[-1] = replace(before[-1], until=spells[at].until)
    return joined((*before, *spells[at + 1 :]))


def joined(spells: Sequence[Spell]) -> tuple[Spell, ...]:
    """The spells, those that follow on each other and say the same as one."""
    found: list[Spell] = []
    for spell in spells:
        last = found[-1] if found else None
        if last is not None and _touch(last, spell) and said_of(last) == said_of(spell):
            found[-1] = replace(last, until=spell.until)
        else:
            found.append(spell)
    return tuple(found)


def said_of(spell: Spell) -> Spell:
    """What a spell says, without its days."""
    return replace(spell, since=None, until=None)


def moves(before: Sequence[Spell], after: Sequence[Spell]) -> tuple[Moved, ...]:
    """What is said otherwise of which days, the earliest first; of no other day anything else."""
    firsts: set[date] = set()
    for spell in (*before, *after):
        if spell.since is not None:
            firsts.add(spell.since)
        if spell.until is not None:
            firsts.add(spell.until + _DAY)
    found: list[Moved] = []
    starts: list[date | None] = [None, *sorted(firsts)]
    for at, since in enumerate(starts):
        following = starts[at + 1] if at + 1 < len(starts) else None
        until = None if following is None else following - _DAY
        # Nothing changes within the stretch, so that its last day stands for all of it.
        day = until or since or date.max
        was, now = _on(before, day), _on(after, day)
        if was == now:
            continue
        moved = Moved(since=since, until=until, before=was, after=now)
        if found and _goes_on(found[-1], moved):
            found[-1] = replace(found[-1], until=until)
        else:
            found.append(moved)
    return tuple(found)


def _goes_on(one: Moved, following: Moved) -> bool:
    touch = one.until is not None and one.until + _DAY == following.since
    return touch and (one.before, one.after) == (following.before, following.after)


def _on(spells: Sequence[Spell], day: date) -> Spell | None:
    return next((said_of(each) for each in spells if each.holds_on(day)), None)


def _place_of(spells: Sequence[Spell], first: date | None) -> int:
    for at, each in enumerate(spells):
        if each.since == first:
            return at
    raise NoSuchSpell


def _touch(one: Spell, following: Spell) -> bool:
    return one.until is not None and one.until + _DAY == following.since


def _said_anew(old: Spell, wanted: Correction) -> Spell:
    return Spell(
        since=old.since if wanted.since is msgspec.UNSET else wanted.since,
        until=old.until if wanted.until is msgspec.UNSET else wanted.until,
        role=wanted.role or old.role,
        team=said(wanted.team, old.team),
        place=said(wanted.place, old.place),
        manager=said(wanted.manager, old.manager),
    )


def said(now: str | None, before: str | None) -> str | None:
    """What holds after something was said anew: None says nothing, an empty text: there is none."""
    return before if now is None else now or None


def _without_overlap(spells: Sequence[Spell]) -> None:
    for spell in spells:
        if spell.since and spell.until and spell.until < spell.since:
            raise Overlap(spell.since)
    for one, following in pairwise(spells):
        assert following.since is not None
        if one.until is None or one.until >= following.since:
            raise Overlap(following.since)
