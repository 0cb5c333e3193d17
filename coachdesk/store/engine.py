"""Which SQLite this is, what it can be trusted with, and what its errors mean.

SQLite 3.7.0 to 3.51.2 can lose committed rows when a checkpoint races a reset of the write-ahead
log; 3.51.3 mends it, as do 3.50.7 and 3.44.6 in their branches (sqlite.org, change log). No
package pin can fix the engine a Python was linked with, so its version is read at run time.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from coachdesk.core.errors import CoachdeskError, DeskRefused, Problem, StoreFailed

OLDEST = (3, 37, 0)
"""The first version with STRICT tables."""

Version = tuple[int, int, int]


class Journal(StrEnum):
    """How a transaction is made safe; the mode is kept in the file itself."""

    WAL = "wal"
    TRUNCATE = "truncate"


def wal_is_safe(version: Version) -> bool:
    """Whether this engine has the mended write-ahead log."""
    in_a_branch = (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return version >= (3, 51, 3) or in_a_branch


def journal_for(version: Version, filesystem: str) -> Journal:
    """The journal mode for this engine on this kind of file system.

    Raises:
        DeskRefused: the engine is too old, or the file system is a network share.
    """
    if version < OLDEST:
        shown = ".".join(map(str, version))
        raise DeskRefused(
            Problem(
                code="D107",
                message=f"SQLite {shown} is too old for a desk",
                hint="use a Python with SQLite 3.37 or later",
            )
        )
    if filesystem in NETWORK:
        raise DeskRefused(
            Problem(
                code="D108",
                message=f"two writers can destroy a desk on a network file system ({filesystem})",
                hint="keep it on a local disk",
            )
        )
    shared_memory_is_doubtful = filesystem.startswith("fuse") or filesystem in {"9p", "virtiofs"}
    if shared_memory_is_doubtful or not wal_is_safe(version):
        return Journal.TRUNCATE
    return Journal.WAL


NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "fuse.sshfs", "webdav"}
)
"""File systems whose locks SQLite cannot rely on, as Linux and macOS name them."""


def filesystem_of(path: Path) -> str:
    """The kind of file system that holds the path, or an empty text where it can't be known."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    target = str(path.resolve())
    best = ("", "")
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        point = fields[4].replace("\\040", " ").rstrip("/")
        # A later mount on the same point hides the earlier one.
        if (target == point or target.startswith(point + "/")) and len(point) >= len(best[0]):
            best = (point, right.split(" ", 1)[0])
    return best[1]


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turns the engine's errors into one clear problem about the desk at `path`."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # A fault of ours, not of the disk.
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise  # Somebody called it off; `connect.job` says so.
        raise meaning_of(error, path) from error


def meaning_of(error: sqlite3.Error, path: Path) -> CoachdeskError:
    """What an error of the engine means for the person at the desk."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return _refused("D111", f"{path} is in use by another process", "try again when it is done")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return _refused("D110", f"{path} or its folder cannot be written", "check who owns it")
    if code == sqlite3.SQLITE_NOTADB:
        return _refused("D103", f"{path} is not a database", "restore the newest backup")
    if code == sqlite3.SQLITE_FULL:
        return _failed("D113", f"no room for {path}; nothing of this step was kept", "make room")
    if code == sqlite3.SQLITE_CORRUPT:
        return _failed("D112", f"{path} is damaged ({error})", "restore the newest backup")
    return _failed("D114", f"{path}: {error}", "nothing of this step was kept")


def _refused(code: str, message: str, hint: str) -> DeskRefused:
    return DeskRefused(Problem(code=code, message=message, hint=hint))


def _failed(code: str, message: str, hint: str) -> StoreFailed:
    return StoreFailed(Problem(code=code, message=message, hint=hint))
