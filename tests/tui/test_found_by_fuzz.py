"""What random keys once broke, each as the shortest walk to it."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual import events

from coachdesk.desk.folder import Desk
from coachdesk.files.terminal import Terminal
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.start import make_app
from coachdesk.tui.view import Place
from tests.tui.hostile import acting, hostile_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return hostile_desk(tmp_path_factory.mktemp("found") / "desk")


def seen_after(desk: Desk | None, steps: Iterable[Place | str | tuple[str, ...]]) -> list[str]:
    """The screen after going to places and pressing keys; keys of one tuple come all at once."""

    async def run() -> list[str]:
        app = make_app(desk, acting(), Terminal())
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause(0.2)
            for step in steps:
                if isinstance(step, Place):
                    app.go(step)
                elif isinstance(step, str):
                    await pilot.press(step)
                else:
                    for key in step:
                        _send(app, key)
                await pilot.pause(0.1)
            return [row.text for row in app.screen._compositor.render_strips()]

    return asyncio.run(run())


def _send(app: CoachdeskApp, key: str) -> None:
    event = events.Key(key, key if len(key) == 1 else None)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


def test_the_call_before_never_stands_under_the_name_of_one_not_scored(desk: Desk) -> None:
    rows = seen_after(
        desk,
        [Place(view="review", call="call-1"), Place(view="review", call="unscored [/]")],
    )
    assert "unscored [/]" in rows[0]
    assert "no scorecard in force judged this call" in "".join(rows)
    assert not any("hello" in row or "greets" in row or "call-1" in row for row in rows)


def test_keys_on_a_call_not_scored_say_why_they_do_nothing(desk: Desk) -> None:
    place = Place(view="review", call="unscored [/]")
    for key in ("right_square_bracket", "greater_than_sign", "1", "d", "D", "n", "s", "u"):
        assert "unscored [/]" in seen_after(desk, [place, key])[0]


def test_enter_pressed_twice_closes_a_chooser_once(desk: Desk) -> None:
    rows = seen_after(desk, [Place(view="queue"), "s", ("enter", "enter")])
    assert "coachdesk" in rows[0]


def test_without_a_desk_no_key_leads_past_the_first_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for key in "HQERW":
        rows = seen_after(None, [key])
        assert "there is no desk here yet" in "".join(rows)
    typed = (*":theme", "space", *"paper", "enter")
    assert "coachdesk" in seen_after(None, ["ctrl+p", "escape", typed])[0]
    assert list(tmp_path.iterdir()) == []


def test_a_digit_of_another_script_is_no_count(desk: Desk) -> None:
    assert "coachdesk" in seen_after(desk, [Place(view="queue"), ("፩", "j")])[0]
