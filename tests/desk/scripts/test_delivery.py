"""Receipts and coverage on a real desk."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.core.roster import Change
from coachdesk.core.scripts.delivery import Reading
from coachdesk.core.today import Duty
from coachdesk.desk import scripts
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.roster import change, leave, with_roster
from coachdesk.desk.today import today
from tests.desk.scripts.conftest import NOON, SCRIPT, write_script
from tests.desk.scripts.test_publishing import nothing_written, publish_first

As = Callable[..., Acting]


def test_the_first_receipt_counts_and_coverage_is_told_by_team_and_place(
    desk: Desk, acting_as: As
) -> None:
    publish_first(desk, acting_as)
    assert scripts.confirm(desk, acting_as("ana", NOON + timedelta(days=1)), "card").new
    again = scripts.confirm(desk, acting_as("ana", NOON + timedelta(days=20)), "card")
    assert (again.new, again.receipt.at) == (False, NOON + timedelta(days=1))
    scripts.confirm(desk, acting_as("cy", NOON + timedelta(days=8)), "card@1")
    found = scripts.delivery(desk, acting_as("ruth", NOON + timedelta(days=9)), "card")
    assert [(r.person.id, r.reading) for r in found.readers] == [
        ("ana", Reading.IN_TIME),
        ("bo", Reading.MISSING),
        ("cy", Reading.LATE),
    ]
    assert (found.whole.people, found.whole.in_time, found.whole.late) == (3, 1, 1)
    assert [(each.name, each.in_time, each.people) for each in found.teams] == [
        ("North", 1, 2),
        ("South", 0, 1),
    ]
    assert [(each.name, each.in_time, each.people) for each in found.places] == [
        ("The Coast", 1, 1),
        ("Pier Shop", 1, 1),
    ]
    assert verify_log(desk, acting_as("ruth")).faults == ()


def test_whoever_came_later_has_their_own_days_and_whoever_left_is_not_counted(
    desk: Desk, acting_as: As
) -> None:
    publish_first(desk, acting_as)
    max_ = acting_as("max")
    first_day = date(2026, 6, 1)
    change(desk, max_, Change(id="new", name="New One", since=first_day, team="North"))
    leave(with_roster(desk, max_), max_, "bo", date(2026, 5, 20))
    later = acting_as("ruth", NOON + timedelta(days=32))
    found = scripts.delivery(with_roster(desk, later), later, "card")
    assert [(each.person.id, each.reading) for each in found.readers] == [
        ("ana", Reading.MISSING),
        ("cy", Reading.MISSING),
        ("new", Reading.WAITING),
    ]
    assert found.readers[2].due_at == datetime(2026, 6, 8, tzinfo=UTC)


def test_a_new_version_has_receipts_of_its_own(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    scripts.confirm(desk, acting_as("ana"), "card")
    write_script(desk, SCRIPT.replace("version: 1", "version: 2").replace("forty", "fifty"))
    scripts.publish(desk, acting_as("sam"), "card")
    (line, _) = scripts.list_scripts(desk, acting_as("ana")).lines
    assert (line.published, line.confirmed) == (2, False)
    assert scripts.confirm(desk, acting_as("ana"), "card").version.script.version == 2
    assert [each.receipts for each in scripts.history(desk, acting_as("ana"), "card")] == [1, 1]


def test_a_supervisor_sees_their_team_and_no_other(desk: Desk, acting_as: As) -> None:
    publish_first(desk, acting_as)
    found = scripts.delivery(desk, acting_as("grace"), "card")
    assert [reader.person.id for reader in found.readers] == ["ana", "bo"]
    assert [each.name for each in found.teams] == ["North"]
    for person in ("ruth", "sam", "max"):
        assert len(scripts.delivery(desk, acting_as(person), "card").readers) == 3


@pytest.mark.parametrize("person", ["ana", "ada", "shea"])
def test_who_has_read_it_is_not_for_everybody(desk: Desk, acting_as: As, person: str) -> None:
    publish_first(desk, acting_as)
    refused = nothing_written(
        desk, acting_as, lambda acting: scripts.delivery(desk, acting, "card"), person
    )
    assert refused == ["D403"]


def test_nobody_confirms_what_is_not_published(desk: Desk, acting_as: As) -> None:
    refused = nothing_written(
        desk, acting_as, lambda acting: scripts.confirm(desk, acting, "card"), "ana"
    )
    assert refused == ["D736"]
    publish_first(desk, acting_as)
    for name in ("card@2", "card@x", "card@99999999999999999999", "crad"):
        with pytest.raises(DeskRefused, match="D736"):
            scripts.confirm(desk, acting_as("ana"), name)


def test_a_script_in_use_waits_for_whoever_of_the_floor_has_not_confirmed_it(
    desk: Desk, acting_as: As
) -> None:
    publish_first(desk, acting_as)
    scripts.confirm(desk, acting_as("ana"), "card")

    def waiting(person: str, days: int) -> list[tuple[int, int, datetime | None]]:
        found = today(desk, acting_as(person, NOON + timedelta(days=days))).tasks
        return [
            (each.count, each.late, each.oldest) for each in found if each.duty is Duty.READ_SCRIPT
        ]

    assert waiting("ana", 1) == []
    assert waiting("bo", 1) == waiting("grace", 1) == [(1, 0, NOON)]
    assert waiting("bo", 8) == [(1, 1, NOON)]
    for nobody_of_the_floor in ("ruth", "sam", "max", "ada"):
        assert waiting(nobody_of_the_floor, 1) == []
    again = SCRIPT.replace("version: 1", "version: 2\neffective: {from: 2026-05-10}")
    write_script(desk, again.replace("forty", "fifty"))
    scripts.publish(desk, acting_as("max"), "card")
    assert waiting("ana", 1) == []
    assert waiting("ana", 7) == [(1, 0, NOON)]


def test_a_script_for_one_team_waits_for_that_team_alone(desk: Desk, acting_as: As) -> None:
    write_script(desk, SCRIPT.replace("title:", "teams: [South]\ntitle:"))
    publish_first(desk, acting_as)
    found = scripts.delivery(desk, acting_as("ruth", NOON + timedelta(days=9)), "card")
    assert [reader.person.id for reader in found.readers] == ["cy"]
    assert [each.name for each in found.teams] == ["South"]

    def asked(person: str) -> tuple[int, bool]:
        acting = acting_as(person, NOON + timedelta(days=9))
        tasks = [each for each in today(desk, acting).tasks if each.duty is Duty.READ_SCRIPT]
        (line,) = (each for each in scripts.list_scripts(desk, acting).lines if each.id == "card")
        return sum(each.count for each in tasks), line.to_read

    assert asked("cy") == (1, True)
    assert asked("bo") == asked("grace") == (0, False)
    # Whoever reads it all the same may say so, and does not count.
    assert scripts.confirm(desk, acting_as("bo"), "card").new
    assert scripts.delivery(desk, acting_as("ruth"), "card").whole.people == 1


def test_a_team_that_nobody_belongs_to_is_told_with_its_place_and_not_published(
    desk: Desk, acting_as: As
) -> None:
    write_script(desk, SCRIPT.replace("title:", "teams: [North, Suoth]\ntitle:"))
    with pytest.raises(BadInput) as refused:
        publish_first(desk, acting_as)
    first = refused.value.problems[0]
    assert (first.code, first.hint) == ("D743", "did you mean 'South'?")
    assert str(first.location).endswith("scripts_library/card.yaml:3:16")
