"""The line in which people type: every edit keeps the text whole and the cursor in it."""

import asyncio
import time

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult

from coachdesk.tui.looks import Looks
from coachdesk.tui.prompt import _EDITS, Line
from coachdesk.tui.shown import shown

EDITS = ("left", "right", "home", "end", "ctrl+a", "ctrl+e", "ctrl+left", "backspace", "delete",
         "ctrl+w", "ctrl+u", "ctrl+k")  # fmt: skip


class Alone(App[None]):
    """A line and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Line(Looks("dusk"))
        self.entered: list[str] = []
        self.left = 0

    def compose(self) -> ComposeResult:
        yield self.line

    def ask(self, text: str = "") -> None:
        self.line.focus()
        self.line.start("find", text, entered=self.entered.append, left=self.count)

    def count(self) -> None:
        self.left += 1


def after(text: str, *keys: str) -> tuple[str, int]:
    """Text and cursor after these keys."""

    async def run() -> tuple[str, int]:
        app = Alone()
        async with app.run_test(size=(30, 3)) as pilot:
            app.ask(text)
            await pilot.press(*keys)
            return app.line.text, app.line.at

    return asyncio.run(run())


def test_words_and_ends_are_reached_and_deleted() -> None:
    assert after("foo bar", "ctrl+left", "x") == ("foo xbar", 5)
    assert after("foo bar  ", "ctrl+w", "ctrl+w") == ("", 0)
    assert after("foo bar", "home", "delete", "end", "backspace") == ("oo ba", 5)
    assert after("foo bar", "left", "left", "left", "ctrl+u") == ("bar", 0)
    assert after("foo bar", "left", "left", "left", "ctrl+k") == ("foo ", 4)
    assert after("", "backspace") == ("", 0)


def test_a_paste_is_one_line_without_controls() -> None:
    async def run() -> Alone:
        app = Alone()
        async with app.run_test(size=(30, 3)) as pilot:
            app.ask()
            app.line.post_message(events.Paste("one\r\ntwo\x1b[2J\x9b2J\tthree \ud800"))
            await pilot.pause()
            await pilot.press("enter")
        return app

    assert asyncio.run(run()).entered == ["one  two[2J2J three �"]


@settings(max_examples=60)
@given(
    st.text(st.sampled_from("ab c我👩\u200d\u0301[/]"), max_size=60),
    st.lists(st.sampled_from((*EDITS, "paste")), max_size=12),
)
def test_any_edits_keep_the_cursor_in_the_text_and_the_order_of_its_signs(
    text: str, edits: list[str]
) -> None:
    line = Line(Looks("dusk"))
    line.text, line.at = text, len(text)
    for edit in edits:
        before, at = line.text, line.at
        if edit == "paste":
            line.text, line.at = before[:at] + "王 x" + before[at:], at + 3
        else:
            line.text, line.at = _EDITS[edit](before, at)
            # An edit takes out one stretch or moves: it never changes the order of what stays.
            rest = iter(before)
            assert all(sign in rest for sign in line.text)
        assert 0 <= line.at <= len(line.text)


def test_a_long_text_in_wide_signs_is_drawn_at_once() -> None:
    async def run() -> tuple[float, str]:
        app = Alone()
        async with app.run_test(size=(80, 3)):
            app.ask("我想确认一下" * 600)
            started = time.perf_counter()
            strip = app.line.render_line(0)
            return time.perf_counter() - started, strip.text

    seconds, drawn = asyncio.run(run())
    assert cell_len(drawn) == 80
    assert shown(drawn) == drawn
    assert "一下" in drawn[-8:]
    assert seconds < 0.1
