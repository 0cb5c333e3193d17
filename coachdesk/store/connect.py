"""Opening and making a desk's database, and the one way to write to it.

Every connection gets the same checks and settings, read back after they were set. A desk is built
under another name and appears whole under its own, so a killed `init` leaves no half desk.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from coachdesk.core.errors import DeskRefused, Problem, StoreFailed
from coachdesk.store import migrations
from coachdesk.store.database import Database
from coachdesk.store.engine import Journal, filesystem_of, journal_for, refusals
from coachdesk.store.header import read_header
from coachdesk.store.lock import locked

Db = Database
"""How the other floors call it."""

_SETTINGS: tuple[tuple[str, str, int], ...] = (
    ("busy_timeout", "10000", 10000),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("journal_size_limit", str(64 * 1024 * 1024), 64 * 1024 * 1024),
    ("mmap_size", "0", 0),
)
"""Pragma, value as written, value as it must read back."""


class Interrupted(Exception):
    """A read was called off from another thread."""


def create(path: Path, *, at: datetime, actor: str) -> None:
    """Makes a new desk database, mode 0600, with its first event.

    Raises:
        DeskRefused: something is there already, or the folder can't hold a desk.
        StoreFailed: the disk refused.
    """
    # Only asked for its refusals: a new desk is built without a write-ahead log.
    journal_for(sqlite3.sqlite_version_info, filesystem_of(path.parent))
    with locked(path), refusals(path):
        if os.path.lexists(path):
            taken = f"{path} is there already"
            raise DeskRefused(Problem(code="D116", message=taken, hint="choose another folder"))
        draft = path.with_name(path.name + ".new")
        for leftover in (draft, draft.with_name(draft.name + "-journal")):
            leftover.unlink(missing_ok=True)
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
            db = _connected(draft)
            try:
                migrations.build(db, at=at, actor=actor)
            finally:
                db.close()
            draft.rename(path)
            _sync_folder(path.parent)
        except OSError as error:
            raise StoreFailed(
                Problem(
                    code="D114",
                    message=f"{path} cannot be made: {error.strerror}",
                    hint="nothing was kept",
                )
            ) from error


@contextlib.contextmanager
def opened(path: Path, *, at: datetime, actor: str) -> Iterator[Database]:
    """The desk's database, checked, brought up to date, and closed at the end.

    For this thread only, and never across a fork. Errors of the engine inside the block leave it
    as one clear problem.

    Args:
        path: the desk's database file.
        at: the time to note if the desk must be brought up to date.
        actor: who does it.

    Raises:
        DeskRefused: the file is no desk of ours, is newer, busy, or can't be written.
        StoreFailed: the disk failed or the file is damaged.
    """
    with refusals(path):
        db = _open(path, at=at, actor=actor)
        try:
            yield db
        finally:
            db.close()


@contextlib.contextmanager
def job(db: Database) -> Iterator[Database]:
    """One job of many on a database that stays open, with errors as clear as those of `opened`.

    Raises:
        DeskRefused: as `opened`.
        StoreFailed: as `opened`.
        Interrupted: another thread called it off.
    """
    try:
        yield db
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise Interrupted from None
        with refusals(_path_of(db.conn)):
            raise


def _open(path: Path, *, at: datetime, actor: str) -> Database:
    header = read_header(path)
    journal = journal_for(sqlite3.sqlite_version_info, filesystem_of(path))
    if not (_writable(path) and _writable(path.parent)):
        raise DeskRefused(
            Problem(
                code="D110",
                message=f"{path.parent} is read-only for you",
                hint="copy the desk, or ask for write access to the folder",
            )
        )
    db = _connected(path)
    try:
        # Setting a mode that the file has already is no change and needs no lock.
        switching = header.wal != (journal is Journal.WAL)
        with locked(path) if switching else contextlib.nullcontext():
            _use_journal(db, path, journal)
        migrations.refuse_newer(db, path)
        if migrations.pending(db):
            migrations.upgrade(db, path, at=at, actor=actor)
        _refuse_foreign_parts(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _writable(path: Path) -> bool:
    # SQLite would open such a file read-only, without a word.
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _connected(path: Path) -> Database:
    connection = sqlite3.connect(path, timeout=10, isolation_level="IMMEDIATE")
    try:
        for name, value, expected in _SETTINGS:
            connection.execute(f"PRAGMA {name}={value}").fetchall()
            kept = connection.execute(f"PRAGMA {name}").fetchone()
            # An engine without the pragma answers nothing at all.
            if kept is not None and kept[0] != expected:
                raise DeskRefused(
                    Problem(
                        code="D115",
                        message=f"{path}: {name} is {kept[0]} and not {expected}",
                        hint="use a Python with a standard SQLite",
                    )
                )
        connection.execute("PRAGMA recursive_triggers=OFF")
        return Database(connection)
    except BaseException:
        connection.close()
        raise


def _use_journal(db: Database, path: Path, journal: Journal) -> None:
    try:
        (mode,) = db.conn.execute(f"PRAGMA journal_mode={journal.value}").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        (mode,) = db.conn.execute("PRAGMA journal_mode").fetchone()
    # A rollback journal in place of the wanted WAL is slower, and as safe.
    if mode != journal.value and mode not in ("truncate", "delete"):
        raise DeskRefused(
            Problem(
                code="D109",
                message=f"{path} is in {mode} mode and cannot change to {journal.value} while "
                "another process has it open",
                hint="close the other program first",
            )
        )


def _refuse_foreign_parts(db: Database, path: Path) -> None:
    found = db.conn.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') LIMIT 1"
    ).fetchone()
    if found:
        raise DeskRefused(
            Problem(
                code="D105",
                message=f"{path} holds the {found[0]} '{found[1]}', which no desk has",
                hint="somebody changed the file; restore a backup",
            )
        )


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def write(db: Database) -> Iterator[None]:
    """One transaction: all of the block is kept, or nothing of it. Blocks may be nested.

    The lock is taken at the start (`BEGIN IMMEDIATE`), because a read that turns into a write
    fails at once when somebody else writes. When the block has ended, the disk has it.

    Raises:
        DeskRefused: another process wrote for over ten seconds, or moved the desk to WAL mode on
            an engine that can't be trusted with it.
        StoreFailed: the disk refused; nothing of the block was kept.
    """
    connection = db.conn
    if connection.in_transaction:
        yield from _savepoint(connection)
        return
    path = _path_of(connection)
    with refusals(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _refuse_unsafe_journal(connection, path)
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("SAVEPOINT inner_write")
    try:
        yield
    except BaseException:
        # A full disk may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK TO inner_write")
            connection.execute("RELEASE inner_write")
        raise
    connection.execute("RELEASE inner_write")


def _refuse_unsafe_journal(connection: sqlite3.Connection, path: Path) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    wanted = journal_for(sqlite3.sqlite_version_info, "")
    if mode == Journal.WAL and wanted is not Journal.WAL:
        raise DeskRefused(
            Problem(
                code="D109",
                message=f"another program moved {path} to WAL mode, which this SQLite must not use",
                hint="close the other program first",
            )
        )


def _path_of(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])
