"""Write a result to a file whole or not at all, for the owner alone, never over another unasked."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from coachdesk.core.errors import BadInput, Problem, StoreFailed
from coachdesk.core.location import Location


@contextmanager
def output_file(path: Path, *, force: bool) -> Iterator[IO[str]]:
    """A text file in UTF-8 to write to; see `output_bytes`."""
    with output_bytes(path, force=force) as stream:
        text = TextIOWrapper(stream, encoding="utf-8", newline="")
        try:
            yield text
        finally:
            text.detach()


@contextmanager
def output_bytes(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file to write to, which gets its name only when all is written; mode 0600.

    Args:
        path: the name in the end.
        force: replace a regular file of that name.

    Raises:
        BadInput: U101 when the name is taken, U201 when nothing can be written there.
        StoreFailed: U202 when the disk refused; the name is as it was.
    """
    _refuse_taken(path, force)
    try:
        stream = NamedTemporaryFile(  # noqa: SIM115
            "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
        )
    except OSError as error:
        raise BadInput(_problem("U201", path, f"cannot be written: {error.strerror}")) from None
    temporary = Path(stream.name)
    try:
        with stream:
            yield stream.file
            stream.flush()
            os.fsync(stream.fileno())
        _name(temporary, path, force)
    except OSError as error:
        if error.errno not in _DISK or isinstance(error, BrokenPipeError):
            raise
        message = f"could not be written: {error.strerror}"
        raise StoreFailed(_problem("U202", path, message)) from None
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EROFS)


def _refuse_taken(path: Path, force: bool) -> None:
    if not os.path.lexists(path):
        return
    if not force:
        raise BadInput(_problem("U101", path, "exists already", "--force replaces it"))
    if path.is_symlink() or not path.is_file():
        raise BadInput(_problem("U201", path, "is not a regular file"))


def _name(temporary: Path, path: Path, force: bool) -> None:
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise BadInput(_problem("U101", path, "exists already", "--force replaces it")) from None
    except OSError:
        # File systems without hard links: the name was free a moment ago.
        temporary.replace(path)


def _problem(code: str, path: Path, message: str, hint: str = "") -> Problem:
    return Problem(code=code, location=Location(str(path)), message=message, hint=hint)
