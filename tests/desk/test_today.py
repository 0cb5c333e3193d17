"""What one person has to do; the desk of `day.py`, counted by hand."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import pytest

from coachdesk.core.reviews import Stage
from coachdesk.core.today import Duty, Task
from coachdesk.core.trend import Source
from coachdesk.desk.evaluations import evaluations
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.desk.people import team_page
from coachdesk.desk.queue import open_queue
from coachdesk.desk.reviews import give, give_again, take_back
from coachdesk.desk.team_week import teams_this_week
from coachdesk.desk.today import today
from coachdesk.desk.trial import rules_in_trial
from tests.desk.day import CARD, being, busy_desk, empty_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of `day.py`; nothing here writes."""
    return busy_desk(tmp_path_factory.mktemp("day") / "desk")


def tasks(desk: Desk, person: str | None) -> dict[Duty, Task]:
    return {task.duty: task for task in today(desk, being(person)).tasks}


def counts(desk: Desk, person: str | None) -> dict[Duty, int]:
    return {duty: task.count for duty, task in tasks(desk, person).items()}


def test_a_supervisor_has_what_concerns_the_own_team(desk: Desk) -> None:
    # Three of Ana's calls have a critical fail; Bo's is another team's.
    assert counts(desk, "grace") == {
        Duty.DRAFTS: 1, Duty.CRITICAL: 3, Duty.PUBLISH: 1, Duty.UNSCORED: 1,
    }  # fmt: skip


def test_an_auditor_decides_no_dispute_about_what_he_scored(desk: Desk) -> None:
    assert Duty.DISPUTES not in counts(desk, "ruth")
    assert counts(desk, "rex")[Duty.DISPUTES] == 1


def test_what_is_late_comes_first(desk: Desk) -> None:
    # 王小明 disputed on 8 May; it is 20 May.
    first = today(desk, being("rex")).tasks[0]
    assert (first.duty, first.late) == (Duty.DISPUTES, 1)
    assert first.oldest == datetime(2026, 5, 8, 12, 0, tzinfo=UTC)


def test_an_agent_has_evaluations_to_answer_and_decisions_to_read(desk: Desk) -> None:
    assert counts(desk, "ana") == {Duty.ANSWER: 1}
    # Published on 15 May, 45 days to dispute.
    assert tasks(desk, "ana")[Duty.ANSWER].until == datetime(2026, 6, 29, 12, 0, tzinfo=UTC)
    assert counts(desk, "wang") == {Duty.DECIDED: 1}


def test_calls_assigned_to_somebody_are_theirs_to_do(desk: Desk) -> None:
    assert counts(desk, "ruth")[Duty.ASSIGNED] == 1
    assert Duty.ASSIGNED not in counts(desk, "rex")


def test_a_manager_has_critical_fails_that_nobody_was_given(desk: Desk) -> None:
    assert counts(desk, "max") == {Duty.UNASSIGNED: 3}


def test_an_admin_has_calls_to_score_and_a_trainer_nothing(desk: Desk) -> None:
    assert counts(desk, "ada") == {Duty.UNSCORED: 1}
    assert counts(desk, "sam") == {}


@pytest.mark.parametrize("person", [None, "grace", "ruth", "rex", "max", "ada"])
def test_each_task_leads_to_as_many_calls_as_it_counts(desk: Desk, person: str | None) -> None:
    for task in today(desk, being(person)).tasks:
        if task.view == "queue":
            assert open_queue(desk, being(person), task.filter).numbers.buffer_info()[1] == (
                task.count
            ), task.duty


def test_a_draft_whose_answers_were_all_taken_back_waits_for_nobody(
    desk: Desk, tmp_path: Path
) -> None:
    root = Path(copytree(desk.root, tmp_path / "desk"))
    own = find_desk(root, root)
    before = counts(own, "rex")
    give(own, being("rex"), "ana-11", CARD, "greets", "fail", "a slip", seen=0)
    assert counts(own, "rex") == before | {Duty.DRAFTS: 1, Duty.CRITICAL: before[Duty.CRITICAL] - 1}
    take_back(own, being("rex"), "ana-11", CARD)
    assert counts(own, "rex") == before
    drafts = [s for s in evaluations(own, being("rex")).sections if s.stage is Stage.DRAFT]
    assert [each.line.scorer for s in drafts for each in s.listed] == ["grace"]
    waiting = open_queue(own, being("rex"), "id:ana-11 critical>0 status:new").numbers
    assert len(waiting) == 1
    give_again(own, being("rex"), "ana-11", CARD)
    assert counts(own, "rex")[Duty.DRAFTS] == 1
    assert len(open_queue(own, being("rex"), "id:ana-11 status:draft").numbers) == 1


def test_the_last_actions_are_the_person_s_own_and_the_newest_first(desk: Desk) -> None:
    assert [(each.call, each.criterion) for each in today(desk, being("grace")).last][-1] == (
        "ana-01", "greets",
    )  # fmt: skip
    last = today(desk, being("rex")).last
    assert [(each.call, each.step) for each in last] == [("wang-02", "uphold")]
    assert today(desk, being("sam")).last == ()


def test_a_rule_in_trial_is_compared_with_people_and_hidden_from_agents(desk: Desk) -> None:
    # Nobody gives a name: the rule says FAIL; Ruth says FAIL once and PASS once.
    (trial,) = rules_in_trial(desk, being("ruth"))
    assert (trial.criterion, trial.judged, trial.people) == ("names", 17, 2)
    assert (trial.agreed.count, trial.agreed.of, trial.agreed.low) == (1, 2, None)
    assert rules_in_trial(desk, being("ana")) == ()


def test_a_team_s_week_has_a_mean_with_its_interval_or_the_reason_for_none(desk: Desk) -> None:
    (week,) = teams_this_week(desk, being("grace")).weeks
    by_name = {each.name: each for each in week.lines}
    ana, wang = by_name["Ana Silva"].mean, by_name["王小明"].mean
    assert ana is not None
    assert wang is not None
    # Nine times 100 and three times 50; s = 22.6134, t(11) = 2.20099: 87.5 +- 14.368.
    assert (ana.of, ana.value, ana.high) == (12, Fraction(175, 2), 100.0)
    assert ana.low == pytest.approx(73.132, abs=0.001)
    assert (wang.of, wang.value, wang.refusal) == (3, None, "too few")
    assert [len(each.weeks) for each in week.lines] == [8, 8, 8]


def test_a_team_s_week_is_what_the_team_page_says(desk: Desk) -> None:
    # The page visits every call; the week is added up from an index.
    for week in teams_this_week(desk, being(None)).weeks:
        page = team_page(desk, being(None), week.team, weeks=8)
        series = {each.name: each.series for each in page.members} | {page.name: page.series}
        for line in week.lines:
            automatic = [e for e in series[line.name] if e.source is Source.AUTOMATIC]
            assert line.weeks == tuple(w.mean for e in automatic for w in e.weeks)


def test_managers_see_no_single_people_of_small_teams(desk: Desk) -> None:
    lines = {
        week.team: [line.name for line in week.lines]
        for week in teams_this_week(desk, being("max")).weeks
    }
    # North has two agents; South has one, so that its figure would be Bo's.
    assert lines == {"North": ["North"], "South": []}


def test_teams_are_shown_to_those_who_may_look(desk: Desk) -> None:
    assert [week.team for week in teams_this_week(desk, being(None)).weeks] == ["North", "South"]
    assert teams_this_week(desk, being("ana")).weeks == ()


def test_an_empty_desk_has_nothing_to_do(tmp_path: Path) -> None:
    found = today(empty_desk(tmp_path / "desk"), being(None))
    assert (found.empty, found.tasks, found.last) == (True, (), ())


def test_evaluations_are_listed_by_stage_and_the_clock_is_no_agreement(desk: Desk) -> None:
    found = evaluations(desk, being("grace"))
    listed = {
        section.stage: [each.line.call for each in section.listed] for section in found.sections
    }
    assert listed == {
        Stage.DISPUTED: ["wang-01"],
        Stage.SUBMITTED: ["ana-02"],
        Stage.DRAFT: ["ana-01"],
        Stage.PUBLISHED: ["ana-03"],
        Stage.RESOLVED: ["wang-02"],
        Stage.ACKNOWLEDGED: ["ana-05", "ana-04"],
        Stage.RETRACTED: ["ana-06"],
    }
    every = [each for section in found.sections for each in section.listed]
    assert [each.line.call for each in every if each.automatic] == ["ana-05"]
    assert [each.line.call for each in every if each.late] == ["wang-01"]


def test_an_agent_s_list_holds_what_was_published_about_them(desk: Desk) -> None:
    found = evaluations(desk, being("ana"))
    calls = [each.line.call for section in found.sections for each in section.listed]
    assert calls == ["ana-03", "ana-05", "ana-04"]


def test_looking_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    root = Path(copytree(desk.root, tmp_path / "copy"))
    before = (root / "desk.db").read_bytes()
    copy = find_desk(root, root)
    today(copy, being("grace"))
    teams_this_week(copy, being("grace"))
    rules_in_trial(copy, being("grace"))
    assert (root / "desk.db").read_bytes() == before
