"""Files that show what an answer says: their size and digest, and nothing of their content."""

import hashlib
import stat
from pathlib import Path

import msgspec

from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.location import Location


class Fingerprint(msgspec.Struct, frozen=True, kw_only=True):
    """What tells a file from every other one."""

    sha256: str
    bytes: int


def fingerprint(path: Path) -> Fingerprint:
    """The digest and size of a file, read in pieces.

    Raises:
        BadInput: it is not there, no plain file, empty, or cannot be read (D718).
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unusable(path, "is no plain file")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            size = file.tell()
    except OSError as error:
        raise _unusable(path, (error.strerror or str(error)).lower()) from None
    if not size:
        raise _unusable(path, "is empty")
    return Fingerprint(sha256=digest.hexdigest(), bytes=size)


def _unusable(path: Path, why: str) -> BadInput:
    problem = Problem(
        code="D718", location=Location(str(path)), message=f"can't be attached: {why}"
    )
    return BadInput(problem)
