"""Overturn rates: over a fifth amended, and enough of them, and the question is to blame."""

import pytest

from coachdesk.core.reviews import Decision, overturned


def decided(criterion: str, amended: int, of: int) -> list[Decision]:
    return [
        Decision(scorecard="visit", criterion=criterion, amended=number < amended)
        for number in range(of)
    ]


@pytest.mark.parametrize(
    ("amended", "of", "suspect"),
    [(2, 10, False), (3, 10, True), (9, 9, False), (0, 50, False), (11, 50, True), (10, 50, False)],
)
def test_a_question_is_suspect_over_a_fifth_of_ten_or_more(
    amended: int, of: int, suspect: bool
) -> None:
    (found,) = overturned(decided("greets", amended, of))
    assert (found.amended.count, found.amended.of, found.suspect) == (amended, of, suspect)
    assert (found.amended.refusal is not None) == (of < 10)


def test_the_interval_is_wilsons() -> None:
    """Wilson 1927 for 3 of 10: 0.1078 to 0.6032 (Newcombe 1998, method 3)."""
    (found,) = overturned(decided("greets", 3, 10))
    assert found.amended.low is not None
    assert found.amended.high is not None
    assert (round(found.amended.low, 4), round(found.amended.high, 4)) == (0.1078, 0.6032)


def test_suspects_come_first_then_the_most_often_amended() -> None:
    found = overturned([*decided("often", 9, 90), *decided("bad", 5, 10), *decided("few", 4, 4)])
    assert [each.criterion for each in found] == ["bad", "often", "few"]
