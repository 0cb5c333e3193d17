"""Who stands where: lists, the matrix of people and programmes, one person with the evidence."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec

from coachdesk.core.authorize import Action, Allow, Subject, authorize, reaches
from coachdesk.core.certification.life import Stage
from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.shown import Held, Matrix
from coachdesk.core.certification.standing import Standing
from coachdesk.core.certification.state import State
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.people import Person, Place
from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.held import due_of, held
from coachdesk.desk.certification.outdated import outdated_of
from coachdesk.desk.certification.programmes import programme_named, programme_shelf, programmes_of
from coachdesk.desk.certification.waiting import is_ready
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, person_named, subject_of
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Whose certificates are meant; None or empty: any."""

    programme: str | None = None
    person: str | None = None
    team: str | None = None
    place: str | None = None
    """A place, and all that lie within it."""
    states: tuple[State, ...] = ()
    expiring: int | None = None
    """Only certificates on which one may work for at most so many days from now."""
    ready: bool = False
    """Only people who have shown everything, or wait for pass or fail."""
    challenged: bool = False
    """Only certificates that somebody proposed to revoke, or whose owner appeals."""


def programmes(desk: Desk, acting: Acting) -> tuple[Programme, ...]:
    """Every sound programme of the desk, by id; `left_out` tells of the others.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor_of(desk, acting)
    known = programmes_of(desk)
    return tuple(known[id] for id in sorted(known))


def left_out(desk: Desk) -> tuple[Problem, ...]:
    """The errors of programmes' files, each with its place: nobody stands anywhere in those."""
    return programme_shelf(desk).errors


def list_held(desk: Desk, acting: Acting, wanted: Wanted) -> tuple[Held, ...]:
    """The certificates that are meant and that this person may read of, by programme and person.

    Raises:
        DeskRefused: the desk does not know who asks, or there is no such programme (D770).
        BadInput: nobody is called that (U107), or there is no such team or place (U422).
    """
    found = matrix(desk, acting, wanted)
    return tuple(
        found.cells[programme.id, person.id]
        for programme in found.programmes
        for person in found.people
        if (programme.id, person.id) in found.cells
    )


def matrix(desk: Desk, acting: Acting, wanted: Wanted) -> Matrix:
    """The same as a table: who may be missing from it is never enrolled, or somebody else's.

    Raises:
        As `list_held`.
    """
    people = {person.id: person for person in _people(desk, acting, wanted)}
    shelf = programme_shelf(desk)
    known = shelf.programmes
    if wanted.programme is not None:
        meant = programme_named(desk, wanted.programme)
        known = {meant.id: meant}
    day = desk.settings.day_of(acting.clock())
    cells: dict[tuple[str, str], Held] = {}
    with desk.opened(acting) as db:
        # Few are asked for one by one; of many, all are read at once.
        few = sorted(people) if len(people) < _FEW else None
        evidence = Evidence(desk, db, acting.clock(), few)
        for (programme, person), record in evidence.enrolments.items():
            if programme not in known or person not in people:
                continue
            found = evidence.standing(known[programme], person, day)
            if not _is_meant(found, record.stage, wanted):
                continue
            needs = evidence.needs(known[programme], person, found)
            if wanted.ready and not is_ready(found, needs):
                continue
            cells[programme, person] = Held(
                programme=known[programme],
                person=people[person],
                standing=found,
                needs=needs,
                name=record.name,
                seen=record.seen,
                due=due_of(record.content.deeds),
            )
        reads = reaches(actor_of(desk, acting).role, Action.READ_TRAINING_FIGURES)
        told = outdated_of(desk, acting, db, known) if reads else {}
    there = {person for _, person in cells}
    return Matrix(
        on=day,
        programmes=tuple(known[id] for id in sorted(known)),
        people=tuple(
            sorted((people[id] for id in there), key=lambda each: (each.team or "", each.name))
        ),
        cells=cells,
        outdated=told,
        left_out=shelf.errors,
    )


_FEW = 50


def show(desk: Desk, acting: Acting, person: str, programme: str | None = None) -> tuple[Held, ...]:
    """One person's certificates, each with its evidence, its steps, and what comes next.

    Args:
        desk: which.
        acting: who looks.
        person: an id, name or alias.
        programme: only this one; None: all that they were enrolled for.

    Raises:
        DeskRefused: there is no such programme (D770), or this person may not look (D403).
        BadInput: nobody is called that (U107).
    """
    who = person_named(desk.settings, person)
    allowed(desk, acting, Action.READ_STANDING, subject_of(desk.settings, who.id))
    known = programmes_of(desk)
    if programme is not None:
        meant = programme_named(desk, programme)
        known = {meant.id: meant}
    with desk.opened(acting) as db:
        enrolled = Evidence(desk, db, acting.clock(), [who.id]).enrolments
        return tuple(
            held(desk, acting, db, known[id], who, whole=True)
            for id in sorted(known)
            if programme is not None or (id, who.id) in enrolled
        )


def _people(desk: Desk, acting: Acting, wanted: Wanted) -> Iterator[Person]:
    """The people meant whose standing this person may read."""
    actor = actor_of(desk, acting)
    for person in people_meant(desk.settings, wanted):
        subject = Subject(person=person.id, team=person.team)
        if isinstance(authorize(actor, Action.READ_STANDING, subject), Allow):
            yield person


def people_meant(settings: Settings, wanted: Wanted) -> Iterator[Person]:
    """The people of this name, team and place who have not left.

    Whether somebody may see them is not asked here.

    Raises:
        BadInput: as `list_held`.
    """
    only = None if wanted.person is None else person_named(settings, wanted.person).id
    places = None if wanted.place is None else _within(settings.places, wanted.place)
    teams = {person.team for person in settings.people if person.team}
    if wanted.team is not None and wanted.team not in teams:
        raise _no_such("team", wanted.team, sorted(teams))
    for person in settings.people:
        if person.left or (only is not None and person.id != only):
            continue
        if wanted.team is not None and person.team != wanted.team:
            continue
        if places is not None and person.place not in places:
            continue
        yield person


def _within(places: Sequence[Place], wanted: str) -> frozenset[str]:
    if wanted not in {place.id for place in places}:
        raise _no_such("place", wanted, [place.id for place in places])
    found = {wanted}
    while more := {each.id for each in places if each.within in found} - found:
        found |= more
    return frozenset(found)


def _no_such(what: str, name: str, known: Sequence[str]) -> BadInput:
    hint = nearest(name, known) or f"there are: {', '.join(known) or 'none'}"
    return BadInput(Problem(code="U422", message=f"there is no {what} '{name}'", hint=hint))


def _is_meant(found: Standing, stage: str, wanted: Wanted) -> bool:
    if wanted.states and found.state not in wanted.states:
        return False
    if wanted.challenged and not (found.challenged or stage == Stage.APPEALED):
        return False
    if wanted.expiring is None:
        return True
    ends = found.works_until
    return ends is not None and found.on <= ends <= found.on + timedelta(days=wanted.expiring)
