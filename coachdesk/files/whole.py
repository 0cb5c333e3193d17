"""Replace a file so that a kill, a crash or a full disk leaves the old one or the new one."""

import os
from contextlib import suppress
from pathlib import Path

from coachdesk.core.errors import Problem, StoreFailed
from coachdesk.core.location import Location

_FLAGS = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)


def write_whole(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Gives the file this content; when it returns, the disk has it.

    Only one process at a time may do this to a file: the caller holds a lock.

    Args:
        path: folders above it are made where they lack.
        data: all of it.
        mode: of a file that is new; an old one keeps its own.

    Raises:
        StoreFailed: U202, the disk refused; the file is as it was.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            mode = path.stat().st_mode & 0o777
        # What a killed process left under that name may belong to nobody's umask.
        temporary.unlink(missing_ok=True)
        with os.fdopen(os.open(temporary, _FLAGS, mode), "wb") as stream:
            os.fchmod(stream.fileno(), mode)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        message = f"could not be written: {error.strerror}"
        raise StoreFailed(
            Problem(code="U202", location=Location(str(path)), message=message)
        ) from None


def remove_whole(path: Path) -> None:
    """Takes the file away; when it returns, the disk knows.

    Raises:
        StoreFailed: U202, the disk refused.
    """
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"could not be removed: {error.strerror}"
        raise StoreFailed(
            Problem(code="U202", location=Location(str(path)), message=message)
        ) from None


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
