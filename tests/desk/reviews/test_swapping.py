"""Speakers put right: the call is read otherwise, judged again, and what was said before stays."""

from collections.abc import Callable

import pytest

from coachdesk.core.calls import Speaker
from coachdesk.core.errors import DeskRefused
from coachdesk.core.reviews import Opened, Step
from coachdesk.desk.calls import show_call
from coachdesk.desk.export import calls_out
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.log import verify_log
from coachdesk.desk.rescore import rescore
from coachdesk.desk.reviews import give, open_review, step, swap_speakers
from coachdesk.desk.screen import screen

Being = Callable[..., Acting]


def opened(desk: Desk, acting: Acting) -> Opened:
    found = open_review(desk, acting, "call-0")
    assert found is not None
    return found


def sound(desk: Desk, being: Being) -> None:
    assert verify_log(desk, being("ruth")).faults == ()
    assert rescore(desk, being("ruth")).differences == ()


def states(found: Opened) -> dict[str, str]:
    return {each.criterion: each.state.value for each in found.scored.evaluation.answers}


def test_the_rules_judge_the_call_again(desk: Desk, being: Being) -> None:
    """The shout becomes the customer's, so the agent stayed calm."""
    grace = being("grace")
    assert states(opened(desk, grace))["calm"] == "fail"
    swap_speakers(desk, grace, "call-0")
    found = opened(desk, grace)
    assert found.swapped
    assert states(found)["calm"] == "pass"
    assert [turn.speaker for turn in found.scored.call.turns] == [
        Speaker.CUSTOMER,
        Speaker.AGENT,
        Speaker.CUSTOMER,
    ]
    assert found.scored.call.role_confidence == 1.0
    assert show_call(desk, grace, "call-0").call == found.scored.call
    sound(desk, being)
    assert screen(desk, grace).evaluations == 0


def test_twice_is_as_it_was(desk: Desk, being: Being) -> None:
    grace = being("grace")
    before = opened(desk, grace)
    swap_speakers(desk, grace, "call-0")
    swap_speakers(desk, grace, "call-0")
    assert opened(desk, grace) == before
    sound(desk, being)


def test_a_draft_keeps_peoples_answers_and_says_that_it_changed(desk: Desk, being: Being) -> None:
    grace = being("grace")
    draft = give(desk, grace, "call-0", "visit", "empathy", "2", seen=0)
    assert draft.review is not None
    swap_speakers(desk, being("ruth"), "call-0")
    found = opened(desk, grace)
    assert found.review is not None
    assert states(found) == {"greets": "fail", "thanks": "na", "calm": "pass", "empathy": "pass"}
    with pytest.raises(DeskRefused, match="D503"):
        give(desk, grace, "call-0", "visit", "empathy", "3", seen=draft.review.seen)
    give(desk, grace, "call-0", "visit", "empathy", "3", seen=found.review.seen)
    sound(desk, being)


def test_what_has_left_draft_holds_the_speakers_fast(desk: Desk, being: Being) -> None:
    grace = being("grace")
    draft = give(desk, grace, "call-0", "visit", "empathy", "2", seen=0).review
    assert draft is not None
    done = step(desk, grace, 1, Step.SUBMIT, seen=draft.seen).review
    assert done is not None
    before = verify_log(desk, being("ruth")).head
    with pytest.raises(DeskRefused, match=r"D507.*E1 is submitted"):
        swap_speakers(desk, grace, "call-0")
    assert verify_log(desk, being("ruth")).head == before
    step(desk, grace, 1, Step.RETURN, "speakers", seen=done.seen)
    swap_speakers(desk, grace, "call-0")
    sound(desk, being)


def test_nobody_swaps_the_speakers_of_their_own_call(desk: Desk, being: Being) -> None:
    with pytest.raises(DeskRefused, match="your own"):
        swap_speakers(desk, being("ana"), "call-0")
    sound(desk, being)


def test_an_export_taken_back_is_known(desk: Desk, being: Being) -> None:
    swap_speakers(desk, being("grace"), "call-0")
    with calls_out(desk, being("max")) as out:
        calls = list(out.calls)
    assert calls[0].turns[0].speaker is Speaker.CUSTOMER
    done = keep_calls(desk, being("ada"), [(call, "out") for call in calls], say=print)
    assert (done.added, done.known, done.refused) == (0, 60, 0)
