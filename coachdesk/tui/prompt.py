"""The one line in which people type: filters, reasons, commands, searches.

Its own small editor rather than the toolkit's: what is drawn passes the same funnel as everything
else, and each key it does not use goes on to the view.
"""

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from coachdesk.core.visible import without_controls
from coachdesk.tui.drawing import Piece, strip_of
from coachdesk.tui.keymap import key_name
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.shown import drawn_cells, shown

Completions = Callable[[str, int], Sequence[tuple[str, int, str]]]
"""From the text and the cursor: (the text completed, the cursor in it, what to show)."""
_LONGEST = 4000
_MOVES = {"up": -1, "down": 1, "shift+tab": -1, "tab": 1}


class Line(Widget, can_focus=True, inherit_bindings=False):
    """A label and a line of text to edit."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.looks = looks
        self.label = ""
        self.text = ""
        self.at = 0
        self.offered: Sequence[tuple[str, int, str]] = ()
        self.active = False
        """Somebody is asked; from the end on, keys mean what they mean in the view."""
        self._entered: Callable[[str], None] = lambda text: None
        self._left: Callable[[], None] = lambda: None
        self._changed: Callable[[str], None] = lambda text: None
        self._complete: Completions | None = None
        self._moved: Callable[[int], None] | None = None
        self._cycled = -1

    def start(
        self,
        label: str,
        text: str,
        *,
        entered: Callable[[str], None],
        left: Callable[[], None],
        changed: Callable[[str], None] = lambda text: None,
        complete: Completions | None = None,
        moved: Callable[[int], None] | None = None,
    ) -> None:
        """Begins with this text; `changed` is told of every change, one of the others of the end.

        They are called at once, not by a message: a key that was typed ahead must find the line
        closed.
        """
        self.label, self.text, self.at = label, text, len(text)
        self._entered, self._left = entered, left
        self._changed, self._complete, self._moved = changed, complete, moved
        self.active = True
        self._offer()
        self.refresh()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters belong to the line and to no binding."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Edits; a key that means nothing here goes on."""
        if self.take(event.key, event.character):
            event.stop()
            event.prevent_default()

    def take(self, key: str, character: str | None) -> bool:
        """Does what a key means while somebody is asked; False: nothing here."""
        if not self.active:
            return False
        if character and character.isprintable() and not key.startswith("ctrl+"):
            self._put(character)
        elif key in _MOVES and self._moved is not None:
            self._moved(_MOVES[key])
        elif key == "tab":
            self._next_offer()
        elif key == "enter":
            self.active = False
            self._entered(self.text)
        elif key == "escape" or (key == "backspace" and not self.text):
            self.active = False
            self._left()
        elif (edit := _EDITS.get(key_name(key, character))) is not None:
            self._set(*edit(self.text, self.at))
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Text from the clipboard, as one line without controls."""
        event.stop()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Text from elsewhere, as one line without controls."""
        self._put(without_controls(text)[0])

    def _put(self, added: str) -> None:
        text = (self.text[: self.at] + added + self.text[self.at :])[:_LONGEST]
        self._set(text, min(self.at + len(added), _LONGEST))

    def _set(self, text: str, at: int) -> None:
        different = text != self.text
        self.text, self.at = text, at
        self._offer()
        self.refresh()
        if different:
            self._changed(text)

    def _offer(self) -> None:
        self.offered = self._complete(self.text, self.at) if self._complete else ()
        self._cycled = -1

    def _next_offer(self) -> None:
        if not self.offered:
            return
        self._cycled = (self._cycled + 1) % len(self.offered)
        self.text, self.at, _ = self.offered[self._cycled]
        if len(self.offered) == 1:
            # Nothing else to cycle to: what can come after it is of more use.
            self._offer()
        self.refresh()
        self._changed(self.text)

    @property
    def chosen(self) -> int:
        """Which of the completions offered stands in the line; -1: none."""
        return self._cycled

    def render_line(self, y: int) -> Strip:
        """The label, as much of the text as fits around the cursor, and the cursor."""
        cells = self.size.width
        label = " :" if self.label == ":" else f" {shown(self.label)}> "
        room = max(4, cells - drawn_cells(label) - 1)
        before, under, after = (
            _end_of(shown(self.text[: self.at]), room - 1),
            shown(self.text[self.at : self.at + 1]) or " ",
            shown(self.text[self.at + 1 :]),
        )
        caret = Ink.FOUND if self.has_focus else Ink.PLAIN
        pieces: list[Piece] = [
            (label, Ink.KEY), (before, Ink.PLAIN), (under, caret), (after, Ink.PLAIN)
        ]  # fmt: skip
        return strip_of(pieces, cells, self.looks)


def _end_of(drawable: str, cells: int) -> str:
    start = len(drawable)
    while start and (cells := cells - drawn_cells(drawable[start - 1])) >= 0:
        start -= 1
    return drawable[start:]


def _word_left(text: str, at: int) -> int:
    start = len(text[:at].rstrip())
    return text.rfind(" ", 0, start) + 1


_EDITS: dict[str, Callable[[str, int], tuple[str, int]]] = {
    "left": lambda text, at: (text, max(0, at - 1)),
    "right": lambda text, at: (text, min(len(text), at + 1)),
    "home": lambda text, at: (text, 0),
    "end": lambda text, at: (text, len(text)),
    "ctrl+a": lambda text, at: (text, 0),
    "ctrl+e": lambda text, at: (text, len(text)),
    "ctrl+left": lambda text, at: (text, _word_left(text, at)),
    "backspace": lambda text, at: (text[: max(0, at - 1)] + text[at:], max(0, at - 1)),
    "delete": lambda text, at: (text[:at] + text[at + 1 :], at),
    "ctrl+w": lambda text, at: (text[: _word_left(text, at)] + text[at:], _word_left(text, at)),
    "ctrl+u": lambda text, at: (text[at:], 0),
    "ctrl+k": lambda text, at: (text[:at], at),
}
