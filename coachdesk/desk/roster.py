"""Who works here: the roster shown, changed and brought in from a table."""

from collections.abc import Collection, Mapping
from datetime import date

import msgspec

from coachdesk.core.authorize import Action, Actor, Reach, Role, Subject, reaches
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.location import Location
from coachdesk.core.people import Level, Person, Place, Spell, as_of
from coachdesk.core.roster import (
    Brought,
    Change,
    Done,
    Entry,
    Known,
    NoFirstDay,
    Overlap,
    changed,
    ended,
    on_the_roster,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.steps import hand_of
from coachdesk.files.people_table import read_people, read_places
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings
from coachdesk.store import records, roster
from coachdesk.store.connect import Db, write


def with_roster(desk: Desk, acting: Acting) -> Desk:
    """The desk with the people and places of its roster among those of desk.yaml."""
    if not desk.database.exists():
        return desk
    with desk.opened(acting) as db:
        entries, places = roster.entries(db), roster.places(db)
    if not entries and not places:
        return desk
    settings = desk.settings
    by_id = {place.id: place for place in (*settings.places, *places)}
    settings = msgspec.structs.replace(
        settings,
        people=on_the_roster(settings.people, entries),
        places=tuple(by_id.values()),
    )
    return msgspec.structs.replace(desk, settings=settings)


def team_note(desk: Desk, team: str | None) -> str:
    """That nobody is or was in a team of this name, with the nearest known one; else empty."""
    spells = (spell for person in desk.settings.people for spell in _spells(person))
    known = {spell.team for spell in spells if spell.team}
    if not team or team in known:
        return ""
    meant = nearest(team, sorted(known))
    return f"'{team}' is a new team" + (f"; {meant}" if meant else "")


def names_in(desk: Desk) -> dict[str, str]:
    """What places and people are called, by id."""
    people = {person.id: person.name for person in desk.settings.people}
    return people | {place.id: place.name for place in desk.settings.places}


def colleagues(desk: Desk, acting: Acting, on: date | None = None) -> tuple[Known, ...]:
    """Everybody who worked here on a day, by team and name.

    Args:
        desk: which.
        acting: who asks.
        on: None: today.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor = actor_of(desk, acting)
    day = on or desk.settings.day_of(acting.clock())
    there = (as_of(person, day) for person in desk.settings.people)
    return tuple(
        Known(person=person, spells=_spells(person))
        for person in sorted(there, key=lambda each: (each.team or "", each.name))
        if not person.left and _shown(actor, person)
    )


def _shown(actor: Actor, person: Person) -> bool:
    """Whether somebody may know of the person: of shoppers, only who handles them or the roster."""
    if person.role != Role.SHOPPER or person.id == actor.id:
        return True
    return any(
        Reach.EVERYBODY in reaches(actor.role, action)
        for action in (Action.READ_SHOPPER, Action.EDIT_ROSTER)
    )


def colleague(desk: Desk, acting: Acting, name: str) -> Known:
    """One person, with all their spells and what was changed when and by whom.

    Raises:
        BadInput: nobody is called that (U107).
        DeskRefused: this person may not read about them.
    """
    person = _person(desk.settings, name)
    if not _shown(actor_of(desk, acting), person):
        raise _nobody(desk.settings, name)
    subject = Subject(person=person.id, team=person.team)
    allowed(desk, acting, Action.READ_ROSTER, subject)
    with desk.opened(acting) as db:
        record = roster.entry(db, person.id)
        steps = () if record is None else records.steps_of(db, record)
    now = as_of(person, desk.settings.day_of(acting.clock()))
    done = (Done(at=each.at, by=each.by, step=each.step, reason=each.reason) for each in steps)
    return Known(person=now, spells=_spells(person), changes=tuple(done))


def change(desk: Desk, acting: Acting, wanted: Change, reason: str = "") -> Known:
    """Puts a person onto the roster, or says what they are from a day on.

    Raises:
        BadInput: the change does not fit what is known (D791 to D793).
        DeskRefused: this person may not.
    """
    with desk.opened(acting) as db, write(db):
        _allowed(desk, acting, wanted.id)
        new = _said(desk.settings, _entry_of(desk.settings, db, wanted.id), wanted)
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


def bring_in(desk: Desk, acting: Acting, file: str, *, dry_run: bool = False) -> Brought:
    """Brings a table of people onto the roster: all of it, or nothing. Twice is once.

    Args:
        desk: which.
        acting: who does it.
        file: CSV or XLSX; docs/people.md has the columns.
        dry_run: only say what it would change.

    Raises:
        BadInput: with every fault, by row and column.
        DeskRefused: this person may not, or a row is about themselves.
    """
    allowed(desk, acting, Action.EDIT_ROSTER)
    read = read_people(file)
    if read.problems:
        raise BadInput(*read.problems)
    settings = desk.settings
    listed = {change.id for change, _ in read.rows}
    with desk.opened(acting) as db, write(db):
        entries: dict[str, Entry | None] = {id: _entry_of(settings, db, id) for id in listed}
        before = dict(entries)
        problems: list[Problem] = []
        for wanted, at in read.rows:
            faults = _unfit(settings, wanted, listed, at)
            if not faults:
                try:
                    entries[wanted.id] = changed(entries[wanted.id], wanted)
                except (Overlap, NoFirstDay) as error:
                    faults = [_no_fit(wanted, error, at)]
            problems += faults
        if problems:
            raise BadInput(*problems)
        new = [e for id, e in sorted(entries.items()) if e is not None and e != before[id]]
        for entry in new:
            _allowed(desk, acting, entry.id)
        if not dry_run:
            hand = hand_of(acting, actor_of(desk, acting))
            for entry in new:
                roster.put(db, hand, entry, "import")
    came = tuple(entry.id for entry in new if before[entry.id] is None)
    moved = tuple(entry.id for entry in new if before[entry.id] is not None)
    return Brought(new=came, changed=moved, same=len(listed) - len(new))


def bring_in_places(desk: Desk, acting: Acting, file: str, *, dry_run: bool = False) -> Brought:
    """Brings a table of places to the desk: all of it, or nothing.

    Raises:
        BadInput: with every fault, by row and column; a place lies within a larger one that is
            known or in the table.
        DeskRefused: this person may not.
    """
    allowed(desk, acting, Action.EDIT_ROSTER)
    read = read_places(file)
    known = {place.id: place for place in desk.settings.places}
    listed = known | {place.id: place for place, _ in read.rows}
    problems = [*read.problems]
    for place, at in read.rows:
        problems += _misplaced(place, listed, at)
    if problems:
        raise BadInput(*problems)
    new = [place for place in listed.values() if known.get(place.id) != place]
    if not dry_run and new:
        with desk.opened(acting) as db, write(db):
            hand = hand_of(acting, actor_of(desk, acting))
            for place in new:
                roster.put_place(db, hand, place)
    came = tuple(place.id for place in new if place.id not in known)
    moved = tuple(place.id for place in new if place.id in known)
    named = {place.id for place, _ in read.rows}
    return Brought(new=came, changed=moved, same=len(named) - len(new))


def _misplaced(place: Place, listed: Mapping[str, Place], at: Location) -> list[Problem]:
    if place.within is None:
        return []
    outer = listed.get(place.within)
    if outer is None:
        hint = nearest(place.within, listed) or "put it into the table as well"
        message = f"there is no place '{place.within}'"
        return [Problem(code="D793", message=message, hint=hint, location=at)]
    levels = tuple(Level)
    if levels.index(outer.level) >= levels.index(place.level):
        message = f"'{place.id}' cannot lie within '{outer.id}', which is no larger"
        return [Problem(code="D793", message=message, location=at)]
    return []


def _said(settings: Settings, known: Entry | None, wanted: Change) -> Entry:
    """The entry with what is said anew.

    Raises:
        BadInput: it does not fit: no place of that name, an unknown manager, days that two spells
            hold, or a change that does not say from when on.
    """
    problems = _unfit(settings, wanted)
    if problems:
        raise BadInput(*problems)
    try:
        return changed(known, wanted)
    except (Overlap, NoFirstDay) as error:
        raise BadInput(_no_fit(wanted, error)) from None


def _no_fit(wanted: Change, error: Exception, at: Location | None = None) -> Problem:
    if isinstance(error, Overlap):
        message = f"'{wanted.id}' would have two spells on {error.day}"
        hint = "give the earlier one an earlier last day"
        return Problem(code="D791", message=message, hint=hint, location=at)
    message = f"'{wanted.id}' is on the roster, and the change has no first day"
    return Problem(
        code="D792", message=message, hint="say since when it holds: --since DAY", location=at
    )


def _unfit(
    settings: Settings, wanted: Change, beside: Collection[str] = (), at: Location | None = None
) -> list[Problem]:
    found = []
    if wanted.place and settings.place_of(wanted.place) is None:
        hint = nearest(wanted.place, [each.id for each in settings.places]) or (
            "coachdesk people import --places, or list it in desk.yaml"
        )
        message = f"there is no place '{wanted.place}'"
        found.append(Problem(code="D793", message=message, hint=hint, location=at))
    manager = wanted.manager
    if manager and manager not in beside and settings.person_of(manager) is None:
        known = [person.id for person in settings.colleagues]
        hint = nearest(manager, known) or "put the manager onto the roster first"
        message = f"nobody is called '{manager}'"
        found.append(Problem(code="D793", message=message, hint=hint, location=at))
    if wanted.since and wanted.until and wanted.until < wanted.since:
        message = f"'{wanted.id}' would leave on {wanted.until}, before {wanted.since}"
        found.append(Problem(code="D791", message=message, location=at))
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
        raise _nobody(settings, name)
    return person


def _nobody(settings: Settings, name: str) -> BadInput:
    known = [each for one in settings.colleagues for each in settings.names_of(one.id)]
    hint = nearest(name, known) or "coachdesk people list names everybody"
    return BadInput(Problem(code="U107", message=f"nobody is called '{name}'", hint=hint))
