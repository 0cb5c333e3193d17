"""Charts keep to their cells, and to ASCII where that is asked."""

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.report.charts import (
    Gap,
    Heat,
    Point,
    bar,
    chart,
    heat_strip,
    interval_bar,
    sparkline,
)
from coachdesk.report.layout import width as cells_of

SHARES = st.floats(-1, 2)
FIGURES = st.floats(-50, 250)
WIDTHS = st.integers(-3, 200)


@st.composite
def points(draw: st.DrawFn) -> Point:
    label = draw(st.text(max_size=5))
    n = draw(st.integers(0, 2_000_000))
    dots = tuple(draw(st.lists(st.floats(0, 120), max_size=9)))
    if draw(st.booleans()):
        return Point(label=label, n=n, dots=dots)
    low, value, high = sorted(draw(st.tuples(*[st.floats(0, 120)] * 3)))
    if draw(st.booleans()):
        return Point(label=label, n=n, value=value)
    return Point(label=label, n=n, value=value, low=low, high=high)


def test_a_sparkline_rises_and_shows_what_is_missing() -> None:
    values: list[float | Gap] = [0.0, 50.0, Gap.NOTHING, Gap.REFUSED, 100.0]
    assert sparkline(values, 5) == "▁▅ ·█"
    assert sparkline(values, 5, ascii_only=True) == "05 .9"


def test_a_sparkline_keeps_the_newest_and_fills_the_left() -> None:
    assert sparkline([0.0, 0.0, 100.0], 2) == "▁█"
    assert sparkline([100.0], 3) == "  █"


def test_a_sparkline_s_scale_may_begin_elsewhere() -> None:
    assert sparkline([80.0, 90.0, 100.0], 3, low=80) == "▁▅█"


def test_a_bar_is_as_long_as_its_share_to_an_eighth_of_a_cell() -> None:
    assert bar(0.5, 4) == "██  "
    assert bar(0.3125, 4) == "█▎  "
    assert bar(0.5, 4, ascii_only=True) == "##  "


def test_little_is_not_drawn_as_nothing() -> None:
    assert bar(0.0001, 4) == "▏   "
    assert bar(0.0001, 4, ascii_only=True) == "#   "
    assert bar(0, 4) == "    "


def test_an_interval_lies_where_it_is_on_the_line() -> None:
    assert interval_bar(40, 50, 80, 11) == "────━●━━━──"
    assert interval_bar(40, 50, 80, 11, ascii_only=True) == "----=*===--"


def test_a_heat_strip_says_each_thing_by_a_sign_too() -> None:
    cells = [Heat("0", 0), Heat("1", 0.25), Heat("+", 1), Heat("·", None)]
    assert heat_strip(cells) == "0 1▒+█· "
    assert heat_strip([Heat("王", 0.1), Heat("\x1b", 0.1)]) == "?░?░"


def test_a_chart_in_full() -> None:
    weeks = [
        Point(label="46", n=3, dots=(60, 60, 100)),
        Point(label="47", n=20, value=80, low=70, high=90),
        Point(label="48", n=0),
    ]
    assert chart(weeks, 5, 24, mark=80) == [
        "100 ┤    ·",
        "    │          ┬",
        " 80 ┤╌╌╌╌╌╌╌╌╌╌●╌╌╌╌╌╌╌",
        "    │          ┴",
        " 60 ┤    :",
        "    └──────────────────",
        "week    46    47    48",
        "   n     3    20     0",
    ]


def test_a_mark_is_named_on_the_row_where_it_is_drawn() -> None:
    rows = chart([Point(label="48", n=20, value=95, low=12, high=100)], 11, 12, mark=85)
    assert [row[:3] for row in rows[:11]] == [
        *("100", "   ", " 85", "   ", " 60", "   ", " 40", "   ", " 20", "   ", "  0")
    ]
    assert "╌" in rows[2]


def test_a_chart_that_is_too_narrow_keeps_the_newest_weeks() -> None:
    weeks = [Point(label=str(n), n=n, value=50) for n in range(10, 30)]
    assert chart(weeks, 5, 13)[-2:] == ["week  28  29", "   n  28  29"]
    assert chart(weeks, 5, 8) == []


@given(st.lists(st.one_of(FIGURES, st.sampled_from(Gap))), WIDTHS, st.booleans())
def test_sparklines_keep_to_their_cells(
    values: list[float | Gap], width: int, ascii_only: bool
) -> None:
    drawn = sparkline(values, width, ascii_only=ascii_only)
    assert cells_of(drawn) == max(width, 0)
    assert drawn.isascii() or not ascii_only


@given(SHARES, WIDTHS, st.booleans())
def test_bars_keep_to_their_cells(share: float, width: int, ascii_only: bool) -> None:
    drawn = bar(share, width, ascii_only=ascii_only)
    assert cells_of(drawn) == max(width, 0)
    assert drawn.isascii() or not ascii_only


@given(st.tuples(FIGURES, FIGURES, FIGURES), WIDTHS, st.booleans())
def test_intervals_keep_to_their_cells(
    ends: tuple[float, float, float], width: int, ascii_only: bool
) -> None:
    low, value, high = sorted(ends)
    drawn = interval_bar(low, value, high, width, ascii_only=ascii_only)
    assert cells_of(drawn) == max(width, 0)
    assert drawn.isascii() or not ascii_only
    assert not drawn or drawn.count("*" if ascii_only else "●") == 1


@given(st.lists(st.builds(Heat, st.text(max_size=2), st.one_of(st.none(), SHARES))), st.booleans())
def test_heat_strips_take_two_cells_each(cells: list[Heat], ascii_only: bool) -> None:
    drawn = heat_strip(cells, ascii_only=ascii_only)
    assert cells_of(drawn) == 2 * len(cells)
    assert drawn.isascii() or not ascii_only


@given(
    st.lists(points(), max_size=30),
    st.integers(-2, 30),
    WIDTHS,
    st.one_of(st.none(), st.floats(0, 100)),
    st.booleans(),
)
def test_no_row_of_a_chart_is_wider_than_asked(
    weeks: list[Point], height: int, width: int, mark: float | None, ascii_only: bool
) -> None:
    rows = chart(weeks, height, width, mark=mark, ascii_only=ascii_only)
    assert all(cells_of(row) <= width for row in rows)
    assert len(rows) <= max(height, 3) + 3
    assert all(row.isprintable() for row in rows)
    assert all(row.isascii() for row in rows) or not ascii_only
