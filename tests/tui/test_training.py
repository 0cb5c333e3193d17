"""How long training takes and what questions tell, as pages, by keys."""

from pathlib import Path

import pytest

from coachdesk.core.certification import Step
from coachdesk.desk import certification as certs
from coachdesk.desk import scripts
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.tui.view import Place
from tests.desk.certification.conftest import PEOPLE, being_at, desk, desk_to_copy  # noqa: F401
from tests.desk.certification.crowd import LATER, READING, crowd
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

READ_ON = (3, 4, 8, 8, 12, 13, 20, 20, 27, None, None, None)
"""Days after their enrolment on which twelve people were certified; None: not yet on day 40."""


@pytest.fixture
def trained(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    more = "".join(
        f"  - {{id: new{n:02}, name: New {n:02}, team: {'North' if n % 2 else 'South'}}}\n"
        for n in range(len(READ_ON))
    )
    (desk.root / "desk.yaml").write_text(PEOPLE.replace("places:\n", f"{more}places:\n"), "utf-8")
    (desk.rules / "certifications" / "reading.yaml").write_text(READING, "utf-8")
    made = find_desk(desk.root, desk.root)
    for number, day in enumerate(READ_ON):
        person = f"new{number:02}"
        certs.enrol(made, being_at("sam", 0), "reading", person)
        if day is not None:
            scripts.confirm(made, being_at(person, day), "sale")
            for step in (Step.ASSESS, Step.PASS):
                certs.step(made, being_at("sam", day), "reading", person, step)
    return made


COHORTS = Place(view="cohorts", name="reading")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_curve_of_training_looks_like_this(trained: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Time to certificate", "day")
        assert is_golden(f"cohorts-{size[0]}x{size[1]}", seat.rows())

    sit(trained, being_at("max", 40), COHORTS, walk, size=size)


def test_the_median_counts_those_still_in_training(trained: Desk) -> None:
    """Six of twelve are certified by day 13: the median is 13, not the 12 of those certified."""

    async def walk(seat: Seat) -> None:
        await seat.shows("day")
        await seat.press("G")
        await seat.shows("all: n 12, 9 certified: median 13 days")
        await seat.shows("day 10: 33 %", "lacking first: read (3)")
        await seat.press("l")
        await seat.shows("by team", "North: n 6, 4 certified: too few for a median")

    sit(trained, being_at("max", 40), COHORTS, walk, size=(100, 40))


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_too_few_people_give_no_curve(crowd_desk: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("no curve: under ten people were ever enrolled")
        assert is_golden(f"cohorts-few-{size[0]}x{size[1]}", seat.rows())
        await seat.press("tab")
        await seat.shows("▸   theory")
        await seat.press("enter")
        await seat.shows("0 first sittings, 0 later ones left out")
        assert is_golden(f"questions-{size[0]}x{size[1]}", seat.rows())
        await seat.press("l")
        await seat.shows("of all first sittings, not of weeks")

    sit(crowd_desk, being_at("max", LATER), Place(view="cohorts", name="sale"), walk, size=size)


@pytest.mark.parametrize("place", [COHORTS, Place(view="questions", name="theory")])
def test_who_may_not_look_is_told_why(crowd_desk: Desk, place: Place) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("D403")
        assert "median" not in seat.screen
        assert is_golden(f"{place.view}-refused-80x24", seat.rows())

    sit(crowd_desk, being_at("ana", LATER), place, walk)


@pytest.fixture
def crowd_desk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return crowd(desk)
