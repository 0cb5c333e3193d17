"""Where the engine looked, and what came nearest, as values; `explain` makes them."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.engine.signals import Span


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
    """In the unit of docs/metrics.md; None where it can't be computed."""
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
