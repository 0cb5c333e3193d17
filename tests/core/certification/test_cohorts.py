"""Time to competence, against the published curve of a trial that every textbook works through.

Freireich and others (1963): weeks of remission of 21 patients under 6-MP and 21 under placebo; the
curve and Greenwood's errors as in Kleinbaum and Klein, Survival Analysis (2012), ch. 2.
"""

from math import isclose

import pytest

from coachdesk.core.certification.cohorts import (
    Trained,
    share_within,
    still_in_training,
    time_to_certificate,
)
from coachdesk.core.rates import Refusal

GONE = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
TREATED = [Trained(day, True) for day in GONE] + [Trained(day, False) for day in CENSORED]
PLACEBO = [
    Trained(day, True)
    for day in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
]


@pytest.mark.parametrize(
    ("days", "at_risk", "share", "error"),
    [
        (6, 21, 0.8571, 0.0764),
        (7, 17, 0.8067, 0.0869),
        (10, 15, 0.7529, 0.0963),
        (13, 12, 0.6902, 0.1068),
        (16, 11, 0.6275, 0.1141),
        (22, 7, 0.5378, 0.1282),
        (23, 6, 0.4482, 0.1346),
    ],
)
def test_the_published_curve(days: int, at_risk: int, share: float, error: float) -> None:
    point = next(each for each in still_in_training(TREATED) if each.days == days)
    assert point.at_risk == at_risk
    assert isclose(point.share, share, abs_tol=0.00006)
    assert isclose(point.error, error, abs_tol=0.00006)


def test_the_published_medians() -> None:
    # SAS PROC LIFETEST, log-log: 23 (13, .) and 8 (4, 11).
    treated, placebo = time_to_certificate(TREATED), time_to_certificate(PLACEBO)
    assert (treated.median, treated.low, treated.high) == (23, 13, None)
    assert (placebo.median, placebo.low, placebo.high) == (8, 4, 11)
    assert (treated.of, treated.certified) == (21, 9)


def test_those_still_in_training_make_it_longer() -> None:
    done = [Trained(day, True) for day in range(1, 11)]
    with_waiting = [*done, *(Trained(30, False) for _ in range(6))]
    assert time_to_certificate(done).median == 5
    assert time_to_certificate(with_waiting).median == 8


def test_shares_by_a_day() -> None:
    share = share_within(TREATED, 10)
    assert share.value is not None
    assert isclose(share.value, 1 - 0.7529, abs_tol=0.0001)
    assert share.low is not None
    assert share.high is not None
    assert share.low < share.value < share.high
    nobody = share_within(TREATED, 5)
    assert (nobody.value, nobody.low) == (0.0, 0.0)
    # 1 - 0.025 ** (1 / 21): the exact bound of 0 of 21, Clopper and Pearson.
    assert isclose(nobody.high or 0, 0.1611, abs_tol=0.0001)


def test_few_people_or_no_time_give_no_figure() -> None:
    assert time_to_certificate(TREATED[:9]).refusal is Refusal.TOO_FEW
    assert share_within(TREATED[:9], 10).refusal is Refusal.TOO_FEW
    new = [Trained(3, False)] * 12
    assert share_within(new, 10).refusal is Refusal.TOO_FEW
    assert time_to_certificate(new).median is None
