"""Text laid out in columns of a screen, where Chinese characters are two wide."""

from collections.abc import Callable, Iterator
from unicodedata import combining, east_asian_width

_CLOSING = "，。？！、；：）》〉】」』〕"
"""No line begins with one of these."""


def width(text: str) -> int:
    """Columns that the text takes on a screen."""
    return sum(_columns(each) for each in text)


def padded(text: str, columns: int) -> str:
    """The text with blanks up to so many columns; never cut."""
    return text + " " * max(0, columns - width(text))


def wrapped(text: str, columns: float, measure: Callable[[str], float] = width) -> Iterator[str]:
    """The text in lines of at most so many columns, broken at blanks or between wide characters.

    A single word that is longer stays whole.

    Args:
        text: in one line.
        columns: of a screen; or how wide a line may be by the measure.
        measure: how wide a text is.
    """
    line, room = "", columns
    for piece in _pieces(text):
        if line.strip() and measure(piece.rstrip()) > room:
            yield line.rstrip()
            line, room, piece = "", columns, piece.lstrip()
        line += piece
        room -= measure(piece)
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for each in text:
        wide = _columns(each) == 2 and each not in _CLOSING
        if piece and (wide or (piece[-1] == " " and each != " ")):
            yield piece
            piece = ""
        piece += each
    if piece:
        yield piece


def _columns(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
