"""What the jobs of coaching share: the records, whom they are about, and the day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from coachdesk.core.authorize import Action, Actor, Allow, Facts, Subject, authorize
from coachdesk.core.coaching import LIFE, CoachingAction, Stage, Step, is_overdue
from coachdesk.core.coaching.excuses import (
    MATTER_LIFE,
    WAIVER_LIFE,
    Excuse,
    Matter,
    MatterStage,
    MatterStep,
    WaiverStage,
    WaiverStep,
)
from coachdesk.core.coaching.history import Past
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import person_named
from coachdesk.desk.steps import Begun, Room
from coachdesk.files.settings import Settings
from coachdesk.store import coaching as store
from coachdesk.store import records
from coachdesk.store.connect import Db
from coachdesk.store.records import Record

ActionRecord = Record[CoachingAction]
ActionRoom = Room[CoachingAction, Stage, Step]
COACHES = frozenset({"supervisor", "auditor", "trainer", "manager"})
"""The roles of whoever may coach."""


def room_in(db: Db, coach: str | None = None) -> ActionRoom:
    """Coaching actions on an open desk.

    Args:
        db: who decided disputes is looked up there.
        coach: the id of whoever is about to coach; None: as the action says.
    """

    def about(desk: Desk, record: ActionRecord) -> tuple[Subject, Facts]:
        subject = person_subject(desk.settings, record.content.person)
        return subject, room_facts(db, record.content, coach)

    return Room(
        kind=store.ACTIONS,
        noun="coaching action",
        listing="coachdesk coaching list",
        stages=Stage,
        life=LIFE,
        action=lambda step: Action(f"coaching: {step.value}"),
        about=about,
    )


def room_facts(db: Db, action: CoachingAction, coach: str | None = None) -> Facts:
    """What the rules of access ask about an action; `coach` as in `room_in`."""
    calls = [each.call for each in action.evidence]
    return Facts(coach=coach or action.coach, deciders=store.deciders(db, calls))


WAIVERS: Room[Excuse, WaiverStage, WaiverStep] = Room(
    kind=store.WAIVERS,
    noun="waiver",
    listing="coachdesk coaching waivers",
    stages=WaiverStage,
    life=WAIVER_LIFE,
    action=lambda step: Action.COACHING_WAIVE,
    about=lambda desk, record: (person_subject(desk.settings, record.content.person), Facts()),
)
MATTERS: Room[Matter, MatterStage, MatterStep] = Room(
    kind=store.MATTERS,
    noun="matter",
    listing="coachdesk coaching matters",
    stages=MatterStage,
    life=MATTER_LIFE,
    action=lambda step: Action.COACHING_SETTLE,
    about=lambda desk, record: (Subject(team=record.content.team), Facts()),
)


def person_subject(settings: Settings, person: str) -> Subject:
    """The colleague of this id, who may have left desk.yaml since; empty: nobody."""
    known = settings.person_of(person)
    return Subject(person=person or None, team=known.team if known else None)


def today_of(desk: Desk, acting: Acting) -> date:
    """The day, in the desk's zone."""
    return desk.settings.day_of(acting.clock())


def due_meant(due: date | None, today: date) -> date | None:
    """The day by which something is due.

    Raises:
        BadInput: it is over (U415).
    """
    if due is not None and due < today:
        message = f"{due} is over"
        raise BadInput(Problem(code="U415", message=message, hint="name a day that comes"))
    return due


def coach_meant(desk: Desk, name: str, person: str) -> str:
    """The id of whoever is to coach this person.

    Raises:
        BadInput: nobody is called that (U107).
        DeskRefused: they can't coach this person (D754).
    """
    coach = person_named(desk.settings, name)
    if coach.id == person:
        raise _no_coach(f"{coach.name} can't be their own coach")
    if coach.role not in COACHES:
        raise _no_coach(f"{coach.name} is {coach.role} and does not coach")
    return coach.id


def _no_coach(message: str) -> DeskRefused:
    hint = f"one who does: {', '.join(sorted(COACHES))}"
    return DeskRefused(Problem(code="D754", message=message, hint=hint))


def past_actions(desk: Desk, db: Db) -> tuple[Past, ...]:
    """Every action of the desk, as proposals look at it: times in the desk's zone."""
    zone = ZoneInfo(desk.settings.time_zone)
    changed = store.changed(db, store.ACTIONS)
    return tuple(
        Past(
            name=each.name,
            person=each.content.person,
            topic=each.content.topic,
            stage=Stage(each.stage),
            changed=changed[each.number].astimezone(zone),
            failures=each.content.failures,
        )
        for each in records.listed(db, store.ACTIONS)
    )


def may_see(actor: Actor, action: Action, subject: Subject, facts: Facts) -> bool:
    """Whether this person may."""
    return isinstance(authorize(actor, action, subject, facts), Allow)


def line_of(
    desk: Desk, acting: Acting, record: ActionRecord, changed: datetime | None = None
) -> ActionLine:
    """The action as it stands.

    Args:
        desk: which.
        acting: who looks.
        record: of the action.
        changed: when its last step was taken; None: now.
    """
    stage, zone = Stage(record.stage), ZoneInfo(desk.settings.time_zone)
    return ActionLine(
        number=record.number,
        name=record.name,
        stage=stage,
        overdue=is_overdue(record.content, stage, today_of(desk, acting)),
        action=_in_zone(record.content, zone),
        changed=(changed or acting.clock()).astimezone(zone),
    )


def _in_zone(action: CoachingAction, zone: ZoneInfo) -> CoachingAction:
    """The action with the time of its baseline as whoever reads it counts days."""
    baseline = action.baseline
    if baseline is None or baseline.since is None or baseline.until is None:
        return action
    since, until = baseline.since.astimezone(zone), baseline.until.astimezone(zone)
    return replace(action, baseline=replace(baseline, since=since, until=until))


def taken(
    desk: Desk,
    acting: Acting,
    db: Db,
    step: Begun[CoachingAction, Stage],
    wanted: Step,
    *,
    content: CoachingAction,
    stage: Stage | None = None,
    words: str = "",
) -> ActionLine:
    """Takes a step that was begun, and gives the action as it stands then.

    Args:
        desk: which.
        acting: who.
        db: in the transaction in which the step was begun.
        step: as it was begun.
        wanted: which.
        content: what the action holds from here on.
        stage: where it leads; None: where the table says.
        words: kept private.
    """
    record = records.take_step(
        db,
        step.record,
        step.hand,
        wanted,
        stage or step.stage,
        content=content,
        reason=words.strip(),
    )
    return line_of(desk, acting, record)
