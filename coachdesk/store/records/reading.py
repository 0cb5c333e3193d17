"""Records read back: one with all that was done to it, or lists of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from coachdesk.store.database import Database
from coachdesk.store.records.rows import COLUMNS, Kind, Record, row_of

C = TypeVar("C", bound=msgspec.Struct)


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One step that was taken."""

    at: datetime
    by: str
    step: str
    stage: str
    """Where it led."""
    revision: int
    reason: str
    """In words; empty where none were given, or where they were erased."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One answer that was given, or changed."""

    number: int
    """In order, over all records."""
    at: datetime
    by: str
    question: str
    revision: int
    answer: bytes
    """As its room packed it."""
    words: str
    """What was written with it."""


def find(db: Database, kind: Kind[C], number: int) -> Record[C] | None:
    """The record of this number, or None."""
    return _one(db, kind, "number = ?", number)


def by_key(db: Database, kind: Kind[C], key: str) -> Record[C] | None:
    """The record of this key, or None."""
    return _one(db, kind, "key = ?", key)


def _one(db: Database, kind: Kind[C], where: str, value: int | str) -> Record[C] | None:
    query = f"SELECT {COLUMNS} FROM records WHERE kind = ? AND {where}"
    row = db.conn.execute(query, (kind.name, value)).fetchone()
    return row_of(kind, row) if row else None


_LISTED = (
    f"SELECT {COLUMNS} FROM records WHERE kind = :kind"
    " AND (:stages IS NULL OR stage IN (SELECT value FROM json_each(:stages)))"
    " AND (:subjects IS NULL OR subject IN (SELECT value FROM json_each(:subjects)))"
    " ORDER BY number"
)


def listed(
    db: Database,
    kind: Kind[C],
    *,
    stages: Sequence[str] | None = None,
    subjects: Sequence[str] | None = None,
) -> tuple[Record[C], ...]:
    """The records wanted, the oldest first; None: any."""
    wanted = {"kind": kind.name, "stages": _array(stages), "subjects": _array(subjects)}
    return tuple(row_of(kind, row) for row in db.conn.execute(_LISTED, wanted).fetchall())


def count(db: Database, kind: Kind[Any], stages: Sequence[str] | None = None) -> int:
    """How many records there are in these stages; None: any."""
    query = (
        "SELECT count(*) FROM records WHERE kind = ?"
        " AND (? IS NULL OR stage IN (SELECT value FROM json_each(?)))"
    )
    wanted = _array(stages)
    return int(db.conn.execute(query, (kind.name, wanted, wanted)).fetchone()[0])


_STEPS = (
    "SELECT e.at, s.by, s.step, s.stage, s.revision, coalesce(t.text, '') FROM record_steps s"
    " JOIN events e ON e.seq = s.event LEFT JOIN event_texts t ON t.seq = s.event"
    " WHERE s.kind = ? AND s.record = ? ORDER BY s.number"
)


def steps_of(db: Database, record: Record[Any]) -> tuple[Taken, ...]:
    """Every step taken, in order; answers are no steps here."""
    rows = db.conn.execute(_STEPS, (record.kind.name, record.number)).fetchall()
    return tuple(
        Taken(
            at=datetime.fromisoformat(at),
            by=by,
            step=step,
            stage=stage,
            revision=revision,
            reason=reason,
        )
        for at, by, step, stage, revision, reason in rows
    )


_ANSWERS = (
    "SELECT a.number, e.at, a.by, a.question, a.revision, a.content, coalesce(t.text, '')"
    " FROM record_answers a JOIN events e ON e.seq = a.event"
    " LEFT JOIN event_texts t ON t.seq = a.event"
    " WHERE a.kind = ? AND a.record = ? ORDER BY a.number"
)


def answers_of(db: Database, record: Record[Any]) -> tuple[Given, ...]:
    """Every answer given or changed, in order: of one question the last one stands."""
    rows = db.conn.execute(_ANSWERS, (record.kind.name, record.number)).fetchall()
    return tuple(
        Given(
            number=number,
            at=datetime.fromisoformat(at),
            by=by,
            question=question,
            revision=revision,
            answer=content,
            words=words,
        )
        for number, at, by, question, revision, content, words in rows
    )


def _array(values: Sequence[str] | None) -> str | None:
    return None if values is None else msgspec.json.encode(list(values)).decode()
