"""Tables as CSV text and as XLSX workbooks; no cell of either is ever run."""

import csv
import io
from collections.abc import Iterable, Sequence

import msgspec

from coachdesk.core.cells import safe_cell
from coachdesk.core.visible import visible

FORMATS = ("csv", "xlsx")
"""The file name endings that tables are written as."""
_WIDEST, _NARROWEST = 40, 10
_LONGEST_LIST = 255
"""Characters of a list of choices that a workbook holds."""
_LONGEST_CELL = 32_767
"""Characters of one cell."""
_AS_TEXT = "@"
"""Keeps a spreadsheet from making a date or a number of what somebody types."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The head of one column."""

    name: str
    help: str = ""
    """Shown when somebody points at it."""
    choices: tuple[str, ...] = ()
    """Offered in every cell below; empty: anything."""


def csv_table(heads: Sequence[Head], rows: Iterable[Sequence[str]]) -> str:
    """The table as CSV in UTF-8, a line a row but for line ends within quotes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([safe_cell(head.name) for head in heads])
    writer.writerows([safe_cell(cell, lines=True) for cell in row] for row in rows)
    return text.getvalue()


def xlsx_table(
    title: str, heads: Sequence[Head], rows: Iterable[Sequence[str]], *, room: int = 0
) -> bytes:
    """The table as a workbook with one sheet, every cell of it text.

    Args:
        title: of the sheet.
        heads: of the columns, with their help as notes.
        rows: cells as long as the columns.
        room: how many rows below them are ready to be filled, with their lists of choices.
    """
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    lines = [[head.name for head in heads], *rows]
    for line, row in enumerate(lines, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell.number_format = _AS_TEXT
            if text:
                cell.value = visible(text, lines=True)[:_LONGEST_CELL]
                # Whatever it begins with, it is text and no formula.
                cell.data_type = "s"
    for column, head in enumerate(heads, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(len(head.name) + 2, _NARROWEST), _WIDEST)
        sheet.cell(1, column).font = Font(bold=True)
        if head.help:
            comment = Comment(visible(head.help), "Coachdesk", height=120, width=300)
            sheet.cell(1, column).comment = comment
        first, last = len(lines) + 1, len(lines) + room
        for line in range(first, last + 1):
            sheet.cell(line, column).number_format = _AS_TEXT
        listed = '"' + ",".join(head.choices) + '"'
        if room and _can_be_listed(head.choices, listed):
            rule = DataValidation("list", formula1=listed, allow_blank=True)
            rule.add(f"{letter}{first}:{letter}{last}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _can_be_listed(choices: Sequence[str], listed: str) -> bool:
    """Whether a workbook can hold the choices: short, and with no sign that parts or ends them."""
    parts = any(sign in choice for choice in choices for sign in ',"')
    return bool(choices) and not parts and len(listed) <= _LONGEST_LIST
