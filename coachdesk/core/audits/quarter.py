"""A quarter of a year, such as `2026Q4`: what visits are planned for."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec


class Quarter(msgspec.Struct, frozen=True, order=True):
    """Three months."""

    year: int
    number: int
    """1 to 4."""

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.moved(1).first - timedelta(days=1)

    def moved(self, quarters: int) -> "Quarter":
        """So many quarters later; earlier below 0."""
        count = 4 * self.year + self.number - 1 + quarters
        return Quarter(count // 4, count % 4 + 1)

    def days(self) -> Iterator[date]:
        """Every day of it, in order."""
        day = self.first
        while day <= self.last:
            yield day
            day += timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    """The quarter that the day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_named(text: str) -> Quarter | None:
    """The quarter written as `2026Q4`, or None where it is no such thing."""
    found = re.fullmatch(r"(20[0-9]{2})[- ]?[Qq]([1-4])", text.strip(), re.ASCII)
    return Quarter(int(found[1]), int(found[2])) if found else None
