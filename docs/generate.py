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

from coachdesk.core.authorize import HARD_RULES, RULES, WORDS, Action, Reach, Role, reaches
from coachdesk.core.codes import CODES
from coachdesk.files.schema import Schema, schema_of
from coachdesk.tui.keymap import ACTIONS, written

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
    "T": "Tables of many rows",
    "C": "Calls",
    "D": "The desk",
    "U": "How a command was called",
}


def pages() -> Mapping[Path, str]:
    """Path to wanted text of every page that is made, wholly or in part."""
    rules, readme = FOLDER / "rules.md", FOLDER.parent / "README.md"
    access, terminal = FOLDER / "access.md", FOLDER / "terminal.md"
    certification = FOLDER / "certification.md"
    audits = FOLDER / "audits.md"
    return {
        certification: _TABLE.sub(_filled, certification.read_text("utf-8")),
        rules: _TABLE.sub(_filled, rules.read_text("utf-8")),
        audits: _TABLE.sub(_filled, audits.read_text("utf-8")),
        access: _ACCESS.sub(_access, access.read_text("utf-8")),
        terminal: _KEYS.sub(_keys, terminal.read_text("utf-8")),
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


_KEYS = re.compile(r"(<!-- keys -->\n).*?(<!-- end -->)", re.DOTALL)


def _keys(match: "re.Match[str]") -> str:
    """Every action with its keys, by the view in which they mean it."""
    lines = ["| where | keys | action | what it does |", "|---|---|---|---|"]
    for each in ACTIONS:
        keys = " ".join(f"`{written(key)}`" for key in each.keys)
        lines.append(f"| {each.where} | {keys} | {each.id} | {each.title} |")
    return "\n".join([match[1].rstrip("\n"), *lines, match[2]])


_ACCESS = re.compile(r"(<!-- access: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_REACHES: Mapping[Reach, str] = {
    Reach.OWN_RELEASED: "own, published",
    Reach.OWN: "own",
    Reach.SHOPPED: "made by oneself",
    Reach.COACHED: "coached by oneself",
    Reach.TEAM_RELEASED: "team, released",
    Reach.TEAM: "team",
    Reach.TRAINEES: "team or all",
    Reach.EVERYBODY: "all",
}


def _access(match: "re.Match[str]") -> str:
    lines = _who_may_what() if match[2] == "table" else _rules_of_access()
    return "\n".join([match[1].rstrip("\n"), *lines, match[3]])


def _who_may_what() -> list[str]:
    roles = [role for role in Role if role is not Role.OWNER]
    lines = ["| " + " | ".join(["", *(role.value for role in roles)]) + " |"]
    lines.append("|---" * (len(roles) + 1) + "|")
    for action in Action:
        cells = [
            "; ".join(_REACHES[reach] for reach in _told(reaches(role, action))) for role in roles
        ]
        lines.append("| " + " | ".join([WORDS[action], *cells]) + " |")
    return lines


def _told(found: tuple[Reach, ...]) -> tuple[Reach, ...]:
    """Everybody's reach includes every other."""
    return found[-1:] if Reach.EVERYBODY in found else found


def _rules_of_access() -> list[str]:
    lines = ["| rule | what it says | for |", "|---|---|---|"]
    for rule, text in RULES.items():
        whom = "everybody" if rule in HARD_RULES else "roles"
        lines.append(f"| {rule} | {text} | {whom} |")
    return lines


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
    "effective": "mapping, see below",
    "signals": "mapping of names to signals",
    "include": "list of paths",
    "included": "list of paths",
    "slots": "mapping of names to texts",
    "sections": "list of sections",
    "scale": "mapping with `low` and `high`",
    "script": "mapping, `{script: ID, version: 1}`",
    "requirement": "mapping, see below",
    "validity": "mapping, see below",
    "renewal": "mapping, see below",
    "script_change": "mapping, see below",
    "retakes": "mapping, see below",
    "minutes": "mapping with `low` and `high`",
    "hours": "mapping with `from` and `to`",
    "names": "name or list of names",
    **dict.fromkeys(
        ("finds", "failed", "critical", "visit", "expiring", "check"), "mapping, see below"
    ),
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
