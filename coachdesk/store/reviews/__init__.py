"""People's evaluations as they are kept: answers and steps are only ever added.

`reading` gives them back, `writing` adds to them, `swapping` puts speakers right, and `sealing`
checks that each is as its event says. The row of a review holds where it stands and its figures.
"""

from coachdesk.store.hand import Changed, Hand
from coachdesk.store.reviews.figures import figures_of
from coachdesk.store.reviews.reading import (
    Line,
    Objection,
    Taken,
    all_of_call,
    changes_of,
    decisions,
    disputes_of,
    find,
    listed,
    live_of_call,
    overdue,
    steps_of,
)
from coachdesk.store.reviews.rows import Figures, ReviewRow
from coachdesk.store.reviews.sealing import verify
from coachdesk.store.reviews.swapping import is_swapped, swap
from coachdesk.store.reviews.writing import (
    add_answer,
    add_objection,
    create,
    rejudge,
    take_step,
)

__all__ = [
    "Changed",
    "Figures",
    "Hand",
    "Line",
    "Objection",
    "ReviewRow",
    "Taken",
    "add_answer",
    "add_objection",
    "all_of_call",
    "changes_of",
    "create",
    "decisions",
    "disputes_of",
    "figures_of",
    "find",
    "is_swapped",
    "listed",
    "live_of_call",
    "overdue",
    "rejudge",
    "steps_of",
    "swap",
    "take_step",
    "verify",
]
