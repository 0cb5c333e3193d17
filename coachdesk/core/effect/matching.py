"""For each coached person the peers at the same baseline, and how much each of them counts."""

from collections.abc import Mapping, Sequence

import msgspec

from coachdesk.core.effect.values import Unit

BANDS = (5.0, 2.5, 1.25)
"""Points of baseline that two people may be apart; the next where the one before leaves a gap."""
MOST_GAP = 1.0
"""Points that the baselines of the coached and of their peers may be apart on the whole."""
_NOTHING = 1e-9
"""What floating point may add to a gap."""


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """Coached people with their peers."""

    band: float
    """The one that was used."""
    coached: tuple[Unit, ...]
    """Those who have a peer."""
    peers: tuple[tuple[Unit, float], ...]
    """Every peer with the share of the comparison that rests on them; all shares make 1. A peer
    who is measured over other times for other people comes more than once."""
    gap: float
    """Baseline of the coached minus that of their peers, in points."""

    @property
    def is_balanced(self) -> bool:
        """Whether the two sides stood at the same baseline on the whole."""
        return abs(self.gap) <= MOST_GAP + _NOTHING

    def shares(self) -> Mapping[str, float]:
        """The share of each peer in all, by id."""
        found: dict[str, float] = {}
        for peer, share in self.peers:
            found[peer.person] = found.get(peer.person, 0.0) + share
        return found


def matched(coached: Sequence[tuple[Unit, Sequence[Unit]]]) -> Matched:
    """Each coached person beside all peers of their own within the widest band that is balanced.

    Where no band is, the narrowest.

    Args:
        coached: each with the peers measured over the same time.
    """
    found = _within(BANDS[0], coached)
    for band in BANDS[1:]:
        if found.is_balanced:
            break
        found = _within(band, coached)
    return found


def _within(band: float, coached: Sequence[tuple[Unit, Sequence[Unit]]]) -> Matched:
    near = [
        (unit, [peer for peer in peers if abs(peer.before - unit.before) <= band])
        for unit, peers in coached
    ]
    near = [(unit, peers) for unit, peers in near if peers]
    shares: dict[Unit, float] = {}
    for _, peers in near:
        for peer in peers:
            shares[peer] = shares.get(peer, 0.0) + 1 / (len(near) * len(peers))
    gap = sum(unit.before for unit, _ in near) / len(near) if near else 0.0
    return Matched(
        band=band,
        coached=tuple(unit for unit, _ in near),
        peers=tuple(shares.items()),
        gap=gap - sum(peer.before * share for peer, share in shares.items()),
    )
