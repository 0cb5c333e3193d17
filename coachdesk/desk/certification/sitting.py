"""Sitting an exam: begun once, answered question by question, over when its time is.

Each answer is kept as it was given and is on disk when it is confirmed, so that a terminal that
closes loses nothing: the exam goes on where it was, and so does its clock.
"""

import secrets
from collections.abc import Mapping
from fractions import Fraction

import msgspec

from coachdesk.core.authorize import Action, Actor, Subject
from coachdesk.core.certification.exam import (
    Exam,
    NotAChoice,
    Question,
    chosen,
    drawn,
    form_of,
    score_of,
    with_mark,
)
from coachdesk.core.certification.kept import Sitting
from coachdesk.core.certification.life import SITTING, SittingStage, SittingStep
from coachdesk.core.certification.needs import exam_retake, times
from coachdesk.core.certification.programme import PassExam, Programme
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.score import Score
from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.over import ended, exam_of, time_is_over
from coachdesk.desk.certification.programmes import exam_named, exams_of, programme_named
from coachdesk.desk.certification.room import SITTINGS_ROOM
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.steps import hand_of, record_of
from coachdesk.store import certification, forms, records
from coachdesk.store.certification import SITTINGS
from coachdesk.store.connect import Db, write
from coachdesk.store.records import Record


class Sat(msgspec.Struct, frozen=True, kw_only=True):
    """An exam that somebody sits, or sat."""

    name: str
    """Such as `X3`."""
    number: int
    exam: Exam
    """With the mark that the programme wants."""
    sitting: Sitting
    given: Mapping[str, frozenset[str]]
    """Question to the options that stand."""
    score: Score | None = None
    """None until it is over."""

    @property
    def is_over(self) -> bool:
        """Whether nothing can be answered any more."""
        return self.sitting.ended_at is not None

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What was drawn and is not answered, in order."""
        asked = (self.exam.question(id) for id in self.sitting.questions)
        return tuple(each for each in asked if each is not None and each.id not in self.given)


def begin(desk: Desk, acting: Acting, programme: str, exam: str | None = None) -> Sat:
    """Begins an exam of a programme, or goes on with the one that runs.

    Of one whose time ran out since, the result comes first; the next call begins anew.

    Args:
        desk: where.
        acting: who sits it.
        programme: its id.
        exam: which, where the programme asks for several; None: the first that is not passed.

    Raises:
        DeskRefused: there is no such programme (D770), nothing to sit (D775), or no try now
            (D773).
        BadInput: the exam is not among those without errors.
    """
    wanted = programme_named(desk, programme)
    with desk.opened(acting) as db:
        actor = _sitter(desk, acting)
        running = _running(desk, acting, db, wanted, actor)
        if running is not None:
            return running
        with write(db):
            meant = _to_sit(desk, acting, db, wanted, actor, exam)
            shelf = exams_of(desk)
            text = exam_named(shelf, meant.exam)
            hand = hand_of(acting, actor)
            form = form_of(text, [each.id for each in text.questions()])
            forms.keep(db, form, shelf.texts[text.id], at=hand.at, actor=hand.actor)
            seed = secrets.token_hex(8)
            record = records.create(
                db,
                SITTINGS,
                hand,
                step=SittingStep.BEGIN,
                stage=SittingStage.OPEN,
                content=Sitting(
                    exam=text.id,
                    version=text.version,
                    sha256=text.sha256,
                    programme=wanted.id,
                    person=actor.id,
                    seed=seed,
                    questions=drawn(text, seed),
                    began_at=hand.at,
                    minutes=text.minutes,
                    mark=None if meant.mark is None else str(meant.mark),
                ),
                subject=actor.id,
            )
        return _sat(db, record)


def waiting_exam(desk: Desk, acting: Acting, programme: str) -> Sat | Exam:
    """The exam of a programme that runs for whoever asks, or the one that they may begin now.

    One whose time ran out since is told first, with its result.

    Raises:
        As `begin`.
    """
    wanted = programme_named(desk, programme)
    with desk.opened(acting) as db:
        actor = _sitter(desk, acting)
        running = _running(desk, acting, db, wanted, actor)
        if running is not None:
            return running
        meant = _to_sit(desk, acting, db, wanted, actor, None)
        return with_mark(exam_named(exams_of(desk), meant.exam), meant.mark)


def answer(desk: Desk, acting: Acting, number: int, question: str, written: str) -> Sat:
    """Keeps an answer; of a question that was answered before, the new one stands.

    Raises:
        BadInput: the words choose nothing (U420).
        DeskRefused: it is not this person's exam (D403), there is none of this number (D701), it
            is over (D702), or its time is (D776): what was answered by then counts.
    """
    with desk.opened(acting) as db:
        record = _own(desk, acting, db, number)
        sat = _sat(db, record)
        asked = next((each for each in sat.open_questions if each.id == question), None)
        asked = asked or sat.exam.question(question)
        if asked is None or asked.id not in sat.sitting.questions:
            message = f"'{question}' is no question of {sat.name}"
            raise BadInput(Problem(code="U420", message=message))
        try:
            keys = chosen(asked, written)
        except NotAChoice as fault:
            message = f"'{written.strip()}' answers nothing here"
            raise BadInput(Problem(code="U420", message=message, hint=fault.hint)) from None
        if time_is_over(record.content, acting.clock()):
            _ended(desk, acting, db, record.number, SittingStep.EXPIRE)
            raise _too_late(record)
        with write(db):
            record = _own(desk, acting, db, number)
            stage = SITTING.after(SittingStage(record.stage), SittingStep.ANSWER)
            if stage is None:
                raise _is_over(record)
            hand = hand_of(acting, actor_of(desk, acting))
            record = certification.add_choice(db, record, hand, asked.id, sorted(keys))
        return _sat(db, record)


def submit(desk: Desk, acting: Acting, number: int) -> Sat:
    """Ends an exam and scores it; a question without an answer earns nothing.

    Raises:
        DeskRefused: it is not this person's exam (D403), there is none (D701), or it is over.
    """
    with desk.opened(acting) as db:
        record = _own(desk, acting, db, number)
        late = time_is_over(record.content, acting.clock())
        return _ended(desk, acting, db, number, SittingStep.EXPIRE if late else SittingStep.SUBMIT)


def opened(desk: Desk, acting: Acting, number: int) -> Sat:
    """An exam as it stands, for whoever may read where its owner stands; over where its time is.

    Raises:
        DeskRefused: there is none (D701), or this person may not (D403).
    """
    with desk.opened(acting) as db:
        record = record_of(db, SITTINGS_ROOM, number)
        subject, _ = SITTINGS_ROOM.about(desk, record)
        allowed(desk, acting, Action.READ_STANDING, subject)
        sat, until = _sat(db, record), record.content.over_at()
        if sat.is_over or until is None or not time_is_over(record.content, acting.clock()):
            return sat
        return msgspec.structs.replace(
            sat,
            sitting=ended(exam_of(db, sat.sitting.sha256), sat.sitting, sat.given, until),
            score=score_of(sat.exam, sat.sitting.questions, sat.given),
        )


def _sitter(desk: Desk, acting: Acting) -> Actor:
    actor = actor_of(desk, acting)
    return allowed(desk, acting, Action.SIT_EXAM, Subject(person=actor.id, team=actor.team))


def _own(desk: Desk, acting: Acting, db: Db, number: int) -> Record[Sitting]:
    record = record_of(db, SITTINGS_ROOM, number)
    subject, facts = SITTINGS_ROOM.about(desk, record)
    allowed(desk, acting, Action.SIT_EXAM, subject, facts)
    return record


def _running(desk: Desk, acting: Acting, db: Db, programme: Programme, actor: Actor) -> Sat | None:
    stages = [SittingStage.OPEN]
    for record in records.listed(db, SITTINGS, stages=stages, subjects=[actor.id]):
        if record.content.programme != programme.id:
            continue
        if time_is_over(record.content, acting.clock()):
            # Whoever comes back is told what became of it first.
            return _ended(desk, acting, db, record.number, SittingStep.EXPIRE)
        return _sat(db, record)
    return None


def _to_sit(
    desk: Desk, acting: Acting, db: Db, programme: Programme, actor: Actor, exam: str | None
) -> PassExam:
    """The requirement whose exam may be sat now."""
    evidence = Evidence(desk, db, acting.clock(), [actor.id])
    found = evidence.standing(programme, actor.id, desk.settings.day_of(acting.clock()))
    if found.since is None:
        raise _nothing_to_sit(found.because)
    wanted = [
        (need, need.requirement)
        for need in evidence.needs(programme, actor.id, found)
        if isinstance(need.requirement, PassExam) and exam in (None, need.requirement.exam)
    ]
    if not wanted:
        raise _nothing_to_sit(
            f"'{programme.id}' asks for no exam" if exam is None else f"no exam '{exam}' in it"
        )
    meant = next((each for need, each in wanted if not need.met), None)
    if meant is None:
        raise _nothing_to_sit("every exam of it is passed")
    facts = evidence.facts(programme, actor.id, found)
    again = exam_retake(programme, meant, facts, found, evidence.zone)
    if again.from_day is None or again.from_day > found.on:
        when = f"again from {again.from_day}" if again.from_day else "no try is left"
        message = f"'{meant.exam}' was failed {times(again.failed)}; {when}"
        hint = f"coachdesk certs enrol {programme.id} {actor.id} --anew begins the count again"
        raise DeskRefused(Problem(code="D773", message=message, hint=hint))
    return meant


def _nothing_to_sit(why: str) -> DeskRefused:
    hint = "coachdesk certs show tells where you stand"
    return DeskRefused(Problem(code="D775", message=f"no exam to sit: {why}", hint=hint))


def _ended(desk: Desk, acting: Acting, db: Db, number: int, wanted: SittingStep) -> Sat:
    """The exam ended and scored: by whoever sits it, or by the clock at its own time."""
    with write(db):
        record = record_of(db, SITTINGS_ROOM, number)
        stage = SITTING.after(SittingStage(record.stage), wanted)
        if stage is None:
            raise _is_over(record)
        exam, until = exam_of(db, record.content.sha256), record.content.over_at()
        given = certification.choices_of(db, record)
        hand = hand_of(acting, actor_of(desk, acting))
        late = wanted is SittingStep.EXPIRE and until is not None
        content = ended(exam, record.content, given, until if late and until else hand.at)
        if late:
            hand = msgspec.structs.replace(hand, by=SYSTEM)
        record = records.take_step(db, record, hand, wanted, stage, content=content)
    return _sat(db, record)


SYSTEM = "system"
"""Who ends an exam when its time is over."""


def _sat(db: Db, record: Record[Sitting]) -> Sat:
    wants = record.content.mark
    exam = with_mark(exam_of(db, record.content.sha256), None if wants is None else Fraction(wants))
    given = certification.choices_of(db, record)
    over = record.content.ended_at is not None
    return Sat(
        name=record.name,
        number=record.number,
        exam=exam,
        sitting=record.content,
        given=given,
        score=score_of(exam, record.content.questions, given) if over else None,
    )


def _is_over(record: Record[Sitting]) -> DeskRefused:
    return DeskRefused(Problem(code="D702", message=f"{record.name} is over"))


def _too_late(record: Record[Sitting]) -> DeskRefused:
    message = f"the time of {record.name} is over; this answer came too late"
    hint = f"what was answered in {record.content.minutes} minutes counts"
    return DeskRefused(Problem(code="D776", message=message, hint=hint))
