"""A filled form as CSV: the columns criterion, answer and, if wanted, note."""

import csv
from collections.abc import Iterator, Mapping, Sequence

from coachdesk.core.answers import Given
from coachdesk.core.location import Location
from coachdesk.files.faults import Faults
from coachdesk.files.schema import nearest

COLUMNS = ("criterion", "answer", "note")
_SEPARATORS = (",", ";", "\t")


def looks_like_csv(text: str, shown: str) -> bool:
    """Whether to read the text as CSV: by the file's name, else by its first line."""
    if shown.casefold().endswith(".csv"):
        return True
    names = _names(text, _separator(text))
    return len(names) > 1 and "criterion" in names and "answer" in names


def csv_given(text: str, shown: str, faults: Faults) -> Iterator[Given]:
    """One row after the other; empty rows are skipped, other faults noted."""
    separator = _separator(text)
    names = _names(text, separator)
    columns = _columns(names, shown, faults)
    if columns is None:
        return
    lines = text.splitlines()
    rows = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    begins = 1
    try:
        for row in rows:
            line, begins = begins, rows.line_num + 1
            if line == 1 or not any(cell.strip() for cell in row):
                continue
            if len(row) != len(names):
                message = f"{len(row)} cells in this row, but {len(names)} columns"
                faults.add("A101", Location(shown, line), message)
                continue
            starts = _starts(lines[line - 1], separator)
            yield _given(row, columns, starts, Location(shown, line))
    except csv.Error as error:
        faults.add("A101", Location(shown, max(rows.line_num, 1)), f"not valid CSV: {error}")


def _given(
    row: Sequence[str], columns: Mapping[str, int], starts: Sequence[int], place: Location
) -> Given:
    def at(name: str) -> Location:
        column = columns[name]
        return Location(place.path, place.line, starts[column] if column < len(starts) else 1)

    return Given(
        criterion=row[columns["criterion"]].strip(),
        at=at("criterion"),
        answer=row[columns["answer"]].strip(),
        answer_at=at("answer"),
        note=row[columns["note"]].strip() if "note" in columns else "",
    )


def _columns(names: Sequence[str], shown: str, faults: Faults) -> Mapping[str, int] | None:
    sound = True
    for name in names:
        if name not in COLUMNS or names.count(name) > 1:
            hint = nearest(name, COLUMNS) or f"the columns are {', '.join(COLUMNS)}"
            faults.add("A101", Location(shown), f"column '{name}' is unknown or twice", hint)
            sound = False
    for name in COLUMNS[:2]:
        if name not in names:
            faults.add("A101", Location(shown), f"column '{name}' is missing")
            sound = False
    return {name: place for place, name in enumerate(names)} if sound else None


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _names(text: str, separator: str) -> list[str]:
    first = text.partition("\n")[0]
    return [name.strip().strip('"').strip().casefold() for name in first.split(separator)]


def _starts(line: str, separator: str) -> list[int]:
    """The 1-based column where each cell of the line begins."""
    starts, inside = [1], False
    for offset, sign in enumerate(line):
        if sign == '"':
            inside = not inside
        elif sign == separator and not inside:
            starts.append(offset + 2)
    return starts
