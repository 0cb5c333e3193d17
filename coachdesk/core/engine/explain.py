"""Why a verdict is what it is: where the engine looked, and the nearest miss. Made on request."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.judge import Test
from coachdesk.core.engine.signals import Signal, Span


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """Where one signal was looked for."""

    signal: str
    speaker: str
    """agent, customer or anyone."""
    window: str
    """`whole call`, or such as `first 2 turns`."""
    turns: int
    """Runs looked at."""
    found: int
    """Occurrences."""


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """All that a test looked at in one call."""

    signals: tuple[Search, ...] = ()
    metrics: Mapping[str, float | None] = msgspec.field(default_factory=dict)
    """In the unit of docs/rules.md; None where it can't be computed."""
    fields: Mapping[str, str | None] = msgspec.field(default_factory=dict)
    coverage: str = "complete"
    """`complete`, `taken as complete` where it can't be known, or such as `72 %`."""


class Nearest(msgspec.Struct, frozen=True, kw_only=True):
    """The stretch of words that came closest to a signal that was not heard."""

    signal: str
    phrase: str
    """The phrase or line that it came close to, as written in the rule."""
    span: Span
    text: str
    """The words as written."""
    changes: int
    """Word changes (put in, taken out, replaced) needed to match."""
    lacks: tuple[str, ...]
    """The words of the phrase that are not there."""


def searched(test: Test, signals: Mapping[str, Signal], call: Call) -> Searched:
    """Where the engine looked to answer the test about this call."""
    raise NotImplementedError


def nearest(test: Test, signals: Mapping[str, Signal], call: Call) -> Nearest | None:
    """The nearest miss among the test's unheard signals; None without words to compare."""
    raise NotImplementedError
