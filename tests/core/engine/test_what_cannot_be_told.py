"""Words of an unknown speaker, and stretches nobody transcribed, where order and windows count.

An answer is given only when it holds whoever the unknown speakers are.
"""

import pytest

from coachdesk.core.calls import Gap
from tests.core.engine.rule_texts import state

XY = "x: {says: [hello]}\ny: {says: [bye], by: customer}"


@pytest.mark.parametrize(
    ("when", "turns", "expected"),
    [
        # a possible earlier Y
        ("x before y", "?: bye\nA: hello\nC: bye", "unknown"),
        ("x before y", "?: bye\nA: hello\nC: ok", "unknown"),
        # a possible later Y changes nothing
        ("x before y", "A: hello\n?: bye\nC: bye", "pass"),
        ("x before y", "A: hello\n?: bye\nC: ok", "pass"),
        # a possible earlier X
        ("x before y", "?: hello\nC: bye\nA: hello", "unknown"),
        ("x before y", "C: bye\n?: hello\nA: ok", "fail"),
        # a later Y matters to `each` and `last` alone
        ("x after y", "C: bye\nA: hello\n?: bye", "pass"),
        ("x after each y", "C: bye\nA: hello\n?: bye", "unknown"),
        ("x after last y", "C: bye\nA: hello\n?: bye", "unknown"),
        ("x after last y", "C: bye\nA: hello\n?: bye\nA: hello", "pass"),
        # a possible X after it
        ("x after y", "C: bye\nA: ok\n?: hello", "unknown"),
        ("x after y", "?: hello\nC: bye\nA: ok", "fail"),
        ("x after y within 1 turn", "C: bye\nA: ok\nC: so\n?: hello", "fail"),
        # an earlier Y moves the first one
        ("x after y within 1 turn", "?: bye\nA: ok\nC: bye\nA: hello", "unknown"),
        ("x after y", "?: bye\nA: hello\nC: ok", "unknown"),
        # counts
        ("count(x) >= 1", "A: hello\n?: hello", "pass"),
        ("count(x) == 1", "A: hello\n?: hello", "unknown"),
        ("count(x) <= 2", "A: hello\n?: hello", "pass"),
        ("count(x) >= 3", "A: hello\n?: hello", "fail"),
        # windows of a condition
        ("x in first 1 turn", "A: ok\nC: yes\n?: hello\nC: ok", "fail"),
        ("x in first 1 turn", "?: hello\nC: yes\nA: ok", "unknown"),
        ("x in last 1 turn", "A: ok\nC: yes\n?: hello\nC: ok", "unknown"),
        ("x in last 1 turn", "?: hello\nC: yes\nA: ok", "fail"),
    ],
)
def test_words_of_an_unknown_speaker(when: str, turns: str, expected: str) -> None:
    assert state(XY, when, turns) == expected


@pytest.mark.parametrize(
    ("window", "turns", "expected"),
    [
        ("first: 1 turn", "A: ok\nC: yes\n?: hello", "fail"),
        ("first: 1 turn", "?: hello\nC: yes\nA: ok", "unknown"),
        ("first: 2 turns", "A: ok\nC: yes\n?: hello", "unknown"),
        ("last: 1 turn", "?: hello\nC: yes\nA: ok", "fail"),
        ("last: 1 turn", "A: ok\nC: yes\n?: hello", "unknown"),
        ("first: 30s", "A: [00:00-00:02] ok\n?: [00:31-00:33] hello", "fail"),
        ("first: 30s", "A: [00:00-00:02] ok\n?: [00:29-00:33] hello", "unknown"),
        ("first: 30s", "A: [00:00-00:02] ok\n?: hello", "unknown"),
    ],
)
def test_words_of_an_unknown_speaker_outside_the_window_count_for_nobody(
    window: str, turns: str, expected: str
) -> None:
    assert state(f"x: {{says: [hello], {window}}}", "x", turns) == expected


CUT = "C: [00:00-00:10] bye\nA: [00:10-00:20] hello"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("x after y", "pass"),
        ("x before y", "fail"),
        ("x after last y", "unknown"),
        ("x after each y", "unknown"),
        ("x in first 1 turn", "pass"),
        ("x in last 1 turn", "unknown"),
        ("x in last 51s", "pass"),
    ],
)
def test_a_transcript_that_breaks_off_has_no_last_turn(when: str, expected: str) -> None:
    assert state(XY, when, CUT, duration_ms=60_000) == expected


def test_a_transcript_with_a_hole_but_its_end_has_a_last_turn() -> None:
    turns = "C: [00:00-00:10] ok\nA: [00:50-01:00] hello"
    fields = {"duration_ms": 60_000, "gaps": (Gap(10_000, 50_000),)}
    assert state(XY, "x in last 1 turn", turns, **fields) == "pass"
    assert state("x: {says: [hello], last: 1 turn}", "x", turns, **fields) == "pass"
    assert state("x: {says: [hello], last: 1 turn}", "x", CUT, duration_ms=60_000) == "unknown"
