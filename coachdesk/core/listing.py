"""One line of the desk's list: a call, and what one scorecard said about it."""

from datetime import datetime

import msgspec

from coachdesk.core.score import Outcome


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A call and its score under one scorecard in force, or a call without any score."""

    call: str
    started_at: datetime | None
    """UTC."""
    agent: str | None
    """As the call carries it."""
    campaign: str | None
    language: str | None
    duration_ms: int | None
    scorecard: str | None = None
    """None: not scored under the rules in force."""
    version: int | None = None
    outcome: Outcome | None = None
    shown: float | None = None
    """Percent; None where there is no point score."""
    failing: int = 0
    """Trusted criteria answered FAIL."""
    unknown: int = 0
    """Trusted criteria answered UNKNOWN."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which calls to list; None: any."""

    agents: tuple[str, ...] | None = None
    """Names and aliases, any one of which the call may carry."""
    campaign: str | None = None
    scorecard: str | None = None
    outcome: Outcome | None = None
    released_only: bool = False
    """Only evaluations by people that are published now, in place of what the rules said."""
    limit: int | None = None
    """At most so many lines, the newest calls first."""
