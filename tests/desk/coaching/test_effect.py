"""The effect of coaching on a desk: who counts, over which days, and what peers take off it.

Twelve coached people greet on 4 of 10 calls before and on 9 of 10 after; twelve peers go from 4 to
6 in the same days. Coaching begins on the 11th, is claimed that evening.
"""

from pathlib import Path

import pytest

from coachdesk.core.coaching import Method, Practice, Stage
from coachdesk.core.effect import Found, Refused
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk
from coachdesk.report.coaching_effect import effect_lines
from tests.desk.coaching.desks import MORNING, PEERS, add_calls, helped_desk, on
from tests.desk.day import being


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return helped_desk(tmp_path / "desk")


def test_what_peers_gained_too_is_taken_off(desk: Desk) -> None:
    (found,) = coaching.effects(desk, on("ruth", 30), days=10)
    effect = found.behaviour
    assert found.actions == {Stage.CLAIMED: 12}
    assert (effect.coached, effect.peers, effect.thin) == (12, 12, 0)
    assert effect.coached_side is not None
    assert effect.peers_side is not None
    # 40 to 80 % beside 40 to 60 %: 20 points are left of 40.
    assert (effect.coached_side.change, effect.peers_side.change) == pytest.approx((40, 20))
    assert effect.value == pytest.approx(20)
    # Changes are 10 points away from their mean on either side: sd 10.44, error 10.44 sqrt(2/12).
    assert effect.error == pytest.approx(4.264, abs=0.001)
    assert effect.found is Found.HELPED
    assert found.calls.value == pytest.approx(0.4)
    assert (found.calls.before.count, found.calls.before.of) == (48, 120)


def test_the_lines_name_method_counts_and_interval(desk: Desk) -> None:
    text = " ".join(" ".join(effect_lines(coaching.effects(desk, on("ruth", 30), days=10))).split())
    # t of 22 degrees of freedom: 2.074 * 4.264 = 8.84.
    assert "helped: +20.0 points (+11.2 to +28.8, 95 %)" in text
    assert "coached 40.0 → 80.0 % (n 12), peers 40.0 → 60.0 % (n 12)" in text
    assert "without any comparison: +40 points" in text
    pooled = "higher; 40 → 80 % (calls of the coached pooled, not people, n 120 → 120)"
    assert pooled in text
    assert "Difference of differences: 10 days before" in text


def test_who_was_coached_by_anybody_is_nobodys_peer(desk: Desk) -> None:
    for number, person in enumerate(PEERS[:3], start=13):
        coaching.raise_one(desk, on("ruth", 12), person, "greets", coach="max")
        for each in (person, "max"):
            coaching.agree(desk, on(each, 12), number)
        coaching.start(desk, on("max", 12), number, Method.TALK, [Practice.MODEL])
    (found,) = coaching.effects(desk, on("ruth", 30), days=10, coach="sam")
    assert (found.behaviour.coached, found.behaviour.peers) == (12, 9)
    assert found.behaviour.refused is Refused.FEW_PEERS
    (found,) = coaching.effects(desk, on("ruth", 30), days=10, coach="max")
    assert found.behaviour.refused is Refused.FEW_COACHED


def test_who_gave_up_counts_all_the_same(desk: Desk) -> None:
    """From the day on which it was due: the 25th, with too few calls until the 21st."""
    coaching.raise_one(desk, on("ruth", 11, 1), "p0", "greets", coach="sam")
    for each in ("p0", "sam"):
        coaching.agree(desk, on(each, 11, 2), 13)
    coaching.start(desk, on("sam", 11, 3), 13, Method.TALK, [Practice.MODEL])
    coaching.cancel(desk, on("max", 12), 13, "moved to mail")
    (found,) = coaching.effects(desk, on("ruth", 30), days=10)
    assert found.actions == {Stage.CLAIMED: 12, Stage.CANCELLED: 1}
    assert (found.behaviour.coached, found.behaviour.thin) == (12, 1)
    text = " ".join(" ".join(effect_lines([found], 400)).split())
    assert "; in no figure for under 5 calls on a side: p0" in text


def test_whoever_has_calls_on_one_side_alone_moves_nothing(desk: Desk) -> None:
    (before,) = coaching.effects(desk, on("ruth", 30), days=10)
    add_calls(desk, {"cho": "FFFFFFFF"}, since=MORNING)
    coaching.raise_one(desk, on("ruth", 11, 1), "cho", "greets", coach="sam")
    for each in ("cho", "sam"):
        coaching.agree(desk, on(each, 11, 2), 13)
    coaching.start(desk, on("sam", 11, 3), 13, Method.TALK, [Practice.MODEL])
    coaching.claim(desk, on("cho", 11, 20), 13)
    (found,) = coaching.effects(desk, on("ruth", 30), days=10)
    assert found.actions == {Stage.CLAIMED: 13}
    assert found.behaviour.thin_people == ("cho",)
    assert found.calls == before.calls


def test_a_policy_or_criterion_that_coached_nobody_has_no_effect_at_all(desk: Desk) -> None:
    assert coaching.effects(desk, being("ruth"), policy="greet-again") == ()
    assert coaching.effects(desk, being("ruth"), criterion="calm") == ()
