"""How the lines of a script are used on calls.

listening   calls -> what was heard of the script in each
judging     what became of every line in one call
counting    many calls -> figures by agent, team, week and ending
sentences   what agents say besides, and how calls with it end
"""

from coachdesk.core.adherence.counting import Counting, Owned, Placed
from coachdesk.core.adherence.judging import covering
from coachdesk.core.adherence.listening import AT_LEAST, NEAR, Listener
from coachdesk.core.adherence.values import (
    HARDLY,
    Adherence,
    Adopted,
    Effect,
    Example,
    Found,
    LineUse,
    Quote,
    Tally,
    Unanswered,
    Use,
    nobody_uses,
)

__all__ = [
    "AT_LEAST",
    "HARDLY",
    "NEAR",
    "Adherence",
    "Adopted",
    "Counting",
    "Effect",
    "Example",
    "Found",
    "LineUse",
    "Listener",
    "Owned",
    "Placed",
    "Quote",
    "Tally",
    "Unanswered",
    "Use",
    "covering",
    "nobody_uses",
]
