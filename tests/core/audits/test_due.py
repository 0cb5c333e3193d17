"""Silence accepts nothing: what waits too long is overdue, and by how much."""

from datetime import timedelta

import pytest

from coachdesk.core.audits import Stage
from coachdesk.core.audits.due import due_at, overdue
from tests.core.audits.forms import at

SINCE, LATEST = at("12:00", "2026-11-01"), at("00:00", "2026-11-10")


@pytest.mark.parametrize(
    ("stage", "hours"),
    [
        (Stage.IN_PROGRESS, 24),
        (Stage.RETURNED, 24),
        (Stage.SUBMITTED, 72),
        (Stage.IN_EDIT, 72),
        (Stage.ACCEPTED, 7 * 24),
        (Stage.APPEALED, 14 * 24),
    ],
)
def test_a_stage_has_its_patience(stage: Stage, hours: int) -> None:
    due = SINCE + timedelta(hours=hours)
    assert due_at(stage, SINCE, LATEST) == due
    assert overdue(stage, SINCE, LATEST, due) is None
    assert overdue(stage, SINCE, LATEST, due + timedelta(hours=5)) == timedelta(hours=5)


@pytest.mark.parametrize("stage", [Stage.PLANNED, Stage.ASSIGNED])
def test_what_was_not_begun_is_due_with_its_window(stage: Stage) -> None:
    assert due_at(stage, SINCE, LATEST) == LATEST
    assert due_at(stage, SINCE, None) is None


@pytest.mark.parametrize(
    "stage", [Stage.FINAL, Stage.EXCLUDED, Stage.CANCELLED, Stage.REJECTED, Stage.RELEASED]
)
def test_what_has_ended_or_ends_by_itself_is_never_overdue(stage: Stage) -> None:
    assert overdue(stage, SINCE, LATEST, at("12:00", "2030-01-01")) is None
