"""What waits for somebody in coaching: to agree, to do, to check, to talk about."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Action, Actor
from coachdesk.core.coaching import OPEN, UNDER_WAY, Stage, is_overdue
from coachdesk.core.coaching.excuses import MatterStage
from coachdesk.core.today import Duty, Task
from coachdesk.desk.coaching.room import ActionRecord, may_see, person_subject, room_facts
from coachdesk.files.settings import Settings
from coachdesk.store import coaching as store
from coachdesk.store import records
from coachdesk.store.connect import Db


def coaching_tasks(db: Db, actor: Actor, settings: Settings, at: datetime) -> Iterator[Task]:
    """The coaching that waits for this person; counts of 0 included."""
    found = records.listed(db, store.ACTIONS, stages=sorted(OPEN))
    changed = store.changed(db, store.ACTIONS) if found else {}

    def task(duty: Duty, kept: Sequence[ActionRecord], words: str) -> Task:
        oldest = min((changed[each.number] for each in kept), default=None)
        return Task(duty=duty, count=len(kept), oldest=oldest, view="coaching", filter=words)

    def may(action: Action, each: ActionRecord) -> bool:
        subject = person_subject(settings, each.content.person)
        return may_see(actor, action, subject, room_facts(db, each.content))

    own = [each for each in found if actor.id in (each.content.person, each.content.coach)]
    yield _due([each for each in own if each.stage in UNDER_WAY], settings, at)
    yield task(
        Duty.COACHING_AGREE,
        [
            each
            for each in own
            if each.stage == Stage.PROPOSED and actor.id not in each.content.agreed_by
        ],
        "list --stage proposed",
    )
    claimed = [each for each in found if each.stage == Stage.CLAIMED]
    yield task(
        Duty.COACHING_CHECK,
        [each for each in claimed if may(Action.COACHING_VERIFY, each)],
        "list --stage 'done claimed'",
    )
    declined = [each for each in found if each.stage == Stage.DECLINED]
    yield task(
        Duty.COACHING_DECLINED,
        [each for each in declined if may(Action.COACHING_CANCEL, each)],
        "list --stage declined",
    )
    matters = records.listed(db, store.MATTERS, stages=[MatterStage.RAISED])
    mine = [each for each in matters if each.content.owner == actor.id]
    yield Task(duty=Duty.MATTERS, count=len(mine), view="coaching", filter="matters")


def _due(kept: Sequence[ActionRecord], settings: Settings, at: datetime) -> Task:
    """Actions under way: how many are late and since when, else until when the first is."""
    zone = ZoneInfo(settings.time_zone)
    today = at.astimezone(zone).date()
    late = [each for each in kept if is_overdue(each.content, Stage(each.stage), today)]
    first = min((each.content.due for each in late or kept), default=None)
    # A day ends with its midnight.
    end = None if first is None else datetime.combine(first + timedelta(days=1), time(), zone)
    return Task(
        duty=Duty.COACHING_DUE,
        count=len(kept),
        oldest=end if late else None,
        late=len(late),
        until=None if late else end,
        view="coaching",
        filter="list --overdue" if late else "list --stage agreed --stage 'in progress'",
    )
