"""Screens as rows of plain text, and the golden files that they are held against.

`COACHDESK_GOLDEN=write` writes the files anew; then look at them.
"""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.files.terminal import Terminal
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.start import make_app
from coachdesk.tui.view import Place

GOLDEN = Path(__file__).parent / "golden"
_WITHIN_S = 30.0
"""So long a screen may take on a busy machine; a test that passes needs little of it."""


def app_of(desk: Desk, acting: Acting, *, ascii_only: bool = False) -> CoachdeskApp:
    """The app at this desk."""
    return make_app(desk, acting, Terminal(ascii_only=ascii_only))


def rows_of(app: CoachdeskApp) -> list[str]:
    """What is on the screen, row by row, without blanks at the end."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Waits for what comes from beside the screen; fails after some seconds."""
    end = time.monotonic() + _WITHIN_S
    while time.monotonic() < end:
        await pilot.pause(0.02)
        if seen():
            return
    raise AssertionError("\n".join(rows_of(pilot.app)))  # type: ignore[arg-type]


async def at(pilot: Pilot[None], app: CoachdeskApp, place: Place) -> None:
    """Goes there."""
    app.go(place)
    await pilot.pause()


def is_golden(name: str, rows: list[str]) -> bool:
    """Whether the screen is as the golden file has it."""
    file = GOLDEN / f"{name}.txt"
    text = "\n".join(rows) + "\n"
    if os.environ.get("COACHDESK_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
    return True


def unread(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, acting: Acting, first: str, key: str
) -> list[str]:
    """The screen 80x24 to which a key leads from another view once the database is gone."""
    monkeypatch.chdir(desk.root.parent)
    # A path that is the same on every machine.
    here = find_desk(Path(desk.root.name), Path(desk.root.name))

    async def run() -> list[str]:
        app = make_app(here, acting, Terminal(), first)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: any(" ▸" in row or row[:1] == "▸" for row in rows_of(app)))
            here.database.rename(here.root / "away")
            await pilot.press(key)
            await until(pilot, lambda: "D102" in rows_of(app)[-2])
            return rows_of(app)

    return asyncio.run(run())
