"""The unit of bare times: proved, or refused with both readings named."""

import pytest

from coachdesk.core.calls import Call
from coachdesk.core.errors import Problem
from coachdesk.files.calls import csv_turns
from coachdesk.files.calls.reading import ReadCall, Source
from coachdesk.files.calls.units import TimeUnit, UnsureUnit, unit_of


@pytest.mark.parametrize(
    ("largest", "duration_s", "unit"),
    [
        (598.2, 600.0, TimeUnit.SECONDS),
        (120.0, 600.0, TimeUnit.SECONDS),
        (598_200.0, 600.0, TimeUnit.MILLISECONDS),
        (5.982e9, 600.0, TimeUnit.TICKS),
        (8.64e11, 86_400.0, TimeUnit.TICKS),
        (1.795e12, 600.0, TimeUnit.EPOCH_MILLISECONDS),
        (1.795e15, None, TimeUnit.EPOCH_MICROSECONDS),
    ],
)
def test_the_largest_time_and_the_duration_prove_the_unit(
    largest: float, duration_s: float | None, unit: TimeUnit
) -> None:
    assert unit_of(largest, duration_s, []) is unit


@pytest.mark.parametrize("largest", [1.0, 100.0, 1_000.0, 1e6, 1e8])
def test_a_largest_time_that_fits_no_unit_is_refused(largest: float) -> None:
    with pytest.raises(UnsureUnit, match=r"neither seconds nor milliseconds"):
        unit_of(largest, 600.0, [])


def test_without_a_duration_the_rate_of_speech_proves_it() -> None:
    assert unit_of(90.0, None, [(10, 4.0), (12, 5.0), (1, 0.2)]) is TimeUnit.SECONDS
    assert unit_of(9e4, None, [(10, 4000.0), (12, 5000.0)]) is TimeUnit.MILLISECONDS


def test_a_rate_that_no_unit_makes_human_names_both_readings() -> None:
    with pytest.raises(UnsureUnit, match=r"seconds \(6 words.*milliseconds \(6,000 words"):
        unit_of(400.0, None, [(10, 100.0)])


def call_of(text: str) -> Call | str:
    assert csv_turns.FORMAT.read is not None
    (found,) = csv_turns.FORMAT.read(Source(path="x.csv", stem="x", data=text.encode()))
    return str(found) if isinstance(found, Problem) else found.call


MOMENTS = (
    "started_at,speaker,start,end,text\n"
    "{began},agent,1767225601500,1767225603000,hello and good morning\n"
    ",customer,1767225604000,1767225605000,hi\n"
)
"""1767225600000 ms after 1970 began is 2026-01-01T00:00:00Z."""


def test_moments_since_1970_count_from_the_stated_start_of_the_call() -> None:
    call = call_of(MOMENTS.format(began="2026-01-01T01:00:00+01:00"))
    assert isinstance(call, Call)
    assert [(t.start_ms, t.end_ms) for t in call.turns] == [(1500, 3000), (4000, 5000)]


@pytest.mark.parametrize(
    ("began", "words"),
    [
        ("", "x.csv:2:1: C113 error: start and end are moments since 1970"),
        ("2026-01-01T00:00:02+00:00", "x.csv:2:1: C113 error: start '1767225601500' lies before"),
    ],
)
def test_moments_without_a_start_that_fits_are_refused(began: str, words: str) -> None:
    problem = call_of(MOMENTS.format(began=began))
    assert isinstance(problem, str)
    assert problem.startswith(words)


def test_chinese_is_spoken_in_characters() -> None:
    text = "speaker,start,end,text\nagent,0,4,您好请问有什么可以帮您的吗\n"
    call = call_of(text)
    assert isinstance(call, Call)
    assert call.turns[0].end_ms == 4000


def test_unit_needs_words_or_a_duration() -> None:
    assert "x.csv:2:1: C113 error: no duration and no timed words" in str(
        call_of("speaker,start,end,text\nagent,0,4,\n")
    )


def test_read_calls_keep_the_line_of_each_turn() -> None:
    assert csv_turns.FORMAT.read is not None
    data = b"speaker,text\nagent,hi\n\ncustomer,yes\n"
    (found,) = csv_turns.FORMAT.read(Source(path="x", stem="x", data=data))
    assert isinstance(found, ReadCall)
    assert found.turn_lines == (2, 4)
