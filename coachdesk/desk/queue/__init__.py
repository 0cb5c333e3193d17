"""The queue of a desk: filter and order its calls, look at some, and work on many at once."""

from coachdesk.desk.queue.finding import (
    First,
    Queue,
    call_off,
    first_rows,
    open_queue,
    rows,
    vocabulary,
)
from coachdesk.desk.queue.views import View, recalled, remember, save_view, saved_views
from coachdesk.desk.queue.work import assign, assign_back, screen_calls
from coachdesk.store.connect import Interrupted

__all__ = [
    "First",
    "Interrupted",
    "Queue",
    "View",
    "assign",
    "assign_back",
    "call_off",
    "first_rows",
    "open_queue",
    "recalled",
    "remember",
    "rows",
    "save_view",
    "saved_views",
    "screen_calls",
    "vocabulary",
]
