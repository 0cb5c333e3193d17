"""Visits in and out as tables, and the empty table of a form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.audits import TIMES, Stage, Step, VisitRow
from coachdesk.core.audits.filed import fact_answer
from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, CoachdeskError, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form
from coachdesk.core.location import Location
from coachdesk.core.people import name_key
from coachdesk.desk.audits.answering import figures_of, refuse_future, time_answer
from coachdesk.desk.audits.assigning import refuse_unfit
from coachdesk.desk.audits.forms import AuditForm, audit_form
from coachdesk.desk.audits.listing import known_to
from coachdesk.desk.audits.opening import answered, due_in, heard, report_of
from coachdesk.desk.audits.planning import kept_as_planned, visit_of
from coachdesk.desk.audits.room import VisitRecord, line_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.kept import kept_of
from coachdesk.desk.steps import hand_of
from coachdesk.files.loaded import place_of
from coachdesk.files.proofs import Fingerprint, fingerprint
from coachdesk.files.settings import Settings
from coachdesk.files.visits import Known, ReadVisit, read_visits
from coachdesk.store import audits, forms, records
from coachdesk.store.audits import VISITS
from coachdesk.store.changes import add_change
from coachdesk.store.connect import Db, write
from coachdesk.store.hand import Hand


class ImportedVisits(msgspec.Struct, frozen=True, kw_only=True):
    """What an import of a table did."""

    filed: tuple[int, ...]
    """Visits that were planned, and have their report now."""
    added: tuple[int, ...]
    """Visits that nobody had planned."""
    known: int
    """Rows that are on the desk already."""


class VisitsOut(msgspec.Struct, frozen=True, kw_only=True):
    """The reports of one form version as rows."""

    form: Form
    rows: tuple[VisitRow, ...]
    other_versions: int
    """Reports of other versions of the form, which are left out."""


def import_visits(desk: Desk, acting: Acting, form: str, file: str) -> ImportedVisits:
    """Takes a table of reports in, whole or not at all; each report is then to be checked.

    A row that fits a planned visit (form, place, agent, shopper, day) becomes its report; another
    one becomes a visit that somebody picked. A second time changes nothing.

    Args:
        desk: where.
        acting: who imports; the log names them for every answer.
        form: id of the audit form.
        file: a CSV or XLSX as `coachdesk audits template` gives it.

    Raises:
        BadInput: every fault with its row and column; nothing was imported.
        DeskRefused: this person may not plan visits, or not to these places.
    """
    actor = allowed(desk, acting, Action.VISIT_PLAN)
    audit = audit_form(desk, form)
    zone = ZoneInfo(desk.settings.time_zone)
    read = read_visits(file, audit.form, known_names(desk.settings), zone)
    with desk.opened(acting) as db:
        fresh = [each for each in read.rows if not _is_known(db, audit.form, each.visit)]
    proofs, unusable = _proofs(Path(file).parent, fresh)
    problems = [*read.problems, *unusable, *_ahead(fresh, acting.clock())]
    if problems:
        raise BadInput(*sorted(problems, key=place_of))
    filed: list[int] = []
    added: list[int] = []
    seen = 0
    with desk.opened(acting) as db, write(db):
        hand = hand_of(acting, actor)
        forms.keep(db, audit.form, audit.texts, at=hand.at, actor=hand.actor)
        for each in read.visits:
            if _is_known(db, audit.form, each.visit):
                seen += 1
                continue
            planned = _planned(desk, db, audit.form, each.visit)
            try:
                record = planned or _created(desk, acting, db, hand, audit, each.visit)
            except CoachdeskError as error:
                raise BadInput(*_at(each.at, error.problems)) from None
            _file(desk, db, hand, record, each, proofs)
            (filed if planned else added).append(record.number)
    return ImportedVisits(filed=tuple(filed), added=tuple(added), known=seen)


def visits_out(
    desk: Desk, acting: Acting, form: str, *, stages: Iterable[Stage] | None = None
) -> VisitsOut:
    """The reports of the newest version of a form, for whoever may know the shoppers.

    Args:
        desk: which.
        acting: who asks.
        form: id of the audit form.
        stages: None: wherever there is a report.

    Raises:
        DeskRefused: this person may not know who the shoppers are.
        BadInput: there is no such form (D716).
    """
    allowed(desk, acting, Action.READ_SHOPPER)
    actor = actor_of(desk, acting)
    with desk.opened(acting) as db:
        found = [
            each
            for each in known_to(desk, actor, db, None if stages is None else list(stages))
            if each.content.form == form and each.content.submitted_at is not None
        ]
        if not found:
            return VisitsOut(form=audit_form(desk, form).form, rows=(), other_versions=0)
        newest = max(found, key=lambda each: (each.content.version, each.number)).content
        same = [each for each in found if each.content.form_sha256 == newest.form_sha256]
        return VisitsOut(
            form=kept_of(db).form(newest.form_sha256),
            rows=tuple(_row(db, each) for each in same),
            other_versions=len(found) - len(same),
        )


def known_names(settings: Settings) -> Known:
    """What a table may call the places and people of a desk."""
    places = {name_key(name): each.id for each in settings.places for name in (each.name, each.id)}
    shoppers = {
        name_key(name): each.id
        for each in settings.people
        if each.role in ("shopper", "auditor")
        for name in settings.names_of(each.id)
    }
    agents = {
        name_key(name): each.id
        for each in settings.colleagues
        for name in settings.names_of(each.id)
    }
    return Known(places=places, agents=agents, shoppers=shoppers)


def _row(db: Db, record: VisitRecord) -> VisitRow:
    visit = record.content
    filed = audits.filed_of(db, record)
    scored = answered(db, heard(db, record, filed), filed.changes)
    return VisitRow(
        place=visit.place,
        agent=visit.agent,
        shopper=visit.shopper or "",
        report=report_of(scored, filed, visit),
        visit=record.name,
        stage=record.stage,
    )


def _proofs(
    folder: Path, visits: Iterable[ReadVisit]
) -> tuple[Mapping[str, Fingerprint], Sequence[Problem]]:
    """Every file that the rows name, beside the table; and those that can't be read."""
    found: dict[str, Fingerprint] = {}
    problems: list[Problem] = []
    for each in visits:
        for question, name in each.visit.report.proofs.items():
            try:
                found.setdefault(name, fingerprint(folder / name))
            except BadInput as error:
                place = each.cells.get(f"{question} proof", each.at)
                problems += [
                    msgspec.structs.replace(one, location=place, message=f"'{name}' {one.message}")
                    for one in error.problems
                ]
    return found, problems


def _ahead(visits: Iterable[ReadVisit], now: datetime) -> Iterator[Problem]:
    """What is told of a contact that has not been yet, each with its cell."""
    for each in visits:
        for name in TIMES:
            at = getattr(each.visit.report, name)
            if at is not None:
                try:
                    refuse_future(at, now)
                except BadInput as error:
                    yield from _at(each.cells.get(name, each.at), error.problems)


def _at(place: Location, problems: Iterable[Problem]) -> Iterable[Problem]:
    return [msgspec.structs.replace(each, location=place) for each in problems]


def _is_known(db: Db, form: Form, row: VisitRow) -> bool:
    return row.report.began is not None and any(
        (each.content.form, each.content.place, each.content.shopper)
        == (form.id, row.place, row.shopper)
        and row.agent in (None, each.content.agent)
        and each.content.contact_at == row.report.began
        for each in records.listed(db, VISITS)
    )


def _planned(desk: Desk, db: Db, form: Form, row: VisitRow) -> VisitRecord | None:
    """The visit that the row is the report of, where one was planned with this very form."""
    zone = ZoneInfo(desk.settings.time_zone)
    began = row.report.began
    assert began is not None
    day = began.astimezone(zone).date()
    for each in records.listed(db, VISITS, stages=[Stage.PLANNED.value, Stage.ASSIGNED.value]):
        visit = each.content
        first, last = (at.astimezone(zone) for at in (visit.window_from, visit.window_until))
        if (
            (visit.form_sha256, visit.place, visit.shopper) == (form.sha256, row.place, row.shopper)
            and row.agent in (None, visit.agent)
            and first.date() <= day <= last.date()
        ):
            return each
    return None


def _created(
    desk: Desk, acting: Acting, db: Db, hand: Hand, audit: AuditForm, row: VisitRow
) -> VisitRecord:
    began, ended = row.report.began, row.report.ended
    assert began is not None
    assert ended is not None
    allowed(desk, acting, Action.VISIT_PLAN, line_of(desk.settings, row.agent, row.place, began))
    visit = visit_of(
        desk,
        audit,
        place=row.place,
        agent=row.agent,
        shopper=row.shopper,
        window=(began, max(began, ended)),
        at=hand.at,
    )
    person = desk.settings.person_of(row.shopper)
    assert person is not None
    refuse_unfit(desk, db, visit, person)
    return kept_as_planned(db, hand, visit)


def _file(
    desk: Desk,
    db: Db,
    hand: Hand,
    record: VisitRecord,
    each: ReadVisit,
    proofs: Mapping[str, Fingerprint],
) -> None:
    """Puts the row into the visit and hands it in, step by step as a shopper would."""
    report = each.visit.report
    if record.stage == Stage.PLANNED.value:
        record = records.take_step(db, record, hand, Step.ASSIGN.value, Stage.ASSIGNED.value)
    record = records.take_step(db, record, hand, Step.BEGIN.value, Stage.IN_PROGRESS.value)
    for answer in _answers(report_times(each.visit), report.facts, report.answers):
        record = add_change(db, record, hand, answer.criterion, answer)
    for question, name in report.proofs.items():
        proof = proofs[name]
        record = audits.add_proof(db, record, hand, question, name, proof.sha256, proof.bytes)
    filed = audits.filed_of(db, record)
    stands = answered(db, heard(db, record, filed), filed.changes)
    visit = msgspec.structs.replace(
        record.content,
        contact_at=report.began,
        ended_at=report.ended,
        submitted_at=hand.at,
        figures=figures_of(stands),
    )
    due = due_in(desk.settings, msgspec.structs.replace(record, content=visit))
    visit = msgspec.structs.replace(visit, since=hand.at, late=due is not None and hand.at > due)
    records.take_step(db, record, hand, Step.SUBMIT.value, Stage.SUBMITTED.value, content=visit)


def report_times(row: VisitRow) -> Iterable[Answer]:
    """When the contact began and ended, as answers."""
    for name, at in (("began", row.report.began), ("ended", row.report.ended)):
        if at is not None:
            yield time_answer(name, at)


def _answers(
    times: Iterable[Answer], facts: Mapping[str, str], answers: Iterable[Answer]
) -> Iterable[Answer]:
    yield from times
    yield from (fact_answer(name, words) for name, words in facts.items())
    yield from answers
