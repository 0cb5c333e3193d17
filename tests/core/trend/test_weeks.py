"""ISO weeks begin on Monday at midnight where the desk is."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.trend import bounds_of, labels_of, weeks_until


def test_weeks_end_with_the_week_of_the_day() -> None:
    # 20 May 2026 is a Wednesday.
    assert weeks_until(date(2026, 5, 20), 3) == (
        date(2026, 5, 4),
        date(2026, 5, 11),
        date(2026, 5, 18),
    )


def test_the_week_of_new_year_may_belong_to_the_year_before() -> None:
    # 1 January 2027 is a Friday, and lies in week 53 of 2026.
    assert list(labels_of(weeks_until(date(2027, 1, 1), 2))) == ["52", "53"]
    assert list(labels_of(weeks_until(date(2027, 1, 4), 1))) == ["01"]


def test_a_week_begins_at_midnight_of_the_desk_and_not_of_greenwich() -> None:
    bounds = bounds_of([date(2026, 5, 18)], "America/New_York")
    assert bounds == (
        datetime(2026, 5, 18, 4, tzinfo=UTC),
        datetime(2026, 5, 25, 4, tzinfo=UTC),
    )


def test_the_week_in_which_clocks_are_put_forward_is_an_hour_shorter() -> None:
    # In Berlin summer time began on 29 March 2026.
    begin, end = bounds_of([date(2026, 3, 23)], "Europe/Berlin")
    assert end - begin == timedelta(hours=7 * 24 - 1)


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(1, 104))
def test_every_week_follows_the_one_before(day: date, count: int) -> None:
    mondays = weeks_until(day, count)
    assert len(mondays) == count
    assert all(monday.weekday() == 0 for monday in mondays)
    assert mondays[-1] <= day < mondays[-1] + timedelta(weeks=1)
    bounds = bounds_of(mondays, "Asia/Shanghai")
    assert all(after > before for before, after in pairwise(bounds))
