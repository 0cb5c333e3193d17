"""What one person has to do now, in order; how their team does; and what they did last."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from coachdesk.core.authorize import (
    Action,
    Actor,
    Allow,
    Facts,
    Role,
    Scope,
    Subject,
    authorize,
    reaches,
)
from coachdesk.core.errors import Problem
from coachdesk.core.reviews import Stage
from coachdesk.core.today import Duty, Task, Today
from coachdesk.desk.coaching.waiting import coaching_tasks
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, facts_of, scope_of
from coachdesk.files.settings import Settings
from coachdesk.store import today as store
from coachdesk.store.connect import Db
from coachdesk.store.deeds import last_deeds
from coachdesk.store.today import Heap, Pile

LATE_AFTER = timedelta(days=7)
"""A dispute that waits longer for its decision is late."""
LAST = 8
"""So many last actions."""


def today(desk: Desk, acting: Acting) -> Today:
    """What this person has to do now.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor = allowed(desk, acting, Action.LIST_CALLS)
    at = acting.clock()
    with desk.opened(acting) as db:
        found = [
            *_found(db, actor, desk.settings, at),
            *_visits(desk, acting, db, actor),
            *_scripts(desk, db, actor, at),
        ]
        certificates, left_out = _certificates(desk, acting, db, actor)
        found += certificates
        return Today(
            actor=actor,
            at=at,
            empty=not store.has_calls(db) and not found,
            tasks=tuple(sorted(found, key=lambda task: (not task.late, _ORDER[task.duty]))),
            last=last_deeds(db, actor.id, LAST),
            left_out=left_out,
        )


_ORDER: Mapping[Duty, int] = {duty: position for position, duty in enumerate(Duty)}


def _found(db: Db, actor: Actor, settings: Settings, at: datetime) -> Iterator[Task]:
    made = [
        *_evaluations(db, actor, settings, at),
        *_calls(db, actor, scope_of(actor, settings)),
        *coaching_tasks(db, actor, settings, at),
    ]
    yield from (task for task in made if task.count)


def _visits(desk: Desk, acting: Acting, db: Db, actor: Actor) -> Iterator[Task]:
    if not store.has_visits(db):
        return
    # Desks without visits need nothing of what they bring along.
    from coachdesk.desk.audits.waiting import visit_tasks

    yield from (task for task in visit_tasks(desk, acting, db, actor) if task.count)


def _scripts(desk: Desk, db: Db, actor: Actor, at: datetime) -> Iterator[Task]:
    if not store.has_scripts(db):
        return
    # Desks without scripts need nothing of what they bring along.
    from coachdesk.desk.scripts.waiting import script_tasks

    yield from (task for task in script_tasks(db, actor, desk.settings, at) if task.count)


def _certificates(
    desk: Desk, acting: Acting, db: Db, actor: Actor
) -> tuple[list[Task], tuple[Problem, ...]]:
    if not store.has_certificates(db):
        return [], ()
    # Desks without certificates read no programmes.
    from coachdesk.desk.certification.programmes import programme_shelf
    from coachdesk.desk.certification.waiting import certificate_tasks

    shelf = programme_shelf(desk)
    tasks = certificate_tasks(desk, acting, db, actor, shelf.programmes)
    return [task for task in tasks if task.count], shelf.errors


def _evaluations(db: Db, actor: Actor, settings: Settings, at: datetime) -> Iterator[Task]:
    team_of = {person.id: person.team for person in settings.people}

    def may(action: Action) -> Callable[[Pile], bool]:
        def asks(pile: Pile) -> bool:
            subject = Subject(person=pile.subject, team=team_of.get(pile.subject or ""))
            facts: Facts = facts_of(settings, pile.scorers)
            return isinstance(authorize(actor, action, subject, facts), Allow)

        return asks

    open_ones = store.piles(
        db, (Stage.DRAFT, Stage.SUBMITTED, Stage.DISPUTED), late_before=at - LATE_AFTER
    )
    own = store.piles(
        db, (Stage.PUBLISHED, Stage.RESOLVED), late_before=at - LATE_AFTER, subject=actor.id
    )
    wanted: tuple[tuple[Duty, Stage, str, Callable[[Pile], bool]], ...] = (
        (Duty.DRAFTS, Stage.DRAFT, "draft mine", lambda pile: pile.scorer == actor.id),
        (Duty.PUBLISH, Stage.SUBMITTED, "submitted", may(Action.PUBLISH)),
        (Duty.DISPUTES, Stage.DISPUTED, "disputed", may(Action.UPHOLD)),
        (Duty.ANSWER, Stage.PUBLISHED, "published mine", lambda pile: True),
        (Duty.DECIDED, Stage.RESOLVED, "resolved mine", lambda pile: True),
    )
    for duty, stage, words, ours in wanted:
        heap = _together(
            pile.heap for pile in (*open_ones, *own) if pile.stage is stage and ours(pile)
        )
        yield Task(
            duty=duty,
            count=heap.count,
            oldest=heap.oldest,
            late=heap.late if duty is Duty.DISPUTES else 0,
            until=heap.until if duty is Duty.ANSWER else None,
            view="evaluations",
            filter=words,
        )


def _calls(db: Db, actor: Actor, scope: Scope) -> Iterator[Task]:
    if reaches(actor.role, Action.CREATE):
        heap = store.critical(db, scope)
        yield _of_calls(Duty.CRITICAL, heap, "critical>0 status:new", "urgent")
        heap = store.assigned(db, actor.id)
        yield _of_calls(Duty.ASSIGNED, heap, "assigned:me status:unscored,new,draft", "urgent")
    elif actor.role is Role.MANAGER:
        heap = store.critical(db, scope, unassigned=True)
        yield _of_calls(Duty.UNASSIGNED, heap, "critical>0 status:new assigned:nobody", "urgent")
    if reaches(actor.role, Action.SCREEN):
        heap = store.unscored(db, scope)
        yield _of_calls(Duty.UNSCORED, heap, "status:unscored", "oldest")


def _of_calls(duty: Duty, heap: Heap, words: str, sort: str) -> Task:
    return Task(
        duty=duty, count=heap.count, oldest=heap.oldest, view="queue", filter=words, sort=sort
    )


def _together(heaps: Iterable[Heap]) -> Heap:
    found = list(heaps)
    return Heap(
        count=sum(heap.count for heap in found),
        oldest=min((heap.oldest for heap in found if heap.oldest), default=None),
        late=sum(heap.late for heap in found),
        until=min((heap.until for heap in found if heap.until), default=None),
    )
