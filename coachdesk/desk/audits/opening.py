"""Open a visit as this person may see it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from coachdesk.core.audits import Stage, Step
from coachdesk.core.audits.filed import Filed, facts_in
from coachdesk.core.audits.opened import Done, Gap, Opened
from coachdesk.core.audits.secrecy import AGENT, SHOPPER, Nameless, for_line
from coachdesk.core.audits.visit import Visit, due_of, is_overdue
from coachdesk.core.authorize import Actor
from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.form import Form
from coachdesk.core.guards import lacks
from coachdesk.core.people import Person
from coachdesk.core.reviews import Change, given, merged
from coachdesk.core.score import score
from coachdesk.core.scored import Scored
from coachdesk.desk.audits.room import (
    ROOM,
    SHOPPERS,
    VisitRecord,
    is_of_the_line,
    numbered,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.kept import kept_of
from coachdesk.desk.steps import may
from coachdesk.files.settings import Settings
from coachdesk.store import audits, calls, records
from coachdesk.store.connect import Db

_BEFORE_SUBMIT = (Stage.IN_PROGRESS, Stage.RETURNED)


def open_visit(desk: Desk, acting: Acting, name: str, *, near: bool = False) -> Opened:
    """The visit of this name (`V12`, or 12).

    Args:
        desk: which.
        acting: who looks.
        name: of the visit.
        near: find the nearest misses in its transcript as well.

    Raises:
        DeskRefused: there is none, or none that this person may know of (D701).
    """
    with desk.opened(acting) as db:
        return opened(desk, acting, db, numbered(desk, acting, db, name), near=near)


def opened(
    desk: Desk, acting: Acting, db: Db, record: VisitRecord, *, near: bool = False
) -> Opened:
    """The visit with everything that a screen needs; that it may be known was asked before."""
    actor = actor_of(desk, acting)
    stage = Stage(record.stage)
    filed = audits.filed_of(db, record)
    engine = heard(db, record, filed, near=near)
    scored = answered(db, engine, filed.changes)
    due = due_in(desk.settings, record)
    gaps = tuple(gaps_in(scored, filed)) if stage in _BEFORE_SUBMIT else ()
    found = Opened(
        number=record.number,
        stage=stage,
        revision=record.revision,
        seen=record.seen,
        visit=record.content,
        engine=engine,
        scored=scored,
        filed=filed,
        facts=facts_in(scored.form, filed.changes),
        history=_history(db, record),
        may=_may(desk, acting, actor, record, gaps),
        gaps=gaps,
        due=due,
        overdue=is_overdue(due, stage, acting.clock()),
    )
    return found if not is_of_the_line(desk, actor, record) else _for_line(desk, actor, found)


def _for_line(desk: Desk, actor: Actor, found: Opened) -> Opened:
    return for_line(found, nameless_in(desk.settings, actor, found.visit))


def nameless_in(settings: Settings, actor: Actor, visit: Visit) -> tuple[Nameless, ...]:
    """Whom somebody of the place's line does not learn of: no shopper, where none is named."""
    found = []
    if not settings.visits.shopper_named:
        shoppers = {each.id: each for each in settings.people if each.role == "shopper"}
        if visit.shopper is not None:
            made_by = settings.person_of(visit.shopper)
            shoppers[visit.shopper] = made_by or Person(id=visit.shopper, name=visit.shopper)
        found += [Nameless(person=each, words=SHOPPER) for each in shoppers.values()]
    agent = settings.person_of(visit.agent)
    if not settings.visits.agent_named and agent is not None and agent.id != actor.id:
        found.append(Nameless(person=agent, words=AGENT))
    return tuple(found)


def heard(db: Db, record: VisitRecord, filed: Filed, *, near: bool = False) -> Scored:
    """What the engine says of the visit's transcript, explained; all open without one."""
    visit = record.content
    kept = kept_of(db)
    contact = filed.transcript
    if visit.call is not None:
        found = calls.find(db, visit.call)
        contact = found[1] if found else None
    if contact is not None:
        return kept.heard(visit.form_sha256, visit.assumptions, contact, near=near)
    return unheard(kept.form(visit.form_sha256), record.name)


def unheard(form: Form, name: str) -> Scored:
    """A form of which nothing is answered, about a contact that nobody has a transcript of."""
    answers = tuple(Answer(criterion=each.id, state=State.OPEN) for _, each in form.criteria())
    return Scored(
        call=Call(id=name, turns=()),
        form=form,
        evaluation=Evaluation(
            form=form.id,
            version=form.version,
            form_sha256=form.sha256,
            call=None,
            answers=answers,
        ),
        score=score(form, answers),
    )


def answered(db: Db, engine: Scored, changes: Sequence[Change]) -> Scored:
    """The same with people's answers laid over, scored."""
    return kept_of(db).answered(engine, merged(engine.evaluation, given(changes)))


def gaps_in(scored: Scored, filed: Filed) -> Iterator[Gap]:
    """What is missing before the report can be handed in, in the order of the form."""
    facts = facts_in(scored.form, filed.changes)
    shown = {proof.question for proof in filed.proofs}
    for fact in scored.form.facts:
        if fact.required and not facts.get(fact.id):
            yield Gap(question=fact.id, words="not answered")
    for lack in lacks(scored.form, scored.evaluation.answers):
        yield Gap(question=lack.criterion, words=lack.words)
    states = {each.criterion: each.state for each in scored.evaluation.answers}
    for _, criterion in scored.form.criteria():
        settled = states.get(criterion.id) in (State.PASS, State.FAIL)
        if criterion.proof and settled and criterion.id not in shown:
            yield Gap(question=criterion.id, words=f"no proof: attach {criterion.proof}")
    for fact in scored.form.facts:
        if fact.proof and facts.get(fact.id) and fact.id not in shown:
            yield Gap(question=fact.id, words=f"no proof: attach {fact.proof}")


def due_in(settings: Settings, record: VisitRecord) -> datetime | None:
    """When the visit's next step is due under the desk's settings."""
    rules = settings.visits
    return due_of(
        record.content,
        Stage(record.stage),
        submit_hours=rules.submit_hours,
        edit_hours=rules.edit_hours,
    )


def _history(db: Db, record: VisitRecord) -> tuple[Done, ...]:
    return tuple(
        Done(at=each.at, by=each.by, step=Step(each.step), stage=Stage(each.stage),
             reason=each.reason)
        for each in records.steps_of(db, record)
    )  # fmt: skip


def _may(
    desk: Desk, acting: Acting, actor: Actor, record: VisitRecord, gaps: Sequence[Gap]
) -> dict[Step, str]:
    found = dict(may(desk, actor, ROOM, record))
    visit = record.content
    for step in ROOM.life.steps_from(Stage(record.stage)):
        if not found[step] and step in SHOPPERS and visit.shopper != actor.id:
            found[step] = "only the shopper does this"
    if gaps and not found.get(Step.SUBMIT, "-"):
        names = ", ".join(dict.fromkeys(each.question for each in gaps))
        found[Step.SUBMIT] = f"something is missing: {names}"
    if visit.objected and not found.get(Step.OBJECT, "-"):
        found[Step.OBJECT] = "an objection was made before; once is all"
    if not found.get(Step.APPEAL, "-") and is_over(acting, visit):
        found[Step.APPEAL] = "the time for appeals is over"
    return found


def is_over(acting: Acting, visit: Visit) -> bool:
    """Whether the time for appeals has ended."""
    return visit.appeal_until is not None and visit.appeal_until <= acting.clock()
