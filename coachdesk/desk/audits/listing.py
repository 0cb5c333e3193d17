"""Lists of visits, narrowed to those that a person may know of."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from coachdesk.core.audits import Stage
from coachdesk.core.audits.opened import Line
from coachdesk.core.audits.secrecy import visit_for_line
from coachdesk.core.authorize import Actor
from coachdesk.desk.audits.opening import due_in, nameless_in
from coachdesk.desk.audits.room import VisitRecord, is_of_the_line, may_know
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.store import records
from coachdesk.store.audits import VISITS
from coachdesk.store.connect import Db


def list_visits(
    desk: Desk,
    acting: Acting,
    *,
    stages: Sequence[Stage] | None = None,
    form: str | None = None,
    place: str | None = None,
    agent: str | None = None,
    shopper: str | None = None,
    overdue: bool = False,
) -> tuple[Line, ...]:
    """The visits wanted that this person may know of, the newest first.

    How many more there are is told to nobody: that, too, would tell of them.

    Args:
        desk: which.
        acting: who looks.
        stages: None: all.
        form: id of an audit form; None: any.
        place: id of a place; None: any.
        agent: an id, name or alias of whoever was visited; None: anybody.
        shopper: likewise of the shopper; finds nothing for those who may not know them.
        overdue: only those whose next step is overdue.
    """
    actor = actor_of(desk, acting)
    people = [desk.settings.person_of(name) for name in (agent, shopper)]
    about, by = (
        person.id if person else name for person, name in zip(people, (agent, shopper), strict=True)
    )
    with desk.opened(acting) as db:
        lines = [line_of(desk, acting, actor, each) for each in known_to(desk, actor, db, stages)]
    return tuple(
        each
        for each in reversed(lines)
        if form in (None, each.visit.form)
        and place in (None, each.visit.place)
        and about in (None, each.visit.agent)
        and by in (None, each.visit.shopper)
        and (each.overdue or not overdue)
    )


def known_to(
    desk: Desk, actor: Actor, db: Db, stages: Sequence[Stage] | None = None
) -> Iterator[VisitRecord]:
    """The visits in these stages that this person may know of, the oldest first."""
    wanted = None if stages is None else [stage.value for stage in stages]
    for record in records.listed(db, VISITS, stages=wanted):
        if may_know(desk, actor, record):
            yield record


def line_of(desk: Desk, acting: Acting, actor: Actor, record: VisitRecord) -> Line:
    """One visit of a list, as this person may see it."""
    visit = record.content
    if is_of_the_line(desk, actor, record):
        visit = visit_for_line(visit, nameless_in(desk.settings, actor, visit))
    stage = Stage(record.stage)
    due = due_in(desk.settings, record)
    return Line(
        number=record.number,
        stage=stage,
        revision=record.revision,
        visit=visit,
        due=_in_zone(due, ZoneInfo(desk.settings.time_zone)),
        overdue=due is not None and acting.clock() > due,
    )


def _in_zone(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if at is None else at.astimezone(zone)
