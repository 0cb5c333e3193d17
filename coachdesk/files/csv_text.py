"""CSV as rows that know their place. Comma, semicolon or tab, quotes as RFC 4180 has them."""

import csv
import io
from collections.abc import Iterator

import msgspec

_LONGEST_FIELD = 1_000_000


class Unfit(Exception):
    """A table, a row or a cell that cannot be used; whoever reads the file gives it its code."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


class CsvRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row as written."""

    line: int
    """Where it begins, 1-based."""
    cells: tuple[str, ...]
    raw: str
    """Its text in the file."""
    separator: str

    def starts(self) -> tuple[tuple[int, int], ...]:
        """Line and column at which each cell begins, both 1-based, in code points."""
        line, column, inside = self.line, 1, False
        found = [(line, column)]
        for sign in self.raw:
            column += 1
            if sign == '"':
                inside = not inside
            elif sign == self.separator and not inside:
                found.append((line, column))
            elif sign == "\n":
                line, column = line + 1, 1
        return tuple(found)

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


def separator_of(text: str) -> str:
    """What parts the cells, going by the first line."""
    return max(",;\t", key=text.partition("\n")[0].count)


def csv_rows(text: str) -> Iterator[CsvRow | Unfit]:
    """Every row, blank ones too; a fault of the quoting is the last thing."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        yield Unfit(line, "a NUL character", "save the file as plain CSV")
        return
    csv.field_size_limit(_LONGEST_FIELD)
    separator = separator_of(text)
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    reader, begins = csv.reader(lines(), delimiter=separator, strict=True), 1
    try:
        for cells in reader:
            raw = "".join(taken)
            yield CsvRow(line=begins, cells=tuple(cells), raw=raw, separator=separator)
            begins = reader.line_num + 1
            taken.clear()
    except csv.Error as error:
        yield Unfit(max(reader.line_num, 1), f"not CSV: {error}", "is a quote missing?")
