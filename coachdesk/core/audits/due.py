"""By when a visit must go on, and for how long it has been waiting since.

Overdue is worked out when somebody looks and never stored: a job that did not run hides nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from coachdesk.core.audits.life import Stage

PATIENCE: Mapping[Stage, timedelta] = {
    Stage.IN_PROGRESS: timedelta(hours=24),
    Stage.RETURNED: timedelta(hours=24),
    Stage.SUBMITTED: timedelta(hours=72),
    Stage.IN_EDIT: timedelta(hours=72),
    Stage.ACCEPTED: timedelta(days=7),
    Stage.ON_HOLD: timedelta(days=14),
    Stage.OBJECTED: timedelta(days=14),
    Stage.APPEALED: timedelta(days=14),
}
"""How long a visit may stand in a stage. Planned and assigned ones are due with their window."""


def due_at(
    stage: Stage,
    since: datetime,
    latest: datetime | None,
    patience: Mapping[Stage, timedelta] = PATIENCE,
) -> datetime | None:
    """When the next step is due; None: nothing is.

    Args:
        stage: where the visit stands.
        since: when it came there; in progress: when the contact began.
        latest: when its planned window ends, or None.
        patience: how long it may stand in a stage.
    """
    if stage in (Stage.PLANNED, Stage.ASSIGNED):
        return latest
    allowed = patience.get(stage)
    return None if allowed is None else since + allowed


def overdue(
    stage: Stage,
    since: datetime,
    latest: datetime | None,
    now: datetime,
    patience: Mapping[Stage, timedelta] = PATIENCE,
) -> timedelta | None:
    """How long ago the next step was due; None: it is not due yet, or nothing is."""
    due = due_at(stage, since, latest, patience)
    return now - due if due is not None and now > due else None
