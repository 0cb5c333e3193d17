"""Tables of many rows, from CSV or XLSX, as cells that know their place.

The first row names the columns. A row whose first cell begins with `#` is for people and is left
out, as a blank one is. In a workbook a place is the row and the number of the column.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.cells import text_of_cell
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.csv_text import Unfit, csv_rows
from coachdesk.files.encoding import decoded
from coachdesk.files.faults import Faults
from coachdesk.files.schema import nearest
from coachdesk.files.workbook import (
    MOST_BYTES,
    Hostile,
    Unreadable,
    looks_like_workbook,
    workbook_rows,
)

COMMENT = "#"
"""What the first cell of a row for people begins with."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How .xls files begin, and encrypted .xlsx ones (MS-CFB 2.2, MS-OFFCRYPTO 1.3)."""
_SAVE = "save it as .xlsx with one sheet and no password, or as CSV"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell."""

    text: str
    """Without blanks around it."""
    at: Location


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row by the names of its columns."""

    at: Location
    cells: Mapping[str, Cell]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds, and what is wrong with its shape."""

    columns: tuple[str, ...] = ()
    """Of `known`, those that the first row names, in its order."""
    header: Location | None = None
    """Where these names stand."""
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    """T101 to T104; with any of them the rows are not all there."""


def read_table(
    name: str, known: Sequence[str], needed: Sequence[str], *, further: bool = False
) -> Table:
    """The table of a file; see `table_of`."""
    try:
        # Never wait at the door of a pipe that nobody writes to.
        handle = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return _refused("T101", name, "is not a regular file")
            with os.fdopen(os.dup(handle), "rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _refused("T101", name, f"cannot be read: {reason}")
    return table_of(data, name, known, needed, further=further)


def table_of(
    data: bytes,
    name: str,
    known: Sequence[str],
    needed: Sequence[str],
    *,
    further: bool = False,
) -> Table:
    """The rows, by names of columns as `known` has them, and every fault of the table's shape.

    Args:
        data: the bytes of a CSV in UTF-8, or of an XLSX workbook with one sheet.
        name: of the file, for places.
        known: the columns that there may be; case does not matter.
        needed: those that must be there.
        further: whether other columns may stand there too; they are left aside.
    """
    if len(data) > MOST_BYTES:
        return _refused("T101", name, f"is larger than {MOST_BYTES // (1024 * 1024)} MiB")
    faults = Faults()
    columns: list[str] = []
    rows: list[Row] = []
    header: Location | None = None
    for line in _lines(data, name, faults):
        place = line[0].at if line else Location(name)
        if not columns:
            columns, header = _columns(line, known, needed, faults, further=further), place
            if faults.problems:
                break
        elif any(cell.text for cell in line) and not line[0].text.startswith(COMMENT):
            if len(line) != len(columns):
                message = f"{len(line)} cells in a table of {len(columns)} columns"
                hint = "quote a text that has the separator in it"
                faults.add("T104", place, message, hint)
            else:
                rows.append(Row(at=place, cells=dict(zip(columns, line, strict=True))))
    if not columns and not faults.problems:
        faults.add("T103", Location(name), "the table is empty", "its first row names the columns")
    return Table(
        columns=tuple(name for name in columns if name in known),
        header=header,
        rows=tuple(rows),
        problems=tuple(faults.problems),
    )


def _lines(data: bytes, name: str, faults: Faults) -> Iterator[list[Cell]]:
    if looks_like_workbook(data):
        yield from _of_workbook(data, name, faults)
        return
    if data.startswith(_OLE):
        message = "is an Excel file of the old kind, or one with a password"
        faults.add("T101", Location(name), message, _SAVE)
        return
    text = decoded(data, name, "T101")
    if isinstance(text, Problem) and name.casefold().endswith(".xlsx"):
        faults.add("T101", Location(name), "is no workbook that can be read", _SAVE)
        return
    if isinstance(text, Problem):
        faults.problems.append(text)
        return
    for row in csv_rows(text):
        if isinstance(row, Unfit):
            faults.add("T104", Location(name, row.line), str(row), row.hint)
            continue
        places = (Location(name, *start) for start in row.starts())
        yield [
            Cell(text=text_of_cell(text.strip()).strip(), at=at)
            for text, at in zip(row.cells, places, strict=False)
        ]


def _of_workbook(data: bytes, name: str, faults: Faults) -> Iterator[list[Cell]]:
    try:
        rows = list(workbook_rows(data))
    except Hostile as found:
        faults.add("T102", Location(name), str(found), "save it anew as .xlsx or CSV")
        return
    except Unreadable as found:
        faults.add("T101", Location(name), str(found), _SAVE)
        return
    for line, row in enumerate(rows, start=1):
        yield [
            Cell(text=text.strip(), at=Location(name, line, column))
            for column, text in enumerate(row, start=1)
        ]


def _columns(
    line: Sequence[Cell],
    known: Sequence[str],
    needed: Sequence[str],
    faults: Faults,
    *,
    further: bool,
) -> list[str]:
    by_key = {name.casefold(): name for name in known}
    found: dict[str, Location] = {}
    names = []
    for cell in line:
        written = " ".join(cell.text.split())
        name = by_key.get(written.casefold())
        if name is None and further:
            # A name of the file's own; two columns may share it, since nobody reads them.
            written = f" {written}"
        elif name is None:
            shown = written if len(written) <= 60 else f"{written[:57]}..."
            message = f"there is no column '{shown}'" if written else "a column without a name"
            faults.add("T103", cell.at, message, nearest(written, known))
        elif found.setdefault(name, cell.at) != cell.at:
            faults.add("T103", cell.at, f"the column '{name}' stands twice, first at {found[name]}")
        names.append(name or written)
    place = line[0].at if line else Location("")
    for name in needed:
        if name not in found:
            faults.add("T103", place, f"there is no column '{name}'", "add it")
    return names


def _refused(code: str, name: str, message: str) -> Table:
    return Table(problems=(Problem(code=code, location=Location(name), message=message),))
