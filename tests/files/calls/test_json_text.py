"""JSON of outside makers: what is no sound document is refused, with its place."""

import sys

import pytest

from coachdesk.core.errors import Problem
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.reading import Source


def parsed(text: str) -> object:
    return parse_json(Source(path="x.json", stem="x", data=text.encode()))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ('{"start":\n 1e999}', "x.json:2:2: C105 error: the number 1e999 is too large"),
        ('{"start": -1e999}', "x.json:1:11: C105 error: the number -1e999 is too large"),
        ('{"start":\n NaN}', "x.json:2:2: C105 error: NaN is no number that JSON has"),
        ('{"a": 1,\n "a": 2}', "x.json:2:2: C105 error: the key 'a' stands twice in one object"),
        ('{"a": [1, 2', "x.json:1:12: C103 error: not JSON"),
        # Python 3.13 points at the comma, earlier ones at what follows it.
        ('{"a": 1,}', "x.json:1:8: " if sys.version_info >= (3, 13) else "x.json:1:9: "),
        ("", "x.json:1:1: C103 error: not JSON"),
        ("[" * 65 + "]" * 65, "x.json:1:65: C104 error: nested deeper than 64"),
        ('{"a":\n' + "[" * 100_000, "x.json:2:64: C104 error: nested deeper than 64"),
        (f'{{"a": {"9" * 5000}}}', "x.json:1:1: C103 error: not JSON"),
    ],
)
def test_what_is_not_sound_is_refused_with_its_place(text: str, starts: str) -> None:
    found = parsed(text)
    assert isinstance(found, Problem)
    assert str(found).startswith(starts), str(found)
    assert len(str(found)) < 300


def test_brackets_inside_text_do_not_nest() -> None:
    text = "[" * 1000 + '\\" {'
    assert parsed(f'{{"a": "{text}"}}') == {"a": text.replace("\\", "")}


def test_a_document_nested_as_deep_as_allowed_is_read() -> None:
    assert isinstance(parsed("[" * 64 + "]" * 64), list)
