"""An action from the proposal to the verified end, by its people, on a desk with real calls."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coachdesk.core.coaching import Method, Practice, Stage, Step
from coachdesk.core.errors import BadInput, CoachdeskError, DeskRefused
from coachdesk.core.reviews import Step as ReviewStep
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.reviews import amend, dispute, give
from coachdesk.report.coaching import page_lines
from coachdesk.report.coaching_raised import raised_lines
from coachdesk.store import events
from tests.desk.coaching.desks import (
    MORNING,
    POLICY,
    add_calls,
    agreed,
    claimed,
    coaching_desk,
    on,
)
from tests.desk.day import NOW, being, take


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ana fails three of her last six, Ben one, Eve two."""
    made = coaching_desk(tmp_path / "desk", {"ana": "PFPFPF", "ben": "PPPPPF", "eve": "FF"})
    coaching.raise_proposals(made, being("ruth"))
    return made


def code(refused: pytest.ExceptionInfo[CoachdeskError]) -> str:
    return refused.value.problems[0].code


def head(desk: Desk) -> int:
    with desk.opened(being(None)) as db:
        return events.head(db).seq


def test_the_policy_raises_what_there_is_with_its_evidence_and_nothing_twice(desk: Desk) -> None:
    lines = coaching.list_actions(desk, being("ruth")).lines
    assert [(each.name, each.action.person, each.stage) for each in lines] == [
        ("A1", "ana", Stage.PROPOSED),
        ("A2", "eve", Stage.PROPOSED),
    ]
    action = lines[0].action
    assert (action.policy, action.coach, action.due) == ("greet-again", "grace", date(2026, 5, 30))
    assert [each.call for each in action.evidence] == [
        "ana-05-06-09",
        "ana-05-04-09",
        "ana-05-02-09",
    ]
    assert all(each.form_sha256 == action.form_sha256 for each in action.evidence)
    assert action.baseline is not None
    assert (action.baseline.failed, action.baseline.of) == (3, 6)
    before = head(desk)
    again = coaching.raise_proposals(desk, being("ruth"))
    assert (again.proposed.proposals, again.names, head(desk)) == ((), (), before)


def test_a_policy_that_looks_at_nothing_or_has_no_owner_here_says_so(tmp_path: Path) -> None:
    policy = POLICY.replace("criteria: greets", "criteria: greet").replace("ruth", "ruth.adler")
    made = coaching_desk(tmp_path / "desk", {"ana": "FF"}, policy)
    text = "\n".join(raised_lines(coaching.raise_proposals(made, being("ruth")), 200))
    assert "0 proposals, by 1 policy" in text
    assert (
        "POLICIES THAT COULD NOT LOOK\n  greet-again: 'visit', as it is in force,"
        " has no criterion 'greet' (did you mean 'greets'?)" in text
    )
    assert "POLICIES WHOSE OWNER IS NOBODY HERE\n  greet-again: ruth.adler: what" in text


def test_a_supervisor_raises_for_the_own_team_alone(tmp_path: Path) -> None:
    made = coaching_desk(tmp_path / "desk", {"ana": "FF", "eve": "FF"})
    found = coaching.raise_proposals(made, being("hugo"), dry_run=True)
    assert [each.person for each in found.proposed.proposals] == ["eve"]
    assert coaching.list_actions(made, being("ruth")).lines == ()
    with pytest.raises(CoachdeskError) as refused:
        coaching.raise_proposals(made, being("ana"))
    assert code(refused) == "D403"


def test_the_whole_life_ends_verified_by_calls_drawn_after_the_claim(desk: Desk) -> None:
    first = coaching.agree(desk, being("ana"), 1)
    assert (first.stage, first.action.agreed_by) == (Stage.PROPOSED, ("ana",))
    assert coaching.agree(desk, being("grace"), 1).stage is Stage.AGREED
    coaching.start(desk, on("grace", 20), 1, Method.TALK, [Practice.LISTEN], "the first ten words")
    coaching.note(desk, on("grace", 20, 13), 1, [Practice.REHEARSE], "went well")
    coaching.claim(desk, on("ana", 20, 14), 1)
    # Calls of the 20th at nine began before the claim; those from the 21st on count.
    add_calls(desk, {"ana": "F" + "PPPPPF"}, since=MORNING + timedelta(days=19))
    done = coaching.verify(desk, on("ruth", 28), 1)
    assert done.stage is Stage.VERIFIED
    assert done.action.drawn_from == 6
    assert sum(each.state.value == "pass" for each in done.action.checked) >= 4
    assert all(each.call >= "ana-05-21" for each in done.action.checked)
    page = coaching.action_page(desk, being("ana"), "A1")
    assert [each.step for each in page.history] == [
        Step.PROPOSE, Step.AGREE, Step.AGREE, Step.START, Step.NOTE, Step.CLAIM, Step.VERIFY,
    ]  # fmt: skip
    assert [each.words for each in page.history][3:5] == ["the first ten words", "went well"]
    assert [session.practised for session in page.line.action.sessions] == [
        (Practice.LISTEN,),
        (Practice.REHEARSE,),
    ]
    assert verify_log(desk, being("ruth")).faults == ()


def test_the_draw_is_the_same_whenever_it_is_looked_at(desk: Desk) -> None:
    claimed(desk, at=on(None, 20, 0).clock())
    add_calls(desk, {"ana": "PPFPPPFPPP"}, since=MORNING + timedelta(days=19))
    draws = [coaching.action_page(desk, on("ruth", 30), "A1").draw for _ in range(2)]
    assert draws[0] == draws[1]
    assert draws[0] is not None
    assert (draws[0].frame, draws[0].decided) == (10, 5)


def test_too_few_calls_verify_nothing_and_can_be_closed_unverified(desk: Desk) -> None:
    claimed(desk, at=on(None, 20, 0).clock())
    add_calls(desk, {"ana": "PPPP"}, since=MORNING + timedelta(days=19))
    for wanted in (coaching.verify, coaching.not_effective):
        with pytest.raises(CoachdeskError) as refused:
            wanted(desk, on("ruth", 28), 1, "no")
        assert code(refused) == "D752"
    hints = {}
    for person in ("ruth", None):
        with pytest.raises(CoachdeskError) as refused:
            coaching.verify(desk, on(person, 28), 1)
        hints[person] = refused.value.problems[0].hint
    assert hints == {
        "ruth": "wait, or ask their supervisor or a manager to close it unverified",
        None: "wait, or coachdesk coaching close A1 --reason TEXT",
    }
    assert coaching.close(desk, on("max", 28), 1, "he moved to mail").stage is Stage.CLOSED


def test_without_effect_the_next_one_begins_where_this_one_ended(desk: Desk) -> None:
    claimed(desk, at=on(None, 20, 0).clock())
    add_calls(desk, {"ana": "FFFPF"}, since=MORNING + timedelta(days=19))
    with pytest.raises(CoachdeskError) as refused:
        coaching.verify(desk, on("ruth", 28), 1)
    assert code(refused) == "D753"
    ended, following = coaching.not_effective(desk, on("ruth", 28), 1, "no greeting yet")
    assert (ended.stage, following.stage) == (Stage.NOT_EFFECTIVE, Stage.PROPOSED)
    action = following.action
    assert (action.follows, action.failures, action.coach) == (1, (Method.TALK,), "grace")
    assert action.baseline is not None
    assert (action.baseline.failed, action.baseline.of) == (4, 5)
    assert len(action.evidence) == 4


def test_days_of_calls_are_those_of_the_desk(desk: Desk) -> None:
    """Five in the afternoon of the 28th in UTC is the 29th in Auckland."""
    settings = desk.root / "desk.yaml"
    text = settings.read_text("utf-8").replace("time_zone: UTC", "time_zone: Pacific/Auckland")
    settings.write_text(text, "utf-8")
    there = find_desk(desk.root, desk.root)
    claimed(there, at=on(None, 19, 18).clock())
    add_calls(there, {"ana": "FFFPF"}, since=MORNING + timedelta(days=19))
    coaching.not_effective(there, on("ruth", 28, 17), 1, "no greeting yet")
    page = coaching.action_page(there, on("ruth", 28, 17), "A3")
    text = "\n".join(page_lines(page, 200))
    assert "calls of 2026-05-20 to 2026-05-29" in text
    assert "DONE (times in Pacific/Auckland)\n  2026-05-29 05:00  ruth  propose" in text


def test_after_three_without_effect_another_way_must_be_gone(desk: Desk) -> None:
    number, day = 1, 20
    for _ in range(3):
        claimed(desk, number, at=on(None, day, 0).clock())
        add_calls(desk, {"ana": "FFFFF"}, since=MORNING.replace(day=day, hour=1 + number))
        _, following = coaching.not_effective(desk, on("ruth", day + 5), number, "no")
        number, day = following.number, day
    agreed(desk, number)
    with pytest.raises(CoachdeskError) as refused:
        coaching.start(desk, on("grace", 28), number, Method.TALK, [Practice.MODEL])
    assert code(refused) == "D755"
    begun = coaching.start(desk, on("grace", 28), number, Method.ROLE_PLAY, [Practice.MODEL])
    assert begun.action.failures == (Method.TALK,) * 3


def test_who_changes_the_terms_has_the_other_one_agree_anew(desk: Desk) -> None:
    coaching.agree(desk, being("ana"), 1)
    changed = coaching.agree(desk, being("grace"), 1, due=date(2026, 6, 10))
    assert (changed.stage, changed.action.agreed_by) == (Stage.PROPOSED, ("grace",))
    assert coaching.agree(desk, being("ana"), 1).stage is Stage.AGREED
    with pytest.raises(CoachdeskError) as refused:
        coaching.agree(desk, being("eve"), 2, due=date(2026, 5, 19))
    assert code(refused) == "U415"


def test_what_is_past_is_agreed_to_with_another_day_alone(desk: Desk) -> None:
    """Proposed on the 20th for the 30th; on the 31st the hint gives ten days again."""
    with pytest.raises(BadInput) as refused:
        coaching.agree(desk, on("ana", 31), 1)
    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == ("U415", "coachdesk coaching agree A1 --due 2026-06-10")
    changed = coaching.agree(desk, on("ana", 31), 1, due=date(2026, 6, 10))
    assert (changed.overdue, changed.action.agreed_by) == (False, ("ana",))
    assert coaching.agree(desk, on("grace", 31), 1).stage is Stage.AGREED


def test_what_was_declined_waits_and_can_be_agreed_after_all(desk: Desk) -> None:
    coaching.agree(desk, being("grace"), 1)
    with pytest.raises(BadInput):
        coaching.decline(desk, being("ana"), 1, " ")
    declined = coaching.decline(desk, being("ana"), 1, "these were wrong numbers")
    assert (declined.stage, declined.action.agreed_by) == (Stage.DECLINED, ())
    assert coaching.agree(desk, being("ana"), 1).stage is Stage.PROPOSED
    assert coaching.agree(desk, being("grace"), 1).stage is Stage.AGREED
    assert coaching.cancel(desk, being("max"), 1, "she left").stage is Stage.CANCELLED


@pytest.mark.parametrize(("coach", "told"), [("ana", "D754"), ("ada", "D754"), ("zoe", "U107")])
def test_not_everybody_can_coach(desk: Desk, coach: str, told: str) -> None:
    with pytest.raises(CoachdeskError) as refused:
        coaching.agree(desk, being("ana"), 1, coach=coach)
    assert code(refused) == told


def test_whoever_decided_a_dispute_about_a_call_does_not_coach_on_it(desk: Desk) -> None:
    made = give(desk, being("ruth"), "ana-05-06-09", "visit", "calm", "fail", "she shouts", seen=0)
    made = take(desk, made, "ruth", ReviewStep.SUBMIT, at=NOW)
    made = take(desk, made, "grace", ReviewStep.PUBLISH, at=NOW)
    assert made.review is not None
    claims = [("calm", "pass", "I do not")]
    made = dispute(desk, being("ana"), made.review.number, claims, seen=made.review.seen)
    assert made.review is not None
    answers = [("calm", "pass", "right")]
    amend(desk, being("rex"), made.review.number, answers, "heard", seen=made.review.seen)
    coaching.agree(desk, being("ana"), 1, coach="rex")
    with pytest.raises(DeskRefused, match="A-coaching-dispute"):
        coaching.agree(desk, being("rex"), 1)
    assert coaching.agree(desk, being("ana"), 1, coach="sam").stage is Stage.PROPOSED
    assert coaching.agree(desk, being("sam"), 1).stage is Stage.AGREED


def test_by_hand_with_the_calls_named_or_the_newest_that_failed(desk: Desk) -> None:
    made = coaching.raise_one(desk, being("grace"), "ben", "greets", coach="sam")
    assert [each.call for each in made.action.evidence] == ["ben-05-06-09"]
    assert (made.action.coach, made.action.policy) == ("sam", "")
    with pytest.raises(CoachdeskError) as refused:
        coaching.raise_one(desk, being("grace"), "ana", "greets")
    assert code(refused) == "D751"
    for person, criterion, named in (
        ("ben", "calm", ()),
        ("ben", "shouts", ()),
        ("ben", "names", ()),
        ("cho", "greets", ()),
    ):
        with pytest.raises(CoachdeskError) as refused:
            coaching.raise_one(desk, being("ruth"), person, criterion, named=named)
        assert code(refused) == "D756"


def test_an_answer_that_a_person_published_otherwise_raises_nothing(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ana": "FFPPPP"})
    made = give(
        desk, being("ruth"), "ana-05-01-09", "visit", "greets", "pass", "in a whisper", seen=0
    )
    assert coaching.raise_proposals(desk, being("ruth"), dry_run=True).proposed.proposals
    made = take(desk, made, "ruth", ReviewStep.SUBMIT, at=NOW)
    take(desk, made, "grace", ReviewStep.PUBLISH, at=NOW)
    assert not coaching.raise_proposals(desk, being("ruth"), dry_run=True).proposed.proposals


def test_a_waiver_excuses_until_its_day_or_until_it_is_ended(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ana": "FF"})
    given = coaching.waive(
        desk,
        being("grace"),
        person="ana",
        scorecard="visit",
        criterion="greets",
        until=date(2026, 5, 25),
        reason="a new headset is on its way",
    )
    assert (given.name, given.excuse.owner, given.is_over) == ("W1", "grace", False)
    assert not coaching.raise_proposals(desk, on("ruth", 25), dry_run=True).proposed.proposals
    assert coaching.raise_proposals(desk, on("ruth", 26), dry_run=True).proposed.proposals
    coaching.end_waiver(desk, being("max"), "W1")
    assert coaching.raise_proposals(desk, being("ruth"), dry_run=True).proposed.proposals
    (listed,) = coaching.list_waivers(desk, being("ruth"))
    assert (listed.is_over, listed.reason) == (True, "a new headset is on its way")


def test_what_most_of_a_team_fails_goes_once_to_its_owner_who_settles_it(tmp_path: Path) -> None:
    policy = POLICY + "team_share: 60%\n"
    calls = {"ana": "FF", "ben": "FFP", "cho": "PPP", "eve": "FF"}
    desk = coaching_desk(tmp_path / "desk", calls, policy)
    found = coaching.raise_proposals(desk, being("ruth"))
    assert (found.matters, [each.person for each in found.proposed.proposals]) == (("M1",), ["eve"])
    assert coaching.raise_proposals(desk, being("ruth")).matters == ()
    with pytest.raises(DeskRefused):
        coaching.settle(desk, being("grace"), "M1", "said so")
    done = coaching.settle(desk, being("ruth"), "M1", "the script began with the price")
    assert (done.matter.failing, done.matter.judged, done.settled) == (
        2,
        3,
        "the script began with the price",
    )


def test_whoever_saw_an_older_state_writes_nothing(desk: Desk) -> None:
    page = coaching.action_page(desk, being("ana"), "A1")
    coaching.agree(desk, being("ana"), 1, seen=page.seen)
    before = head(desk)
    with pytest.raises(CoachdeskError) as refused:
        coaching.decline(desk, being("ana"), 1, "no", seen=page.seen)
    assert (code(refused), head(desk)) == ("D703", before)
