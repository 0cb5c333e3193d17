"""Somebody of the demo desk on a day of the past: so many days ago, or on a day that stays.

What waits for people today is counted back from today, so that it waits whenever the demo is made.
What belongs to the sample calls, whose days stay, has a day of its own.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.desk.folder import Acting

_Deed = TypeVar("_Deed")


class Then:
    """The days as seen from the moment at which the demo is made."""

    def __init__(self, acting: Acting, time_zone: str) -> None:
        """Ready.

        Args:
            acting: who makes the demo, and when.
            time_zone: of the moments that stay.
        """
        self._acting = acting
        self.now = acting.clock()
        self.zone = ZoneInfo(time_zone)

    def when(self, on: datetime | None, days_ago: int, person: str) -> Acting:
        """This person at the moment that stays, or where there is none, so many days ago."""
        return self.ago(days_ago, person) if on is None else self.on(on, person)

    def ago(self, days: int, person: str) -> Acting:
        """This person, so many days ago."""
        return self.at(self.now - timedelta(days=days), person)

    def on(self, moment: datetime, person: str) -> Acting:
        """This person at that moment of the desk's clocks (naive)."""
        return self.at(moment.replace(tzinfo=self.zone), person)

    def at(self, moment: datetime, person: str) -> Acting:
        """This person at that moment (aware)."""
        return Acting(actor=self._acting.actor, named=person, clock=lambda: moment)


def deeds(path: Path, kind: type[_Deed]) -> Iterator[_Deed]:
    """What the lines of a file of the samples say, in order."""
    for line in path.read_bytes().splitlines():
        yield msgspec.json.decode(line, type=kind)
