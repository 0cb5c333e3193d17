"""T1: tables of many rows, as CSV or XLSX."""

from coachdesk.core.codes.entry import Code

TABLE_CODES: tuple[Code, ...] = (
    Code(
        id="T101",
        title="the table cannot be read",
        cause="The file is not there, is larger than 50 MiB, is no text in UTF-8 and no workbook, "
        "or has several sheets with something in them.",
        example="coachdesk audits import visits.xls",
        cure="Save it as .xlsx or as CSV in UTF-8, with one sheet.",
    ),
    Code(
        id="T102",
        title="a workbook that is not what it says",
        cause="A workbook is a ZIP archive. This one has more parts, unpacks to more, or names "
        "other places than a workbook does, so it is not opened.",
        example="an archive of 1 MB that unpacks to 10 GB",
        cure="Open it in a spreadsheet that you trust, and save it anew as .xlsx or CSV.",
    ),
    Code(
        id="T103",
        title="the columns are not those of the form",
        cause="The first row names the columns. One is unknown, missing or there twice.",
        example="place,agent,shoper,date,began,ended",
        cure="Begin from coachdesk audits template FORM.",
    ),
    Code(
        id="T104",
        title="a row that is no row",
        cause="It has more or fewer cells than the table has columns, or a quote is not closed.",
        example='shop-12,Ana,"M. Li',
        cure='shop-12,Ana,"M. Li",2026-11-22,15:10,15:40',
    ),
    Code(
        id="T105",
        title="a cell that its column does not take",
        cause="A date is written 2026-11-22, a time 15:10, a number within its bounds.",
        example="22/11/26 in the column date",
        cure="2026-11-22",
    ),
    Code(
        id="T106",
        title="a cell is empty that must not be",
        cause="Place, agent, shopper, date and times tell which visit a row is.",
        example="shop-12,Ana,,2026-11-22,15:10,15:40",
        cure="shop-12,Ana,M. Li,2026-11-22,15:10,15:40",
    ),
    Code(
        id="T107",
        title="nobody and nothing of that name",
        cause="The desk has no such place or person.",
        example="shop-21 in the column place, and desk.yaml has shop-12",
        cure="Write the id or the name that desk.yaml has, or add it there.",
    ),
    Code(
        id="T108",
        title="one visit stands in two rows",
        cause="Two rows have the same place, agent, shopper and beginning.",
        example="a row pasted twice",
        cure="Take one of them out.",
    ),
)
"""Faults of tables."""
