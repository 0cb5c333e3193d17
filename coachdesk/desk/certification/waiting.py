"""What waits for somebody in certification: to sit, to renew, to assess, to confirm, to decide."""

from collections.abc import Iterator, Mapping
from datetime import date

from coachdesk.core.authorize import Action, Actor, Allow, Role, authorize
from coachdesk.core.certification.life import Stage
from coachdesk.core.certification.needs import Need, blocking, exam_retake
from coachdesk.core.certification.programme import PassExam, Programme
from coachdesk.core.certification.standing import Standing
from coachdesk.core.certification.state import State
from coachdesk.core.people import as_of
from coachdesk.core.today import Duty, Task
from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.outdated import outdated_of
from coachdesk.desk.certification.room import EnrolmentRecord, facts_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import subject_of
from coachdesk.store.connect import Db

SOON_DAYS = 30
"""A certificate that ends within so many days is told to whoever leads or trains the person."""
_TO_RENEW = frozenset({State.EXPIRING, State.RECERTIFY, State.GRACE, State.EXPIRED})

_LEADS = frozenset({Role.SUPERVISOR, Role.TRAINER})


def certificate_tasks(
    desk: Desk, acting: Acting, db: Db, actor: Actor, known: Mapping[str, Programme]
) -> Iterator[Task]:
    """The certification in these programmes that waits for this person; counts of 0 included."""
    evidence = Evidence(desk, db, acting.clock())
    day = desk.settings.day_of(acting.clock())
    exams: list[str] = []
    counts = dict.fromkeys(_DUTIES, 0)
    for (id, person), record in evidence.enrolments.items():
        programme = known.get(id)
        if programme is None or not _concerns(desk, actor, record):
            continue
        found = evidence.standing(programme, person, day)
        if person == actor.id:
            # Without an open renewal there is only something to read, told with the scripts.
            counts[Duty.RENEW] += found.state in _TO_RENEW and found.since is not None
            counts[Duty.REVOKED] += record.stage == Stage.REVOKED
            if _has_exam(evidence, programme, person, found):
                exams.append(id)
            continue
        soon = found.works_until is not None and 0 <= (found.works_until - day).days <= SOON_DAYS
        leads = actor.role in _LEADS and _works(desk, person, day)
        counts[Duty.OVER] += leads and found.state is State.EXPIRED
        counts[Duty.RUNNING_OUT] += leads and soon
        if _may(desk, actor, Action.CERTIFICATE_ASSESS, programme, record):
            counts[Duty.ASSESS] += is_ready(found, evidence.needs(programme, person, found))
        if found.challenged:
            counts[Duty.REVOCATION] += _may(
                desk, actor, Action.CERTIFICATE_REVOKE, programme, record
            )
        if record.stage == Stage.APPEALED:
            counts[Duty.CERTIFICATE_APPEAL] += _may(
                desk, actor, Action.CERTIFICATE_DENY, programme, record
            )
    words = f"exam {exams[0]}" if len(exams) == 1 else f"show {actor.id}"
    yield Task(duty=Duty.EXAM, count=len(exams), view="certs", filter=words)
    if actor.role is Role.TRAINER:
        told = outdated_of(desk, acting, db, known).values()
        asked = {(each.exam, each.question) for questions in told for each in questions}
        yield Task(duty=Duty.OUTDATED, count=len(asked), view="certs", filter="programmes")
    for duty, count in counts.items():
        text = _DUTIES[duty].format(person=actor.id)
        yield Task(duty=duty, count=count, view="certs", filter=text)


_DUTIES = {
    Duty.RENEW: "show {person}",
    Duty.REVOKED: "show {person}",
    Duty.ASSESS: "list --ready",
    Duty.OVER: "list --state expired",
    Duty.RUNNING_OUT: f"list --expiring {SOON_DAYS}",
    Duty.REVOCATION: "list --challenged",
    Duty.CERTIFICATE_APPEAL: "list --state revoked",
}


def _works(desk: Desk, person: str, day: date) -> bool:
    known = desk.settings.person_of(person)
    return known is not None and not as_of(known, day).left


def is_ready(found: Standing, needs: tuple[Need, ...]) -> bool:
    """Whether everything is shown, or only pass or fail is left to be decided."""
    return found.decision or (bool(needs) and blocking(needs) is None)


def _concerns(desk: Desk, actor: Actor, record: EnrolmentRecord) -> bool:
    subject = subject_of(desk.settings, record.content.person)
    return isinstance(authorize(actor, Action.READ_STANDING, subject), Allow)


def _may(
    desk: Desk, actor: Actor, action: Action, programme: Programme, record: EnrolmentRecord
) -> bool:
    kept = record.content
    if action is Action.CERTIFICATE_ASSESS and actor.role not in (*programme.assessors, "owner"):
        return False
    facts = facts_of(desk.settings, programme, kept.person, kept.deeds)
    subject = subject_of(desk.settings, kept.person)
    return isinstance(authorize(actor, action, subject, facts), Allow)


def _has_exam(evidence: Evidence, programme: Programme, person: str, found: Standing) -> bool:
    """Whether an exam can be sat today that is not passed."""
    open_ones = [
        need.requirement
        for need in evidence.needs(programme, person, found)
        if not need.met and isinstance(need.requirement, PassExam)
    ]
    if not open_ones:
        return False
    facts = evidence.facts(programme, person, found)
    again = exam_retake(programme, open_ones[0], facts, found, evidence.zone)
    return again.from_day is not None and again.from_day <= found.on
