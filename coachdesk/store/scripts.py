"""The kinds of record that scripts leave, and the calls on which a script is due."""

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.scripts.versions import Receipt, Signature, Version, name_of, signature_key
from coachdesk.store import records
from coachdesk.store.database import Database
from coachdesk.store.records import Kind, Record

VERSION = Kind(name="script", prefix="S", content=Version)
"""Key: `id@version`."""
RECEIPT = Kind(name="receipt", prefix="R", content=Receipt)
"""Key: `id@version:person`."""
SIGNATURE = Kind(name="law_signature", prefix="L", content=Signature)
"""Key: the law tag and the digest of the lines."""


def versions(db: Database, script: str | None = None) -> tuple[Version, ...]:
    """Every published version in the order of publication; of one script, or of all (None)."""
    found = (record.content for record in records.listed(db, VERSION))
    return tuple(each for each in found if script is None or each.script.id == script)


def version(db: Database, script: str, number: int) -> Record[Version] | None:
    """That version as it was published, or None."""
    return records.by_key(db, VERSION, name_of(script, number))


def receipt_key(script: str, number: int, person: str) -> str:
    """The key under which a person's receipt of a version stands."""
    return f"{name_of(script, number)}:{person}"


def receipt(db: Database, script: str, number: int, person: str) -> Record[Receipt] | None:
    """A person's receipt of a version, or None; the subject of the record is the person."""
    return records.by_key(db, RECEIPT, receipt_key(script, number, person))


def signature(
    db: Database, law: str, lines: tuple[tuple[str, str, str], ...]
) -> Record[Signature] | None:
    """Who vouches for these lines under this law, or None."""
    return records.by_key(db, SIGNATURE, signature_key(law, lines))


def signatures(db: Database, law: str, script: str) -> tuple[Signature, ...]:
    """Every signature under this law for lines of this script, the oldest first."""
    found = (record.content for record in records.listed(db, SIGNATURE))
    return tuple(each for each in found if (each.law, each.script) == (law, script))


_JUDGED = (
    "SELECT DISTINCT c.number FROM calls c JOIN evaluations e ON e.call = c.number"
    " AND e.basis IN (SELECT value FROM json_each(:bases))"
    " WHERE c.started_at IS NULL"
    " OR (c.started_at >= :since AND (:until IS NULL OR c.started_at < :until)) ORDER BY c.number"
)


def judged_calls(
    db: Database, bases: Sequence[int], since: datetime, until: datetime | None
) -> "array[int]":
    """Numbers of the calls that these bases judged, begun in the period or at no known time.

    Args:
        db: the desk.
        bases: their numbers.
        since: aware.
        until: aware; None: up to now.
    """
    wanted = {
        "bases": msgspec.json.encode(list(bases)).decode(),
        "since": since.astimezone(UTC).isoformat(),
        "until": until and until.astimezone(UTC).isoformat(),
    }
    return array("q", (row[0] for row in db.conn.execute(_JUDGED, wanted).fetchall()))
