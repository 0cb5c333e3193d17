"""The log shows what was changed, as far as a chain can."""

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.store import backup, connect, events
from coachdesk.store.database import Database

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def fill(db: Database, count: int = 10) -> None:
    with connect.write(db):
        for number in range(count):
            events.append(
                db,
                at=NOON,
                actor="ana",
                kind="noted",
                subject=f"s{number}",
                body={"b": number, "a": "x"},
                private=f"words {number}",
            )


def test_an_event_needs_the_transaction_of_its_change(db: Database) -> None:
    with pytest.raises(RuntimeError):
        events.append(db, at=NOON, actor="ana", kind="k", subject="s", body={})


def test_the_hash_is_the_one_that_the_document_describes(db: Database) -> None:
    """Worked here from docs/desk.md alone, without the code under test."""
    fill(db, 1)
    first, second = db.conn.execute("SELECT * FROM events ORDER BY seq").fetchall()
    before = bytes(32)
    for seq, at, actor, kind, subject, body, commitment, sealed in (first, second):
        plain = before
        for text in (str(seq), at, actor, kind, subject, body):
            plain += len(text.encode()).to_bytes(8, "big") + text.encode()
        private = commitment or b""
        plain += len(private).to_bytes(8, "big") + private
        assert hashlib.sha256(plain).digest() == sealed
        before = sealed
    salt, text = db.conn.execute("SELECT salt, text FROM event_texts").fetchone()
    assert second[6] == hashlib.sha256(salt + text.encode()).digest()
    assert second[5] == '{"a":"x","b":0}'
    assert second[1] == "2026-05-04T12:00:00.000+00:00"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET actor = 'bob' WHERE seq = 6",
        "UPDATE events SET body = '{}' WHERE seq = 6",
        "UPDATE events SET commitment = NULL WHERE seq = 6",
        "UPDATE event_texts SET text = 'other' WHERE seq = 6",
        "DELETE FROM event_texts WHERE seq = 6",
    ],
)
def test_a_changed_event_is_found_by_its_number(db: Database, change: str) -> None:
    fill(db)
    with connect.write(db):
        db.conn.execute(change)
    assert {fault.seq for fault in events.verify(db)} <= {6, 7}
    assert next(events.verify(db)).seq == 6


def test_a_removed_event_is_found(db: Database) -> None:
    fill(db)
    with connect.write(db):
        db.conn.execute("DELETE FROM event_texts WHERE seq = 6")
        db.conn.execute("DELETE FROM events WHERE seq = 6")
    assert next(events.verify(db)).seq == 6


def test_a_cut_tail_is_found_by_an_anchor_alone(db: Database) -> None:
    fill(db)
    anchor = events.head(db)
    with connect.write(db):
        db.conn.execute("DELETE FROM event_texts WHERE seq > 8")
        db.conn.execute("DELETE FROM events WHERE seq > 8")
    assert list(events.verify(db)) == []
    (fault,) = events.verify(db, anchor)
    assert fault.seq == 9


def test_a_flipped_byte_in_the_file_is_found(db: Database, path: Path) -> None:
    fill(db)
    db.close()
    content = bytearray(path.read_bytes())
    content[content.rindex(b'{"a":"x","b":4}') + 6] ^= 1
    path.write_bytes(content)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with connect.opened(path, at=NOON, actor="ana") as again:
        assert next(events.verify(again)).seq == 6


def test_a_backup_is_private_and_equal(db: Database, tmp_path: Path) -> None:
    fill(db)
    copy = tmp_path / "copy.db"
    backup.copy(db, copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not copy.with_name("copy.db.part").exists()
    with connect.opened(copy, at=NOON, actor="ana") as other:
        assert events.head(other) == events.head(db)
        assert list(events.verify(other)) == []
