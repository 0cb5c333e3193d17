"""An evaluation: one form answered about one subject, by the engine, by people, or by both.

Answers of either source look the same afterwards. A person's answer keeps the engine's verdict
beside it, so that agreement can be measured.
"""

from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.engine.verdicts import State, Verdict


class Source(StrEnum):
    """Who gave an answer."""

    ENGINE = "engine"
    PERSON = "person"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one criterion."""

    criterion: str
    state: State
    points: Fraction | None = None
    """Earned; None for NA, UNKNOWN and OPEN."""
    low: Fraction | None = None
    """For UNKNOWN: the fewest points that it can become; None means none."""
    high: Fraction | None = None
    """For UNKNOWN: the most points that it can become; None means all."""
    source: Source = Source.ENGINE
    verdict: Verdict | None = None
    """What the engine said, where it was asked."""
    note: str = ""


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """One form answered about one subject. One answer per criterion, in form order."""

    form: str
    version: int
    form_sha256: str
    call: str | None
    """None for a form filled by hand without a call."""
    answers: tuple[Answer, ...]
