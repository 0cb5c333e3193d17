"""How much stricter or milder one shopper is than the others who went to the same places.

A score is taken as the level of its place, plus what the shopper adds, plus chance:
`score = place + shopper + error`, for visits of one form version, fitted by least squares (the
two-way layout without interaction; Scheffé, The Analysis of Variance, 1959). At place p the shopper
made n_p visits and the others m_p. Their means differ by d_p, which weighs
w_p = n_p m_p / (n_p + m_p). The residual is the weighted mean of the d_p; its standard error is
s / sqrt(sum of w_p), where s is the spread that is left within places, with N - P - 1 degrees of
freedom. Places where only the shopper or only others went tell nothing and are left out, so that a
shopper of poor shops is not called strict.

The ratio follows Student's t; it is turned into a normal deviate z (Wallace, Annals of Mathematical
Statistics 30, 1959, 1121-1130), so that |z| > 2 comes up for 4.6 % of honest shoppers however few
their visits are.
"""

from collections.abc import Iterable, Sequence
from math import copysign, log, sqrt

import msgspec

from coachdesk.core.audits.results import Visited, mixed, versions
from coachdesk.core.rates import Refusal

FEWEST_VISITS = 5
"""Visits of the shopper, at places where others went too, below which nothing is said."""
FEWEST_FREEDOM = 10
"""Degrees of freedom below which the spread is not known well enough."""
TOO_FAR = 2.0
"""|z| from which a shopper is looked at."""


class Severity(msgspec.Struct, frozen=True, kw_only=True):
    """How a shopper's scores compare with those of others at the same places."""

    shopper: str
    form: str
    version: int
    visits: int
    """Their own that could be compared."""
    others: int
    """Those of others, at the same places."""
    places: int
    residual: float | None = None
    """Percentage points above the others; below 0: stricter. None with a refusal."""
    z: float | None = None
    refusal: Refusal | None = None

    @property
    def stands_out(self) -> bool:
        """Whether that is more than chance brings up for one shopper in twenty."""
        return self.z is not None and abs(self.z) > TOO_FAR


def severities(visits: Iterable[Visited]) -> tuple[Severity, ...]:
    """Every shopper under every form version, sorted by form, version and shopper."""
    return tuple(
        _severity(shopper, group)
        for group in versions(visits).values()
        for shopper in sorted({each.shopper for each in group})
    )


def _severity(shopper: str, visits: Sequence[Visited]) -> Severity:
    cells = _cells(shopper, visits)
    own, others = (sum(len(cell[side]) for cell in cells) for side in (0, 1))
    base = Severity(
        shopper=shopper,
        form=visits[0].form,
        version=visits[0].version,
        visits=own,
        others=others,
        places=len(cells),
    )
    if mixed(visits):
        return msgspec.structs.replace(base, refusal=Refusal.MIXED_VERSIONS)
    freedom = own + others - len(cells) - 1
    if own < FEWEST_VISITS or freedom < FEWEST_FREEDOM:
        return msgspec.structs.replace(base, refusal=Refusal.TOO_FEW)
    weights = [len(mine) * len(theirs) / (len(mine) + len(theirs)) for mine, theirs in cells]
    gaps = [_mean(mine) - _mean(theirs) for mine, theirs in cells]
    weight = sum(weights)
    residual = sum(w * gap for w, gap in zip(weights, gaps, strict=True)) / weight
    spread = sum(_squares(mine) + _squares(theirs) for mine, theirs in cells)
    spread += sum(w * (gap - residual) ** 2 for w, gap in zip(weights, gaps, strict=True))
    if spread < 1e-12:
        return msgspec.structs.replace(base, refusal=Refusal.ALL_ALIKE)
    ratio = residual / sqrt(spread / freedom / weight)
    return msgspec.structs.replace(base, residual=residual, z=normal_deviate(ratio, freedom))


def normal_deviate(ratio: float, freedom: int) -> float:
    """The normal deviate with nearly the tail of a Student's t of so many degrees of freedom."""
    size = sqrt(freedom * log(1 + ratio * ratio / freedom)) * (8 * freedom + 1) / (8 * freedom + 3)
    return copysign(size, ratio)


def _cells(shopper: str, visits: Iterable[Visited]) -> list[tuple[list[float], list[float]]]:
    """Place by place the scores of the shopper and of the others, where there are both."""
    found: dict[str, tuple[list[float], list[float]]] = {}
    for each in visits:
        if each.score is not None:
            mine, theirs = found.setdefault(each.place, ([], []))
            (mine if each.shopper == shopper else theirs).append(float(each.score))
    return [found[place] for place in sorted(found) if all(found[place])]


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores)


def _squares(scores: Sequence[float]) -> float:
    middle = _mean(scores)
    return sum((score - middle) ** 2 for score in scores)
