"""The version of a rule file: where it stands, and the same text with a higher one."""

import msgspec

from coachdesk.core.location import Location
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode
from coachdesk.files.yaml_source import parse


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """The version that a file states."""

    version: int
    location: Location
    raw: str
    """As it stands in the file, quotes included."""


def version_in(text: str, shown: str = "") -> Stated | None:
    """The version that a rule file states; None where it states none that can be read."""
    root = parse(text, shown).root
    node = root.get("version") if isinstance(root, MappingNode) else None
    if not isinstance(node, ScalarNode) or not (node.value.isascii() and node.value.isdigit()):
        return None
    return Stated(version=int(node.value), location=node.location, raw=node.raw)


def raise_version(text: str, above: int | None = None) -> str:
    """The text with its version raised, and not one other character changed.

    Args:
        text: of a rule file.
        above: the new version is one more than this, or than its own if that is more.

    Raises:
        ValueError: it states no version that can be read.
    """
    stated = version_in(text)
    if stated is None:
        raise ValueError("no version")
    wanted = max(stated.version, above or 0) + 1
    lines = text.split("\n")
    row, column = stated.location.line - 1, stated.location.column - 1
    line = lines[row]
    if line[column : column + len(stated.raw)] != stated.raw:
        raise ValueError("the version is not where it was read")
    number = stated.raw.strip("'\"")
    raised = stated.raw.replace(number, str(wanted), 1)
    lines[row] = line[:column] + raised + line[column + len(stated.raw) :]
    return "\n".join(lines)
