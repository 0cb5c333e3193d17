"""The pictures of README and the docs, taken from the running app: `python docs/pictures.py`.

Each one is a walk by keys through the demo desk, so it can show nothing that the app does not. A
test walks them again and compares the words.
"""

import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from shutil import copytree

import msgspec

FOLDER = Path(__file__).parent / "pictures"
_LONGEST_S = 60.0
_CALM = 6
"""What is worked out beside the screen, such as a nearest miss, may come a while later."""
NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
"""The demo's calls end in this week."""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """One walk."""

    keys: Sequence[str] = ()
    place: str | None = None
    person: str = "grace.lindqvist"
    size: tuple[int, int] = (100, 30)
    theme: str = "dusk"


PICTURES: Mapping[str, Picture] = {
    "home": Picture(),
    "queue": Picture(place="queue"),
    "review": Picture(place="coll-0012", person="hong.wei", keys=("k", "k", "k", "k", "k", "n")),
    "review-zh": Picture(place="ins-0010", person="hong.wei", keys=("j", "n"), theme="paper"),
    "dispute": Picture(place="coll-0011", person="ruth.adler"),
    "team": Picture(place="team"),
    "workbench": Picture(place="workbench", person="ruth.adler", keys=(*"113", "G", "enter")),
    "audits": Picture(place="audits", person="max.stone"),
    "visit": Picture(
        place="audits", person="ruth.adler", keys=("slash", *"edit", "enter", "enter", "j", "j")
    ),
    "certs": Picture(place="certs", person="sam.ito"),
    "certificate": Picture(
        place="certs", person="sam.ito", keys=("slash", *"maya", "enter", "enter")
    ),
    "cohorts": Picture(place="certs", person="sam.ito", keys=("l", "l", "l", "v")),
    "evaluations": Picture(place="evaluations", person="ruth.adler"),
    "coaching": Picture(place="coaching", person="nadia.haddad"),
    "lanes": Picture(place="coaching", person="ruth.adler", size=(150, 32)),
    "action": Picture(
        place="coaching",
        person="nadia.haddad",
        # One of which no calls were drawn: each desk draws others.
        keys=("slash", *"dana", "enter", "enter"),
        size=(124, 34),
    ),
    "effect": Picture(place="coaching", person="ruth.adler", keys=("f",)),
    "profile": Picture(
        place="certs", person="sam.ito", keys=("slash", *"maya", "enter", "i"), size=(124, 36)
    ),
    "scripts": Picture(place="scripts", person="sam.ito"),
    "script": Picture(
        place="scripts",
        keys=(
            "colon",
            *"script",
            "space",
            *"outbound",
            "minus",
            *"card",
            "minus",
            *"sale",
            "enter",
            *"jjjj",
        ),
    ),
    "teleprompter": Picture(place="card-0001", keys=("t", "space", "space"), size=(80, 24)),
}


def taken(names: Sequence[str]) -> dict[str, str]:
    """The pictures as SVG, by name."""
    # Imported here: a look at PICTURES needs no app.
    from coachdesk.desk.demo import make_demo
    from coachdesk.desk.folder import Acting

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder) / "demo"
        make_demo(desk, Acting(actor="demo", clock=lambda: NOW), say=lambda problem: None)
        for name in names:
            # Each on a desk of its own: some walks write.
            copy = Path(copytree(desk, Path(folder) / name))
            found[name] = asyncio.run(_taken(copy, PICTURES[name]))
    return found


async def _taken(folder: Path, picture: Picture) -> str:
    from coachdesk.desk.folder import Acting, find_desk
    from coachdesk.files.terminal import Terminal
    from coachdesk.tui.start import make_app

    acting = Acting(actor="demo", clock=lambda: NOW, named=picture.person)
    app = make_app(find_desk(folder, folder), acting, Terminal(theme=picture.theme), picture.place)
    async with app.run_test(size=picture.size) as pilot:
        await _settled(app, pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _settled(app, pilot)
        await _settled(app, pilot, calm=_CALM)
        return _portable(app.export_screenshot(title="coachdesk"))


async def _settled(app: object, pilot: object, *, calm: int = 1) -> None:
    """Waits until so many looks in a row show the same."""
    before, same, until = "", 0, time.monotonic() + _LONGEST_S
    while time.monotonic() < until:
        await pilot.pause(0.1)  # type: ignore[attr-defined]
        now = app.export_screenshot()  # type: ignore[attr-defined]
        looking = app.has_desk and app.session.looking  # type: ignore[attr-defined]
        still = now == before and not looking
        same = same + 1 if still else 0
        if same == calm:
            return
        before = now


def _portable(svg: str) -> str:
    """Without fonts from elsewhere, and with wide signs as wide as they are."""
    from coachdesk.tui.shown import drawn_cells

    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Noto Sans Mono CJK SC, monospace")
    # The toolkit's names for its classes differ from run to run.
    for number, name in enumerate(dict.fromkeys(re.findall(r"terminal-\d+", svg))):
        svg = svg.replace(name, f"terminal-{number}")

    def wide(match: "re.Match[str]") -> str:
        cells = drawn_cells(unescape(match[3]))
        return f'{match[1]}textLength="{cells * 12.2:.1f}"{match[2]}>{match[3]}</text>'

    return re.sub(r'(<text[^>]*?)textLength="[\d.]+"([^>]*)>([^<]*)</text>', wide, svg)


def words_of(svg: str) -> list[str]:
    """The words of a picture, row by row."""
    rows: dict[float, list[str]] = {}
    for y, text in re.findall(r'<text[^>]*? y="([\d.]+)"[^>]*>([^<]*)</text>', svg):
        rows.setdefault(float(y), []).append(unescape(text))
    return [re.sub(r"\s+", " ", " ".join(rows[y])).strip() for y in sorted(rows)]


def main() -> None:
    """Takes all pictures, or those named."""
    names = sys.argv[1:] or list(PICTURES)
    FOLDER.mkdir(exist_ok=True)
    os.environ.pop("NO_COLOR", None)
    for name, svg in taken(names).items():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
