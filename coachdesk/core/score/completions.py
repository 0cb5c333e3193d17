"""What a section is worth under one way of filling in its UNKNOWN answers.

A score is a ratio: the sections' numerators over their denominators. Each way of filling in gives
a section one pair of both; `ratios.py` puts the sections together.
"""

from collections.abc import Sequence
from enum import Enum, auto
from fractions import Fraction

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Critical, Method, NaPolicy, Section
from coachdesk.core.score.ratios import ZERO, Pair


class Fill(Enum):
    """How UNKNOWN answers are filled in.

    Within a section an answer's points weigh the same above and below the line, so the extremes
    lie where all of them go the same way.
    """

    LOWEST = auto()
    HIGHEST = auto()
    ABSENT = auto()
    """NA where that can still be, else the highest."""
    LEFT_OUT = auto()
    """As if the form did not ask."""


class Entry(msgspec.Struct, frozen=True):
    """One criterion that counts, with its answer."""

    criterion: Criterion
    answer: Answer

    @property
    def state(self) -> State:
        """The answer's state."""
        return self.answer.state

    @property
    def lowest(self) -> Fraction:
        """The fewest points that an UNKNOWN answer can become."""
        return ZERO if self.answer.low is None else self.answer.low

    @property
    def highest(self) -> Fraction:
        """The most points that an UNKNOWN answer can become."""
        return self.criterion.points if self.answer.high is None else self.answer.high

    @property
    def may_be_na(self) -> bool:
        """Whether an UNKNOWN answer can become NA: only where nothing about it is known."""
        whole = self.lowest == 0 and self.highest == self.criterion.points
        return whole and not self.criterion.bonus

    def earned(self, fill: Fill) -> Fraction | None:
        """Points under this way of filling in; None when it does not apply."""
        if self.state is State.PASS:
            return self.criterion.points if self.answer.points is None else self.answer.points
        if self.state is State.FAIL:
            return self.answer.points or ZERO
        if self.state is not State.UNKNOWN or fill is Fill.LEFT_OUT:
            return None
        if fill is Fill.LOWEST:
            return self.lowest
        return None if fill is Fill.ABSENT and self.may_be_na else self.highest

    def trips(self, earned: Fraction | None) -> bool:
        """Whether these points make a critical criterion fail. NA never does."""
        if earned is None or not is_critical(self.criterion):
            return False
        below = self.criterion.critical_below_pct
        if below is not None and earned * 100 < below * self.criterion.points:
            return True
        return self.state is State.FAIL or earned == 0


Sheet = Sequence[tuple[Section, Sequence[Entry]]]
"""Each section with the entries of it that are looked at."""


def is_critical(criterion: Criterion) -> bool:
    """Whether a FAIL of this criterion takes more with it than its own points."""
    return criterion.critical is not None or criterion.critical_below_pct is not None


def fails_call(criterion: Criterion) -> bool:
    """Whether a FAIL of this criterion fails the whole call."""
    return is_critical(criterion) and criterion.critical is not Critical.SECTION


def worth(
    entries: Sequence[Entry], weight: Fraction, method: Method, na: NaPolicy, fill: Fill
) -> Pair:
    """What one section adds above and below the line of the score."""
    earned = possible = bonus = bonus_possible = ZERO
    zeroed = False
    for entry in entries:
        points = entry.earned(fill)
        zeroed |= entry.criterion.critical is Critical.SECTION and entry.trips(points)
        if points is None:
            points = na_points(entry, na, fill)
        if points is None:
            continue
        if entry.criterion.bonus:
            bonus += points
            bonus_possible += entry.criterion.points
        else:
            earned += points
            possible += entry.criterion.points
    if method is not Method.SECTIONS:
        factor = weight if method is Method.POOLED else Fraction(1)
        return (ZERO if zeroed else factor * (earned + bonus)), factor * possible
    if possible:
        return (ZERO if zeroed else weight * (earned + bonus) / possible), weight
    share = bonus / bonus_possible if bonus_possible and not zeroed else ZERO
    empty_counts = na is NaPolicy.FIXED_WEIGHT and _applies_to_nothing(entries, fill)
    return weight * share, (weight if empty_counts else ZERO)


def na_points(entry: Entry, na: NaPolicy, fill: Fill) -> Fraction | None:
    """Points that the policy gives to an answer that does not apply; None when it leaves."""
    left_out = entry.state is State.UNKNOWN and fill is Fill.LEFT_OUT
    if left_out or entry.criterion.bonus or na in (NaPolicy.EXCLUDE, NaPolicy.FIXED_WEIGHT):
        return None
    return entry.criterion.points if na is NaPolicy.AS_PASS else ZERO


def _applies_to_nothing(entries: Sequence[Entry], fill: Fill) -> bool:
    asked = [e for e in entries if not (e.state is State.UNKNOWN and fill is Fill.LEFT_OUT)]
    return any(not e.criterion.bonus for e in asked)
