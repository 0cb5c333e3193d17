"""Evaluate a call by hand: answers one at a time, and the steps of an evaluation's life.

Every function asks `authorize` first, and writes in one transaction: what it returns is on disk.
"""

from coachdesk.desk.reviews.answering import give, give_again, take_back
from coachdesk.desk.reviews.life import amend, dispute, end_clocks, step
from coachdesk.desk.reviews.listing import (
    Line,
    List,
    list_reviews,
    my_evaluations,
    overturn_rates,
    review_named,
)
from coachdesk.desk.reviews.opened import Disputed, Done, Opened, Overtaken
from coachdesk.desk.reviews.opening import open_evaluation, open_review
from coachdesk.desk.reviews.swapping import swap_speakers

__all__ = [
    "Disputed",
    "Done",
    "Line",
    "List",
    "Opened",
    "Overtaken",
    "amend",
    "dispute",
    "end_clocks",
    "give",
    "give_again",
    "list_reviews",
    "my_evaluations",
    "open_evaluation",
    "open_review",
    "overturn_rates",
    "review_named",
    "step",
    "swap_speakers",
    "take_back",
]
