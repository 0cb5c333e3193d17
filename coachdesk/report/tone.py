"""How a report marks its words: a tone for the eye, always beside a sign and a word."""

from collections.abc import Callable
from enum import Enum, auto

from coachdesk.core.engine.verdicts import State
from coachdesk.core.score import Outcome


class Tone(Enum):
    """What a stretch of text is, for whoever paints it."""

    GOOD = auto()
    BAD = auto()
    DOUBT = auto()
    QUIET = auto()
    STRONG = auto()


Paint = Callable[[str, Tone], str]
"""Gives the text its looks; must not change its words."""


def unpainted(text: str, tone: Tone) -> str:
    """The text as it is."""
    return text


SIGN = {
    State.PASS: "✓",
    State.FAIL: "✗",
    State.NA: "–",
    State.UNKNOWN: "?",
    State.OPEN: "○",
}
WORD = {
    State.PASS: "pass",
    State.FAIL: "FAIL",
    State.NA: "n/a",
    State.UNKNOWN: "unknown",
    State.OPEN: "open",
}
STATE_TONE = {
    State.PASS: Tone.GOOD,
    State.FAIL: Tone.BAD,
    State.NA: Tone.QUIET,
    State.UNKNOWN: Tone.DOUBT,
    State.OPEN: Tone.QUIET,
}
OUTCOME_SIGN = {Outcome.PASS: "✓", Outcome.FAIL: "✗", Outcome.NOT_SCORED: "?"}
OUTCOME_WORD = {
    Outcome.PASS: "PASS",
    Outcome.FAIL: "FAIL",
    Outcome.NOT_SCORED: "NOT SCORED",
}
OUTCOME_TONE = {
    Outcome.PASS: Tone.GOOD,
    Outcome.FAIL: Tone.BAD,
    Outcome.NOT_SCORED: Tone.DOUBT,
}
