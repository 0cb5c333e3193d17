"""Which unit bare numbers are in, or a refusal: never a guess between two that are possible.

With a known duration, the largest time settles it. Without one, people's rate of speech does: only
one unit may give a median of 60 to 260 words a minute.
"""

from collections.abc import Sequence
from enum import Enum
from statistics import median


class TimeUnit(Enum):
    """A unit of time: its milliseconds, and whether it counts from 1970 and not from the call."""

    SECONDS = (1000.0, False)
    MILLISECONDS = (1.0, False)
    TICKS = (0.0001, False)
    """100 ns."""
    EPOCH_MILLISECONDS = (1.0, True)
    EPOCH_MICROSECONDS = (0.001, True)

    @property
    def milliseconds(self) -> float:
        """How many there are in one."""
        return self.value[0]

    @property
    def from_epoch(self) -> bool:
        """Whether times are moments of the calendar, from which the call's start is to be taken."""
        return self.value[1]


class UnsureUnit(Exception):
    """The numbers can be read in no unit, or in more than one; the message names the readings."""


_EPOCHS = (
    (1e12, 3e12, TimeUnit.EPOCH_MILLISECONDS),
    (1e15, 3e15, TimeUnit.EPOCH_MICROSECONDS),
)
_SHARES = (
    (0.2, 1.1, TimeUnit.SECONDS),
    (200.0, 1100.0, TimeUnit.MILLISECONDS),
    (2e6, 1.1e7, TimeUnit.TICKS),
)
SLOWEST_WPM, FASTEST_WPM = 60, 260
"""Words a minute between which a median of real talk lies."""


def unit_of(
    largest: float, duration_s: float | None, turns: Sequence[tuple[int, float]]
) -> TimeUnit:
    """The unit of the times.

    Args:
        largest: the largest time.
        duration_s: the call's length in seconds, where it is known.
        turns: (words, length in the unknown unit) of each turn.

    Raises:
        UnsureUnit: when it is not sure.
    """
    for low, high, epoch in _EPOCHS:
        if low <= largest <= high:
            return epoch
    if duration_s:
        share = largest / duration_s
        for low, high, unit in _SHARES:
            if low <= share <= high:
                return unit
        raise UnsureUnit(
            f"the largest time is {largest:g} in a call of {duration_s:g} s, "
            "which fits neither seconds nor milliseconds"
        )
    rates = [words / length for words, length in turns if words and length > 0]
    if not rates:
        raise UnsureUnit("no duration and no timed words tell the unit of the times")
    rate = median(rates)
    readings = [
        (unit, wpm)
        for unit in (TimeUnit.SECONDS, TimeUnit.MILLISECONDS, TimeUnit.TICKS)
        if SLOWEST_WPM <= (wpm := rate * 60_000 / unit.milliseconds) <= FASTEST_WPM
    ]
    if len(readings) == 1:
        return readings[0][0]
    shown = " and ".join(
        f"{unit.name.lower()} ({rate * 60_000 / unit.milliseconds:,.0f} words a minute)"
        for unit in (TimeUnit.SECONDS, TimeUnit.MILLISECONDS)
    )
    raise UnsureUnit(f"the times can be read as {shown}, and neither is sure")
