"""The coaching board with its stages side by side, where the screen is wide."""

from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.tui.shown import drawn_cells
from coachdesk.tui.view import Place
from coachdesk.tui.views.coaching import CoachingView
from tests.desk.coaching.desks import MORNING, add_calls, busy_desk, claimed, coaching_desk, on
from tests.desk.day import being, empty_desk
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

BOARD = Place(view="coaching")
WIDE = (120, 30)


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return busy_desk(tmp_path / "desk")


LATE = on(None, 31).clock() + timedelta(days=2)
"""When what is under way is overdue."""


@pytest.mark.parametrize("size", [WIDE, (200, 50)])
def test_the_lanes_are_as_drawn(desk: Desk, size: tuple[int, int]) -> None:
    coaching.waive(
        desk, on("grace", 28), person="ana", scorecard="visit", criterion="calm",
        until=LATE.date() + timedelta(days=20), reason="new",
    )  # fmt: skip

    async def walk(seat: Seat) -> None:
        await seat.shows("PROPOSED  2", "AGREED  0", "IN PROGRESS  1", "TO VERIFY  1", "ENDED")
        assert is_golden(f"coaching-lanes-{size[0]}x{size[1]}", seat.rows())

    sit(desk, being("max", LATE), BOARD, walk, size=size)


def test_nobody_coached_is_told_on_a_wide_screen_too(tmp_path: Path) -> None:
    async def nobody(seat: Seat) -> None:
        await seat.shows("Nobody is being coached yet.")
        assert is_golden("coaching-lanes-empty-120x30", seat.rows())

    empty = empty_desk(tmp_path / "desk")
    sit(empty, being("max"), BOARD, nobody, size=WIDE)


def here(seat: Seat) -> str | None:
    view = seat.app.view
    assert isinstance(view, CoachingView)
    return view.current.name if view.current is not None else None


def test_keys_go_down_a_lane_and_from_lane_to_lane(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("TO VERIFY  1")
        assert here(seat) == "A3"
        for key, name in (("l", "A2"), ("l", "A2"), ("h", "A3"), ("h", "A4"), ("h", "A4"),
                          ("j", "A1"), ("j", "A1"), ("k", "A4"), ("G", "A1"), ("g", "A4"),
                          ("l", "A3"), ("left", "A4"), ("down", "A1")):  # fmt: skip
            await seat.press(key)
            assert here(seat) == name, key
        await seat.press("enter")
        await seat.shows("A1 · Ana Silva · proposed")
        await seat.press("]")
        await seat.shows("A3 · 조민 · in progress")
        await seat.press("q")
        await seat.shows("TO VERIFY  1")
        assert here(seat) == "A3"

    sit(desk, being("max", LATE), BOARD, walk, size=WIDE)


def test_the_cursor_stays_with_its_action_when_the_screen_grows_and_shrinks(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("OVERDUE  1")
        await seat.press("j")
        assert here(seat) == "A2"
        for wide, high in ((120, 30), (119, 30), (200, 50), (80, 24), (160, 12)):
            await seat.pilot.resize_terminal(wide, high)
            await seat.pilot.pause()
            assert here(seat) == "A2"
            assert ("IN PROGRESS  1" in seat.screen) == (wide >= 120)
            assert any("▸" in row and "Ben Okafor" in row for row in seat.rows())
        await seat.press("h")
        await seat.pilot.resize_terminal(80, 24)
        await seat.pilot.pause()
        assert here(seat) == "A3"

    sit(desk, being("max", LATE), BOARD, walk, size=(80, 24))


def test_words_narrow_the_lanes_and_a_step_moves_the_card(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("PROPOSED  2")
        await seat.press("/")
        await seat.type("ana")
        await seat.press("enter")
        await seat.shows("PROPOSED  1", "TO VERIFY  0", "1 of 4")
        assert here(seat) == "A1"
        await seat.press("X", "y")
        await seat.type("moved away")
        await seat.press("enter")
        await seat.shows("PROPOSED  0", "ENDED  1", "cancelled")
        await seat.press("escape")
        await seat.shows("PROPOSED  1", "TO VERIFY  1")
        assert here(seat) == "A1"
        await seat.press("/")
        await seat.type("zzz")
        await seat.shows("no action has “zzz”: Esc shows all")

    sit(desk, on("max", 28), BOARD, walk, size=WIDE)


def test_what_ended_verified_says_what_the_draw_showed(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ana": "PFPFPF", "ben": "FF"})
    coaching.raise_proposals(desk, being("ruth"))
    claimed(desk, at=on(None, 20, 0).clock())
    add_calls(desk, {"ana": "PPPPPPP"}, since=MORNING + timedelta(days=19))

    async def board(seat: Seat) -> None:
        await seat.shows("7 of 7 ✓✓✓✓✓✓✓")

    async def lanes(seat: Seat) -> None:
        await seat.shows("verified  drawn 5 of 5 ✓✓✓✓✓")

    async def ended(seat: Seat) -> None:
        await seat.shows("VERIFIED  1", "drawn 5 of 5 ✓✓✓✓✓")

    sit(desk, on("ruth", 28), BOARD, board)
    coaching.verify(desk, on("ruth", 28), 1)
    sit(desk, on("ruth", 28), BOARD, lanes, size=(150, 40))
    sit(desk, on("ruth", 28), BOARD, ended)


def test_a_click_puts_the_cursor_on_a_card(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("TO VERIFY  1")
        at = next(n for n, row in enumerate(seat.rows()) if "Ben Okafor" in row)
        before = seat.rows()[at].split("Ben")[0]
        await seat.pilot.click(offset=(drawn_cells(before), at))
        await seat.pilot.pause()
        assert here(seat) == "A2"

    sit(desk, being("max", LATE), BOARD, walk, size=WIDE)


@pytest.mark.parametrize("cells", [*range(120, 150), 200, 333])
def test_no_card_exceeds_its_lane(desk: Desk, cells: int) -> None:
    """Every divider of a row stands below that of the titles, wide names or not."""

    async def walk(seat: Seat) -> None:
        await seat.shows("PROPOSED  2")
        title, _, *rows = seat.rows()[1:-2]
        wanted = columns_of(title)
        assert len(wanted) >= 4
        assert all(columns_of(row)[:4] == wanted[:4] for row in rows)
        assert all(drawn_cells(row) <= cells for row in seat.rows())

    sit(desk, being("max", LATE), BOARD, walk, size=(cells, 30))


def columns_of(row: str) -> list[int]:
    return [drawn_cells(row[:at]) for at, sign in enumerate(row) if sign == "│"]


def test_a_long_lane_scrolls_with_whole_cards(tmp_path: Path) -> None:
    people = {f"p{n:02}": "FF" for n in range(12)}
    desk = coaching_desk(tmp_path / "desk", {})
    settings = desk.root / "desk.yaml"
    more = "".join(f"  - {{id: {each}, name: 王小明{each}, team: North}}\n" for each in people)
    settings.write_text(settings.read_text("utf-8") + more, encoding="utf-8")
    desk = find_desk(desk.root, desk.root)
    add_calls(desk, people)
    coaching.raise_proposals(desk, being("ruth"))

    async def walk(seat: Seat) -> None:
        await seat.shows("PROPOSED  12")
        await seat.press("G")
        assert here(seat) == "A12"
        assert any("▸" in row and "王小明p11" in row for row in seat.rows())
        assert any("A12  in" in row for row in seat.rows())
        assert "A1  in" not in seat.screen
        await seat.press("3", "k")
        assert here(seat) == "A9"
        await seat.press("2", "G")
        assert here(seat) == "A2"
        await seat.press("ctrl+d", "ctrl+d", "ctrl+u", "5", "0", "%")
        assert here(seat) is not None

    sit(desk, being("grace"), BOARD, walk, size=WIDE)
