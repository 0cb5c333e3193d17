"""Answer the questions of a draft, take answers back, and give them again."""

from collections.abc import Callable

from coachdesk.core.answers import NotAnAnswer, allowed, answer_of
from coachdesk.core.authorize import Action
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Form
from coachdesk.core.reviews import (
    Change,
    Manner,
    Opened,
    Reversal,
    Stage,
    Step,
    Unavailable,
    given,
    next_stage,
    redo,
    undo,
)
from coachdesk.core.visible import without_controls
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews.job import Case, Job
from coachdesk.desk.reviews.opening import opened
from coachdesk.desk.reviews.refusals import not_now, overtaken
from coachdesk.files.schema import nearest
from coachdesk.store import reviews
from coachdesk.store.connect import write
from coachdesk.store.queue import refresh
from coachdesk.store.reviews import Changed, Hand, ReviewRow

LONGEST_NOTE = 4000
"""Characters of a note or a reason."""


def give(
    desk: Desk,
    acting: Acting,
    call: str,
    scorecard: str,
    criterion: str,
    written: str | None,
    note: str = "",
    *,
    seen: int,
) -> Opened:
    """Answers one criterion, and makes the draft if this is the first answer.

    What stands already is not written again.

    Args:
        desk: which.
        acting: who answers.
        call: its id.
        scorecard: the form's id.
        criterion: its id.
        written: words as in `core.answers.answer_of`; None: back to the engine's own answer.
        note: the reason or comment.
        seen: `Review.seen` as the writer saw it; 0 before there was a review.

    Raises:
        Overtaken: somebody else changed it since.
        BadInput: the words do not answer this criterion.
        DeskRefused: this person may not.
    """
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        try:
            with write(db):
                case = case_for_writing(job, call, scorecard)
                if case.review is None:
                    job.allowed(Action.CREATE, case)
                actor = job.allowed(Action.ANSWER, case)
                if case.seen != seen:
                    raise Changed
                _refuse_unless_draft(job, case)
                form = job.kept.form(case.basis.form_sha256)
                question = criterion_of(form, criterion)
                answer = None if written is None else answer_to(question, written, note)
                if given(case.changes).get(criterion) != answer:
                    _keep(job, case, job.hand(actor), criterion, answer, Manner.GIVEN)
        except Changed:
            raise overtaken(job, call, scorecard) from None
        return opened(job, case_for_writing(job, call, scorecard))


def take_back(desk: Desk, acting: Acting, call: str, scorecard: str) -> tuple[Opened, str]:
    """Undo: this person's last answer of this draft, and what was undone in words.

    Raises:
        DeskRefused: there is nothing to take back, or somebody else answered since (D505).
    """
    return _turned(desk, acting, call, scorecard, undo)


def give_again(desk: Desk, acting: Acting, call: str, scorecard: str) -> tuple[Opened, str]:
    """Redo: what was taken back last, and that in words.

    Raises:
        DeskRefused: there is nothing to give again, or somebody else answered since (D505).
    """
    return _turned(desk, acting, call, scorecard, redo)


_Turn = Callable[[tuple[Change, ...], str], Reversal | Unavailable]


def _turned(
    desk: Desk, acting: Acting, call: str, scorecard: str, turn: _Turn
) -> tuple[Opened, str]:
    with desk.opened(acting) as db:
        job = Job(desk, acting, db)
        with write(db):
            case = case_for_writing(job, call, scorecard)
            actor = job.allowed(Action.ANSWER, case)
            if case.review is not None:
                _refuse_unless_draft(job, case)
            found = turn(case.changes, actor.id)
            if isinstance(found, Unavailable):
                raise DeskRefused(Problem(code="D505", message=f"{case.name}: {found.reason}"))
            _keep(job, case, job.hand(actor), found.criterion, found.answer, found.manner)
        return opened(job, case_for_writing(job, call, scorecard)), _in_words(found)


def _in_words(found: Reversal) -> str:
    return f"{found.criterion}: {_answer_in_words(found.was)} → {_answer_in_words(found.answer)}"


def _answer_in_words(answer: Answer | None) -> str:
    return "as the rules say" if answer is None else answer.state.value


def case_for_writing(job: Job, call: str, scorecard: str | None) -> Case:
    """The case of this scorecard.

    Raises:
        DeskRefused: there is no such call.
        BadInput: the scorecard did not judge it (U401).
    """
    found = next(job.cases(call, scorecard), None)
    if found is not None:
        return found
    known = [case.basis.form_id for case in job.cases(call)]
    what = f"a scorecard '{scorecard}'" if scorecard else "a scorecard in force"
    hint = nearest(scorecard or "", known) or (
        "known: " + ", ".join(known) if known else "coachdesk screen scores calls"
    )
    raise BadInput(
        Problem(code="U401", message=f"call '{call}' was not judged by {what}", hint=hint)
    )


def criterion_of(form: Form, wanted: str) -> Criterion:
    """The criterion of this id.

    Raises:
        BadInput: the form has none (U402).
    """
    found = {criterion.id: criterion for _, criterion in form.criteria()}
    if wanted not in found:
        hint = nearest(wanted, found) or "known: " + ", ".join(found)
        message = f"{form.id} has no question '{wanted}'"
        raise BadInput(Problem(code="U402", message=message, hint=hint))
    return found[wanted]


def answer_to(criterion: Criterion, written: str, note: str = "") -> Answer:
    """The answer that the words give to the criterion.

    Raises:
        BadInput: they give none (U403), or the note is too long (U404).
    """
    words = said(note)
    try:
        answer = answer_of(criterion, written, words)
        if answer.state is State.OPEN:
            raise NotAnAnswer(allowed(criterion))
    except NotAnAnswer as error:
        raise BadInput(
            Problem(
                code="U403",
                message=f"'{written}' does not answer '{criterion.id}'",
                hint=", ".join(error.allowed),
            )
        ) from None
    return answer


def said(words: str) -> str:
    """A note or a reason as it is kept.

    Raises:
        BadInput: it is too long (U404).
    """
    kept = without_controls(words)[0].strip()
    if len(kept) > LONGEST_NOTE:
        message = f"a note of {len(kept)} characters is too long"
        raise BadInput(Problem(code="U404", message=message, hint=f"at most {LONGEST_NOTE}"))
    return kept


def _refuse_unless_draft(job: Job, case: Case) -> None:
    if next_stage(case.stage or Stage.DRAFT, Step.ANSWER) is None:
        raise not_now(case, Step.ANSWER)


def _keep(
    job: Job, case: Case, hand: Hand, criterion: str, answer: Answer | None, manner: Manner
) -> None:
    """Writes one answer with the figures that it makes, and the draft before it if need be."""
    row = case.review or _begun(job, case, hand)
    last = case.changes[-1].number if case.changes else 0
    change = Change(
        number=last + 1, at=hand.at, by=hand.by, criterion=criterion, manner=manner, answer=answer
    )
    figures = reviews.figures_of(job.merged(case, (*case.changes, change)))
    reviews.add_answer(
        job.db, row, hand, criterion=criterion, answer=answer, manner=manner, figures=figures
    )
    refresh(job.db, [case.number])


def _begun(job: Job, case: Case, hand: Hand) -> ReviewRow:
    return reviews.create(
        job.db,
        hand,
        call=case.number,
        basis=case.basis.number,
        subject=job.subject(case.call).person,
        selected_by="picked",
        figures=reviews.figures_of(job.merged(case, ())),
    )
