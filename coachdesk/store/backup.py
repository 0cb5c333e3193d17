"""A copy of a live desk that is whole, checked, and readable by its owner alone.

Copying the file with `cp` gives a broken or silently older desk while somebody writes; SQLite's
`VACUUM INTO` reads one committed state.
"""

import os
import sqlite3
from pathlib import Path

from coachdesk.core.errors import Problem, StoreFailed
from coachdesk.store import events
from coachdesk.store.database import Database
from coachdesk.store.engine import refusals


def copy(db: Database, target: Path) -> None:
    """Writes the desk as last committed to `target`, mode 0600, replacing an older copy there.

    Raises:
        StoreFailed: no room, or the copy did not pass its check; `target` is as it was before.
    """
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    mask = os.umask(0o077)
    try:
        with refusals(target):
            db.conn.execute("VACUUM INTO ?", (str(draft),))
            _check(draft)
        draft.chmod(0o600)
        descriptor = os.open(draft, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        draft.replace(target)
    except OSError as error:
        raise StoreFailed(
            Problem(code="D114", message=f"{target} cannot be made: {error.strerror}")
        ) from error
    finally:
        os.umask(mask)
        draft.unlink(missing_ok=True)


def damage(db: Database) -> str | None:
    """What is wrong with the file's pages, or None; content changed in place is not seen."""
    (state,) = db.conn.execute("PRAGMA integrity_check(1)").fetchone()
    return None if state == "ok" else str(state)


def _check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        copied = Database(connection)
        fault = damage(copied) or next((each.what for each in events.verify(copied)), None)
    finally:
        connection.close()
    if fault:
        message = f"the copy {path} is not good: {fault}"
        raise StoreFailed(Problem(code="D118", message=message, hint="keep older ones"))
