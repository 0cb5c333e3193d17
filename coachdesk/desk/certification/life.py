"""The steps of a certificate: from the enrolment to the pass, and from a revocation to its appeal.

What is asked for is looked at inside the transaction that takes the step, so that nothing comes in
between.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.certification.facts import (
    AppealDenied,
    Appealed,
    Assessed,
    Deed,
    Enrolled,
    Failed,
    Link,
    Reinstated,
    RevocationProposed,
    RevocationWithdrawn,
    Revoked,
)
from coachdesk.core.certification.kept import Enrolment
from coachdesk.core.certification.life import LIFE, Stage, Step
from coachdesk.core.certification.needs import retake, times
from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.shown import Held
from coachdesk.core.certification.standing import Standing
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.people import Person, as_of
from coachdesk.desk.certification.evidence import Evidence
from coachdesk.desk.certification.held import held
from coachdesk.desk.certification.programmes import programme_named, programmes_of
from coachdesk.desk.certification.room import EnrolmentRecord, facts_of, room_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, person_named, subject_of
from coachdesk.desk.steps import begun, hand_of, refuse_without_reason
from coachdesk.store import certification, records
from coachdesk.store.connect import Db, write

_NEEDS_REASON = frozenset(
    {Step.FAIL, Step.CHALLENGE, Step.REVOKE, Step.APPEAL, Step.REINSTATE, Step.DENY}
)
_BY_ASSESSORS = frozenset({Step.ASSESS, Step.PASS, Step.FAIL})

_Made = Callable[[datetime, str], Deed]
_DEEDS: Mapping[Step, _Made] = {
    Step.FAIL: lambda at, by: Failed(at=at, by=by),
    Step.CHALLENGE: lambda at, by: RevocationProposed(at=at, by=by),
    Step.WITHDRAW: lambda at, by: RevocationWithdrawn(at=at, by=by),
    Step.REVOKE: lambda at, by: Revoked(at=at, by=by),
    Step.APPEAL: lambda at, by: Appealed(at=at, by=by),
    Step.REINSTATE: lambda at, by: Reinstated(at=at, by=by),
    Step.DENY: lambda at, by: AppealDenied(at=at, by=by),
}


def enrol(
    desk: Desk,
    acting: Acting,
    programme: str,
    person: str,
    due: date | None = None,
    *,
    anew: bool = False,
) -> Held:
    """Begins somebody's training for a certificate, or with `anew` begins it again.

    Args:
        desk: where.
        acting: who enrols.
        programme: its id.
        person: an id, name or alias.
        due: the day by which it should be over.
        anew: even where the person is in training or certified; what was shown before does not
            count then.

    Raises:
        DeskRefused: there is no such programme (D770), this person may not (D403), there is
            a certificate that is being assessed or revoked (D702), the person is in training or
            certified and nobody says `anew` (D780), or does not work here (D781).
        BadInput: nobody is called that (U107), or the day lies in the past (U423).
    """
    _refuse_turned_round(desk, programme, person)
    wanted, who = programme_named(desk, programme), person_named(desk.settings, person)
    today = desk.settings.day_of(acting.clock())
    if due is not None and due < today:
        raise BadInput(Problem(code="U423", message=f"{due} is over: today is {today}"))
    with desk.opened(acting) as db:
        with write(db):
            found = certification.enrolment(db, wanted.id, who.id)
            if found is None:
                facts = facts_of(desk.settings, wanted, who.id)
                subject = subject_of(desk.settings, who.id)
                actor = allowed(desk, acting, Action.CERTIFICATE_ENROL, subject, facts)
                _refuse_gone(desk, acting, who)
                hand = hand_of(acting, actor)
                stage = LIFE.after(None, Step.ENROL)
                assert stage is not None
                deed = Enrolled(at=hand.at, by=actor.id, due=due)
                records.create(
                    db,
                    certification.ENROLMENTS,
                    hand,
                    step=Step.ENROL,
                    stage=stage,
                    content=Enrolment(programme=wanted.id, person=who.id, deeds=(deed,)),
                    key=certification.enrolment_key(wanted.id, who.id),
                    subject=who.id,
                )
            else:
                # Whoever may not enrol is told so first, and not where the person stands.
                begun(desk, acting, db, room_of(wanted), found.number, Step.ENROL)
                _refuse_gone(desk, acting, who)
                if not anew:
                    _refuse_enrolled(desk, acting, db, wanted, who, found)
                _taken(
                    desk,
                    acting,
                    db,
                    wanted,
                    found,
                    Step.ENROL,
                    lambda at, by: Enrolled(at=at, by=by, due=due),
                )
        return held(desk, acting, db, wanted, who)


def _refuse_gone(desk: Desk, acting: Acting, who: Person) -> None:
    if as_of(who, desk.settings.day_of(acting.clock())).left:
        message = f"{who.name} does not work here today"
        hint = f"coachdesk people show {who.id} tells from when to when"
        raise DeskRefused(Problem(code="D781", message=message, hint=hint))


def _refuse_enrolled(
    desk: Desk, acting: Acting, db: Db, programme: Programme, who: Person, record: EnrolmentRecord
) -> None:
    """Refuses to begin again, unasked, what somebody is in the midst of."""
    if record.stage not in (Stage.TRAINING, Stage.GIVEN):
        return
    day = desk.settings.day_of(acting.clock())
    found = Evidence(desk, db, acting.clock(), [who.id]).standing(programme, who.id, day)
    where = f"is '{found.state.value}' for '{programme.id}': {found.because}"
    if record.stage == Stage.TRAINING:
        where = f"is in training for '{programme.id}' since {found.since}"
    raise DeskRefused(
        Problem(
            code="D780",
            message=f"{who.name} {where}",
            hint="--anew begins anew, and what was shown does not count",
        )
    )


def _refuse_turned_round(desk: Desk, programme: str, person: str) -> None:
    """Refuses a person named where the programme goes, and a programme where the person does."""
    known = programmes_of(desk)
    if programme in known or person not in known or desk.settings.person_of(programme) is None:
        return
    raise DeskRefused(
        Problem(
            code="D770",
            message=f"'{programme}' is a person and '{person}' the programme",
            hint=f"coachdesk certs enrol {person} {programme}",
        )
    )


def step(
    desk: Desk,
    acting: Acting,
    programme: str,
    person: str,
    wanted: Step,
    reason: str = "",
    *,
    seen: int | None = None,
) -> Held:
    """Assesses, passes, fails, revokes and what follows from it.

    Args:
        desk: where.
        acting: who.
        programme: its id.
        person: an id, name or alias.
        wanted: any step but `enrol`.
        reason: why, in words; kept as erasable text.
        seen: the certificate's count of writes as the person saw it; None: whatever it is.

    Raises:
        DeskRefused: there is no such programme (D770) or nobody enrolled the person (D777); this
            person may not (D403, D772), the stage does not allow it (D702), something is not shown
            (D771), it is too soon (D773), there is nothing to revoke (D774), or somebody wrote in
            between (D703).
        BadInput: nobody is called that (U107), or a reason is needed (U405).
    """
    chosen, who = programme_named(desk, programme), person_named(desk.settings, person)
    with desk.opened(acting) as db:
        with write(db):
            record = certification.enrolment(db, chosen.id, who.id)
            if record is None:
                # Whoever may not do it is not told who is enrolled.
                facts = facts_of(desk.settings, chosen, who.id)
                action = Action(f"certificate: {wanted.value}")
                allowed(desk, acting, action, subject_of(desk.settings, who.id), facts)
                raise not_enrolled(chosen, who)
            make = _DEEDS.get(wanted)
            if wanted in _BY_ASSESSORS:
                make = _assessing(desk, acting, db, chosen, who, record, wanted)
            elif wanted is Step.CHALLENGE:
                _refuse_nothing_to_revoke(desk, acting, db, chosen, who)
            assert make is not None
            if wanted in _NEEDS_REASON:
                refuse_without_reason(wanted.value, reason)
            _taken(desk, acting, db, chosen, record, wanted, make, reason=reason, seen=seen)
        return held(desk, acting, db, chosen, who)


def revoke(desk: Desk, acting: Acting, programme: str, person: str, reason: str) -> Held:
    """Proposes to revoke a certificate, or confirms what somebody else proposed.

    Raises:
        As `step`.
    """
    chosen, who = programme_named(desk, programme), person_named(desk.settings, person)
    with desk.opened(acting) as db:
        record = certification.enrolment(db, chosen.id, who.id)
    proposed = record is not None and record.stage == Stage.CHALLENGED
    wanted = Step.REVOKE if proposed else Step.CHALLENGE
    seen = None if record is None else record.seen
    return step(desk, acting, programme, person, wanted, reason, seen=seen)


def _taken(
    desk: Desk,
    acting: Acting,
    db: Db,
    programme: Programme,
    record: EnrolmentRecord,
    wanted: Step,
    make: _Made,
    *,
    reason: str = "",
    seen: int | None = None,
) -> None:
    found = begun(desk, acting, db, room_of(programme), record.number, wanted, seen=seen)
    deeds = found.record.content.deeds
    # Clocks go back; what was done later stays later.
    at = max([found.hand.at, *(deed.at + timedelta(microseconds=1) for deed in deeds[-1:])])
    content = msgspec.structs.replace(
        found.record.content, deeds=(*deeds, make(at, found.actor.id))
    )
    records.take_step(
        db,
        found.record,
        found.hand,
        wanted,
        found.stage,
        content=content,
        reason=reason.strip(),
    )


def _assessing(
    desk: Desk,
    acting: Acting,
    db: Db,
    programme: Programme,
    person: Person,
    record: EnrolmentRecord,
    wanted: Step,
) -> _Made:
    """The deed, once this assessor may, and, to begin with, once everything is shown."""
    begin = begun(desk, acting, db, room_of(programme), record.number, wanted)
    refuse_other_roles(programme, begin.actor.role)
    if wanted is Step.PASS:
        return programme.given
    if wanted is Step.FAIL:
        return _DEEDS[Step.FAIL]
    evidence = Evidence(desk, db, acting.clock(), [person.id])
    day = desk.settings.day_of(acting.clock())
    found = evidence.standing(programme, person.id, day)
    _refuse_too_soon(programme, person, found)
    lacking = [need for need in evidence.needs(programme, person.id, found) if not need.met]
    if lacking:
        raise DeskRefused(
            *(
                Problem(
                    code="D771",
                    message=f"{person.name}: {need.requirement.id}: {need.lacks}",
                    hint="coachdesk certs show tells what counts",
                )
                for need in lacking
            )
        )
    links = tuple(
        link for need in evidence.needs(programme, person.id, found) for link in need.evidence
    )
    return _assessed(links)


def _assessed(links: tuple[Link, ...]) -> _Made:
    return lambda at, by: Assessed(at=at, by=by, evidence=links)


def refuse_other_roles(programme: Programme, role: str) -> None:
    """Refuses an assessor whose role the programme does not name.

    Raises:
        DeskRefused: D772.
    """
    # Whoever runs a desk without accounts has every role.
    if role not in (*programme.assessors, "owner"):
        who = " and ".join(f"{each}s" for each in programme.assessors)
        raise DeskRefused(
            Problem(
                code="D772",
                message=f"{who} assess for '{programme.id}', and you act as {role}",
                hint="the programme says so in assessed_by",
            )
        )


def _refuse_too_soon(programme: Programme, person: Person, found: Standing) -> None:
    if found.since is None:
        raise DeskRefused(
            Problem(
                code="D771",
                message=f"{person.name}: nothing can be renewed yet: {found.because}",
                hint=f"from {programme.window_days} days before its end on",
            )
        )
    again = retake(programme, found.retaken, found.failed_on, found.on)
    if again.from_day is None or again.from_day > found.on:
        when = f"again from {again.from_day}" if again.from_day else "no try is left"
        enrols = f"coachdesk certs enrol {programme.id} {person.id} --anew"
        raise DeskRefused(
            Problem(
                code="D773",
                message=f"{person.name} failed {times(again.failed)}; {when}",
                hint=f"{enrols} begins the count again",
            )
        )


def _refuse_nothing_to_revoke(
    desk: Desk, acting: Acting, db: Db, programme: Programme, person: Person
) -> None:
    day = desk.settings.day_of(acting.clock())
    found = Evidence(desk, db, acting.clock(), [person.id]).standing(programme, person.id, day)
    if found.valid_to is None:
        message = f"{person.name} has no certificate '{programme.id}': {found.because}"
        raise DeskRefused(Problem(code="D774", message=message))


def not_enrolled(programme: Programme, person: Person) -> DeskRefused:
    """Nobody enrolled this person."""
    return DeskRefused(
        Problem(
            code="D777",
            message=f"{person.name} is not enrolled for '{programme.id}'",
            hint=f"coachdesk certs enrol {programme.id} {person.id}",
        )
    )
