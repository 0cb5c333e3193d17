"""A roster held against the certificates: who on this shift may not sell what, and why."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from coachdesk.core.authorize import Action
from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.roster import Checked, Duty, checked
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.people import as_of
from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.programmes import programme_shelf
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, subject_of
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings
from coachdesk.files.shifts import Shift, read_shifts, shifts_of


def check_roster(
    desk: Desk, acting: Acting, file: Path | None, text: bytes = b"", on: date | None = None
) -> tuple[Checked, ...]:
    """Every row of the roster, in its order, with whether that person may.

    Args:
        desk: which.
        acting: who asks; about each person of the roster they must be allowed to.
        file: the roster; None: `text` is it, from standard input.
        text: its bytes where `file` is None.
        on: the day for rows that name none; None: today.

    Raises:
        BadInput: the table can't be read (T101 to T104), or a row can't, or names nobody or nothing
            that is known (D779): all are told, and nothing is said of the others.
        DeskRefused: this person may not read where somebody stands (D403): every such row is named.
    """
    actor_of(desk, acting)
    read = shifts_of(text, "-") if file is None else read_shifts(str(file))
    shelf, day = programme_shelf(desk), on or desk.settings.day_of(acting.clock())
    duties: list[Duty] = []
    faults = [*read.problems]
    for shift in read.shifts:
        duty = _duty(desk.settings, shelf.programmes, shift, day)
        if isinstance(duty, Problem):
            faults.append(duty)
        else:
            duties.append(duty)
    if faults:
        raise BadInput(*faults)
    denied = [
        problem
        for shift, duty in zip(read.shifts, duties, strict=True)
        for problem in _denied(desk, acting, shift, duty)
    ]
    if denied:
        raise DeskRefused(*denied)
    people = {duty.person for duty in duties}
    with desk.opened(acting) as db:
        evidence = Evidence(desk, db, acting.clock(), people)
        return tuple(_checked(evidence, duty) for duty in duties)


def _denied(desk: Desk, acting: Acting, shift: Shift, duty: Duty) -> Iterator[Problem]:
    """Why this row is not for this person to ask about, at its place."""
    try:
        allowed(desk, acting, Action.READ_STANDING, subject_of(desk.settings, duty.person))
    except DeskRefused as error:
        for each in error.problems:
            yield replace(each, location=shift.at["person"])


def _checked(evidence: Evidence, duty: Duty) -> Checked:
    return checked(
        duty,
        (
            (programme.id, evidence.standing(programme, duty.person, duty.on))
            for programme in duty.programmes
        ),
    )


def _duty(
    settings: Settings, known: Mapping[str, Programme], shift: Shift, day: date
) -> Duty | Problem:
    person = settings.person_of(shift.person)
    if person is None:
        names = [name for each in settings.colleagues for name in settings.names_of(each.id)]
        hint = nearest(shift.person, names)
        message = f"nobody is called '{shift.person}'"
        return Problem(code="D779", location=shift.at["person"], message=message, hint=hint)
    programmes = tuple(_meant(known, shift))
    if not programmes:
        if shift.script:
            scripts = {each.script for one in known.values() for each in one.scripts}
            message = f"no certification programme covers the script '{shift.script}'"
            hint = nearest(shift.script, scripts) or "coachdesk certs programmes lists them"
            return Problem(code="D779", location=shift.at["script"], message=message, hint=hint)
        message = f"there is no certification programme '{shift.certificate}'"
        hint = nearest(shift.certificate, known) or "coachdesk certs programmes lists them"
        return Problem(code="D779", location=shift.at["certificate"], message=message, hint=hint)
    on = shift.on or day
    return Duty(
        line=shift.line,
        person=person.id,
        name=person.name,
        on=on,
        what=shift.script or shift.certificate,
        programmes=programmes,
        works_here=not as_of(person, on).left,
    )


def _meant(known: Mapping[str, Programme], shift: Shift) -> Iterator[Programme]:
    for id in sorted(known):
        if known[id].covers(shift.script) if shift.script else id == shift.certificate:
            yield known[id]
