"""The only place where figures are rounded: two places, half up, and cut where the outcome is FAIL.

A FAIL is cut so that 79.996 against a pass mark of 80 shows 79.99, never the 80.00 that it missed.
"""

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from coachdesk.core.score import Outcome, Score

_EXACT = Context(prec=60)


def two_places(value: Fraction, *, cut: bool = False) -> Decimal:
    """The value with two decimals, rounded half up, or cut towards zero."""
    hundredths = abs(value) * 100
    whole = int(hundredths if cut else hundredths + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-2, _EXACT)


@lru_cache(maxsize=4096)
def number(value: Fraction | None, *, cut: bool = False) -> float | None:
    """The figure for machines: two places, null where there is none."""
    return None if value is None else float(two_places(value, cut=cut))


def percent(value: Fraction | None, *, cut: bool = False) -> str:
    """The figure for people, such as `74.29 %`; `–` where there is none."""
    return "–" if value is None else f"{two_places(value, cut=cut)} %"


def is_cut(score: Score) -> bool:
    """Whether the score's figures are cut rather than rounded."""
    return score.outcome is Outcome.FAIL


def points(value: Fraction) -> str:
    """Points without needless zeros: `5`, `2.5`, `0.33`."""
    text = str(two_places(value))
    return text.rstrip("0").rstrip(".")


def minutes(ms: int) -> str:
    """A time in the call, such as `0:42` or `1:02:07`."""
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    clock = f"{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
    return f"{hours}:{clock}" if hours else clock
