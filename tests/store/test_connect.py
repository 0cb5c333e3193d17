"""The database opens only when it is a desk, whole, ours and not newer."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.core.errors import CoachdeskError, DeskRefused, StoreFailed
from coachdesk.store import connect, events
from coachdesk.store.database import Database
from coachdesk.store.engine import Journal, filesystem_of, journal_for, wal_is_safe

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def refusal(path: Path) -> CoachdeskError:
    with pytest.raises(CoachdeskError) as caught, connect.opened(path, at=NOON, actor="ana"):
        pass
    return caught.value


def test_a_new_desk_is_readable_by_its_owner_alone(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    others = [each for each in path.parent.iterdir() if stat.S_IMODE(each.stat().st_mode) & 0o077]
    assert others == []


def test_a_new_desk_is_not_put_over_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DeskRefused, match="D116"):
        connect.create(path, at=NOON, actor="ana")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "D104"),
        (b"not a database at all, but a text of some length\n" * 10, "D103"),
        (b"SQLite format 3\x00", "D103"),
    ],
)
def test_what_is_no_database_is_refused_before_sqlite_sees_it(
    tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "desk.db"
    file.write_bytes(content)
    error = refusal(file)
    assert isinstance(error, DeskRefused)
    assert code in str(error)
    assert str(file) in str(error)
    assert file.read_bytes() == content


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    assert "D105" in str(refusal(file))


def test_a_desk_with_a_foreign_trigger_is_refused(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER spy AFTER INSERT ON calls BEGIN DELETE FROM reasons; END")
    connection.commit()
    connection.close()
    assert "D105" in str(refusal(path))
    assert "spy" in str(refusal(path))


def test_a_newer_desk_is_refused_and_its_maker_named(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE desk SET written_by = '9.9'")
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    error = refusal(path)
    assert isinstance(error, DeskRefused)
    assert "D106" in str(error)
    assert "9.9" in str(error)


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    assert "D102" in str(refusal(tmp_path / "desk.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_directory_or_pipe_in_its_place_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    (tmp_path / "folder.db").mkdir()
    for name in ("pipe.db", "folder.db"):
        assert "D103" in str(refusal(tmp_path / name))


def test_half_a_file_is_damage_and_not_a_traceback(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    error = refusal(path)
    assert isinstance(error, StoreFailed)
    assert "D112" in str(error)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        # sqlite.org, change log: mended in 3.51.3, and in 3.50.7 and 3.44.6 of their branches.
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_only_mended_engines_are_trusted_with_wal(
    version: tuple[int, int, int], safe: bool
) -> None:
    assert wal_is_safe(version) is safe
    assert journal_for(version, "ext4") is (Journal.WAL if safe else Journal.TRUNCATE)


def test_no_engine_uses_wal_on_doubtful_file_systems() -> None:
    assert journal_for((3, 53, 4), "fuse.gocryptfs") is Journal.TRUNCATE
    for name in ("nfs4", "cifs", "fuse.sshfs"):
        with pytest.raises(DeskRefused, match="D108"):
            journal_for((3, 53, 4), name)


def test_engines_without_strict_tables_are_refused() -> None:
    with pytest.raises(DeskRefused, match="D107"):
        journal_for((3, 36, 0), "ext4")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux's table of mounts")
def test_the_file_system_of_a_path_is_that_of_its_mount() -> None:
    assert filesystem_of(Path("/proc/self")) == "proc"
    assert filesystem_of(Path("/")) != ""


def test_a_desk_left_in_the_other_journal_mode_is_switched(path: Path) -> None:
    wanted = journal_for(sqlite3.sqlite_version_info, filesystem_of(path))
    other = "truncate" if wanted is Journal.WAL else "wal"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode={other}")
    connection.close()
    with connect.opened(path, at=NOON, actor="ana") as db:
        assert db.conn.execute("PRAGMA journal_mode").fetchone() == (wanted.value,)


def test_a_desk_that_another_holds_in_wal_mode_is_refused_on_an_affected_engine(
    path: Path,
) -> None:
    if wal_is_safe(sqlite3.sqlite_version_info):
        pytest.skip("this engine may use WAL")
    holder = sqlite3.connect(path)
    holder.execute("PRAGMA journal_mode=wal")
    holder.execute("BEGIN")
    holder.execute("SELECT count(*) FROM calls").fetchone()
    try:
        assert "D109" in str(refusal(path))
    finally:
        holder.close()


def test_every_connection_is_as_safe_as_stated(db: Database) -> None:
    def pragma(name: str) -> object:
        return db.conn.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("secure_delete") == 1
    assert pragma("trusted_schema") == 0
    assert pragma("mmap_size") == 0


def test_a_failed_write_leaves_nothing(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        failing_write(db)
    assert events.head(db).seq == 1
    assert not db.conn.in_transaction


def test_a_failed_inner_write_leaves_the_outer_one(db: Database) -> None:
    with connect.write(db):
        events.append(db, at=NOON, actor="ana", kind="outer", subject="s", body={})
        with pytest.raises(ZeroDivisionError):
            failing_write(db)
    assert events.head(db).seq == 2
    assert list(events.verify(db)) == []


def test_a_full_disk_keeps_nothing_of_the_step_and_says_so(db: Database) -> None:
    # The same error as a full disk gives: the engine may not grow the file.
    pages = db.conn.execute("PRAGMA page_count").fetchone()[0]
    db.conn.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFailed, match="D113"), connect.write(db):
        add_events(db, 100)
    assert events.head(db).seq == 1
    assert list(events.verify(db)) == []


_MAKE_AND_OPEN = """
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from coachdesk.core.errors import DeskRefused
from coachdesk.store import connect, events
path, at = Path(sys.argv[1]), datetime(2026, 5, 4, tzinfo=UTC)
try:
    connect.create(path, at=at, actor="ana")
    print("made")
except DeskRefused as error:
    assert "D116" in str(error), error
with connect.opened(path, at=at, actor="ana") as db:
    with connect.write(db):
        events.append(db, at=at, actor="ana", kind="opened", subject="desk", body={})
"""


def test_eight_processes_that_make_and_open_one_desk_at_once_get_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _MAKE_AND_OPEN, str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    results = [(*process.communicate(timeout=60), process.returncode) for process in processes]
    assert [(error, code) for _, error, code in results] == [("", 0)] * 8
    assert sum(out == "made\n" for out, _, _ in results) == 1
    with connect.opened(path, at=NOON, actor="ana") as db:
        assert events.head(db).seq == 9
        assert list(events.verify(db)) == []


def failing_write(db: Database) -> None:
    with connect.write(db):
        add_events(db, 1)
        raise ZeroDivisionError


def add_events(db: Database, count: int) -> None:
    for _ in range(count):
        events.append(db, at=NOON, actor="a" * 1000, kind="k", subject="s", body={})


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_desk_of_somebody_else_is_refused_by_name(path: Path, mode: int) -> None:
    """Root may write everywhere, so root asks as nobody."""
    with tempfile.TemporaryDirectory() as shared:
        folder = Path(shared)
        file = folder / "desk.db"
        file.write_bytes(path.read_bytes())
        file.chmod(mode)
        folder.chmod(0o555)
        before = os.geteuid()
        if before == 0:
            os.seteuid(65534)
        try:
            error = refusal(file)
        finally:
            os.seteuid(before)
            folder.chmod(0o755)
        assert "D110" in str(error)
        assert str(folder) in str(error)
        assert [each.name for each in folder.iterdir()] == ["desk.db"]
