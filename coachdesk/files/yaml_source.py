"""Read a YAML file strictly: bytes to nodes, with every surprise of YAML refused by name.

Anchors, aliases, merge keys, tags, keys that are not text, duplicate keys, several documents,
control characters and bombs are errors with a line. Nothing recurses, whatever the depth.
"""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import yaml

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

MOST_BYTES = 1 << 20
"""The largest file that is read."""
MOST_DEPTH = 32
"""How deep lists and mappings may nest."""
MOST_NODES = 50_000
"""How many texts, lists and mappings a file may hold."""

_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_FORBIDDEN_VALUE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONE_CR = re.compile("\r(?!\n)")


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A file as nodes, and what is wrong with it as YAML."""

    root: Node | None
    """None where the file cannot be used at all."""
    problems: tuple[Problem, ...] = ()


def read_text(path: Path, shown: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a regular UTF-8 file of at most 1 MiB, without its byte order mark.

    Args:
        path: the file; a symbolic link must have been resolved by the caller.
        shown: the name that problems carry.
    """
    place = Location(shown)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        return None, (_problem("F101", place, f"cannot be read: {error.strerror}"),)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return None, (_problem("F102", place, "is not a regular file"),)
        if found.st_size > MOST_BYTES:
            return None, (_too_large(place),)
        with os.fdopen(os.dup(handle), "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return None, (_problem("F101", place, f"cannot be read: {error.strerror}"),)
    finally:
        os.close(handle)
    return decode(data, shown)


def decode(data: bytes, shown: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file's bytes, strictly as UTF-8."""
    if len(data) > MOST_BYTES:
        return None, (_too_large(Location(shown)),)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(data) > 3 and data[:4].count(0) >= 2):
        problem = _problem("F104", Location(shown), "is UTF-16, not UTF-8", "save as UTF-8")
        return None, (problem,)
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.rpartition(b"\n")[2].decode("utf-8", "replace").removeprefix("\ufeff")
        place = Location(shown, before.count(b"\n") + 1, len(line) + 1)
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        return None, (_problem("F104", place, message, "save as UTF-8"),)


def parse(text: str, shown: str) -> Parsed:
    """The nodes of a YAML text. Never raises; a text that is not usable has no root."""
    forbidden = _FORBIDDEN.search(text) or _LONE_CR.search(text)
    if forbidden:
        place = _place(text, forbidden.start(), shown)
        message = f"control character U+{ord(forbidden[0]):04X} in the file"
        return Parsed(root=None, problems=(_problem("F105", place, message, "take it out"),))
    try:
        builder = _Builder(text, shown)
        try:
            builder.run(_BASE)
        except yaml.MarkedYAMLError as error:
            if "nesting depth" not in str(error.problem):
                raise
            # libyaml has a limit of its own, far above ours, and reads ahead until it meets it.
            builder = _Builder(text, shown)
            builder.run(yaml.BaseLoader)
    except _StopReading as stop:
        return Parsed(root=None, problems=(*builder.problems, stop.problem))
    except yaml.MarkedYAMLError as error:
        return Parsed(root=None, problems=(*builder.problems, _syntax(error, text, shown)))
    except yaml.YAMLError:
        problem = _problem("F106", Location(shown), "not valid YAML")
        return Parsed(root=None, problems=(*builder.problems, problem))
    unusable = any(problem.code in _FATAL for problem in builder.problems)
    return Parsed(root=None if unusable else builder.root, problems=tuple(builder.problems))


_FATAL = frozenset(("F105", "F107", "F108"))
"""Codes after which what the nodes say is not what the author meant."""


class _StopReading(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("children", "is_mapping", "location")

    def __init__(self, is_mapping: bool, location: Location) -> None:
        self.is_mapping = is_mapping
        self.location = location
        self.children: list[Node] = []


class _Builder:
    """Turns YAML events into nodes, without recursion."""

    def __init__(self, text: str, shown: str) -> None:
        self.text = text
        self.shown = shown
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.frames: list[_Frame] = []
        self.nodes = 0
        self.documents = 0
        self.steps: dict[type, Callable[[Any], None]] = {
            yaml.SequenceStartEvent: self.opened,
            yaml.MappingStartEvent: self.opened,
            yaml.SequenceEndEvent: self.closed,
            yaml.MappingEndEvent: self.closed,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }

    def run(self, reader: Callable[[str], Any]) -> None:
        loader = reader(self.text)
        try:
            while True:
                event = loader.get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self.scalar(event)
                elif kind in self.steps:
                    self.steps[kind](event)
                elif kind is yaml.StreamEndEvent:
                    break
        finally:
            loader.dispose()
        if self.root is None or (isinstance(self.root, ScalarNode) and not self.root.value):
            raise _StopReading(_problem("F114", Location(self.shown), "the file is empty"))

    def place(self, event: Any) -> Location:
        mark = event.start_mark
        return Location(self.shown, mark.line + 1, mark.column + 1)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second document begins here"
            hint = "one file holds one document; take out '---' or make two files"
            raise _StopReading(_problem("F113", self.place(event), message, hint))

    def alias(self, event: Any) -> None:
        hint = f"write it out, or put '*{event.anchor}' in quotes if it is meant as text"
        message = f"alias *{event.anchor} is not allowed"
        raise _StopReading(_problem("F107", self.place(event), message, hint))

    def properties(self, event: Any) -> None:
        if event.anchor:
            hint = f"write it out, or put '&{event.anchor}' in quotes if it is meant as text"
            message = f"anchor &{event.anchor} is not allowed"
            self.problems.append(_problem("F107", self.place(event), message, hint))
        if event.tag:
            message = f"tag {event.tag} is not allowed"
            hint = "put a text that begins with ! in quotes"
            self.problems.append(_problem("F108", self.place(event), message, hint))

    def scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self.properties(event)
        mark = event.start_mark
        location = Location(self.shown, mark.line + 1, mark.column + 1)
        raw = self.text[mark.index : event.end_mark.index]
        node = ScalarNode(value=event.value, raw=raw, location=location)
        if "\\" in raw and event.style == '"':
            bad = _FORBIDDEN_VALUE.search(node.value)
            if bad:
                message = f"control character U+{ord(bad[0]):04X} in a text"
                self.problems.append(_problem("F105", location, message, "take it out"))
                node = ScalarNode(
                    value=_FORBIDDEN_VALUE.sub("\ufffd", node.value), raw=raw, location=location
                )
        if self.frames and self.nodes < MOST_NODES:
            self.nodes += 1
            self.frames[-1].children.append(node)
        else:
            self.add(node)

    def opened(self, event: Any) -> None:
        if event.anchor or event.tag:
            self.properties(event)
        self.frames.append(_Frame(type(event) is yaml.MappingStartEvent, self.place(event)))
        if len(self.frames) > MOST_DEPTH:
            message = f"nested deeper than {MOST_DEPTH}"
            raise _StopReading(_problem("F111", self.place(event), message, "make it flatter"))

    def closed(self, event: Any) -> None:
        frame = self.frames.pop()
        if frame.is_mapping:
            self.add(self.mapping(frame))
        else:
            self.add(SequenceNode(items=tuple(frame.children), location=frame.location))

    def add(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            message = f"more than {MOST_NODES:,} values in one file"
            raise _StopReading(_problem("F112", node.location, message, "make several files"))
        if self.frames:
            self.frames[-1].children.append(node)
        else:
            self.root = node

    def mapping(self, frame: _Frame) -> MappingNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in zip(frame.children[::2], frame.children[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                hint = "put it in quotes if it is meant as text"
                self.problems.append(_problem("F109", key.location, "a key must be a text", hint))
            elif key.raw == "<<":
                message = "merge key << is not allowed"
                self.problems.append(_problem("F107", key.location, message, "write it out"))
            elif not key.value:
                self.problems.append(_problem("F109", key.location, "a key is empty"))
            elif key.value in entries:
                first = entries[key.value][0].location
                message = f"key '{key.value}' stands twice, first in line {first.line}"
                self.problems.append(_problem("F110", key.location, message, "keep one of them"))
            else:
                entries[key.value] = (key, value)
        return MappingNode(entries=tuple(entries.values()), location=frame.location)


def _syntax(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    what = error.problem or "it cannot be read"
    lines = text.split("\n")
    if line >= len(lines) or (line and not "".join(lines[line:]).strip()):
        start = error.context_mark
        if start and start.line < line:
            line, column = start.line, start.column
    written = lines[line] if line < len(lines) else ""
    if "escape" in what and "Unicode" in what:
        message = "an escape that is no character"
        return _problem("F105", Location(shown, line + 1, column + 1), message, "take it out")
    place = Location(shown, line + 1, column + 1)
    return _problem("F106", place, f"not valid YAML: {what}", _trap(what, written, column))


def _trap(what: str, line: str, column: int) -> str:
    """How to mend the usual causes of a YAML error; empty where there is no usual cause."""
    indent = line[: len(line) - len(line.lstrip())]
    sign = line[column : column + 1]
    if "\t" in indent or sign == "\t":
        return "indent with blanks: YAML allows no tab here"
    if "mapping values are not allowed" in what or what.startswith("found unexpected ':'"):
        return "put the text in quotes, because it contains ': '; or check the indentation"
    if "cannot start any token" in what:
        return f"put the text in quotes, because it begins with {sign}"
    if re.search(r"\?\s*[,}\]]", line):
        return "put a text that ends in ? in quotes inside braces or brackets"
    if "end of stream" in what or "end of scalar" in what:
        return "close the quote that begins here"
    if "escape" in what:
        return 'write \\\\ for a backslash inside "...", or use single quotes'
    if re.search(r"[\[{]", line):
        return "put a text that contains [ ] { } or , in quotes"
    if "expected key" in what or "block" in what:
        return "check the indentation"
    return ""


def _place(text: str, offset: int, shown: str) -> Location:
    before = text[:offset]
    return Location(shown, before.count("\n") + 1, offset - before.rfind("\n"))


def _too_large(place: Location) -> Problem:
    return _problem("F103", place, "is larger than 1 MiB", "make several files")


def _problem(code: str, place: Location, message: str, hint: str = "") -> Problem:
    return Problem(code=code, location=place, message=message, hint=hint)
