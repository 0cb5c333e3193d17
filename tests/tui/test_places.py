"""The tree of places and who works where, changed by keys."""

from pathlib import Path

import pytest

from coachdesk.desk.folder import Desk
from coachdesk.desk.places import places
from coachdesk.desk.roster import with_roster
from coachdesk.tui.view import Place
from tests.desk.certification.conftest import being_at, desk, desk_to_copy  # noqa: F401
from tests.desk.certification.crowd import LATER, crowd
from tests.desk.day import being, empty_desk
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

PLACES = Place(view="places")


@pytest.fixture
def crowded(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return crowd(desk)


def tree(known: Desk) -> list[tuple[str, str, int, tuple[str, ...]]]:
    acting = being_at("max", LATER)
    return [
        (each.place.name, each.place.level.value, each.depth, tuple(p.id for p in each.people))
        for each in places(with_roster(known, acting), acting)
    ]


def test_places_are_added_renamed_and_moved_with_who_works_there(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Places, and who works there", "Cleo Marsh")
        await seat.reach("▸   Harbour")
        await seat.press("c", "ctrl+a", "ctrl+k")
        await seat.type('name:"Old Harbour" level:stroe')
        await seat.press("enter")
        await seat.shows("'level:stroe' says nothing of a person or place (did you mean 'store'?)")
        await seat.press("backspace", "backspace", "backspace", "backspace")
        await seat.type("tore")
        await seat.press("enter")
        await seat.shows("Old Harbour: store", "Old Harbour  store harbour")
        await seat.press("+", "ctrl+a", "ctrl+k")
        await seat.type("id:north name:Northland level:region")
        await seat.press("enter")
        await seat.shows("Northland: region", "region north, nobody works here")
        await seat.reach("▸   Old Harbour")
        await seat.press("c")
        await seat.type("within:north")
        await seat.press("enter")
        await seat.shows("Old Harbour: store, within north", "region coast, nobody works here")

    sit(crowded, being_at("max", LATER), PLACES, walk)
    found = tree(crowded)
    at = found.index(("Northland", "region", 0, ()))
    assert found[at + 1][:3] == ("Old Harbour", "store", 1)
    assert {"cleo", "wang"} <= set(found[at + 1][3])


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_tree_of_places_looks_like_this(crowded: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Places, and who works there", "Cleo Marsh")
        for line in (
            "id:north name:Northland level:region",
            "id:delta name:Delta level:city within:north",
            "id:lotus name:莲花店 within:delta",
        ):
            await seat.press("+", "ctrl+a", "ctrl+k")
            await seat.type(line)
            await seat.press("enter")
            await seat.shows(line.split("name:")[1].split(" ")[0])
        await seat.reach("▸       Cleo Marsh")
        await seat.press("c")
        await seat.type("place:lotus")
        await seat.press("enter")
        await seat.shows("Cleo Marsh: agent, team North", "1 person, 1 of them further in")
        assert is_golden(f"places-{size[0]}x{size[1]}", seat.rows())

    sit(crowded, being_at("max", LATER), PLACES, walk, size=size)


def test_a_person_in_the_tree_leads_to_their_page_and_back(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Team North")
        await seat.press("L")
        await seat.shows("Cleo Marsh")
        await seat.reach("▸       Cleo Marsh")
        await seat.press("enter")
        await seat.shows("Cleo Marsh · agent")
        await seat.press("q")
        await seat.shows("Places, and who works there")

    sit(crowded, being_at("max", LATER), Place(view="team", name="North"), walk)


def test_a_desk_without_places_says_how_to_add_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    async def walk(seat: Seat) -> None:
        await seat.shows("no places yet")
        assert is_golden("places-empty-80x24", seat.rows())

    sit(empty_desk(tmp_path / "desk"), being("max"), PLACES, walk)


def test_who_may_not_change_places_is_told(crowded: Desk) -> None:
    before = tree(crowded)

    async def walk(seat: Seat) -> None:
        await seat.shows("Cleo Marsh")
        await seat.press("+", "ctrl+a", "ctrl+k")
        await seat.type("id:mall name:Mall")
        await seat.press("enter")
        await seat.shows("D403")
        assert is_golden("places-refused-80x24", seat.rows())

    sit(crowded, being_at("grace", LATER), PLACES, walk)
    assert tree(crowded) == before
