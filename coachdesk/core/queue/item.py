"""One line of the queue: a call, and the most urgent of what was said about it."""

from datetime import datetime

import msgspec

from coachdesk.core.queue.status import Status
from coachdesk.core.score import Outcome


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A call with its most urgent evaluation in force, as people left it."""

    number: int
    """Of the call on this desk; what lists of calls hold."""
    call: str
    started_at: datetime | None
    """In the desk's zone."""
    agent: str | None
    """The colleague's name where desk.yaml knows them, else as the call carries it."""
    campaign: str | None
    language: str | None
    duration_ms: int | None
    scorecard: str | None = None
    """None: not scored under the rules in force."""
    version: int | None = None
    others: int = 0
    """Further evaluations of the same call, by other scorecards or versions."""
    score: float | None = None
    """Percent; None where there is no point score."""
    outcome: Outcome | None = None
    critical: int = 0
    """Critical criteria among the failing ones."""
    failing: int = 0
    """Trusted criteria answered FAIL."""
    unknown: int = 0
    """Trusted criteria answered UNKNOWN."""
    status: Status
    assigned: str | None = None
    """The id of the colleague who is to look at it."""
    why: str = ""
    """The failing criterion that matters most, and how many are unknown; empty: nothing."""
