"""Terminals with less: no colour where somebody asked for none, and nothing but ASCII signs."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from coachdesk.desk.folder import Desk, find_desk
from coachdesk.files.terminal import Terminal
from coachdesk.tui.start import make_app
from coachdesk.tui.view import Place
from tests.tui.hostile import acting, hostile_desk
from tests.tui.ptys import COACHDESK, Child

STYLE = re.compile(rb"\x1b\[([0-9;:]*)m")
PLAIN = {"", "0", "1", "2", "3", "4", "7", "22", "23", "24", "27", "39", "49"}
"""Reset, bold, dim, italic, underline, reverse, their ends, and the terminal's own colours."""


def test_no_color_means_no_colour_in_any_byte(demo: Path, bare: dict[str, str]) -> None:
    env = {**bare, "NO_COLOR": "1", "COLORTERM": "truecolor"}
    with Child((*COACHDESK, "open"), cwd=demo, env=env) as child:
        child.wait_for("TO DO")
        for keys in ("Q", "\r", "g", "n", "j", "?", "\x1b", "E", "R", "\x11"):
            child.send(keys)
            child.rest(0.2, longest=3)
        assert child.end() == 0
    codes = {code for found in STYLE.findall(child.written) for code in found.decode().split(";")}
    assert codes <= PLAIN
    assert codes >= {"1", "4", "7"}


def test_an_editor_is_told_of_no_color(demo: Path, bare: dict[str, str], tmp_path: Path) -> None:
    editor = tmp_path / "ed.py"
    editor.write_text(
        f"import os; open({str(tmp_path / 'told')!r}, 'w').write(os.environ.get('NO_COLOR', '-'))",
        encoding="utf-8",
    )
    opens = f"""
import sys
from pathlib import Path
from coachdesk.tui.views.home import Home
Home.do_zoom = lambda view, count: view.desk_app.edit_file(Path({str(demo / "desk.yaml")!r}))
sys.argv = ["coachdesk", "open"]
from coachdesk.cli.main import run
run()
"""
    env = {**bare, "NO_COLOR": "1", "EDITOR": f"{sys.executable} {editor}"}
    with Child((sys.executable, "-c", opens), cwd=demo, env=env) as child:
        child.wait_for("TO DO")
        child.send("z")
        child.rest(0.5)
        child.send("\x11")
        assert child.end() == 0
    assert (tmp_path / "told").read_text(encoding="utf-8") == "1"


@pytest.fixture(scope="module")
def ascii_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose every word is ASCII, so that any other sign is ours."""
    folder = tmp_path_factory.mktemp("ascii")
    return hostile_desk(folder / "desk", only_ascii=True)


PLACES = {
    "home": (Place(view="home"), ("tab", "j", "q")),
    "queue": (Place(view="queue"), ("j", "space", "V", "s", "escape", "/", "a", "escape", "v")),
    "review": (Place(view="review", call="call-1"), ("n", "tab", "j", "2", "escape", "d")),
    "an unscored call": (Place(view="review", call="unscored"), ("n",)),
    "evaluations": (Place(view="evaluations"), ("j",)),
    "scripts": (Place(view="scripts"), ("slash", "a", "escape")),
    "script": (Place(view="script", name="nasty"), ("tab", "c", "d", "v", "x")),
    "teleprompter": (Place(view="teleprompter", name="nasty"), ("w", "a", "1", "slash")),
    "person": (Place(view="person", name="Ana"), ("tab",)),
    "team": (Place(view="team", name="North"), ("tab",)),
    "places": (Place(view="places"), ("j", "c", "escape", "plus")),
    "workbench": (Place(view="workbench"), ("tab",)),
    "keys": (Place(view="queue"), ("question_mark",)),
    "palette": (Place(view="home"), ("ctrl+p",)),
    "command": (Place(view="home"), ("colon", "t")),
}


@pytest.mark.parametrize("name", PLACES)
def test_with_ascii_glyphs_every_sign_of_ours_is_ascii(ascii_desk: Desk, name: str) -> None:
    place, keys = PLACES[name]

    async def run() -> list[str]:
        app = make_app(
            find_desk(ascii_desk.root, ascii_desk.root), acting(), Terminal(ascii_only=True)
        )
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            app.go(place)
            found = []
            for key in ("", *keys):
                if key:
                    await pilot.press(key)
                await pilot.pause(0.1)
                rows = app.screen._compositor.render_strips()
                found += [row.text for row in rows if not row.text.isascii()]
            return found

    assert asyncio.run(run()) == []
