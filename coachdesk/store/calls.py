"""Calls as they are kept: redacted before they get here, whole, and never changed afterwards.

A call is one row: what lists filter by in columns, and the whole call compressed beside them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.people import name_key
from coachdesk.core.reviews.life import RELEASED, Stage
from coachdesk.core.score import Outcome
from coachdesk.store import events, queue, search
from coachdesk.store.connect import write
from coachdesk.store.contents import packed, sha256_of, unpacked
from coachdesk.store.database import Database

OUTCOMES = (Outcome.PASS, Outcome.FAIL, Outcome.NOT_SCORED)
"""Position is the number kept. Never reordered."""


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """A call that was not added, because its id stands for other content."""

    position: int
    """In the batch given."""
    call: str
    kept_at: str
    """When the stored call came in, UTC."""
    kept_from: str
    """The file it came from, as far as that is still known."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch of calls."""

    added: int
    known: int
    """There already with the same content; nothing was changed."""
    clashes: tuple[Clash, ...]


_KNOWN = (
    "SELECT c.id, c.sha256, c.content, c.swapped, e.at, t.text FROM calls c"
    " JOIN events e ON e.seq = c.event"
    " LEFT JOIN event_texts t ON t.seq = c.event"
    " WHERE c.id IN (SELECT value FROM json_each(?))"
)
_INSERT = (
    "INSERT INTO calls (id, sha256, started_at, agent, agent_key, campaign, language,"
    " source_format, duration_ms, event, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def add(db: Database, calls: Sequence[tuple[Call, str]], *, at: datetime, actor: str) -> Added:
    """Adds the calls that are new, with one event, in one transaction.

    Args:
        db: the desk.
        calls: each redacted, with the name of the file it came from.
        at: aware.
        actor: who imports.
    """
    made = [(call, source, *packed(call)) for call, source in calls]
    ids = msgspec.json.encode([call.id for call, _ in calls]).decode()
    with write(db):
        kept = {row[0]: row[1:] for row in db.conn.execute(_KNOWN, (ids,))}
        new: list[tuple[Call, str, bytes, bytes]] = []
        known, clashes = 0, []
        stamp = at.astimezone(UTC).isoformat(timespec="milliseconds")
        for position, (call, source, digest, content) in enumerate(made):
            if call.id not in kept:
                kept[call.id] = (digest, content, 0, stamp, source)
                new.append((call, source, digest, content))
            elif kept[call.id][0] == digest or call in _as_given_out(*kept[call.id][1:3]):
                known += 1
            else:
                *_, kept_at, sources = kept[call.id]
                origin = _origin(sources or "")
                clashes.append(
                    Clash(position=position, call=call.id, kept_at=kept_at, kept_from=origin)
                )
        if new:
            _insert(db, new, at=at, actor=actor)
    return Added(added=len(new), known=known, clashes=tuple(clashes))


def _insert(
    db: Database, new: Sequence[tuple[Call, str, bytes, bytes]], *, at: datetime, actor: str
) -> None:
    sources = sorted({source for _, source, _, _ in new})
    event = events.append(
        db,
        at=at,
        actor=actor,
        kind="calls_imported",
        subject="calls",
        body={"calls": len(new), "digest": _sealed(digest for _, _, digest, _ in new)},
        private="\n".join(sources),
    )
    db.conn.executemany(
        _INSERT,
        [
            (
                call.id,
                digest,
                call.started_at and call.started_at.astimezone(UTC).isoformat(),
                call.agent,
                None if call.agent is None else name_key(call.agent),
                call.campaign,
                call.language,
                call.source_format,
                call.duration_ms,
                event,
                content,
            )
            for call, _, digest, content in new
        ],
    )
    numbers = dict(db.conn.execute("SELECT id, number FROM calls WHERE event = ?", (event,)))
    search.add(db, ((numbers[call.id], call) for call, _, _, _ in new))
    queue.refresh(db, numbers.values())


def _as_given_out(content: bytes, swapped: int) -> Iterator[Call]:
    """The call as it came in and as it is exported.

    A later version may write the same call in other bytes: values decide.
    """
    yield unpacked(content)
    if swapped:
        yield unpacked(content, swapped)


def _origin(sources: str) -> str:
    first, _, more = sources.partition("\n")
    return f"{first} or another file of that import" if more else first


def _sealed(digests: Iterator[bytes]) -> str:
    return hashlib.sha256(b"".join(digests)).hexdigest()


def find(db: Database, call: str) -> tuple[int, Call] | None:
    """The call of this id with its number, or None."""
    query = "SELECT number, content, swapped FROM calls WHERE id = ?"
    row = db.conn.execute(query, (call,)).fetchone()
    return (row[0], unpacked(*row[1:])) if row else None


_STAGES_RELEASED = ", ".join(str(at) for at, stage in enumerate(Stage) if stage in RELEASED)


def is_released(db: Database, call: int) -> bool:
    """Whether an evaluation of the call is published to its agent now."""
    query = f"SELECT 1 FROM reviews WHERE call = ? AND stage IN ({_STAGES_RELEASED})"
    return db.conn.execute(query, (call,)).fetchone() is not None


def by_number(db: Database, number: int) -> Call:
    """The call of this number, which must be there."""
    query = "SELECT content, swapped FROM calls WHERE number = ?"
    return unpacked(*db.conn.execute(query, (number,)).fetchone())


def near_ids(db: Database, call: str) -> tuple[str, ...]:
    """Some ids that begin like this one, for a hint."""
    start = call[: max(3, len(call) // 2)]
    rows = db.conn.execute(
        "SELECT id FROM calls WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 200", (len(start), start)
    )
    return tuple(row[0] for row in rows.fetchall())


def count(db: Database) -> int:
    """How many calls the desk has."""
    return int(db.conn.execute("SELECT count(*) FROM calls").fetchone()[0])


def in_batches(db: Database, size: int = 256) -> Iterator[list[Call]]:
    """Every call in the order of import, in batches; no cursor stays open between them."""
    last = 0
    while rows := db.conn.execute(
        "SELECT number, content, swapped FROM calls WHERE number > ? ORDER BY number LIMIT ?",
        (last, size),
    ).fetchall():
        yield [unpacked(content, swapped) for _, content, swapped in rows]
        last = rows[-1][0]


def verify(db: Database) -> Iterator[events.Fault]:
    """Every call, or batch of calls, that is not as its event says."""
    last = 0
    digests: list[bytes] = []
    rows = db.conn.execute("SELECT event, id, sha256, content FROM calls ORDER BY event, number")
    sealed = dict(
        db.conn.execute(
            "SELECT seq, json_extract(body, '$.digest') FROM events WHERE kind = 'calls_imported'"
        ).fetchall()
    )
    for event, call, digest, content in rows:
        if event != last and last:
            yield from _batch_fault(last, digests, sealed)
        digests = digests if event == last else []
        last = event
        digests.append(digest)
        if sha256_of(content) != digest:
            yield events.Fault(event, f"the content of call '{call}' was changed")
    if last:
        yield from _batch_fault(last, digests, sealed)
    for event in sealed:
        yield events.Fault(event, "all calls of this import are missing")


def _batch_fault(
    event: int, digests: list[bytes], sealed: dict[int, str]
) -> Iterator[events.Fault]:
    if sealed.pop(event, None) != _sealed(iter(digests)):
        yield events.Fault(event, "the calls of this import are not those that came in")
