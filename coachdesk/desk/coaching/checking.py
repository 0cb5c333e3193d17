"""Whether an action helped: calls drawn at random from those after the claim say so."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from coachdesk.core.authorize import Action
from coachdesk.core.coaching import (
    Baseline,
    CoachingAction,
    Step,
    TopicKind,
)
from coachdesk.core.coaching.action import Checked
from coachdesk.core.coaching.drawing import Draw, drawn
from coachdesk.core.coaching.history import Judged
from coachdesk.core.coaching.life import OPEN, Stage
from coachdesk.core.coaching.pages import ActionLine, Since
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.desk.coaching.history import Wanted, bases_in_force, judged_of
from coachdesk.desk.coaching.proposing import MOST_EVIDENCE, created, evidence_of, version_of
from coachdesk.desk.coaching.room import (
    ActionRecord,
    line_of,
    may_see,
    person_subject,
    room_facts,
    room_in,
    taken,
    today_of,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.steps import begun, refuse_without_reason
from coachdesk.store import records
from coachdesk.store.connect import Db, write
from coachdesk.store.forms import Basis

_FOLLOW_UP_DAYS = 14


def draw_for(desk: Desk, db: Db, action: CoachingAction, acting: Acting) -> Draw:
    """The draw as it comes out now; empty where no calls can show this behaviour."""
    if action.claimed_at is None:
        return Draw(frame=0, checked=())
    frame = _judged(desk, db, bases_in_force(db), action, action.claimed_at, acting.clock())
    return drawn(frame, action.seed, action.check.calls)


def since_of(
    desk: Desk, db: Db, bases: Mapping[str, Basis], record: ActionRecord, now: datetime
) -> Since | None:
    """What calls showed since the first session of an action that is open."""
    action, stage = record.content, Stage(record.stage)
    if action.started_at is None or stage not in OPEN or action.topic.kind is not TopicKind.CALLS:
        return None
    frame = _judged(desk, db, bases, action, action.started_at, now)
    told = [Checked(call=each.call, state=each.said or each.state) for each in reversed(frame)]
    shown = (State.PASS, State.FAIL, State.UNKNOWN)
    return Since(calls=tuple(each for each in told if each.state in shown))


def _judged(
    desk: Desk,
    db: Db,
    bases: Mapping[str, Basis],
    action: CoachingAction,
    since: datetime,
    now: datetime,
) -> Sequence[Judged]:
    """Every answer about the behaviour since then, the newest call first."""
    basis, person = bases.get(action.topic.form), desk.settings.person_of(action.person)
    if action.topic.kind is not TopicKind.CALLS or basis is None or person is None:
        return ()
    wanted = Wanted(scorecard=basis.form_id, since=since, whole_since=since)
    return [
        each
        for each in judged_of(desk, db, basis, person, wanted, now)
        if each.criterion == action.topic.criterion
    ]


def verify(
    desk: Desk, acting: Acting, number: int, words: str = "", *, seen: int | None = None
) -> ActionLine:
    """Says that it helped: enough of the drawn calls passed.

    Raises:
        DeskRefused: as `begun`; too few calls can say (D752), or they do not show it (D753).
    """
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.VERIFY, seen=seen)
        action = step.record.content
        draw = _enough(desk, acting, db, step.record, draw_for(desk, db, action, acting))
        if draw.passed < action.check.passed:
            message = (
                f"{draw.passed} of {draw.decided} drawn calls passed, "
                f"{action.check.passed} are asked for"
            )
            hint = f"coachdesk coaching not-effective {step.record.name}"
            raise DeskRefused(Problem(code="D753", message=message, hint=hint))
        verified = _with(action, draw)
        return taken(desk, acting, db, step, Step.VERIFY, content=verified, words=words)


def not_effective(
    desk: Desk, acting: Acting, number: int, reason: str, *, seen: int | None = None
) -> tuple[ActionLine, ActionLine]:
    """Says that it did not help, and proposes what follows; gives both.

    Raises:
        BadInput: no reason (U405).
        DeskRefused: as `begun`; or too few calls can say (D752).
    """
    refuse_without_reason("find it not effective", reason)
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.NOT_EFFECTIVE, seen=seen)
        drawn_now = draw_for(desk, db, step.record.content, acting)
        draw = _enough(desk, acting, db, step.record, drawn_now)
        ended = records.take_step(
            db,
            step.record,
            step.hand,
            Step.NOT_EFFECTIVE,
            step.stage,
            content=_with(step.record.content, draw),
            reason=reason.strip(),
        )
        following = created(db, step.hand, _following(desk, acting, db, ended))
        return line_of(desk, acting, ended), line_of(desk, acting, following)


def close(
    desk: Desk, acting: Acting, number: int, reason: str, *, seen: int | None = None
) -> ActionLine:
    """Ends a claimed action that too few calls can verify; counted apart from verified ones.

    Raises:
        BadInput: no reason (U405).
        DeskRefused: as `begun`.
    """
    refuse_without_reason("close", reason)
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.CLOSE, seen=seen)
        content = _with(step.record.content, draw_for(desk, db, step.record.content, acting))
        return taken(desk, acting, db, step, Step.CLOSE, content=content, words=reason)


def _enough(desk: Desk, acting: Acting, db: Db, record: ActionRecord, draw: Draw) -> Draw:
    wanted = record.content.check.calls
    if draw.decided >= wanted:
        return draw
    if record.content.topic.kind is not TopicKind.CALLS:
        message = f"{record.name} is about {record.content.topic}, which no call shows"
        hint = _closing(desk, acting, db, record)
    elif draw.waiting:
        message = f"drawn calls wait for a person: {', '.join(draw.waiting)}"
        topic = record.content.topic
        hint = f"coachdesk evaluations answer {draw.waiting[0]} {topic.criterion} ANSWER"
    else:
        message = f"{draw.decided} calls since the claim show it or not, {wanted} are needed"
        hint = f"wait, or {_closing(desk, acting, db, record)}"
    raise DeskRefused(Problem(code="D752", message=message, hint=hint))


def _closing(desk: Desk, acting: Acting, db: Db, record: ActionRecord) -> str:
    """How it can be closed unverified: by this person, or by whoever may."""
    action = record.content
    subject = person_subject(desk.settings, action.person)
    actor = actor_of(desk, acting)
    if may_see(actor, Action.COACHING_CLOSE, subject, room_facts(db, action)):
        return f"coachdesk coaching close {record.name} --reason TEXT"
    return "ask their supervisor or a manager to close it unverified"


def _with(action: CoachingAction, draw: Draw) -> CoachingAction:
    return replace(action, drawn_from=draw.frame, checked=draw.checked)


def _following(desk: Desk, acting: Acting, db: Db, ended: ActionRecord) -> CoachingAction:
    """The proposal after an action without effect: its baseline is what the draw showed."""
    action = ended.content
    basis = bases_in_force(db)[action.topic.form]
    draw = Draw(frame=action.drawn_from, checked=action.checked)
    failed = [each.call for each in action.checked if each.state is State.FAIL]
    failures = (*action.failures, *((action.method,) if action.method else ()))
    return CoachingAction(
        topic=action.topic,
        person=action.person,
        coach=action.coach,
        policy=action.policy,
        policy_sha256=action.policy_sha256,
        version=version_of(db, basis),
        form_sha256=basis.form_sha256,
        evidence=evidence_of(db, basis, action.topic.criterion, failed[:MOST_EVIDENCE]),
        baseline=Baseline(
            failed=draw.decided - draw.passed,
            of=draw.decided,
            unknown=sum(each.state is State.UNKNOWN for each in action.checked),
            since=action.claimed_at,
            until=acting.clock(),
        ),
        due=today_of(desk, acting) + timedelta(days=_FOLLOW_UP_DAYS),
        check=action.check,
        follows=ended.number,
        failures=failures,
    )
