"""Somebody is where they were: after a restart, and while another process writes."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

from textual.pilot import Pilot

from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.terminal import Terminal
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.start import make_app
from coachdesk.tui.view import Place
from tests.desk.day import being
from tests.tui.screens import app_of, rows_of, until

Walk = Callable[[CoachdeskApp, Pilot[None]], Awaitable[None]]
REX = being("rex")


def sit(desk: Desk, walk: Walk, *, acting: Acting = REX, app: CoachdeskApp | None = None) -> None:
    """Opens the desk where this person was last, walks, and quits."""

    async def run() -> None:
        opened = app or app_of(desk, acting)
        async with opened.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: opened.view is not None)
            await pilot.pause()
            await walk(opened, pilot)
            await pilot.press("ctrl+q")

    asyncio.run(run())


def call_of(app: CoachdeskApp) -> str | None:
    return app.view.place().call if app.view is not None else None


async def listed(app: CoachdeskApp, pilot: Pilot[None]) -> list[str]:
    """Ana's calls, as the queue has them."""
    app.go(Place(view="queue", filter="agent:ana"))
    await until(pilot, lambda: any("▸" in row for row in rows_of(app)))
    words = (word for row in rows_of(app) for word in row.split())
    return [word for word in words if word.startswith("ana-")]


def test_the_next_call_after_a_restart_is_the_next_of_the_same_list(desk: Desk) -> None:
    calls: list[str] = []

    async def leave(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        calls.extend(await listed(app, pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: call_of(app) == calls[1])

    async def come_back(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: call_of(app) == calls[1])
        # The list is not read yet: the key waits for it.
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: call_of(app) == calls[2])
        await pilot.press("q")
        await until(pilot, lambda: "/ agent:ana" in rows_of(app)[1])
        assert any(row.startswith("▸") and calls[2] in row for row in rows_of(app))

    sit(desk, leave)
    sit(desk, come_back)


def test_a_call_that_no_list_led_to_has_no_next(desk: Desk) -> None:
    async def walk(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: call_of(app) == "ana-01")
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "no list led here; Q shows the queue" in rows_of(app)[-2])

    sit(desk, walk, app=make_app(desk, REX, Terminal(), "ana-01"))


def test_who_writes_for_long_keeps_nobody_s_screen_waiting(desk: Desk) -> None:
    async def walk(app: CoachdeskApp, pilot: Pilot[None]) -> None:
        await listed(app, pilot)
        with closing(sqlite3.connect(desk.database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            # Nothing else runs on this thread meanwhile: if it waited, it would wait in vain.
            app._look_again()
            await pilot.press("j")
            await until(pilot, lambda: "row 2 of" in rows_of(app)[0])
            other.execute("ROLLBACK")
        assert app.fault is None

    sit(desk, walk)
