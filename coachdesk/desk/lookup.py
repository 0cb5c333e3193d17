"""A call by its id, for whoever asks."""

from coachdesk.core.calls import Call
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, scope_of
from coachdesk.files.schema import nearest
from coachdesk.store import calls
from coachdesk.store.connect import Db


def call_of(desk: Desk, acting: Acting, db: Db, call: str) -> tuple[int, Call]:
    """The call of this id with its number; whether the person may see it is still to be asked.

    Raises:
        DeskRefused: there is none (D303). The hint names a near id only to those who see all calls.
    """
    scope = scope_of(actor_of(desk, acting), desk.settings)
    found = calls.find(db, call)
    if found is None:
        near = calls.near_ids(db, call) if scope.is_everything else ()
        hint = nearest(call, near) or "coachdesk calls lists the ids"
        raise DeskRefused(Problem(code="D303", message=f"no call '{call}'", hint=hint))
    return found
