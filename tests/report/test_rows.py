"""Lists fit their screen, and lose nothing on the way."""

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.report.layout import width
from coachdesk.report.rows import folded

HEADS = ("ID", "WHO", "WHAT", "N")
WORDS = st.text("ab 王 –", max_size=40).map(str.strip)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=6)


def test_a_list_is_a_table_where_it_fits() -> None:
    rows = [("A1", "ana", "greets", "2 of 6"), ("A2", "조민", "names", "–")]
    assert list(folded(HEADS, rows, 80, keeps=(0, 3))) == [
        "ID  WHO   WHAT    N",
        "A1  ana   greets  2 of 6",
        "A2  조민  names   –",
    ]


def test_what_has_no_room_stands_below_under_its_name() -> None:
    rows = [("A1", "ana", "greets the customer by name", "2"), ("A2", "王强", "–", "12")]
    assert list(folded(HEADS, rows, 34, keeps=(0, 3), right=frozenset({3}))) == [
        "ID   N",
        "A1   2",
        "    who ana",
        "    what greets the customer by",
        "    name",
        "A2  12",
        "    who 王强",
    ]


@given(rows=ROWS, columns=st.integers(8, 120), bare=st.booleans())
def test_nothing_is_lost_at_any_width(
    rows: list[tuple[str, ...]], columns: int, bare: bool
) -> None:
    lines = list(folded(() if bare else HEADS, rows, columns, keeps=(0, 1)))
    written = "".join("".join(lines).split())
    for row in rows:
        for cell in row:
            assert cell == "–" or "".join(cell.split()) in written
    longest = max(width(word) for row in rows for cell in row for word in ["x", *cell.split()])
    assert all(width(line) <= max(columns, longest + 10) for line in lines)
