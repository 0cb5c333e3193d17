"""ISO weeks in the desk's time zone."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def weeks_until(day: date, count: int) -> tuple[date, ...]:
    """The Mondays of so many ISO weeks, the oldest first; the last one is the week of the day."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday - timedelta(weeks=back) for back in reversed(range(count)))


def bounds_of(mondays: Sequence[date], time_zone: str) -> tuple[datetime, ...]:
    """The moments, in UTC, at which each week begins at midnight in the zone, and the last ends."""
    zone = ZoneInfo(time_zone)
    days = (*mondays, mondays[-1] + timedelta(weeks=1))
    return tuple(datetime.combine(day, time(), zone).astimezone(UTC) for day in days)


def labels_of(mondays: Iterable[date]) -> Iterator[str]:
    """The number of each ISO week, two digits."""
    return (f"{monday.isocalendar().week:02d}" for monday in mondays)
