"""Find calls on the desk and see what the rules said about them."""

import msgspec

from coachdesk.core.authorize import Action, Actor, Allow, authorize
from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.listing import Listed, Wanted
from coachdesk.core.people import name_key
from coachdesk.core.scorecards import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, facts_of, scope_of, subject_of
from coachdesk.desk.kept import Kept
from coachdesk.files.schema import nearest
from coachdesk.store import calls, evaluations, forms
from coachdesk.store.connect import Db


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One call with its evaluations under the rules in force."""

    call: Call
    scores: tuple[Scored, ...]
    withheld: bool = False
    """What the rules said is not for this person; what was published to them is."""


def list_calls(desk: Desk, acting: Acting, wanted: Wanted) -> list[Listed]:
    """The calls wanted that this person may see, newest first.

    An agent is found under any of their names. Who sees only what is published to them gets
    people's evaluations instead of what the rules said.

    Raises:
        BadInput: there is no such scorecard on the desk.
        DeskRefused: an agent is asked for whose calls this person may not see.
    """
    actor = allowed(desk, acting, Action.LIST_CALLS)
    for name in wanted.agents or ():
        subject, facts = subject_of(desk.settings, name), facts_of(desk.settings, released=True)
        allowed(desk, acting, Action.LIST_CALLS, subject, facts)
    wanted = _narrowed(desk, actor, wanted)
    with desk.opened(acting) as db:
        known = forms.scorecards(db)
        if wanted.scorecard is not None and wanted.scorecard not in known:
            message = f"no call was scored with a scorecard '{wanted.scorecard}'"
            hint = nearest(wanted.scorecard, known) or "known: " + (", ".join(known) or "none yet")
            raise BadInput(Problem(code="U102", message=message, hint=hint))
        return calls.listed(db, wanted)


def _narrowed(desk: Desk, actor: Actor, wanted: Wanted) -> Wanted:
    scope = scope_of(actor, desk.settings)
    agents = wanted.agents
    if agents is not None:
        agents = tuple(name for each in agents for name in desk.settings.names_of(each))
    if scope.agents is not None:
        keys = set(map(name_key, scope.agents))
        asked = scope.agents if agents is None else agents
        agents = tuple(name for name in asked if name_key(name) in keys)
    return msgspec.structs.replace(wanted, agents=agents, released_only=scope.released_only)


def show_call(desk: Desk, acting: Acting, call: str, *, near: bool = False) -> Shown:
    """One call, whole.

    Args:
        desk: which.
        acting: who looks.
        call: its id.
        near: find the nearest misses as well.

    Raises:
        DeskRefused: there is no call of that id, or this person may not see it.
    """
    actor = actor_of(desk, acting)
    with desk.opened(acting) as db:
        found = calls.find(db, call)
        if found is None:
            raise DeskRefused(_unknown(desk, actor, db, call))
        number, content = found
        subject = subject_of(desk.settings, content.agent)
        released = facts_of(desk.settings, released=calls.is_released(db, number))
        allowed(desk, acting, Action.READ_TRANSCRIPT, subject, released)
        if not isinstance(authorize(actor, Action.READ_EVALUATION, subject), Allow):
            return Shown(call=content, scores=(), withheld=True)
        kept = Kept(db)
        scores = [
            each
            for basis, row in evaluations.of_call(db, number)
            for each in kept.explained(basis, [(content, row)], near=near)
        ]
    return Shown(call=content, scores=tuple(scores))


def _unknown(desk: Desk, actor: Actor, db: Db, call: str) -> Problem:
    hint = "coachdesk calls lists the ids"
    if scope_of(actor, desk.settings).is_everything:
        hint = nearest(call, calls.near_ids(db, call)) or hint
    return Problem(code="D303", message=f"no call '{call}'", hint=hint)
