"""The home view, on the desk of `tests/desk/day.py`."""

import asyncio
from pathlib import Path

import pytest

from coachdesk.desk.folder import Acting, Desk
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.keymap import Keymap, clashes
from coachdesk.tui.views.home import Home
from tests.desk.day import being, empty_desk
from tests.tui.screens import app_of, is_golden, rows_of, unread, until


def home_of(app: CoachdeskApp) -> Home:
    assert isinstance(app.view, Home)
    return app.view


def rows(
    desk: Desk,
    acting: Acting,
    *keys: str,
    size: tuple[int, int] = (100, 30),
    ascii_only: bool = False,
) -> list[str]:
    """The home view after these keys, everything read."""

    async def run() -> list[str]:
        app = app_of(desk, acting, ascii_only=ascii_only)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            home = home_of(app)
            may_see = acting.named not in ("ana", "sam")
            await until(
                pilot,
                lambda: (
                    home.today is not None
                    and (not may_see or home.today.empty or bool(home.teams.weeks and home.trials))
                ),
            )
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            return rows_of(app)

    return asyncio.run(run())


def test_a_supervisor_s_day_is_as_drawn(desk: Desk) -> None:
    assert is_golden("home-supervisor-100x30", rows(desk, being("grace")))


def test_where_it_is_narrow_the_halves_stack(desk: Desk) -> None:
    assert is_golden("home-supervisor-80x24", rows(desk, being("grace"), size=(80, 24)))


def test_an_empty_desk_says_what_to_type_first(tmp_path: Path) -> None:
    found = rows(empty_desk(tmp_path / "desk"), being(None), size=(80, 24))
    assert is_golden("home-empty-80x24", found)


def test_nothing_to_do_is_said_kindly(desk: Desk) -> None:
    found = "\n".join(rows(desk, being("sam"), size=(80, 24)))
    assert "Nothing waits for you." in found
    # A trainer tries no rules.
    assert "try a better rule" not in found


def test_a_desk_that_can_not_be_read_is_told_in_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = unread(desk, monkeypatch, being("grace"), "queue", "H")
    assert is_golden("home-unread-80x24", found)


def test_the_line_of_keys_names_what_leads_somewhere_for_this_person(desk: Desk) -> None:
    assert "W rules" not in rows(desk, being("ana"), size=(80, 24))[-1]
    assert "R team" not in rows(desk, being("ana"), size=(80, 24))[-1]
    assert "R team" in rows(desk, being("grace"))[-1]


def test_in_ascii_nothing_else_is_drawn(desk: Desk) -> None:
    for drawn in rows(desk, being("grace"), ascii_only=True):
        row = drawn.replace("王小明", "")
        assert row.replace("·", "").isascii(), row


def test_the_digit_beside_a_task_opens_its_list(desk: Desk) -> None:
    async def run() -> None:
        app = app_of(desk, being("rex"))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            home = home_of(app)
            await until(pilot, lambda: home.today is not None)
            await pilot.press("1")
            await pilot.pause()
            assert app.view is not None
            assert app.view.place().view == "evaluations"
            assert app.view.place().filter == "disputed"
            await pilot.press("q", "q")
            await pilot.pause()
            assert app.view is home
            await pilot.press("9")
            assert "there is no task 9" in rows_of(app)[-2]

    asyncio.run(run())


def test_tab_goes_to_the_other_half_and_enter_opens_a_person(desk: Desk) -> None:
    async def run() -> None:
        app = app_of(desk, being("grace"))
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            home = home_of(app)
            await until(pilot, lambda: bool(home.teams.weeks and home.today))
            await pilot.press("tab", "j")
            fact = home.facts.fact
            assert fact is not None
            assert fact.place is not None
            assert (fact.place.view, fact.place.name) == ("person", "Ana Silva")

    asyncio.run(run())


def test_no_key_means_two_things() -> None:
    assert not clashes(Keymap())
