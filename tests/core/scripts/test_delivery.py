"""Who has read a version in time, counted by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from coachdesk.core.people import Level, Person, Place
from coachdesk.core.scripts.delivery import (
    Reading,
    around,
    by_place,
    by_team,
    coverage,
    due_of,
    readers_of,
    reading_of,
)

MONDAY = datetime(2026, 5, 4, 12, tzinfo=UTC)
PLACES = {
    "north": Place(id="north", name="The North", level=Level.REGION),
    "dock": Place(id="dock", name="Dock Street", within="north"),
    "mill": Place(id="mill", name="Mill Lane", within="north"),
}
PEOPLE = (
    Person(id="ana", name="Ana", team="A", place="dock"),
    Person(id="bo", name="Bo", team="A", place="dock"),
    Person(id="cy", name="Cy", team="B", place="mill"),
    Person(id="di", name="Di"),
)


@pytest.mark.parametrize(
    ("days", "now", "reading"),
    [
        (0, 0, Reading.IN_TIME),
        (7, 9, Reading.IN_TIME),
        (7.001, 9, Reading.LATE),
        (None, 7, Reading.WAITING),
        (None, 7.001, Reading.MISSING),
    ],
)
def test_seven_days_after_the_publication_are_in_time(
    days: float | None, now: float, reading: Reading
) -> None:
    confirmed = None if days is None else MONDAY + timedelta(days=days)
    due = due_of(MONDAY, None)
    assert reading_of(due, confirmed, MONDAY + timedelta(days=now)) is reading


def test_whoever_comes_later_has_their_days_from_their_first_day_on() -> None:
    assert due_of(MONDAY, MONDAY - timedelta(days=90)) == MONDAY + timedelta(days=7)
    assert due_of(MONDAY, MONDAY + timedelta(days=30)) == MONDAY + timedelta(days=37)


def test_people_count_in_their_team_their_place_and_every_place_around_it() -> None:
    confirmed = {"ana": MONDAY + timedelta(days=1), "cy": MONDAY + timedelta(days=8)}
    readers = readers_of(
        {p.id: (p, None) for p in PEOPLE}, confirmed, MONDAY, MONDAY + timedelta(days=9)
    )
    whole = coverage("", readers)
    assert (whole.people, whole.in_time, whole.late, whole.unread) == (4, 1, 1, ("Bo", "Di"))
    assert [(each.name, each.in_time, each.people) for each in by_team(readers)] == [
        ("A", 1, 2),
        ("B", 0, 1),
    ]
    found = by_place(readers, PLACES)
    assert [(each.depth, each.name, each.in_time, each.people) for each in found] == [
        (0, "The North", 1, 3),
        (1, "Dock Street", 1, 2),
        (1, "Mill Lane", 0, 1),
    ]


def test_a_place_lies_in_itself_and_in_what_is_around_it() -> None:
    assert around("dock", PLACES) == ("dock", "north")
    assert around(None, PLACES) == ()
    assert around("nowhere", PLACES) == ()
