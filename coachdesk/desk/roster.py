"""Who works here: the roster shown, changed and brought in from a table."""

from collections.abc import Sequence
from datetime import date

import msgspec

from coachdesk.core.authorize import Action, Subject
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.people import Person, Spell, as_of
from coachdesk.core.roster import (
    Done,
    Entry,
    Known,
    NoFirstDay,
    Overlap,
    ended,
    on_the_roster,
    with_spell,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.steps import hand_of
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings
from coachdesk.store import records, roster
from coachdesk.store.connect import Db, write


def with_roster(desk: Desk, acting: Acting) -> Desk:
    """The desk with the people of its roster among those of desk.yaml."""
    if not desk.database.exists():
        return desk
    with desk.opened(acting) as db:
        entries = roster.entries(db)
    if not entries:
        return desk
    settings = desk.settings
    people = on_the_roster(settings.people, entries)
    return msgspec.structs.replace(desk, settings=msgspec.structs.replace(settings, people=people))


def colleagues(desk: Desk, acting: Acting, on: date | None = None) -> tuple[Known, ...]:
    """Everybody who worked here on a day, by team and name.

    Args:
        desk: which.
        acting: who asks.
        on: None: today.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor_of(desk, acting)
    day = on or desk.settings.day_of(acting.clock())
    there = (as_of(person, day) for person in desk.settings.people)
    return tuple(
        Known(person=person, spells=_spells(person))
        for person in sorted(there, key=lambda each: (each.team or "", each.name))
        if not person.left
    )


def colleague(desk: Desk, acting: Acting, name: str) -> Known:
    """One person, with all their spells and what was changed when and by whom.

    Raises:
        BadInput: nobody is called that (U107).
        DeskRefused: this person may not read about them.
    """
    person = _person(desk.settings, name)
    subject = Subject(person=person.id, team=person.team)
    allowed(desk, acting, Action.READ_ROSTER, subject)
    with desk.opened(acting) as db:
        record = roster.entry(db, person.id)
        steps = () if record is None else records.steps_of(db, record)
    now = as_of(person, desk.settings.day_of(acting.clock()))
    done = (Done(at=each.at, by=each.by, step=each.step, reason=each.reason) for each in steps)
    return Known(person=now, spells=_spells(person), changes=tuple(done))


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is said anew of one person; None: as it was."""

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


def change(desk: Desk, acting: Acting, wanted: Change, reason: str = "") -> Known:
    """Puts a person onto the roster, or says what they are from a day on.

    Raises:
        BadInput: the change does not fit what is known (D791 to D793).
        DeskRefused: this person may not.
    """
    with desk.opened(acting) as db, write(db):
        _allowed(desk, acting, wanted.id)
        new = changed(desk.settings, _entry_of(desk.settings, db, wanted.id), wanted)
        hand = hand_of(acting, actor_of(desk, acting))
        roster.put(db, hand, new, "change", reason)
    return colleague(with_roster(desk, acting), acting, wanted.id)


def leave(desk: Desk, acting: Acting, name: str, last_day: date, reason: str = "") -> Known:
    """Ends a person's last spell.

    Raises:
        BadInput: nobody is called that, or they had left before.
        DeskRefused: this person may not.
    """
    person = _person(desk.settings, name)
    with desk.opened(acting) as db, write(db):
        _allowed(desk, acting, person.id)
        known = _entry_of(desk.settings, db, person.id)
        assert known is not None
        spells = ended(known.spells, last_day)
        if not spells:
            message = f"{person.name} began after {last_day}"
            raise BadInput(Problem(code="D791", message=message))
        hand = hand_of(acting, actor_of(desk, acting))
        roster.put(db, hand, msgspec.structs.replace(known, spells=spells), "leave", reason)
    return colleague(with_roster(desk, acting), acting, person.id)


def changed(settings: Settings, known: Entry | None, wanted: Change) -> Entry:
    """The entry with what is said anew.

    Raises:
        BadInput: it does not fit: no place of that name, an unknown manager, days that two spells
            hold, or a change that does not say from when on.
    """
    problems = tuple(_unfit(settings, wanted))
    if problems:
        raise BadInput(*problems)
    if known is None:
        known = Entry(id=wanted.id, name=wanted.name or wanted.id)
        last = Spell()
    else:
        last = known.spells[-1] if known.spells else Spell()
    entry = msgspec.structs.replace(
        known,
        name=wanted.name or known.name,
        aliases=tuple(dict.fromkeys((*known.aliases, *wanted.aliases))),
    )
    said = (wanted.role, wanted.team, wanted.place, wanted.manager)
    if wanted.since is None and wanted.until is None and known.spells and not any(said):
        return entry
    spell = Spell(
        since=wanted.since,
        until=wanted.until,
        role=wanted.role or last.role,
        team=wanted.team or last.team,
        place=wanted.place or last.place,
        manager=wanted.manager or last.manager,
    )
    if wanted.since is None and known.spells:
        if msgspec.structs.replace(spell, since=last.since, until=last.until) == last:
            return entry
        raise BadInput(_no_day(wanted))
    try:
        return msgspec.structs.replace(entry, spells=with_spell(known.spells, spell))
    except Overlap as error:
        message = f"'{wanted.id}' would have two spells on {error.day}"
        hint = "give the earlier one an earlier last day"
        raise BadInput(Problem(code="D791", message=message, hint=hint)) from None
    except NoFirstDay:
        raise BadInput(_no_day(wanted)) from None


def _no_day(wanted: Change) -> Problem:
    message = f"'{wanted.id}' is on the roster, and the change has no first day"
    return Problem(code="D792", message=message, hint="say since when it holds")


def _unfit(settings: Settings, wanted: Change) -> Sequence[Problem]:
    found = []
    if wanted.place is not None and settings.place_of(wanted.place) is None:
        hint = nearest(wanted.place, [each.id for each in settings.places]) or (
            "list it under places in desk.yaml"
        )
        found.append(Problem(code="D793", message=f"there is no place '{wanted.place}'", hint=hint))
    if wanted.manager is not None and settings.person_of(wanted.manager) is None:
        known = [person.id for person in settings.people]
        hint = nearest(wanted.manager, known) or "put the manager onto the roster first"
        message = f"nobody is called '{wanted.manager}'"
        found.append(Problem(code="D793", message=message, hint=hint))
    if wanted.since and wanted.until and wanted.until < wanted.since:
        message = f"'{wanted.id}' would leave on {wanted.until}, before {wanted.since}"
        found.append(Problem(code="D791", message=message))
    return found


def _entry_of(settings: Settings, db: Db, person: str) -> Entry | None:
    """What the roster says, or what desk.yaml implies of somebody who is not on it."""
    record = roster.entry(db, person)
    if record is not None:
        return record.content
    known = next((each for each in settings.people if each.id == person), None)
    if known is None:
        return None
    return Entry(id=known.id, name=known.name, aliases=known.aliases, spells=_spells(known))


def _spells(person: Person) -> tuple[Spell, ...]:
    implied = Spell(role=person.role, team=person.team, place=person.place, manager=person.manager)
    return person.spells or (implied,)


def _allowed(desk: Desk, acting: Acting, person: str) -> None:
    known = desk.settings.person_of(person)
    subject = Subject(person=person, team=known.team if known else None)
    allowed(desk, acting, Action.EDIT_ROSTER, subject)


def _person(settings: Settings, name: str) -> Person:
    person = settings.person_of(name)
    if person is None:
        known = [each for one in settings.people for each in settings.names_of(one.id)]
        hint = nearest(name, known) or "coachdesk people list names everybody"
        raise BadInput(Problem(code="U107", message=f"nobody is called '{name}'", hint=hint))
    return person
