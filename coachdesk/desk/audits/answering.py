"""Answer the form of a visit, one question at a time; each answer is on disk when it is given."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.answers import NotAnAnswer
from coachdesk.core.audits import Stage, Step, progress
from coachdesk.core.audits.checks import TIMES
from coachdesk.core.audits.facts import fact_of
from coachdesk.core.audits.filed import Filed, fact_answer
from coachdesk.core.audits.opened import Opened
from coachdesk.core.audits.visit import Figures, Visit
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Criterion, Fact, Form, scored
from coachdesk.core.reviews import Change, Manner, Reversal, Unavailable, given, redo, undo
from coachdesk.core.scored import Scored
from coachdesk.desk.audits.opening import answered, heard, opened
from coachdesk.desk.audits.room import VisitRecord, known, started
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.kept import kept_of
from coachdesk.desk.reviews.answering import answer_to, criterion_of, said
from coachdesk.desk.steps import Begun
from coachdesk.files.schema import nearest
from coachdesk.store import audits
from coachdesk.store.changes import add_change
from coachdesk.store.connect import Db, write
from coachdesk.store.hand import Hand

LONGEST_FACT = 20_000
"""Characters of a narrative."""


def give(
    desk: Desk,
    acting: Acting,
    number: int,
    question: str,
    written: str | None,
    note: str = "",
    *,
    seen: int | None = None,
) -> Opened:
    """Answers a criterion or a fact; a report in edit is changed, and the old answer stays.

    What stands already is not written again.

    Args:
        desk: which.
        acting: who answers.
        number: of the visit.
        question: id of a criterion or of a fact.
        written: words as in `core.answers.answer_of`, or those of a fact; None: back to the
            engine's own answer, or to none.
        note: with a criterion: the reason, or what shows it.
        seen: the record's count of writes as the person saw it; None: whatever it is.

    Raises:
        BadInput: there is no such question (U402), or the words do not answer it (U403, U404).
        DeskRefused: as `room.started`.
    """
    with desk.opened(acting) as db:
        with write(db):
            step = writing(desk, acting, db, number, seen)
            answer = None
            if question in TIMES:
                if written is not None:
                    at = moment_told(desk, acting, step.record.content, question, written)
                    answer = time_answer(question, at)
            else:
                form = kept_of(db).form(step.record.content.form_sha256)
                asked = question_of(form, question)
                answer = None if written is None else _answer(asked, written, note)
            filed = audits.filed_of(db, step.record)
            if given(filed.changes).get(question) != answer:
                keep(db, step.record, step.hand, filed, question, answer, content=edited(step))
        return opened(desk, acting, db, known(desk, acting, db, number))


def note(
    desk: Desk, acting: Acting, number: int, question: str, text: str, *, seen: int | None = None
) -> Opened:
    """Puts words to a criterion as it stands; of the engine's answer they confirm it.

    Raises:
        BadInput: there is no such criterion (U402), nobody has answered it (U403), or the words are
            too many (U404).
        DeskRefused: as `room.started`.
    """
    words = said(text)
    with desk.opened(acting) as db:
        with write(db):
            step = writing(desk, acting, db, number, seen)
            filed = audits.filed_of(db, step.record)
            stands = answered(db, heard(db, step.record, filed), filed.changes)
            criterion = criterion_of(stands.form, question)
            answers = {each.criterion: each for each in stands.evaluation.answers}
            answer = answers[criterion.id]
            if answer.state is State.OPEN:
                message = f"'{question}' is not answered yet"
                hint = "coachdesk audits answer V12 QUESTION ANSWER --note TEXT"
                raise BadInput(Problem(code="U403", message=message, hint=hint))
            changed = msgspec.structs.replace(
                answer, note=words, source=Source.PERSON, verdict=None
            )
            keep(db, step.record, step.hand, filed, question, changed, content=edited(step))
        return opened(desk, acting, db, known(desk, acting, db, number))


def take_back(desk: Desk, acting: Acting, number: int) -> tuple[Opened, str]:
    """Undo: this person's last answer in the visit, and which question it was.

    Raises:
        DeskRefused: there is nothing to take back, or somebody else answered since (D505).
    """
    return _turned(desk, acting, number, undo)


def give_again(desk: Desk, acting: Acting, number: int) -> tuple[Opened, str]:
    """Redo: what was taken back last, and which question it was.

    Raises:
        DeskRefused: there is nothing to give again, or somebody else answered since (D505).
    """
    return _turned(desk, acting, number, redo)


_Turn = Callable[[tuple[Change, ...], str], Reversal | Unavailable]


def _turned(desk: Desk, acting: Acting, number: int, turn: _Turn) -> tuple[Opened, str]:
    with desk.opened(acting) as db:
        with write(db):
            step = writing(desk, acting, db, number, None)
            filed = audits.filed_of(db, step.record)
            found = turn(filed.changes, step.actor.id)
            if isinstance(found, Unavailable):
                message = f"{step.record.name}: {found.reason}"
                raise DeskRefused(Problem(code="D505", message=message))
            keep(
                db,
                step.record,
                step.hand,
                filed,
                found.criterion,
                found.answer,
                manner=found.manner,
                content=edited(step),
            )
        return opened(desk, acting, db, known(desk, acting, db, number)), found.criterion


def writing(
    desk: Desk, acting: Acting, db: Db, number: int, seen: int | None
) -> Begun[Visit, Stage]:
    """That this person may write in the report now: as shopper, or as whoever checks it."""
    record = known(desk, acting, db, number)
    step = Step.EDIT if record.stage == Stage.IN_EDIT.value else Step.ANSWER
    return started(desk, acting, db, number, step, seen)


def edited(step: Begun[Visit, Stage]) -> Visit:
    """The visit with whoever edits it among its editors."""
    visit = step.record.content
    if step.stage is not Stage.IN_EDIT or step.actor.id in visit.editors:
        return visit
    return msgspec.structs.replace(visit, editors=(*visit.editors, step.actor.id))


def keep(
    db: Db,
    record: VisitRecord,
    hand: Hand,
    filed: Filed,
    question: str,
    answer: Answer | None,
    *,
    content: Visit,
    manner: Manner = Manner.GIVEN,
    revision: int | None = None,
) -> VisitRecord:
    """Writes one answer, with the figures that it makes."""
    last = filed.changes[-1].number if filed.changes else 0
    change = Change(
        number=last + 1, at=hand.at, by=hand.by, criterion=question, manner=manner, answer=answer
    )
    changes = (*filed.changes, change)
    stands = answered(db, heard(db, record, filed), changes)
    began, ended = (_told(given(changes).get(name)) for name in TIMES)
    return add_change(
        db,
        record,
        hand,
        question,
        answer,
        manner=manner,
        content=msgspec.structs.replace(
            content, contact_at=began, ended_at=ended, figures=figures_of(stands)
        ),
        revision=revision,
    )


def figures_of(each: Scored) -> Figures:
    """What lists show of a report."""
    trusted = [
        answer.state
        for answer, (_, criterion) in zip(
            each.evaluation.answers, each.form.criteria(), strict=True
        )
        if scored(criterion)
    ]
    shown = each.score.shown
    return Figures(
        outcome=each.score.outcome,
        shown=None if shown is None else str(shown),
        failing=trusted.count(State.FAIL),
        waiting=progress(each.form, each.evaluation.answers).waiting,
        failed_by=each.score.failed_by,
    )


def question_of(form: Form, wanted: str) -> Criterion | Fact:
    """The criterion or fact of this id.

    Raises:
        BadInput: the form has none (U402).
    """
    asked: dict[str, Criterion | Fact] = {fact.id: fact for fact in form.facts}
    asked |= {criterion.id: criterion for _, criterion in form.criteria()}
    if wanted not in asked:
        hint = nearest(wanted, asked) or "known: " + ", ".join(asked)
        message = f"{form.id} has no question '{wanted}'"
        raise BadInput(Problem(code="U402", message=message, hint=hint))
    return asked[wanted]


def moment_told(desk: Desk, acting: Acting, visit: Visit, question: str, written: str) -> datetime:
    """A time of the contact, told as `hh:mm` on its day or with its date; aware.

    Its day is that of the contact where it began already, else the first on which it may be made.

    Raises:
        BadInput: the words are no such time (U403), or it has not been yet (U409).
    """
    zone = ZoneInfo(desk.settings.time_zone)
    text = unicodedata.normalize("NFKC", written).strip()
    day = (visit.contact_at or visit.window_from).astimezone(zone)
    try:
        if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", text):
            at = datetime.combine(day.date(), time.fromisoformat(text.rjust(5, "0")), zone)
        else:
            at = datetime.fromisoformat(text)
    except ValueError:
        hint = "such as 15:40, or 2026-10-05T15:40"
        message = f"'{written}' does not answer '{question}'"
        raise BadInput(Problem(code="U403", message=message, hint=hint)) from None
    at = at if at.tzinfo is not None else at.replace(tzinfo=zone)
    refuse_future(at, acting.clock())
    return at


def time_answer(question: str, at: datetime) -> Answer:
    """When the contact began or ended, as an answer."""
    return fact_answer(question, at.isoformat(timespec="minutes"))


def refuse_future(at: datetime, now: datetime) -> None:
    """Refuses a time that has not been.

    Raises:
        BadInput: it lies ahead (U409).
    """
    if at > now:
        message = f"{at:%Y-%m-%d %H:%M} has not been yet"
        raise BadInput(Problem(code="U409", message=message, hint="say when it was"))


def _told(answer: Answer | None) -> datetime | None:
    return None if answer is None else datetime.fromisoformat(answer.note)


_WHOLE_FORM = "coachdesk audits form V12 shows every question"


def _with_form(problem: Problem) -> Problem:
    if problem.code != "U403":
        return problem
    return msgspec.structs.replace(problem, hint=f"{problem.hint}; {_WHOLE_FORM}")


def _answer(asked: Criterion | Fact, written: str, words: str) -> Answer:
    if isinstance(asked, Criterion):
        try:
            return answer_to(asked, written, words)
        except BadInput as error:
            raise BadInput(*(_with_form(each) for each in error.problems)) from None
    try:
        value = fact_of(asked, written)
    except NotAnAnswer as error:
        raise BadInput(
            Problem(
                code="U403",
                message=f"'{written}' does not answer '{asked.id}'",
                hint=f"{', '.join(error.allowed)}; {_WHOLE_FORM}",
            )
        ) from None
    if len(value) > LONGEST_FACT:
        message = f"an answer of {len(value)} characters is too long"
        raise BadInput(Problem(code="U404", message=message, hint=f"at most {LONGEST_FACT}"))
    return fact_answer(asked.id, value)
