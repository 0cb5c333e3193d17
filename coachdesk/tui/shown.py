"""Text on its way to the screen: what it looks like, how wide it is, and where its lines break.

Everything that is drawn passes `shown` once. Offsets always count the text as stored, so evidence
can be marked in it.
"""

import re
import unicodedata
from functools import lru_cache

from rich.cells import cell_len

from coachdesk.core.visible import visible

_JOINERS = re.compile("[\u00ad\u200b-\u200d\u034f\u061c\u115f\u1160\u180b-\u180f\u206a-\u206f"
                      "\u3164\ufe00-\ufe0f\uffa0\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-"
                      "\U0001d17a\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]")  # fmt: skip
"""Signs without a width of their own; terminals disagree about what they do to their neighbours."""
_FLAGS = {0x1F1E6 + letter: chr(0x41 + letter) for letter in range(26)}
"""Two regional letters make one flag or two signs, as the terminal likes."""
_CLOSING = "，。？！、；：）》」』】”’…,.?!;:)"
"""Never first on a line."""


def shown(text: str) -> str:
    """The text as it may be drawn: one line, no control of any kind, no joiners.

    Each character is mapped by itself, so that any part of a text is shown alike.
    """
    if text.isascii() and text.isprintable():
        return text
    return _JOINERS.sub("", visible(text)).translate(_FLAGS)


def width(text: str) -> int:
    """Cells that the text takes once shown."""
    return drawn_cells(shown(text))


def drawn_cells(drawable: str) -> int:
    """Cells of a text that was shown already."""
    if drawable.isascii():
        return len(drawable)
    return sum(map(_cells_of, drawable))


@lru_cache(maxsize=16384)
def _cells_of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return cell_len(sign)


def cut(text: str, cells: int) -> str:
    """The text shown, cut to a number of cells; an ellipsis stands for what is missing."""
    drawable = shown(text)
    if drawn_cells(drawable) <= cells:
        return drawable
    return "" if cells <= 0 else clipped(drawable, cells - 1) + "…"


def clipped(drawable: str, cells: int) -> str:
    """As much of a drawable text as fits, without any sign for the rest."""
    if drawable.isascii():
        return drawable[: max(cells, 0)]
    taken = 0
    for position, sign in enumerate(drawable):
        taken += _cells_of(sign)
        if taken > cells:
            return drawable[:position]
    return drawable


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly so many cells, cut or filled with blanks."""
    drawable = cut(text, cells)
    blanks = " " * max(0, cells - drawn_cells(drawable))
    return blanks + drawable if right else drawable + blanks


def lines_of(text: str, cells: int) -> list[tuple[int, int]]:
    """Where the text breaks into lines of at most so many cells: (start, end) in the text.

    Breaks at blanks, and before any wide character that may begin a line. Every character but the
    blanks at which it breaks is in exactly one line. An empty text has one empty line.
    """
    cells = max(cells, 2)
    if text.isascii() and text.isprintable():
        return _ascii_lines(text, cells)
    lines: list[tuple[int, int]] = []
    start = at = used = 0
    opening: tuple[int, int] | None = None
    while at < len(text):
        sign = text[at]
        drawn = _drawn_cells_of(sign)
        if drawn == 2 and at > start and sign not in _CLOSING:
            opening = (at, at)
        if used + drawn > cells and at > start:
            end, resume = (at, at + 1) if sign == " " else opening or (at, at)
            lines.append((start, end))
            start = at = resume
            used, opening = 0, None
            continue
        if sign == " " and at > start:
            opening = (at, at + 1)
        used += drawn
        at += 1
    lines.append((start, len(text)))
    return lines


def _ascii_lines(text: str, cells: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > cells:
        blank = text.rfind(" ", start + 1, start + cells + 1)
        end, resume = (blank, blank + 1) if blank > 0 else (start + cells, start + cells)
        lines.append((start, end))
        start = resume
    lines.append((start, len(text)))
    return lines


@lru_cache(maxsize=16384)
def _drawn_cells_of(sign: str) -> int:
    return drawn_cells(shown(sign))
