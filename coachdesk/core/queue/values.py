"""What figures, lengths and moments mean, as they are written in a filter."""

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import msgspec

_FIGURE = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)%?", re.ASCII)
_COUNT = re.compile(r"\d{1,6}", re.ASCII)
_LENGTH = re.compile(r"(?=\d)(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s)?", re.ASCII)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)", re.ASCII)
_AGO = re.compile(r"(\d{1,5})(h|d|w)", re.ASCII)
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ](\d{1,2}):([0-5]\d))?", re.ASCII)
_DAYS = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Ago(msgspec.Struct, frozen=True):
    """So long before now: hours to the minute, days from the day's start."""

    hours: int = 0
    days: int = 0


class Weekday(msgspec.Struct, frozen=True):
    """The start of the last such day, which may be today."""

    day: int
    """0 is Monday."""


Moment = Ago | Weekday | datetime
"""A `datetime` is without a zone: the desk's."""


def figure_of(value: str) -> Fraction | None:
    """The percentage written, or None."""
    found = _FIGURE.fullmatch(value)
    return Fraction(found[1]) if found else None


def count_of(value: str) -> int | None:
    """The whole number written, or None."""
    return int(value) if _COUNT.fullmatch(value) else None


def length_of(value: str) -> int | None:
    """Milliseconds of `90s`, `5m`, `1h30m` or `7:30`, or None."""
    found = _LENGTH.fullmatch(value.casefold()) or _CLOCK.fullmatch(value)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def moment_of(value: str) -> Moment | None:
    """The moment written, or None."""
    folded = value.casefold()
    if folded in _DAYS:
        return Ago(days=_DAYS[folded])
    if len(folded) >= 3 and (days := [d for d in _WEEKDAYS if d.startswith(folded)]):
        return Weekday(_WEEKDAYS.index(days[0]))
    if ago := _AGO.fullmatch(folded):
        many = int(ago[1])
        return Ago(hours=many) if ago[2] == "h" else Ago(days=many * (7 if ago[2] == "w" else 1))
    found = _DATE.fullmatch(value.replace("t", "T"))
    if found is None:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day or 1, hour, minute)  # noqa: DTZ001 the desk's zone
    except ValueError:
        return None


def second_of(moment: Moment, now: datetime, zone: ZoneInfo) -> int:
    """The first whole second of the moment, since 1970 in UTC.

    Args:
        moment: as written.
        now: aware.
        zone: the desk's, in which days begin.
    """
    if isinstance(moment, Ago) and moment.hours:
        return int((now - timedelta(hours=moment.hours)).timestamp())
    today = now.astimezone(zone).date()
    if isinstance(moment, Ago):
        return _start(_before(today, moment.days), zone)
    if isinstance(moment, Weekday):
        return _start(_before(today, (today.weekday() - moment.day) % 7), zone)
    return int(moment.replace(tzinfo=zone).timestamp())


def _before(day: date, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - days))


def _start(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())
