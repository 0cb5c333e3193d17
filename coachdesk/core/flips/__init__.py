"""What a change of rules changes: two versions of a scorecard beside each other, call by call."""

from coachdesk.core.flips.comparing import Comparison, agreement, compared, side_of
from coachdesk.core.flips.hits import Hit, Hits
from coachdesk.core.flips.values import (
    Agreement,
    CardFlips,
    CriterionFlips,
    Flip,
    Flips,
    Lone,
    Quote,
    Restated,
    Side,
)

__all__ = [
    "Agreement",
    "CardFlips",
    "Comparison",
    "CriterionFlips",
    "Flip",
    "Flips",
    "Hit",
    "Hits",
    "Lone",
    "Quote",
    "Restated",
    "Side",
    "agreement",
    "compared",
    "side_of",
]
