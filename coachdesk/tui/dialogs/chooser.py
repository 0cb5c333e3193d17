"""Choose one of many by typing some of it: the palette, the keys, a person, a sort."""

from collections.abc import Callable, Sequence

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from coachdesk.tui.bars import Bar
from coachdesk.tui.drawing import Piece
from coachdesk.tui.keymap import key_name
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.prompt import Line
from coachdesk.tui.shown import fitted, width


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One row to choose."""

    value: str
    text: str
    key: str = ""
    """Shown at the left, such as the key that does it."""
    group: str = ""
    """Shown at the right, quietly."""


class _Rows(Pane):
    def __init__(self, looks: Looks, choices: Sequence[Choice]) -> None:
        super().__init__(looks)
        self.can_focus = False
        self.every = tuple(choices)
        self.found = self.every
        self.keys = max((width(each.key) for each in choices), default=0)

    def count(self) -> int:
        return len(self.found)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        each = self.found[number]
        room = max(1, cells - self.keys - width(each.group) - 5)
        sign = self.looks.glyph("cursor") if current else " "
        return (
            (sign + fitted(each.key, self.keys), Ink.KEY),
            ("  " + fitted(each.text, room) + "  ", Ink.PLAIN),
            (each.group, Ink.QUIET),
        )

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        return ([(" nothing is called like that", Ink.QUIET)],)

    def narrow(self, wanted: str) -> None:
        words = wanted.casefold().split()
        self.found = tuple(
            each
            for each in self.every
            if all(word in f"{each.text} {each.value} {each.key}".casefold() for word in words)
        )
        self.cursor = 0
        self.changed()


class Chooser(ModalScreen[str | None], inherit_bindings=False):
    """Type to narrow, arrows to move, enter to take it, escape to leave it."""

    AUTO_FOCUS = None
    DEFAULT_CSS = """
    Chooser { align: center middle; background: $background 60%; }
    Chooser > Vertical {
        width: 76; max-width: 96%; height: 22; max-height: 90%;
        background: $background; border: round $primary; padding: 0;
    }
    """

    def __init__(
        self, looks: Looks, title: str, choices: Sequence[Choice], *, at_once: bool = False
    ) -> None:
        super().__init__()
        self.looks = looks
        self._keys = {each.key: each.value for each in choices} if at_once else {}
        self._title = title
        self._left = False
        self._rows = _Rows(looks, choices)
        self._line = Line(looks)

    def compose(self) -> ComposeResult:
        """Title, what was typed, rows."""
        with Vertical():
            yield Bar(self.looks, lambda: [(0, [(f" {self._title}", Ink.STRONG)])], fill=Ink.PLAIN)
            yield self._line
            yield self._rows

    def on_mount(self) -> None:
        """Typing goes to the line."""
        if self.looks.ascii_only:
            self.query_one(Vertical).styles.border = ("ascii", self.app.theme_variables["primary"])
        self._ask("")
        self._line.focus()

    def _ask(self, text: str) -> None:
        self._line.start(
            "find",
            text,
            entered=self._entered,
            left=lambda: self._leave(None),
            changed=self._narrow,
        )

    def _leave(self, value: str | None) -> None:
        # A key typed ahead may arrive here while this is on its way out.
        if not self._left:
            self._left = True
            self.dismiss(value)

    def _narrow(self, text: str) -> None:
        if text in self._keys:
            self._leave(self._keys[text])
        else:
            self._rows.narrow(text)

    def _entered(self, text: str) -> None:
        found = self._rows.found
        if found:
            self._leave(found[self._rows.cursor].value)
        else:
            # What was typed stays, to be mended: keys after it mean nothing to the view behind.
            self._ask(text)

    def on_key(self, event: events.Key) -> None:
        """Moves; letters, enter and escape went to the line already."""
        key = key_name(event.key, event.character)
        moves: dict[str, Callable[[int | None], None]] = {
            "down": self._rows.do_down,
            "up": self._rows.do_up,
            "ctrl+n": self._rows.do_down,
            "ctrl+p": self._rows.do_up,
            "pagedown": self._rows.do_page_down,
            "pageup": self._rows.do_page_up,
        }
        event.stop()
        event.prevent_default()
        if self._line.take(event.key, event.character):
            return  # It came before the line had the focus.
        if key in moves:
            moves[key](None)
        elif key in ("ctrl+c", "ctrl+q"):
            self._leave(None)
