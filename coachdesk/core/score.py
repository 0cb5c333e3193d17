"""A score is a pure function of a form and its answers; exact, and named by its method.

Formulas and worked numbers: docs/scoring.md. Nothing here rounds; `shown_text` in report/ does.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form, Method, NaPolicy


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
    possible: Fraction
    """0 when nothing applied."""
    percent: Fraction | None
    """None when nothing applied or an answer is UNKNOWN."""
    zeroed_by: tuple[str, ...] = ()
    """Critical criteria that made this section 0."""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What an evaluation is worth under the form it was made with. Percentages, exact."""

    calc: Fraction | None
    """None when an answer is UNKNOWN or nothing applied; missing is never zero."""
    shown: Fraction | None
    """`calc`, or 0 where the form shows zero for a critical FAIL."""
    low: Fraction | None
    """The lowest it can become; equals `calc` when nothing is UNKNOWN."""
    high: Fraction | None
    """The highest it can become."""
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
    """Flat percentage over critical criteria only; None without any."""
    sections: tuple[SectionScore, ...]
    reason: str | None = None
    """Why there is no point score, in words."""


def score(form: Form, answers: Sequence[Answer]) -> Score:
    """The score of the answers (one per criterion, any order) under the form's own scoring."""
    raise NotImplementedError
