"""Read a person's own config.yaml: theme, signs, mouse, keys. Schema: terminal.schema.json."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from coachdesk.core.errors import BadInput
from coachdesk.core.location import Location
from coachdesk.files.schema import check, schema_of
from coachdesk.files.yaml_nodes import MappingNode, scalars
from coachdesk.files.yaml_source import parse, read_text


class Terminal(msgspec.Struct, frozen=True, kw_only=True):
    """How one person wants the desk to look and listen."""

    theme: str | None = None
    """None: what was chosen in the desk, else the default."""
    ascii_only: bool = False
    mouse: bool = True
    keys: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Action to its keys."""
    keys_at: Mapping[str, Location] = msgspec.field(default_factory=dict)
    """Where each of them stands in the file."""


def terminal_file(env: Mapping[str, str]) -> Path:
    """Where the file is, if there is one: $COACHDESK_CONFIG, else in the XDG config folder."""
    if named := env.get("COACHDESK_CONFIG"):
        return Path(named)
    home = env.get("XDG_CONFIG_HOME") or str(Path(env.get("HOME", "~")).expanduser() / ".config")
    return Path(home) / "coachdesk" / "config.yaml"


def read_terminal(path: Path) -> Terminal:
    """What the file says; the defaults where there is none, or nothing but comments.

    Raises:
        BadInput: with every problem of the file.
    """
    if not path.exists():
        return Terminal()
    text, problems = read_text(path.resolve(), str(path))
    if text is None:
        raise BadInput(*problems)
    if all(line.lstrip().startswith("#") or not line.strip() for line in text.splitlines()):
        return Terminal()
    parsed = parse(text, str(path))
    if parsed.root is None:
        raise BadInput(*parsed.problems)
    checked = check(parsed.root, schema_of("terminal"))
    found = (*parsed.problems, *checked.problems)
    root = checked.node
    if found or not isinstance(root, MappingNode):
        raise BadInput(*found)
    keys = root.get("keys")
    entries = keys.entries if isinstance(keys, MappingNode) else ()
    return Terminal(
        theme=root.text("theme") or None,
        ascii_only=root.text("glyphs") == "ascii",
        mouse=root.text("mouse", "true") != "false",
        keys={name.value: tuple(key.value for key in scalars(node)) for name, node in entries},
        keys_at={name.value: name.location for name, _ in entries},
    )
