"""A desk is brought up to date once, after a backup, however many processes open it."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.store import connect, events, migrations
from coachdesk.store.database import Database

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)

_UPGRADE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from coachdesk.store import connect, migrations
path, at = Path(sys.argv[1]), datetime(2026, 5, 4, tzinfo=UTC)

def add_notes(db):
    db.conn.execute("CREATE TABLE notes (text TEXT) STRICT")

migrations.STEPS.append(add_notes)
with connect.opened(path, at=at, actor="ana") as db:
    assert db.conn.execute("SELECT * FROM notes").fetchall() == []
"""


def test_eight_processes_that_upgrade_at_once_upgrade_once(path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _UPGRADE, str(path)], stderr=subprocess.PIPE, text=True
        )
        for _ in range(8)
    ]
    results = [(process.communicate(timeout=60)[1], process.returncode) for process in processes]
    assert results == [("", 0)] * 8
    (backup,) = path.parent.glob("desk-before-layout-*.db")
    assert backup.stat().st_mode & 0o777 == 0o600
    with connect.opened(backup, at=NOON, actor="ana") as db:
        assert events.head(db).seq == 1
        assert "notes" not in _tables(db)


def test_a_failed_step_leaves_the_desk_as_it_was(db: Database, path: Path) -> None:
    def broken(db: Database) -> None:
        db.conn.execute("CREATE TABLE half (x TEXT)")
        raise ZeroDivisionError

    steps = [*migrations.STEPS, broken]
    with pytest.raises(ZeroDivisionError):
        migrations.upgrade(db, path, at=NOON, actor="ana", steps=steps)
    assert "half" not in _tables(db)
    assert migrations.layout_of(db) == len(migrations.STEPS)
    assert events.head(db).seq == 1


def _tables(db: Database) -> set[str]:
    rows = db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name for (name,) in rows}
