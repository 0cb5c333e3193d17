"""CSV, a row a turn: units are proved or refused, and a bad row names its place."""

import pytest

from coachdesk.core.calls import Speaker
from coachdesk.core.errors import Problem
from coachdesk.files.calls.csv_turns import FORMAT
from coachdesk.files.calls.reading import ReadCall, Source


def read(text: str) -> list[ReadCall | Problem]:
    assert FORMAT.read is not None
    return list(FORMAT.read(Source(path="x.csv", stem="x", data=text.encode())))


def times(text: str) -> list[tuple[int | None, int | None]]:
    (found,) = read(text)
    assert isinstance(found, ReadCall), str(found)
    return [(turn.start_ms, turn.end_ms) for turn in found.call.turns]


def test_rows_become_calls_with_their_fields() -> None:
    first, second = read(
        "call;speaker;start_ms;end_ms;text;agent;meta.plan;started_at\r\n"
        'a;agent;0;1500;"hello; there";Ana Price;gold;2026-10-05T10:00:00+02:00\r\n'
        "b;C;;;hi;;;\r\n"
        "a;customer;1600;2000;hi;;;\r\n"
    )
    assert isinstance(first, ReadCall)
    assert isinstance(second, ReadCall)
    assert [t.text for t in first.call.turns] == ["hello; there", "hi"]
    assert (first.call.id, first.call.agent, first.call.meta) == (
        "a",
        "Ana Price",
        {"plan": "gold"},
    )
    assert first.turn_lines == (2, 4)
    assert second.call.turns[0].speaker is Speaker.CUSTOMER
    assert second.call.turns[0].start_ms is None


SENTENCE = "this is a turn of eight words said"
"""Eight words: at three seconds 160 a minute."""


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        ("start,end", [("0", "3"), ("3.5", "6.5")], [(0, 3000), (3500, 6500)]),
        ("start,end", [("0", "3000"), ("3500", "6500")], [(0, 3000), (3500, 6500)]),
        ("start,end", [("0", "30000000"), ("35000000", "65000000")], [(0, 3000), (3500, 6500)]),
    ],
)
def test_the_unit_of_bare_times_is_proved_by_the_rate_of_speech(
    header: str, rows: list[tuple[str, str]], expected: list[tuple[int, int]]
) -> None:
    lines = [f"speaker,text,{header}"] + [f"agent,{SENTENCE},{a},{b}" for a, b in rows]
    assert times("\n".join(lines)) == expected


@pytest.mark.parametrize(
    ("largest", "duration_ms", "expected"),
    [("60", "65000", 60_000), ("60000", "65000", 60_000), ("600000000", "65000", 60_000)],
)
def test_the_unit_is_proved_by_the_duration(largest: str, duration_ms: str, expected: int) -> None:
    text = f"speaker,text,start,end,duration_ms\nagent,hi,0,{largest},{duration_ms}\n"
    assert times(text) == [(0, expected)]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            f"speaker,text,start,end\nagent,{SENTENCE},0,100\n",
            "x.csv:2:1: C113 error: the times can be read as seconds (5 words a minute) and "
            "milliseconds (4,800 words a minute), and neither is sure",
        ),
        (
            "speaker,text,start,end,duration_ms\nagent,hi,0,90,2000000\n",
            "x.csv:2:1: C113 error: the largest time is 90 in a call of 2000 s",
        ),
        ("speaker,text\nagent,a,b\n", "x.csv:2:1: C113 error: 3 cells in a table of 2 columns"),
        ('speaker,text\nagent,"a\nb', "x.csv:3:1: C113 error: not CSV"),
        ("speaker,txet\nagent,a\n", "x.csv:1:1: C113 error: there is no column 'txet' (did you"),
        ("speaker,text,text\na,b,c\n", "x.csv:1:1: C113 error: the column 'text' stands twice"),
        ("call,text\na,b\n", "x.csv:1:1: C113 error: there is no column 'speaker'"),
        ("speaker,text,start_ms\nagent,a,1.5\n", "x.csv:2:1: C113 error: start_ms '1.5' is no"),
        ("speaker,text\nagent,a\0\n", "x.csv:2:1: C113 error: a NUL character"),
        ("speaker,text,started_at\nagent,a,today\n", "x.csv:2:1: C113 error: started_at 'today'"),
    ],
)
def test_a_bad_table_is_one_problem_with_its_line(text: str, starts: str) -> None:
    (found,) = read(text)
    assert isinstance(found, Problem)
    assert str(found).startswith(starts), str(found)


def test_a_column_name_that_runs_over_lines_is_named_in_one() -> None:
    (problem,) = read('agent,"speaker,text\nagent,"')
    assert isinstance(problem, Problem)
    assert "\n" not in str(problem)
