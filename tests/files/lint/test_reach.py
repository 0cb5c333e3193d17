"""Criteria that give every call the same answer, found whatever words say so."""

from datetime import date

import pytest

from coachdesk.core.engine.conditions import signals_in
from coachdesk.core.engine.parsing import parse_condition
from coachdesk.files.lint import lint
from coachdesk.files.lint.worlds import holds, worlds_of
from coachdesk.files.rulebook import load_sources

HEAD = "scorecard: s\nversion: 1\ntitle: T\n"
SIGNALS = "signals: {x: {says: x}, y: {says: y}, z: {says: z}}\n"


def found(*lines: str) -> list[str]:
    """Codes of the problems of one criterion with these lines, unused signals left out."""
    criterion = "".join(f"    {line}\n" for line in lines)
    text = (
        f"{HEAD}{SIGNALS}sections:\n- id: s\n  title: S\n  criteria:\n"
        f"  - id: c\n    ask: C?\n    points: 5\n{criterion}"
    )
    problems = lint(load_sources({"scorecards/s.yaml": text}), date(2026, 11, 24))
    return [problem.code for problem in problems if problem.code != "R301"]


@pytest.mark.parametrize(
    "condition",
    [
        "x and not x",
        "x and y and not x",
        "not (x or not x)",
        "x before y and not x",
        "x after y and not y",
        "x in first 30s and not x",
        "count(x) >= 2 and count(x) < 2",
        "count(x) > 1 and not x",
        "count(x) < 0",
        "talk_ratio > 60% and talk_ratio < 50%",
        "talk_ratio > 100%",
        "talk_ratio between 110% and 120%",
        "duration < 30s and duration > 1 min",
        "turns < 0",
        "turns > 2 and turns < 3",
        "call.direction == inbound and call.direction == outbound",
        "call.weekday in (mon, tue) and call.weekday == sun",
        "call.local_time between 08:00 and 12:00 and call.local_time between 12:00 and 18:00",
        'call.meta.plan == "gold" and call.meta.plan != "gold"',
        "(x or y) and not x and not y",
    ],
)
def test_a_condition_that_is_never_true_never_passes_and_turned_round_never_fails(
    condition: str,
) -> None:
    assert found(f"pass_when: {condition}") == ["R302"]
    assert found(f"pass_when: not ({condition})") == ["R303"]
    assert found(f"fail_when: {condition}") == ["R303"]
    assert found("pass_when: x", f"applies_when: {condition}") == ["R304"]


@pytest.mark.parametrize(
    "condition",
    [
        "x",
        "x and not y",
        "x before y",
        "x before y and y before z",
        "x after y within 3 turns and not x after last y",
        "x and not x in first 30s",
        "count(x) >= 2",
        "count(x) == 1",
        "talk_ratio <= 65% and longest_monologue < 60s",
        "talk_ratio <= 100% and x",
        "words_per_minute between 110 and 180",
        "turns == 2",
        "call.local_time between 08:00 and 21:00",
        "call.local_time < 00:01",
        "call.direction == outbound",
        "call.direction != outbound",
        "call.weekday in (sat, sun)",
        "call.meta.age >= 18",
        'call.meta.plan in ("gold", 1)',
    ],
)
def test_a_condition_that_can_be_true_and_false_is_left_alone(condition: str) -> None:
    assert found(f"pass_when: {condition}") == []
    assert found(f"fail_when: {condition}") == []


def test_a_condition_that_says_what_applies_already_said_never_fails() -> None:
    assert found("applies_when: x", "pass_when: x or y") == ["R303"]
    assert found("applies_when: x and y", "fail_when: x") == ["R302"]


@pytest.mark.parametrize(
    ("levels", "codes"),
    [
        ("[{points: 5, when: x and y}, {points: 2, when: x or y}]", []),
        ("[{points: 2, when: x or y}, {points: 5, when: x}]", ["R304"]),
        ("[{points: 5, when: x}, {points: 2, when: x and y}]", ["R304"]),
        ("[{points: 5, when: x}, {points: 5, when: not x}]", ["R303"]),
        ("[{points: 3, when: x}, {points: 1, when: y}]", ["R302"]),
        ("[{points: 5, when: x and not x}, {points: 1, when: y}]", ["R304"]),
    ],
)
def test_levels_that_no_call_reaches_are_told(levels: str, codes: list[str]) -> None:
    assert found(f"levels: {levels}") == codes


def test_too_many_ways_are_left_alone_and_quick() -> None:
    names = [f"s{at}" for at in range(40)]
    condition = parse_condition(" and ".join(names))
    assert [name for name, _ in signals_in(condition)] == names
    assert worlds_of([condition]) is None


def test_worlds_know_what_order_needs() -> None:
    condition = parse_condition("x before y")
    worlds = worlds_of([condition])
    assert worlds is not None
    for world in worlds:
        if holds(condition, world):
            assert world["count x"] != 0
        elif world["count x"] != 0:
            assert world["count y"] != 0
