"""Days and months as certificates count them: whole days in the desk's zone."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache


def day_of(at: datetime, zone: tzinfo) -> date:
    """The day on the desk's wall when something happened; `at` is aware."""
    return at.astimezone(zone).date()


@lru_cache(maxsize=1024)
def end_of(day: date, zone: tzinfo) -> datetime:
    """The instant at which the next day begins on the desk's wall."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where it has no such day.

    29 February and 12 months give 28 February; the day before that is not remembered, so that
    another 12 months give 28 February again, leap year or not.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
