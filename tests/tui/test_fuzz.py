"""Random keys over hostile data at every size: no exception, no row out of shape, no escape."""

import asyncio
import os
import random
from pathlib import Path
from shutil import copytree

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot

from coachdesk.desk.folder import Desk, find_desk
from coachdesk.files.terminal import Terminal
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.keymap import ACTIONS
from coachdesk.tui.looks import PALETTES
from coachdesk.tui.rooms import VIEWS
from coachdesk.tui.shown import shown
from coachdesk.tui.start import make_app
from coachdesk.tui.view import Place
from tests.tui.hostile import NAMES, acting, calls, hostile_desk

LONG = bool(os.environ.get("COACHDESK_LONG"))
KEYS = 2000 if LONG else 120
"""For each view, over all its sizes."""
SIZES = ((20, 5), (40, 12), (80, 24), (100, 30), (200, 60))
SEED = int(os.environ.get("COACHDESK_SEED", "20260504"))
TYPED = "ab [/]我，：？【】\u0301👩\u200d1230%.~<>{}*"
NAMED = ("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end",
         "pageup", "pagedown", "backspace", "delete", "space", "f1", "f2")  # fmt: skip

PLACES = {
    "welcome": [Place(view="welcome")],
    "home": [Place(view="home")],
    "queue": [Place(view="queue"), Place(view="queue", filter="agent:ana score<80")],
    "review": [
        *(Place(view="review", call=str(each["id"])) for each in calls()),
        Place(view="review", call="call-1"),
        Place(view="review", call="unscored"),
        Place(view="review", call="unscored [/]"),
        Place(view="review", call="no such call [/]"),
        Place(view="review"),
    ],
    "evaluations": [Place(view="evaluations")],
    "workbench": [Place(view="workbench")],
    "scripts": [Place(view="scripts"), Place(view="scripts", filter="[/] 我")],
    "script": [
        *(
            Place(view="script", name="nasty", filter=page)
            for page in (None, "check", "difference", "delivery", "use")
        ),
        Place(view="script", name="no such script [/]"),
        Place(view="script"),
    ],
    "teleprompter": [
        Place(view="teleprompter", name="nasty"),
        Place(view="teleprompter", name="nasty/b+too-dear", call="call-1"),
        Place(view="teleprompter", name="no such script [/]"),
        Place(view="teleprompter", call="many"),
        Place(view="teleprompter"),
    ],
    "person": [Place(view="person", name=each) for each in NAMES],
    "certs": [Place(view="certs"), Place(view="certs", filter="team:x [/]")],
    "certificate": [Place(view="certificate", name=f"nasty person-{n}") for n in range(2)],
    "role_play": [
        Place(view="role_play", name="nasty person-0"),
        Place(view="role_play", name="Y1"),
        Place(view="role_play", name="no [/] such"),
        Place(view="role_play"),
    ],
    "exam": [
        Place(view="exam", name="X1"),
        Place(view="exam", name="nasty"),
        Place(view="exam", name="no [/] such"),
    ],
    "cohorts": [Place(view="cohorts", name="nasty"), Place(view="cohorts", name="[/]")],
    "questions": [Place(view="questions", name="nasty"), Place(view="questions")],
    "coaching": [Place(view="coaching"), Place(view="coaching", filter="[/] mine")],
    "action": [*(Place(view="action", name=f"A{n}") for n in range(1, 7)), Place(view="action")],
    "proposals": [Place(view="proposals")],
    "effect": [Place(view="effect"), Place(view="effect", name="coach ruth")],
    "audits": [Place(view="audits"), Place(view="audits", filter="planned,in edit")],
    "visit": [
        *(Place(view="visit", name=f"V{number}") for number in range(1, 6)),
        Place(view="visit", name="no such visit [/]"),
        Place(view="visit"),
    ],
    "visit_results": [Place(view="visit_results")],
    "places": [Place(view="places")],
    "team": [Place(view="team", name="[/] North 👩‍👧"), Place(view="team")],
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return hostile_desk(tmp_path_factory.mktemp("hostile") / "desk")


@pytest.fixture
def desk(hostile: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy to scribble in, with nothing of the machine's within reach."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # Random keys may well make a new desk where they are.
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    root = Path(copytree(hostile.root, tmp_path / "desk"))
    return find_desk(root, root)


def faults(app: CoachdeskApp) -> list[str]:
    """What is wrong with the screen as the compositor would send it."""
    found = []
    size = app.screen.size
    strips = app.screen._compositor.render_strips()
    if len(strips) != size.height:
        found.append(f"{len(strips)} rows on {size.height}")
    for number, strip in enumerate(strips):
        text = "".join(segment.text for segment in strip)
        if cell_len(text) != size.width or strip.cell_length != size.width:
            found.append(f"row {number}: {cell_len(text)} cells on {size.width}: {text!r}")
        if shown(text) != text:
            found.append(f"row {number} drives a terminal: {text!r}")
        for segment in strip:
            if segment.control is not None:
                found.append(f"row {number} has a control segment")
            if segment.style is not None and (segment.style.link or _acts(segment.style.meta)):
                found.append(f"row {number} has a link or an action: {segment.style.meta}")
    return found


def _acts(meta: dict[str, object]) -> bool:
    return any(name.startswith("@") for name in meta)


def contexts(view: str) -> tuple[str, ...]:
    """Where the keys of a view mean something: an action has those of the board as well."""
    return ("list", view, *(("coaching",) if view == "action" else ()))


def press(app: App[None], key: str) -> None:
    """As the terminal's driver would, without waiting."""
    sign = {"space": " "}.get(key, key if len(key) == 1 else None)
    event = events.Key("space" if key == " " else key, sign)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await asyncio.sleep(0)
    await pilot.pause()


async def walk(
    app: CoachdeskApp, places: list[Place], chance: random.Random, keys: int
) -> tuple[list[str], int]:
    """Presses so many keys, with other sizes and places in between.

    Gives what is wrong and the keys before it, and how many were pressed: fewer where the keys
    themselves told it to quit.
    """
    here = [key for e in ACTIONS if e.where in contexts(places[0].view) for key in e.keys]
    all_keys = [key for e in ACTIONS for key in e.keys if key != "ctrl+q"]
    pressed: list[str] = []
    async with app.run_test(size=SIZES[3]) as pilot:
        await settle(pilot)
        for number in range(keys):
            if number % 15 == 0 and app._view is not None and app._session is not None:
                place = chance.choice(places)
                pressed.append(f"GO {place}")
                app.go(place)
                await settle(pilot)
            if number % 24 == 0:
                size = SIZES[number // 24 % len(SIZES)]
                pressed.append(f"SIZE {size}")
                await pilot.resize_terminal(*size)
            pool = chance.choices(
                (here, all_keys, TYPED, NAMED, ("paste", "click")), (50, 20, 15, 12, 3)
            )[0]
            key = chance.choice(pool)
            pressed.append(key)
            if key == "paste":
                app.post_message(events.Paste("one\n[/]\x1b[2J我" * 40))
            elif key == "click":
                at = chance.randrange(app.size.width), chance.randrange(app.size.height)
                await pilot.click(offset=at, times=chance.choice((1, 2)))
            else:
                press(app, key)
            if number % 3 == 0:
                await pilot.pause()
                if not app.is_running or app._exit:
                    return [], number + 1
                if found := faults(app):
                    return [*found, "after:", *pressed[-30:]], number + 1
        await settle(pilot)
        return [*found, "after:", *pressed[-30:]] if (found := faults(app)) else [], keys


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_no_key_over_hostile_data_breaks_a_view(desk: Desk, view: str) -> None:
    module = Path(__file__).parents[2] / VIEWS[view].partition(":")[0].replace(".", "/")
    if not module.with_suffix(".py").exists():
        pytest.skip(f"there is no {view} view yet")
    chance = random.Random(f"{SEED} {view}")
    rest = KEYS
    while rest > 0:
        named = chance.choice((None, None, "grace", "person-0", "mia", "ruth", "max"))
        look = Terminal(theme=chance.choice(sorted(PALETTES)), ascii_only=chance.random() < 0.3)
        app = make_app(desk if view != "welcome" else None, acting(named), look)
        found, pressed = asyncio.run(walk(app, PLACES[view], chance, min(rest, 250)))
        assert found == []
        rest -= pressed
        assert app.fault is None
