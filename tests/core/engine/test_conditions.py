"""Conditions and answers: docs/rules.md sections 3 to 6, through YAML and calls.

`pass` stands for true, `fail` for false, `unknown` for unknown.
"""

from datetime import datetime
from fractions import Fraction

import pytest

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.engine.verdicts import State
from coachdesk.core.scorecards import Rulebook
from tests.core.engine.rule_texts import answer, form_of, state

XY = "x: {says: [xx], by: anyone}\ny: {says: [yy], by: anyone}"
TIMED = "A: [00:05-00:07] xx\nC: [00:10-00:12] yy\nA: [00:40-00:42] xx zz\nC: [01:00-01:02] qq"


@pytest.mark.parametrize(
    ("when", "turns", "expected"),
    [
        ("x", "A: xx", "pass"),
        ("x", "A: qq", "fail"),
        ("not x", "A: qq", "pass"),
        ("x and y", "A: xx", "fail"),
        ("x or y", "A: xx", "pass"),
        ("x and not y or y", "C: yy", "pass"),
        ("not (x or y)", "C: yy", "fail"),
        # before
        ("x before y", "A: xx\nC: yy", "pass"),
        ("x before y", "C: yy\nA: xx", "fail"),
        ("x before y", "A: xx", "pass"),
        ("x before y", "C: yy", "fail"),
        ("x before y", "A: xx yy", "pass"),
        # after the first, each, the last
        ("x after y", "C: yy\nA: xx", "pass"),
        ("x after y", "A: xx\nC: yy", "fail"),
        ("x after y", "A: xx", "fail"),
        ("x after y", "C: yy\nA: xx\nC: yy", "pass"),
        ("x after each y", "C: yy\nA: xx\nC: yy", "fail"),
        ("x after each y", "C: yy\nA: xx\nC: yy\nA: xx", "pass"),
        ("x after last y", "C: yy\nA: xx\nC: yy", "fail"),
        ("x after last y", "C: yy\nC: yy\nA: xx", "pass"),
        # within turns are runs
        ("x after y within 1 turn", "C: yy\nA: xx", "pass"),
        ("x after y within 1 turn", "C: yy\nA: qq\nC: qq\nA: xx", "fail"),
        ("x after y within 3 turns", "C: yy\nA: qq\nC: qq\nA: xx", "pass"),
        ("x after y within 1 turn", "C: yy\nA: qq\nA: qq\nA: xx", "pass"),
        # windows of turns
        ("x in first 1 turn", "A: qq\nC: xx", "fail"),
        ("x in last 2 turns", "A: qq\nC: xx", "pass"),
        # counting, after `unless` and windows
        ("count(x) >= 2", "A: xx qq xx", "pass"),
        ("count(x) == 1", "A: xx qq xx", "fail"),
        ("count(x) between 1 and 2", "A: xx", "pass"),
        # times
        ("y after x within 5s", TIMED, "pass"),
        ("y after x within 2s", TIMED, "fail"),
        ("x in first 5s", TIMED, "fail"),
        ("x in first 6s", TIMED, "pass"),
        ("x in last 22s", TIMED, "fail"),
        ("x in last 23s", TIMED, "pass"),
        # without times, what needs them is unknown
        ("x in first 30s", "A: xx", "unknown"),
        ("x in first 30s", "A: qq", "unknown"),
        ("x after y within 20s", "C: yy\nA: xx", "unknown"),
        ("x after y within 20s", "C: yy\nA: qq", "fail"),
        # what cannot be computed is unknown, never 0
        ("talk_ratio <= 65%", "A: xx", "unknown"),
        ("longest_silence < 10s", "A: xx", "unknown"),
        ("turns >= 2", "A: xx\nC: yy", "pass"),
        ("questions >= 1", "A: xx?", "pass"),
        # call fields
        ("call.direction == outbound", "A: xx", "unknown"),
        ("call.meta.plan == gold", "A: xx", "unknown"),
    ],
)
def test_condition(when: str, turns: str, expected: str) -> None:
    assert state(XY, when, turns) == expected


@pytest.mark.parametrize(
    ("left", "operator", "right", "expected"),
    [
        # Kleene 1952, section 64: the strong tables
        ("x", "and", "u", "unknown"),
        ("y", "and", "u", "fail"),
        ("u", "and", "u", "unknown"),
        ("x", "or", "u", "pass"),
        ("y", "or", "u", "unknown"),
        ("u", "or", "u", "unknown"),
    ],
)
def test_unknown_only_where_the_answer_hangs_on_it(
    left: str, operator: str, right: str, expected: str
) -> None:
    signals = f"{XY}\nu: {{says: [uu], by: anyone, first: 5s}}"
    assert state(signals, f"{left} {operator} {right}", "A: xx") == expected


@pytest.mark.parametrize(
    ("when", "fields", "expected"),
    [
        ("call.direction == outbound", {"direction": "Outbound"}, "pass"),
        ("call.direction != outbound", {"direction": "Outbound"}, "fail"),
        ("call.disposition in (sale, callback)", {"disposition": "sale"}, "pass"),
        ('call.meta.plan == "Gold Plus"', {"meta": {"plan": "gold plus"}}, "pass"),
        ("call.meta.offers >= 2", {"meta": {"offers": "3"}}, "pass"),
        ("call.meta.offers >= 2", {"meta": {"offers": "many"}}, "unknown"),
    ],
)
def test_call_fields(when: str, fields: dict[str, object], expected: str) -> None:
    assert state(XY, when, "A: xx", **fields) == expected


@pytest.mark.parametrize(
    ("started", "zone", "expected"),
    [
        ("2026-03-02T13:00:00+00:00", "America/New_York", "pass"),  # 08:00, includes the first
        ("2026-03-02T12:59:00+00:00", "America/New_York", "fail"),
        ("2026-03-03T02:00:00+00:00", "America/New_York", "fail"),  # 21:00, excludes the last
        ("2026-03-03T01:59:00+00:00", "America/New_York", "pass"),
        ("2026-03-09T12:00:00+00:00", "America/New_York", "pass"),  # summer time began on the 8th
        ("2026-03-02T13:00:00+00:00", None, "unknown"),
        ("2026-03-02T13:00:00+00:00", "America/Nowhere", "unknown"),
    ],
)
def test_local_time_is_the_customers(started: str, zone: str | None, expected: str) -> None:
    moment = datetime.fromisoformat(started)
    when = "call.local_time between 08:00 and 21:00"
    assert state("", when, "A: xx", started_at=moment, time_zone=zone) == expected


def test_weekday_is_the_customers() -> None:
    moment = datetime.fromisoformat("2026-11-23T02:00:00+00:00")  # a Monday in Greenwich
    assert (
        state("", "call.weekday == sun", "A: x", started_at=moment, time_zone="America/Denver")
        == "pass"
    )


def test_before_takes_the_times_of_words_and_not_of_turns() -> None:
    assert state(XY, "y in first 5s", "A: [00:03] xx\nA: [00:06] yy") == "fail"


LEVELS = "points: 5\nlevels:\n  - {points: 5, when: x and y}\n  - {points: 2, when: x or y}"


@pytest.mark.parametrize(
    ("turns", "expected", "points"),
    [("A: xx yy", State.PASS, 5), ("A: xx", State.PASS, 2), ("A: qq", State.FAIL, 0)],
)
def test_the_first_true_level_counts(turns: str, expected: State, points: int) -> None:
    found = answer(XY, LEVELS, turns)
    assert (found.state, found.points) == (expected, Fraction(points))


def test_an_unknown_level_that_would_give_more_leaves_bounds() -> None:
    signals = f"{XY}\nu: {{says: [uu], by: anyone, first: 5s}}"
    levels = "points: 5\nlevels:\n  - {points: 5, when: u}\n  - {points: 2, when: x}"
    found = answer(signals, levels, "A: xx")
    assert (found.state, found.low, found.high) == (State.UNKNOWN, Fraction(2), Fraction(5))


def test_fail_when_turns_the_answer_around() -> None:
    for turns, expected in (("A: xx", "fail"), ("A: qq", "pass")):
        assert answer(XY, "points: 1\nfail_when: x", turns).state.value == expected


def test_applies_when_gives_na_and_its_unknown_gives_unknown() -> None:
    rule = "points: 1\napplies_when: y\npass_when: x"
    assert answer(XY, rule, "A: xx").state is State.NA
    assert answer(XY, rule, "A: xx\nC: yy").state is State.PASS
    half = answer(XY, rule, "A: [00:00-00:10] xx", duration_ms=100_000)
    assert half.state is State.UNKNOWN


def test_a_criterion_without_condition_is_open() -> None:
    assert answer("", "points: 1", "A: xx").state is State.OPEN


def test_evidence_is_what_decided() -> None:
    found = answer(XY, "points: 1\nfail_when: y before x", "A: hi yy\nC: xx")
    assert found.verdict is not None
    spans = [(o.signal, s.turn, s.start, s.end) for o in found.verdict.evidence for s in o.spans]
    assert spans == [("y", 0, 3, 5), ("x", 1, 0, 2)]


def test_windows_of_a_signal_count_runs_of_its_own_party() -> None:
    signal = "x: {says: [xx], by: agent, first: 2 turns}"
    assert state(signal, "x", "C: a\nA: b\nC: c\nA: d\nA: xx") == "pass"
    assert state(signal, "x", "A: a\nC: b\nA: c\nC: d\nA: xx") == "fail"


def test_a_call_slot_without_value_is_unknown_and_with_value_is_heard() -> None:
    signal = 'x: {says: ["my name is {agent_name}"]}'
    assert state(signal, "x", "A: my name is Ana") == "unknown"
    assert state(signal, "x", "A: my name is Ana", agent="Ana Price") == "pass"
    assert state(signal, "x", "A: my name is Bo", agent="Ana Price") == "fail"
    assert state('x: {says: ["calling from {company}"]}', "x", "A: calling from Acme") == "pass"


def test_regex_is_matched_on_the_text_as_written_and_placed_among_the_words() -> None:
    signals = "x: {regex: 'REF-[0-9]+', by: agent}\ny: {says: [thanks], by: agent}"
    assert state(signals, "x before y", "A: your ref-42, thanks") == "pass"
    assert state(signals, "y before x", "A: your ref-42, thanks") == "fail"


def test_like_finds_the_closest_stretch_at_or_above_the_threshold() -> None:
    line = "may I take your full name and date of birth please"
    said = "A: okay so may I take the full name and date of birth, please, sir"
    for at_least, expected in ((85, "pass"), (100, "fail")):
        signal = f"x: {{like: '{line}', at_least: {at_least}}}"
        assert state(signal, "x", said) == expected


def test_two_strangers_are_two_parties_and_one_stranger_is_one() -> None:
    for labels, expected in ((("0", "1"), State.FAIL), (("0", "0"), State.PASS)):
        turns = tuple(
            Turn(index=n, speaker=Speaker.UNKNOWN, text=text, label=label)
            for n, (text, label) in enumerate(zip(("good", "morning"), labels, strict=True))
        )
        form = form_of("x: {says: [good morning], by: anyone}", "points: 1\npass_when: x")
        (scored,) = Rulebook([form]).screen([Call(id="c", turns=turns)])
        assert scored.evaluation.answers[0].state is expected
