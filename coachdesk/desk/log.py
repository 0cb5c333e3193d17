"""Check that the desk holds what was written to it."""

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, Problem
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.store import (
    backup,
    calls,
    evaluations,
    events,
    queue,
    queue_assign,
    records,
    reviews,
)
from coachdesk.store.connect import Db, write
from coachdesk.store.events import Fault, Head


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of the log found."""

    head: Head
    faults: tuple[Fault, ...]
    """By event; empty when all holds."""
    anchored: int
    """The last event that an anchor from outside speaks for; 0 without one."""
    mended: int = 0
    """Rows of the queue that were not what they are made from, and were made anew."""


def verify_log(desk: Desk, acting: Acting, anchor: Head | None = None) -> Verified:
    """Checks the database's pages, the chain of events, and every row that an event vouches for.

    Args:
        desk: which.
        acting: who asks.
        anchor: a head noted elsewhere earlier.

    Raises:
        DeskRefused: the desk can't be opened, or this person may not check it.
    """
    allowed(desk, acting, Action.READ_LOG)
    with desk.opened(acting) as db:
        damage = backup.damage(db)
        faults = [Fault(0, f"the database is damaged: {damage}")] if damage else []
        faults += events.verify(db, anchor)
        faults += calls.verify(db)
        faults += evaluations.verify(db)
        faults += reviews.verify(db)
        faults += records.verify(db)
        faults += queue_assign.verify(db)
        # The queue is derived: it is made anew from what holds, and left where that does not.
        mended = 0 if faults else _mended(db)
        head = events.head(db)
    anchored = anchor.seq if anchor is not None and not faults else 0
    return Verified(
        head=head,
        faults=tuple(sorted(faults, key=lambda each: each.seq)),
        anchored=anchored,
        mended=mended,
    )


def _mended(db: Db) -> int:
    wrong = list(queue.stale(db))
    if wrong:
        with write(db):
            queue.remake(db, wrong)
    return len(wrong)


def anchor_of(text: str) -> Head:
    """The head that somebody noted as `SEQ:HASH`.

    Raises:
        BadInput: it is not written like that.
    """
    number, _, digest = text.partition(":")
    try:
        head = Head(int(number), bytes.fromhex(digest))
    except ValueError:
        head = Head(0, b"")
    if head.seq < 1 or len(head.hash) != 32:
        hint = "write SEQ:HASH as coachdesk log verify prints it"
        raise BadInput(Problem(code="U104", message=f"'{text}' is no anchor", hint=hint))
    return head
