"""A YAML file as nodes that know their place. Values are text as written, never YAML's guess."""

from collections.abc import Iterator

import msgspec

from coachdesk.core.location import Location


class ScalarNode(msgspec.Struct, frozen=True, kw_only=True):
    """One text: `no`, `010` and `12:30` stay what was written."""

    value: str
    """Without quotes, with escapes and folded lines resolved."""
    raw: str
    """As it stands in the file, quotes included."""
    location: Location


class SequenceNode(msgspec.Struct, frozen=True, kw_only=True):
    """A list."""

    items: tuple["Node", ...]
    location: Location


class MappingNode(msgspec.Struct, frozen=True, kw_only=True):
    """Keys with their values, in the order of the file, each key once."""

    entries: tuple[tuple[ScalarNode, "Node"], ...]
    location: Location

    def get(self, key: str) -> "Node | None":
        """The value of that key, or None where it is absent."""
        for name, value in self.entries:
            if name.value == key:
                return value
        return None

    def key(self, key: str) -> ScalarNode | None:
        """The key itself, for its place, or None where it is absent."""
        for name, _ in self.entries:
            if name.value == key:
                return name
        return None

    def text(self, key: str, default: str = "") -> str:
        """The text of that key, or the default where it is absent or not a text."""
        value = self.get(key)
        return value.value if isinstance(value, ScalarNode) else default


Node = ScalarNode | SequenceNode | MappingNode
"""Any node of a file."""


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """The texts of a list, or the one text that stands in its place; none for None."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.items:
            if isinstance(item, ScalarNode):
                yield item


def locate(node: ScalarNode, offset: int) -> Location:
    """The place in the file of a code point of the node's value.

    Exact for texts on one line and for literal blocks; where lines are folded it is the nearest
    character that stands for it.
    """
    place = node.location
    at = _raw_offset(node, offset)
    before = node.raw[:at]
    lines = before.count("\n")
    if not lines:
        return Location(place.path, place.line, place.column + at)
    return Location(place.path, place.line + lines, at - before.rfind("\n"))


def _raw_offset(node: ScalarNode, offset: int) -> int:
    raw, value = node.raw, node.value
    if raw[:1] in ("'", '"') and raw != value:
        return _quoted_offset(raw, offset)
    at = 0
    if raw[:1] in ("|", ">") and "\n" in raw:
        at = raw.find("\n") + 1
    for sign in value[:offset]:
        at = _skip_fold(raw, at, sign)
        at += 1
    if offset < len(value) and not value[offset].isspace():
        while at < len(raw) and raw[at].isspace():
            at += 1
    return min(at, len(raw))


def _skip_fold(raw: str, at: int, sign: str) -> int:
    """The place in the file of the next character of the value."""
    end = at
    while end < len(raw) and raw[end].isspace():
        end += 1
    if not sign.isspace():
        return end
    return end - 1 if "\n" in raw[at:end] and sign == " " else at


def _quoted_offset(raw: str, offset: int) -> int:
    """Where the value's character stands between the quotes, escapes counted."""
    quote, at = raw[0], 1
    for _ in range(offset):
        if raw[at : at + 1] == "\\" and quote == '"':
            at += {"x": 4, "u": 6, "U": 10}.get(raw[at + 1 : at + 2], 2)
        elif raw[at : at + 2] == "''" and quote == "'":
            at += 2
        else:
            fold = at
            while fold < len(raw) and raw[fold].isspace():
                fold += 1
            at = fold if "\n" in raw[at:fold] else at + 1
    return min(at, len(raw))
