"""Somebody in front of the screen: keys to press, rows to read."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.pilot import Pilot

from coachdesk.desk.folder import Acting, Desk
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.view import Place
from tests.tui.screens import app_of, rows_of, until

_NAMES = {" ": "space", "-": "minus", "/": "slash", "=": "equals_sign", "?": "question_mark",
          ":": "colon", "{": "left_curly_bracket", "@": "at", ".": "full_stop",
          "+": "plus"}  # fmt: skip


class Seat:
    """One person, one screen."""

    def __init__(self, app: CoachdeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    def rows(self) -> list[str]:
        """The screen."""
        return rows_of(self.app)

    @property
    def screen(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows())

    async def press(self, *keys: str) -> None:
        """Presses keys: signs, or names such as `enter`."""
        await self.pilot.press(*(_NAMES.get(key, key) for key in keys))
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Types letters."""
        await self.press(*text)

    async def reach(self, wanted: str) -> None:
        """Goes from row to row that leads somewhere until this is on the screen."""
        for _ in range(60):
            if wanted in self.screen:
                return
            await self.press("tab")
        raise AssertionError(self.screen)

    async def until(self, seen: Callable[[], bool]) -> None:
        """Waits for what comes from beside the screen."""
        await until(self.pilot, seen)

    async def shows(self, *wanted: str) -> None:
        """Waits until all of this is on the screen at once."""
        await self.until(lambda: all(each in self.screen for each in wanted))


Walk = Callable[[Seat], Awaitable[None]]


def sit(
    desk: Desk,
    acting: Acting,
    place: Place,
    walk: Walk,
    *,
    size: tuple[int, int] = (80, 24),
    ascii_only: bool = False,
) -> None:
    """Goes to a place and walks from there."""

    async def run() -> None:
        app = app_of(desk, acting, ascii_only=ascii_only)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.go(place)
            await pilot.pause()
            await walk(Seat(app, pilot))

    asyncio.run(run())
