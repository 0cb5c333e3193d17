"""Who is to look at which call."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.store import events, queue
from coachdesk.store.connect import write
from coachdesk.store.database import Database

_BEFORE = (
    "SELECT c.number, a.person FROM json_each(?) n JOIN calls c ON c.number = n.value"
    " LEFT JOIN assignments a ON a.call = c.number ORDER BY c.number"
)


def assign(
    db: Database,
    wanted: Mapping[int, str | None],
    *,
    at: datetime,
    actor: str,
    standing: Callable[[int], str | None] | None = None,
) -> dict[int, str | None]:
    """Assigns each call, or frees it, in one transaction with one event.

    Nothing is written, and no event appended, where all is as wanted already.

    Args:
        db: the desk.
        wanted: call number to a person's id, or None for nobody.
        at: aware.
        actor: who does it.
        standing: whom a call is assigned to as far as the caller knows: others stay as they are.

    Returns:
        The calls that changed, with whom they were assigned to before.
    """
    numbers = msgspec.json.encode(list(wanted)).decode()
    with write(db):
        kept = dict(db.conn.execute(_BEFORE, (numbers,)).fetchall())
        changed = {
            n: person
            for n, person in kept.items()
            if wanted[n] != person and (standing is None or standing(n) == person)
        }
        if not changed:
            return {}
        rows = [(number, wanted[number]) for number in sorted(changed)]
        event = events.append(
            db,
            at=at,
            actor=actor,
            kind="calls_assigned",
            subject="assignments",
            body={"calls": len(rows), "digest": _digest(rows)},
        )
        db.conn.executemany(
            "INSERT INTO assignments (call, person, event) VALUES (?, ?, ?)"
            " ON CONFLICT (call) DO UPDATE SET person = excluded.person, event = excluded.event",
            [(number, person, event) for number, person in rows if person is not None],
        )
        db.conn.executemany(
            "DELETE FROM assignments WHERE call = ?",
            [(number,) for number, person in rows if person is None],
        )
        queue.refresh(db, changed)
    return changed


def _digest(rows: Sequence[tuple[int, str | None]]) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(rows)).hexdigest()


def agents_of(db: Database, numbers: Sequence[int]) -> list[str | None]:
    """The agents of these calls, each once, as the calls carry them."""
    rows = db.conn.execute(
        "SELECT DISTINCT c.agent FROM json_each(?) n JOIN calls c ON c.number = n.value",
        (msgspec.json.encode(list(numbers)).decode(),),
    ).fetchall()
    return [row[0] for row in rows]


def verify(db: Database) -> Iterator[events.Fault]:
    """Every event of which more calls are assigned than it told of, or that there is not."""
    rows = db.conn.execute(
        "SELECT a.event, count(*), coalesce(json_extract(e.body, '$.calls'), 0)"
        " FROM assignments a LEFT JOIN events e ON e.seq = a.event AND e.kind = 'calls_assigned'"
        " GROUP BY a.event"
    ).fetchall()
    for event, found, told in rows:
        if found > told:
            yield events.Fault(event, f"{found - told} assignments that no event vouches for")
