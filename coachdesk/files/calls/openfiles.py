"""Open files, folders, patterns and standard input, and read the calls in them.

What can't be read is a problem among the calls, so that the other files are still done.
"""

import glob
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from coachdesk.core.calls import Speaker
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.location import Location
from coachdesk.files.calls.formats import FORMATS, format_named, recognised
from coachdesk.files.calls.index import Index, read_index
from coachdesk.files.calls.named_agent import with_agent_named
from coachdesk.files.calls.reading import (
    HEAD_BYTES,
    MOST_BYTES,
    Format,
    Found,
    ReadCall,
    Roles,
    Source,
)


def parse_roles(text: str | None) -> Roles:
    """The roles that `Ana=agent,*=customer` states; none for None.

    Raises:
        BadInput: C107 where a part is not `LABEL=agent|customer|other`.
    """
    parts: dict[str, Speaker] = {}
    for piece in (text or "").split(","):
        if not piece.strip():
            continue
        label, equals, part = (each.strip() for each in piece.rpartition("="))
        if not equals or not label or part.casefold() not in set(Speaker):
            known = ", ".join(Speaker)
            raise BadInput(
                Problem(
                    code="C107",
                    message=f"'{piece.strip()}' does not say who plays which part",
                    hint=f'write such as "Ana=agent,*=customer"; parts: {known}',
                )
            )
        parts[label.casefold()] = Speaker(part.casefold())
    return Roles(parts)


def read_calls(
    files: Iterable[str],
    *,
    from_format: str | None = None,
    roles: Roles | None = None,
    index: str | None = None,
) -> Iterator[Found]:
    """Every call of the files, with problems where something can't be read, in order.

    Args:
        files: names of files, folders (all files below, hidden ones not), patterns, or `-`.
        from_format: the name of a format; None: as the content shows.
        roles: who is agent and who customer.
        index: the name of a CSV that tells of the calls what their files do not.

    Raises:
        BadInput: there is no such format, or the index has errors.
    """
    chosen = format_named(from_format) if from_format else None
    meant = roles or Roles()
    found = _read_all(files, chosen, meant)
    return _completed(found, read_index(index) if index is not None else None, meant)


def _completed(stream: Iterator[Found], index: Index | None, roles: Roles) -> Iterator[Found]:
    """The calls with what is known of them besides; at the end what no call was found for."""
    for each in stream:
        found = index.told(each) if index and isinstance(each, ReadCall) else each
        if isinstance(found, ReadCall):
            call = with_agent_named(found.call, roles)
            found = found if call is found.call else msgspec.structs.replace(found, call=call)
        yield found
    if index:
        yield from index.unmatched()


def _read_all(files: Iterable[str], chosen: Format | None, roles: Roles) -> Iterator[Found]:
    for name in files:
        if name == "-":
            # A copy of the descriptor, so that closing it leaves standard input open.
            with os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0) as raw:
                yield from _read_stream(_buffered(raw), "-", "stdin", chosen, roles)
        elif Path(name).is_dir():
            yield from _read_folder(name, chosen, roles)
        elif glob.has_magic(name) and not Path(name).exists():
            found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - takes absolute patterns
            if not found:
                yield _problem("C100", name, "no file is named like that")
            yield from _read_all(found, chosen, roles)
        else:
            yield from _read_file(name, chosen, roles)


class _Patient(io.RawIOBase):
    """A pipe whose first piece is as long as it is asked for, however slowly it is written to.

    A pipe gives what is there, which may be less than a format is recognised by.
    """

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw
        self._begun = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        """At first all that the buffer holds, later what is there."""
        filled = self._raw.readinto(buffer) or 0
        while not self._begun and filled < len(buffer):
            got = self._raw.readinto(buffer[filled:])
            if not got:
                break
            filled += got
        self._begun = True
        return filled


def _buffered(raw: IO[bytes]) -> io.BufferedReader:
    assert isinstance(raw, io.RawIOBase)
    return io.BufferedReader(_Patient(raw), HEAD_BYTES)


def _read_folder(name: str, chosen: Format | None, roles: Roles) -> Iterator[Found]:
    unreadable: list[OSError] = []
    empty = True
    for folder, inner, names in os.walk(name, onerror=unreadable.append):
        inner[:] = sorted(each for each in inner if not each.startswith("."))
        for each in sorted(names):
            if not each.startswith("."):
                empty = False
                path = str(Path(folder) / each)
                if Path(path).is_symlink() and not _stays_inside(path, name):
                    message = "a link that leads out of the folder, so it was passed over"
                    yield msgspec.structs.replace(
                        _problem("C100", path, message), severity=Severity.WARNING
                    )
                    continue
                yield from _read_file(path, chosen, roles, asked_for=False)
    for error in unreadable:
        yield _unreadable(str(error.filename), error)
    if empty and not unreadable:
        yield _problem("C100", name, "the folder has no files")


def _stays_inside(path: str, folder: str) -> bool:
    return Path(path).resolve().is_relative_to(Path(folder).resolve())


def _read_file(
    name: str, chosen: Format | None, roles: Roles, *, asked_for: bool = True
) -> Iterator[Found]:
    try:
        # Never wait at the door of a pipe that nobody writes to.
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        yield _unreadable(name, error)
        return
    with os.fdopen(descriptor, "rb", buffering=HEAD_BYTES) as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            yield _problem("C100", name, "is no regular file")
            return
        stem = Path(name).stem
        yield from _read_stream(stream, name, stem, chosen, roles, asked_for=asked_for)


def _read_stream(
    stream: IO[bytes],
    name: str,
    stem: str,
    chosen: Format | None,
    roles: Roles,
    *,
    asked_for: bool = True,
) -> Iterator[Found]:
    assert isinstance(stream, io.BufferedReader)
    try:
        head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
        meant = chosen or recognised(head)
        if meant is None:
            yield _unknown(name, head, asked_for=asked_for)
        elif meant.read_lines is not None:
            yield from meant.read_lines(stream, name, roles)
        elif meant.read is not None:
            data = stream.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                limit = MOST_BYTES // (1024 * 1024)
                hint = "own JSON Lines may be of any size"
                yield _problem("C101", name, f"larger than {limit} MiB", hint)
                return
            yield from meant.read(Source(path=name, stem=stem, data=data, roles=roles))
    except OSError as error:
        yield _unreadable(name, error)


def _unknown(name: str, head: bytes, *, asked_for: bool) -> Problem:
    if not head.strip():
        return _problem("C108", name, "the file is empty")
    known = ", ".join(each.name for each in FORMATS)
    message = "no transcript format is recognised"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "is UTF-16, not UTF-8"
    problem = _problem("C109", name, message, f"looked for: {known}; --from names one")
    if asked_for:
        return problem
    return Problem(
        code=problem.code,
        location=problem.location,
        message=f"{message}, so the file was passed over",
        severity=Severity.WARNING,
    )


def _unreadable(name: str, error: OSError | ValueError) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _problem("C100", name, f"cannot be read: {reason}")


def _problem(code: str, name: str, message: str, hint: str = "") -> Problem:
    return Problem(code=code, location=Location(name), message=message, hint=hint)
