"""Ratios of sums, exact, and their extremes over a choice of summands."""

from collections.abc import Callable, Sequence
from fractions import Fraction

ZERO = Fraction(0)

Pair = tuple[Fraction, Fraction]
"""Numerator and denominator."""


def ratio(pairs: Sequence[Pair]) -> Fraction | None:
    """Sum of the numerators over sum of the denominators; None when nothing applied."""
    below = sum((pair[1] for pair in pairs), ZERO)
    return sum((pair[0] for pair in pairs), ZERO) / below if below else None


def extreme(options: Sequence[Sequence[Pair]], best: Callable[..., Pair]) -> Fraction | None:
    """The largest (`best=max`) or smallest (`best=min`) ratio with one option from each section.

    The first options together must apply to something wherever any do; a choice with nothing below
    the line is passed over. Dinkelbach, "On Nonlinear Fractional Programming", Management Science
    13 (1967), 492-498.
    """
    found = ratio([each[0] for each in options])
    while found is not None:
        at = found
        chosen = [best(each, key=lambda pair: pair[0] - at * pair[1]) for each in options]
        gained = sum((above - at * below for above, below in chosen), ZERO)
        further = ratio(chosen) if gained else None
        if further is None:
            return found
        found = further
    return None
