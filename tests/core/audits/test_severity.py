"""A strict shopper is found, a shopper of poor shops is not called strict, honest ones rarely."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.audits.results import Visited
from coachdesk.core.audits.severity import Severity, normal_deviate, severities
from coachdesk.core.rates import Refusal


def visited(shopper: str, place: str, score: float, version: int = 1) -> Visited:
    return Visited(
        visit="V",
        form="gift",
        version=version,
        place=place,
        shopper=shopper,
        score=Fraction(score),
    )


def of(shopper: str, visits: list[Visited]) -> Severity:
    return next(each for each in severities(visits) if each.shopper == shopper)


def test_the_figure_worked_by_hand() -> None:
    """Two places, 3 visits of li at each and 5 of others.

    Place 1: li 60 70 80, others 70 80 80 80 90: means 70 and 80, d = -10, w = 15/8.
    Place 2: li 50 60 70, others 60 60 60 60 60: means 60 and 60, d = 0, w = 15/8.
    Residual -5. Spread: 200 + 200 + 200 + 0 + 15/8 * (25 + 25) = 693.75, 16 - 2 - 1 = 13 degrees of
    freedom, s^2 = 53.365; error = root(53.365 / 3.75) = 3.772; t = -1.3254; z by Wallace's formula:
    root(13 ln(1 + 1.7567/13)) * 105/107 = root(1.6478) * 0.98131 = 1.2597.
    """
    visits = [
        *(visited("li", "1", each) for each in (60, 70, 80)),
        *(visited("xu", "1", each) for each in (70, 80, 80, 80, 90)),
        *(visited("li", "2", each) for each in (50, 60, 70)),
        *(visited("xu", "2", 60) for _ in range(5)),
    ]
    found = of("li", visits)
    assert (found.visits, found.others, found.places) == (6, 10, 2)
    assert found.residual == pytest.approx(-5)
    assert found.z == pytest.approx(-1.2597, abs=5e-4)
    assert not found.stands_out


@pytest.mark.parametrize(
    ("ratio", "freedom", "deviate"),
    [(2.228139, 10, 1.959964), (2.085963, 20, 1.959964), (3.169273, 10, 2.575829)],
)
def test_the_normal_deviate_has_the_tail_of_t_in_printed_tables(
    ratio: float, freedom: int, deviate: float
) -> None:
    assert normal_deviate(ratio, freedom) == pytest.approx(deviate, abs=0.005)
    assert normal_deviate(-ratio, freedom) == -normal_deviate(ratio, freedom)


def test_a_shopper_of_poor_shops_is_not_called_strict() -> None:
    random = Random(5)
    visits = [
        visited(shopper, place, round(level + random.gauss(0, 5)))
        for place, level in (("poor", 40), ("good", 90))
        for shopper in ("li", "xu", "ma")
        for _ in range(9 if (shopper == "li") == (place == "poor") else 3)
    ]
    found = of("li", visits)
    assert found.residual is not None
    assert abs(found.residual) < 5
    assert not found.stands_out


def test_too_little_gives_no_figure() -> None:
    alone = [visited("li", "1", each) for each in range(60, 80)]
    assert of("li", alone).refusal is Refusal.TOO_FEW
    elsewhere = [visited("xu", "2", each) for each in range(60, 80)]
    assert of("li", [*alone, *elsewhere]).refusal is Refusal.TOO_FEW
    four = [*alone[:4], *(visited("xu", "1", each) for each in range(60, 80))]
    assert of("li", four).refusal is Refusal.TOO_FEW
    assert of("li", [*four, visited("li", "1", 70)]).refusal is None
    same = [visited(shopper, "1", 80) for shopper in ("li", "xu") for _ in range(10)]
    assert of("li", same).refusal is Refusal.ALL_ALIKE


def desk(random: Random, strict: float = 0.0) -> list[Visited]:
    """Twelve places of their own level, eight shoppers who are sent out at random."""
    levels = {f"shop-{at}": random.gauss(75, 8) for at in range(12)}
    lean = {f"shopper-{at}": 0.0 for at in range(8)} | {"shopper-0": -strict}
    return [
        visited(shopper, place, min(100, max(0, round(levels[place] + lean[shopper] + noise))))
        for place in levels
        for shopper in (random.choice(sorted(lean)) for _ in range(10))
        for noise in (random.gauss(0, 9),)
    ]


def test_honest_shoppers_stand_out_about_one_time_in_twenty() -> None:
    """|z| > 2 has probability 0.0455; 250 desks give about 2,000 shoppers, so +-0.014 is 3 s.e."""
    random = Random(20261126)
    found = [each for _ in range(250) for each in severities(desk(random))]
    judged = [each for each in found if each.z is not None]
    share = sum(each.stands_out for each in judged) / len(judged)
    assert len(judged) > 1900
    assert 0.031 < share < 0.060


def test_a_shopper_who_takes_off_fifteen_points_is_nearly_always_found() -> None:
    random = Random(7)
    found = [of("shopper-0", desk(random, strict=15)) for _ in range(60)]
    strict = [each for each in found if each.stands_out and (each.residual or 0) < 0]
    assert len(strict) >= 56


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("123"), st.integers(0, 100)), max_size=60
    ),
    st.randoms(use_true_random=False),
)
def test_order_means_nothing_and_a_common_shift_changes_nothing(
    drawn: list[tuple[str, str, int]], random: Random
) -> None:
    visits = [visited(*each) for each in drawn]
    before = severities(visits)
    shifted = [visited(each.shopper, each.place, float(each.score or 0) + 7) for each in visits]
    random.shuffle(shifted)
    for was, now in zip(before, severities(shifted), strict=True):
        assert (was.visits, was.refusal) == (now.visits, now.refusal)
        if was.z is not None and now.z is not None:
            assert now.z == pytest.approx(was.z, abs=1e-6)
