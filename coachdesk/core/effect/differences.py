"""The effect as a difference of differences, matched on the baseline.

(coached after - before) - (peers after - before), with the standard error of the difference of two
means (Angrist and Pischke, Mostly Harmless Econometrics, 2009, 5.2); matched because people are
coached for how they did. The 95 % interval is the normal one, and Student's with Welch's degrees of
freedom (1947, Biometrika 34:28-35) where a side has fewer than `LARGE` people. A peer who stands
beside several coached people counts for more than others, and the error grows with that: the
variance of a mean with shares w is that of the changes times the sum of w squared.
"""

from collections.abc import Iterable, Sequence
from math import sqrt
from statistics import NormalDist, fmean, variance

from msgspec.structs import replace

from coachdesk.core.effect.matching import Matched, matched
from coachdesk.core.effect.values import FEWEST_PEOPLE, Effect, Found, Refused, Side, Unit
from coachdesk.core.rates import student_t

LARGE = 20
"""People on each side from which the normal interval is good enough."""
_CERTAIN = NormalDist().inv_cdf(0.975)
_OFTEN = NormalDist().inv_cdf(0.9)


def effect_of(coached: Iterable[tuple[Unit, Sequence[Unit]]]) -> Effect:
    """How much better the coached got than peers at the same baseline, or why that is not said.

    Args:
        coached: each with peers who were not coached, measured over the same time; a person is
            coached once.
    """
    given = list(coached)
    kept = [
        (unit, [peer for peer in peers if not peer.is_thin and peer.person != unit.person])
        for unit, peers in given
        if not unit.is_thin
    ]
    known = {peer.person for _, peers in kept for peer in peers}
    thin = tuple(unit.person for unit, _ in given if unit.is_thin)
    counts = Effect(coached=len(kept), peers=len(known), thin=len(thin), thin_people=thin)
    if len(kept) < FEWEST_PEOPLE:
        return replace(counts, refused=Refused.FEW_COACHED)
    if len(known) < FEWEST_PEOPLE:
        return replace(counts, refused=Refused.FEW_PEERS)
    pairs = matched(kept)
    paired = {unit.person for unit in pairs.coached}
    alone = tuple(unit.person for unit, _ in kept if unit.person not in paired)
    counts = replace(counts, unmatched=len(alone), unmatched_people=alone, band=pairs.band)
    used = len(pairs.shares())
    if not pairs.is_balanced or min(len(pairs.coached), used) < FEWEST_PEOPLE:
        return replace(counts, refused=Refused.NO_MATCH)
    return _measured(counts, pairs)


def _measured(counts: Effect, pairs: Matched) -> Effect:
    ours, theirs = _coached_side(pairs.coached), _peers_side(pairs)
    value = ours.change - theirs.change
    error = sqrt(ours.error**2 + theirs.error**2)
    certain = _certain(ours, theirs)
    low, high = value - certain * error, value + certain * error
    return replace(
        counts,
        coached_side=ours,
        peers_side=theirs,
        value=value,
        error=error,
        low=low,
        high=high,
        found=Found.HELPED if low > 0 else Found.WORSE if high < 0 else Found.NOT_SHOWN,
        would_show=(certain + _OFTEN) * error,
    )


def _certain(ours: Side, theirs: Side) -> float:
    """How many standard errors the interval reaches to each side."""
    if min(ours.people, theirs.people) >= LARGE:
        return _CERTAIN
    squares = [(side.error**4 / (side.people - 1), side.error**2) for side in (ours, theirs)]
    total = sum(square for _, square in squares)
    freedom = total**2 / sum(each for each, _ in squares) if total else 0.0
    return student_t(max(int(freedom), FEWEST_PEOPLE - 1))


def _coached_side(units: Sequence[Unit]) -> Side:
    return Side(
        people=len(units),
        before=fmean(unit.before for unit in units),
        after=fmean(unit.after for unit in units),
        error=sqrt(variance(unit.change for unit in units) / len(units)),
    )


def _peers_side(pairs: Matched) -> Side:
    shares = pairs.shares()
    spread = variance(peer.change for peer, _ in pairs.peers)
    return Side(
        people=len(shares),
        before=sum(peer.before * share for peer, share in pairs.peers),
        after=sum(peer.after * share for peer, share in pairs.peers),
        error=sqrt(spread * sum(share**2 for share in shares.values())),
    )
