"""Role-plays: an assessor answers the form question by question, or hands in a filled one.

Each answer is kept as it was given and is on disk when it is confirmed. It counts for nothing until
everything is answered and handed in; a form filled in a file takes the same steps at once.
"""

from pathlib import Path

import msgspec

from coachdesk.core.authorize import Action, Actor
from coachdesk.core.certification.kept import RolePlay
from coachdesk.core.certification.life import PlayStage, PlayStep
from coachdesk.core.certification.programme import PassRolePlay, Programme
from coachdesk.core.certification.shown import Held
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form
from coachdesk.core.guards import Missing, lacks
from coachdesk.core.people import Person
from coachdesk.core.reviews import Change, Unavailable, given, redo, undo
from coachdesk.core.score import Outcome, Score
from coachdesk.desk.audits.opening import answered, unheard
from coachdesk.desk.certification.held import held
from coachdesk.desk.certification.life import not_enrolled, refuse_other_roles
from coachdesk.desk.certification.played import Played
from coachdesk.desk.certification.programmes import programme_named
from coachdesk.desk.certification.room import PLAYS_ROOM, facts_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, person_named, subject_of
from coachdesk.desk.kept import kept_of
from coachdesk.desk.reviews.answering import answer_to, criterion_of
from coachdesk.desk.steps import Begun, begun, hand_of, may, number_of, record_of
from coachdesk.store import certification, forms, records
from coachdesk.store.certification import ROLE_PLAYS
from coachdesk.store.changes import add_change, change_of
from coachdesk.store.connect import Db, write
from coachdesk.store.records import Hand, Record

PlayRecord = Record[RolePlay]


def score_role_play(
    desk: Desk, acting: Acting, programme: str, person: str, answers: Path, form: str | None = None
) -> Held:
    """Scores a role-play from a filled form.

    Args:
        desk: where.
        acting: the assessor.
        programme: its id.
        person: who played: an id, name or alias.
        answers: the filled form (YAML, JSON or CSV).
        form: which, where the programme asks for several; None: the first.

    Raises:
        DeskRefused: there is no such programme (D770) or nobody enrolled the person (D777), the
            programme asks for no such form (D778), or this person may not (D403, D772).
        BadInput: the form or the answers have errors, or something is missing (U421).
    """
    from coachdesk.desk.scoring import score_by_hand

    wanted, who = programme_named(desk, programme), person_named(desk.settings, person)
    _allowed(desk, acting, wanted, who)
    meant = _form_meant(wanted, form)
    reported = score_by_hand(str(_file(desk, meant)), answers, None, desk.rules)
    given_answers = reported.evaluation.answers
    _refuse_lacking(str(answers), reported.form, given_answers)
    with desk.opened(acting) as db:
        with write(db):
            record = _begun(desk, acting, db, wanted, who, meant)
            hand = hand_of(acting, actor_of(desk, acting))
            for each in given_answers:
                if each.state is not State.OPEN:
                    record = add_change(db, record, hand, each.criterion, each)
            _hand_in(db, begun(desk, acting, db, PLAYS_ROOM, record.number, PlayStep.SCORE))
        return held(desk, acting, db, wanted, who)


def open_role_play(
    desk: Desk, acting: Acting, programme: str, person: str, form: str | None = None
) -> Played:
    """The role-play that whoever asks has begun with this person, or the form still untouched.

    Raises:
        As `score_role_play`.
    """
    wanted, who = programme_named(desk, programme), person_named(desk.settings, person)
    meant = _form_meant(wanted, form)
    with desk.opened(acting) as db:
        actor = _allowed(desk, acting, wanted, who)
        _refuse_not_enrolled(db, wanted, who)
        running = _running(db, wanted, who, meant, actor)
        if running is not None:
            return _played(desk, acting, db, running)
        asked = _form_in_force(desk, meant)
        untouched = unheard(asked, f"{wanted.id} {who.id}")
        return Played(
            number=0,
            seen=0,
            stage=PlayStage.OPEN,
            play=_fresh(asked, wanted, who, hand_of(acting, actor)),
            person_name=who.name,
            engine=untouched,
            scored=untouched,
            may={PlayStep.ANSWER: "", PlayStep.SCORE: ""},
        )


def show_role_play(desk: Desk, acting: Acting, named: str) -> Played:
    """The role-play of this name, such as `Y3`.

    Raises:
        DeskRefused: there is none (D701), or this person may not see it (D403): one that is not
            handed in is seen by whoever began it alone.
    """
    with desk.opened(acting) as db:
        actor_of(desk, acting)
        record = record_of(db, PLAYS_ROOM, number_of(PLAYS_ROOM, named))
        subject, facts = PLAYS_ROOM.about(desk, record)
        is_open = record.stage == PlayStage.OPEN
        action = Action.SCORE_ROLE_PLAY if is_open else Action.READ_STANDING
        allowed(desk, acting, action, subject, facts)
        return _played(desk, acting, db, record)


def answer_role_play(
    desk: Desk,
    acting: Acting,
    played: Played,
    question: str,
    written: str | None,
    note: str = "",
    *,
    seen: int | None = None,
) -> Played:
    """Keeps an answer; the first one begins the role-play.

    Args:
        desk: where.
        acting: the assessor.
        played: which; of one that is not begun, programme, person and form.
        question: id of a criterion.
        written: words as in `core.answers.answer_of`; None: no answer any more.
        note: what shows it.
        seen: the record's count of writes as the person saw it; None: whatever it is.

    Raises:
        BadInput: there is no such question (U402), or the words do not answer it (U403, U404).
        DeskRefused: this person may not (D403, D772), it is handed in (D702), or somebody wrote
            in between (D703).
    """
    with desk.opened(acting) as db:
        with write(db):
            record = _record(desk, acting, db, played)
            # Who began it with this answer has seen nothing of it yet.
            before = seen if seen else None
            step = begun(desk, acting, db, PLAYS_ROOM, record.number, PlayStep.ANSWER, seen=before)
            asked = criterion_of(kept_of(db).form(record.content.sha256), question)
            answer = None if written is None else answer_to(asked, written, note)
            if given(_changes(db, record)).get(question) != answer:
                record = add_change(db, step.record, step.hand, question, answer)
        return _played(desk, acting, db, record)


def take_back_in_role_play(
    desk: Desk, acting: Acting, played: Played, *, back: bool
) -> tuple[Played, str]:
    """Undo, or redo with `back` false: the assessor's last answer, and which question it was.

    Raises:
        DeskRefused: there is nothing to take back or to give again (D505), or as
            `answer_role_play`.
    """
    with desk.opened(acting) as db:
        with write(db):
            record = _record(desk, acting, db, played)
            step = begun(desk, acting, db, PLAYS_ROOM, record.number, PlayStep.ANSWER)
            found = (undo if back else redo)(_changes(db, record), step.actor.id)
            if isinstance(found, Unavailable):
                message = f"{record.name}: {found.reason}"
                raise DeskRefused(Problem(code="D505", message=message))
            changed = found.criterion
            record = add_change(
                db, step.record, step.hand, changed, found.answer, manner=found.manner
            )
        return _played(desk, acting, db, record), changed


def hand_in_role_play(
    desk: Desk, acting: Acting, number: int, *, seen: int | None = None
) -> Played:
    """Ends a role-play and scores it.

    Raises:
        BadInput: something is not answered, or a FAIL or an NA has no word on why (U421).
        DeskRefused: as `answer_role_play`.
    """
    with desk.opened(acting) as db:
        with write(db):
            step = begun(desk, acting, db, PLAYS_ROOM, number, PlayStep.SCORE, seen=seen)
            refuse_other_roles(
                programme_named(desk, step.record.content.programme), step.actor.role
            )
            record = _hand_in(db, step)
        return _played(desk, acting, db, record)


def _hand_in(db: Db, step: Begun[RolePlay, PlayStage]) -> PlayRecord:
    form = kept_of(db).form(step.record.content.sha256)
    stands = answered(db, unheard(form, step.record.name), _changes(db, step.record))
    _refuse_lacking(step.record.name, form, stands.evaluation.answers)
    content = _with_result(step.record.content, stands.score, step.hand)
    return records.take_step(
        db, step.record, step.hand, PlayStep.SCORE, step.stage, content=content
    )


def _with_result(play: RolePlay, score: Score, hand: Hand) -> RolePlay:
    scored = score.outcome is not Outcome.NOT_SCORED
    return msgspec.structs.replace(
        play,
        at=hand.at,
        percent=None if score.calc is None else str(score.calc),
        passed=score.outcome is Outcome.PASS if scored else None,
        critical=bool(score.failed_by),
        failed_by=tuple(score.failed_by),
    )


def _record(desk: Desk, acting: Acting, db: Db, played: Played) -> PlayRecord:
    """The role-play that is meant, begun if need be; in a transaction."""
    if played.number:
        return record_of(db, PLAYS_ROOM, played.number)
    play = played.play
    wanted, who = programme_named(desk, play.programme), person_named(desk.settings, play.person)
    return _begun(desk, acting, db, wanted, who, play.form, resumed=True)


def _begun(
    desk: Desk,
    acting: Acting,
    db: Db,
    programme: Programme,
    who: Person,
    form: str,
    *,
    resumed: bool = False,
) -> PlayRecord:
    """A new role-play, or with `resumed` the one that this assessor has begun."""
    actor = _allowed(desk, acting, programme, who)
    _refuse_not_enrolled(db, programme, who)
    running = _running(db, programme, who, form, actor) if resumed else None
    if running is not None:
        return running
    asked, hand = _form_in_force(desk, form), hand_of(acting, actor)
    forms.keep(db, asked, _texts_of(desk, asked), at=hand.at, actor=hand.actor)
    return records.create(
        db,
        ROLE_PLAYS,
        hand,
        step=PlayStep.BEGIN,
        stage=PlayStage.OPEN,
        content=_fresh(asked, programme, who, hand),
        subject=who.id,
    )


def _fresh(form: Form, programme: Programme, who: Person, hand: Hand) -> RolePlay:
    marks = (
        each.mark
        for each in programme.requirements
        if isinstance(each, PassRolePlay) and each.form == form.id
    )
    return RolePlay(
        form=form.id,
        version=form.version,
        sha256=form.sha256,
        programme=programme.id,
        person=who.id,
        at=hand.at,
        by=hand.by,
        mark=next((str(each) for each in marks if each is not None), None),
    )


def _running(
    db: Db, programme: Programme, who: Person, form: str, actor: Actor
) -> PlayRecord | None:
    wanted = (programme.id, form, actor.id)
    for record in records.listed(db, ROLE_PLAYS, stages=[PlayStage.OPEN], subjects=[who.id]):
        play = record.content
        if (play.programme, play.form, play.by) == wanted:
            return record
    return None


def _played(desk: Desk, acting: Acting, db: Db, record: PlayRecord) -> Played:
    changes, play = _changes(db, record), record.content
    untouched = unheard(kept_of(db).form(play.sha256), record.name)
    who = desk.settings.person_of(play.person)
    return Played(
        number=record.number,
        seen=record.seen,
        stage=PlayStage(record.stage),
        play=play,
        person_name=play.person if who is None else who.name,
        engine=untouched,
        scored=answered(db, untouched, changes),
        changes=changes,
        may=may(desk, actor_of(desk, acting), PLAYS_ROOM, record),
    )


def _changes(db: Db, record: PlayRecord) -> tuple[Change, ...]:
    return tuple(change_of(each) for each in records.answers_of(db, record))


def _allowed(desk: Desk, acting: Acting, programme: Programme, who: Person) -> Actor:
    """Whoever may score a role-play of this person for this programme.

    Raises:
        DeskRefused: they may not (D403, D772).
    """
    facts = facts_of(desk.settings, programme, who.id)
    subject = subject_of(desk.settings, who.id)
    actor = allowed(desk, acting, Action.SCORE_ROLE_PLAY, subject, facts)
    refuse_other_roles(programme, actor.role)
    return actor


def _refuse_not_enrolled(db: Db, programme: Programme, who: Person) -> None:
    if certification.enrolment(db, programme.id, who.id) is None:
        raise not_enrolled(programme, who)


def _file(desk: Desk, form: str) -> Path:
    return desk.rules / "exams" / f"{form}.yaml"


def _form_in_force(desk: Desk, form: str) -> Form:
    from coachdesk.desk.scoring import forms_to_use

    return forms_to_use(_file(desk, form), form, lambda problem: None)[0]


def _texts_of(desk: Desk, form: Form) -> dict[str, str]:
    from coachdesk.files.rulebook import load

    return dict(load(_file(desk, form.id)).texts_of(form.id))


def _form_meant(programme: Programme, form: str | None) -> str:
    asked = [each.form for each in programme.requirements if isinstance(each, PassRolePlay)]
    if form is None and asked:
        return asked[0]
    if form is not None and form in asked:
        return form
    told = ", ".join(asked) or "none"
    message = f"'{programme.id}' asks for no role-play" + (f" '{form}'" if form else "")
    raise DeskRefused(Problem(code="D778", message=message, hint=f"it asks for: {told}"))


def _refuse_lacking(shown: str, form: Form, answers: tuple[Answer, ...]) -> None:
    """Refuses what is not wholly answered, or has a verdict that nothing shows.

    Raises:
        BadInput: all of it (U421).
    """
    missing = lacks(form, answers)
    still = [each.criterion for each in missing if each.missing is Missing.ANSWER]
    problems = [
        Problem(code="U421", message=f"{shown}: {each.criterion}: {each.words}")
        for each in missing
        if each.missing is not Missing.ANSWER
    ]
    if still:
        message = f"{shown}: not answered: {', '.join(still)}"
        hint = "na with a note, where it did not come up"
        problems.insert(0, Problem(code="U421", message=message, hint=hint))
    if problems:
        raise BadInput(*problems)
