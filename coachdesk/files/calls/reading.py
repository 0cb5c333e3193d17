"""The one small interface behind every transcript format.

A format is a name, a way to recognise a file by its content, and a way to turn it into calls. It
yields calls and problems in the order of the file, so that one bad line does not stop the others.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import IO

import msgspec

from coachdesk.core.calls import Call, Speaker
from coachdesk.core.errors import Problem


class ReadCall(msgspec.Struct, frozen=True, kw_only=True):
    """A call with the place that it was read from."""

    call: Call
    path: str
    """As the user named it; `-` for standard input."""
    turn_lines: tuple[int, ...] = ()
    """The line of each turn; empty where the file has no such lines."""


class Roles(msgspec.Struct, frozen=True):
    """Who is agent and who customer, as somebody stated it; never guessed."""

    by_label: Mapping[str, Speaker] = msgspec.field(default_factory=dict)
    """Label, folded by case, to the part it plays; `*` for every other label."""

    def part_of(self, label: str, stated: Speaker = Speaker.UNKNOWN) -> Speaker:
        """The part of a label: as the map says, else as the format states."""
        found = self.by_label.get(label.casefold())
        if found is None and stated is Speaker.UNKNOWN and label:
            found = self.by_label.get("*")
        return stated if found is None else found


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file of one document, read whole."""

    path: str
    """As the user named it."""
    stem: str
    """The file's name without folder and ending: the call's id where the file states none."""
    data: bytes
    """At most `MOST_BYTES`."""
    roles: Roles = Roles()


Found = ReadCall | Problem
"""What reading yields."""

ReadDocument = Callable[[Source], Iterator[Found]]
"""Reads a file of one document."""

ReadLines = Callable[[IO[bytes], str, Roles], Iterator[Found]]
"""Reads a file of many calls, line by line in flat memory: (file, path as named, roles)."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One transcript format."""

    name: str
    """As `--from` takes it."""
    title: str
    """What it is, in a few words."""
    recognises: Callable[[bytes], bool]
    """Whether the first `HEAD_BYTES` of a file look like this format; must not raise."""
    read: ReadDocument | None = None
    """For one document a file; else `read_lines`."""
    read_lines: ReadLines | None = None
    """For many calls a file."""


MOST_BYTES = 50 * 1024 * 1024
"""The largest file of one document that is read."""

HEAD_BYTES = 64 * 1024
"""As much of a file as recognising may look at."""
