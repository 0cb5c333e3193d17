"""The queue: which calls, in which order, and what each line says."""

from coachdesk.core.queue.item import Item
from coachdesk.core.queue.status import Sort, Status
from coachdesk.core.queue.vocabulary import Vocabulary

__all__ = ["Item", "Sort", "Status", "Vocabulary"]
