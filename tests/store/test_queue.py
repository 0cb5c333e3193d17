"""The queue's rows are derived: kept current, found when stale, and made for desks of before."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

import pytest

from coachdesk.core.queue import Sort
from coachdesk.desk.folder import Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.queue import open_queue, rows
from coachdesk.store import connect, queue
from coachdesk.store.database import Database
from coachdesk.store.layouts import FIRST_LAYOUT, run_statements
from tests.desk.queue.small_desk import ACTING, Fact, made

AT = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, list[Fact]]:
    return made(tmp_path_factory.mktemp("filled") / "desk")


@pytest.fixture
def desk(filled: tuple[Desk, list[Fact]], tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    for name in ("desk.yaml", "desk.db"):
        copy(filled[0].root / name, folder / name)
    return Desk(root=folder, settings=filled[0].settings)


@pytest.fixture
def db(desk: Desk) -> Iterator[Database]:
    with connect.opened(desk.database, at=AT, actor="root") as opened:
        yield opened


def test_rows_kept_in_passing_are_those_made_anew(db: Database) -> None:
    assert list(queue.stale(db)) == []
    kept = db.conn.execute("SELECT * FROM queue ORDER BY call").fetchall()
    with connect.write(db):
        queue.rebuild(db)
    assert db.conn.execute("SELECT * FROM queue ORDER BY call").fetchall() == kept
    assert db.conn.execute("SELECT count(*) FROM queue_others").fetchone()[0] > 0


def test_the_check_of_the_log_finds_stale_lines_and_makes_them_anew(desk: Desk) -> None:
    with closing(Database(sqlite3.connect(desk.database))) as db:
        db.conn.execute("UPDATE queue SET status = 4 WHERE call IN (3, 9)")
        db.conn.execute("DELETE FROM queue WHERE call = 12")
        db.conn.execute(
            "INSERT INTO queue SELECT 999, * FROM (SELECT started, length, agent,"
            " campaign, language, assigned, basis, status, outcome, shown, urgency, failed, others"
            " FROM queue WHERE call = 1)"
        )
        db.conn.execute(
            "DELETE FROM queue_others WHERE call = (SELECT min(call) FROM queue_others)"
        )
        db.conn.commit()
    done = verify_log(desk, ACTING)
    assert (done.faults, done.mended) == ((), 5)
    again = verify_log(desk, ACTING)
    assert (again.faults, again.mended) == ((), 0)


def test_a_desk_of_the_first_layout_gets_its_queue_and_its_words(
    desk: Desk, tmp_path: Path
) -> None:
    old = _with_the_first_layout_only(desk, tmp_path / "old")
    before = {sort: open_queue(desk, ACTING, "", sort).numbers for sort in Sort}
    for sort, numbers in before.items():
        assert open_queue(old, ACTING, "", sort).numbers == numbers
    for text in ("critical>0", "failed:waits", 'text:"wait for"', "text:您好", "scorecard:sale"):
        found = open_queue(desk, ACTING, text).numbers
        assert len(found) > 0
        assert open_queue(old, ACTING, text).numbers == found
    every = before[Sort.NEWEST]
    unassigned = [item for item in rows(desk, ACTING, every) if item.assigned is None]
    assert [item for item in rows(old, ACTING, every) if item in unassigned] == unassigned
    assert verify_log(old, ACTING).mended == 0


def _with_the_first_layout_only(desk: Desk, folder: Path) -> Desk:
    """The same desk as an earlier version would have left it."""
    folder.mkdir(mode=0o700)
    copy(desk.root / "desk.yaml", folder / "desk.yaml")
    path = folder / "desk.db"
    connect.create(path, at=AT, actor="root")
    with closing(Database(sqlite3.connect(path))) as empty:
        application = empty.conn.execute("PRAGMA application_id").fetchone()[0]
    path.unlink()
    with closing(Database(sqlite3.connect(path))) as db:
        run_statements(db, FIRST_LAYOUT)
        db.conn.execute(f"PRAGMA application_id = {application}")
        db.conn.execute("PRAGMA user_version = 1")
        db.conn.execute("ATTACH ? AS full", (str(desk.database),))
        tables = db.conn.execute("SELECT name FROM full.sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            columns = [row[1] for row in db.conn.execute(f"PRAGMA main.table_info({table})")]
            if columns and not table.startswith(("sqlite_", "_sqlite")):
                names = ", ".join(columns)
                db.conn.execute(f"INSERT INTO {table} SELECT {names} FROM full.{table}")
        # Nothing was assigned in the first layout.
        db.conn.commit()
    return Desk(root=folder, settings=desk.settings)
