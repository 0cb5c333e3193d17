"""What a score is: numbers, their bounds, and an outcome kept apart from them."""

from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.form import Method, NaPolicy


class Outcome(StrEnum):
    """Kept apart from the number."""

    PASS = "PASS"
    FAIL = "FAIL"
    NOT_SCORED = "NOT_SCORED"


class Scope(StrEnum):
    """How much of the form the score speaks for."""

    FULL = "full"
    AUTOMATIC = "automatic"
    """Criteria that a person has yet to answer are left out."""


class SectionScore(msgspec.Struct, frozen=True, kw_only=True):
    """One section's part; what to coach stays visible even when the call fails."""

    id: str
    earned: Fraction
    """Points, bonus included, as answered: kept even where the section was made 0."""
    possible: Fraction
    """Points that applied; 0 when nothing did. Bonus and UNKNOWN are not in it."""
    percent: Fraction | None
    """None when nothing applied, or an answer is UNKNOWN and no point score was made."""
    zeroed_by: tuple[str, ...] = ()
    """Critical criteria that made this section 0."""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What an evaluation is worth under the form it was made with. Percentages, exact."""

    calc: Fraction | None
    """None when nothing applied, or an answer is UNKNOWN (beyond what the form allows); missing is
    never zero."""
    shown: Fraction | None
    """`calc`, or 0 where the form shows zero for a critical FAIL."""
    low: Fraction | None
    """The lowest `calc` can become; equal to it when nothing is UNKNOWN, None when nothing
    applied."""
    high: Fraction | None
    """The highest `calc` can become."""
    method: Method
    na: NaPolicy
    scope: Scope
    scope_weight_pct: Fraction
    """Share of the form's scored weight that the score speaks for, 0 to 100."""
    pass_mark: Fraction | None
    outcome: Outcome
    failed_by: tuple[str, ...]
    """Critical criteria that failed the call, in form order."""
    critical: Fraction | None
    """Flat percentage over critical criteria only; None without any, or with one UNKNOWN."""
    sections: tuple[SectionScore, ...]
    reason: str | None = None
    """Why there is no point score, in words."""

    @property
    def tripped(self) -> frozenset[str]:
        """Critical criteria that failed the call or made their section 0."""
        zeroing = (id for section in self.sections for id in section.zeroed_by)
        return frozenset((*self.failed_by, *zeroing))
