"""Check nodes against the JSON Schemas that stand beside the readers.

The subset of draft 2020-12 that our schemas use (`KEYWORDS`), over text as written: a number is
what the schema says is one, and must be written plainly. Every fault is collected with its place.
The files are real schemas: editors use them, the docs are made from them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

Schema = Mapping[str, Any]

KEYWORDS = frozenset(
    "$schema $id $defs $ref title description examples default type properties patternProperties"
    " propertyNames required additionalProperties items enum pattern minimum exclusiveMinimum"
    " maximum minLength minItems minProperties oneOf format".split()
)
"""Every keyword that `check` knows; a schema that uses another would promise what is not held."""

_FOLDER = Path(__file__).parent
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,9})?")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_SHAPES: Mapping[str, type] = {"object": MappingNode, "array": SequenceNode}
_NAMES: Mapping[str, str] = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A node of which only what the schema allows is left, and what was wrong."""

    node: Node | None
    problems: tuple[Problem, ...]


@cache
def schema_of(name: str) -> Schema:
    """The schema `files/NAME.schema.json` as one whole: definitions of other files are taken in."""
    schema: dict[str, Any] = msgspec.json.decode((_FOLDER / f"{name}.schema.json").read_bytes())
    others: set[str] = set()
    schema = _rewritten(schema, others)
    for other in sorted(others):
        definitions = schema_of(other.removesuffix(".schema.json"))["$defs"]
        schema["$defs"] = {**definitions, **schema.get("$defs", {})}
    return schema


def check(node: Node, schema: Schema) -> Checked:
    """Every fault of the node under the schema, and the node without its faulty parts."""
    walker = _Walker(schema.get("$defs", {}))
    kept = walker.walk(node, schema, "")
    return Checked(node=kept, problems=tuple(walker.problems))


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean ...?` for the known word that is closest, or that has it as a part; or empty.

    A part is a whole one, such as a first name: the closest words are not close to it.
    """
    from difflib import get_close_matches

    words = list(known)
    near = get_close_matches(word, words, n=1)
    if not near and word:
        part = word.casefold()
        near = [each for each in words if part in re.split(r"[\s._-]+", each.casefold())][:2]
    told = " or ".join(f"'{each}'" for each in near)
    return f"did you mean {told}?" if told else ""


def is_number(text: str) -> bool:
    """Whether the text is a plainly written number: no exponent, no leading zero, no `1_000`."""
    return _NUMBER.fullmatch(text) is not None


def _rewritten(part: Any, others: set[str]) -> Any:
    """The part with references into other files made local; those files are added to `others`."""
    if isinstance(part, list):
        return [_rewritten(each, others) for each in part]
    if not isinstance(part, dict):
        return part
    changed = {key: _rewritten(value, others) for key, value in part.items()}
    reference = changed.get("$ref")
    if isinstance(reference, str) and not reference.startswith("#"):
        other, _, place = reference.partition("#")
        others.add(other)
        changed["$ref"] = f"#{place}"
    return changed


class _Walker:
    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self.definitions = definitions
        self.problems: list[Problem] = []

    def say(self, code: str, place: Location, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code=code, location=place, message=message, hint=hint))

    def walk(self, node: Node, schema: Schema, name: str) -> Node | None:
        """The node as far as it is right; None where nothing of it is."""
        schema = self.resolved(schema)
        wanted = schema.get("type")
        if wanted is None:
            if "oneOf" in schema:
                return self.either(node, schema["oneOf"], name)
            wanted = "string"
        if isinstance(node, ScalarNode):
            if not node.raw:
                self.say("F203", node.location, f"{_named(name)} has no value", "write one")
                return None
            if wanted not in _SHAPES:
                return node if self.scalar(node, schema, name) else None
        elif isinstance(node, MappingNode):
            if wanted == "object":
                return self.mapping(node, schema)
        elif wanted == "array":
            return self.sequence(node, schema, name)
        self.wrong_shape(node, (wanted,), name)
        return None

    def resolved(self, schema: Schema) -> Schema:
        reference = schema.get("$ref")
        return self.definitions[reference[8:]] if reference else schema

    def either(self, node: Node, branches: Sequence[Schema], name: str) -> Node | None:
        """The node under the branch of its shape that fits best."""
        resolved = [self.resolved(each) for each in branches]
        fitting = [
            each
            for each in resolved
            if isinstance(node, _SHAPES.get(each.get("type", "string"), ScalarNode))
        ]
        if not fitting:
            self.wrong_shape(node, tuple(each.get("type", "string") for each in resolved), name)
            return None
        if len(fitting) == 1:
            return self.walk(node, fitting[0], name)
        tries = []
        for each in fitting:
            walker = _Walker(self.definitions)
            tries.append((walker.walk(node, each, name), walker.problems))
        kept, problems = min(tries, key=lambda tried: len(tried[1]))
        self.problems += problems
        return kept

    def wrong_shape(self, node: Node, wanted: Sequence[str], name: str) -> None:
        words = " or ".join(dict.fromkeys(_NAMES[each] for each in wanted))
        found, hint = "a text", ""
        if isinstance(node, MappingNode):
            found = "a mapping"
            if all(isinstance(value, ScalarNode) and not value.raw for _, value in node.entries):
                hint = "put a text that begins with { in quotes"
        elif isinstance(node, SequenceNode):
            found = "a list"
            hint = "put a text that begins with [ in quotes" if "string" in wanted else ""
        self.say("F203", node.location, f"{_named(name)} must be {words}, not {found}", hint)

    def mapping(self, node: MappingNode, schema: Schema) -> MappingNode:
        known: Mapping[str, Schema] = schema.get("properties", {})
        patterns: Mapping[str, Schema] = schema.get("patternProperties", {})
        other = schema.get("additionalProperties", True)
        entries: list[tuple[ScalarNode, Node]] = []
        meant: set[str] = set()
        for key, value in node.entries:
            under = known.get(key.value)
            if under is None and patterns:
                matched = (each for found, each in patterns.items() if re.search(found, key.value))
                under = next(matched, None)
            if under is None and other is False:
                hint = nearest(key.value, known)
                meant.add(hint)
                hint = hint or "known: " + ", ".join((*known, *patterns))
                self.say("F201", key.location, f"unknown key '{_short(key.value)}'", hint)
                continue
            names = schema.get("propertyNames")
            if names and not self.scalar(key, names, "a name"):
                continue
            kept = self.walk(value, under or (other if isinstance(other, dict) else {}), key.value)
            if kept is not None:
                entries.append((key, kept))
        for required in schema.get("required", ()):
            if node.key(required) is None and f"did you mean '{required}'?" not in meant:
                self.say("F202", node.location, f"'{required}' is missing", "add it")
        if len(node.entries) < schema.get("minProperties", 0):
            self.say("F202", node.location, "the mapping is empty", "add to it or take it out")
        return MappingNode(entries=tuple(entries), location=node.location)

    def sequence(self, node: SequenceNode, schema: Schema, name: str) -> SequenceNode:
        if len(node.items) < schema.get("minItems", 0):
            self.say("F202", node.location, f"{_named(name)} is an empty list", "add to it")
        under: Schema = schema.get("items", {})
        kept = (self.walk(item, under, name) for item in node.items)
        items = tuple(item for item in kept if item is not None)
        return SequenceNode(items=items, location=node.location)

    def scalar(self, node: ScalarNode, schema: Schema, name: str) -> bool:
        """Whether the text is what the schema wants; says why where it is not."""
        kind, text = schema.get("type", "string"), node.value
        if kind in ("number", "integer"):
            return self.number(node, schema, name)
        if kind == "boolean":
            if text not in ("true", "false"):
                message = f"{_named(name)} must be true or false, not '{_short(text)}'"
                hint = {"yes": "write true", "no": "write false"}.get(text.lower(), "")
                self.say("F206", node.location, message, hint)
                return False
            return True
        if "enum" in schema and text not in schema["enum"]:
            message = f"'{_short(text)}' is not one of {', '.join(schema['enum'])}"
            self.say("F206", node.location, message, nearest(text, schema["enum"]))
            return False
        if "minLength" in schema and len(text.strip()) < schema["minLength"]:
            self.say("F203", node.location, f"{_named(name)} is empty", "write one")
            return False
        if "pattern" in schema and not re.search(schema["pattern"], text):
            such = ", ".join(schema.get("examples", ()))
            hint = f"such as {such}" if such else ""
            self.say("F207", node.location, f"{_named(name)} cannot be '{_short(text)}'", hint)
            return False
        return "format" not in schema or self.dated(node, schema["format"], name)

    def dated(self, node: ScalarNode, wanted: str, name: str) -> bool:
        """Whether the text is a date (`date`) or a time (`date-time`) that exists."""
        try:
            if wanted == "date":
                if len(node.value) != 10:
                    raise ValueError
                date.fromisoformat(node.value)
            else:
                datetime.fromisoformat(node.value)
        except ValueError:
            such = "2026-11-23" if wanted == "date" else "2026-11-23T09:30:00+01:00"
            message = f"{_named(name)} is no date: '{_short(node.value)}'"
            self.say("F208", node.location, message, f"write such as {such}")
            return False
        return True

    def number(self, node: ScalarNode, schema: Schema, name: str) -> bool:
        whole = schema.get("type") == "integer"
        if not (_INTEGER if whole else _NUMBER).fullmatch(node.value):
            what = "a whole number" if whole else "a number"
            message = f"{_named(name)} must be {what}, not '{_short(node.value)}'"
            self.say("F204", node.location, message, "digits only, such as 10")
            return False
        value = float(node.value)
        low, above, high = (schema.get(each) for each in ("minimum", "exclusiveMinimum", "maximum"))
        bound = (
            f"at least {low}"
            if low is not None and value < low
            else f"above {above}"
            if above is not None and value <= above
            else f"at most {high}"
            if high is not None and value > high
            else ""
        )
        if bound:
            self.say("F205", node.location, f"{_named(name)} must be {bound}, not {node.value}")
        return not bound


def _named(name: str) -> str:
    return f"'{_short(name)}'" if name and name != "a name" else name or "the file"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
