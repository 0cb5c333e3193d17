"""The one line in which people type: filters, reasons, commands, searches.

Its own small editor rather than the toolkit's: what is drawn passes the same funnel as everything
else, and each key it does not use goes on to the view.
"""

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message
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


class Line(Widget, can_focus=True, inherit_bindings=False):
    """A label and a line of text to edit."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    class Entered(Message):
        """Enter was pressed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """Escape was pressed, or backspace in the empty line."""

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.looks = looks
        self.label = ""
        self.text = ""
        self.at = 0
        self.offered: Sequence[tuple[str, int, str]] = ()
        self._changed: Callable[[str], None] = lambda text: None
        self._complete: Completions | None = None
        self._cycled = -1

    def start(
        self,
        label: str,
        text: str,
        *,
        changed: Callable[[str], None] = lambda text: None,
        complete: Completions | None = None,
    ) -> None:
        """Begins with this text; `changed` is told of every change."""
        self.label, self.text, self.at = label, text, len(text)
        self._changed, self._complete = changed, complete
        self._offer()
        self.refresh()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters belong to the line and to no binding."""
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Edits; a key that means nothing here goes on."""
        if event.character and event.character.isprintable() and not event.key.startswith("ctrl+"):
            self._put(event.character)
        elif event.key == "tab":
            self._next_offer()
        elif event.key == "enter":
            self.post_message(self.Entered(self.text))
        elif event.key == "escape" or (event.key == "backspace" and not self.text):
            self.post_message(self.Left())
        elif (edit := _EDITS.get(key_name(event.key, event.character))) is not None:
            self._set(*edit(self.text, self.at))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Text from the clipboard, as one line without controls."""
        event.stop()
        self._put(without_controls(event.text)[0])

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
        self.refresh()
        self._changed(self.text)

    @property
    def chosen(self) -> int:
        """Which of the completions offered stands in the line; -1: none."""
        return self._cycled

    def render_line(self, y: int) -> Strip:
        """The label, as much of the text as fits around the cursor, and the cursor."""
        cells = self.size.width
        label = f" {shown(self.label)}> "
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
