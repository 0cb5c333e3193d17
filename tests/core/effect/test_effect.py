"""The effect of coaching: the worked example, what is refused, and how often chance passes as one.

Noise here is as in the field: people differ truly by 6 points, calls of one person by 20, and the
worst seen are coached.
"""

import random
from collections.abc import Callable, Sequence
from statistics import NormalDist

import pytest
from msgspec.structs import replace

from coachdesk.core.effect import (
    MOST_GAP,
    Effect,
    Found,
    Refused,
    Unit,
    effect_of,
    expected_next,
    reliability,
    together,
)

Draw = Callable[[random.Random, str], Unit]
RUNS = 1000


def unit(person: str, before: float, after: float, calls: int = 10) -> Unit:
    return Unit(person=person, before=before, calls_before=calls, after=after, calls_after=calls)


def group(name: str, before: float, change: float, people: int = 20) -> list[Unit]:
    """Changes of standard deviation 10 about their mean: half of them higher, half lower."""
    away = 10 * ((people - 1) / people) ** 0.5
    return [
        unit(f"{name}{n}", before, before + change + (away if n % 2 else -away))
        for n in range(people)
    ]


def beside(coached: Sequence[Unit], peers: Sequence[Unit]) -> Effect:
    return effect_of([(each, peers) for each in coached])


def test_the_worked_example_of_the_field_comes_out() -> None:
    found = beside(group("c", 62, 12), group("p", 63, 8))
    assert found.coached_side is not None
    assert found.peers_side is not None
    assert (found.coached_side.change, found.peers_side.change) == pytest.approx((12, 8))
    assert found.value == pytest.approx(4)
    assert found.error == pytest.approx(3.16, abs=0.005)
    assert (found.low, found.high) == pytest.approx((-2.2, 10.2), abs=0.05)
    assert found.found is Found.NOT_SHOWN


def test_who_was_seen_at_60_of_80_comes_back_by_13_8_points_alone() -> None:
    seen_5, seen_30 = reliability(6, 20, 5), reliability(6, 20, 30)
    assert (seen_5, seen_30) == pytest.approx((0.310, 0.730), abs=0.0005)
    assert expected_next(60, 80, seen_5) == pytest.approx(73.8, abs=0.05)
    assert expected_next(60, 80, seen_30) == pytest.approx(65.4, abs=0.05)


def test_a_large_difference_is_shown_either_way() -> None:
    assert beside(group("c", 62, 20), group("p", 63, 8)).found is Found.HELPED
    assert beside(group("c", 62, 0), group("p", 63, 8)).found is Found.WORSE


@pytest.mark.parametrize(
    ("coached", "peers", "why"),
    [
        (group("c", 62, 12, 9), group("p", 63, 8), Refused.FEW_COACHED),
        (group("c", 62, 12), group("p", 63, 8, 9), Refused.FEW_PEERS),
        (group("c", 62, 12), group("p", 70, 8), Refused.NO_MATCH),
        (group("c", 62, 12), group("p", 64, 8), Refused.NO_MATCH),
    ],
)
def test_too_little_to_compare_gives_no_figure_and_says_why(
    coached: list[Unit], peers: list[Unit], why: Refused
) -> None:
    found = beside(coached, peers)
    assert (found.refused, found.value, found.found) == (why, None, None)


def test_people_with_under_five_calls_on_a_side_are_left_out_and_counted() -> None:
    thin = [
        replace(group("t", 62, 90, 2)[0], calls_before=4),
        replace(group("u", 62, 90, 2)[0], calls_after=4),
    ]
    few_calls = [replace(each, calls_after=4) for each in group("q", 63, -50)]
    found = beside([*group("c", 62, 12), *thin], [*group("p", 63, 8), *few_calls])
    assert found.value == pytest.approx(4)
    assert (found.coached, found.thin, found.peers) == (20, 2, 20)


def test_the_baselines_of_the_two_sides_are_never_further_apart_than_said() -> None:
    rng = random.Random(3)
    for _ in range(50):
        people = worst_first(rng, noisy)
        found = beside(people[:60], people[40:])
        if found.coached_side is not None and found.peers_side is not None:
            assert abs(found.coached_side.before - found.peers_side.before) <= MOST_GAP + 1e-6


def noisy(rng: random.Random, name: str, calls: int = 20) -> Unit:
    true = rng.gauss(80, 6)
    before, after = (true + rng.gauss(0, 20 / calls**0.5) for _ in range(2))
    return unit(name, before, after, calls)


def on_and_off(rng: random.Random, name: str, calls: int = 20) -> Unit:
    """A behaviour that is shown on a call or not, more often by some than by others."""
    true = rng.betavariate(8, 4)
    before, after = (100 * sum(rng.random() < true for _ in range(calls)) / calls for _ in range(2))
    return unit(name, before, after, calls)


def worst_first(rng: random.Random, draw: Draw, people: int = 160) -> list[Unit]:
    drawn = [draw(rng, f"n{n}") for n in range(people)]
    return sorted(drawn, key=lambda each: each.before)


def half_of_the_worst(rng: random.Random, draw: Draw) -> tuple[list[Unit], list[Unit]]:
    """Of the lower half, as many are coached as there is time for."""
    people = worst_first(rng, draw)
    low = people[:80]
    rng.shuffle(low)
    return low[:40], [*low[40:], *people[80:]]


def mostly_the_worst(rng: random.Random, draw: Draw) -> tuple[list[Unit], list[Unit]]:
    """Seven in ten of the lowest third, and one in twelve of the others."""
    chosen: tuple[list[Unit], list[Unit]] = [], []
    for rank, each in enumerate(worst_first(rng, draw)):
        coached = rng.random() < (0.7 if rank < 53 else 0.08)
        chosen[0 if coached else 1].append(each)
    return chosen


@pytest.mark.parametrize("draw", [noisy, on_and_off])
@pytest.mark.parametrize("choose", [half_of_the_worst, mostly_the_worst])
def test_noise_passes_as_an_effect_in_at_most_six_of_a_hundred(
    choose: Callable[[random.Random, Draw], tuple[list[Unit], list[Unit]]], draw: Draw
) -> None:
    rng = random.Random(20260520)
    shown, naive = 0, 0.0
    for _ in range(RUNS):
        coached, peers = choose(rng, draw)
        found = beside(coached, peers)
        shown += found.found in (Found.HELPED, Found.WORSE)
        naive += sum(each.change for each in coached) / len(coached) / RUNS
    assert shown <= 0.06 * RUNS
    assert naive > 2, "they rose, as everybody does who was chosen for a low figure"


def test_where_all_of_the_worst_are_coached_nobody_is_left_to_compare_with() -> None:
    rng = random.Random(11)
    shown = 0
    for _ in range(200):
        people = worst_first(rng, noisy)
        shown += beside(people[:40], people[40:]).found in (Found.HELPED, Found.WORSE)
    assert shown <= 0.06 * 200


def test_eight_points_are_found_nine_times_in_ten() -> None:
    rng = random.Random(20260520)

    def people(name: str, effect: float) -> list[Unit]:
        drawn = [(f"{name}{n}", rng.gauss(70, 8), rng.gauss(effect, 10)) for n in range(40)]
        return [unit(person, before, before + change) for person, before, change in drawn]

    found = [beside(people("c", 8), people("p", 0)).found for _ in range(RUNS)]
    assert found.count(Found.HELPED) >= 0.9 * RUNS


def of_chance(p: float) -> Effect:
    """An effect that chance makes as large in this share of cases, error 1."""
    value = -NormalDist().inv_cdf(p / 2)
    half = NormalDist().inv_cdf(0.975)
    return Effect(
        coached=20,
        peers=20,
        thin=0,
        value=value,
        low=value - half,
        high=value + half,
        found=Found.HELPED if value > half else Found.NOT_SHOWN,
    )


def test_of_several_effects_only_those_are_shown_that_hold_together() -> None:
    """Holm for 0.01, 0.04, 0.03, 0.005: 0.005 < 1.25 %, 0.01 < 1.67 %, and 0.03 > 2.5 %."""
    refused = Effect(coached=1, peers=0, thin=0, refused=Refused.FEW_COACHED)
    given = [of_chance(p) for p in (0.01, 0.04, 0.03, 0.005)]
    assert [each.found for each in given] == [Found.HELPED] * 4
    found = together([*given[:2], refused, *given[2:]])
    assert [each.found for each in found] == [
        Found.HELPED,
        Found.NOT_SHOWN,
        None,
        Found.NOT_SHOWN,
        Found.HELPED,
    ]
    assert together(given[:1]) == tuple(given[:1])
