"""Strict YAML: the hostile inputs 1 to 22 of the reliability plan, and places that are exact."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files import yaml_source
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, locate
from coachdesk.files.yaml_source import decode, parse, read_text


def only(text: str) -> Problem:
    """The one problem of a text that cannot be used."""
    parsed = parse(text, "f.yaml")
    assert len(parsed.problems) == 1, parsed.problems
    return parsed.problems[0]


def told(text: str) -> str:
    return str(only(text))


def texts_of(node: Node) -> Iterator[tuple[str, Location]]:
    """Every text below a node, keys included, with its place."""
    if isinstance(node, ScalarNode):
        yield node.value, node.location
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from texts_of(item)
    else:
        for key, value in node.entries:
            yield from texts_of(key)
            yield from texts_of(value)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_billion_laughs_is_refused_at_its_first_anchor() -> None:
    parsed = parse(BOMB, "f.yaml")
    assert parsed.root is None
    assert [(p.code, p.location and p.location.line) for p in parsed.problems] == [
        ("F107", 1),
        ("F107", 2),
        ("F107", 2),
    ]


def test_an_alias_cycle_is_refused() -> None:
    parsed = parse("a: &a [*a]", "f.yaml")
    assert parsed.root is None
    assert {problem.code for problem in parsed.problems} == {"F107"}


def test_a_merge_key_is_refused() -> None:
    assert only("<<: {a: b}").code == "F107"


def test_a_duplicate_key_names_both_lines() -> None:
    assert told("weight: 1\nother: 2\nweight: 3") == (
        "f.yaml:3:1: F110 error: key 'weight' stands twice, first in line 1 (keep one of them)"
    )


@pytest.mark.parametrize(
    "text", ["a: !!python/object:os.system x", "a: !include b.yaml", "!x a: b"]
)
def test_tags_are_refused(text: str) -> None:
    assert [problem.code for problem in parse(text, "f.yaml").problems] == ["F108"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_twenty_thousand_levels_are_refused_without_recursion(opening: str) -> None:
    assert only(opening * 20_000).code == "F111"


def test_thirty_two_levels_are_accepted() -> None:
    assert parse("[" * 32 + "]" * 32, "f.yaml").problems == ()


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "010",
        "0123456789",
        "12:30:45",
        "1_000",
        "1.10",
        ".nan",
        "-.inf",
        "~",
        "2026-02-30",
        "null",
        "0x1F",
        "1e3",
        "7" * 5000,
        "=",
        "Really?",
    ],
)
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    root = parse(f"key: {written}\n", "f.yaml").root
    assert isinstance(root, MappingNode)
    assert root.text("key") == written


def test_a_key_stays_the_word_that_was_written() -> None:
    root = parse("no: a\nyes: b\n1: c\nnull: d", "f.yaml").root
    assert isinstance(root, MappingNode)
    assert [key.value for key, _ in root.entries] == ["no", "yes", "1", "null"]


@pytest.mark.parametrize(
    ("text", "place", "cure"),
    [
        ("a:\n\tb: 1", "2:1", "indent with blanks"),
        ("ask: Note: this", "1:10", "quotes"),
        ("says: {agent_name} here", "1:20", "quotes"),
        ("says: [good (a|b), [please] x]", "1:29", "quotes"),
        ("says: %d", "1:7", "begins with %"),
        ("says: @home", "1:7", "begins with @"),
        ("says: 'abc", "1:11", "close the quote"),
        ('says: "a\\qb"', "1:9", "backslash"),
        ("a: b\n c: d", "2:3", "indentation"),
    ],
)
def test_a_trap_of_yaml_is_told_with_its_cure(text: str, place: str, cure: str) -> None:
    problem = only(text)
    assert problem.code == "F106"
    assert str(problem.location) == f"f.yaml:{place}"
    assert cure in problem.hint


def test_the_plain_loader_refuses_an_unquoted_question_mark_with_its_cure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_source, "_BASE", yaml.BaseLoader)
    parsed = parse("a: {ask: Really?, points: 5}", "f.yaml")
    hints = [problem.hint for problem in parsed.problems]
    assert parsed.problems == () or "ends in ?" in hints[0]


def test_both_loaders_give_the_same_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [b, 'c''d', \"e\\tf\"]\ng: |\n  h\n   i\nj: >\n  k\n  l\n'm': {n: ü好😀}\n"
    fast = parse(text, "f.yaml").root
    monkeypatch.setattr(yaml_source, "_BASE", yaml.BaseLoader)
    slow = parse(text, "f.yaml").root
    assert fast is not None
    assert slow is not None
    assert list(texts_of(slow)) == list(texts_of(fast))


def test_byte_order_mark_and_crlf_are_accepted() -> None:
    text, problems = decode(b"\xef\xbb\xbfa: b\r\nc: d\r\n", "f.yaml")
    assert problems == ()
    root = parse(text or "", "f.yaml").root
    assert isinstance(root, MappingNode)
    assert (root.text("a"), root.text("c")) == ("b", "d")
    key = root.key("c")
    assert key
    assert (key.location.line, key.location.column) == (2, 1)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("a: b".encode("utf-16"), "f.yaml:1:1: F104 error: is UTF-16, not UTF-8 (save as UTF-8)"),
        (
            "a: b".encode("utf-16-le"),
            "f.yaml:1:1: F104 error: is UTF-16, not UTF-8 (save as UTF-8)",
        ),
        (b"a: b\nc: \xe9t\xe9", "f.yaml:2:4: F104 error: byte 0xE9 is not UTF-8 (save as UTF-8)"),
        (b"a: \xed\xa0\x80", "f.yaml:1:4: F104 error: byte 0xED is not UTF-8 (save as UTF-8)"),
    ],
)
def test_other_encodings_are_refused(data: bytes, told: str) -> None:
    text, problems = decode(data, "f.yaml")
    assert text is None
    assert [str(problem) for problem in problems] == [told]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x85", "\x9b", "\x7f", "\u2028", "\x0c", "\r"])
def test_a_control_character_is_refused_at_its_place(sign: str) -> None:
    problem = only(f"a: b\nc: x{sign}y: z\n")
    assert problem.code == "F105"
    assert str(problem.location) == "f.yaml:2:5"


@pytest.mark.parametrize("escape", ["\\e]52;c;x", "\\0", "\\x9b", "\\N", "\\ud800", "\\x7f"])
def test_an_escaped_control_character_is_refused(escape: str) -> None:
    problem = only(f'a: b\nname: "{escape}"')
    assert problem.code == "F105"
    assert problem.location
    assert problem.location.line == 2


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "''"])
def test_an_empty_file_says_so(text: str) -> None:
    assert only(text).code == "F114"


def test_a_second_document_is_refused() -> None:
    assert told("a: b\n---\nc: d").startswith("f.yaml:2:1: F113 error: a second document")


@pytest.mark.parametrize("text", ["? [a]\n: b", "? {a: b}\n: c", "{? : b}", "[a]: b"])
def test_a_key_that_is_no_text_is_refused(text: str) -> None:
    assert only(text).code == "F109"


def test_too_many_values_are_refused() -> None:
    assert only("[" + "a," * 50_001 + "]").code == "F112"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(100 << 20)
    tracemalloc.start()
    text, problems = read_text(path, "large.yaml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert text is None
    assert [problem.code for problem in problems] == ["F103"]
    assert peak < 1 << 20


@pytest.mark.parametrize(
    "written",
    [
        "plain words here",
        "'it''s 你好 here'",
        '"a \\"b\\" \\u00e9 c"',
        "|\n  one\n    two\n\n  three",
        ">\n  one\n  two",
        "one\n  two three",
        '"one\n  two"',
        "'one\n\n  two'",
    ],
)
def test_every_character_of_a_value_is_found_in_the_file(written: str) -> None:
    text = f"first: 1\nkey: {written}\nlast: 2\n"
    lines = text.split("\n")
    root = parse(text, "f.yaml").root
    assert isinstance(root, MappingNode)
    node = root.get("key")
    assert isinstance(node, ScalarNode)
    for offset, sign in enumerate(node.value):
        if sign.isspace():
            continue
        place = locate(node, offset)
        there = lines[place.line - 1][place.column - 1]
        assert there in (sign, "\\"), (offset, sign, place)


@given(st.lists(st.text("ab 'é好", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_places_in_single_quoted_lists_are_exact(texts: list[str]) -> None:
    quoted = ", ".join("'" + each.replace("'", "''") + "'" for each in texts)
    line = f"[{quoted}]"
    root = parse(line, "f.yaml").root
    assert isinstance(root, SequenceNode)
    for node, text in zip(root.items, texts, strict=True):
        assert isinstance(node, ScalarNode)
        assert node.value == text
        for offset, sign in enumerate(text):
            assert line[locate(node, offset).column - 1] == sign


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    parsed = parse(text, "f.yaml")
    assert parsed.root is not None or parsed.problems
