"""Several effects looked at together: one in twenty shows by chance, and so more is asked of each.

Holm 1979, Scandinavian Journal of Statistics 6:65-70: the surest must hold at 5 % divided by all,
the next at 5 % divided by what is left, until one does not.
"""

from collections.abc import Sequence
from statistics import NormalDist

from msgspec.structs import replace

from coachdesk.core.effect.values import Effect, Found

_CHANCE = 0.05


def together(effects: Sequence[Effect]) -> tuple[Effect, ...]:
    """The same effects, in the same order; those that chance alone explains are not shown."""
    measured = [each for each in effects if each.value is not None]
    order = sorted(range(len(effects)), key=lambda at: (_chance(effects[at]), at))
    found, left = list(effects), len(measured)
    for at in order[: len(measured)]:
        if _chance(effects[at]) > _CHANCE / left:
            for other in order[order.index(at) : len(measured)]:
                found[other] = replace(effects[other], found=Found.NOT_SHOWN)
            break
        left -= 1
    return tuple(found)


def _chance(effect: Effect) -> float:
    """How often chance alone makes a difference as large as this; 1 where none is measured.

    From the interval, so that a small group is held to its own.
    """
    if effect.value is None or effect.low is None:
        return 1.0
    half = effect.value - effect.low
    if not half:
        return 0.0 if effect.value else 1.0
    certain = NormalDist().inv_cdf(1 - _CHANCE / 2)
    return 2 * NormalDist().cdf(-abs(effect.value) / half * certain)
