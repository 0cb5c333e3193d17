"""Read a roster: who is put down for what on which day. A table in CSV or XLSX with a header."""

from collections.abc import Mapping
from datetime import date

import msgspec

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.tables import Row, Table, read_table, table_of

COLUMNS = ("person", "date", "script", "certificate")
"""In any order; further ones are left aside."""


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """One row as written."""

    line: int
    """Of the file; of a workbook the row."""
    person: str
    on: date | None
    """None: the file does not say; today is meant."""
    script: str
    """Empty: the row names a certificate."""
    certificate: str
    at: Mapping[str, Location]
    """Column to its place."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """The rows that could be read, and what is wrong with the others."""

    shifts: tuple[Shift, ...]
    problems: tuple[Problem, ...]


def read_shifts(name: str) -> Read:
    """What the roster in a file says, and every fault of it."""
    return _shifts(read_table(name, COLUMNS, ("person",), further=True))


def shifts_of(data: bytes, name: str) -> Read:
    """The same of bytes that came otherwise, under this name."""
    return _shifts(table_of(data, name, COLUMNS, ("person",), further=True))


def _shifts(table: Table) -> Read:
    shifts: list[Shift] = []
    problems = [*table.problems]
    if "person" in table.columns and not {"script", "certificate"} & set(table.columns):
        message = "there is no column 'script' or 'certificate'"
        return Read(shifts=(), problems=(*problems, _problem(message, table.header, _HEADER)))
    for row in table.rows:
        read = _shift(row)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            shifts.append(read)
    return Read(shifts=tuple(shifts), problems=tuple(problems))


_HEADER = "begin with such as person,date,script"


def _shift(row: Row) -> Shift | Problem:
    at = {name: row.cells[name].at if name in row.cells else row.at for name in COLUMNS}
    cells = {name: row.cells[name].text if name in row.cells else "" for name in COLUMNS}
    if not cells["person"]:
        return _problem("the row names nobody", at["person"], "write a person's id or name")
    script, certificate = cells["script"], cells["certificate"]
    if bool(script) == bool(certificate):
        told = "both a script and a certificate" if script else "neither script nor certificate"
        return _problem(f"the row names {told}", at["person"], "write one of the two")
    on = None
    if cells["date"]:
        try:
            on = date.fromisoformat(cells["date"])
        except ValueError:
            message = f"'{cells['date']}' is no date"
            return _problem(message, at["date"], "such as 2026-11-23")
    return Shift(
        line=row.at.line,
        person=cells["person"],
        on=on,
        script=script,
        certificate=certificate,
        at=at,
    )


def _problem(message: str, place: Location | None, hint: str) -> Problem:
    return Problem(code="D779", location=place, message=message, hint=hint)
