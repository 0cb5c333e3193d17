"""The steps of an action between the two: agree, decline, start, note, claim; and cancelling it."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from msgspec.structs import replace

from coachdesk.core.coaching import (
    CoachingAction,
    Method,
    Practice,
    Session,
    Stage,
    Step,
    must_change_method,
    new_due,
)
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.desk.coaching.room import (
    ActionRecord,
    coach_meant,
    due_meant,
    room_in,
    taken,
    today_of,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.steps import Begun, begun, record_of, refuse_without_reason
from coachdesk.store import events, records
from coachdesk.store.connect import Db, write

_Begun = Begun[CoachingAction, Stage]


def agree(
    desk: Desk,
    acting: Acting,
    number: int,
    *,
    coach: str | None = None,
    due: date | None = None,
    seen: int | None = None,
) -> ActionLine:
    """One of the two agrees to the terms; once both have, the action is agreed.

    Who changes the coach or the day changes the terms: the other one has to agree to them anew.

    Args:
        desk: which.
        acting: the person or the coach.
        number: of the action.
        coach: who coaches from here on; None: as it was.
        due: by when from here on; None: as it was.
        seen: the count of writes that they saw; None: whatever it is.

    Raises:
        BadInput: somebody or the day can't be meant, or the day is over and none is named (U415).
        DeskRefused: as `begun`, or nobody is named who coaches (D754).
    """
    today = today_of(desk, acting)
    until = due_meant(due, today)
    with desk.opened(acting) as db, write(db):
        known = record_of(db, room_in(db), number).content
        who = known.coach if coach is None else coach_meant(desk, coach, known.person)
        step = begun(desk, acting, db, room_in(db, who), number, Step.AGREE, seen=seen)
        content, me = step.record.content, step.actor.id
        if who is None:
            message = f"{step.record.name} names nobody who coaches"
            hint = f"coachdesk coaching agree {step.record.name} --coach PERSON"
            raise DeskRefused(Problem(code="D754", message=message, hint=hint))
        changed = replace(content, coach=who, due=until or content.due)
        if changed.due < today:
            raise _over(desk, db, step.record, today)
        so_far = content.agreed_by if changed == content else ()
        agreed = tuple(dict.fromkeys((*so_far, me)))
        both = {content.person, who} <= set(agreed)
        return taken(
            desk,
            acting,
            db,
            step,
            Step.AGREE,
            content=replace(changed, agreed_by=agreed),
            stage=None if both else Stage.PROPOSED,
        )


def decline(
    desk: Desk, acting: Acting, number: int, reason: str, *, seen: int | None = None
) -> ActionLine:
    """The person says no, with a reason; it stays on the supervisor's list.

    Raises:
        BadInput: no reason (U405).
        DeskRefused: as `begun`.
    """
    refuse_without_reason("decline", reason)
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.DECLINE, seen=seen)
        return taken(
            desk,
            acting,
            db,
            step,
            Step.DECLINE,
            content=replace(step.record.content, agreed_by=()),
            words=reason,
        )


def start(
    desk: Desk,
    acting: Acting,
    number: int,
    method: Method,
    practised: Sequence[Practice],
    words: str = "",
    *,
    seen: int | None = None,
) -> ActionLine:
    """The coach begins, with the first session.

    Args:
        desk: which.
        acting: the coach.
        number: of the action.
        method: how it is gone about.
        practised: in the first session.
        words: what was said there; private.
        seen: as in `agree`.

    Raises:
        DeskRefused: as `begun`, or this way has failed three times (D755).
    """
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.START, seen=seen)
        content = step.record.content
        if must_change_method(content.failures, method):
            times = len(content.failures)
            message = f"{times} actions about this had no effect, the last one {method.value}"
            hint = f"another way: {', '.join(each.value for each in Method if each != method)}"
            raise DeskRefused(Problem(code="D755", message=message, hint=hint))
        begins = replace(content, method=method, started_at=step.hand.at)
        held = _with_session(begins, step, practised)
        return taken(desk, acting, db, step, Step.START, content=held, words=words)


def note(
    desk: Desk,
    acting: Acting,
    number: int,
    practised: Sequence[Practice],
    words: str = "",
    *,
    seen: int | None = None,
) -> ActionLine:
    """A further session; what was said is private.

    Raises:
        DeskRefused: as `begun`.
    """
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.NOTE, seen=seen)
        content = _with_session(step.record.content, step, practised)
        return taken(desk, acting, db, step, Step.NOTE, content=content, words=words)


def claim(
    desk: Desk, acting: Acting, number: int, words: str = "", *, seen: int | None = None
) -> ActionLine:
    """One of the two says that it is done; calls that begin from now on can show it.

    The seed of the draw follows from the log as it stands now, which nobody could know before.

    Raises:
        DeskRefused: as `begun`.
    """
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.CLAIM, seen=seen)
        seed = sha256(events.head(db).hash + step.record.name.encode()).hexdigest()[:16]
        content = replace(
            step.record.content, claimed_at=step.hand.at, claimed_by=step.actor.id, seed=seed
        )
        return taken(desk, acting, db, step, Step.CLAIM, content=content, words=words)


def cancel(
    desk: Desk, acting: Acting, number: int, reason: str, *, seen: int | None = None
) -> ActionLine:
    """Ends an open action, with a reason.

    Raises:
        BadInput: no reason (U405).
        DeskRefused: as `begun`.
    """
    refuse_without_reason("cancel", reason)
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, room_in(db), number, Step.CANCEL, seen=seen)
        content = step.record.content
        return taken(desk, acting, db, step, Step.CANCEL, content=content, words=reason)


def _over(desk: Desk, db: Db, record: ActionRecord, today: date) -> BadInput:
    proposed = desk.settings.day_of(records.steps_of(db, record)[0].at)
    fresh = new_due(record.content.due, proposed, today)
    message = f"the day of {record.name}, {record.content.due}, is over"
    hint = f"coachdesk coaching agree {record.name} --due {fresh}"
    return BadInput(Problem(code="U415", message=message, hint=hint))


def _with_session(
    content: CoachingAction, step: _Begun, practised: Sequence[Practice]
) -> CoachingAction:
    session = Session(at=step.hand.at, by=step.actor.id, practised=tuple(dict.fromkeys(practised)))
    return replace(content, sessions=(*content.sessions, session))
