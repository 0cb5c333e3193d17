"""What goes into a measure of effect, and what comes out."""

from enum import StrEnum

import msgspec

FEWEST_PEOPLE = 10
"""Coached people, and peers, below which nothing is said."""
FEWEST_CALLS = 5
"""Random calls of each person before, and again after, below which the person is left out."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One person before and after."""

    person: str
    before: float
    """Percent: a mean of scores, or the share of calls on which the behaviour passed."""
    calls_before: int
    after: float
    calls_after: int

    @property
    def change(self) -> float:
        """After minus before, in points."""
        return self.after - self.before

    @property
    def is_thin(self) -> bool:
        """Whether there are too few calls on one side to say anything."""
        return min(self.calls_before, self.calls_after) < FEWEST_CALLS


class Found(StrEnum):
    """What the difference shows."""

    HELPED = "helped"
    WORSE = "worse"
    """They did worse than peers who were not coached."""
    NOT_SHOWN = "no effect shown"
    """Chance alone could make this difference; that is not the same as no effect."""


class Refused(StrEnum):
    """Why there is no figure."""

    FEW_COACHED = "too few coached people with enough calls"
    FEW_PEERS = "too few peers who were not coached"
    NO_MATCH = "too few peers at the same baseline"


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """The coached who have peers, or these peers, each together."""

    people: int
    before: float
    """Percent, the mean over people."""
    after: float
    error: float
    """Standard error of the mean change, in points."""

    @property
    def change(self) -> float:
        """After minus before, in points."""
        return self.after - self.before


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """How much better the coached got than peers who stood where they stood."""

    coached: int
    """People with enough calls."""
    peers: int
    """People with enough calls who were not coached."""
    thin: int
    """Coached people left out for too few calls."""
    unmatched: int = 0
    """Coached people without a peer at their baseline; they are in no figure."""
    thin_people: tuple[str, ...] = ()
    """Ids of those left out for too few calls."""
    unmatched_people: tuple[str, ...] = ()
    """Ids of those without a peer."""
    band: float | None = None
    """Points of baseline within which people were compared; None: it did not come to that."""
    coached_side: Side | None = None
    peers_side: Side | None = None
    value: float | None = None
    """The change of the coached minus that of their peers, in points; None with a refusal."""
    error: float | None = None
    """Standard error of the value."""
    low: float | None = None
    """95 % interval, in points."""
    high: float | None = None
    found: Found | None = None
    would_show: float | None = None
    """An effect of this size would have been shown nine times in ten."""
    refused: Refused | None = None
