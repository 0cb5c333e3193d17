"""Find calls on the desk and see what the rules said about them."""

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.listing import Listed, Wanted
from coachdesk.core.scorecards import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.kept import Kept
from coachdesk.files.schema import nearest
from coachdesk.store import calls, evaluations, forms


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One call with its evaluations under the rules in force."""

    call: Call
    scores: tuple[Scored, ...]


def list_calls(desk: Desk, acting: Acting, wanted: Wanted) -> list[Listed]:
    """The calls wanted, newest first; an agent is found under any of their names.

    Raises:
        BadInput: there is no such scorecard on the desk.
    """
    if wanted.agents is not None:
        names = tuple(name for each in wanted.agents for name in desk.settings.names_of(each))
        wanted = msgspec.structs.replace(wanted, agents=names)
    with desk.opened(acting) as db:
        known = forms.scorecards(db)
        if wanted.scorecard is not None and wanted.scorecard not in known:
            message = f"no call was scored with a scorecard '{wanted.scorecard}'"
            hint = nearest(wanted.scorecard, known) or "known: " + (", ".join(known) or "none yet")
            raise BadInput(Problem(code="U102", message=message, hint=hint))
        return calls.listed(db, wanted)


def show_call(desk: Desk, acting: Acting, call: str, *, near: bool = False) -> Shown:
    """One call, whole.

    Args:
        desk: which.
        acting: who looks.
        call: its id.
        near: find the nearest misses as well.

    Raises:
        DeskRefused: there is no call of that id.
    """
    with desk.opened(acting) as db:
        found = calls.find(db, call)
        if found is None:
            hint = nearest(call, calls.near_ids(db, call)) or "coachdesk calls lists the ids"
            raise DeskRefused(Problem(code="D303", message=f"no call '{call}'", hint=hint))
        number, content = found
        kept = Kept(db)
        scores = [
            each
            for basis, row in evaluations.of_call(db, number)
            for each in kept.explained(basis, [(content, row)], near=near)
        ]
    return Shown(call=content, scores=tuple(scores))
