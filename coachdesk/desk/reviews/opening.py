"""Open a call under one scorecard, as this person may see it."""

from collections.abc import Iterable, Mapping

import msgspec

from coachdesk.core.authorize import Action, Actor, Deny, authorize
from coachdesk.core.errors import DeskRefused
from coachdesk.core.guards import lacks
from coachdesk.core.reviews import (
    Change,
    Disputed,
    Done,
    Opened,
    Review,
    Stage,
    Step,
    steps_from,
)
from coachdesk.core.scored import Scored
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.reviews.job import Case, Job
from coachdesk.store import reviews


def open_review(
    desk: Desk, acting: Acting, call: str, scorecard: str | None = None, *, near: bool = False
) -> Opened | None:
    """The call under a scorecard; None: no scorecard in force applies to it.

    Without a name, the live review's scorecard, else the most urgent one in force.

    Raises:
        DeskRefused: there is no such call, or this person may not see it.
    """
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        case = visible_case(job, call, scorecard)
        return None if case is None else opened(job, case, near=near)


def open_evaluation(desk: Desk, acting: Acting, review: int, *, near: bool = False) -> Opened:
    """An evaluation by its number, a retracted one too.

    Raises:
        DeskRefused: there is none of that number, or this person may not see it.
    """
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        case = job.case_of(review)
        job.allowed(Action.READ_EVALUATION, case)
        return opened(job, case, near=near)


def visible_case(job: Job, call: str, scorecard: str | None) -> Case | None:
    """The first case that this person may see, or None where nothing judged the call.

    Raises:
        DeskRefused: they may see none of those there are, or there is no such call.
    """
    refusal: DeskRefused | None = None
    for case in job.cases(call, scorecard):
        try:
            job.allowed(Action.READ_EVALUATION, case)
        except DeskRefused as error:
            refusal = refusal or error
        else:
            return case
    if refusal is not None:
        raise refusal
    _may_know_of(job, call)
    return None


def _may_know_of(job: Job, call: str) -> None:
    """Refuses to tell a person about a call that they may not read."""
    _, content = job.call_of(call)
    allowed(job.desk, job.acting, Action.READ_TRANSCRIPT, job.subject(content))


def opened(job: Job, case: Case, *, near: bool = False) -> Opened:
    """The case with everything that a screen needs; whether it may be read was asked before."""
    actor = actor_of(job.desk, job.acting)
    swapped = reviews.is_swapped(job.db, case.number)
    engine = job.kept.explained_call(
        case.basis, case.call, case.engine, near=near, reading=int(swapped)
    )
    scored = job.merged(case, case.changes, engine)
    review = job.review(case)
    history = _history(job, case)
    if review is not None and review.subject == actor.id:
        review = msgspec.structs.replace(review, changes=_ends(case.changes))
        history = _since_publication(history)
    missing = lacks(scored.form, scored.evaluation.answers) if _is_open(case) else ()
    return Opened(
        engine=engine,
        scored=scored,
        review=review,
        history=history,
        disputes=_disputes(job, case),
        may=_may(job, case, actor, [each.criterion for each in missing]),
        lacks=missing,
        others=_others(job, case, actor),
        swapped=swapped,
    )


def opened_after(job: Job, case: Case) -> Opened:
    """The case after a step, without its words where this person may not read them."""
    subject, facts = job.about(case)
    answer = authorize(actor_of(job.desk, job.acting), Action.READ_EVALUATION, subject, facts)
    found = opened(job, case)
    return _without_words(found) if isinstance(answer, Deny) else found


def _without_words(found: Opened) -> Opened:
    replace = msgspec.structs.replace
    return replace(
        found,
        engine=_unsaid(found.engine),
        scored=_unsaid(found.scored),
        review=found.review and replace(found.review, changes=()),
        history=(),
        disputes=(),
        lacks=(),
        withheld=True,
    )


def _unsaid(scored: Scored) -> Scored:
    replace = msgspec.structs.replace
    answers = tuple(replace(each, note="", verdict=None) for each in scored.evaluation.answers)
    return replace(
        scored,
        call=replace(scored.call, turns=(), customer=None, meta={}, warnings=()),
        evaluation=replace(scored.evaluation, answers=answers),
        explained={},
    )


def _is_open(case: Case) -> bool:
    return case.stage in (None, Stage.DRAFT)


def _history(job: Job, case: Case) -> tuple[Done, ...]:
    if case.review is None:
        return ()
    return tuple(
        Done(at=each.at, by=each.by, step=each.step, stage=each.stage, reason=each.reason)
        for each in reviews.steps_of(job.db, case.review.number)
    )


def _since_publication(history: tuple[Done, ...]) -> tuple[Done, ...]:
    """What was said about the draft among those who made it is not for the person it is about."""
    at = next((at for at, each in enumerate(history) if each.step is Step.PUBLISH), len(history))
    return history[at:]


def _ends(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The last answer of each revision to each question."""
    last = {(each.revision, each.criterion): each for each in changes}
    return tuple(sorted(last.values(), key=lambda each: each.number))


def _disputes(job: Job, case: Case) -> tuple[Disputed, ...]:
    if case.review is None:
        return ()
    return tuple(
        Disputed(
            criterion=each.criterion,
            claimed=each.claimed,
            reason=each.reason,
            by=each.by,
            at=each.at,
            amended=each.amended,
            decided_by=each.decided_by,
            decision_reason=each.decision_reason,
        )
        for each in reviews.disputes_of(job.db, case.review.number)
    )


def _may(job: Job, case: Case, actor: Actor, lacking: list[str]) -> Mapping[Step, str]:
    subject, facts = job.about(case)
    found = {}
    for step in steps_from(case.stage):
        answer = authorize(actor, Action(step.value), subject, facts)
        found[step] = answer.reason if isinstance(answer, Deny) else ""
    if lacking and not found.get(Step.SUBMIT, "-"):
        found[Step.SUBMIT] = f"something is missing: {', '.join(lacking)}"
    if not found.get(Step.DISPUTE, "-") and is_over(job, case):
        found[Step.DISPUTE] = "the time for disputes is over"
    return found


def is_over(job: Job, case: Case) -> bool:
    """Whether the time for disputes of a published evaluation has ended."""
    review: Review | None = job.review(case)
    until = review.dispute_until if review else None
    return until is not None and until <= job.acting.clock()


def _others(job: Job, case: Case, actor: Actor) -> tuple[str, ...]:
    found = []
    for each in job.cases(case.call.id):
        if each.basis.form_id != case.basis.form_id:
            subject, facts = job.about(each)
            answer = authorize(actor, Action.READ_EVALUATION, subject, facts)
            if not isinstance(answer, Deny):
                found.append(each.basis.form_id)
    return tuple(found)
