"""Who works here: the roster shown, changed and brought in from a table."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

import msgspec

from coachdesk.core.authorize import Action, Actor, Reach, Role, Subject, reaches
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.location import Location
from coachdesk.core.people import ID_HINT, Person, Spell, as_of, is_id
from coachdesk.core.roster import (
    Brought,
    Change,
    Done,
    Entry,
    Known,
    Was,
    changed,
    done_of,
    on_the_roster,
    overlapping,
)
from coachdesk.core.spells import (
    Correction,
    NoFirstDay,
    NoSuchSpell,
    OnlySpell,
    Overlap,
    corrected,
    ended,
    joined,
    struck,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.steps import hand_of
from coachdesk.files.people_table import read_people
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


def team_note(desk: Desk, team: str | None, beside: Collection[str] = ()) -> str:
    """That nobody is or was in a team of this name, with the nearest known one; else empty.

    Args:
        desk: which.
        team: its name.
        beside: other names that are said at the same time.
    """
    spells = (spell for person in desk.settings.people for spell in _spells(person))
    known = {spell.team for spell in spells if spell.team}
    if not team or team in known:
        return ""
    meant = nearest(team, sorted({*known, *beside} - {team}))
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
    done = [Done(at=each.at, by=each.by, step=each.step, reason=each.reason) for each in steps]
    changes = tuple(done) if record is None else done_of(done, record.content)
    return Known(person=now, spells=_spells(person), changes=changes)


def change(
    desk: Desk, acting: Acting, wanted: Change, reason: str = "", *, new: bool = False
) -> Known:
    """Puts a person onto the roster, or says what they are from a day on.

    Args:
        desk: which.
        acting: who does it.
        wanted: what is said.
        reason: why, for the log.
        new: somebody is meant whom the desk does not know yet.

    Raises:
        BadInput: the change does not fit what is known (D791 to D793, D795).
        DeskRefused: this person may not.
    """
    with desk.opened(acting) as db, write(db):
        _allowed(desk, acting, wanted.id)
        known = _entry_of(desk.settings, db, wanted.id)
        if new and known is not None:
            message = f"'{wanted.id}' is {known.name} already"
            raise BadInput(Problem(code="D795", message=message, hint="take another id"))
        _put(desk, acting, db, known, _said(desk.settings, known, wanted), "change", reason)
    return colleague(with_roster(desk, acting), acting, wanted.id)


def correct(
    desk: Desk,
    acting: Acting,
    name: str,
    first: date | None,
    wanted: Correction,
    reason: str = "",
) -> Known:
    """Puts one spell of a person right: its days, or what it says.

    Args:
        desk: which.
        acting: who does it.
        name: an id, name or alias.
        first: the first day of the spell that is meant; None: the one from the beginning.
        wanted: what is put right.
        reason: why, for the log.

    Raises:
        BadInput: nobody is called that, no spell begins then, or it does not fit.
        DeskRefused: this person may not.
    """
    person = _person(desk.settings, name)
    faults = _unfit(
        desk.settings,
        Change(id=person.id, place=wanted.place or None, manager=wanted.manager or None),
    )
    if faults:
        raise BadInput(*faults)
    return _respelt(
        desk, acting, person, "correct", reason, lambda spells: corrected(spells, first, wanted)
    )


def strike(desk: Desk, acting: Acting, name: str, first: date | None, reason: str = "") -> Known:
    """Takes a spell out that never was: its days are those of the spell before it.

    Raises:
        As `correct`; also where it is the only one.
    """
    person = _person(desk.settings, name)
    return _respelt(desk, acting, person, "strike", reason, lambda spells: struck(spells, first))


def leave(desk: Desk, acting: Acting, name: str, last_day: date, reason: str = "") -> Known:
    """Ends a person's last spell, and drops those that were to begin later: `dropped` has them.

    Raises:
        BadInput: nobody is called that, they begin later, or they had left by then (D791).
        DeskRefused: this person may not.
    """
    person = _person(desk.settings, name)
    dropped: list[Spell] = []

    def left(spells: Sequence[Spell]) -> Sequence[Spell]:
        last = spells[-1].until if spells else None
        if last is not None and last <= last_day:
            message = f"{person.name} has left already: the last day is {last}"
            hint = f"coachdesk people correct {person.id} puts a wrong day right"
            raise BadInput(Problem(code="D791", message=message, hint=hint))
        if found := ended(spells, last_day):
            dropped.extend(each for each in spells if each.since and each.since > last_day)
            return found
        message = f"{person.name} began after {last_day}"
        raise BadInput(Problem(code="D791", message=message))

    known = _respelt(desk, acting, person, "leave", reason, left)
    return msgspec.structs.replace(known, dropped=tuple(dropped))


def _respelt(
    desk: Desk,
    acting: Acting,
    person: Person,
    step: str,
    reason: str,
    spelt: Callable[[Sequence[Spell]], Sequence[Spell]],
) -> Known:
    """A known person with other spells, written."""
    with desk.opened(acting) as db, write(db):
        _allowed(desk, acting, person.id)
        known = _entry_of(desk.settings, db, person.id)
        assert known is not None
        try:
            spells = tuple(spelt(joined(known.spells)))
        except (NoSuchSpell, OnlySpell, Overlap, NoFirstDay) as error:
            raise BadInput(_no_such(person, known, error)) from None
        _put(desk, acting, db, known, msgspec.structs.replace(known, spells=spells), step, reason)
    return colleague(with_roster(desk, acting), acting, person.id)


def _no_such(person: Person, known: Entry, error: Exception) -> Problem:
    if isinstance(error, OnlySpell):
        message = f"it is the only spell of {person.name}"
        return Problem(code="D791", message=message, hint="give it other days, or a last one")
    if isinstance(error, NoSuchSpell):
        days = ", ".join(str(each.since or "always") for each in joined(known.spells))
        message = f"no spell of {person.name} begins on that day"
        return Problem(code="D791", message=message, hint=f"they begin: {days}")
    if isinstance(error, Overlap):
        message = f"'{person.id}' would have two spells on {error.day}, or one without a day"
        hint = "the spell beside it first: give it other days, or strike it"
        return Problem(code="D791", message=message, hint=hint)
    message = f"another spell of '{person.id}' stands before it, so it needs a first day"
    return Problem(code="D792", message=message, hint="say which: --since DAY")


def _put(
    desk: Desk, acting: Acting, db: Db, known: Entry | None, new: Entry, step: str, reason: str
) -> None:
    was = Was() if known is None else known.now
    roster.put(db, hand_of(acting, actor_of(desk, acting)), new, step, reason, was=was)


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
    settings = desk.settings
    listed = {change.id for change, _ in read.rows}
    with desk.opened(acting) as db, write(db):
        entries: dict[str, Entry | None] = {id: _entry_of(settings, db, id) for id in listed}
        before = dict(entries)
        problems = [*read.problems]
        twice = overlapping([wanted for wanted, _ in read.rows])
        for number, (wanted, at) in enumerate(read.rows):
            faults = _unfit(settings, wanted, listed, at)
            if number in twice and wanted.since is not None:
                faults.append(_no_fit(wanted, Overlap(wanted.since), at))
            if not faults and not read.problems:
                try:
                    entries[wanted.id] = changed(entries[wanted.id], wanted)
                except (Overlap, NoFirstDay) as error:
                    faults = [_no_fit(wanted, error, at)]
            problems += faults
        if problems:
            raise BadInput(*sorted(problems, key=_place_in_table))
        new = [e for id, e in sorted(entries.items()) if e is not None and e != before[id]]
        for entry in new:
            _allowed(desk, acting, entry.id)
        if not dry_run:
            for entry in new:
                _put(desk, acting, db, before[entry.id], entry, "import", "")
    came = tuple(entry.id for entry in new if before[entry.id] is None)
    moved = tuple(entry.id for entry in new if before[entry.id] is not None)
    teams = {wanted.team for wanted, _ in read.rows if wanted.team}
    notes = (team_note(desk, team, teams) for team in sorted(teams))
    return Brought(
        new=came,
        changed=moved,
        same=len(listed) - len(new),
        notes=tuple(note for note in notes if note),
    )


def _place_in_table(problem: Problem) -> tuple[int, int]:
    at = problem.location
    return (at.line, at.column) if at is not None else (0, 0)


def _said(settings: Settings, known: Entry | None, wanted: Change) -> Entry:
    """The entry with what is said anew.

    Raises:
        BadInput: it does not fit: no place of that name, an unknown manager, days that two spells
            hold, or a change that does not say from when on.
    """
    problems = [*_unknown(settings, known, wanted), *_unfit(settings, wanted)]
    if problems:
        raise BadInput(*problems)
    try:
        return changed(known, wanted)
    except (Overlap, NoFirstDay) as error:
        raise BadInput(_no_fit(wanted, error)) from None


def _unknown(settings: Settings, known: Entry | None, wanted: Change) -> list[Problem]:
    """Why this makes nobody new: a slip of an id must not."""
    if known is not None:
        return []
    if not is_id(wanted.id):
        return [Problem(code="D795", message=f"'{wanted.id}' is no id", hint=ID_HINT)]
    if wanted.name:
        return []
    ids = [each.id for each in settings.colleagues]
    hint = nearest(wanted.id, ids) or "somebody new needs a name: --name NAME"
    return [Problem(code="D795", message=f"nobody has the id '{wanted.id}'", hint=hint)]


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
    hint = nearest(name, known) or "coachdesk people list names those you may see"
    return BadInput(Problem(code="U107", message=f"nobody is called '{name}'", hint=hint))
