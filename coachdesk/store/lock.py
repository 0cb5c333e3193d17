"""The advisory lock beside the desk's database: making, upgrading and switching happen one by one.

Ordinary reads and writes do not take it; SQLite's own locks serve them.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coachdesk.core.errors import DeskRefused, Problem

WAIT_S = 30.0
"""How long to wait for another process; an upgrade of a large desk takes seconds."""


@contextmanager
def locked(database: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Holds the lock of this database; it goes with the process, even a killed one.

    Raises:
        DeskRefused: the lock file can't be made, or the lock was not free in time.
    """
    path = database.with_name(database.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise DeskRefused(
            Problem(
                code="D110",
                message=f"{path.parent} cannot be written: {error.strerror}",
                hint="check who owns the folder",
            )
        ) from None
    try:
        _acquire(descriptor, database, wait_s)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, database: Path, wait_s: float) -> None:
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise DeskRefused(
                    Problem(
                        code="D111",
                        message=f"{database} is being made or upgraded by another process",
                        hint="try again when it is done",
                    )
                ) from None
            time.sleep(0.02)
