"""Coaching: one behaviour of one person, agreed by two, practised, and checked on later calls."""

from coachdesk.core.coaching.action import (
    Baseline,
    Check,
    Checked,
    CoachingAction,
    Evidence,
    Method,
    Practice,
    Session,
    Topic,
    TopicKind,
    is_overdue,
    must_change_method,
    new_due,
)
from coachdesk.core.coaching.life import ENDED, LIFE, OPEN, UNDER_WAY, Stage, Step

__all__ = [
    "ENDED",
    "LIFE",
    "OPEN",
    "UNDER_WAY",
    "Baseline",
    "Check",
    "Checked",
    "CoachingAction",
    "Evidence",
    "Method",
    "Practice",
    "Session",
    "Stage",
    "Step",
    "Topic",
    "TopicKind",
    "is_overdue",
    "must_change_method",
    "new_due",
]
