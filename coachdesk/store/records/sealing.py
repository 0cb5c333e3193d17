"""Whether records are as their events say (`coachdesk log verify`)."""

from collections.abc import Iterator
from string import ascii_uppercase

from coachdesk.store import events
from coachdesk.store.database import Database
from coachdesk.store.hand import sealed
from coachdesk.store.records.rows import COLUMNS

_STEPS = "SELECT event, kind, record, step, stage, revision, by FROM record_steps"
_ANSWERS = "SELECT event, kind, record, revision, question, by, content FROM record_answers"
_ROWS = f"SELECT event, {COLUMNS} FROM records"
_EVENTS = (
    "SELECT seq, kind, subject, json_extract(body, '$.digest'), json_extract(body, '$.state')"
    " FROM events WHERE instr(kind, ': ') > 0 ORDER BY seq"
)


def faults_of(db: Database) -> Iterator[events.Fault]:
    """Every record, step and answer that no event vouches for, or another than it."""
    told = db.conn.execute(_EVENTS).fetchall()
    given = {seq: digest for seq, kind, _, digest, _ in told if kind.endswith(": answered")}
    taken = {seq: digest for seq, _, _, digest, _ in told if seq not in given}
    yield from _added(db, _STEPS, taken, "a step")
    yield from _added(db, _ANSWERS, given, "an answer")
    # A subject is the prefix of the kind and the number: V12.
    last = {
        (kind.partition(": ")[0], int(name.lstrip(ascii_uppercase))): (seq, state, name)
        for seq, kind, name, _, state in told
    }
    for event, *fields in db.conn.execute(_ROWS).fetchall():
        kind, number = fields[:2]
        seq, state, name = last.pop((kind, number), (0, "", f"{kind} {number}"))
        if state != sealed(tuple(fields)) or seq != event:
            yield events.Fault(seq or event, f"where {name} stands was changed")
    for seq, _, name in last.values():
        yield events.Fault(seq, f"{name} is missing")


def _added(db: Database, query: str, expected: dict[int, str], what: str) -> Iterator[events.Fault]:
    for event, *fields in db.conn.execute(query).fetchall():
        digest = expected.pop(event, None)
        if digest is None:
            yield events.Fault(event, f"{what} that no event vouches for")
        elif digest != sealed(tuple(fields)):
            yield events.Fault(event, f"{what} was changed")
    for event in expected:
        yield events.Fault(event, f"{what} is missing")
