"""Figures that chance leaves in doubt: each with its count and its interval, or a refusal.

A rate or mean of under ten calls is refused, and so is one where over a tenth of the answers is
UNKNOWN, of calls that somebody picked, or of forms with different questions. All intervals: 95 %.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from math import sqrt

import msgspec

FEWEST = 10
"""Calls below which a person or place gets no rate."""
MOST_UNKNOWN = Fraction(1, 10)
"""Share of UNKNOWN among the answers above which there is no rate."""
_Z = 1.959964
"""Two-sided 95 % of the normal distribution."""
_FEWEST_EVER = 5
"""Under these an interval says nothing; no room may ask for less."""
_SMALL_T = {4: 2.7764, 5: 2.5706, 6: 2.4469, 7: 2.3646, 8: 2.3060}
"""Two-sided 95 % of Student's t by degrees of freedom, where the series is not good enough
(Abramowitz and Stegun, table 26.10)."""
_FINEST = 10**9
"""Parts of a percent that scores are counted in."""


class Refusal(StrEnum):
    """Why there is no rate, mean or interval."""

    TOO_FEW = "too few"
    TOO_MANY_UNKNOWN = "too many unknown"
    NOT_RANDOM = "not random"
    """Somebody picked the calls; they speak for themselves alone."""
    MIXED_VERSIONS = "mixed versions"
    """The forms asked different questions, or counted them otherwise."""
    ALL_ALIKE = "all alike"
    """The scores do not differ, so that they do not tell how far chance could move them."""


class Rate(msgspec.Struct, frozen=True):
    """So many of so many, with the interval that chance leaves, or the reason for none."""

    count: int
    of: int
    low: float | None = None
    """0 to 1; None with a refusal."""
    high: float | None = None
    refusal: Refusal | None = None


class Mean(msgspec.Struct, frozen=True, kw_only=True):
    """The mean of call scores (IQS) with the interval that chance leaves, or the reason for none.

    Each call counts once, zeroed ones too.
    """

    of: int
    """Calls with a score."""
    value: Fraction | None = None
    """Percent; None with a refusal other than `ALL_ALIKE`."""
    low: float | None = None
    """Percent; None with a refusal."""
    high: float | None = None
    refusal: Refusal | None = None


class Verdict(StrEnum):
    """Whether one rate differs from another by more than chance."""

    HIGHER = "higher"
    LOWER = "lower"
    NOT_DISTINGUISHABLE = "not distinguishable"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """How a later rate differs from an earlier one."""

    before: Rate
    after: Rate
    value: float | None = None
    """After minus before, -1 to 1; None with a refusal."""
    low: float | None = None
    high: float | None = None
    verdict: Verdict | None = None
    refusal: Refusal | None = None


def rate(
    count: int,
    of: int,
    unknown_share: Fraction = Fraction(0),
    *,
    fewest: int = FEWEST,
    z: float = _Z,
) -> Rate:
    """The rate, or the refusal of one.

    Args:
        count: so many.
        of: of so many.
        unknown_share: of all answers behind it.
        fewest: what is asked for at least; see `refusal_of`.
        z: of the interval; see `shared_z`.
    """
    refusal = refusal_of(of, unknown_share, fewest=fewest)
    if refusal is not None:
        return Rate(count, of, refusal=refusal)
    low, high = wilson(count, of, z=z)
    return Rate(count, of, low, high)


def shared_z(many: int) -> float:
    """The z for so many comparisons of which all together shall be wrong once in twenty times.

    Each is made at 1 - 0.05 / many (Dunn 1961, JASA 56:52-64).
    """
    if many <= 1:
        return _Z
    # Slow to import, and most who import this module never ask.
    from statistics import NormalDist

    return NormalDist().inv_cdf(1 - 0.025 / many)


def refusal_of(
    of: int, unknown_share: Fraction = Fraction(0), *, fewest: int = FEWEST
) -> Refusal | None:
    """Why so many calls with this share of UNKNOWN answers give no figure, or None.

    `fewest` lowers the bar where every case costs a visit; never under five.
    """
    if of < max(fewest, _FEWEST_EVER):
        return Refusal.TOO_FEW
    return Refusal.TOO_MANY_UNKNOWN if unknown_share > MOST_UNKNOWN else None


def wilson(count: int, of: int, *, z: float = _Z) -> tuple[float, float]:
    """The 95 % interval of a proportion, 0 to 1 (Wilson 1927, JASA 22:209-212).

    Args:
        count: so many.
        of: of so many, at least one.
        z: where it shall be another than 95 %.

    Raises:
        ValueError: there is nothing to take a share of.
    """
    if of <= 0 or not 0 <= count <= of:
        raise ValueError(f"no proportion: {count} of {of}")
    share, z2 = count / of, z * z
    scale = 1 + z2 / of
    centre = (share + z2 / (2 * of)) / scale
    half = z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / scale
    # The ends are exactly 0 and 1 there; floating point is not.
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == of else min(1.0, centre + half)
    return low, high


def difference(before: Rate, after: Rate) -> Difference:
    """Whether the rate changed by more than chance: not where the interval holds 0.

    Newcombe 1998, Statistics in Medicine 17:873-890, method 10: from two Wilson intervals.
    """
    refusal = before.refusal or after.refusal
    if (
        refusal is not None
        or before.low is None
        or before.high is None
        or after.low is None
        or after.high is None
    ):
        return Difference(before=before, after=after, refusal=refusal or Refusal.TOO_FEW)
    first, second = before.count / before.of, after.count / after.of
    value = second - first
    low = value - sqrt((second - after.low) ** 2 + (before.high - first) ** 2)
    high = value + sqrt((after.high - second) ** 2 + (first - before.low) ** 2)
    verdict = Verdict.NOT_DISTINGUISHABLE
    if low > 0:
        verdict = Verdict.HIGHER
    elif high < 0:
        verdict = Verdict.LOWER
    return Difference(before=before, after=after, value=value, low=low, high=high, verdict=verdict)


def mean_of(scores: Sequence[Fraction]) -> Fraction:
    """The mean of call scores (IQS): each call counts once, zeroed ones too. Needs one score."""
    return sum(scores, Fraction(0)) / len(scores)


def mean(
    scores: Iterable[tuple[Fraction | float, int]],
    unknown_share: Fraction = Fraction(0),
    *,
    fewest: int = FEWEST,
) -> Mean:
    """The mean with its t interval: mean plus or minus t(n - 1) times s over the root of n.

    The interval is kept within 0 and 100, where scores are. Sums are exact, of scores taken to
    a billionth of a percent, so that the order does not matter.

    Args:
        scores: (score in percent, calls that have it).
        unknown_share: of all answers behind the scores.
        fewest: scores asked for at least; see `refusal_of`.
    """
    counted = [(round(score * _FINEST), count) for score, count in scores]
    of = sum(count for _, count in counted)
    refusal = refusal_of(of, unknown_share, fewest=fewest)
    if refusal is not None:
        return Mean(of=of, refusal=refusal)
    total = sum(score * count for score, count in counted)
    value = Fraction(total, of * _FINEST)
    # n times the sum of squared deviations, in whole numbers.
    spread = of * sum(score * score * count for score, count in counted) - total * total
    if not spread:
        return Mean(of=of, value=value, refusal=Refusal.ALL_ALIKE)
    half = student_t(of - 1) * sqrt(spread / (of * of * (of - 1))) / _FINEST
    most = max(100.0, max(score for score, _ in counted) / _FINEST)
    return Mean(
        of=of,
        value=value,
        low=max(0.0, float(value) - half),
        high=min(most, float(value) + half),
    )


def student_t(freedom: int) -> float:
    """Two-sided 95 % of Student's t, for 4 degrees of freedom and more: right to 0.0001.

    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.

    Raises:
        ValueError: fewer degrees of freedom.
    """
    if freedom < _FEWEST_EVER - 1:
        raise ValueError(f"no t for {freedom} degrees of freedom")
    if freedom in _SMALL_T:
        return _SMALL_T[freedom]
    z = _Z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, start=1))
