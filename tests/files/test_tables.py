"""Tables: every row with its place, every fault of the shape, and nothing hostile opened."""

import io
import struct
import time
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from coachdesk.files.tables import Table, read_table, table_of
from coachdesk.report.tables import Head, csv_table, xlsx_table

KNOWN = ("place", "agent", "note")


def csv_of(text: str) -> Table:
    return table_of(text.encode(), "t.csv", KNOWN, ("place",))


def told(table: Table) -> list[str]:
    return [str(problem) for problem in table.problems]


def workbook(*rows: tuple[str, ...]) -> bytes:
    heads = [Head(name=name) for name in rows[0]]
    return xlsx_table("t", heads, rows[1:])


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The archive with some parts put in place of others, by the end of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for part in old.infolist():
            key = part.filename.rpartition("/")[2].removesuffix(".xml")
            new.writestr(part.filename, changed.get(key, old.read(part)))
    return made.getvalue()


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData>%s</sheetData></worksheet>"
)
PLAIN = workbook(("place", "agent"), ("shop-1", "ana"))


def far_cell(where: bytes) -> bytes:
    return repacked(PLAIN, sheet1=SHEET % b'<row><c r="%s"><v>1</v></c></row>' % where)


def test_rows_know_the_place_of_every_cell() -> None:
    table = csv_of('Place,AGENT,note\n"shop 1",ana,"two\nlines"\n\n# for people,x,y\nb,c,d\n')
    assert not table.problems
    first, second = table.rows
    assert {name: (cell.text, str(cell.at)) for name, cell in first.cells.items()} == {
        "place": ("shop 1", "t.csv:2:1"),
        "agent": ("ana", "t.csv:2:10"),
        "note": ("two\nlines", "t.csv:2:14"),
    }
    assert str(second.cells["agent"].at) == "t.csv:6:3"


def test_a_workbook_s_place_is_the_row_and_the_number_of_the_column() -> None:
    data = workbook(("place", "agent"), ("# help", "help"), ("", ""), ("店 1", "ana"))
    table = table_of(data, "t.xlsx", KNOWN, ())
    (row,) = table.rows
    assert [(cell.text, str(cell.at)) for cell in row.cells.values()] == [
        ("店 1", "t.xlsx:4:1"),
        ("ana", "t.xlsx:4:2"),
    ]


FAULTS = {
    "an unknown column": ("plac,agent\na,b\n", ["1:1: T103", "1:1: T103"]),
    "a column twice": ("place,place\na,b\n", ["1:7: T103"]),
    "a column without a name": ("place,\na,b\n", ["1:7: T103"]),
    "rows of another length": ("place,agent\na\nb,c\nd,e,f\n", ["2:1: T104", "4:1: T104"]),
    "an open quote": ('place\na\n"b\n', ["3:1: T104"]),
    "a NUL": ("place\na\0\n", ["2:1: T104"]),
    "nothing": ("", ["1:1: T103"]),
    "a cell of two megabytes": (f"place\n{'x' * 2_000_000}\n", ["2:1: T104"]),
}


@pytest.mark.parametrize("case", FAULTS)
def test_every_fault_of_the_shape_has_its_place(case: str) -> None:
    text, wanted = FAULTS[case]
    found = [each.removeprefix("t.csv:") for each in told(csv_of(text))]
    assert [each[: len(want)] for each, want in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("place\n店\n".encode("utf-16"), "is UTF-16"),
        ("place\n店\n".encode("gbk"), "t.csv:2:1: T101 error: byte 0xB5 is not UTF-8"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504), "of the old kind, or one with a password"),
        (b"PK\x03\x04 nothing", "the archive is damaged"),
        (PLAIN[:-40], "the archive is damaged"),
        (repacked(PLAIN, sheet1=b"<worksheet"), "is no workbook that can be read"),
        (far_cell(b"ZZZZZZZZ1"), "is no workbook that can be read"),
        (repacked(PLAIN, workbook=b""), "is no workbook that can be read"),
        (b"x" * (50 * 1024 * 1024 + 1), "is larger than 50 MiB"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, message: str) -> None:
    (problem,) = told(table_of(data, "t.csv", KNOWN, ()))
    assert message in problem
    assert "T101" in problem


def test_a_workbook_of_something_else_is_not_called_text() -> None:
    (problem,) = told(table_of(b"\x89PNG\r\n", "t.xlsx", KNOWN, ()))
    assert problem.startswith("t.xlsx:1:1: T101 error: is no workbook that can be read")
    assert len(table_of(b"place\na\n", "t.xlsx", KNOWN, ()).rows) == 1


def test_files_that_are_not_there_or_no_files_say_so(tmp_path: Path) -> None:
    assert "T101 error: cannot be read" in told(read_table(str(tmp_path / "x.csv"), KNOWN, ()))[0]
    assert "not a regular file" in told(read_table(str(tmp_path), KNOWN, ()))[0]
    (tmp_path / "t.csv").write_text("place\na\n")
    assert len(read_table(str(tmp_path / "t.csv"), KNOWN, ()).rows) == 1


def bomb() -> bytes:
    return repacked(PLAIN, sheet1=SHEET % (b" " * 40_000_000))


def lying_bomb() -> bytes:
    """A part that says it is small: sizes and check sum are those of its first bytes."""
    data = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        part = next(each for each in archive.infolist() if each.filename.endswith("sheet1.xml"))
        with archive.open(part) as stream:
            check = zlib.crc32(stream.read(100))
    at = bytes(data).rindex(b"xl/worksheets/sheet1.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", data, at + 16, check)
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def archive_with(name: str) -> bytes:
    made = io.BytesIO(PLAIN)
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, "x")
    return made.getvalue()


def many_parts() -> bytes:
    made = io.BytesIO(PLAIN)
    with zipfile.ZipFile(made, "a") as archive:
        for at in range(1001):
            archive.writestr(f"x/{at}", "")
    return made.getvalue()


HOSTILE = {
    "unpacks to forty megabytes": bomb(),
    "the same, and lies about it": lying_bomb(),
    "a cell in the last corner": far_cell(b"XFD1048576"),
    "a cell in the last row": repacked(
        PLAIN, sheet1=SHEET % b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    ),
    "a row that no number holds": repacked(
        PLAIN, sheet1=SHEET % b'<row r="99999999999999999999"><c><v>1</v></c></row>'
    ),
    "a part outside": archive_with("../../evil"),
    "an absolute part": archive_with("/etc/evil"),
    "two parts of one name": archive_with("xl/workbook.xml"),
    "a thousand parts": many_parts(),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_not_opened(case: str) -> None:
    began = time.monotonic()
    (problem,) = told(table_of(HOSTILE[case], "t.xlsx", KNOWN, ()))
    assert problem.startswith("t.xlsx:1:1: T102 error")
    assert time.monotonic() - began < 5


def test_entities_are_refused() -> None:
    xml = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + SHEET % (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>place</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>x&b;y</t></is></c></row>'
    )
    table = table_of(repacked(PLAIN, sheet1=xml), "t.xlsx", KNOWN, ())
    (problem,) = told(table)
    assert "T101 error: is no workbook that can be read" in problem


def test_a_formula_is_never_run_and_gives_what_was_stored() -> None:
    xml = SHEET % (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>place</t></is></c></row>'
        b'<row r="2"><c r="A2"><f>1+1</f><v>7</v></c></row>'
    )
    table = table_of(repacked(PLAIN, sheet1=xml), "t.xlsx", KNOWN, ())
    assert [row.cells["place"].text for row in table.rows] == ["7"]


def test_dates_and_times_of_a_spreadsheet_are_written_as_the_columns_want_them() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["place", "agent", "note"])
    sheet.append([46348, 15.5 / 24, 12.5])
    sheet.append([True, 3, None])
    sheet["A2"].number_format, sheet["B2"].number_format = "yyyy-mm-dd", "hh:mm"
    table = table_of(saved(book), "t.xlsx", KNOWN, ())
    assert [[cell.text for cell in row.cells.values()] for row in table.rows] == [
        ["2026-11-22", "15:30", "12.5"],
        ["true", "3", ""],
    ]


def test_two_sheets_with_something_in_them_are_refused_and_an_empty_one_is_not() -> None:
    book = Workbook()
    book.worksheets[0].append(["place"])
    second = book.create_sheet("two")
    assert told(table_of(saved(book), "t.xlsx", KNOWN, ())) == []
    second.append(["place"])
    (problem,) = told(table_of(saved(book), "t.xlsx", KNOWN, ()))
    assert "T101 error: 2 sheets hold something, and only one may" in problem


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=30
).map(str.strip)
risky = st.sampled_from(["=1+1", "-5", "+1", "@SUM(A1)", "'=1", "''x", "＝1", "|x", "%x", " =1"])


@given(st.lists(st.tuples(printable | risky, printable | risky), max_size=5))
def test_what_is_written_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    heads = [Head(name="place"), Head(name="note")]
    kept = [
        tuple(cell.strip() for cell in row)
        for row in rows
        if any(cell.strip() for cell in row) and not row[0].strip().startswith("#")
    ]
    for data in (csv_table(heads, rows).encode(), xlsx_table("t", heads, rows)):
        table = table_of(data, "t", KNOWN, ())
        assert not table.problems
        found = [(row.cells["place"].text, row.cells["note"].text) for row in table.rows]
        assert found == kept


@given(st.binary(max_size=300), st.integers(0, len(PLAIN)), st.integers(0, 300))
def test_no_bytes_at_all_lead_to_a_traceback(noise: bytes, at: int, length: int) -> None:
    for data in (noise, PLAIN[:at] + noise + PLAIN[at + length :], b"PK\x03\x04" + noise):
        table = table_of(data, "t", KNOWN, ("place",))
        assert all("\n" not in str(problem) for problem in table.problems)
