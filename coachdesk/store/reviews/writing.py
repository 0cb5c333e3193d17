"""What is added to reviews: each answer, step and objection with the event that vouches for it.

Every function works inside the caller's transaction (`connect.write`) and gives the row as it
stands afterwards. A row that somebody changed since it was read is not touched (`Changed`).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.evaluation import Answer
from coachdesk.core.reviews import Manner, Stage, Step
from coachdesk.store import events
from coachdesk.store.database import Database
from coachdesk.store.hand import Changed, Hand, sealed
from coachdesk.store.reviews.reading import Objection
from coachdesk.store.reviews.rows import (
    COLUMNS,
    MANNERS,
    STAGES,
    STEPS,
    Figures,
    ReviewRow,
    fields_of,
    packed,
)

ANSWER_KINDS: Mapping[Manner, str] = {
    Manner.GIVEN: "answer_given",
    Manner.TAKEN_BACK: "answer_taken_back",
    Manner.GIVEN_AGAIN: "answer_given_again",
}
STEP_KINDS: Mapping[Step, str] = {
    Step.CREATE: "review_created",
    Step.SUBMIT: "review_submitted",
    Step.RETURN: "review_returned",
    Step.PUBLISH: "review_published",
    Step.ACKNOWLEDGE: "review_acknowledged",
    Step.EXPIRE: "review_expired",
    Step.DISPUTE: "review_disputed",
    Step.UPHOLD: "review_upheld",
    Step.AMEND: "review_amended",
    Step.RETRACT: "review_retracted",
}
DISPUTE_KIND = "question_disputed"
REJUDGED_KIND = "review_rejudged"


_INSERT = "INSERT INTO reviews ({columns}, event) VALUES ({marks}, ?)"
_UPDATE = (
    "UPDATE reviews SET stage = ?, revision = ?, seen = seen + 1, dispute_until = ?, outcome = ?,"
    " shown = ?, failing = ?, unknown = ?, waiting = ?, failed = ?, tripped = ?, event = ?"
    " WHERE number = ? AND seen = ?"
)


def create(
    db: Database,
    hand: Hand,
    *,
    call: int,
    basis: int,
    subject: str | None,
    selected_by: str,
    figures: Figures,
) -> ReviewRow:
    """A new draft."""
    last = db.conn.execute("SELECT coalesce(max(number), 0) FROM reviews").fetchone()[0]
    row = ReviewRow(
        number=last + 1,
        call=call,
        basis=basis,
        scorer=hand.by,
        subject=subject,
        selected_by=selected_by,
        stage=Stage.DRAFT,
        revision=1,
        seen=1,
        dispute_until=None,
        figures=figures,
    )
    step = _step_fields(row, Step.CREATE, hand)
    event = _event(db, row, STEP_KINDS[Step.CREATE], hand, digest=sealed(step))
    fields = fields_of(row)
    query = _INSERT.format(columns=COLUMNS, marks=", ".join("?" * len(fields)))
    db.conn.execute(query, (*fields, event))
    _insert_step(db, step, event)
    return row


def add_answer(
    db: Database,
    row: ReviewRow,
    hand: Hand,
    *,
    criterion: str,
    answer: Answer | None,
    manner: Manner,
    figures: Figures,
    revision: int | None = None,
) -> ReviewRow:
    """One answer given, taken back, or given again; its note becomes the event's private text."""
    changed = msgspec.structs.replace(
        row, seen=row.seen + 1, revision=revision or row.revision, figures=figures
    )
    content = packed(answer)
    fields = (row.number, changed.revision, criterion, hand.by, MANNERS.index(manner), content)
    event = _event(
        db,
        changed,
        ANSWER_KINDS[manner],
        hand,
        criterion=criterion,
        digest=sealed(fields),
        private=answer.note if answer is not None and answer.note else None,
    )
    db.conn.execute(
        "INSERT INTO review_answers (review, revision, criterion, by, manner, content, event)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*fields, event),
    )
    _update(db, changed, event)
    return changed


def take_step(
    db: Database,
    row: ReviewRow,
    hand: Hand,
    step: Step,
    stage: Stage,
    *,
    reason: str = "",
    dispute_until: datetime | None = None,
    decided: Sequence[tuple[Objection, bool]] = (),
) -> ReviewRow:
    """One step of the review's life, to the stage that it leads to.

    Args:
        db: in a transaction.
        row: as it stands.
        hand: who.
        step: which.
        stage: where it leads.
        reason: kept as the event's private text.
        dispute_until: set by a publication.
        decided: the objections that this step settles, and whether the answer was amended.
    """
    until = row.dispute_until
    if dispute_until is not None:
        until = dispute_until.astimezone(UTC).isoformat(timespec="milliseconds")
    changed = msgspec.structs.replace(row, stage=stage, seen=row.seen + 1, dispute_until=until)
    fields = _step_fields(changed, step, hand)
    decisions = sorted((each.number, int(amended), hand.by) for each, amended in decided)
    event = _event(
        db,
        changed,
        STEP_KINDS[step],
        hand,
        digest=sealed(fields),
        decisions=sealed(tuple(decisions)) if decisions else None,
        private=reason or None,
    )
    _insert_step(db, fields, event)
    db.conn.executemany(
        "UPDATE disputes SET decision = ?, decided_by = ?, decided_event = ? WHERE number = ?",
        [(amended, by, event, number) for number, amended, by in decisions],
    )
    _update(db, changed, event)
    return changed


def add_objection(
    db: Database, row: ReviewRow, hand: Hand, *, criterion: str, claimed: str, reason: str
) -> None:
    """One question disputed, its reason as the event's private text."""
    fields = (row.number, row.revision, criterion, claimed, hand.by)
    event = _event(
        db,
        None,
        DISPUTE_KIND,
        hand,
        subject=f"E{row.number}",
        criterion=criterion,
        digest=sealed(fields),
        private=reason or None,
    )
    db.conn.execute(
        "INSERT INTO disputes (review, revision, criterion, claimed, by, event)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (*fields, event),
    )


def rejudge(db: Database, row: ReviewRow, hand: Hand, figures: Figures) -> ReviewRow:
    """The figures of a draft anew, after the engine judged its call again."""
    changed = msgspec.structs.replace(row, seen=row.seen + 1, figures=figures)
    _update(db, changed, _event(db, changed, REJUDGED_KIND, hand))
    return changed


def _step_fields(row: ReviewRow, step: Step, hand: Hand) -> tuple[int | str, ...]:
    return row.number, STEPS.index(step), STAGES.index(row.stage), row.revision, hand.by


def _insert_step(db: Database, fields: tuple[int | str, ...], event: int) -> None:
    db.conn.execute(
        "INSERT INTO review_steps (review, step, stage, revision, by, event)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (*fields, event),
    )


def _event(
    db: Database,
    row: ReviewRow | None,
    kind: str,
    hand: Hand,
    *,
    subject: str = "",
    private: str | None = None,
    **body: events.Plain,
) -> int:
    """An event that seals what was added and, in `state`, the review's row after it."""
    stands = {} if row is None else {"state": sealed(fields_of(row))}
    told = {key: value for key, value in body.items() if value is not None}
    return events.append(
        db,
        at=hand.at,
        actor=hand.actor,
        kind=kind,
        subject=subject if row is None else f"E{row.number}",
        body={"by": hand.by, **told, **stands},
        private=private,
    )


def _update(db: Database, row: ReviewRow, event: int) -> None:
    figures = msgspec.structs.astuple(row.figures)
    done = db.conn.execute(
        _UPDATE,
        (
            STAGES.index(row.stage),
            row.revision,
            row.dispute_until,
            *figures,
            event,
            row.number,
            row.seen - 1,
        ),
    )
    if done.rowcount != 1:
        raise Changed
