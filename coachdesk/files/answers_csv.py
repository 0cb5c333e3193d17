"""A filled form as CSV: the columns criterion, answer and, if wanted, note."""

from collections.abc import Iterator, Mapping, Sequence

from coachdesk.core.answers import Given
from coachdesk.core.location import Location
from coachdesk.files.csv_text import CsvRow, Unfit, csv_rows, separator_of
from coachdesk.files.faults import Faults
from coachdesk.files.schema import nearest

COLUMNS = ("criterion", "answer", "note")


def looks_like_csv(text: str, shown: str) -> bool:
    """Whether to read the text as CSV: by the file's name, else by its first line."""
    if shown.casefold().endswith(".csv"):
        return True
    names = _names(text)
    return len(names) > 1 and "criterion" in names and "answer" in names


def csv_given(text: str, shown: str, faults: Faults) -> Iterator[Given]:
    """One row after the other; empty rows are skipped, other faults noted."""
    if not text.strip():
        message = "the file is empty"
        faults.add("A101", Location(shown), message, f"its first row is {', '.join(COLUMNS)}")
        return
    names = _names(text)
    columns = _columns(names, shown, faults)
    if columns is None:
        return
    for row in csv_rows(text):
        if isinstance(row, Unfit):
            faults.add("A101", Location(shown, row.line), str(row), row.hint)
        elif row.line == 1 or row.blank:
            continue
        elif len(row.cells) != len(names):
            message = f"{len(row.cells)} cells in this row, but {len(names)} columns"
            faults.add("A101", Location(shown, row.line), message)
        else:
            yield _given(row, columns, shown)


def _given(row: CsvRow, columns: Mapping[str, int], shown: str) -> Given:
    starts = row.starts()

    def at(name: str) -> Location:
        return Location(shown, *starts[columns[name]])

    return Given(
        criterion=row.cells[columns["criterion"]].strip(),
        at=at("criterion"),
        answer=row.cells[columns["answer"]].strip(),
        answer_at=at("answer"),
        note=row.cells[columns["note"]].strip() if "note" in columns else "",
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


def _names(text: str) -> list[str]:
    first = text.partition("\n")[0]
    return [name.strip().strip('"').strip().casefold() for name in first.split(separator_of(text))]
