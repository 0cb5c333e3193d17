"""Give the desk's calls and scores out again, as streams."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.calls import Call
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.kept import Kept
from coachdesk.store import calls, events


class ScoresOut(msgspec.Struct, frozen=True, kw_only=True):
    """The scores, and the state of the log that they belong to."""

    scores: Iterator[Scored]
    head: str
    """`SEQ:HASH` of the last event: an anchor."""


class CallsOut(msgspec.Struct, frozen=True, kw_only=True):
    """The calls, and the state of the log that they belong to."""

    calls: Iterator[Call]
    head: str


@contextmanager
def scores_out(desk: Desk, acting: Acting) -> Iterator[ScoresOut]:
    """Every evaluation under the rules in force, form by form; use it inside the block.

    Raises:
        DeskRefused: this person may not export.
    """
    allowed(desk, acting, Action.EXPORT)
    with desk.opened(acting) as db:
        yield ScoresOut(scores=Kept(db).all_explained(), head=str(events.head(db)))


@contextmanager
def calls_out(desk: Desk, acting: Acting) -> Iterator[CallsOut]:
    """Every call as kept, in the order of import; use it inside the block.

    Raises:
        DeskRefused: this person may not export.
    """
    allowed(desk, acting, Action.EXPORT)
    with desk.opened(acting) as db:
        stream = (call for batch in calls.in_batches(db) for call in batch)
        yield CallsOut(calls=stream, head=str(events.head(db)))
