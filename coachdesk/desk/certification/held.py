"""One certificate, put together for whoever may see it."""

from collections.abc import Iterable, Mapping
from datetime import date

from coachdesk.core.certification.facts import Assessed, Deed, Enrolled, Passed
from coachdesk.core.certification.life import Step
from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.shown import Done, Held
from coachdesk.core.certification.standing import Standing
from coachdesk.core.people import Person
from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.room import EnrolmentRecord, room_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.steps import may
from coachdesk.store import records
from coachdesk.store.connect import Db


def held(
    desk: Desk, acting: Acting, db: Db, programme: Programme, person: Person, *, whole: bool = False
) -> Held:
    """Where a person stands now; `whole`: with the steps taken, and those possible."""
    evidence = Evidence(desk, db, acting.clock(), [person.id])
    day = desk.settings.day_of(acting.clock())
    found = evidence.standing(programme, person.id, day)
    record = evidence.enrolments.get((programme.id, person.id))
    return Held(
        programme=programme,
        person=person,
        standing=found,
        needs=evidence.needs(programme, person.id, found),
        name=record.name if record else None,
        seen=record.seen if record else 0,
        due=due_of(record.content.deeds) if record else None,
        rests_on=_assessment(record, found) if record else None,
        done=_done(db, record) if whole and record else (),
        steps=_steps(desk, acting, programme, record) if whole and record else {},
    )


def due_of(deeds: Iterable[Deed]) -> date | None:
    """The day by which the training that goes on should be over; None: no training, or no day."""
    due: date | None = None
    for each in deeds:
        if isinstance(each, Enrolled):
            due = each.due
        elif isinstance(each, Passed):
            due = None
    return due


def _assessment(record: EnrolmentRecord, found: Standing) -> Assessed | None:
    """The last one before the pass."""
    if found.valid_to is None and found.revoked_term is None:
        return None
    assessed: Assessed | None = None
    behind: Assessed | None = None
    for each in record.content.deeds:
        if isinstance(each, Assessed):
            assessed = each
        elif isinstance(each, Passed):
            behind = assessed
    return behind


def _done(db: Db, record: EnrolmentRecord) -> tuple[Done, ...]:
    return tuple(
        Done(at=each.at, by=each.by, step=each.step, reason=each.reason)
        for each in records.steps_of(db, record)
    )


def _steps(
    desk: Desk, acting: Acting, programme: Programme, record: EnrolmentRecord
) -> Mapping[Step, str]:
    return may(desk, actor_of(desk, acting), room_of(programme), record)
