"""Bytes to text, strictly as UTF-8, with the place of the first byte that is not."""

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location


def decoded(data: bytes, path: str, code: str) -> str | Problem:
    """The text without a byte-order mark, or the problem, with that code."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(data) > 3 and data[:4].count(0) >= 2):
        return Problem(
            code=code,
            location=Location(path),
            message="is UTF-16, not UTF-8",
            hint="save as UTF-8",
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.rpartition(b"\n")[2].decode("utf-8", "replace").removeprefix("\ufeff")
        return Problem(
            code=code,
            location=Location(path, before.count(b"\n") + 1, len(line) + 1),
            message=f"byte 0x{data[error.start]:02X} is not UTF-8",
            hint="save as UTF-8",
        )
