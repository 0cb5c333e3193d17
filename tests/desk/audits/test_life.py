"""A visit goes from its draw to its end by those who may, and by nobody else."""

from datetime import timedelta

import pytest

from coachdesk.core.audits import Stage, Step
from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.desk.audits import (
    appeal,
    assign,
    begin,
    end_clocks,
    give,
    list_visits,
    open_visit,
    plan_visits,
    step,
    take_back,
    uphold,
)
from coachdesk.desk.folder import Desk
from coachdesk.desk.log import verify_log
from tests.desk.audits.walking import Walk, being


def code_of(error: pytest.ExceptionInfo[DeskRefused] | pytest.ExceptionInfo[BadInput]) -> str:
    return error.value.problems[0].code


@pytest.mark.parametrize(
    "stage",
    [
        "assigned",
        "in progress",
        "submitted",
        "in edit",
        "returned",
        "accepted",
        "rejected",
        "objected",
        "on hold",
        "released",
        "appealed",
        "final",
        "excluded",
    ],
)
def test_a_visit_reaches_every_stage(desk: Desk, walk: Walk, stage: str) -> None:
    number, _ = walk.plan()
    assert walk.to(number, stage).stage == stage
    assert verify_log(desk, being("ruth")).faults == ()


def test_a_report_is_scored_like_any_form(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    found = walk.to(number, "submitted")
    # 5 of 5 for the greeting, 0 of 5 for the shelf, (2 - 1) / 4 of 5 for listening: 6.25 of 15.
    assert found.scored.score.calc is not None
    assert round(float(found.scored.score.calc), 2) == 41.67
    assert found.visit.figures.shown == "125/3"
    assert (found.visit.figures.failing, found.visit.figures.waiting) == (1, 0)
    assert found.facts == {"story": "I, Mimi, waited; then 赵敏 asked for a gift.", "wait": "4"}
    assert [(each.name, each.bytes) for each in found.filed.proofs] == [("mimi-shelf.jpg", 7)]


def test_nothing_incomplete_is_handed_in(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    assign(desk, being("max"), number)
    shopper = walk.shopper(number)
    begin(desk, being(shopper), number)
    give(desk, being(shopper), number, "shelf", "fail")
    with pytest.raises(DeskRefused) as error:
        step(desk, being(shopper), number, Step.SUBMIT)
    told = [problem.message.partition(": ")[2] for problem in error.value.problems]
    assert {each.partition(":")[0] for each in told} == {
        "'story'",
        "'wait'",
        "'greets'",
        "'shelf'",
        "'listens'",
        "'ended'",
    }
    assert any("a photo of the shelf" in each for each in told)
    assert code_of(error) == "D713"


def test_a_report_after_a_day_is_taken_and_marked_late(desk: Desk, walk: Walk) -> None:
    number, other = walk.plan()
    assert not walk.to(number, "submitted").visit.late
    assign(desk, walk.acting("max"), other)
    walk.fill(other)
    walk.at += timedelta(hours=24)
    found = walk.take(walk.shopper(other), other, Step.SUBMIT)
    assert (found.stage, found.visit.late) == (Stage.SUBMITTED, True)


def test_whoever_edits_changes_nothing_unseen(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "in edit")
    found = give(desk, walk.acting("rex"), number, "listens", "4", "heard on the recording")
    assert found.visit.editors == ("ruth", "rex")
    changes = [
        (each.by, str(each.answer.points))
        for each in found.filed.changes
        if each.criterion == "listens" and each.answer
    ]
    assert changes == [(walk.shopper(number), "5/4"), ("rex", "15/4")]


def test_shopper_editor_and_decider_are_three(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "appealed")
    with pytest.raises(DeskRefused, match="A-visit-editor"):
        step(desk, being("ruth"), number, Step.DENY, "no")
    assert walk.take("rex", number, Step.DENY).stage is Stage.FINAL


def test_an_upheld_appeal_is_a_new_revision(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    before = walk.to(number, "appealed")
    with pytest.raises(BadInput, match="nobody appealed"):
        uphold(desk, being("rex"), number, [("shelf", "pass", "")], "seen")
    found = uphold(desk, walk.acting("rex"), number, [("listens", "5", "notes shown")], "seen")
    assert (found.stage, found.revision) == (Stage.FINAL, 2)
    assert found.scored.score.calc != before.scored.score.calc
    assert [each.claimed for each in found.filed.claims] == ["5"]
    assert [each.answer.points for each in found.filed.changes if each.answer][-1] == 5


def test_the_time_for_appeals_ends_by_itself(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    found = walk.to(number, "released")
    assert found.visit.appeal_until is not None
    assert end_clocks(desk, being(None, timedelta(days=13))) == 0
    late = being("grace" if found.visit.place == "quay" else "hong", timedelta(days=15))
    with pytest.raises(DeskRefused) as error:
        appeal(desk, late, number, [("listens", "5", "no")])
    assert code_of(error) == "D715"
    assert end_clocks(desk, being(None, timedelta(days=15))) == 1
    ended = open_visit(desk, being("max", timedelta(days=15)), f"V{number}")
    assert ended.history[-1].by == "system"
    assert ended.stage is Stage.FINAL


def test_an_objection_is_made_once(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "objected")
    walk.take("max", number, Step.REFUSE)
    with pytest.raises(DeskRefused) as error:
        walk.take(walk.shopper(number), number, Step.OBJECT)
    assert code_of(error) == "D714"


@pytest.mark.parametrize("wanted", [Step.RETURN, Step.REJECT])
def test_a_step_that_hurts_needs_its_reason(desk: Desk, walk: Walk, wanted: Step) -> None:
    number, _ = walk.plan()
    walk.to(number, "in edit")
    with pytest.raises(BadInput) as error:
        step(desk, being("ruth"), number, wanted, "  ")
    assert code_of(error) == "U405"


def test_an_answer_of_ones_own_is_taken_back(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    assign(desk, walk.acting("max"), number)
    shopper = walk.shopper(number)
    begin(desk, walk.acting(shopper), number)
    give(desk, walk.acting(shopper), number, "wait", "4")
    give(desk, walk.acting(shopper), number, "wait", "5")
    found, what = take_back(desk, walk.acting(shopper), number)
    assert (what, found.facts) == ("wait", {"wait": "4"})


def test_only_the_shopper_makes_the_visit(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    assign(desk, being("max"), number)
    # The owner of a desk without accounts has every role, and is still not the shopper.
    with pytest.raises(DeskRefused) as error:
        begin(desk, being(None), number)
    assert code_of(error) == "D711"


def test_silence_never_accepts(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "submitted")
    later = being("max", timedelta(days=400))
    end_clocks(desk, later)
    (line,) = list_visits(desk, later, stages=[Stage.SUBMITTED])
    assert (line.name, line.overdue) == (f"V{number}", True)
    assert [each.name for each in list_visits(desk, later, overdue=True)] == ["V2", "V1"]


def test_a_draw_comes_again_from_its_seed(desk: Desk, walk: Walk) -> None:
    first = plan_visits(desk, being("max"), "counter", "2026Q4", seed="spring", dry_run=True)
    assert first.numbers == ()
    assert list_visits(desk, being("max")) == ()
    kept = plan_visits(desk, being("max"), "counter", "2026Q4", seed="spring")
    assert kept.visits == first.visits
    later = being("max", timedelta(days=40))
    with pytest.raises(DeskRefused) as error:
        plan_visits(desk, later, "counter", "2026Q4", seed="spring")
    assert code_of(error) == "D717"
    again = plan_visits(desk, later, "counter", "2026Q4", seed="spring", dry_run=True)
    assert (again.visits, again.kept, again.changed) == (kept.visits, True, False)


def test_a_shopper_is_not_sent_again_so_soon(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    drawn = walk.shopper(number)
    other = "zhao.min" if drawn == "mia.vogel" else "mia.vogel"
    second = plan_visits(desk, being("max"), "counter", "2026Q4", seed="more", wanted=2)
    twin = next(
        at
        for at, each in zip(second.numbers, second.visits, strict=True)
        if each.place == open_visit(desk, being("max"), f"V{number}").visit.place
    )
    assert walk.shopper(twin) == other
    with pytest.raises(DeskRefused) as error:
        assign(desk, being("max"), twin, drawn)
    assert code_of(error) == "D712"
    with pytest.raises(DeskRefused, match="is agent, not a shopper"):
        assign(desk, being("max"), twin, "bo")
