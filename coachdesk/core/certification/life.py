"""What people do about a certificate, and the one table of what leads where.

Only what people did has a stage here. Whether a certificate still holds is told from dates
(`standing`), and is no stage.
"""

from collections.abc import Mapping
from enum import StrEnum

from coachdesk.core.life import Life


class Stage(StrEnum):
    """What was done last."""

    TRAINING = "training"
    ASSESSED = "assessed"
    GIVEN = "given"
    REASSESSED = "reassessed"
    """Assessed anew while there is a certificate."""
    CHALLENGED = "challenged"
    """Somebody wants it revoked; a second person must confirm."""
    REVOKED = "revoked"
    APPEALED = "appealed"
    LOST = "lost"
    """The appeal was denied."""


class Step(StrEnum):
    """What can be done about a certificate."""

    ENROL = "enrol"
    ASSESS = "assess"
    PASS = "pass"
    FAIL = "fail"
    CHALLENGE = "challenge"
    """The first of the two who revoke."""
    WITHDRAW = "withdraw"
    REVOKE = "revoke"
    """The second."""
    APPEAL = "appeal"
    REINSTATE = "reinstate"
    DENY = "deny"


_TABLE: Mapping[tuple[Stage | None, Step], Stage] = {
    (None, Step.ENROL): Stage.TRAINING,
    **{
        (stage, Step.ENROL): Stage.TRAINING for stage in (Stage.TRAINING, Stage.REVOKED, Stage.LOST)
    },
    (Stage.TRAINING, Step.ASSESS): Stage.ASSESSED,
    (Stage.ASSESSED, Step.PASS): Stage.GIVEN,
    (Stage.ASSESSED, Step.FAIL): Stage.TRAINING,
    (Stage.GIVEN, Step.ASSESS): Stage.REASSESSED,
    (Stage.REASSESSED, Step.PASS): Stage.GIVEN,
    (Stage.REASSESSED, Step.FAIL): Stage.GIVEN,
    # To give it anew after tries were used up: evidence and tries count from then on.
    (Stage.GIVEN, Step.ENROL): Stage.GIVEN,
    (Stage.GIVEN, Step.CHALLENGE): Stage.CHALLENGED,
    (Stage.REASSESSED, Step.CHALLENGE): Stage.CHALLENGED,
    (Stage.CHALLENGED, Step.WITHDRAW): Stage.GIVEN,
    (Stage.CHALLENGED, Step.REVOKE): Stage.REVOKED,
    (Stage.REVOKED, Step.APPEAL): Stage.APPEALED,
    (Stage.APPEALED, Step.REINSTATE): Stage.GIVEN,
    (Stage.APPEALED, Step.DENY): Stage.LOST,
}

LIFE = Life(Step, _TABLE)
"""What can be done about a certificate, stage by stage."""


WORDS: Mapping[str, str] = {
    Stage.TRAINING: "in training",
    Stage.GIVEN: "certified",
    Stage.REASSESSED: "certified and assessed anew",
    Stage.CHALLENGED: "proposed to be revoked",
    Stage.APPEALED: "revoked, with an appeal to decide",
    Stage.LOST: "revoked, and the appeal was denied",
    Step.CHALLENGE: "revoke",
}
"""Stages and steps that people know by other words than their own."""


class SittingStage(StrEnum):
    """Where an exam that somebody sits stands."""

    OPEN = "open"
    DONE = "done"


class SittingStep(StrEnum):
    """What can be done in an exam."""

    BEGIN = "begin"
    ANSWER = "answer"
    SUBMIT = "submit"
    EXPIRE = "expire"
    """The time was over: what was answered by then counts."""


SITTING = Life(
    SittingStep,
    {
        (None, SittingStep.BEGIN): SittingStage.OPEN,
        (SittingStage.OPEN, SittingStep.ANSWER): SittingStage.OPEN,
        (SittingStage.OPEN, SittingStep.SUBMIT): SittingStage.DONE,
        (SittingStage.OPEN, SittingStep.EXPIRE): SittingStage.DONE,
    },
)
"""What can be done in an exam, stage by stage."""


class PlayStage(StrEnum):
    """Where a role-play stands."""

    OPEN = "open"
    """It is being answered, and counts for nothing."""
    SCORED = "scored"


class PlayStep(StrEnum):
    """What can be done in a role-play."""

    BEGIN = "begin"
    ANSWER = "answer"
    SCORE = "score"
    """Handed in: every question is answered."""


PLAYING = Life(
    PlayStep,
    {
        (None, PlayStep.BEGIN): PlayStage.OPEN,
        (PlayStage.OPEN, PlayStep.ANSWER): PlayStage.OPEN,
        (PlayStage.OPEN, PlayStep.SCORE): PlayStage.SCORED,
    },
)
"""What can be done in a role-play, stage by stage."""
