"""Where a call stands in the queue."""

from enum import StrEnum


class Status(StrEnum):
    """What people have done about a call so far. The order is kept in the store: never reordered.

    A retracted evaluation leaves its call new again.
    """

    UNSCORED = "unscored"
    """No scorecard in force has judged it."""
    NEW = "new"
    """Judged by the engine, by nobody else."""
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    ACKNOWLEDGED = "acknowledged"


class Sort(StrEnum):
    """Orders of a queue. What is not known comes last in every one of them."""

    URGENT = "urgent"
    """Most critical fails first, then most failing, most unknown, newest."""
    NEWEST = "newest"
    OLDEST = "oldest"
    SCORE = "score"
    """Lowest first."""
    LENGTH = "length"
    """Longest first."""
    AGENT = "agent"
    """By name, then newest."""
