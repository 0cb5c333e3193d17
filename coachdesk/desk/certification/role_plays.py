"""A role-play scored: an assessor fills the form in a file, and the desk keeps every answer."""

from pathlib import Path

from coachdesk.core.authorize import Action
from coachdesk.core.certification.kept import RolePlay
from coachdesk.core.certification.programme import PassRolePlay, Programme
from coachdesk.core.certification.shown import Held
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.score import Outcome
from coachdesk.desk.certification.held import held
from coachdesk.desk.certification.life import not_enrolled, refuse_other_roles
from coachdesk.desk.certification.programmes import programme_named
from coachdesk.desk.certification.room import facts_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, person_named, subject_of
from coachdesk.desk.steps import hand_of
from coachdesk.store import certification, forms, records
from coachdesk.store.certification import ROLE_PLAYS
from coachdesk.store.connect import write
from coachdesk.store.reviews.rows import packed

SCORED = "scored"
"""The one stage of a role-play; its one step is `score`."""


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
        BadInput: the form or the answers have errors, or something is not answered (U421).
    """
    from coachdesk.desk.scoring import score_by_hand
    from coachdesk.files.rulebook import load

    wanted, who = programme_named(desk, programme), person_named(desk.settings, person)
    facts = facts_of(desk.settings, wanted, who.id)
    subject = subject_of(desk.settings, who.id)
    allowed(desk, acting, Action.SCORE_ROLE_PLAY, subject, facts)
    meant = _form_meant(wanted, form)
    path = desk.rules / "exams" / f"{meant}.yaml"
    reported = score_by_hand(str(path), answers, None, desk.rules)
    chosen, score = reported.form, reported.score
    _refuse_open(answers, [a.criterion for a in reported.evaluation.answers if _is_open(a.state)])
    texts = load(path).texts_of(chosen.id)
    with desk.opened(acting) as db:
        with write(db):
            actor = allowed(desk, acting, Action.SCORE_ROLE_PLAY, subject, facts)
            refuse_other_roles(wanted, actor.role)
            if certification.enrolment(db, wanted.id, who.id) is None:
                raise not_enrolled(wanted, who)
            hand = hand_of(acting, actor)
            forms.keep(db, chosen, texts, at=hand.at, actor=hand.actor)
            record = records.create(
                db,
                ROLE_PLAYS,
                hand,
                step="score",
                stage=SCORED,
                content=RolePlay(
                    form=chosen.id,
                    version=chosen.version,
                    sha256=chosen.sha256,
                    programme=wanted.id,
                    person=who.id,
                    at=hand.at,
                    by=actor.id,
                    percent=None if score.calc is None else str(score.calc),
                    passed=None
                    if score.outcome is Outcome.NOT_SCORED
                    else score.outcome is Outcome.PASS,
                    critical=bool(score.failed_by),
                ),
                subject=who.id,
            )
            for each in reported.evaluation.answers:
                record = records.add_answer(
                    db,
                    record,
                    hand,
                    question=each.criterion,
                    answer=packed(each),
                    words=each.note,
                )
        return held(desk, acting, db, wanted, who)


def _form_meant(programme: Programme, form: str | None) -> str:
    asked = [each.form for each in programme.requirements if isinstance(each, PassRolePlay)]
    if form is None and asked:
        return asked[0]
    if form is not None and form in asked:
        return form
    told = ", ".join(asked) or "none"
    message = f"'{programme.id}' asks for no role-play" + (f" '{form}'" if form else "")
    raise DeskRefused(Problem(code="D778", message=message, hint=f"it asks for: {told}"))


def _is_open(state: State) -> bool:
    return state in (State.OPEN, State.UNKNOWN)


def _refuse_open(answers: Path, missing: list[str]) -> None:
    if missing:
        told = ", ".join(missing)
        raise BadInput(
            Problem(
                code="U421",
                message=f"{answers}: not answered: {told}",
                hint="na with a note, where it did not come up",
            )
        )
