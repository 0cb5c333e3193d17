"""The answers that rules can give, and how a criterion asks for one (docs/rules.md section 6).

Values only: a form needs them without the engine that `judge` brings along.
"""

from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.engine.conditions import Condition
from coachdesk.core.engine.signals import Occurrence


class State(StrEnum):
    """The four answers, and the absence of one."""

    PASS = "pass"
    FAIL = "fail"
    NA = "na"
    UNKNOWN = "unknown"
    OPEN = "open"
    """A person has yet to answer. Not an answer, and not UNKNOWN."""


class Level(msgspec.Struct, frozen=True):
    """Points for a condition; the first true level counts."""

    points: Fraction
    when: Condition


class Test(msgspec.Struct, frozen=True, kw_only=True):
    """How a criterion is judged without a person. One of the last three is set."""

    __test__ = False
    points: Fraction
    """The most that can be earned, > 0."""
    applies_when: Condition | None = None
    pass_when: Condition | None = None
    fail_when: Condition | None = None
    levels: tuple[Level, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine says to one test about one call."""

    state: State
    points: Fraction | None = None
    """Earned; None for NA and UNKNOWN."""
    low: Fraction | None = None
    """For UNKNOWN: the fewest points that it can become."""
    high: Fraction | None = None
    """For UNKNOWN: the most points that it can become."""
    evidence: tuple[Occurrence, ...] = ()
    """What decided the answer, in the order of the call; empty for absence."""
    reason: str | None = None
    """For UNKNOWN what is missing, for NA which situation did not arise, for FAIL what was not
    met where words alone do not show it; else None."""


def conditions_of(test: Test) -> tuple[Condition, ...]:
    """Every condition of the test, in the order in which they are asked."""
    asked = (test.applies_when, test.pass_when, test.fail_when)
    return (*(each for each in asked if each), *(level.when for level in test.levels))
