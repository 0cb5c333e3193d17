"""The queue: which calls, in which order, and what each line says."""

from coachdesk.core.queue.completion import Completion, complete
from coachdesk.core.queue.filter import Clause, parse, quoted, shown
from coachdesk.core.queue.item import Item
from coachdesk.core.queue.meaning import Wanted, wanted_by
from coachdesk.core.queue.status import Sort, Status
from coachdesk.core.queue.vocabulary import Vocabulary

__all__ = [
    "Clause",
    "Completion",
    "Item",
    "Sort",
    "Status",
    "Vocabulary",
    "Wanted",
    "complete",
    "parse",
    "quoted",
    "shown",
    "wanted_by",
]
