"""The stages of a coaching action, and the one table of what leads where (docs/coaching.md).

`agree` leads to *agreed* once both have said so; the first of the two leaves it proposed. What was
declined stays on the supervisor's list until somebody agrees after all or cancels it. *Overdue* is
no stage: it follows from the due date.
"""

from collections.abc import Mapping
from enum import StrEnum

from coachdesk.core.life import Life


class Stage(StrEnum):
    """Where an action stands."""

    PROPOSED = "proposed"
    DECLINED = "declined"
    AGREED = "agreed"
    IN_PROGRESS = "in progress"
    CLAIMED = "done claimed"
    """One of the two says that the behaviour has changed; nobody has looked yet."""
    VERIFIED = "verified"
    NOT_EFFECTIVE = "not effective"
    CLOSED = "closed unverified"
    """Too few calls afterwards to tell; counted apart."""
    CANCELLED = "cancelled"


OPEN = frozenset({Stage.PROPOSED, Stage.DECLINED, Stage.AGREED, Stage.IN_PROGRESS, Stage.CLAIMED})
"""The stages from which something is still to come; of one behaviour a person has one of these."""
ENDED = frozenset(Stage) - OPEN
UNDER_WAY = frozenset({Stage.AGREED, Stage.IN_PROGRESS})
"""The stages in which a due date can pass."""


class Step(StrEnum):
    """What can be done to an action."""

    PROPOSE = "propose"
    AGREE = "agree"
    DECLINE = "decline"
    START = "start"
    NOTE = "note"
    """A further session, with what was practised."""
    CLAIM = "claim"
    VERIFY = "verify"
    NOT_EFFECTIVE = "not-effective"
    CLOSE = "close"
    CANCEL = "cancel"


_TABLE: Mapping[tuple[Stage | None, Step], Stage] = {
    (None, Step.PROPOSE): Stage.PROPOSED,
    (Stage.PROPOSED, Step.AGREE): Stage.AGREED,
    (Stage.DECLINED, Step.AGREE): Stage.AGREED,
    (Stage.PROPOSED, Step.DECLINE): Stage.DECLINED,
    (Stage.AGREED, Step.START): Stage.IN_PROGRESS,
    (Stage.IN_PROGRESS, Step.NOTE): Stage.IN_PROGRESS,
    (Stage.IN_PROGRESS, Step.CLAIM): Stage.CLAIMED,
    (Stage.CLAIMED, Step.VERIFY): Stage.VERIFIED,
    (Stage.CLAIMED, Step.NOT_EFFECTIVE): Stage.NOT_EFFECTIVE,
    (Stage.CLAIMED, Step.CLOSE): Stage.CLOSED,
    **{(stage, Step.CANCEL): Stage.CANCELLED for stage in Stage if stage in OPEN},
}

LIFE = Life(Step, _TABLE)
"""What can be done to a coaching action, stage by stage."""
