"""The roster as it is kept: one record a person, every change of it a step."""

from msgspec.structs import replace

from coachdesk.core.people import Place
from coachdesk.core.roster import Entry, Was
from coachdesk.store import records
from coachdesk.store.database import Database
from coachdesk.store.hand import Hand
from coachdesk.store.records import Kind, Record

PEOPLE = Kind(name="person", prefix="P", content=Entry)
"""Keyed by the person's id. Stage is always `kept`: what somebody is now, their spells say."""
PLACES = Kind(name="place", prefix="L", content=Place)
"""Keyed by the place's id."""
KEPT = "kept"


def entries(db: Database) -> tuple[Entry, ...]:
    """Everybody on the roster, in the order in which they came onto it."""
    return tuple(record.content for record in records.listed(db, PEOPLE))


def entry(db: Database, person: str) -> Record[Entry] | None:
    """One person's, or None."""
    return records.by_key(db, PEOPLE, person)


def places(db: Database) -> tuple[Place, ...]:
    """The places that were brought in, in the order in which they came."""
    return tuple(record.content for record in records.listed(db, PLACES))


def put_place(db: Database, hand: Hand, place: Place, step: str, reason: str = "") -> None:
    """Adds a place, or changes what is known of it; `step` is `import` or `change`."""
    known = records.by_key(db, PLACES, place.id)
    if known is None:
        records.create(
            db, PLACES, hand, step=step, stage=KEPT, content=place, key=place.id, reason=reason
        )  # fmt: skip
    elif known.content != place:
        records.take_step(db, known, hand, step, KEPT, content=place, reason=reason)


def put(
    db: Database, hand: Hand, new: Entry, step: str, reason: str = "", *, was: Was | None = None
) -> bool:
    """Puts somebody onto the roster, or changes what it says; whether anything was written.

    Args:
        db: in a transaction.
        hand: who.
        new: how it stands from here on; what it said until now is kept in its past.
        step: `import`, `change`, `correct`, `strike` or `leave`.
        reason: words, kept as the event's private text.
        was: what desk.yaml says of somebody who is not on the roster yet.
    """
    known = entry(db, new.id)
    if known is None:
        new = replace(new, past=(was or Was(),))
        records.create(
            db, PEOPLE, hand, step=step, stage=KEPT, content=new, key=new.id, subject=new.id,
            reason=reason,
        )  # fmt: skip
        return True
    if known.content.now == new.now:
        return False
    new = replace(new, past=(*known.content.past, known.content.now))
    records.take_step(db, known, hand, step, KEPT, content=new, reason=reason)
    return True
