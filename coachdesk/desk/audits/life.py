"""The steps of a visit's life, from its beginning to the end of the time for appeals."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.audits import Stage, Step, lacks
from coachdesk.core.audits.opened import Opened
from coachdesk.core.audits.visit import Visit
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.evaluation import Answer
from coachdesk.desk.audits.answering import edited, keep, refuse_future, time_answer
from coachdesk.desk.audits.opening import answered, due_in, heard, is_over, opened, report_of
from coachdesk.desk.audits.room import VisitRecord, known, started
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews.answering import answer_to, criterion_of, said
from coachdesk.desk.steps import Begun, refuse_without_reason
from coachdesk.store import audits, records
from coachdesk.store.connect import Db, write
from coachdesk.store.hand import Hand

SYSTEM = "system"
"""Who ends the time for appeals."""
_NEEDS_REASON = frozenset(
    {
        Step.RETURN,
        Step.REJECT,
        Step.OBJECT,
        Step.REOPEN,
        Step.REFUSE,
        Step.HOLD,
        Step.DENY,
        Step.EXCLUDE,
    }
)
_Visited = Begun[Visit, Stage]


def begin(
    desk: Desk,
    acting: Acting,
    number: int,
    *,
    contact: datetime | None = None,
    seen: int | None = None,
) -> Opened:
    """The shopper begins the report; when the contact began is its first answer.

    Args:
        desk: which.
        acting: who.
        number: of the visit.
        contact: when the contact was, aware; None: it is now.
        seen: as in `desk.steps.begun`.

    Raises:
        BadInput: the contact lies in the future (U409).
        DeskRefused: as `room.started`.
    """
    now = acting.clock()
    at = (contact or now).astimezone(ZoneInfo(desk.settings.time_zone))
    refuse_future(at, now)
    with desk.opened(acting) as db:
        with write(db):
            begun = started(desk, acting, db, number, Step.BEGIN, seen)
            record = _write(db, begun, Step.BEGIN, begun.record.content)
            filed = audits.filed_of(db, record)
            keep(
                db,
                record,
                begun.hand,
                filed,
                "began",
                time_answer("began", at),
                content=record.content,
            )
        return opened(desk, acting, db, known(desk, acting, db, number))


def step(
    desk: Desk,
    acting: Acting,
    number: int,
    wanted: Step,
    reason: str = "",
    *,
    seen: int | None = None,
) -> Opened:
    """Takes a step that needs no more than a reason: from submitting to cancelling.

    Raises:
        BadInput: a reason is needed (U405).
        DeskRefused: something is missing (D713), an objection was made before (D714), or as
            `room.started`.
    """
    words = said(reason)
    effect = _EFFECTS.get(wanted)
    if effect is None:
        raise ValueError(f"{wanted} has a function of its own")

    def changed(begun: _Visited) -> Visit:
        if wanted in _NEEDS_REASON:
            refuse_without_reason(wanted.value, words)
        return effect(desk, begun)

    def guard(db: Db, begun: _Visited) -> None:
        if wanted is Step.SUBMIT:
            _refuse_incomplete(db, begun.record)

    return _taken(desk, acting, number, wanted, words, seen=seen, content=changed, guard=guard)


def appeal(
    desk: Desk,
    acting: Acting,
    number: int,
    claims: Sequence[tuple[str, str, str]],
    *,
    seen: int | None = None,
) -> Opened:
    """The place's line appeals: (criterion, the answer claimed, reason), all at once.

    Raises:
        BadInput: a claim is no answer to its question, is what stands, or has no reason.
        DeskRefused: the time is over (D715), or as `room.started`.
    """
    with desk.opened(acting) as db:
        with write(db):
            begun = started(desk, acting, db, number, Step.APPEAL, seen)
            if is_over(acting, begun.record.content):
                raise _too_late(begun.record)
            wanted = _answers(db, begun.record, claims)
            for criterion, written, reason in claims:
                refuse_without_reason(Step.APPEAL.value, reason)
                record = audits.add_claim(
                    db, begun.record, begun.hand, criterion, written.strip().lower(), said(reason)
                )
                begun = msgspec.structs.replace(begun, record=record)
            content = msgspec.structs.replace(begun.record.content, appealed=tuple(wanted))
            _write(db, begun, Step.APPEAL, content)
        return opened(desk, acting, db, known(desk, acting, db, number))


def uphold(
    desk: Desk,
    acting: Acting,
    number: int,
    answers: Sequence[tuple[str, str, str]],
    reason: str,
    *,
    seen: int | None = None,
) -> Opened:
    """Decides that an appeal is right: (criterion, new answer, note), as a new revision.

    What the place's line appealed against and is not among them stands. The answers of the
    revision before stay readable.

    Raises:
        BadInput: an answer is none, is what stands, or its question is not appealed; no reason.
        DeskRefused: as `room.started`.
    """
    words = said(reason)
    with desk.opened(acting) as db:
        with write(db):
            begun = started(desk, acting, db, number, Step.UPHOLD, seen)
            refuse_without_reason(Step.UPHOLD.value, words)
            wanted = _answers(db, begun.record, answers)
            _refuse_unappealed(begun.record, wanted)
            record, revision = begun.record, begun.record.revision + 1
            for criterion, answer in wanted.items():
                record = keep(
                    db,
                    record,
                    begun.hand,
                    audits.filed_of(db, record),
                    criterion,
                    answer,
                    content=record.content,
                    revision=revision,
                )
            begun = msgspec.structs.replace(begun, record=record)
            _write(db, begun, Step.UPHOLD, record.content, words)
        return opened(desk, acting, db, known(desk, acting, db, number))


def end_clocks(desk: Desk, acting: Acting) -> int:
    """Ends the time for appeals where it is over; gives how many visits that was.

    Nobody has to be allowed to: it is the clock that does it.
    """
    with desk.opened(acting) as db:
        at = acting.clock()
        if not audits.overdue_appeals(db, at):
            return 0
        hand = Hand(at=at, actor=acting.actor, by=SYSTEM)
        with write(db):
            found = audits.overdue_appeals(db, at)
            for record in found:
                records.take_step(db, record, hand, Step.EXPIRE.value, Stage.FINAL.value)
        return len(found)


def _taken(
    desk: Desk,
    acting: Acting,
    number: int,
    wanted: Step,
    reason: str = "",
    *,
    seen: int | None,
    content: Callable[[_Visited], Visit],
    guard: Callable[[Db, _Visited], None] = lambda db, begun: None,
) -> Opened:
    with desk.opened(acting) as db:
        with write(db):
            begun = started(desk, acting, db, number, wanted, seen)
            guard(db, begun)
            _write(db, begun, wanted, content(begun), reason)
        return opened(desk, acting, db, known(desk, acting, db, number))


def _write(db: Db, begun: _Visited, wanted: Step, content: Visit, reason: str = "") -> VisitRecord:
    return records.take_step(
        db,
        begun.record,
        begun.hand,
        wanted.value,
        begun.stage.value,
        content=msgspec.structs.replace(content, since=begun.hand.at),
        reason=reason,
    )


def _unchanged(desk: Desk, begun: _Visited) -> Visit:
    return begun.record.content


def _submitted(desk: Desk, begun: _Visited) -> Visit:
    visit, at = begun.record.content, begun.hand.at
    due = due_in(desk.settings, begun.record)
    return msgspec.structs.replace(
        visit,
        submitted_at=visit.submitted_at or at,
        late=visit.late or (due is not None and at > due),
    )


def _with_editor(desk: Desk, begun: _Visited) -> Visit:
    return edited(msgspec.structs.replace(begun, stage=Stage.IN_EDIT))


def _objected(desk: Desk, begun: _Visited) -> Visit:
    visit = begun.record.content
    if visit.objected:
        message = f"{begun.record.name}: an objection was made before and refused"
        raise DeskRefused(Problem(code="D714", message=message, hint="once is all"))
    return msgspec.structs.replace(visit, objected=True)


def _released(desk: Desk, begun: _Visited) -> Visit:
    at = begun.hand.at
    until = at + timedelta(days=desk.settings.visits.appeal_days)
    return msgspec.structs.replace(begun.record.content, released_at=at, appeal_until=until)


_EFFECTS: dict[Step, Callable[[Desk, _Visited], Visit]] = {
    Step.SUBMIT: _submitted,
    Step.TAKE: _with_editor,
    Step.RETURN: _with_editor,
    Step.ACCEPT: _with_editor,
    Step.REJECT: _with_editor,
    Step.OBJECT: _objected,
    Step.REOPEN: _unchanged,
    Step.REFUSE: _unchanged,
    Step.HOLD: _unchanged,
    Step.RELEASE: _released,
    Step.DENY: _unchanged,
    Step.EXCLUDE: _unchanged,
    Step.CANCEL: _unchanged,
}
"""What each step makes of the visit."""


def _refuse_incomplete(db: Db, record: VisitRecord) -> None:
    filed = audits.filed_of(db, record)
    scored = answered(db, heard(db, record, filed), filed.changes)
    found = lacks(scored.form, report_of(scored, filed, record.content))
    if found:
        raise DeskRefused(
            *(
                Problem(code="D713", message=f"{record.name}: '{each.criterion}': {each.words}")
                for each in found
            )
        )


def _answers(
    db: Db, record: VisitRecord, written: Sequence[tuple[str, str, str]]
) -> dict[str, Answer]:
    """The answers that words give, each question once, and none of them what stands."""
    filed = audits.filed_of(db, record)
    scored = answered(db, heard(db, record, filed), filed.changes)
    stands = {each.criterion: each for each in scored.evaluation.answers}
    found: dict[str, Answer] = {}
    for criterion, words, note in written:
        if criterion in found:
            raise BadInput(Problem(code="U406", message=f"'{criterion}' is named twice"))
        answer = answer_to(criterion_of(scored.form, criterion), words, note)
        if (stands[criterion].state, stands[criterion].points) == (answer.state, answer.points):
            message = f"'{criterion}' stands as {answer.state.value} already"
            raise BadInput(Problem(code="U406", message=message, hint="name another answer"))
        found[criterion] = answer
    if not found:
        raise BadInput(Problem(code="U406", message="this names no question"))
    return found


def _refuse_unappealed(record: VisitRecord, wanted: dict[str, Answer]) -> None:
    known_ones = record.content.appealed
    for criterion in wanted:
        if criterion not in known_ones:
            message = f"{record.name}: nobody appealed against '{criterion}'"
            hint = f"appealed: {', '.join(known_ones)}"
            raise BadInput(Problem(code="U406", message=message, hint=hint))


def _too_late(record: VisitRecord) -> DeskRefused:
    until = record.content.appeal_until
    return DeskRefused(
        Problem(
            code="D715",
            message=f"{record.name}: the time for appeals ended on {until:%Y-%m-%d %H:%M} UTC",
            hint="audits.appeal_days in desk.yaml sets it",
        )
    )
