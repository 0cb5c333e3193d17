"""One row of the list of scripts: which columns fit, and what stands in each."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from coachdesk.desk.scripts.overview import Overseen
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.shown import fitted

_MARKS = 2
_NAMES = {
    "id": "script",
    "title": "title",
    "languages": "in",
    "version": "version",
    "on": "published",
    "mine": "you",
    "covered": "in time",
    "check": "check",
    "unused": "unused",
}
_LEAST = {"id": 14, "title": 14, "languages": 5, "version": 12, "on": 10, "mine": 7, "covered": 8,
          "check": 9, "unused": 6}  # fmt: skip
_DROPPED = ("on", "languages", "title", "unused", "covered", "check")
"""In this order, where there is too little room."""
_GROWING = (("id", 26), ("title", 30), ("version", 18), ("title", 60), ("id", 40))


@lru_cache(maxsize=64)
def columns(cells: int) -> Mapping[str, int]:
    """The columns that fit with their widths, from left to right."""
    least = dict(_LEAST)
    room = cells - _MARKS
    for name in _DROPPED:
        if sum(least.values()) + len(least) - 1 <= room:
            break
        del least[name]
    left = room - sum(least.values()) - len(least) + 1
    for name, most in _GROWING:
        if name in least and left > 0:
            more = min(left, max(0, most - least[name]))
            least[name] += more
            left -= more
    return least


def names_of(cells: int) -> Sequence[Piece]:
    """The names of the columns."""
    text = " ".join(fitted(_NAMES[name], wide) for name, wide in columns(cells).items())
    return ((" " * _MARKS + text, Ink.QUIET),)


def row_of(
    each: Overseen, unused: str, cells: int, looks: Looks, *, current: bool
) -> Sequence[Piece]:
    """One script.

    Args:
        each: the script.
        unused: how many lines surely nobody uses; `–`: not known, `…`: not yet.
        cells: the width of the row.
        looks: gives the signs.
        current: the cursor is here.
    """
    line = each.line
    text = {
        "id": (line.id, Ink.PLAIN),
        "title": (line.title, Ink.QUIET),
        "languages": (" ".join(line.languages), Ink.QUIET),
        "version": _version(each),
        "on": (line.published_on.isoformat() if line.published_on else "–", Ink.QUIET),
        "mine": _mine(each),
        "covered": _covered(each),
        "check": _check(each),
        "unused": (unused, Ink.QUIET if unused in ("0", "–", "…") else Ink.PLAIN),
    }
    pieces: list[Piece] = [(f"{looks.glyph('cursor') if current else ' '} ", Ink.KEY)]
    for name, wide in columns(cells).items():
        words, ink = text[name]
        pieces.append((fitted(words, wide) + " ", ink))
    return pieces


def _version(each: Overseen) -> Piece:
    """The published version, and the library's where it says something else."""
    line = each.line
    if line.published is None:
        return f"– (v{line.written})", Ink.UNKNOWN
    if line.written is None:
        return f"v{line.published}, gone", Ink.UNKNOWN
    if line.differs:
        return f"v{line.published} (v{line.written})", Ink.UNKNOWN
    return f"v{line.published}", Ink.PLAIN


def _mine(each: Overseen) -> Piece:
    if each.line.to_read:
        return "to read", Ink.OPEN
    return ("read" if each.line.confirmed else "–"), Ink.QUIET


def _covered(each: Overseen) -> Piece:
    covered = each.covered
    if covered is None or not covered.people:
        return "–", Ink.QUIET
    return f"{covered.in_time} of {covered.people}", Ink.PLAIN


def _check(each: Overseen) -> Piece:
    if each.line.written is None:
        return "–", Ink.QUIET
    if each.errors:
        return f"✗ {each.errors} error{'s' * (each.errors > 1)}", Ink.FAIL
    if each.warnings:
        return f"? {each.warnings} to see", Ink.UNKNOWN
    if each.line.unsigned:
        return "? to sign", Ink.UNKNOWN
    return "✓ clean", Ink.PASS
