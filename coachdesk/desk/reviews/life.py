"""The steps of an evaluation's life after the answers: from submitting it to settling a dispute."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from coachdesk.core.authorize import Action, Actor
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.guards import lacks
from coachdesk.core.reviews import Change, Manner, Opened, Stage, Step, next_stage
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews.answering import answer_to, criterion_of, said
from coachdesk.desk.reviews.job import Case, Job
from coachdesk.desk.reviews.opening import is_over, opened_after
from coachdesk.desk.reviews.refusals import not_now, overtaken_case
from coachdesk.store import reviews
from coachdesk.store.connect import write
from coachdesk.store.queue import refresh
from coachdesk.store.reviews import Changed, Hand, Objection

SYSTEM = "system"
"""Who ends the time for disputes."""
_NEEDS_REASON = frozenset({Step.RETURN, Step.UPHOLD, Step.AMEND, Step.RETRACT})
_SINGLE = frozenset(
    {Step.SUBMIT, Step.RETURN, Step.PUBLISH, Step.ACKNOWLEDGE, Step.UPHOLD, Step.RETRACT}
)


def step(
    desk: Desk, acting: Acting, review: int, wanted: Step, reason: str = "", *, seen: int
) -> Opened:
    """Submits, returns, publishes, acknowledges, upholds or retracts.

    Raises:
        Overtaken: somebody else changed it since.
        BadInput: a reason is needed (U405), or the step is one of the others.
        DeskRefused: this person may not, the stage does not allow it (D501), or something is
            missing (D502).
    """
    words = said(reason)
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        try:
            with write(db):
                case, actor, stage = _begun(job, review, wanted, seen)
                if wanted not in _SINGLE:
                    raise not_now(case, wanted)
                _refuse_without_reason(wanted, words)
                if wanted is Step.SUBMIT:
                    _refuse_incomplete(job, case, case.changes)
                _take(job, case, job.hand(actor), wanted, stage, words)
        except Changed:
            raise overtaken_case(job, job.case_of(review)) from None
        return opened_after(job, job.case_of(review))


def dispute(
    desk: Desk,
    acting: Acting,
    review: int,
    claims: Sequence[tuple[str, str, str]],
    *,
    seen: int,
) -> Opened:
    """Objects to questions: (criterion, the answer claimed, reason), all at once.

    Raises:
        Overtaken: somebody else changed it since.
        BadInput: a claim is no answer to its question, is what stands, or has no reason.
        DeskRefused: this person may not, the stage does not allow it, or the time is over (D506).
    """
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        try:
            with write(db):
                case, actor, stage = _begun(job, review, Step.DISPUTE, seen)
                if is_over(job, case):
                    raise _too_late(job, case)
                hand = job.hand(actor)
                wanted = _answers(job, case, claims)
                _refuse_empty(case, wanted, "names no question")
                for criterion, answer in wanted.items():
                    _refuse_standing(job, case, criterion, answer)
                    _refuse_without_reason(Step.DISPUTE, answer.note)
                for criterion, written, reason in claims:
                    reviews.add_objection(
                        db,
                        _row(case),
                        hand,
                        criterion=criterion,
                        claimed=written.strip().lower(),
                        reason=said(reason),
                    )
                _take(job, case, hand, Step.DISPUTE, stage)
        except Changed:
            raise overtaken_case(job, job.case_of(review)) from None
        return opened_after(job, job.case_of(review))


def amend(
    desk: Desk,
    acting: Acting,
    review: int,
    answers: Sequence[tuple[str, str, str]],
    reason: str,
    *,
    seen: int,
) -> Opened:
    """Settles a dispute with new answers: (criterion, words, note); a new revision.

    Disputed questions that are not among them are upheld. The answers of the revision before
    stay readable.

    Raises:
        Overtaken: somebody else changed it since.
        BadInput: an answer is none, is what stands, or its question was not disputed; no reason.
        DeskRefused: this person may not, the stage does not allow it, or the answers would leave
            something missing.
    """
    words = said(reason)
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        try:
            with write(db):
                case, actor, stage = _begun(job, review, Step.AMEND, seen)
                _refuse_without_reason(Step.AMEND, words)
                wanted = _answers(job, case, answers)
                _refuse_empty(case, wanted, "changes no answer: uphold it instead")
                open_ones = _undecided(job, case)
                for criterion, answer in wanted.items():
                    _refuse_standing(job, case, criterion, answer)
                    _refuse_undisputed(case, criterion, open_ones)
                amended = _amended(job, case, job.hand(actor), wanted)
                decided = [(each, each.criterion in wanted) for each in open_ones]
                _take(job, amended, job.hand(actor), Step.AMEND, stage, words, decided)
        except Changed:
            raise overtaken_case(job, job.case_of(review)) from None
        return opened_after(job, job.case_of(review))


def end_clocks(desk: Desk, acting: Acting) -> int:
    """Ends the time for disputes where it is over; gives how many evaluations that was.

    They become acknowledged by the system, which is never shown as agreement. Nobody has to be
    allowed to: it is the clock that does it.
    """
    with desk.opened(acting) as db:
        at = acting.clock()
        if not reviews.overdue(db, at):
            return 0
        hand = Hand(at=at, actor=acting.actor, by=SYSTEM)
        with write(db):
            rows = reviews.overdue(db, at)
            for row in rows:
                stage = next_stage(row.stage, Step.EXPIRE)
                assert stage is not None
                reviews.take_step(db, row, hand, Step.EXPIRE, stage)
            refresh(db, {row.call for row in rows})
        return len(rows)


def _begun(job: Job, review: int, wanted: Step, seen: int) -> tuple[Case, Actor, Stage]:
    """The case, who acts and the stage that the step leads to, once it is clear that it may be."""
    case = job.case_of(review)
    actor = job.allowed(Action(wanted.value), case)
    if case.seen != seen:
        raise Changed
    stage = next_stage(case.stage, wanted)
    if stage is None:
        raise not_now(case, wanted)
    return case, actor, stage


def _take(
    job: Job,
    case: Case,
    hand: Hand,
    wanted: Step,
    stage: Stage,
    reason: str = "",
    decided: Sequence[tuple[Objection, bool]] = (),
) -> None:
    until: datetime | None = None
    if wanted is Step.PUBLISH:
        until = hand.at + timedelta(days=job.desk.settings.dispute_days)
    if wanted is Step.UPHOLD:
        decided = [(each, False) for each in _undecided(job, case)]
    reviews.take_step(
        job.db,
        _row(case),
        hand,
        wanted,
        stage,
        reason=reason,
        dispute_until=until,
        decided=decided,
    )
    refresh(job.db, [case.number])


def _row(case: Case) -> reviews.ReviewRow:
    assert case.review is not None
    return case.review


def _undecided(job: Job, case: Case) -> list[Objection]:
    found = reviews.disputes_of(job.db, _row(case).number)
    return [each for each in found if each.amended is None]


def _answers(job: Job, case: Case, written: Sequence[tuple[str, str, str]]) -> dict[str, Answer]:
    """The answers that words give, with their notes, each question once."""
    form = job.kept.form(case.basis.form_sha256)
    found: dict[str, Answer] = {}
    for criterion, words, note in written:
        if criterion in found:
            raise BadInput(Problem(code="U406", message=f"'{criterion}' is named twice"))
        found[criterion] = answer_to(criterion_of(form, criterion), words, note)
    return found


def _amended(job: Job, case: Case, hand: Hand, wanted: dict[str, Answer]) -> Case:
    """The case with new answers written as a new revision."""
    revision = _row(case).revision + 1
    for criterion, answer in wanted.items():
        last = case.changes[-1].number if case.changes else 0
        change = Change(
            number=last + 1,
            at=hand.at,
            by=hand.by,
            criterion=criterion,
            answer=answer,
            revision=revision,
        )
        changes = (*case.changes, change)
        row = reviews.add_answer(
            job.db,
            _row(case),
            hand,
            criterion=criterion,
            answer=answer,
            manner=Manner.GIVEN,
            figures=reviews.figures_of(job.merged(case, changes)),
            revision=revision,
        )
        case = msgspec.structs.replace(case, review=row, changes=changes)
    _refuse_incomplete(job, case, case.changes)
    return case


def _refuse_incomplete(job: Job, case: Case, changes: tuple[Change, ...]) -> None:
    scored = job.merged(case, changes)
    found = lacks(scored.form, scored.evaluation.answers)
    if found:
        raise DeskRefused(
            *(
                Problem(code="D502", message=f"{case.name}: '{each.criterion}': {each.words}")
                for each in found
            )
        )


def _refuse_without_reason(wanted: Step, reason: str) -> None:
    if not reason and (wanted in _NEEDS_REASON or wanted is Step.DISPUTE):
        message = f"to {wanted.value} needs a reason"
        raise BadInput(Problem(code="U405", message=message, hint="the other side reads it"))


def _refuse_empty(case: Case, wanted: dict[str, Answer], what: str) -> None:
    if not wanted:
        raise BadInput(Problem(code="U406", message=f"this {what}"))


def _refuse_standing(job: Job, case: Case, criterion: str, answer: Answer) -> None:
    stands = {each.criterion: each for each in job.merged(case, case.changes).evaluation.answers}[
        criterion
    ]
    if (stands.state, stands.points) == (answer.state, answer.points):
        message = f"'{criterion}' stands as {answer.state.value} already"
        raise BadInput(Problem(code="U406", message=message, hint="name another answer"))


def _refuse_undisputed(case: Case, criterion: str, disputed: Sequence[Objection]) -> None:
    known = [each.criterion for each in disputed]
    if criterion not in known:
        message = f"{case.name}: nobody disputed '{criterion}'"
        hint = f"disputed: {', '.join(known)}"
        raise BadInput(Problem(code="U406", message=message, hint=hint))


def _too_late(job: Job, case: Case) -> DeskRefused:
    review = job.review(case)
    until = review.dispute_until if review else None
    return DeskRefused(
        Problem(
            code="D506",
            message=f"{case.name}: the time for disputes ended on {until:%Y-%m-%d %H:%M} UTC",
            hint="reviews.dispute_days in desk.yaml sets it",
        )
    )
