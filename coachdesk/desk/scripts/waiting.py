"""Which scripts wait for somebody to read them."""

from collections.abc import Iterator
from datetime import datetime

from coachdesk.core.authorize import Actor, Role
from coachdesk.core.scripts.delivery import due_of
from coachdesk.core.scripts.versions import Version, in_use
from coachdesk.core.today import Duty, Task
from coachdesk.desk.scripts.delivery import began
from coachdesk.files.settings import Settings
from coachdesk.store import scripts
from coachdesk.store.connect import Db

_READERS = (Role.AGENT, Role.SUPERVISOR)
"""The floor: whoever says a script, and whoever leads them."""


def script_tasks(db: Db, actor: Actor, settings: Settings, at: datetime) -> Iterator[Task]:
    """The versions for their team in use that somebody of the floor has not confirmed.

    Nothing for others.

    The oldest waits since its publication, or since their own first day where that is later; late
    is what they can't confirm in time any more.
    """
    if actor.role not in _READERS:
        return
    person = settings.person_of(actor.id)
    first_day = began(settings, person) if person is not None else None
    waiting = list(_unread(db, actor, settings, at))
    since = [each.at if first_day is None else max(each.at, first_day) for each in waiting]
    yield Task(
        duty=Duty.READ_SCRIPT,
        count=len(waiting),
        oldest=min(since, default=None),
        late=sum(due_of(each.at, first_day) < at for each in waiting),
        view="scripts",
        filter="",
    )


def _unread(db: Db, actor: Actor, settings: Settings, at: datetime) -> Iterator[Version]:
    known = scripts.versions(db)
    for id in dict.fromkeys(each.script.id for each in known):
        used = in_use([each for each in known if each.script.id == id], settings.day_of(at))
        if used is None or not used.script.is_for(actor.team):
            continue
        if scripts.receipt(db, id, used.script.version, actor.id) is None:
            yield used
