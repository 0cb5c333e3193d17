"""Evaluate a call by hand: answers one at a time, and the steps of an evaluation's life.

Every function asks `authorize` first, and writes in one transaction: what it returns is on disk.
"""

from coachdesk.core.reviews import Disputed, Done, Evaluations, Line, Opened, Stands
from coachdesk.desk.reviews.answering import give, give_again, take_back
from coachdesk.desk.reviews.life import amend, dispute, end_clocks, step
from coachdesk.desk.reviews.listing import (
    list_reviews,
    my_evaluations,
    open_named,
    overturn_rates,
    stands,
)
from coachdesk.desk.reviews.nearness import nearest_miss
from coachdesk.desk.reviews.opening import open_evaluation, open_review
from coachdesk.desk.reviews.refusals import Overtaken
from coachdesk.desk.reviews.swapping import swap_speakers

__all__ = [
    "Disputed",
    "Done",
    "Evaluations",
    "Line",
    "Opened",
    "Overtaken",
    "Stands",
    "amend",
    "dispute",
    "end_clocks",
    "give",
    "give_again",
    "list_reviews",
    "my_evaluations",
    "nearest_miss",
    "open_evaluation",
    "open_named",
    "open_review",
    "overturn_rates",
    "stands",
    "step",
    "swap_speakers",
    "take_back",
]
