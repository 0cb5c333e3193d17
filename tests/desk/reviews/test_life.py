"""From draft to acknowledged, with a way back, a way over a dispute, and a way out."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from coachdesk.core.errors import BadInput, CoachdeskError, DeskRefused
from coachdesk.core.reviews import Opened, Stage, Step, given
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.reviews import (
    Overtaken,
    amend,
    dispute,
    end_clocks,
    give,
    list_reviews,
    my_evaluations,
    open_evaluation,
    open_review,
    overturn_rates,
    stands,
    step,
    take_back,
)
from coachdesk.desk.screen import screen

Being = Callable[..., Acting]
EVERYBODY = ("ana", "bo", "grace", "hong", "ruth", "rex", "sam", "max", "ada")
RIGHT = {
    Step.SUBMIT: "grace",
    Step.RETURN: "grace",
    Step.PUBLISH: "grace",
    Step.ACKNOWLEDGE: "ana",
    Step.DISPUTE: "ana",
    Step.UPHOLD: "ruth",
    Step.AMEND: "ruth",
    Step.RETRACT: "ada",
}


def seen_of(found: Opened) -> int:
    assert found.review is not None
    return found.review.seen


class Life:
    """One evaluation, E1 by Grace about Ana, taken along."""

    def __init__(self, desk: Desk, being: Being) -> None:
        self.desk, self.being = desk, being

    def drafted(self) -> "Life":
        done = give(self.desk, self.being("grace"), "call-0", "visit", "empathy", "3", seen=0)
        note = "said in the lift"
        give(
            self.desk,
            self.being("grace"),
            "call-0",
            "visit",
            "greets",
            "pass",
            note,
            seen=seen_of(done),
        )
        return self

    def now(self) -> int:
        with self.desk.opened(self.being("grace")) as db:
            from coachdesk.store import reviews

            row = reviews.find(db, 1)
        assert row is not None
        return row.seen

    def take(self, wanted: Step, person: str | None = None, after: int = 0) -> Opened:
        acting = self.being(person or RIGHT[wanted], timedelta(days=after))
        if wanted is Step.DISPUTE:
            claims = [("greets", "fail", "I said nothing"), ("calm", "pass", "a joke")]
            return dispute(self.desk, acting, 1, claims, seen=self.now())
        if wanted is Step.AMEND:
            answers = [("calm", "pass", "they laughed")]
            return amend(self.desk, acting, 1, answers, "heard it again", seen=self.now())
        return step(self.desk, acting, 1, wanted, "because", seen=self.now())

    def at(self, stage: Stage) -> "Life":
        way = {
            Stage.DRAFT: (),
            Stage.SUBMITTED: (Step.SUBMIT,),
            Stage.PUBLISHED: (Step.SUBMIT, Step.PUBLISH),
            Stage.ACKNOWLEDGED: (Step.SUBMIT, Step.PUBLISH, Step.ACKNOWLEDGE),
            Stage.DISPUTED: (Step.SUBMIT, Step.PUBLISH, Step.DISPUTE),
            Stage.RESOLVED: (Step.SUBMIT, Step.PUBLISH, Step.DISPUTE, Step.UPHOLD),
            Stage.RETRACTED: (Step.SUBMIT, Step.RETRACT),
        }
        self.drafted()
        for each in way[stage]:
            self.take(each)
        return self


LEADS = {
    (Stage.DRAFT, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.RETURN): Stage.DRAFT,
    (Stage.SUBMITTED, Step.PUBLISH): Stage.PUBLISHED,
    (Stage.PUBLISHED, Step.ACKNOWLEDGE): Stage.ACKNOWLEDGED,
    (Stage.PUBLISHED, Step.DISPUTE): Stage.DISPUTED,
    (Stage.DISPUTED, Step.UPHOLD): Stage.RESOLVED,
    (Stage.DISPUTED, Step.AMEND): Stage.RESOLVED,
    (Stage.RESOLVED, Step.ACKNOWLEDGE): Stage.ACKNOWLEDGED,
    (Stage.SUBMITTED, Step.RETRACT): Stage.RETRACTED,
    (Stage.PUBLISHED, Step.RETRACT): Stage.RETRACTED,
    (Stage.ACKNOWLEDGED, Step.RETRACT): Stage.RETRACTED,
    (Stage.DISPUTED, Step.RETRACT): Stage.RETRACTED,
    (Stage.RESOLVED, Step.RETRACT): Stage.RETRACTED,
}
"""FIELD 4.1, written out by hand."""

WHO = {
    Step.SUBMIT: {"grace", "ruth", "rex"},
    Step.RETURN: {"grace"},
    Step.PUBLISH: {"grace"},
    Step.ACKNOWLEDGE: {"ana"},
    Step.DISPUTE: {"ana", "grace"},
    Step.UPHOLD: {"ruth", "rex"},
    Step.AMEND: {"ruth", "rex"},
    Step.RETRACT: {"ada"},
}


@pytest.mark.parametrize("stage", Stage)
def test_every_step_that_is_not_allowed_writes_no_row_and_no_event(
    desk: Desk, being: Being, stage: Stage
) -> None:
    life = Life(desk, being).at(stage)
    before = verify_log(desk, being("ruth"))
    assert before.faults == ()
    refused = 0
    for wanted in RIGHT:
        for person in EVERYBODY:
            if (stage, wanted) in LEADS and person in WHO[wanted]:
                continue
            with pytest.raises(CoachdeskError):
                life.take(wanted, person)
            refused += 1
    for person in EVERYBODY:
        if stage is Stage.DRAFT and person in ("grace", "ruth", "rex"):
            continue
        with pytest.raises(CoachdeskError):
            give(desk, being(person), "call-0", "visit", "calm", "pass", "x", seen=life.now())
        with pytest.raises(CoachdeskError):
            take_back(desk, being(person), "call-0", "visit")
        refused += 1
    assert refused >= 60
    after = verify_log(desk, being("ruth"))
    assert (after.head, after.faults) == (before.head, ())


@pytest.mark.parametrize(("stage", "wanted"), LEADS)
def test_every_step_that_is_allowed_leads_where_it_should(
    desk: Desk, being: Being, stage: Stage, wanted: Step
) -> None:
    life = Life(desk, being).at(stage)
    found = life.take(wanted)
    assert found.review is not None
    assert found.review.stage is LEADS[stage, wanted]
    if wanted is Step.RETRACT:
        assert found.withheld
        with pytest.raises(DeskRefused, match="reading an evaluation is not an admin's part"):
            open_evaluation(desk, being("ada"), 1)
    else:
        assert found == open_evaluation(desk, being(RIGHT[wanted]), 1)
        assert found.history[-1].step is wanted
    assert verify_log(desk, being("ruth")).faults == ()


def test_a_refusal_says_the_stage_and_what_is_possible(desk: Desk, being: Being) -> None:
    life = Life(desk, being).at(Stage.SUBMITTED)
    with pytest.raises(DeskRefused) as caught:
        life.take(Step.SUBMIT)
    assert str(caught.value) == (
        "D501 error: E1 is submitted; 'submit' is not possible there"
        " (possible now: return, publish, retract)"
    )


def test_what_lacks_something_is_not_submitted(desk: Desk, being: Being) -> None:
    grace = being("grace")
    found = give(desk, grace, "call-0", "visit", "greets", "pass", seen=0)
    found = give(desk, grace, "call-0", "visit", "thanks", "fail", seen=seen_of(found))
    before = verify_log(desk, being("ruth")).head
    with pytest.raises(DeskRefused) as caught:
        step(desk, grace, 1, Step.SUBMIT, seen=seen_of(found))
    assert [str(each) for each in caught.value.problems] == [
        "D502 error: E1: 'greets': differs from the engine's fail: note the reason",
        "D502 error: E1: 'thanks': differs from the engine's na: note the reason",
        "D502 error: E1: 'empathy': open: answer it",
    ]
    assert found.may[Step.SUBMIT] == "something is missing: greets, thanks, empathy"
    assert verify_log(desk, being("ruth")).head == before


@pytest.mark.parametrize("wanted", [Step.RETURN, Step.UPHOLD, Step.RETRACT])
def test_who_refuses_something_says_why(desk: Desk, being: Being, wanted: Step) -> None:
    life = Life(desk, being).at(Stage.DISPUTED if wanted is Step.UPHOLD else Stage.SUBMITTED)
    with pytest.raises(BadInput, match="U405"):
        step(desk, being(RIGHT[wanted]), 1, wanted, "  ", seen=life.now())


def test_a_step_on_what_somebody_changed_since_is_told(desk: Desk, being: Being) -> None:
    life = Life(desk, being).drafted()
    seen = life.now()
    life.take(Step.SUBMIT)
    with pytest.raises(Overtaken, match="grace submitted it") as caught:
        step(desk, being("ruth"), 1, Step.SUBMIT, seen=seen)
    assert caught.value.opened.review is not None
    assert caught.value.opened.review.stage is Stage.SUBMITTED


def test_a_returned_draft_is_answered_further_and_undone(desk: Desk, being: Being) -> None:
    life = Life(desk, being).at(Stage.SUBMITTED)
    life.take(Step.RETURN)
    found, what = take_back(desk, being("grace"), "call-0", "visit")
    assert what == "greets: pass → as the rules say"
    assert found.history[-1].reason == "because"


def test_an_amendment_is_a_new_revision_and_the_old_answers_stay(desk: Desk, being: Being) -> None:
    """Flat: before 5 of 14 greets + 0 calm + 2 of 4 empathy = 7; after calm 5 more = 12 of 14."""
    life = Life(desk, being).at(Stage.DISPUTED)
    before = open_evaluation(desk, being("ruth"), 1)
    found = life.take(Step.AMEND)
    assert found.review is not None
    assert found.review.revision == 2
    shown = [float(each.scored.score.shown or 0) for each in (before, found)]
    assert [round(each, 2) for each in shown] == [50.0, 85.71]
    assert given(found.review.changes, 1).keys() == {"empathy", "greets"}
    assert given(found.review.changes)["calm"].note == "they laughed"
    assert [(each.criterion, each.amended, each.decided_by) for each in found.disputes] == [
        ("greets", False, "ruth"),
        ("calm", True, "ruth"),
    ]
    assert [each.decision_reason for each in found.disputes] == ["heard it again"] * 2
    mine = my_evaluations(desk, being("ana"))
    assert [each.scored.score for each in mine] == [found.scored.score]


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ([], "changes no answer"),
        ([("calm", "fail", "")], "stands as fail already"),
        ([("empathy", "5", "")], "nobody disputed 'empathy'"),
        ([("calm", "pass", "x"), ("calm", "na", "x")], "named twice"),
    ],
)
def test_an_amendment_changes_disputed_answers_only(
    desk: Desk, being: Being, answers: list[tuple[str, str, str]], what: str
) -> None:
    life = Life(desk, being).at(Stage.DISPUTED)
    before = verify_log(desk, being("ruth")).head
    with pytest.raises(BadInput, match=what):
        amend(desk, being("ruth"), 1, answers, "why", seen=life.now())
    assert verify_log(desk, being("ruth")).head == before


def test_an_amendment_that_leaves_something_missing_writes_nothing(
    desk: Desk, being: Being
) -> None:
    life = Life(desk, being).at(Stage.DISPUTED)
    before = verify_log(desk, being("ruth")).head
    with pytest.raises(DeskRefused, match="D502"):
        amend(desk, being("ruth"), 1, [("calm", "unknown", "")], "why", seen=life.now())
    assert verify_log(desk, being("ruth")).head == before


@pytest.mark.parametrize(
    ("claims", "what"),
    [
        ([], "names no question"),
        ([("calm", "fail", "x")], "stands as fail already"),
        ([("calm", "pass", " ")], "needs a reason"),
        ([("calm", "perhaps", "x")], "does not answer"),
        ([("calm", "pass", "x"), ("calm", "na", "x")], "named twice"),
    ],
)
def test_a_dispute_claims_another_answer_with_a_reason(
    desk: Desk, being: Being, claims: list[tuple[str, str, str]], what: str
) -> None:
    life = Life(desk, being).at(Stage.PUBLISHED)
    before = verify_log(desk, being("ruth")).head
    with pytest.raises(BadInput, match=what):
        dispute(desk, being("ana"), 1, claims, seen=life.now())
    assert verify_log(desk, being("ruth")).head == before


def test_the_clock_ends_what_nobody_answered_and_is_no_agreement(desk: Desk, being: Being) -> None:
    life = Life(desk, being).at(Stage.PUBLISHED)
    assert end_clocks(desk, being("bo", timedelta(days=44, hours=23))) == 0
    with pytest.raises(DeskRefused, match=r"D506.*2026-06-18 12:00"):
        life.take(Step.DISPUTE, after=45)
    late = being("ruth", timedelta(days=45))
    assert screen(desk, late).clocks_ended == 1
    assert end_clocks(desk, late) == 0
    found = open_evaluation(desk, being("ana"), 1)
    assert found.review is not None
    assert found.review.stage is Stage.ACKNOWLEDGED
    assert (found.history[-1].by, found.history[-1].step) == ("system", Step.EXPIRE)
    assert verify_log(desk, being("ruth")).faults == ()


def test_an_agent_sees_what_is_published_about_them_and_nothing_else(
    desk: Desk, being: Being
) -> None:
    ana, bo = being("ana"), being("bo")
    life = Life(desk, being).at(Stage.SUBMITTED)
    assert my_evaluations(desk, ana) == ()
    assert list_reviews(desk, ana).lines == ()
    with pytest.raises(DeskRefused):
        open_review(desk, ana, "call-0")
    life.take(Step.RETURN)
    life.take(Step.SUBMIT)
    life.take(Step.PUBLISH)
    (mine,) = my_evaluations(desk, ana)
    assert mine.scored.evaluation.answers[0].note == "said in the lift"
    assert mine.scored.call.turns[0].text == "well"
    assert [each.step for each in mine.history] == [Step.PUBLISH]
    assert mine.may[Step.ACKNOWLEDGE] == mine.may[Step.DISPUTE] == ""
    assert [each.number for each in list_reviews(desk, ana).lines] == [1]
    assert (my_evaluations(desk, bo), list_reviews(desk, bo).lines) == ((), ())
    with pytest.raises(DeskRefused, match="D403"):
        open_evaluation(desk, bo, 1)
    life.take(Step.RETRACT)
    assert my_evaluations(desk, ana) == ()


def test_who_may_not_read_an_evaluation_gets_no_word_of_it_back(desk: Desk, being: Being) -> None:
    life = Life(desk, being).at(Stage.PUBLISHED)
    assert stands(desk, being("ada"), "call-0") == stands(desk, being("ada"), "E1")
    found = life.take(Step.RETRACT)
    assert (found.scored.call.turns, found.engine.call.turns) == ((), ())
    assert "lift" not in repr(found)


def test_a_retracted_evaluation_makes_room_for_another(desk: Desk, being: Being) -> None:
    Life(desk, being).at(Stage.RETRACTED)
    found = give(desk, being("ruth"), "call-0", "visit", "empathy", "5", seen=0)
    assert found.review is not None
    assert (found.review.number, found.review.stage) == (2, Stage.DRAFT)
    old = open_evaluation(desk, being("grace"), 1)
    assert old.review is not None
    assert old.review.stage is Stage.RETRACTED
    assert old.scored.score.shown == 50
    lines = list_reviews(desk, being("ruth"), stages=[Stage.DRAFT, Stage.RETRACTED]).lines
    assert [each.number for each in lines] == [2, 1]


def test_ten_disputes_of_which_three_were_right_blame_the_question(
    desk: Desk, being: Being
) -> None:
    """3 of 10 is over a fifth; one dispute of another question gives no share at all."""
    for n in range(10):
        call, grace = f"call-{n}", being("grace")
        done = give(desk, grace, call, "visit", "empathy", "3", seen=0)
        number = done.review.number if done.review else 0
        done = step(desk, grace, number, Step.SUBMIT, seen=seen_of(done))
        done = step(desk, grace, number, Step.PUBLISH, seen=seen_of(done))
        claims = [("calm", "pass", "a joke")] + ([("greets", "pass", "I did")] if n == 0 else [])
        done = dispute(desk, being("ana"), number, claims, seen=seen_of(done))
        if n < 3:
            answers = [("calm", "pass", "true")]
            amend(desk, being("ruth"), number, answers, "true", seen=seen_of(done))
        else:
            step(desk, being("ruth"), number, Step.UPHOLD, "no", seen=seen_of(done))
    calm, greets = overturn_rates(desk, being("max"))
    assert (calm.criterion, calm.amended.count, calm.amended.of, calm.suspect) == (
        "calm",
        3,
        10,
        True,
    )
    assert (greets.amended.refusal, greets.suspect) == ("too few", False)
