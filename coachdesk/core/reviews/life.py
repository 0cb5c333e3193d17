"""The stages of an evaluation by people, and the one table of what leads where.

Who may take a step is another question; `core/authorize` answers it. What must be true of the
answers first is in `guards`.
"""

from collections.abc import Mapping
from enum import StrEnum

from coachdesk.core.life import Life


class Stage(StrEnum):
    """Where an evaluation stands. The order is kept in the store: never reordered."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    """The agent sees it; the dispute clock runs."""
    ACKNOWLEDGED = "acknowledged"
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    RETRACTED = "retracted"
    """Left out of every figure, kept for audit."""


RELEASED = frozenset({Stage.PUBLISHED, Stage.ACKNOWLEDGED, Stage.DISPUTED, Stage.RESOLVED})
"""The stages in which the person whom an evaluation is about sees it."""


class Step(StrEnum):
    """What can be done to an evaluation. The order is kept in the store: never reordered."""

    CREATE = "create"
    ANSWER = "answer"
    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    ACKNOWLEDGE = "acknowledge"
    EXPIRE = "expire"
    """The dispute clock ended: acknowledged by the system, never shown as agreement."""
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    AMEND = "amend"
    RETRACT = "retract"


_TABLE: Mapping[tuple[Stage | None, Step], Stage] = {
    (None, Step.CREATE): Stage.DRAFT,
    (Stage.DRAFT, Step.ANSWER): Stage.DRAFT,
    (Stage.DRAFT, Step.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Step.RETURN): Stage.DRAFT,
    (Stage.SUBMITTED, Step.PUBLISH): Stage.PUBLISHED,
    (Stage.PUBLISHED, Step.ACKNOWLEDGE): Stage.ACKNOWLEDGED,
    (Stage.PUBLISHED, Step.EXPIRE): Stage.ACKNOWLEDGED,
    (Stage.PUBLISHED, Step.DISPUTE): Stage.DISPUTED,
    (Stage.DISPUTED, Step.UPHOLD): Stage.RESOLVED,
    (Stage.DISPUTED, Step.AMEND): Stage.RESOLVED,
    (Stage.RESOLVED, Step.ACKNOWLEDGE): Stage.ACKNOWLEDGED,
    **{(stage, Step.RETRACT): Stage.RETRACTED for stage in Stage
       if stage not in (Stage.DRAFT, Stage.RETRACTED)},
}  # fmt: skip


_LIFE = Life(Step, _TABLE)
next_stage = _LIFE.after
steps_from = _LIFE.steps_from
