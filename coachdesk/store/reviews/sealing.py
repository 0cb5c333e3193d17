"""Whether reviews are as their events say (`coachdesk log verify`)."""

from collections.abc import Iterator

import msgspec

from coachdesk.store import events
from coachdesk.store.database import Database
from coachdesk.store.hand import sealed
from coachdesk.store.reviews import swapping
from coachdesk.store.reviews.rows import COLUMNS
from coachdesk.store.reviews.writing import ANSWER_KINDS, DISPUTE_KIND, REJUDGED_KIND, STEP_KINDS

_ANSWERS = "SELECT event, review, revision, criterion, by, manner, content FROM review_answers"
_STEPS = "SELECT event, review, step, stage, revision, by FROM review_steps"
_DISPUTES = "SELECT event, review, revision, criterion, claimed, by FROM disputes"
_EVENTS = (
    "SELECT seq, kind, subject, json_extract(body, '$.digest'), json_extract(body, '$.state'),"
    " json_extract(body, '$.decisions') FROM events"
    " WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY seq"
)
_DECIDED = (
    "SELECT decided_event, number, decision, decided_by FROM disputes"
    " WHERE decided_event IS NOT NULL ORDER BY decided_event, number"
)
_KINDS = (*ANSWER_KINDS.values(), *STEP_KINDS.values(), DISPUTE_KIND, REJUDGED_KIND)


def verify(db: Database) -> Iterator[events.Fault]:
    """Every answer, step, objection and review that no event vouches for, or another than it."""
    kinds = msgspec.json.encode(_KINDS).decode()
    told = {row[0]: row[1:] for row in db.conn.execute(_EVENTS, (kinds,)).fetchall()}
    for query, wanted, what in (
        (_ANSWERS, tuple(ANSWER_KINDS.values()), "an answer"),
        (_STEPS, tuple(STEP_KINDS.values()), "a step"),
        (_DISPUTES, (DISPUTE_KIND,), "a disputed question"),
    ):
        expected = {seq: digest for seq, (kind, _, digest, *_) in told.items() if kind in wanted}
        yield from _faults(db, query, expected, what)
    yield from _decision_faults(db, {seq: each[4] for seq, each in told.items() if each[4]})
    last = {subject: (seq, state) for seq, (_, subject, _, state, _) in told.items() if state}
    yield from _row_faults(db, last)
    yield from swapping.verify(db)


def _faults(
    db: Database, query: str, expected: dict[int, str], what: str
) -> Iterator[events.Fault]:
    for event, *fields in db.conn.execute(query).fetchall():
        digest = expected.pop(event, None)
        if digest is None:
            yield events.Fault(event, f"{what} that no event vouches for")
        elif digest != sealed(tuple(fields)):
            yield events.Fault(event, f"{what} was changed")
    for event in expected:
        yield events.Fault(event, f"{what} is missing")


def _decision_faults(db: Database, expected: dict[int, str]) -> Iterator[events.Fault]:
    found: dict[int, list[tuple[int, int, str]]] = {}
    for event, *fields in db.conn.execute(_DECIDED).fetchall():
        found.setdefault(event, []).append(tuple(fields))
    for event in sorted(found.keys() | expected.keys()):
        if expected.get(event) != sealed(tuple(found.get(event, ()))):
            yield events.Fault(event, "the decision of a dispute is not the one kept then")


def _row_faults(db: Database, last: dict[str, tuple[int, str]]) -> Iterator[events.Fault]:
    for event, *fields in db.conn.execute(f"SELECT event, {COLUMNS} FROM reviews").fetchall():
        name = f"E{fields[0]}"
        seq, state = last.pop(name, (0, ""))
        if state != sealed(tuple(fields)) or seq != event:
            yield events.Fault(seq or event, f"where {name} stands was changed")
    for name, (seq, _) in last.items():
        yield events.Fault(seq, f"{name} is missing")
