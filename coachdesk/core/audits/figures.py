"""What the visits of one form version come to, for whoever asks."""

from enum import StrEnum

import msgspec

from coachdesk.core.audits.results import Beside, Execution, Group
from coachdesk.core.audits.severity import Severity
from coachdesk.core.rates import Mean
from coachdesk.core.score import Outcome


class By(StrEnum):
    """What the figures are told apart by."""

    PLACE = "place"
    TEAM = "team"
    AGENT = "agent"
    LINE = "line"
    """Of the script: how often each was used where it was due."""
    SHOPPER = "shopper"
    """How much stricter or milder each is than the others."""


class VisitFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Released visits of one form version. Versions are never mixed."""

    form: str
    version: int
    title: str
    visits: int
    """That count: drawn, released and not excluded."""
    picked: int
    """Released ones besides that somebody picked: they speak for themselves alone, and enter no
    figure."""
    method: str
    """How each was scored."""
    mean: Mean
    outcomes: tuple[tuple[Outcome, int], ...]
    """How many of each, only those there are."""
    groups: tuple[Group, ...] = ()
    """By place, team or agent."""
    lines: tuple[Execution, ...] = ()
    beside: tuple[Beside, ...] = ()
    """The same lines on calls, where that was asked and can be told."""
    no_calls: str = ""
    """Why there are no calls to set beside, in words."""
    shoppers: tuple[Severity, ...] = ()
