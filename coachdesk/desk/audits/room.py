"""What every job on visits shares: whom a visit is about, who may know of it, how it stands."""

from datetime import datetime

from coachdesk.core.audits import LIFE, RELEASED, Stage, Step
from coachdesk.core.audits.visit import Visit
from coachdesk.core.authorize import Action, Actor, Allow, Facts, Subject, authorize
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.people import as_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, subject_of
from coachdesk.desk.steps import Begun, Room, begun, no_such, number_of, record_of
from coachdesk.files.settings import Settings
from coachdesk.store.audits import VISITS
from coachdesk.store.connect import Db
from coachdesk.store.records import Record

VisitRecord = Record[Visit]


def about(desk: Desk, record: VisitRecord) -> tuple[Subject, Facts]:
    """Whom a visit is about, and what else the rules of access ask for."""
    visit = record.content
    at = visit.contact_at or visit.window_from
    return line_of(desk.settings, visit.agent, visit.place, at), Facts(
        released=Stage(record.stage) in RELEASED,
        shopper=visit.shopper,
        editors=frozenset(visit.editors),
    )


def line_of(settings: Settings, agent: str | None, place: str, at: datetime) -> Subject:
    """The colleague who is visited and their team on that day; else that of the place's people."""
    subject = subject_of(settings, agent, at)
    if subject.team is not None:
        return subject
    day = settings.day_of(at)
    there = (as_of(each, day) for each in settings.people)
    teams = [each.team for each in there if each.place == place and each.team]
    return Subject(person=agent, team=teams[0] if teams else None)


ROOM: Room[Visit, Stage, Step] = Room(
    kind=VISITS,
    noun="visit",
    listing="coachdesk audits list",
    stages=Stage,
    life=LIFE,
    action=lambda step: Action(f"visit: {step.value}"),
    about=about,
)


def may_know(desk: Desk, actor: Actor, record: VisitRecord) -> bool:
    """Whether this person may know that there is such a visit at all.

    Whoever is visited, or works in that team, learns of it with the release, whatever their role.
    """
    if _is_near(desk, actor, record) and Stage(record.stage) not in RELEASED:
        return False
    return _may(desk, actor, Action.READ_VISIT, record)


def is_of_the_line(desk: Desk, actor: Actor, record: VisitRecord) -> bool:
    """Whether this person sees the visit as one of the place's line: not who made it, nor how."""
    return _is_near(desk, actor, record) or not _may(desk, actor, Action.READ_SHOPPER, record)


def _is_near(desk: Desk, actor: Actor, record: VisitRecord) -> bool:
    subject, facts = about(desk, record)
    if facts.shopper == actor.id:
        return False
    return actor.id == subject.person or (actor.team is not None and actor.team == subject.team)


def _may(desk: Desk, actor: Actor, action: Action, record: VisitRecord) -> bool:
    return isinstance(authorize(actor, action, *about(desk, record)), Allow)


def numbered(desk: Desk, acting: Acting, db: Db, name: str) -> VisitRecord:
    """The visit of this name, as `known`."""
    return known(desk, acting, db, number_of(ROOM, name))


def known(desk: Desk, acting: Acting, db: Db, number: int) -> VisitRecord:
    """The visit of this number, where this person may know of it.

    Raises:
        DeskRefused: there is none, or none that they may know of: in the same words (D701).
    """
    actor = actor_of(desk, acting)
    record = record_of(db, ROOM, number)
    if not may_know(desk, actor, record):
        raise no_such(ROOM, record.name)
    return record


def started(
    desk: Desk, acting: Acting, db: Db, number: int, wanted: Step, seen: int | None
) -> Begun[Visit, Stage]:
    """As `desk.steps.begun`, and it does not tell of a visit that this person may not know of.

    Raises:
        DeskRefused: as there; or only the shopper does this, and it is somebody else (D711).
    """
    known(desk, acting, db, number)
    found = begun(desk, acting, db, ROOM, number, wanted, seen=seen)
    if wanted in SHOPPERS and found.record.content.shopper != found.actor.id:
        raise DeskRefused(
            Problem(
                code="D711",
                message=f"only the shopper of {found.record.name} can {wanted.value} it",
                hint="coachdesk audits assign names the shopper; --as PERSON acts as them",
            )
        )
    return found


SHOPPERS = frozenset({Step.BEGIN, Step.ANSWER, Step.SUBMIT, Step.OBJECT})
"""Steps of the visit's own shopper: the owner of a solo desk, too, acts as them."""
