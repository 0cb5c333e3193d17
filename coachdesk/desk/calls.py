"""Find calls on the desk and see what the rules said about them."""

from collections.abc import Iterator, Sequence

import msgspec

from coachdesk.core.authorize import Action, Allow, authorize
from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, Problem, SyntaxFault
from coachdesk.core.location import Location
from coachdesk.core.queue import Item, Sort, parse
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, facts_of, subject_of
from coachdesk.desk.kept import Kept
from coachdesk.desk.lookup import call_of
from coachdesk.desk.queue import open_queue, rows
from coachdesk.store import calls, evaluations


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One call with its evaluations under the rules in force."""

    call: Call
    scores: tuple[Scored, ...]
    withheld: bool = False
    """What the rules said is not for this person; what was published to them is."""


def list_calls(
    desk: Desk,
    acting: Acting,
    where: str = "",
    sort: Sort = Sort.NEWEST,
    *,
    options: str = "",
    limit: int | None = None,
) -> Iterator[Item]:
    """The calls that a filter means and that this person may see, as a stream, in order.

    Who sees only what is published to them gets people's evaluations instead of what the rules
    said.

    Args:
        desk: which.
        acting: who looks.
        where: a filter; see docs/queue.md.
        sort: the order.
        options: clauses that were given apart from the filter; both must hold.
        limit: at most so many calls.

    Raises:
        BadInput: the filter is not understood (U109), or names what the desk does not know (U102).
        DeskRefused: an agent is asked for whose calls this person may not see.
    """
    text = f"{options} {where}".strip()
    try:
        found = open_queue(desk, acting, text, sort)
    except SyntaxFault as fault:
        raise BadInput(unanswerable(fault, text, len(text) - len(where.rstrip()))) from None
    numbers = found.numbers if limit is None else found.numbers[:limit]
    return _lines(desk, acting, numbers, found.scorecards)


_CHUNK = 500


def _lines(
    desk: Desk, acting: Acting, numbers: Sequence[int], scorecards: frozenset[str]
) -> Iterator[Item]:
    with desk.held(acting) as held:
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK]
            yield from rows(held, acting, chunk, scorecards=scorecards)


def unanswerable(fault: SyntaxFault, text: str, begin: int) -> Problem:
    """The problem of a filter, placed in what was given as `--where`.

    Args:
        fault: what is wrong with the text.
        text: the whole filter.
        begin: offset at which the given part begins.
    """
    try:
        parse(text)
        code = "U102"
    except SyntaxFault:
        code = "U109"
    place = Location("--where", 1, fault.offset - begin + 1) if fault.offset >= begin else None
    return Problem(code=code, message=fault.message, hint=fault.hint, location=place)


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
        number, content = call_of(desk, acting, db, call)
        subject = subject_of(desk.settings, content.agent, content.started_at)
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
