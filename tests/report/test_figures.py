"""Figures are rounded once, and never up to a mark that was missed."""

from fractions import Fraction

import pytest

from coachdesk.report.figures import minutes, number, percent, points


@pytest.mark.parametrize(
    ("value", "rounded", "cut"),
    [
        ("79.996", "80.00 %", "79.99 %"),
        ("79.995", "80.00 %", "79.99 %"),
        ("66.665", "66.67 %", "66.66 %"),
        ("200/3", "66.67 %", "66.66 %"),
        ("100", "100.00 %", "100.00 %"),
        ("0", "0.00 %", "0.00 %"),
    ],
)
def test_figures_round_half_up_and_are_cut_on_fail(value: str, rounded: str, cut: str) -> None:
    assert percent(Fraction(value)) == rounded
    assert percent(Fraction(value), cut=True) == cut


def test_no_figure_is_null_for_machines_and_a_dash_for_people() -> None:
    assert number(None) is None
    assert percent(None) == "–"


def test_points_have_no_needless_zeros() -> None:
    assert [points(Fraction(each)) for each in ("5", "5/2", "1/3", "100")] == [
        "5",
        "2.5",
        "0.33",
        "100",
    ]


def test_times_read_as_on_a_player() -> None:
    assert [minutes(each) for each in (0, 42_900, 62_000, 3_727_000)] == [
        "0:00",
        "0:42",
        "1:02",
        "1:02:07",
    ]
