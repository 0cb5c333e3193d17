"""The person and team views, on the desk of `tests/desk/weeks.py`."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from textual.pilot import Pilot

from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.shown import width
from coachdesk.tui.view import Place
from coachdesk.tui.views.page import PageView
from tests.desk.day import being, empty_desk
from tests.desk.weeks import weeks_desk
from tests.tui.screens import app_of, at, is_golden, rows_of, until


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return weeks_desk(tmp_path_factory.mktemp("weeks") / "desk")


@pytest.fixture
def desk(made: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = Path(copytree(made.root, tmp_path / "desk"))
    return find_desk(root, root)


def walk(
    desk: Desk,
    acting: Acting,
    place: Place,
    *keys: str,
    size: tuple[int, int] = (100, 30),
    ascii_only: bool = False,
    until_seen: Callable[[CoachdeskApp], bool] = lambda app: True,
) -> tuple[list[str], Place | None]:
    """The screen after these keys, and where that is."""

    async def run() -> tuple[list[str], Place | None]:
        app = app_of(desk, acting, ascii_only=ascii_only)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await at(pilot, app, place)
            await until(pilot, lambda: read(app))
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await until(pilot, lambda: until_seen(app))
            await settled(pilot)
            return rows_of(app), app.view.place() if app.view is not None else None

    return asyncio.run(run())


def read(app: CoachdeskApp) -> bool:
    """Whether the page, or why there is none, is on the screen."""
    view = app.view
    if not isinstance(view, PageView):
        return False
    known = view.left_pane.count() or view.left_pane.told != "reading…"
    return bool(known) and any(row.strip() and "reading…" not in row for row in rows_of(app)[1:-2])


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause(0.02)


ANA = Place(view="person", name="ana")
NORTH = Place(view="team", name="North")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
def test_a_person_s_page_looks_like_this(desk: Desk, size: tuple[int, int]) -> None:
    rows, _ = walk(desk, being("grace"), ANA, size=size)
    assert is_golden(f"person-{size[0]}x{size[1]}", rows)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 40)])
def test_a_team_s_page_looks_like_this(desk: Desk, size: tuple[int, int]) -> None:
    rows, _ = walk(desk, being("grace"), NORTH, size=size)
    assert is_golden(f"team-{size[0]}x{size[1]}", rows)


def test_an_empty_desk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    rows, _ = walk(empty_desk(tmp_path / "desk"), being("grace"), ANA, size=(80, 24))
    assert is_golden("person-empty-80x24", rows)


def test_a_team_without_calls_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    rows, _ = walk(empty_desk(tmp_path / "desk"), being("grace"), NORTH, size=(80, 24))
    assert is_golden("team-empty-80x24", rows)


def test_who_may_not_look_at_a_team_is_told_why_in_the_page(desk: Desk) -> None:
    rows, _ = walk(desk, being("grace"), Place(view="team", name="South"), size=(80, 24))
    assert is_golden("team-refused-80x24", rows)


def test_the_names_of_teams_are_there_to_choose_from(desk: Desk) -> None:
    walk(desk, being("ruth"), Place(view="team"), "enter", until_seen=_is_of("North"))
    rows, _ = walk(desk, being("ana"), Place(view="team"))
    assert "no team whose figures you may read" in "\n".join(rows), "there are teams all the same"


def test_who_may_not_look_is_told_why_in_the_page(desk: Desk) -> None:
    rows, _ = walk(desk, being("grace"), Place(view="person", name="bo"), size=(80, 24))
    assert is_golden("person-refused-80x24", rows)


@pytest.mark.parametrize("place", [ANA, NORTH])
def test_every_row_fits_every_width(desk: Desk, place: Place) -> None:
    async def run() -> None:
        app = app_of(desk, being("grace"))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await at(pilot, app, place)
            await until(pilot, lambda: read(app))
            for cells in (20, 47, 123, 124, 200):
                await pilot.resize_terminal(cells, 30)
                await settled(pilot)
                assert max(map(width, rows_of(app))) <= cells
                assert any("13 weeks" in row for row in rows_of(app))

    asyncio.run(run())


def test_ascii_terminals_get_ascii_charts(desk: Desk) -> None:
    rows, _ = walk(desk, being("grace"), ANA, size=(80, 24), ascii_only=True)
    chart = [row for row in rows if "+" in row or row.strip().startswith(("week", "n "))]
    assert chart
    assert all(row.isascii() for row in chart)


def test_a_failing_criterion_leads_to_its_calls_in_the_queue(desk: Desk) -> None:
    _, place = walk(desk, being("grace"), ANA, "tab", "enter", until_seen=_is_at("queue"))
    assert place is not None
    assert place.filter == "agent:ana scorecard:visit failed:calm since:2026-02-23"


def test_an_example_leads_to_its_call(desk: Desk) -> None:
    _, place = walk(desk, being("grace"), ANA, "tab", "tab", "enter", until_seen=_is_at("review"))
    assert place is not None
    assert place.call == "ana-19-11"


def test_a_member_leads_to_their_page_and_back_leads_here(desk: Desk) -> None:
    _, place = walk(desk, being("grace"), NORTH, "tab", "enter", until_seen=_is_at("person"))
    assert place == ANA
    _, place = walk(desk, being("grace"), NORTH, "tab", "enter", "q", until_seen=_is_at("team"))
    assert place == NORTH


def test_more_and_fewer_weeks(desk: Desk) -> None:
    rows, _ = walk(
        desk,
        being("grace"),
        ANA,
        "l",
        until_seen=lambda app: any("26 weeks, 2025-W48" in row for row in rows_of(app)),
    )
    assert "26 weeks" in rows[0]


def test_without_a_name_it_is_one_s_own_page_and_the_teams_one_may_see(desk: Desk) -> None:
    rows, place = walk(desk, being("ana"), Place(view="person"))
    assert place == Place(view="person", name="Ana Silva")
    assert any("Only evaluations that were published to you" in row for row in rows)
    rows, _ = walk(desk, being("ruth"), Place(view="team"))
    assert [row.strip() for row in rows[1:5]] == ["Teams", "", "▸ North", "South"]


def _is_of(name: str) -> Callable[[CoachdeskApp], bool]:
    return lambda app: app.view is not None and app.view.place().name == name


def _is_at(view: str) -> Callable[[CoachdeskApp], bool]:
    return lambda app: app.view is not None and app.view.name_of_view == view
