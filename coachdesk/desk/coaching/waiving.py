"""Waivers: findings that somebody excuses for a time, and answers for; and matters for owners."""

from datetime import date

from coachdesk.core.authorize import Action
from coachdesk.core.coaching.action import Topic, TopicKind
from coachdesk.core.coaching.excuses import (
    Excuse,
    Matter,
    MatterStage,
    MatterStep,
    WaiverStage,
    WaiverStep,
)
from coachdesk.core.coaching.pages import GivenWaiver, OwnersMatter
from coachdesk.core.coaching.policy import Waiver
from coachdesk.desk.coaching.room import (
    MATTERS,
    WAIVERS,
    due_meant,
    may_see,
    person_subject,
    today_of,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, person_named
from coachdesk.desk.steps import begun, hand_of, number_of, refuse_without_reason
from coachdesk.store import coaching as store
from coachdesk.store import records
from coachdesk.store.connect import Db, write
from coachdesk.store.records import Record


def waive(
    desk: Desk,
    acting: Acting,
    *,
    person: str,
    scorecard: str,
    criterion: str,
    until: date,
    reason: str,
    owner: str | None = None,
) -> GivenWaiver:
    """Excuses a finding about a person until a day.

    Raises:
        BadInput: no reason, somebody unknown, or a day that is over.
        DeskRefused: this person may not (D403).
    """
    whom = person_named(desk.settings, person)
    actor = allowed(desk, acting, Action.COACHING_WAIVE, person_subject(desk.settings, whom.id))
    refuse_without_reason("waive", reason)
    due_meant(until, today_of(desk, acting))
    excuse = Excuse(
        person=whom.id,
        topic=Topic(kind=TopicKind.CALLS, form=scorecard, criterion=criterion),
        owner=person_named(desk.settings, owner).id if owner else actor.id,
        until=until,
    )
    with desk.opened(acting) as db, write(db):
        record = records.create(
            db,
            store.WAIVERS,
            hand_of(acting, actor),
            step=WaiverStep.GIVE,
            stage=WaiverStage.GIVEN,
            content=excuse,
            subject=whom.id,
            reason=reason.strip(),
        )
        return _given(desk, acting, db, record)


def end_waiver(desk: Desk, acting: Acting, named: str) -> GivenWaiver:
    """Ends a waiver before its last day.

    Raises:
        DeskRefused: there is none, this person may not, or it has ended.
    """
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, WAIVERS, number_of(WAIVERS, named), WaiverStep.END)
        ended = records.take_step(db, step.record, step.hand, WaiverStep.END, step.stage)
        return _given(desk, acting, db, ended)


def list_waivers(desk: Desk, acting: Acting) -> tuple[GivenWaiver, ...]:
    """Every waiver about people whose coaching this person may read, the newest first."""
    actor = actor_of(desk, acting)
    with desk.opened(acting) as db:
        return tuple(
            _given(desk, acting, db, record)
            for record in reversed(records.listed(db, store.WAIVERS))
            if may_see(actor, Action.READ_COACHING, *WAIVERS.about(desk, record))
        )


def _given(desk: Desk, acting: Acting, db: Db, record: Record[Excuse]) -> GivenWaiver:
    first = records.steps_of(db, record)[0]
    over = record.stage == WaiverStage.ENDED or record.content.until < today_of(desk, acting)
    return GivenWaiver(
        name=record.name,
        excuse=record.content,
        by=first.by,
        reason=first.reason,
        is_over=over,
    )


def waivers_given(db: Db) -> tuple[Waiver, ...]:
    """The waivers of the desk that nobody ended, as proposals look at them."""
    return tuple(
        Waiver(
            person=each.content.person,
            form=each.content.topic.form,
            criterion=each.content.topic.criterion,
            owner=each.content.owner,
            until=each.content.until,
            name=each.name,
        )
        for each in records.listed(db, store.WAIVERS, stages=[WaiverStage.GIVEN])
    )


def list_matters(desk: Desk, acting: Acting) -> tuple[OwnersMatter, ...]:
    """What most of a team fails, for those who may read the team's figures; the newest first."""
    actor = actor_of(desk, acting)
    with desk.opened(acting) as db:
        return tuple(
            _matter(db, record)
            for record in reversed(records.listed(db, store.MATTERS))
            if may_see(actor, Action.READ_TEAM, *MATTERS.about(desk, record))
        )


def settle(desk: Desk, acting: Acting, named: str, reason: str) -> OwnersMatter:
    """Says what was done about what most of a team fails.

    Raises:
        BadInput: no reason (U405).
        DeskRefused: there is none, this person may not, or it is settled.
    """
    refuse_without_reason("settle", reason)
    with desk.opened(acting) as db, write(db):
        step = begun(desk, acting, db, MATTERS, number_of(MATTERS, named), MatterStep.SETTLE)
        words = reason.strip()
        done = records.take_step(
            db, step.record, step.hand, MatterStep.SETTLE, step.stage, reason=words
        )
        return _matter(db, done)


def _matter(db: Db, record: Record[Matter]) -> OwnersMatter:
    stage = MatterStage(record.stage)
    settled = records.steps_of(db, record)[-1].reason if stage is MatterStage.SETTLED else ""
    return OwnersMatter(name=record.name, stage=stage, matter=record.content, settled=settled)
