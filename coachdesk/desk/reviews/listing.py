"""Lists of evaluations, narrowed to what a person may see, and how disputes ended."""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Action, Deny, Scope, Subject, authorize
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.reviews import (
    RELEASED,
    Evaluations,
    Line,
    Opened,
    Overturned,
    Stage,
    Stands,
    overturned,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, scope_of
from coachdesk.desk.reviews.answering import case_for_writing
from coachdesk.desk.reviews.job import Job
from coachdesk.desk.reviews.opening import opened, visible_case
from coachdesk.store import calls, reviews


def list_reviews(
    desk: Desk,
    acting: Acting,
    *,
    stages: Sequence[Stage] | None = None,
    scorer: str | None = None,
    subject: str | None = None,
) -> Evaluations:
    """The evaluations of these stages, by this scorer, about this colleague.

    Args:
        desk: which.
        acting: who looks.
        stages: None: all.
        scorer: an id, name or alias; None: anybody's.
        subject: likewise.
    """
    scope = scope_of(allowed(desk, acting, Action.LIST_CALLS), desk.settings)
    zone = ZoneInfo(desk.settings.time_zone)
    with desk.opened(acting) as db:
        found = reviews.listed(
            db, stages=stages, scorer=_id_of(desk, scorer), subject=_id_of(desk, subject)
        )
    lines = tuple(_line(each, zone) for each in found if _within(scope, each))
    return Evaluations(lines=lines, hidden=len(found) - len(lines))


def _within(scope: Scope, each: reviews.Line) -> bool:
    if scope.released_only and each.review.stage not in RELEASED:
        return False
    started = None if each.started_at is None else datetime.fromisoformat(each.started_at)
    return scope.covers(each.agent, started)


def my_evaluations(desk: Desk, acting: Acting) -> tuple[Opened, ...]:
    """What is published about whoever asks, with verdicts, evidence, score and reasons.

    What waits for them comes first: published and resolved before the rest, the newest first.
    """
    actor = actor_of(desk, acting)
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        found = reviews.listed(db, stages=sorted(RELEASED), subject=actor.id)
        waiting = (Stage.PUBLISHED, Stage.RESOLVED)
        ordered = sorted(found, key=lambda each: each.review.stage not in waiting)
        cases = [job.case_of(each.review.number) for each in ordered]
        for case in cases:
            job.allowed(Action.READ_EVALUATION, case)
        return tuple(opened(job, case) for case in cases)


def overturn_rates(desk: Desk, acting: Acting) -> tuple[Overturned, ...]:
    """How often disputes were right, question by question, over all teams that one may see."""
    actor = actor_of(desk, acting)
    members = None
    if isinstance(authorize(actor, Action.READ_TEAM), Deny):
        allowed(desk, acting, Action.READ_TEAM, Subject(team=actor.team))
        members = [each.id for each in desk.settings.people if each.team == actor.team]
    with desk.opened(acting) as db:
        return overturned(reviews.decisions(db, members))


def open_named(
    desk: Desk,
    acting: Acting,
    named: str,
    scorecard: str | None = None,
    *,
    near: bool = False,
) -> Opened:
    """The evaluation that `E17`, or a call's id, means.

    Raises:
        DeskRefused: there is no such call or evaluation, or this person may not see it.
        BadInput: no scorecard judged the call, or people evaluated it under several (U401).
    """
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        number = _number(job, named)
        if number is not None:
            case = job.case_of(number)
            job.allowed(Action.READ_EVALUATION, case)
            return opened(job, case, near=near)
        found = visible_case(job, named, scorecard)
        if found is None:
            found = case_for_writing(job, named, scorecard)
        _refuse_several(job, named, scorecard)
        return opened(job, found, near=near)


def stands(desk: Desk, acting: Acting, named: str, scorecard: str | None = None) -> Stands:
    """Where the evaluation stands that `E17`, or a call's id, means: what a step needs to know.

    Raises:
        DeskRefused: there is none, or this person's lists would not show it.
        BadInput: people evaluated the call under several scorecards (U401).
    """
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        number = _number(job, named)
        if number is None:
            _refuse_several(job, named, scorecard)
            case = next(job.cases(named, scorecard), None)
        else:
            case = job.case_of(number)
        if case is None or case.review is None:
            raise DeskRefused(
                Problem(
                    code="D504",
                    message=f"nobody has evaluated call '{named}'",
                    hint="coachdesk evaluations answer begins it",
                )
            )
        job.allowed(Action.LIST_CALLS, case)
        row = case.review
        return Stands(number=row.number, stage=row.stage, seen=row.seen)


def _number(job: Job, named: str) -> int | None:
    is_number = re.fullmatch(r"[Ee][1-9][0-9]{0,17}", named)
    return int(named[1:]) if is_number and calls.find(job.db, named) is None else None


def _refuse_several(job: Job, call: str, scorecard: str | None) -> None:
    live = [each.basis.form_id for each in job.cases(call, scorecard) if each.review]
    if len(live) > 1:
        message = f"call '{call}' has {len(live)} evaluations: {', '.join(sorted(live))}"
        raise BadInput(Problem(code="U401", message=message, hint="add --scorecard ID"))


def _id_of(desk: Desk, name: str | None) -> str | None:
    person = desk.settings.person_of(name)
    return person.id if person else name


def _line(each: reviews.Line, zone: ZoneInfo) -> Line:
    row = each.review
    return Line(
        number=row.number,
        call=each.call,
        agent=each.agent,
        started_at=_in_zone(each.started_at, zone),
        scorecard=each.scorecard,
        version=each.version,
        scorer=row.scorer,
        subject=row.subject,
        stage=row.stage,
        revision=row.revision,
        outcome=calls.OUTCOMES[row.figures.outcome],
        shown=row.figures.shown,
        failing=row.figures.failing,
        unknown=row.figures.unknown,
        waiting=row.figures.waiting,
        dispute_until=_in_zone(row.dispute_until, zone),
        changed_at=each.changed_at.astimezone(zone),
    )


def _in_zone(stamp: str | None, zone: ZoneInfo) -> datetime | None:
    return None if stamp is None else datetime.fromisoformat(stamp).astimezone(zone)
