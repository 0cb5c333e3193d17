"""What today says of coaching, and that the list of just this work holds as much."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coachdesk.core.coaching import Method, Practice
from coachdesk.core.today import Duty, Task
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk
from coachdesk.desk.today import today
from coachdesk.report.today import command_of, waits
from tests.desk.coaching.desks import POLICY, agreed, claimed, coaching_desk, on
from tests.desk.day import NOW, being

COACHING = frozenset(
    {
        Duty.COACHING_AGREE,
        Duty.COACHING_DUE,
        Duty.COACHING_CHECK,
        Duty.COACHING_DECLINED,
        Duty.MATTERS,
    }
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = coaching_desk(tmp_path / "desk", {"ana": "FF", "ben": "FF", "eve": "FF"})
    coaching.raise_proposals(made, being("ruth"))
    return made


def tasks(desk: Desk, person: str, day: int = 20) -> dict[Duty, Task]:
    return {task.duty: task for task in today(desk, on(person, day)).tasks if task.duty in COACHING}


def counts(desk: Desk, person: str) -> dict[Duty, int]:
    found = tasks(desk, person)
    for duty, task in found.items():
        assert command_of(task, person).startswith("coachdesk coaching ")
        if duty is not Duty.MATTERS:
            lines = coaching.list_actions(desk, being(person), waiting=True).lines
            stages = {line.stage for line in lines}
            assert task.count == len(lines) or len(stages) > 1
    return {duty: task.count for duty, task in found.items()}


def test_a_proposal_waits_for_those_of_the_two_who_have_not_agreed(desk: Desk) -> None:
    assert counts(desk, "ana") == {Duty.COACHING_AGREE: 1}
    assert counts(desk, "grace") == {Duty.COACHING_AGREE: 2}
    coaching.agree(desk, being("grace"), 1)
    assert counts(desk, "grace") == {Duty.COACHING_AGREE: 1}
    assert counts(desk, "ruth") == {}


def test_what_is_under_way_says_how_long_there_is_or_since_when_it_is_late(desk: Desk) -> None:
    agreed(desk)
    assert Duty.COACHING_DUE not in tasks(desk, "ana"), "the coach begins"
    task = tasks(desk, "grace")[Duty.COACHING_DUE]
    # Due on the 30th, the whole day; it is noon of the 20th.
    assert task.until == datetime(2026, 5, 31, tzinfo=UTC)
    assert waits(task, NOW) == "10 d left"
    coaching.start(desk, being("grace"), 1, Method.TALK, [Practice.MODEL])
    late = tasks(desk, "ana", day=31)[Duty.COACHING_DUE]
    assert (late.late, late.until) == (1, None)
    # The day after is one day late, as the board has it.
    assert waits(late, on("ana", 31).clock()) == "1 late, 24 h"
    weeks = NOW + timedelta(days=34)
    (task,) = [each for each in today(desk, being("ana", weeks)).tasks if each.late]
    # 23 June: 24 days after the 30th of May.
    assert waits(task, weeks) == "1 late, 24 d"


def test_a_claim_waits_for_those_who_may_check_it_and_not_for_the_coach(desk: Desk) -> None:
    claimed(desk)
    assert Duty.COACHING_CHECK not in counts(desk, "grace")
    assert counts(desk, "ruth") == {Duty.COACHING_CHECK: 1}
    claimed(desk, 3, coach="sam", person="eve")
    assert tasks(desk, "hugo")[Duty.COACHING_CHECK].count == 1


def test_what_was_declined_waits_for_the_supervisor(desk: Desk) -> None:
    coaching.decline(desk, being("ana"), 1, "not mine")
    assert counts(desk, "grace") == {Duty.COACHING_AGREE: 1, Duty.COACHING_DECLINED: 1}
    assert counts(desk, "ana") == {}


def test_a_matter_waits_for_its_owner(tmp_path: Path) -> None:
    calls = {"ana": "FF", "ben": "FF", "cho": "FF"}
    desk = coaching_desk(tmp_path / "desk", calls, POLICY + "team_share: 60%\n")
    coaching.raise_proposals(desk, being("ruth"))
    assert counts(desk, "ruth") == {Duty.MATTERS: 1}
    assert counts(desk, "rex") == {}


def test_what_was_claimed_is_not_late(desk: Desk) -> None:
    agreed(desk)
    coaching.start(desk, being("grace"), 1, Method.TALK, [Practice.MODEL])
    assert [
        line.name for line in coaching.list_actions(desk, on("ruth", 31), overdue=True).lines
    ] == ["A1"]
    coaching.claim(desk, on("ana", 31), 1)
    assert coaching.list_actions(desk, on("ruth", 31), overdue=True).lines == ()
