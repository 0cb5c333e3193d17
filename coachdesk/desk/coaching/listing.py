"""Coaching actions in lists, and one of them whole, for whoever may read them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from coachdesk.core.authorize import Action
from coachdesk.core.coaching import OPEN, Stage, Step
from coachdesk.core.coaching.pages import ActionLine, ActionList, ActionPage, Done
from coachdesk.desk.coaching.checking import draw_for, since_of
from coachdesk.desk.coaching.history import bases_in_force
from coachdesk.desk.coaching.room import line_of, may_see, room_in
from coachdesk.desk.coaching.waiting import duty_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, person_named
from coachdesk.desk.steps import may, number_of, record_of
from coachdesk.store import coaching as store
from coachdesk.store import records


def list_actions(
    desk: Desk,
    acting: Acting,
    *,
    stages: Sequence[Stage] | None = None,
    person: str | None = None,
    coach: str | None = None,
    overdue: bool = False,
    waiting: bool = False,
) -> ActionList:
    """The actions in these stages, about this person, led by this coach.

    Args:
        desk: which.
        acting: who looks.
        stages: None: all.
        person: an id, name or alias; None: anybody.
        coach: likewise.
        overdue: only those whose day has passed.
        waiting: only those that wait for whoever looks.

    Raises:
        BadInput: nobody is called that.
        DeskRefused: the desk does not know who asks.
    """
    actor = actor_of(desk, acting)
    subjects = None if person is None else [person_named(desk.settings, person).id]
    leads = None if coach is None else person_named(desk.settings, coach).id
    with desk.opened(acting) as db:
        changed = store.changed(db, store.ACTIONS)
        found = [
            record
            for record in records.listed(db, store.ACTIONS, stages=stages, subjects=subjects)
            if leads in (None, record.content.coach)
            and not (waiting and duty_of(db, actor, desk.settings, record) is None)
        ]
        bases = bases_in_force(db)
        lines = [
            replace(
                line_of(desk, acting, record, changed[record.number]),
                waits=duty_of(db, actor, desk.settings, record) is not None,
                since=since_of(desk, db, bases, record, acting.clock()),
            )
            for record in found
            if may_see(actor, Action.READ_COACHING, *room_in(db).about(desk, record))
        ]
    kept = [line for line in lines if line.overdue or not overdue]
    return ActionList(lines=tuple(sorted(kept, key=_order)), hidden=len(found) - len(lines))


def _order(line: ActionLine) -> tuple[bool, bool, int, int]:
    is_open = line.stage in OPEN
    day = line.action.due.toordinal() if is_open else -int(line.changed.timestamp())
    return not line.overdue, not is_open, day, line.number


def action_page(desk: Desk, acting: Acting, named: str) -> ActionPage:
    """The action of this name, such as `A7`.

    Raises:
        DeskRefused: there is none, or this person may not read it.
    """
    with desk.opened(acting) as db:
        room = room_in(db)
        record = record_of(db, room, number_of(room, named))
        actor = allowed(desk, acting, Action.READ_COACHING, *room.about(desk, record))
        history = records.steps_of(db, record)
        zone = ZoneInfo(desk.settings.time_zone)
        line = replace(
            line_of(desk, acting, record, history[-1].at),
            waits=duty_of(db, actor, desk.settings, record) is not None,
            since=since_of(desk, db, bases_in_force(db), record, acting.clock()),
        )
        claimed = line.stage is Stage.CLAIMED
        return ActionPage(
            line=line,
            seen=record.seen,
            history=tuple(
                Done(
                    at=each.at.astimezone(zone),
                    by=each.by,
                    step=Step(each.step),
                    stage=Stage(each.stage),
                    words=each.reason,
                )
                for each in history
            ),
            may=may(desk, actor, room, record),
            draw=draw_for(desk, db, record.content, acting) if claimed else None,
        )


def action_number(desk: Desk, acting: Acting, named: str) -> int:
    """The number that a name means.

    Raises:
        DeskRefused: it means none.
    """
    with desk.opened(acting) as db:
        return number_of(room_in(db), named)
