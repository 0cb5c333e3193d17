"""Figures come with their interval or not at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.rates import (
    Refusal,
    Verdict,
    difference,
    mean,
    rate,
    shared_z,
    student_t,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Published table of 95 % Wilson intervals, in percent.
        (4, 5, 37.6, 96.4),
        (5, 5, 56.6, 100),
        (9, 10, 59.6, 98.2),
        (18, 20, 69.9, 97.2),
        (27, 30, 74.4, 96.5),
        (0, 30, 0, 11.4),
        (54, 60, 79.9, 95.3),
        (90, 100, 82.6, 94.5),
    ],
)
def test_the_interval_is_the_published_one(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)
    assert (round(100 * found[0], 1), round(100 * found[1], 1)) == (low, high)


def test_nine_calls_make_no_rate_and_ten_do() -> None:
    assert rate(9, 9).refusal is Refusal.TOO_FEW
    assert rate(9, 9).low is None
    assert rate(9, 10).refusal is None


def test_too_many_unknown_answers_make_no_rate() -> None:
    assert rate(9, 10, Fraction(1, 10)).refusal is None
    assert rate(9, 10, Fraction(11, 100)).refusal is Refusal.TOO_MANY_UNKNOWN


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no proportion"):
        wilson(0, 0)


def test_of_nothing_there_is_no_rate_no_mean_and_no_change() -> None:
    """A denominator of nothing is refused as too few, and never counts as 0 %."""
    assert (rate(0, 0).refusal, rate(0, 0).low) == (Refusal.TOO_FEW, None)
    assert (mean([]).of, mean([]).value, mean([]).refusal) == (0, None, Refusal.TOO_FEW)
    found = difference(rate(0, 0), rate(40, 50))
    assert (found.refusal, found.value, found.verdict) == (Refusal.TOO_FEW, None, None)


@pytest.mark.parametrize(
    ("before", "after", "value", "low", "high", "verdict"),
    [
        # Newcombe's interval for two rates, worked in percent points by hand.
        ((12, 20), (18, 20), 0.300, 0.029, 0.525, Verdict.HIGHER),
        ((18, 20), (12, 20), -0.300, -0.525, -0.029, Verdict.LOWER),
        ((42, 50), (46, 50), 0.080, -0.053, 0.214, Verdict.NOT_DISTINGUISHABLE),
    ],
)
def test_a_change_is_told_from_chance(
    before: tuple[int, int],
    after: tuple[int, int],
    value: float,
    low: float,
    high: float,
    verdict: Verdict,
) -> None:
    found = difference(rate(*before), rate(*after))
    assert found.value == pytest.approx(value, abs=5e-4)
    assert found.low == pytest.approx(low, abs=5e-4)
    assert found.high == pytest.approx(high, abs=5e-4)
    assert found.verdict is verdict


def test_a_change_from_too_few_calls_is_refused_for_that() -> None:
    found = difference(rate(9, 9), rate(40, 50))
    assert (found.refusal, found.verdict, found.value) == (Refusal.TOO_FEW, None, None)


@pytest.mark.parametrize(
    ("freedom", "published"),
    [
        (4, 2.776),
        (5, 2.571),
        (8, 2.306),
        (9, 2.262),
        (10, 2.228),
        (15, 2.131),
        (20, 2.086),
        (30, 2.042),
        (60, 2.000),
        (120, 1.980),
    ],
)
def test_student_s_t_is_that_of_the_printed_table(freedom: int, published: float) -> None:
    assert round(student_t(freedom), 3) == published


def test_the_mean_of_ten_scores_has_the_interval_worked_by_hand() -> None:
    """Five of 70, five of 90: mean 80, s = root(1000/9) = 10.541, half = 2.262 * 3.333 = 7.541."""
    found = mean([(Fraction(70), 5), (Fraction(90), 5)])
    assert found.value == 80
    assert found.low == pytest.approx(72.459, abs=1e-3)
    assert found.high == pytest.approx(87.541, abs=1e-3)


def test_five_visits_give_a_mean_where_a_room_asks_for_no_more() -> None:
    """70, 80, 80, 80, 90: mean 80, s = root(200/4) = 7.071, half = 2.7764 * 3.1623 = 8.780."""
    found = mean([(Fraction(70), 1), (Fraction(80), 3), (Fraction(90), 1)], fewest=5)
    assert found.value == 80
    assert found.low == pytest.approx(71.220, abs=1e-3)
    assert mean([(Fraction(70), 2), (Fraction(80), 2)], fewest=1).refusal is Refusal.TOO_FEW
    assert rate(4, 5, fewest=5).low == pytest.approx(0.376, abs=5e-4)
    assert rate(4, 5).refusal is Refusal.TOO_FEW


def test_the_mean_of_five_is_refused_and_says_how_many_there_were() -> None:
    found = mean([(Fraction(100), 5)])
    assert (found.of, found.value, found.refusal) == (5, None, Refusal.TOO_FEW)


def test_scores_that_are_all_alike_have_a_mean_and_no_interval() -> None:
    found = mean([(Fraction(100), 12)])
    assert found.value == 100
    assert found.low is None
    assert found.refusal is Refusal.ALL_ALIKE


@given(st.lists(st.tuples(st.fractions(0, 100), st.integers(1, 9)), min_size=10, max_size=30))
def test_the_mean_lies_in_its_interval_and_the_interval_where_scores_are(
    scores: list[tuple[Fraction, int]],
) -> None:
    found = mean(scores)
    if found.refusal is None:
        assert found.low is not None
        assert found.high is not None
        assert found.value is not None
        assert 0 <= found.low <= float(found.value) <= found.high <= 100


@pytest.mark.parametrize(
    # Two-sided quantiles of the normal distribution at 0.05 / many, from printed tables.
    ("many", "z"),
    [(1, 1.960), (2, 2.241), (5, 2.576), (10, 2.807), (50, 3.291)],
)
def test_many_comparisons_share_one_chance_in_twenty(many: int, z: float) -> None:
    assert round(shared_z(many), 3) == z
