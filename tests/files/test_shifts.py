"""Rosters in CSV and XLSX: read alike, every fault at its row and column."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from coachdesk.files.shifts import Read, read_shifts, shifts_of

ROWS: list[tuple[object, ...]] = [
    ("Desk", "Person", "script", "date", "certificate"),
    ("4", "ana", "sale", date(2026, 11, 23), None),
    ("5", "Bo Chen", None, None, "short"),
]


def workbook(folder: Path, rows: list[tuple[object, ...]]) -> str:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    book.save(folder / "shift.xlsx")
    return str(folder / "shift.xlsx")


def csv(rows: list[tuple[object, ...]]) -> bytes:
    lines = (",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "\n".join(lines).encode()


def told(read: Read) -> list[str]:
    return [f"{each.location} {each.code} {each.message}" for each in read.problems]


def test_a_workbook_says_what_the_same_csv_says(tmp_path: Path) -> None:
    written = workbook(tmp_path, ROWS)
    read, plain = read_shifts(written), shifts_of(csv(ROWS), "-")
    assert (read.problems, plain.problems) == ((), ())
    for found in read, plain:
        assert [(e.line, e.person, e.on, e.script, e.certificate) for e in found.shifts] == [
            (2, "ana", date(2026, 11, 23), "sale", ""),
            (3, "Bo Chen", None, "", "short"),
        ]


def test_every_fault_of_a_workbook_has_its_row_and_column(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        ("6", None, "sale", None, None),
        ("7", "ana", "sale", "23.11.", None),
        ("8", "ana", "sale", None, "short"),
    ]
    file = workbook(tmp_path, rows)
    read = read_shifts(file)
    assert told(read) == [
        f"{file}:4:2 D779 the row names nobody",
        f"{file}:5:4 D779 '23.11.' is no date",
        f"{file}:6:2 D779 the row names both a script and a certificate",
    ]
    assert len(read.shifts) == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("who,script\nana,sale\n", "-:1:1 T103 there is no column 'person'"),
        ("person,date\n", "-:1:1 D779 there is no column 'script' or 'certificate'"),
        ("person,script,script\na,b,c\n", "-:1:15 T103 the column 'script' stands twice"),
        ("person,script\nana,sale,x\n", "-:2:1 T104 3 cells in a table of 2 columns"),
        ("", "-:1:1 T103 the table is empty"),
    ],
)
def test_a_table_of_another_shape_is_refused(text: str, fault: str) -> None:
    read = shifts_of(text.encode(), "-")
    assert len(told(read)) == 1
    assert told(read)[0].startswith(fault)
    assert read.shifts == ()


def test_columns_of_the_file_s_own_may_share_a_name() -> None:
    read = shifts_of(b"x,person,x,script\n1,ana,2,sale\n", "-")
    assert [each.person for each in read.shifts] == ["ana"]


def test_what_is_no_workbook_is_refused_whole(tmp_path: Path) -> None:
    file = tmp_path / "shift.xlsx"
    file.write_bytes(b"PK\x03\x04 not a workbook")
    assert told(read_shifts(str(file)))[0].startswith(f"{file}:1:1 T101")
    assert told(read_shifts(str(tmp_path / "none.xlsx")))[0].endswith("No such file or directory")
