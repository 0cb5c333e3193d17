"""Rates come with their interval or not at all."""

from fractions import Fraction

import pytest

from coachdesk.core.standing import Refusal, rate, wilson


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
