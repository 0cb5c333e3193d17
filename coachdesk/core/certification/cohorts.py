"""How long people take until they are certified, those still in training counted as well.

Leaving out who is not there yet would make training look shorter than it is. Kaplan and Meier
(1958, JASA 53:457-481): the chance to be still in training after t days is the product, over the
days on which somebody was certified, of 1 - certified / still in training. Its spread is
Greenwood's; intervals are 95 %, on the scale log(-log S) (Kalbfleisch and Prentice, 1980); the
median's is Brookmeyer and Crowley's (1982, Biometrics 38:29-41) on that scale.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil, exp, log, pow, sqrt

import msgspec

from coachdesk.core.rates import FEWEST, Refusal

_Z = 1.959964


class Trained(msgspec.Struct, frozen=True):
    """One person's training."""

    days: int
    """From enrolment to the certificate, or to today."""
    certified: bool


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """The share still in training after so many days."""

    days: int
    at_risk: int
    """Still in training just before that day."""
    certified: int
    """On that day."""
    share: float
    error: float
    """Greenwood's standard error of the share."""
    low: float
    high: float


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The share certified within so many days."""

    days: int
    watched: int = 0
    """Still in training just before that day."""
    value: float | None = None
    """0 to 1; None with a refusal."""
    low: float | None = None
    high: float | None = None
    refusal: Refusal | None = None


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """The median number of days until somebody is certified."""

    of: int
    certified: int
    median: int | None = None
    """None: refused, or fewer than half are certified."""
    low: int | None = None
    high: int | None = None
    """None with a median: too few are certified to bound it from above."""
    refusal: Refusal | None = None


class Cohort(msgspec.Struct, frozen=True, kw_only=True):
    """People who began together."""

    name: str
    time: Time
    shares: tuple[Share, ...]
    """By day 10, 20 and 30."""
    curve: tuple[Share, ...] = ()
    """The share by days that lie evenly apart, up to the longest training; refused: none."""
    blocked: tuple[tuple[str, int], ...] = ()
    """Requirement that is lacking first, and for how many of those in training; most first."""


def still_in_training(people: Iterable[Trained]) -> tuple[Left, ...]:
    """The curve, one point for each day on which somebody was certified."""
    found = list(people)
    certified = Counter(each.days for each in found if each.certified)
    share, spread = 1.0, 0.0
    curve = []
    for days in sorted(certified):
        at_risk = sum(each.days >= days for each in found)
        gone = certified[days]
        share *= 1 - gone / at_risk
        spread += gone / (at_risk * (at_risk - gone)) if at_risk > gone else 0.0
        low, high = _bounds(share, spread)
        curve.append(
            Left(
                days=days,
                at_risk=at_risk,
                certified=gone,
                share=share,
                error=share * sqrt(spread),
                low=low,
                high=high,
            )
        )
    return tuple(curve)


def _bounds(share: float, spread: float) -> tuple[float, float]:
    if share <= 0.0:
        return 0.0, 0.0
    if share >= 1.0:
        return 1.0, 1.0
    half = _Z * sqrt(spread) / abs(log(share))
    return pow(share, exp(half)), pow(share, exp(-half))


def time_to_certificate(people: Sequence[Trained]) -> Time:
    """The median with its interval; refused for fewer than ten people."""
    certified = sum(each.certified for each in people)
    if len(people) < FEWEST:
        return Time(of=len(people), certified=certified, refusal=Refusal.TOO_FEW)
    curve = still_in_training(people)
    return Time(
        of=len(people),
        certified=certified,
        median=next((each.days for each in curve if each.share <= 0.5), None),
        low=next((each.days for each in curve if each.low <= 0.5), None),
        high=next((each.days for each in curve if each.high <= 0.5), None),
    )


def share_within(people: Sequence[Trained], days: int) -> Share:
    """The share certified within so many days; refused for fewer than ten people.

    It is refused as well where nobody has been watched for so long.
    """
    watched = sum(each.days >= days for each in people)
    if len(people) < FEWEST or not (watched or all(each.certified for each in people)):
        return Share(days=days, watched=watched, refusal=Refusal.TOO_FEW)
    passed = [each for each in still_in_training(people) if each.days <= days]
    if not passed:
        high = _none_of(len(people))
        return Share(days=days, watched=watched, value=0.0, low=0.0, high=high)
    last = passed[-1]
    return Share(
        days=days, watched=watched, value=1 - last.share, low=1 - last.high, high=1 - last.low
    )


def curve(people: Sequence[Trained]) -> tuple[Share, ...]:
    """The share certified by days that lie evenly apart; none for fewer than ten people."""
    if len(people) < FEWEST:
        return ()
    longest = max(each.days for each in people)
    step = max(1, ceil(longest / _STEPS))
    return tuple(share_within(people, days) for days in range(0, longest + 1, step))


_STEPS = 12
"""Points of a curve after its first, at most."""


def _none_of(people: int) -> float:
    """The most that a share may be of which nothing was seen: 1 - 0.025 ^ (1 / n)."""
    return 1.0 - pow(0.025, 1 / people)
