"""Bytes from the terminal on their way in: no broken byte ends the program, no paste types keys.

The toolkit's driver decodes strictly, and takes an escape inside a bracketed paste for the end of
it: what follows would then be keys, which give answers. Both are mended before it looks.
"""

from codecs import getincrementaldecoder
from typing import Any

from textual.drivers import linux_driver

_START, _END = "\x1b[200~", "\x1b[201~"


class InputDecoder:
    """Decodes what comes in pieces; inside a paste, escapes become the sign for one."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")
        self._pasting = False
        self._held = ""
        """In a paste: the beginning of what may be its end."""
        self._passed = ""
        """Outside: the last signs, which may be the beginning of a paste's start."""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of these bytes, with what was held back from those before."""
        text = self._held + self._decoder.decode(data, final)
        self._held = ""
        done = []
        while text:
            part, text = self._inside(text, final) if self._pasting else self._outside(text)
            done.append(part)
        return "".join(done)

    def _outside(self, text: str) -> tuple[str, str]:
        """What passes as it is, up to the start of a paste, and the rest."""
        looked = self._passed + text
        at = looked.find(_START)
        if at < 0:
            self._passed = looked[1 - len(_START) :]
            return text, ""
        self._passed, self._pasting = "", True
        taken = at + len(_START) - (len(looked) - len(text))
        return text[:taken], text[taken:]

    def _inside(self, text: str, final: bool) -> tuple[str, str]:
        """What is pasted, up to the end of the paste, and the rest."""
        before, found, rest = text.partition(_END)
        if not found and not final:
            before, self._held = _without_beginning_of(_END, before)
        self._pasting = not found
        return before.replace("\x1b", "\u241b") + found, rest


def _without_beginning_of(border: str, text: str) -> tuple[str, str]:
    for length in range(min(len(border) - 1, len(text)), 0, -1):
        if text.endswith(border[:length]):
            return text[:-length], text[-length:]
    return text, ""


def guard_input() -> None:
    """Makes the terminal's driver decode this way."""

    def decoder_of(encoding: str) -> Any:
        return InputDecoder

    linux_driver.getincrementaldecoder = decoder_of  # type: ignore[attr-defined]
