"""No desk here yet: what to do about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textual.app import ComposeResult

from coachdesk.desk.demo import make_demo
from coachdesk.desk.init import init_desk
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import View

DEMO_FOLDER = "coachdesk-demo"


class _Offer(NamedTuple):
    key: str
    text: str
    detail: str


class _Offers(Pane):
    offers = (
        _Offer("demo", f"a demo desk in ./{DEMO_FOLDER}", "69 sample calls, scored, to try it out"),
        _Offer("init", "a new desk in a folder", "the starter rules, and no calls yet"),
        _Offer("quit", "quit", "coachdesk open --desk FOLDER: elsewhere"),
    )

    def count(self) -> int:
        return len(self.offers)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        return (
            (),
            [("  Coachdesk lints sales calls, and coaches from the evidence.", Ink.STRONG)],
            [("  There is no desk in this folder, nor above it. Make one:", Ink.PLAIN)],
            (),
        )

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        each = self.offers[number]
        sign = self.looks.glyph("cursor") if current else " "
        return (
            (f"  {sign} ", Ink.KEY),
            (f"{each.text:<34}", Ink.STRONG if current else Ink.PLAIN),
            (each.detail, Ink.QUIET),
        )


class Welcome(View):
    """Offers a demo desk or an empty one."""

    name_of_view = "welcome"
    title = "Welcome"
    hints = (("open", "choose"), ("down", "down"), ("quit", "quit"))

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self._offers = _Offers(looks)

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._offers

    def pane(self) -> Pane:
        """The list."""
        return self._offers

    def do_open(self, count: int | None) -> None:
        """Takes the offer."""
        app = self.desk_app
        chosen = _Offers.offers[self._offers.cursor].key
        if chosen == "quit":
            app.exit()
        elif chosen == "init":
            app.ask("folder", self._init, text="mydesk")
        else:
            app.say(f"making {DEMO_FOLDER}: reading and scoring the sample calls…")
            app.call_after_refresh(self._demo)

    def _demo(self) -> None:
        app = self.desk_app
        app.attempt(
            lambda: app.use_desk(
                make_demo(Path(DEMO_FOLDER), app.acting, say=lambda problem: None).desk
            )
        )

    def _init(self, folder: str) -> None:
        app = self.desk_app
        app.use_desk(init_desk(Path(folder.strip() or "mydesk"), app.acting))
