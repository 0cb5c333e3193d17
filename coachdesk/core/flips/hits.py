"""What one criterion says about many calls: values only."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.flips.values import Side
from coachdesk.core.form import Criterion
from coachdesk.core.score.values import Outcome


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """What one criterion says about one call."""

    call: str
    agent: str | None
    started_at: datetime | None
    said: Side
    outcome: Outcome
    shown: Fraction | None
    """The call's score, percent; None: no point score."""


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """What one criterion says about the desk's calls."""

    scorecard: str
    version: int
    criterion: Criterion
    calls: int
    """Calls looked at."""
    beyond: int
    """Of them calls that the scorecard is not for."""
    states: Mapping[State, int]
    """Answers to the others, the most first."""
    kept: tuple[Hit, ...]
    """The first ones wanted, in the order of the calls."""
    complete: bool = True
    """False: it was called off before all calls were looked at."""
