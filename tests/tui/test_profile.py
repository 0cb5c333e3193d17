"""A person whole, and their entry on the roster, by keys."""

from pathlib import Path

import pytest

from coachdesk.desk.folder import Desk
from coachdesk.desk.roster import colleague, with_roster
from coachdesk.tui.view import Place
from tests.desk.certification.conftest import being_at, desk, desk_to_copy  # noqa: F401
from tests.desk.certification.crowd import LATER, crowd
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

ANA = Place(view="person", name="ana")


@pytest.fixture
def crowded(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return crowd(desk)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
def test_a_profile_looks_like_this(crowded: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva · agent")
        await seat.shows("certificates: 1 ○ in training, 1 ✗ expired")
        assert is_golden(f"profile-{size[0]}x{size[1]}", seat.rows())

    sit(crowded, being_at("grace", LATER), ANA, walk, size=size)


def test_a_certificate_leads_to_its_evidence_and_back(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva · agent")
        await seat.press("tab")
        await seat.shows("▸   reading")
        await seat.press("enter")
        await seat.shows("may work until 2027-05-18")
        await seat.press("q")
        await seat.shows("▸   reading")

    sit(crowded, being_at("grace", LATER), ANA, walk)


def test_a_team_s_certificates_lead_to_its_part_of_the_matrix(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Team South")
        while "▸   reading" not in seat.screen:
            await seat.press("tab")
            assert "nothing here leads" not in seat.screen
        assert is_golden("team-certificates-100x30", seat.rows())
        await seat.press("enter")
        await seat.shows("Fay Lund", "Certification")
        assert "Ana Silva" not in seat.screen

    place = Place(view="team", name="South")
    sit(crowded, being_at("max", LATER), place, walk, size=(100, 30))


def test_a_manager_changes_the_roster_in_one_line(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva · agent", "team North")
        await seat.press("c")
        await seat.type("taem:South")
        await seat.press("enter")
        await seat.shows("'taem:South' says nothing of a person or place (did you mean 'team'?)")
        for _ in "taem:South":
            await seat.press("backspace")
        await seat.type('team:"Far South" under:max reason:"asked to"')
        await seat.press("enter")
        await seat.shows("Ana Silva: agent, team Far South", "· team Far South")
        await seat.press("T")
        await seat.shows("Hal Reyes")
        await seat.press("/")
        await seat.type('team:"Far South"')
        await seat.press("enter")
        await seat.until(lambda: "Hal Reyes" not in seat.screen)
        assert "Ana Silva" in seat.screen, "everything that is asked knows it"

    sit(crowded, being_at("max", LATER), ANA, walk)
    known = colleague(with_roster(crowded, being_at("max", LATER)), being_at("max", LATER), "ana")
    assert [(each.team, str(each.since)) for each in known.spells] == [
        ("North", "None"),
        ("Far South", "2027-05-21"),
    ]
    assert [each.reason for each in known.changes] == ["asked to"]


def spells_of(known_desk: Desk, person: str) -> list[tuple[str | None, str, str]]:
    acting = being_at("max", LATER)
    known = colleague(with_roster(known_desk, acting), acting, person)
    return [(each.team, str(each.since), str(each.until)) for each in known.spells]


def test_a_spell_is_put_right_and_one_that_never_was_is_struck(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva · agent", "team North")
        await seat.press("c")
        await seat.type("team:South")
        await seat.press("enter")
        await seat.shows("Ana Silva: agent, team South", "· team South")
        await seat.reach("▸   2027-05-21")
        assert is_golden("profile-spell-80x24", seat.rows())
        await seat.press("enter")
        await seat.shows("ana, this spell", "until: role:agent team:South")
        await seat.press("ctrl+a", *["right"] * len("since:2027-05-2"), "delete")
        await seat.type("3")
        await seat.press("enter")
        await seat.shows("▸   2027-05-23", "team South")
        await seat.press("ctrl+r")
        await seat.type("stayed after all")
        await seat.press("enter")
        await seat.shows("Ana Silva: agent, team North")
        await seat.press("ctrl+r")
        await seat.shows("no spell stands in this row")

    sit(crowded, being_at("max", LATER), ANA, walk)
    assert spells_of(crowded, "ana") == [("North", "None", "None")]
    acting = being_at("max", LATER)
    known = colleague(with_roster(crowded, acting), acting, "ana")
    assert [each.step for each in known.changes] == ["change", "correct", "strike"]
    assert [(str(m.since), str(m.until)) for m in known.changes[1].moved] == [
        ("2027-05-21", "2027-05-22")
    ]


def test_somebody_new_comes_into_the_team(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Team South")
        await seat.press("+")
        await seat.type("mei.lin")
        await seat.press("enter")
        await seat.shows("D795")
        await seat.press("+")
        await seat.type('mei.lin name:"Mei Lin" under:max')
        await seat.press("enter")
        await seat.shows("Mei Lin: agent, team South")
        await seat.press("+")
        await seat.type("mei.lin name:Mei")
        await seat.press("enter")
        await seat.shows("'mei.lin' is Mei Lin already")

    sit(crowded, being_at("max", LATER), Place(view="team", name="South"), walk)
    assert spells_of(crowded, "mei.lin") == [("South", "2027-05-21", "None")]


def test_a_last_day_is_noted(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Bo Chen")
        await seat.press("X")
        await seat.press("ctrl+k", "ctrl+a", "ctrl+k")
        await seat.type("soon")
        await seat.press("enter")
        await seat.shows("'soon' says nothing of a person or place (a day is written 2026-12-01)")
        await seat.press("X")
        await seat.type(" goes home")
        await seat.press("enter")
        await seat.shows("Bo Chen: agent, team South, until 2027-05-21")

    sit(crowded, being_at("max", LATER), Place(view="person", name="bo"), walk)


def test_who_may_not_change_the_roster_is_told(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva · agent")
        await seat.press("c")
        await seat.type("team:South")
        await seat.press("enter")
        await seat.shows("D403")

    sit(crowded, being_at("grace", LATER), ANA, walk)
