"""The schema walker: every fault with its place, and the same answer as the jsonschema package."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coachdesk.files.rulebook import KINDS
from coachdesk.files.schema import KEYWORDS, check, schema_of
from coachdesk.files.starter import starter_root
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from coachdesk.files.yaml_source import parse

HEAD = "scorecard: s\nversion: 1\ntitle: T\n"


def told(text: str, kind: str = "scorecard") -> list[str]:
    root = parse(text, "f.yaml").root
    assert root is not None
    return [str(problem) for problem in check(root, schema_of(kind)).problems]


def starter_files() -> list[Path]:
    root = starter_root()
    return sorted([*root.glob("rules/*/*.yaml"), *root.glob("scripts_library/**/*.yaml")])


def schemas_in(part: Any) -> Iterator[dict[str, Any]]:
    """Every schema within a schema."""
    if not isinstance(part, dict):
        return
    yield part
    for key in ("properties", "patternProperties", "$defs"):
        for each in part.get(key, {}).values():
            yield from schemas_in(each)
    for key in ("additionalProperties", "items", "propertyNames"):
        yield from schemas_in(part.get(key))
    for each in part.get("oneOf", ()):
        yield from schemas_in(each)


def plain(node: Node, schema: Any, whole: Any) -> Any:
    """The node as JSON would have it: numbers and truths where the schema wants them."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    shape = {MappingNode: "object", SequenceNode: "array", ScalarNode: "string"}[type(node)]
    for branch in schema.get("oneOf", ()):
        branch = (
            whole["$defs"][branch["$ref"].removeprefix("#/$defs/")] if "$ref" in branch else branch
        )
        if branch.get("type") == shape:
            schema = branch
    if isinstance(node, MappingNode):
        known = {
            key.value: schema.get("properties", {}).get(key.value)
            or schema.get("additionalProperties")
            or {}
            for key, _ in node.entries
        }
        return {key.value: plain(value, known[key.value], whole) for key, value in node.entries}
    if isinstance(node, SequenceNode):
        return [plain(item, schema.get("items", {}), whole) for item in node.items]
    if schema.get("type") in ("integer", "number", "boolean"):
        return json.loads(node.value)
    return node.value


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_draft_2020_12_and_describes_every_property(kind: str) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    for each in schemas_in(schema):
        assert set(each) <= KEYWORDS
        if each.get("type") == "object":
            assert "additionalProperties" in each
        for name, below in each.get("properties", {}).items():
            assert below.get("description"), name


@pytest.mark.parametrize("path", starter_files(), ids=lambda path: path.name)
def test_the_walker_and_jsonschema_agree_on_the_starter_files(path: Path) -> None:
    root = parse(path.read_text("utf-8"), path.name).root
    assert isinstance(root, MappingNode)
    schema = schema_of(root.entries[0][0].value)
    assert check(root, schema).problems == ()
    jsonschema.Draft202012Validator(schema).validate(plain(root, schema, schema))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", "0"),
        ("titel", "x"),
        ("scoring", "{pass_mark: 101}"),
        ("scoring", "{method: mean}"),
        ("scoring", "{max_unknown_weight: 5}"),
        ("language", "english language"),
        ("include", "packs/x"),
        ("signals", "{1st: {says: x}}"),
        ("signals", "{x: {says: []}}"),
        ("signals", "{x: {says: y, by: boss}}"),
        ("applies_to", "{region: [a]}"),
        ("applies_to", "{direction: {a: b}}"),
        ("sections", "[{id: a, title: A, criteria: []}]"),
        ("sections", "[{id: a, title: A, weight: 0, criteria: [{id: b, ask: B, points: 1}]}]"),
        ("sections", "[{id: a b, title: A, criteria: [{id: b, ask: B, points: 1}]}]"),
    ],
)
def test_the_walker_and_jsonschema_refuse_the_same(key: str, value: str) -> None:
    base = {"scorecard": "s", "version": "1", "title": "T"}
    text = "".join(f"{name}: {each}\n" for name, each in {**base, key: value}.items())
    root = parse(text, "f.yaml").root
    assert root is not None
    schema = schema_of("scorecard")
    assert check(root, schema).problems
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(plain(root, schema, schema))


@pytest.mark.parametrize(
    "written", ["010", "1_000", ".nan", "-.inf", "1e3", "0x1F", "9" * 5000, "ten", "1.10.2", "+1"]
)
def test_a_number_is_refused_unless_it_is_written_plainly(written: str) -> None:
    assert [each[:24] for each in told(f"{HEAD}scoring: {{pass_mark: {written}}}")] == [
        "f.yaml:4:22: F204 error:"
    ]


def test_a_long_value_is_cut_in_the_message() -> None:
    (problem,) = told(f"{HEAD}scoring: {{pass_mark: {'9' * 5000}}}")
    assert len(problem) < 200


@pytest.mark.parametrize("written", ["2026-02-30", "20260228", "yesterday", "2026-2-1"])
def test_a_date_must_exist_and_be_written_in_full(written: str) -> None:
    text = (
        f"{HEAD}sections:\n- {{id: a, title: A, criteria: "
        f"[{{id: b, ask: B, points: 1, checked_on: {written}}}]}}"
    )
    (problem,) = told(text)
    assert "F208" in problem
    assert written in problem


def test_no_stays_a_word_and_is_no_truth() -> None:
    (problem,) = told(f"{HEAD}scoring: {{clamp: no}}")
    assert problem == (
        "f.yaml:4:18: F206 error: 'clamp' must be true or false, not 'no' (write false)"
    )


def test_every_fault_is_told_in_one_run() -> None:
    text = (
        "scorecard: a b\nversion: x\ntitel: T\nscoring: {methd: flat, na: none}\n"
        "sections:\n- id: s\n  title:\n  criteria: {}\n"
    )
    assert [each.split(" error")[0] for each in sorted(told(text))] == [
        "f.yaml:1:12: F207",
        "f.yaml:2:10: F204",
        "f.yaml:3:1: F201",
        "f.yaml:4:11: F201",
        "f.yaml:4:28: F206",
        "f.yaml:7:9: F203",
        "f.yaml:8:13: F203",
    ]


def test_a_misspelt_key_is_one_problem_with_the_right_key() -> None:
    assert told("scorecard: s\nversion: 1\ntitel: T") == [
        "f.yaml:3:1: F201 error: unknown key 'titel' (did you mean 'title'?)"
    ]


def test_a_slot_without_quotes_is_told_to_be_quoted() -> None:
    (problem,) = told(f"{HEAD}signals: {{a: {{says: {{agent_name}}}}}}")
    assert problem.endswith("(put a text that begins with { in quotes)")


def test_a_key_without_value_is_told() -> None:
    assert told("scorecard: s\nversion: 1\ntitle:\n") == [
        "f.yaml:3:7: F203 error: 'title' has no value (write one)"
    ]
