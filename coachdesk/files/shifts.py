"""Read a roster: who is put down for what on which day. CSV with a header."""

from collections.abc import Mapping
from datetime import date

import msgspec

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.csv_text import CsvRow, Unfit, csv_rows
from coachdesk.files.schema import nearest

COLUMNS = ("person", "date", "script", "certificate")


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """One row as written."""

    line: int
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


def read_shifts(text: str, shown: str) -> Read:
    """What the roster says; columns may stand in any order, further ones are left aside.

    Args:
        text: the file's text.
        shown: its name as the user gave it.
    """
    shifts: list[Shift] = []
    problems: list[Problem] = []
    columns: list[str] | None = None
    for row in csv_rows(text):
        if isinstance(row, Unfit):
            problems.append(_problem(Location(shown, row.line, 1), str(row), row.hint))
        elif row.blank:
            continue
        elif columns is None:
            columns = [cell.strip().casefold() for cell in row.cells]
            problems += _faults_of_header(columns, Location(shown, row.line, 1))
            if problems:
                break
        else:
            read = _shift(row, columns, shown)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                shifts.append(read)
    if columns is None and not problems:
        problems.append(_problem(Location(shown, 1, 1), "there is no row", _HEADER))
    return Read(shifts=tuple(shifts), problems=tuple(problems))


_HEADER = "begin with such as person,date,script"


def _faults_of_header(columns: list[str], place: Location) -> list[Problem]:
    faults = []
    if "person" not in columns:
        hint = nearest("person", columns) and _HEADER
        faults.append(_problem(place, "there is no column 'person'", hint or _HEADER))
    if "script" not in columns and "certificate" not in columns:
        message = "there is no column 'script' or 'certificate'"
        faults.append(_problem(place, message, _HEADER))
    for name in COLUMNS:
        if columns.count(name) > 1:
            faults.append(_problem(place, f"the column '{name}' stands twice", "keep one"))
    return faults


def _shift(row: CsvRow, columns: list[str], shown: str) -> Shift | Problem:
    starts = row.starts()
    at = {
        name: Location(shown, *starts[columns.index(name)])
        if name in columns and columns.index(name) < len(starts)
        else Location(shown, row.line, 1)
        for name in COLUMNS
    }
    cells = dict(zip(columns, (cell.strip() for cell in row.cells), strict=False))
    if not cells.get("person"):
        return _problem(at["person"], "the row names nobody", "write a person's id or name")
    script, certificate = cells.get("script", ""), cells.get("certificate", "")
    if bool(script) == bool(certificate):
        told = "both a script and a certificate" if script else "neither script nor certificate"
        return _problem(at["person"], f"the row names {told}", "write one of the two")
    on = None
    if cells.get("date"):
        try:
            on = date.fromisoformat(cells["date"])
        except ValueError:
            return _problem(at["date"], f"'{cells['date']}' is no date", "such as 2026-11-23")
    return Shift(
        line=row.line,
        person=cells["person"],
        on=on,
        script=script,
        certificate=certificate,
        at=at,
    )


def _problem(place: Location, message: str, hint: str = "") -> Problem:
    return Problem(code="D779", location=place, message=message, hint=hint)
