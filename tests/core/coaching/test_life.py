"""The life of a coaching action against the table of the field, told here again."""

from datetime import date
from itertools import product

import pytest

from coachdesk.core.coaching import (
    ENDED,
    LIFE,
    OPEN,
    CoachingAction,
    Method,
    Stage,
    Step,
    Topic,
    is_overdue,
    must_change_method,
)

FIELD = """
-           | propose       | proposed
proposed    | agree         | agreed
declined    | agree         | agreed
proposed    | decline       | declined
agreed      | start         | in progress
in progress | note          | in progress
in progress | claim         | done claimed
done claimed | verify       | verified
done claimed | not-effective | not effective
done claimed | close        | closed unverified
proposed    | cancel        | cancelled
declined    | cancel        | cancelled
agreed      | cancel        | cancelled
in progress | cancel        | cancelled
done claimed | cancel       | cancelled
"""


def test_a_step_leads_where_the_field_says_and_nowhere_else() -> None:
    told = [[cell.strip() for cell in line.split("|")] for line in FIELD.strip().splitlines()]
    wanted = {(None if at == "-" else at, step): leads for at, step, leads in told}
    found = {
        (stage, step): leads
        for stage, step in product((None, *Stage), Step)
        if (leads := LIFE.after(stage, step)) is not None
    }
    assert found == wanted


def test_from_what_has_ended_nothing_leads_on() -> None:
    assert [step for stage in ENDED for step in LIFE.steps_from(stage)] == []
    assert all(LIFE.steps_from(stage) for stage in OPEN)


@pytest.mark.parametrize("stage", Stage)
def test_overdue_follows_from_the_due_date_alone(stage: Stage) -> None:
    due = date(2026, 2, 28)
    action = CoachingAction(topic=Topic(form="card", criterion="greets"), person="ana", due=due)
    late = stage in (Stage.AGREED, Stage.IN_PROGRESS)
    assert is_overdue(action, stage, date(2026, 3, 1)) is late
    assert not is_overdue(action, stage, due), "the due day itself is in time"


def test_after_three_failures_the_way_must_change() -> None:
    talk, play = Method.TALK, Method.ROLE_PLAY
    assert not must_change_method((), talk)
    assert not must_change_method((talk, talk), talk)
    assert must_change_method((talk, talk, talk), talk)
    assert not must_change_method((talk, talk, talk), play)
    assert not must_change_method((talk, talk, talk, play), talk)
