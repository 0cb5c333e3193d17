"""A desk of nine calls at a fixed time, and the queue on a screen of text."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

from textual.pilot import Pilot

from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.imports import import_files
from coachdesk.desk.init import init_desk
from coachdesk.desk.screen import screen
from coachdesk.files.terminal import Terminal
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.start import make_app
from coachdesk.tui.view import Place

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
CARD = """\
scorecard: greeting
version: 1
title: Greeting
language: en
scoring: {method: flat, pass_mark: 80}
signals:
  greets: {says: [good morning, hello]}
  refuses: {says: [no thanks], by: customer}
  thanks: {says: [thank you]}
sections:
  - id: opening
    title: Opening
    weight: 1
    criteria:
      - id: greets
        ask: Did the agent greet?
        points: 5
        pass_when: greets
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: well"}
      - id: accepts-refusal
        ask: Was a refusal accepted?
        points: 5
        critical: call
        applies_when: refuses
        pass_when: thanks after refuses
        examples:
          - {expect: pass, call: "C: no thanks\\nA: thank you"}
          - {expect: fail, call: "C: no thanks\\nA: well"}
          - {expect: na, call: "A: hello"}
"""
PEOPLE = [
    {"id": "ana", "name": "Ana Price", "team": "North"},
    {"id": "ming", "name": "王小明", "team": "North"},
    {"id": "na", "name": "李娜", "team": "South"},
    {"id": "bo", "name": "Bo Singh", "role": "supervisor", "team": "North"},
    {"id": "ruth", "name": "Ruth Adler", "role": "auditor"},
]
WELL = [("agent", "hello"), ("customer", "yes"), ("agent", "fine")]
RUDE = [("agent", "well"), ("customer", "yes"), ("agent", "fine")]
PUSHY = [("agent", "hello"), ("customer", "no thanks"), ("agent", "but why")]
WORST = [("agent", "well"), ("customer", "no thanks"), ("agent", "but why")]
CALLS = (
    ("C01", "Ana Price", "2026-05-01T08:00:00+00:00", WELL),
    ("C02", "王小明", "2026-05-01T09:30:00+00:00", RUDE),
    ("C03", "李娜", "2026-05-02T10:00:00+00:00", PUSHY),
    ("C04", "Ana Price", "2026-05-02T22:30:00+00:00", WORST),
    ("C05", "王小明", "2026-05-03T07:15:00+00:00", WELL),
    ("C06", "Dora Fernández-Oyelaran", "2025-12-30T23:30:00+00:00", PUSHY),
    ("C07", None, None, WELL),
    ("C08", "李娜", "2026-05-03T11:45:00+00:00", RUDE),
)
LATE = ("C09", "Ana Price", "2026-05-04T09:00:00+00:00", WELL)
"""Comes in after the others were scored."""


def acting(named: str | None = None) -> Acting:
    """Somebody at noon."""
    return Acting(actor="desk", clock=lambda: NOW, named=named)


def make_desk(folder: Path, *, calls: bool = True) -> Desk:
    """The desk; its times are shown two hours later than they are kept."""
    made = init_desk(folder, acting())
    rmtree(made.rules)
    (made.rules / "scorecards").mkdir(parents=True)
    (made.rules / "scorecards" / "greeting.yaml").write_text(CARD, encoding="utf-8")
    settings = {"name": "North desk", "time_zone": "Europe/Berlin", "people": PEOPLE}
    (made.root / "desk.yaml").write_text(json.dumps(settings), encoding="utf-8")
    desk = find_desk(made.root, made.root)
    if calls:
        _bring_in(desk, CALLS)
        screen(desk, acting())
        _bring_in(desk, (LATE,))
    return desk


Talk = tuple[str, str | None, str | None, list[tuple[str, str]]]


def _bring_in(desk: Desk, calls: tuple[Talk, ...]) -> None:
    file = desk.root / "in.jsonl"
    lines = []
    for id, agent, started_at, turns in calls:
        told: dict[str, object] = {"id": id, "language": "en", "campaign": "spring",
                "turns": [{"speaker": who, "text": text, "start_ms": n * 40_000,
                           "end_ms": n * 40_000 + 5_000}
                          for n, (who, text) in enumerate(turns)]}  # fmt: skip
        if agent is not None:
            told |= {"agent": agent, "started_at": started_at}
        lines.append(json.dumps(told) + "\n")
    file.write_text("".join(lines), encoding="utf-8")
    import_files(desk, acting(), [str(file)], say=lambda problem: None)
    file.unlink()


class Seen:
    """The app while it runs without a terminal."""

    def __init__(self, app: CoachdeskApp, pilot: "Pilot[None]") -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Presses keys; one of several letters that is no key is typed letter by letter."""
        for key in keys:
            if key.startswith("type "):
                for sign in key.removeprefix("type "):
                    await self._pilot.press("space" if sign == " " else sign)
            else:
                await self._pilot.press(key)
        await self.settle()

    async def settle(self) -> None:
        """Until nothing is being read or written any more."""
        for _ in range(250):
            await self._pilot.pause(0.02)
            if not any("…" in row and ("reading" in row or "saving" in row) for row in self.rows):
                return
        raise AssertionError("still reading:\n" + self.text)

    @property
    def rows(self) -> list[str]:
        """The screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.rows)

    @property
    def calls(self) -> list[str]:
        """The ids of the calls in sight, from the top."""
        return [row[3:6] for row in self.rows[3:-2] if row[3:4] == "C" and row[4:6].isdigit()]

    @property
    def current(self) -> str:
        """The id of the call under the cursor."""
        return next(row[3:6] for row in self.rows if row.startswith("▸"))

    @property
    def message(self) -> str:
        """The line under the list."""
        return self.rows[-2]


def at_queue(
    desk: Desk | None,
    walk: Callable[[Seen], Awaitable[None]],
    *,
    size: tuple[int, int] = (100, 30),
    place: Place | None = None,
    named: str | None = None,
) -> None:
    """Opens the queue and walks it."""

    async def run() -> None:
        app = make_app(desk, acting(named), Terminal())
        app._start = place or Place(view="queue")
        async with app.run_test(size=size) as pilot:
            seen = Seen(app, pilot)
            for _ in range(250):
                await pilot.pause(0.02)
                if app.view is not None and app.view.name_of_view == "queue":
                    break
            await seen.settle()
            await walk(seen)

    asyncio.run(run())
