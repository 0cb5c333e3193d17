"""Steps of whatever has a life: asked for, allowed or refused, and told in one way for all rooms.

A room says once what its records are (`Room`); the jobs of the room then begin with `begun`, which
asks the table of access, holds what somebody saw against what stands, and looks up where the step
leads. What the step needs besides is the room's own business.
"""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from coachdesk.core.authorize import Action, Actor, Deny, Facts, Subject, authorize
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.life import Life, StageT, StepT
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.store import records
from coachdesk.store.connect import Db
from coachdesk.store.records import Hand, Kind, Record

C = TypeVar("C", bound=msgspec.Struct)


class Room(msgspec.Struct, Generic[C, StageT, StepT], frozen=True, kw_only=True):
    """What steps need to know of one kind of record."""

    kind: Kind[C]
    noun: str
    """What people call one, such as `visit`."""
    listing: str
    """The command that lists them, for hints."""
    stages: type[StageT]
    life: Life[StageT, StepT]
    action: Callable[[StepT], Action]
    """What the table of access is asked for."""
    about: Callable[[Desk, Record[C]], tuple[Subject, Facts]]
    """Whom a record is about, and what else the rules of access ask for."""
    words: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Stages and steps that people know by other words than their own."""


class Begun(msgspec.Struct, Generic[C, StageT], frozen=True, kw_only=True):
    """A step that may be taken: nothing is written yet."""

    record: Record[C]
    actor: Actor
    hand: Hand
    stage: StageT
    """Where the step leads."""


def record_of(db: Db, room: Room[C, StageT, StepT], number: int) -> Record[C]:
    """The record of this number.

    Raises:
        DeskRefused: there is none (D701).
    """
    found = records.find(db, room.kind, number)
    if found is None:
        raise no_such(room, f"{room.kind.prefix}{number}")
    return found


def no_such(room: Room[C, StageT, StepT], name: str) -> DeskRefused:
    """There is no record of this name."""
    hint = f"{room.listing} gives the numbers"
    return DeskRefused(Problem(code="D701", message=f"no {room.noun} '{name}'", hint=hint))


def number_of(room: Room[C, StageT, StepT], name: str) -> int:
    """The number in a name such as `V12`, or in the number alone.

    Raises:
        DeskRefused: it is none (D701).
    """
    digits = name.strip().upper().removeprefix(room.kind.prefix)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise no_such(room, name)
    return int(digits)


def begun(
    desk: Desk,
    acting: Acting,
    db: Db,
    room: Room[C, StageT, StepT],
    number: int,
    wanted: StepT,
    *,
    seen: int | None = None,
) -> Begun[C, StageT]:
    """The record, who acts and the stage that the step leads to, once it is clear that it may be.

    Call it inside the transaction that takes the step, so that nothing comes in between.

    Args:
        desk: where.
        acting: who.
        db: in a transaction.
        room: of the record.
        number: of the record.
        wanted: the step.
        seen: the record's count of writes as the person saw it; None: whatever it is.

    Raises:
        DeskRefused: there is no such record, this person may not (D403), somebody wrote in between
            (D703), or the stage does not allow it (D702).
    """
    record = record_of(db, room, number)
    subject, facts = room.about(desk, record)
    actor = allowed(desk, acting, room.action(wanted), subject, facts)
    if seen is not None and record.seen != seen:
        raise _overtaken(db, record)
    stage = room.life.after(room.stages(record.stage), wanted)
    if stage is None:
        raise _not_now(room, record, wanted)
    return Begun(record=record, actor=actor, hand=hand_of(acting, actor), stage=stage)


def hand_of(acting: Acting, actor: Actor) -> Hand:
    """Who writes, now."""
    return Hand(at=acting.clock(), actor=acting.actor, by=actor.id)


def may(
    desk: Desk, actor: Actor, room: Room[C, StageT, StepT], record: Record[C]
) -> Mapping[StepT, str]:
    """For every step that the stage allows: why this person may not take it, or an empty text."""
    subject, facts = room.about(desk, record)
    found = {}
    for step in room.life.steps_from(room.stages(record.stage)):
        answer = authorize(actor, room.action(step), subject, facts)
        found[step] = answer.reason if isinstance(answer, Deny) else ""
    return found


def refuse_without_reason(step: str, reason: str) -> None:
    """Refuses a step that is told to the other side without a word on why.

    Raises:
        BadInput: there is no reason (U405).
    """
    if not reason.strip():
        message = f"to {step} needs a reason"
        raise BadInput(Problem(code="U405", message=message, hint="the other side reads it"))


def _not_now(room: Room[C, StageT, StepT], record: Record[C], wanted: StepT) -> DeskRefused:
    words = room.words
    steps = [words.get(step, step) for step in room.life.steps_from(room.stages(record.stage))]
    stage, step = words.get(record.stage, record.stage), words.get(wanted, wanted)
    return DeskRefused(
        Problem(
            code="D702",
            message=f"{record.name} is {stage}; '{step}' is not possible there",
            hint=f"possible now: {', '.join(steps) or 'nothing'}",
        )
    )


def _overtaken(db: Db, record: Record[Any]) -> DeskRefused:
    done = [(each.at, f"{each.by}: {each.step}") for each in records.steps_of(db, record)]
    given = [
        (each.at, f"{each.by} answered '{each.question}'")
        for each in records.answers_of(db, record)
    ]
    last = max((*done, *given), default=(None, "somebody wrote"))[1]
    return DeskRefused(
        Problem(
            code="D703",
            message=f"{record.name} was changed since you saw it: {last}",
            hint="nothing was written; look at it again",
        )
    )
