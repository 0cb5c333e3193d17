"""What a person has to do about visits, for their day."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from coachdesk.core.audits import Stage, Step
from coachdesk.core.authorize import Actor
from coachdesk.core.today import Duty, Task
from coachdesk.desk.audits.listing import known_to
from coachdesk.desk.audits.opening import due_in, is_over
from coachdesk.desk.audits.room import ROOM, VisitRecord
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.steps import may
from coachdesk.store.connect import Db


class _Work(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of work: which visits it is, of those in some stages."""

    duty: Duty
    stages: Sequence[Stage]
    ours: Callable[[VisitRecord], bool]


def visit_tasks(desk: Desk, acting: Acting, db: Db, actor: Actor) -> Iterator[Task]:
    """The visits that wait for this person, by what is to be done."""

    def allows(step: Step) -> Callable[[VisitRecord], bool]:
        return lambda record: not may(desk, actor, ROOM, record).get(step, "-")

    def mine(record: VisitRecord) -> bool:
        return record.content.shopper == actor.id

    def checked_by_me(record: VisitRecord) -> bool:
        own = record.content.editors[-1:] == (actor.id,)
        return own if record.stage == Stage.IN_EDIT else allows(Step.TAKE)(record)

    def open_to_me(record: VisitRecord) -> bool:
        return allows(Step.APPEAL)(record) and not is_over(acting, record.content)

    at_work = (Stage.ASSIGNED, Stage.IN_PROGRESS, Stage.RETURNED)
    at_check = (Stage.SUBMITTED, Stage.IN_EDIT, Stage.ON_HOLD)
    for work in (
        _Work(duty=Duty.MAKE_VISIT, stages=at_work, ours=mine),
        _Work(duty=Duty.ASSIGN_VISIT, stages=(Stage.PLANNED,), ours=allows(Step.ASSIGN)),
        _Work(duty=Duty.CHECK_VISIT, stages=at_check, ours=checked_by_me),
        _Work(duty=Duty.VISIT_OBJECTION, stages=(Stage.OBJECTED,), ours=allows(Step.REOPEN)),
        _Work(duty=Duty.RELEASE_VISIT, stages=(Stage.ACCEPTED,), ours=allows(Step.RELEASE)),
        _Work(duty=Duty.VISIT_APPEAL, stages=(Stage.APPEALED,), ours=allows(Step.UPHOLD)),
        _Work(duty=Duty.READ_VISIT, stages=(Stage.RELEASED,), ours=open_to_me),
    ):
        found = [each for each in known_to(desk, actor, db, work.stages) if work.ours(each)]
        yield _task(desk, acting, work, found)


def _task(desk: Desk, acting: Acting, work: _Work, found: Sequence[VisitRecord]) -> Task:
    now = acting.clock()
    dues = [due_in(desk.settings, each) for each in found]
    ends = [each.content.appeal_until for each in found if each.content.appeal_until is not None]
    return Task(
        duty=work.duty,
        count=len(found),
        oldest=min((each.content.since for each in found), default=None),
        late=sum(due is not None and now > due for due in dues),
        until=min(ends, default=None) if work.duty is Duty.READ_VISIT else None,
        view="audits",
        filter=",".join(stage.value for stage in work.stages),
    )
