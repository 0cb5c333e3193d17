"""Write a file whole or not at all, and never over another one unasked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from coachdesk.core.errors import BadInput, Problem, StoreFailed


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[TextIO]:
    """A text file, mode 0600, that appears under its name only when the block has ended well.

    Raises:
        BadInput: there is a file of that name and `replace` is not set, or no such folder.
        StoreFailed: the disk refused; no file was made.
    """
    if os.path.lexists(path) and not replace:
        raise BadInput(_problem("U101", f"{path} exists", "--force replaces it"))
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        why = error.strerror or str(error)
        raise BadInput(_problem("U105", f"{path} cannot be written: {why}", "")) from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
        _named(draft, path, replace=replace)
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreFailed(_problem("D114", f"{path}: {why}", "no file was made")) from error
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _named(draft: Path, path: Path, *, replace: bool) -> None:
    if replace:
        draft.replace(path)
        return
    try:
        # Unlike a rename, a link fails if somebody made that file meanwhile.
        path.hardlink_to(draft)
    except FileExistsError:
        raise BadInput(_problem("U101", f"{path} exists", "--force replaces it")) from None
    except OSError:
        draft.rename(path)  # A file system without links.


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, hint=hint)
