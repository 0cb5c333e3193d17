"""What is added to records: each step and answer with the event that vouches for it.

Every function works inside the caller's transaction (`connect.write`) and gives the record as it
stands afterwards. A record that somebody changed since it was read is not touched (`Changed`).
"""

from typing import Any, TypeVar

import msgspec

from coachdesk.store import events
from coachdesk.store.database import Database
from coachdesk.store.hand import Changed, Hand, sealed
from coachdesk.store.records.rows import COLUMNS, Kind, Record, fields_of

C = TypeVar("C", bound=msgspec.Struct)

_INSERT = f"INSERT INTO records ({COLUMNS}, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE = (
    "UPDATE records SET stage = ?, subject = ?, revision = ?, seen = ?, content = ?, event = ?"
    " WHERE kind = ? AND number = ? AND seen = ?"
)
_LAST = "SELECT coalesce(max(number), 0) FROM records WHERE kind = ?"


def create(
    db: Database,
    kind: Kind[C],
    hand: Hand,
    *,
    step: str,
    stage: str,
    content: C,
    key: str | None = None,
    subject: str | None = None,
    reason: str = "",
) -> Record[C]:
    """A new record, by the step that begins its life.

    Args:
        db: in a transaction.
        kind: its kind.
        hand: who.
        step: the first one.
        stage: where it leads.
        content: what its room keeps; no free text that somebody may have to erase.
        key: what there may be only one of in this kind; look first (`by_key`).
        subject: the person it is about.
        reason: words, kept as the event's private text.
    """
    record = Record(
        kind=kind,
        number=int(db.conn.execute(_LAST, (kind.name,)).fetchone()[0]) + 1,
        key=key,
        stage=stage,
        subject=subject,
        revision=1,
        seen=1,
        content=content,
    )
    fields = _step_fields(record, step, hand)
    event = _event(db, record, step, hand, sealed(fields), reason)
    db.conn.execute(_INSERT, (*fields_of(record), event))
    _insert_step(db, fields, event)
    return record


def take_step(
    db: Database,
    record: Record[C],
    hand: Hand,
    step: str,
    stage: str,
    *,
    content: C | None = None,
    subject: str | None = None,
    revision: int | None = None,
    reason: str = "",
) -> Record[C]:
    """One step of the record's life, to the stage that it leads to.

    Args:
        db: in a transaction.
        record: as it stands.
        hand: who.
        step: which.
        stage: where it leads.
        content: the content from here on; None: as it was.
        subject: the person it is about from here on; None: as it was.
        revision: where the step makes a new one.
        reason: words, kept as the event's private text.
    """
    changed = msgspec.structs.replace(
        record,
        stage=stage,
        seen=record.seen + 1,
        content=record.content if content is None else content,
        subject=record.subject if subject is None else subject,
        revision=revision or record.revision,
    )
    fields = _step_fields(changed, step, hand)
    event = _event(db, changed, step, hand, sealed(fields), reason)
    _insert_step(db, fields, event)
    _update(db, changed, event)
    return changed


def add_answer(
    db: Database,
    record: Record[C],
    hand: Hand,
    *,
    question: str,
    answer: bytes,
    words: str = "",
    content: C | None = None,
    revision: int | None = None,
) -> Record[C]:
    """One answer given or changed; its words become the event's private text.

    Args:
        db: in a transaction.
        record: as it stands.
        hand: who.
        question: which.
        answer: packed by the room.
        words: what was written with it.
        content: the content from here on; None: as it was.
        revision: where the answer makes a new one.
    """
    changed = msgspec.structs.replace(
        record,
        seen=record.seen + 1,
        content=record.content if content is None else content,
        revision=revision or record.revision,
    )
    kind, number = record.kind.name, record.number
    fields = (kind, number, changed.revision, question, hand.by, answer)
    event = _event(db, changed, "answered", hand, sealed(fields), words, question=question)
    db.conn.execute(
        "INSERT INTO record_answers (kind, record, revision, question, by, content, event)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*fields, event),
    )
    _update(db, changed, event)
    return changed


def _step_fields(record: Record[Any], step: str, hand: Hand) -> tuple[int | str, ...]:
    return record.kind.name, record.number, step, record.stage, record.revision, hand.by


def _insert_step(db: Database, fields: tuple[int | str, ...], event: int) -> None:
    db.conn.execute(
        "INSERT INTO record_steps (kind, record, step, stage, revision, by, event)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*fields, event),
    )


def _event(
    db: Database,
    record: Record[Any],
    what: str,
    hand: Hand,
    digest: str,
    private: str,
    **body: str,
) -> int:
    return events.append(
        db,
        at=hand.at,
        actor=hand.actor,
        kind=f"{record.kind.name}: {what}",
        subject=record.name,
        body={"by": hand.by, "digest": digest, "state": sealed(fields_of(record)), **body},
        private=private or None,
    )


def _update(db: Database, record: Record[Any], event: int) -> None:
    kind, number, _, stage, subject, revision, seen, content = fields_of(record)
    done = db.conn.execute(
        _UPDATE, (stage, subject, revision, seen, content, event, kind, number, seen - 1)
    )
    if done.rowcount != 1:
        raise Changed
