"""Write what the documentation takes from the code: run `python docs/generate.py` after a change.

Tables in rules.md stand between `<!-- table: SCHEMA#DEFINITION -->` and `<!-- end -->`; codes.md
is written whole. `pages()` gives the text as it should be, which a test compares with the files.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coachdesk.core.codes import CODES
from coachdesk.files.schema import Schema, schema_of

FOLDER = Path(__file__).parent
_TABLE = re.compile(
    r"(<!-- table: (?P<schema>[a-z]+)(?:#(?P<definition>[a-z_]+))? -->\n).*?(<!-- end -->)",
    re.DOTALL,
)
_FAMILIES: Mapping[str, str] = {
    "F": "Files as YAML",
    "R": "The rule language",
    "S": "Scripts",
    "A": "Forms filled by hand",
    "C": "Calls",
    "D": "The desk",
    "U": "How a command was called",
}


def pages() -> Mapping[Path, str]:
    """Path to wanted text of every page that is made, wholly or in part."""
    rules, readme = FOLDER / "rules.md", FOLDER.parent / "README.md"
    return {
        rules: _TABLE.sub(_filled, rules.read_text("utf-8")),
        FOLDER / "codes.md": _codes(),
        readme: _SHOWN.sub(_shown, readme.read_text("utf-8")),
    }


_SHOWN = re.compile(r"(<!-- show -->\n).*?(<!-- /show -->)", re.DOTALL)
_LINES_SHOWN = 24


def _shown(match: "re.Match[str]") -> str:
    """What `coachdesk score` says of one sample call: its first lines, as they are."""
    root = FOLDER.parent
    calls = str(root / "samples" / "calls" / "2026-w43.jsonl")
    rules = str(root / "rules" / "scorecards" / "outbound-card-sale.yaml")
    command = [sys.executable, "-m", "coachdesk", "score", calls, "--rules", rules]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "COLUMNS": "92", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("card-0030"))
    text = "\n".join(lines[first : first + _LINES_SHOWN])
    shown = "coachdesk score samples/calls/2026-w43.jsonl --rules rules"
    return f"{match[1]}```console\n$ {shown}\n{text}\n…\n```\n{match[2]}"


def _filled(match: "re.Match[str]") -> str:
    schema = schema_of(match["schema"])
    part = schema["$defs"][match["definition"]] if match["definition"] else schema
    return f"{match[1]}{_table(part)}{match[4]}"


def _table(part: Schema) -> str:
    required = part.get("required", ())
    rows = ["| key | value | meaning |\n", "|---|---|---|\n"]
    properties = {
        **part.get("properties", {}),
        **{
            pattern.strip("^$").replace("\\.[^\\s.]+", ".NAME"): value
            for pattern, value in part.get("patternProperties", {}).items()
        },
    }
    for name, value in properties.items():
        needed = " (required)" if name in required else ""
        meaning = value["description"].replace("|", "\\|")
        rows.append(f"| `{name}`{needed} | {_value(value)} | {meaning} |\n")
    return "".join(rows)


def _value(value: Mapping[str, Any]) -> str:
    """What may stand there, in a few words."""
    reference = value.get("$ref", "").rpartition("/")[2]
    if reference in _WORDS:
        return _WORDS[reference]
    if value.get("format") in _WORDS:
        return _WORDS[value["format"]]
    if "enum" in value:
        options = ", ".join(f"`{each}`" for each in value["enum"])
        return f"{options}{_default(value)}"
    kinds = [each.get("type", "mapping") for each in value.get("oneOf", ())] or [value["type"]]
    words = " or ".join(_WORDS.get(kind, kind) for kind in kinds)
    such = value.get("examples", ())
    example = f", such as {', '.join(f'`{each}`' for each in such)}" if such else ""
    return f"{words}{_bounds(value)}{example}{_default(value)}"


_WORDS: Mapping[str, str] = {
    "date": "date, as `2026-11-23`",
    "date-time": "time, as `2026-11-23T09:30:00+01:00`",
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "array": "list",
    "object": "mapping",
    "id": "id",
    "texts": "text or list of texts",
    "wanted": "text or list of texts",
    "lines": "text, list, or mapping of languages",
    "window": "stretch, such as `2 turns`, `60s`, `2 min`",
    "script_line": "`script-id/step-id`",
    "scoring": "mapping, see below",
    "applies_to": "mapping, see below",
    "signals": "mapping of names to signals",
    "include": "list of paths",
    "sections": "list of sections",
    "scale": "mapping with `low` and `high`",
}


def _bounds(value: Mapping[str, Any]) -> str:
    bounds = [
        f"{word} {value[key]}"
        for key, word in (("minimum", "from"), ("exclusiveMinimum", "above"), ("maximum", "to"))
        if key in value
    ]
    return f" {' '.join(bounds)}" if bounds else ""


def _default(value: Mapping[str, Any]) -> str:
    if "default" not in value:
        return ""
    default = value["default"]
    shown = str(default).lower() if isinstance(default, bool) else default
    return f"; default `{shown}`"


def _codes() -> str:
    lines = [
        "# Codes",
        "",
        "Every problem carries a code, which never changes its meaning. `coachdesk explain CODE`",
        "shows the same in the terminal. This page is made by `python docs/generate.py`.",
    ]
    for family, title in _FAMILIES.items():
        codes = [code for code in CODES.values() if code.id.startswith(family)]
        if codes:
            lines += ["", f"## {family}: {title}"]
        for code in codes:
            lines += ["", f"### {code.id}: {code.title}", "", code.cause, ""]
            lines += ["For example:", "", *(f"    {line}" for line in code.example.splitlines())]
            lines += ["", "Cure:", "", *(f"    {line}" for line in code.cure.splitlines())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
