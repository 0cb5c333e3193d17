"""Agent and customer put in each other's place in one call, and what the engine said before.

The stored call stays as it came in; a mark beside it says how it is to be read. Evaluations made
of the call as it was read before are moved aside, never deleted.
"""

from collections.abc import Iterator

from coachdesk.store import events
from coachdesk.store.database import Database
from coachdesk.store.hand import Hand, sealed

KIND = "speakers_swapped"

_FIELDS = "number, call, basis, event, outcome, shown, failing, unknown, content"


def is_swapped(db: Database, call: int) -> bool:
    """Whether the call is read with its speakers swapped."""
    row = db.conn.execute("SELECT swapped FROM calls WHERE number = ?", (call,)).fetchone()
    return bool(row[0])


def swap(db: Database, call: int, call_id: str, hand: Hand) -> tuple[int, ...]:
    """Marks the call, and moves all that the engine said about it aside.

    Inside the caller's transaction, in which the call is to be judged again.

    Returns:
        The bases that had judged it.
    """
    # Lists may point at evaluations until they are made anew, in the same transaction.
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    rows = db.conn.execute(
        f"SELECT {_FIELDS} FROM evaluations WHERE call = ? ORDER BY number", (call,)
    ).fetchall()
    now = not is_swapped(db, call)
    event = events.append(
        db,
        at=hand.at,
        actor=hand.actor,
        kind=KIND,
        subject=call_id,
        body={
            "by": hand.by,
            "call": call,
            "swapped": now,
            "digest": sealed(tuple(tuple(row) for row in rows)),
        },
    )
    db.conn.executemany(
        f"INSERT INTO superseded ({_FIELDS}, superseded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, event) for row in rows],
    )
    numbers = [(row[0],) for row in rows]
    db.conn.executemany("DELETE FROM failures WHERE evaluation = ?", numbers)
    db.conn.executemany("DELETE FROM evaluations WHERE number = ?", numbers)
    db.conn.execute("UPDATE calls SET swapped = ? WHERE number = ?", (int(now), call))
    return tuple(row[2] for row in rows)


_EVENTS = (
    "SELECT seq, json_extract(body, '$.call'), json_extract(body, '$.swapped'),"
    " json_extract(body, '$.digest') FROM events WHERE kind = ? ORDER BY seq"
)


def verify(db: Database) -> Iterator[events.Fault]:
    """Every superseded evaluation, and every swapped call, that is not as its event says."""
    told = db.conn.execute(_EVENTS, (KIND,)).fetchall()
    query = f"SELECT {_FIELDS} FROM superseded WHERE superseded_by = ? ORDER BY number"
    for event, _, _, digest in told:
        rows = db.conn.execute(query, (event,)).fetchall()
        if sealed(tuple(tuple(row) for row in rows)) != digest:
            yield events.Fault(event, "the evaluations superseded then are not those kept")
    strays = db.conn.execute(
        "SELECT superseded_by, count(*) FROM superseded WHERE superseded_by NOT IN"
        " (SELECT seq FROM events WHERE kind = ?) GROUP BY superseded_by",
        (KIND,),
    ).fetchall()
    for event, count in strays:
        yield events.Fault(event, f"{count} superseded evaluations that no event vouches for")
    last = {call: (seq, swapped) for seq, call, swapped, _ in told}
    marked = {row[0] for row in db.conn.execute("SELECT number FROM calls WHERE swapped = 1")}
    for call in sorted(marked | last.keys()):
        seq, swapped = last.get(call, (0, 0))
        if bool(swapped) != (call in marked):
            yield events.Fault(seq, f"the speakers of call number {call} were swapped unseen")
