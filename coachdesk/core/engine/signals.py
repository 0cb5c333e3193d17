"""A signal is something that can be heard: phrases, a regex or closeness to a line.

Meaning: docs/rules.md sections 3 and 4.
"""

from enum import StrEnum

import msgspec

from coachdesk.core.calls import Speaker
from coachdesk.core.engine.phrases import Phrase


class Party(StrEnum):
    """Whose words count."""

    AGENT = "agent"
    CUSTOMER = "customer"
    ANYONE = "anyone"

    def hears(self, speaker: Speaker) -> bool:
        """Whether words of this speaker count."""
        return self is Party.ANYONE or str.__eq__(self, speaker)


class Edge(StrEnum):
    """From which end of the call a window is measured."""

    FIRST = "first"
    LAST = "last"


class Window(msgspec.Struct, frozen=True):
    """The first or last stretch of a call. Exactly one of `turns` and `ms` is set."""

    edge: Edge
    turns: int | None = None
    """Runs of the signal's party."""
    ms: int | None = None

    def __str__(self) -> str:
        if self.turns is not None:
            return f"{self.edge.value} {self.turns} turn{'s' if self.turns != 1 else ''}"
        seconds = (self.ms or 0) / 1000
        return f"{self.edge.value} {seconds:g}s"


class Like(msgspec.Struct, frozen=True, kw_only=True):
    """Closeness to lines of a script or to a sentence."""

    lines: tuple[str, ...]
    """As written; any one of them may be said."""
    at_least: int
    """Similarity from 0 to 100 (rapidfuzz ratio on words joined by blanks)."""
    source: str = ""
    """`script-id/step-id`, or empty for a sentence given in place."""


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be heard. Has phrases, or a regex, or a like."""

    name: str
    phrases: tuple[Phrase, ...] = ()
    regex: str | None = None
    like: Like | None = None
    unless: tuple[Phrase, ...] = ()
    by: Party = Party.AGENT
    windows: tuple[Window, ...] = ()
    """All must hold."""


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of one turn's text as written, in code points."""

    turn: int
    start: int
    end: int


class Occurrence(msgspec.Struct, frozen=True, kw_only=True):
    """One time a signal was heard."""

    signal: str
    run: int
    start: int
    """Position in the run's normal form; orders occurrences of one run."""
    end: int
    spans: tuple[Span, ...]
    """One per turn that the words cross, in order."""
    start_ms: int | None = None
    end_ms: int | None = None
    turn_times: bool = False
    """The times are those of the whole turn, because the words have none."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one signal in one call."""

    occurrences: tuple[Occurrence, ...] = ()
    possible: tuple[Occurrence, ...] = ()
    """Occurrences if the unknown speaker of their words is the wanted one, in order."""
    missing: tuple[str, ...] = ()
    """Why the search was not complete, in words; empty when it was."""
    unreliable: bool = False
    """Who spoke is too doubtful for this signal: unknown even where it occurs."""

    @property
    def truth(self) -> bool | None:
        """True, False, or None for unknown."""
        if self.unreliable:
            return None
        if self.occurrences:
            return True
        return None if self.missing or self.possible else False

    @property
    def reasons(self) -> tuple[str, ...]:
        """All that keeps the signal, or a count of it, from being known."""
        return (*self.missing, *doubts(self.possible))


def doubts(possible: tuple[Occurrence, ...]) -> tuple[str, ...]:
    """The reason that occurrences of unknown speakers give, in words."""
    if not possible:
        return ()
    turn = possible[0].spans[0].turn
    return (f"turn {turn + 1} is of an unknown speaker and would count",)
