"""Open a visit as this person may see it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coachdesk.core.audits import Around, Earlier, Report, Stage, Step, doubts, due_at, lacks
from coachdesk.core.audits.due import PATIENCE
from coachdesk.core.audits.filed import Filed, facts_in
from coachdesk.core.audits.opened import Done, Opened
from coachdesk.core.audits.secrecy import AGENT, SHOPPER, Nameless, for_line
from coachdesk.core.audits.visit import Visit
from coachdesk.core.authorize import Actor
from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import Problem
from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.form import Form
from coachdesk.core.guards import Lack
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
from coachdesk.store.audits import VISITS
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
        record = numbered(desk, acting, db, name)
        return opened(desk, acting, db, record, near=near, doubting=True)


def opened(
    desk: Desk,
    acting: Acting,
    db: Db,
    record: VisitRecord,
    *,
    near: bool = False,
    doubting: bool = False,
) -> Opened:
    """The visit with everything that a screen needs; that it may be known was asked before.

    Args:
        desk: which.
        acting: who looks.
        db: open.
        record: the visit.
        near: find the nearest misses in its transcript as well.
        doubting: look for what is odd, too; for that other reports are read, and whoever has just
            given an answer does not wait for it.
    """
    actor = actor_of(desk, acting)
    stage = Stage(record.stage)
    filed = audits.filed_of(db, record)
    engine = heard(db, record, filed, near=near)
    scored = answered(db, engine, filed.changes)
    due = due_in(desk.settings, record)
    report = report_of(scored, filed, record.content)
    missing = lacks(scored.form, report) if stage in _BEFORE_SUBMIT else ()
    line = is_of_the_line(desk, actor, record)
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
        may=_may(desk, acting, actor, record, missing),
        lacks=missing,
        doubts=doubts_about(desk, db, record, scored.form, report) if doubting and not line else (),
        due=due,
        overdue=due is not None and acting.clock() > due,
    )
    return for_line(found, nameless_in(desk.settings, actor, found.visit)) if line else found


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


def report_of(scored: Scored, filed: Filed, visit: Visit) -> Report:
    """What was put into the visit's report, as the checks look at it."""
    return Report(
        answers=scored.evaluation.answers,
        facts=facts_in(scored.form, filed.changes),
        proofs={proof.question: proof.name for proof in filed.proofs},
        began=visit.contact_at,
        ended=visit.ended_at,
    )


def doubts_about(
    desk: Desk, db: Db, record: VisitRecord, form: Form, report: Report
) -> tuple[Problem, ...]:
    """What is odd about the report beside the shopper's other visits and others' reports."""
    visit = record.content
    if visit.contact_at is None:
        return ()
    earlier, others = [], []
    for each in records.listed(db, VISITS):
        other = each.content
        if each.number == record.number or other.contact_at is None:
            continue
        if other.shopper == visit.shopper or other.form_sha256 == visit.form_sha256:
            filed = audits.filed_of(db, each)
            kept = kept_of(db).form(other.form_sha256)
            theirs = answered(db, unheard(kept, each.name), filed.changes)
            if other.shopper == visit.shopper:
                told = report_of(theirs, filed, other)
                earlier.append(Earlier(visit=each.name, form=kept, report=told))
            else:
                others.append(theirs.evaluation.answers)
    around = Around(
        zone=ZoneInfo(desk.settings.time_zone),
        earliest=visit.window_from,
        latest=visit.window_until,
        earlier=tuple(earlier),
        others=tuple(others),
    )
    return doubts(form, report, around)


def due_in(settings: Settings, record: VisitRecord) -> datetime | None:
    """When the visit's next step is due under the desk's settings."""
    visit, stage = record.content, Stage(record.stage)
    since = visit.since
    if stage is Stage.IN_PROGRESS and visit.contact_at is not None:
        since = visit.contact_at
    rules = settings.visits
    report, check = timedelta(hours=rules.submit_hours), timedelta(hours=rules.edit_hours)
    patience = {
        **PATIENCE,
        Stage.IN_PROGRESS: report,
        Stage.RETURNED: report,
        Stage.SUBMITTED: check,
        Stage.IN_EDIT: check,
    }
    return due_at(stage, since, visit.window_until, patience)


def _history(db: Db, record: VisitRecord) -> tuple[Done, ...]:
    return tuple(
        Done(at=each.at, by=each.by, step=Step(each.step), stage=Stage(each.stage),
             reason=each.reason)
        for each in records.steps_of(db, record)
    )  # fmt: skip


def _may(
    desk: Desk, acting: Acting, actor: Actor, record: VisitRecord, missing: Sequence[Lack]
) -> dict[Step, str]:
    found = dict(may(desk, actor, ROOM, record))
    visit = record.content
    for step in ROOM.life.steps_from(Stage(record.stage)):
        if not found[step] and step in SHOPPERS and visit.shopper != actor.id:
            found[step] = "only the shopper does this"
    if missing and not found.get(Step.SUBMIT, "-"):
        names = ", ".join(dict.fromkeys(each.criterion for each in missing))
        found[Step.SUBMIT] = f"something is missing: {names}"
    if visit.objected and not found.get(Step.OBJECT, "-"):
        found[Step.OBJECT] = "an objection was made before; once is all"
    if not found.get(Step.APPEAL, "-") and is_over(acting, visit):
        found[Step.APPEAL] = "the time for appeals is over"
    return found


def is_over(acting: Acting, visit: Visit) -> bool:
    """Whether the time for appeals has ended."""
    return visit.appeal_until is not None and visit.appeal_until <= acting.clock()
