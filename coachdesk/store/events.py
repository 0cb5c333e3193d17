"""What happened to the desk, in order: an append-only log in which each event seals the one before.

An event is appended in the transaction of the change it tells of, so neither exists without the
other. Its body is public and holds no free text; words that somebody may have to erase later stand
in a second table with a salt, and the event keeps only SHA-256(salt + text). Erasing them leaves
the log whole.

A bare chain proves order and accidental damage. Whoever owns the file can write it anew from any
point on; only a head noted elsewhere (`Head`) shows that.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from coachdesk.store.database import Database

Plain = str | int | bool | None
"""What a body may hold: counts, ids, hashes."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One change of the desk."""

    seq: int
    """From 1, without holes."""
    at: str
    """UTC, ISO 8601. Order is by `seq`: clocks go back."""
    actor: str
    kind: str
    subject: str
    body: str
    """Canonical JSON: sorted keys, no blanks."""
    commitment: bytes | None
    """SHA-256 of salt and private text, where there is one."""
    hash: bytes


class Head(msgspec.Struct, frozen=True):
    """The last event and its hash: noted elsewhere, it anchors all before it."""

    seq: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash.hex()}"


class Fault(msgspec.Struct, frozen=True):
    """Where the log, or what it vouches for, is not what was written."""

    seq: int
    what: str


_LAST = "SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1"
_INSERT = (
    "INSERT INTO events (seq, at, actor, kind, subject, body, commitment, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_TEXT = "INSERT INTO event_texts (seq, salt, text) VALUES (?, ?, ?)"
_ALL = (
    "SELECT e.seq, e.at, e.actor, e.kind, e.subject, e.body, e.commitment, e.hash, t.salt, t.text"
    " FROM events e LEFT JOIN event_texts t USING (seq) ORDER BY e.seq"
)

_FIRST = bytes(32)
"""What stands in for the hash before the first event."""


def append(
    db: Database,
    *,
    at: datetime,
    actor: str,
    kind: str,
    subject: str,
    body: Mapping[str, Plain],
    private: str | None = None,
) -> int:
    """Appends one event inside the caller's transaction.

    Args:
        db: in a transaction; the event stands or falls with it.
        at: aware.
        actor: who did it.
        kind: what happened, such as `calls_imported`.
        subject: to what.
        body: no free text.
        private: words that can be erased later without breaking the chain.

    Returns:
        The event's number.
    """
    if not db.conn.in_transaction:
        raise RuntimeError("an event is appended in the transaction of its change")
    last = head(db)
    salt = os.urandom(16) if private is not None else None
    commitment = _committed(salt, private)
    event = Event(
        seq=last.seq + 1,
        at=at.astimezone(UTC).isoformat(timespec="milliseconds"),
        actor=actor,
        kind=kind,
        subject=subject,
        body=msgspec.json.encode(body, order="sorted").decode(),
        commitment=commitment,
        hash=b"",
    )
    sealed = sealed_by(last.hash, event)
    fields = (event.seq, event.at, actor, kind, subject, event.body, commitment, sealed)
    db.conn.execute(_INSERT, fields)
    if private is not None:
        db.conn.execute(_INSERT_TEXT, (event.seq, salt, private))
    return event.seq


def head(db: Database) -> Head:
    """The last event, or number 0 for a log without any."""
    row = db.conn.execute(_LAST).fetchone()
    return Head(*row) if row else Head(0, _FIRST)


def sealed_by(before: bytes, event: Event) -> bytes:
    """SHA-256 over the hash before and each field with its length in eight bytes."""
    digest = hashlib.sha256(before)
    commitment = b"" if event.commitment is None else event.commitment
    texts = (str(event.seq), event.at, event.actor, event.kind, event.subject, event.body)
    for field in (*(text.encode() for text in texts), commitment):
        digest.update(len(field).to_bytes(8, "big"))
        digest.update(field)
    return digest.digest()


def verify(db: Database, anchor: Head | None = None) -> Iterator[Fault]:
    """Every fault of the chain, the first one first; nothing when it holds.

    Args:
        db: the desk.
        anchor: a head noted earlier in another place; without one, a log that was cut or
            rewritten to its end passes.
    """
    before, expected = _FIRST, 1
    met = anchor is None
    for *fields, salt, text in db.conn.execute(_ALL):
        event = Event(**dict(zip(Event.__struct_fields__, fields, strict=True)))
        if event.seq != expected:
            yield Fault(expected, f"event {expected} is missing")
        if sealed_by(before, event) != event.hash:
            yield Fault(event.seq, "its content or the event before it was changed")
        if text is not None and _committed(salt, text) != event.commitment:
            yield Fault(event.seq, "its private text was changed")
        if text is None and event.commitment is not None:
            yield Fault(event.seq, "its private text is missing")
        if anchor is not None and event.seq == anchor.seq:
            met = True
            if event.hash != anchor.hash:
                yield Fault(event.seq, "it is not the event that the anchor names")
        before, expected = event.hash, event.seq + 1
    if not met and anchor is not None:
        yield Fault(expected, f"the log ends before the anchored event {anchor.seq}")


def _committed(salt: bytes | None, text: str | None) -> bytes | None:
    if salt is None or text is None:
        return None
    return hashlib.sha256(salt + text.encode()).digest()
