"""What a person may answer, and what it earns."""

from fractions import Fraction
from typing import Any

import pytest

from coachdesk.core.answers import NotAnAnswer, answer_of
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Choice, Criterion, Scale
from coachdesk.core.location import Location


def criterion(points: int = 10, **more: Any) -> Criterion:
    return Criterion(id="c", ask="?", points=Fraction(points), location=Location("f"), **more)


CHOICES = criterion(
    choices=(
        Choice("yes", Fraction(10)),
        Choice("partly", Fraction(4)),
        Choice("no", Fraction(0)),
    )
)


@pytest.mark.parametrize(
    ("written", "state", "points"),
    [
        ("pass", State.PASS, 10),
        ("FAIL", State.FAIL, 0),
        ("7", State.PASS, 7),
        ("2.5", State.PASS, Fraction(5, 2)),
        ("0", State.FAIL, 0),
        ("na", State.NA, None),
        ("unknown", State.UNKNOWN, None),
        ("open", State.OPEN, None),
    ],
)
def test_a_plain_criterion_takes_a_word_or_points(
    written: str, state: State, points: int | Fraction | None
) -> None:
    found = answer_of(criterion(), written)
    assert found.state is state
    assert found.points == points


@pytest.mark.parametrize(
    ("written", "state", "points"),
    [("yes", State.PASS, 10), ("partly", State.PASS, 4), ("no", State.FAIL, 0)],
)
def test_a_choice_earns_its_points(written: str, state: State, points: int) -> None:
    found = answer_of(CHOICES, written)
    assert (found.state, found.points) == (state, Fraction(points))


def test_a_no_may_earn_points_as_published_scales_do() -> None:
    generous = criterion(choices=(Choice("yes", Fraction(10)), Choice("no", Fraction(5))))
    found = answer_of(generous, "no")
    assert (found.state, found.points) == (State.PASS, Fraction(5))


@pytest.mark.parametrize(
    ("low", "high", "value", "share"),
    [(1, 5, "4", Fraction(3, 4)), (1, 4, "3", Fraction(2, 3)), (1, 5, "1", Fraction(0))],
)
def test_a_scale_earns_its_share(low: int, high: int, value: str, share: Fraction) -> None:
    scale = criterion(scale=Scale(Fraction(low), Fraction(high)))
    assert answer_of(scale, value).points == 10 * share


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (criterion(), "11"),
        (criterion(), "-1"),
        (criterion(), "yes"),
        (criterion(), ""),
        (criterion(), "nan"),
        (criterion(), "1e999"),
        (criterion(), "1_0"),
        (criterion(), "9" * 5000),
        (CHOICES, "pass"),
        (CHOICES, "4"),
        (criterion(scale=Scale(Fraction(1), Fraction(5))), "6"),
        (criterion(scale=Scale(Fraction(1), Fraction(5))), "pass"),
    ],
)
def test_words_that_do_not_answer_are_refused_with_what_would(
    asked: Criterion, written: str
) -> None:
    with pytest.raises(NotAnAnswer) as refused:
        answer_of(asked, written)
    assert "na" in refused.value.allowed
