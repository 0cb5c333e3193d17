"""Exams: the draw, the keys, the score, and what the questions are worth."""

import statistics
from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.certification.exam import (
    Exam,
    NotAChoice,
    Option,
    Pool,
    Question,
    chosen,
    drawn,
    score_of,
)
from coachdesk.core.certification.items import FEWEST_TO_TELL, Sat, items
from coachdesk.core.location import Location
from coachdesk.core.rates import Refusal
from coachdesk.core.score import Outcome

HERE = Location("exam.yaml")


def question(id: str, right: str = "a", points: int = 1) -> Question:
    return Question(
        id=id,
        ask=f"What of {id}?",
        options=(Option("a", "This."), Option("b", "That."), Option("c", "Neither.")),
        right=frozenset(right),
        several=len(right) > 1,
        points=Fraction(points),
        location=HERE,
    )


def exam(*questions: Question, draw: int | None = None) -> Exam:
    pool = Pool(id="all", title="All", draw=draw or len(questions), questions=questions)
    return Exam(
        id="theory", version=1, title="Theory", pass_mark=Fraction(80), pools=(pool,), location=HERE
    )


def test_a_sitting_is_scored_by_points() -> None:
    made = exam(question("one"), question("two", points=3), question("three"))
    found = score_of(made, ("one", "two", "three"), {"one": {"a"}, "two": {"a"}, "three": {"b"}})
    assert (found.calc, found.outcome) == (Fraction(80), Outcome.PASS)
    without = score_of(made, ("one", "two", "three"), {"one": {"a"}, "three": {"a"}})
    assert (without.calc, without.outcome) == (Fraction(40), Outcome.FAIL), (
        "nothing said earns nothing"
    )


def test_only_what_was_drawn_is_scored() -> None:
    made = exam(question("one"), question("two"), question("three"))
    assert score_of(made, ("two",), {"two": {"a"}}).calc == 100


def test_several_right_options_count_together() -> None:
    made = exam(question("one", right="ac"))
    assert score_of(made, ("one",), {"one": {"a", "c"}}).calc == 100
    assert score_of(made, ("one",), {"one": {"a"}}).calc == 0
    assert score_of(made, ("one",), {"one": {"a", "b", "c"}}).calc == 0


@pytest.mark.parametrize(
    ("written", "keys"), [("a", "a"), (" B ", "b"), ("a, c", "ac"), ("c a", "ac"), ("a，c", "ac")]
)
def test_what_is_typed_chooses(written: str, keys: str) -> None:
    assert chosen(question("one", right="ac"), written) == frozenset(keys)


@pytest.mark.parametrize("written", ["", "d", "a b", "aa", "1"])
def test_what_chooses_nothing_is_refused(written: str) -> None:
    with pytest.raises(NotAChoice):
        chosen(question("one"), written)


@given(seed=st.text(max_size=20), size=st.integers(2, 12), draw=st.integers(1, 12))
def test_a_question_that_is_added_moves_none_of_the_others(seed: str, size: int, draw: int) -> None:
    names = [f"q{number}" for number in range(size)]
    few = exam(*map(question, names[:-1]), draw=min(draw, size - 1))
    more = exam(*map(question, names), draw=min(draw, size - 1))
    first, second = drawn(few, seed), drawn(more, seed)
    assert len(second) == len(set(second)) == min(draw, size - 1)
    assert [each for each in second if each != names[-1]] == list(first)[: len(second)][
        : len([each for each in second if each != names[-1]])
    ]
    assert drawn(more, seed) == second


def test_how_hard_a_question_is_and_what_it_tells() -> None:
    # 30 sittings of three questions: what statistics.correlation says of question and rest.
    sittings = [
        Sat(right={"one": number % 3 > 0, "two": number % 2 > 0, "three": number > 12})
        for number in range(FEWEST_TO_TELL)
    ]
    one, two, three = items(sittings, ["one", "two", "three"])
    assert (one.right.count, one.right.of) == (20, 30)
    assert isclose(one.right.low or 0, 0.4878, abs_tol=0.0001)  # Wilson, 20 of 30
    for item, name in ((one, "one"), (two, "two"), (three, "three")):
        rest = [
            sum(right for other, right in each.right.items() if other != name) / 2
            for each in sittings
        ]
        expected = statistics.correlation([float(each.right[name]) for each in sittings], rest)
        value, low, high = (
            item.discrimination.value,
            item.discrimination.low,
            item.discrimination.high,
        )
        assert value is not None
        assert low is not None
        assert high is not None
        assert isclose(value, expected, abs_tol=1e-9)
        assert low < value < high


def test_fishers_interval_by_hand() -> None:
    # By hand: phi = .53452; atanh .53452 = .59645; 1.96 / sqrt 27 = .37720; tanh of the two ends.
    pattern = [(1, 1)] * 12 + [(0, 0)] * 11 + [(1, 0)] * 3 + [(0, 1)] * 4
    sittings = [Sat(right={"q": bool(first), "r": bool(second)}) for first, second in pattern]
    (item,) = items(sittings, ["q"])
    told = item.discrimination
    assert told.value is not None
    # phi of the table 12 3 / 4 11: (132 - 12) / sqrt(15 * 15 * 16 * 14)
    assert isclose(told.value, 120 / (15 * 15 * 16 * 14) ** 0.5, abs_tol=1e-9)
    assert isclose(told.low or 0, 0.2158, abs_tol=0.0001)
    assert isclose(told.high or 0, 0.7503, abs_tol=0.0001)


def test_too_few_sittings_tell_nothing() -> None:
    few = [Sat(right={"one": True, "two": False})] * (FEWEST_TO_TELL - 1)
    (item,) = items(few, ["one"])
    assert item.discrimination.refusal is Refusal.TOO_FEW
    assert item.right.refusal is None
    (item,) = items(few[:9], ["one"])
    assert item.right.refusal is Refusal.TOO_FEW
    (item,) = items([*few, few[0]], ["one"])
    assert item.discrimination.refusal is Refusal.ALL_ALIKE
