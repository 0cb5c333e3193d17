"""What visits mean for a person's day: counted by hand on a small desk."""

from datetime import timedelta

from coachdesk.core.audits import Stage, Step
from coachdesk.core.today import Duty, Task
from coachdesk.desk.audits import assign, list_visits, open_visit
from coachdesk.desk.folder import Desk
from coachdesk.desk.today import today
from coachdesk.report.today import command_of
from tests.desk.audits.walking import Walk, being


def tasks(desk: Desk, person: str | None, after: timedelta = timedelta(0)) -> dict[Duty, Task]:
    return {task.duty: task for task in today(desk, being(person, after)).tasks}


def test_a_visit_waits_for_one_after_the_other(desk: Desk, walk: Walk) -> None:
    number, other = walk.plan()
    shopper = walk.shopper(number)
    day = timedelta(hours=12)
    assert set(tasks(desk, "max", day)) == {Duty.ASSIGN_VISIT}
    assert tasks(desk, "ruth", day)[Duty.ASSIGN_VISIT].count == 2
    assign(desk, walk.acting("max"), number)
    assert tasks(desk, shopper, day)[Duty.MAKE_VISIT].count == 1
    walk.at = timedelta(0)
    walk.fill(number)
    # Begun at noon: due after 24 hours, and late afterwards.
    late = tasks(desk, shopper, timedelta(hours=30))[Duty.MAKE_VISIT]
    assert (late.count, late.late) == (1, 1)
    assert list_visits(desk, being("max"), stages=[Stage.PLANNED])[0].number == other


def test_a_released_visit_waits_for_its_line(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    found = walk.to(number, "accepted")
    line = "grace" if found.visit.place == "quay" else "hong"
    assert tasks(desk, "max")[Duty.RELEASE_VISIT].count == 1
    assert tasks(desk, line) == {}
    walk.take("max", number, Step.RELEASE)
    task = tasks(desk, line, timedelta(days=1))[Duty.READ_VISIT]
    until = open_visit(desk, being("max"), f"V{number}").visit.appeal_until
    assert (task.count, task.until) == (1, until)
    assert command_of(task, line) == "coachdesk audits list --stage released"
    assert Duty.READ_VISIT not in tasks(desk, line, timedelta(days=20))
    walk.appealed(number)
    assert tasks(desk, "rex")[Duty.VISIT_APPEAL].count == 1
    # Ruth has checked the report.
    assert Duty.VISIT_APPEAL not in tasks(desk, "ruth")


def test_the_commands_list_the_work(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "submitted")
    task = tasks(desk, "rex")[Duty.CHECK_VISIT]
    assert command_of(task, "rex") == (
        "coachdesk audits list --stage submitted --stage 'in edit' --stage 'on hold'"
    )
    assert [each.number for each in list_visits(desk, being("rex"), stages=[Stage.SUBMITTED])] == [
        number
    ]
