"""Where there is no desk: what is offered, and what comes of it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coachdesk.desk.folder import find_desk
from coachdesk.files.terminal import Terminal
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.start import make_app
from tests.desk.day import being
from tests.tui.screens import is_golden, rows_of, until

Walk = Callable[[CoachdeskApp, Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a desk, to be in."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def walk(steps: Walk, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = make_app(None, being(None), Terminal())
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: "There is no desk" in "\n".join(rows_of(app)))
            await steps(app, pilot)

    asyncio.run(run())


def test_a_desk_is_offered() -> None:
    async def steps(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        assert is_golden("welcome-80x24", rows_of(app))

    walk(steps)


def test_a_new_desk_is_made_and_opened(nowhere: Path) -> None:
    async def steps(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        await pilot.press("j", "enter")
        await until(pilot, lambda: "folder> mydesk" in rows_of(app)[-1])
        await pilot.press("enter")
        await until(pilot, lambda: "This desk has no calls yet." in "\n".join(rows_of(app)))

    walk(steps)
    assert find_desk(nowhere / "mydesk", nowhere / "mydesk").rules.is_dir()


def test_a_folder_that_is_taken_is_refused_and_left_alone(nowhere: Path) -> None:
    taken = nowhere / "mydesk"
    taken.mkdir()
    (taken / "desk.yaml").write_text("mine\n", encoding="utf-8")

    async def steps(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        await pilot.press("j", "enter")
        await until(pilot, lambda: "folder> mydesk" in rows_of(app)[-1])
        await pilot.press("enter")
        await until(pilot, lambda: "!" in rows_of(app)[-2] or "!" in rows_of(app)[-3])
        assert is_golden("welcome-refused-80x24", rows_of(app))

    walk(steps)
    assert (taken / "desk.yaml").read_text(encoding="utf-8") == "mine\n"


def test_keys_that_need_a_desk_say_that_there_is_none() -> None:
    async def steps(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        await pilot.press("Q")
        await until(pilot, lambda: "there is no desk here yet" in rows_of(app)[-2])

    walk(steps)
