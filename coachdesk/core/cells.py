"""Cells of a CSV that no spreadsheet runs, and the texts that they were."""

import re

from coachdesk.core.visible import visible

_GUARD = "'"
_FORMULA = re.compile(r"[\s']*[=+\-@|%＝＋－＠｜％]|'*[\t\r\n]")


def safe_cell(text: str, *, lines: bool = False) -> str:
    """The text so that no spreadsheet takes it for a formula.

    A text that begins like one, after blanks, tabs or line ends too, gets an apostrophe in front;
    full-width signs count, because spreadsheets take them for the same. Control characters become
    visible signs, so that a cell is one line.

    Args:
        text: anything.
        lines: keep tabs and line feeds: a narrative has paragraphs.
    """
    return (_GUARD if _FORMULA.match(text) else "") + visible(text, lines=lines)


def text_of_cell(cell: str) -> str:
    """The text that `safe_cell` was given, but for its control characters."""
    return cell[1:] if cell.startswith(_GUARD) and _FORMULA.match(cell, 1) else cell
