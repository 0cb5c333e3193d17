"""The stages of a mystery visit, and the one table of what leads where (docs/audits.md).

Silence leads nowhere but to the end of the time for appeals: a report that nobody looks at is
overdue, never accepted.
"""

from collections.abc import Mapping
from enum import StrEnum

from coachdesk.core.life import Life


class Stage(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    IN_EDIT = "in edit"
    """Somebody other than the shopper checks facts against proof."""
    RETURNED = "returned"
    """The shopper has questions to answer."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OBJECTED = "objected"
    """The shopper objects to the rejection; once."""
    ON_HOLD = "on hold"
    """Doubt about it, or something is missing."""
    RELEASED = "released"
    """The place's line sees it; the time for appeals runs."""
    APPEALED = "appealed"
    FINAL = "final"
    EXCLUDED = "excluded"
    """Kept and payable, and in no figure."""
    CANCELLED = "cancelled"


RELEASED = frozenset({Stage.RELEASED, Stage.APPEALED, Stage.FINAL})
"""The stages in which the place's line sees a visit."""

COUNTED = RELEASED
"""The stages that count in figures."""


class Step(StrEnum):
    """What can be done to a visit."""

    PLAN = "plan"
    ASSIGN = "assign"
    BEGIN = "begin"
    ANSWER = "answer"
    SUBMIT = "submit"
    TAKE = "take"
    """An editor begins to check it."""
    EDIT = "edit"
    """The editor changes an answer; the shopper's stays readable."""
    RETURN = "return"
    ACCEPT = "accept"
    REJECT = "reject"
    OBJECT = "object"
    REOPEN = "reopen"
    """The objection is right: it is edited again."""
    REFUSE = "refuse"
    """The objection is not right."""
    HOLD = "hold"
    RELEASE = "release"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    """The appeal is right: a new revision."""
    DENY = "deny"
    EXPIRE = "expire"
    """The time for appeals ended."""
    EXCLUDE = "exclude"
    CANCEL = "cancel"


_TABLE: Mapping[tuple[Stage | None, Step], Stage] = {
    (None, Step.PLAN): Stage.PLANNED,
    (Stage.PLANNED, Step.ASSIGN): Stage.ASSIGNED,
    (Stage.ASSIGNED, Step.ASSIGN): Stage.ASSIGNED,
    (Stage.ASSIGNED, Step.BEGIN): Stage.IN_PROGRESS,
    (Stage.IN_PROGRESS, Step.ANSWER): Stage.IN_PROGRESS,
    (Stage.IN_PROGRESS, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.TAKE): Stage.IN_EDIT,
    (Stage.IN_EDIT, Step.EDIT): Stage.IN_EDIT,
    (Stage.IN_EDIT, Step.RETURN): Stage.RETURNED,
    (Stage.RETURNED, Step.ANSWER): Stage.RETURNED,
    (Stage.RETURNED, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.IN_EDIT, Step.ACCEPT): Stage.ACCEPTED,
    (Stage.IN_EDIT, Step.REJECT): Stage.REJECTED,
    (Stage.REJECTED, Step.OBJECT): Stage.OBJECTED,
    (Stage.OBJECTED, Step.REOPEN): Stage.IN_EDIT,
    (Stage.OBJECTED, Step.REFUSE): Stage.REJECTED,
    (Stage.ACCEPTED, Step.HOLD): Stage.ON_HOLD,
    (Stage.ON_HOLD, Step.TAKE): Stage.IN_EDIT,
    (Stage.ACCEPTED, Step.RELEASE): Stage.RELEASED,
    (Stage.RELEASED, Step.APPEAL): Stage.APPEALED,
    (Stage.APPEALED, Step.UPHOLD): Stage.FINAL,
    (Stage.APPEALED, Step.DENY): Stage.FINAL,
    (Stage.RELEASED, Step.EXPIRE): Stage.FINAL,
    **{
        (stage, Step.EXCLUDE): Stage.EXCLUDED
        for stage in (Stage.ACCEPTED, Stage.ON_HOLD, Stage.RELEASED, Stage.FINAL)
    },
    **{(stage, Step.CANCEL): Stage.CANCELLED for stage in (Stage.PLANNED, Stage.ASSIGNED)},
}

LIFE = Life(Step, _TABLE)
"""What can be done to a visit, stage by stage."""
