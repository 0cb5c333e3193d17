"""What waits for somebody in coaching: to agree, to do, to check, to talk about."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Action, Actor
from coachdesk.core.coaching import OPEN, Stage, is_overdue
from coachdesk.core.coaching.excuses import MatterStage
from coachdesk.core.today import Duty, Task
from coachdesk.desk.coaching.room import ActionRecord, may_see, person_subject, room_facts
from coachdesk.files.settings import Settings
from coachdesk.store import coaching as store
from coachdesk.store import records
from coachdesk.store.connect import Db

_LISTED = {
    Duty.COACHING_DUE: "waiting under way",
    Duty.COACHING_AGREE: "waiting proposed",
    Duty.COACHING_CHECK: "waiting done claimed",
    Duty.COACHING_DECLINED: "waiting declined",
}
"""The words that leave just this work on the board."""


def duty_of(db: Db, actor: Actor, settings: Settings, record: ActionRecord) -> Duty | None:
    """For what the action waits for this person, or None."""
    action, stage = record.content, Stage(record.stage)
    own = actor.id in (action.person, action.coach)

    def may(asked: Action) -> bool:
        subject = person_subject(settings, action.person)
        return may_see(actor, asked, subject, room_facts(db, action))

    match stage:
        case Stage.PROPOSED if own and actor.id not in action.agreed_by:
            return Duty.COACHING_AGREE
        case Stage.AGREED if actor.id == action.coach:
            return Duty.COACHING_DUE
        case Stage.IN_PROGRESS if own:
            return Duty.COACHING_DUE
        case Stage.CLAIMED if may(Action.COACHING_VERIFY):
            return Duty.COACHING_CHECK
        case Stage.DECLINED if may(Action.COACHING_CANCEL):
            return Duty.COACHING_DECLINED
    return None


def coaching_tasks(db: Db, actor: Actor, settings: Settings, at: datetime) -> Iterator[Task]:
    """The coaching that waits for this person; counts of 0 included."""
    found = records.listed(db, store.ACTIONS, stages=sorted(OPEN))
    changed = store.changed(db, store.ACTIONS) if found else {}
    waiting = [(duty_of(db, actor, settings, each), each) for each in found]
    for duty, words in _LISTED.items():
        kept = [each for wanted, each in waiting if wanted is duty]
        if duty is Duty.COACHING_DUE:
            yield _due(kept, words, settings, at)
        else:
            oldest = min((changed[each.number] for each in kept), default=None)
            yield Task(duty=duty, count=len(kept), oldest=oldest, view="coaching", filter=words)
    matters = records.listed(db, store.MATTERS, stages=[MatterStage.RAISED])
    mine = [each for each in matters if each.content.owner == actor.id]
    yield Task(duty=Duty.MATTERS, count=len(mine), view="coaching", filter="matters mine")


def _due(kept: Sequence[ActionRecord], words: str, settings: Settings, at: datetime) -> Task:
    """Actions under way: how many are late and since when, else until when the first is."""
    zone = ZoneInfo(settings.time_zone)
    today = at.astimezone(zone).date()
    late = [each for each in kept if is_overdue(each.content, Stage(each.stage), today)]
    first = min((each.content.due for each in late or kept), default=None)
    # A day ends with its midnight; what is late is so by whole days, as on the board.
    until = None if first is None else datetime.combine(first + timedelta(days=1), time(), zone)
    since = None if first is None else at - (today - first)
    return Task(
        duty=Duty.COACHING_DUE,
        count=len(kept),
        oldest=since if late else None,
        late=len(late),
        until=None if late else until,
        view="coaching",
        filter=words,
    )
