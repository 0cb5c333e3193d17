"""What a file claims to be, read from its first bytes before SQLite may touch it.

SQLite takes a file of no bytes for a new database and fails only later, with "no such table".
"""

import os
import stat
from pathlib import Path

import msgspec

from coachdesk.core.errors import DeskRefused, Problem

APPLICATION_ID = 0x4344534B
"""`CDSK`, in the header of every desk."""

_MAGIC = b"SQLite format 3\x00"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The part of SQLite's file header that decides how to open it (sqlite.org/fileformat2)."""

    wal: bool
    """The file is in WAL mode."""
    application_id: int


def read_header(path: Path) -> Header:
    """The header of a desk's database.

    Raises:
        DeskRefused: there is no such file, or it is not a desk's database.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise _refused("D102", f"{path} is missing", "restore it from a backup") from None
    except OSError as error:
        raise _refused(
            "D110", f"{path} cannot be read: {error.strerror}", "check who owns it"
        ) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _refused("D103", f"{path} is not a regular file", "give the desk's own file")
        head = os.read(descriptor, 100)
    finally:
        os.close(descriptor)
    if not head:
        raise _refused("D104", f"{path} is empty (0 bytes)", "restore it from a backup")
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise _refused("D103", f"{path} is not a database", "restore it from a backup")
    header = Header(wal=head[18] == 2, application_id=int.from_bytes(head[68:72], "big"))
    if header.application_id != APPLICATION_ID:
        raise _refused("D105", f"{path} is a database, but not a Coachdesk desk", "name the desk's")
    return header


def _refused(code: str, message: str, hint: str) -> DeskRefused:
    return DeskRefused(Problem(code=code, message=message, hint=hint))
