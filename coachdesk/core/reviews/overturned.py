"""How often disputes were right, question by question: a measure of questions, not of agents."""

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from coachdesk.core.rates import Rate, rate

BAD_QUESTION = Fraction(1, 5)
"""Over this share of amended answers, the question or its rule is what is wrong."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One disputed question that was decided."""

    scorecard: str
    criterion: str
    amended: bool


class Overturned(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion and how its disputes ended."""

    scorecard: str
    criterion: str
    amended: Rate
    """Of the disputes decided; refused under ten."""
    suspect: bool
    """Over a fifth was amended: look at the question or its rule. Never where the rate is
    refused."""


def overturned(decisions: Iterable[Decision]) -> tuple[Overturned, ...]:
    """The criteria that were disputed, most often amended first.

    Args:
        decisions: in any order; undecided disputes are not among them.
    """
    counts: dict[tuple[str, str], list[int]] = {}
    for each in decisions:
        count = counts.setdefault((each.scorecard, each.criterion), [0, 0])
        count[0] += each.amended
        count[1] += 1
    found = [
        Overturned(
            scorecard=scorecard,
            criterion=criterion,
            amended=(share := rate(amended, of)),
            suspect=share.refusal is None and Fraction(amended, of) > BAD_QUESTION,
        )
        for (scorecard, criterion), (amended, of) in counts.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                not each.suspect,
                -each.amended.count,
                each.scorecard,
                each.criterion,
            ),
        )
    )
