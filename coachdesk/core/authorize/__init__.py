"""Who may do what: one pure table, asked before every write and every private read."""

from coachdesk.core.authorize.actions import WORDS, Action
from coachdesk.core.authorize.actors import NO_FACTS, NOBODY, Actor, Facts, Mode, Role, Subject
from coachdesk.core.authorize.decision import NARROWED, Allow, Deny, authorize
from coachdesk.core.authorize.rules import HARD_RULES, RULES
from coachdesk.core.authorize.scope import Scope, Stint
from coachdesk.core.authorize.table import Reach, reaches

__all__ = [
    "HARD_RULES",
    "NARROWED",
    "NOBODY",
    "NO_FACTS",
    "RULES",
    "WORDS",
    "Action",
    "Actor",
    "Allow",
    "Deny",
    "Facts",
    "Mode",
    "Reach",
    "Role",
    "Scope",
    "Stint",
    "Subject",
    "authorize",
    "reaches",
]
