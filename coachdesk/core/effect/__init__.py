"""Whether coaching helped: people who were coached beside people like them who were not.

Whoever is coached was chosen for doing badly, and who did badly by chance does better next time
with no coaching at all. So the change of each is set against that of a peer who stood at the same
baseline in the same time; what is left over is the effect.
"""

from coachdesk.core.effect.differences import effect_of
from coachdesk.core.effect.many import together
from coachdesk.core.effect.matching import BANDS, MOST_GAP
from coachdesk.core.effect.regression import expected_next, reliability
from coachdesk.core.effect.values import (
    FEWEST_CALLS,
    FEWEST_PEOPLE,
    Effect,
    Found,
    Refused,
    Side,
    Unit,
)

__all__ = [
    "BANDS",
    "FEWEST_CALLS",
    "FEWEST_PEOPLE",
    "MOST_GAP",
    "Effect",
    "Found",
    "Refused",
    "Side",
    "Unit",
    "effect_of",
    "expected_next",
    "reliability",
    "together",
]
