"""Reviews read back: one with all that was done to it, or lists of them."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.reviews import Change, Decision, Stage, Step
from coachdesk.store.database import Database
from coachdesk.store.queue import IS_BLANK
from coachdesk.store.reviews.rows import (
    COLUMNS,
    MANNERS,
    RETRACTED,
    STAGES,
    STEPS,
    ReviewRow,
    row_of,
    unpacked,
)


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One step that was taken."""

    at: datetime
    by: str
    step: Step
    stage: Stage
    revision: int
    reason: str


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """One question that somebody disputed."""

    number: int
    revision: int
    """The one disputed."""
    criterion: str
    claimed: str
    reason: str
    by: str
    at: datetime
    amended: bool | None
    """None: not decided."""
    decided_by: str | None
    decision_reason: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A review in a list."""

    review: ReviewRow
    call: str
    agent: str | None
    """As the call carries it."""
    started_at: str | None
    form_sha256: str
    scorecard: str
    version: int
    changed_at: datetime
    """The last change or step."""


def find(db: Database, number: int) -> ReviewRow | None:
    """The review of this number, or None."""
    query = f"SELECT {COLUMNS} FROM reviews WHERE number = ?"
    row = db.conn.execute(query, (number,)).fetchone()
    return row_of(row) if row else None


_OF_CALL = (
    "SELECT {columns} FROM reviews WHERE call = ? AND stage <> ? AND basis IN (SELECT b.number"
    " FROM bases b JOIN forms f ON f.number = b.form WHERE ? IS NULL OR f.id = ?)"
    " ORDER BY number DESC"
)


def live_of_call(db: Database, call: int, scorecard: str | None = None) -> tuple[ReviewRow, ...]:
    """The reviews of a call that are not retracted, the newest first."""
    query = _OF_CALL.format(columns=COLUMNS)
    rows = db.conn.execute(query, (call, RETRACTED, scorecard, scorecard)).fetchall()
    return tuple(map(row_of, rows))


def all_of_call(db: Database, call: int) -> tuple[ReviewRow, ...]:
    """Every review of a call, retracted ones too."""
    query = f"SELECT {COLUMNS} FROM reviews WHERE call = ? ORDER BY number"
    return tuple(map(row_of, db.conn.execute(query, (call,)).fetchall()))


def overdue(db: Database, at: datetime) -> tuple[ReviewRow, ...]:
    """Published reviews whose time for disputes has ended."""
    query = f"SELECT {COLUMNS} FROM reviews WHERE stage = ? AND dispute_until <= ? ORDER BY number"
    stamp = at.astimezone(UTC).isoformat(timespec="milliseconds")
    rows = db.conn.execute(query, (STAGES.index(Stage.PUBLISHED), stamp)).fetchall()
    return tuple(map(row_of, rows))


_CHANGES = (
    "SELECT a.number, e.at, a.by, a.criterion, a.manner, a.content, a.revision,"
    " coalesce(t.text, '') FROM review_answers a JOIN events e ON e.seq = a.event"
    " LEFT JOIN event_texts t ON t.seq = a.event WHERE a.review = ? ORDER BY a.number"
)


def changes_of(db: Database, review: int) -> tuple[Change, ...]:
    """Every answer given or taken back, in order."""
    return tuple(
        Change(
            number=number,
            at=datetime.fromisoformat(at),
            by=by,
            criterion=criterion,
            manner=MANNERS[manner],
            answer=unpacked(content, criterion, note),
            revision=revision,
        )
        for number, at, by, criterion, manner, content, revision, note in db.conn.execute(
            _CHANGES, (review,)
        ).fetchall()
    )


_STEPS = (
    "SELECT e.at, s.by, s.step, s.stage, s.revision, coalesce(t.text, '') FROM review_steps s"
    " JOIN events e ON e.seq = s.event LEFT JOIN event_texts t ON t.seq = s.event"
    " WHERE s.review = ? ORDER BY s.number"
)


def steps_of(db: Database, review: int) -> tuple[Taken, ...]:
    """Every step taken, in order; answers are no steps here."""
    return tuple(
        Taken(
            at=datetime.fromisoformat(at),
            by=by,
            step=STEPS[step],
            stage=STAGES[stage],
            revision=revision,
            reason=reason,
        )
        for at, by, step, stage, revision, reason in db.conn.execute(_STEPS, (review,)).fetchall()
    )


_DISPUTES = (
    "SELECT d.number, d.revision, d.criterion, d.claimed, coalesce(t.text, ''), d.by, e.at,"
    " d.decision, d.decided_by, coalesce(u.text, '') FROM disputes d"
    " JOIN events e ON e.seq = d.event LEFT JOIN event_texts t ON t.seq = d.event"
    " LEFT JOIN event_texts u ON u.seq = d.decided_event WHERE d.review = ? ORDER BY d.number"
)


def disputes_of(db: Database, review: int) -> tuple[Objection, ...]:
    """Every question that was disputed, in order."""
    rows = db.conn.execute(_DISPUTES, (review,)).fetchall()
    return tuple(
        Objection(
            number=number,
            revision=revision,
            criterion=criterion,
            claimed=claimed,
            reason=reason,
            by=by,
            at=datetime.fromisoformat(at),
            amended=None if decision is None else bool(decision),
            decided_by=decided_by,
            decision_reason=why,
        )
        for number, revision, criterion, claimed, reason, by, at, decision, decided_by, why in rows
    )


_LIST = (
    "SELECT {columns}, c.id, c.agent, c.started_at, f.sha256, f.id, f.version, e.at"
    " FROM reviews r JOIN calls c ON c.number = r.call JOIN bases b ON b.number = r.basis"
    " JOIN forms f ON f.number = b.form JOIN events e ON e.seq = r.event"
    " WHERE (:stages IS NULL OR r.stage IN (SELECT value FROM json_each(:stages)))"
    f" AND NOT {IS_BLANK}"
    " AND (:scorer IS NULL OR r.scorer = :scorer) AND (:subject IS NULL OR r.subject = :subject)"
    " ORDER BY r.number DESC"
)


def listed(
    db: Database,
    *,
    stages: Sequence[Stage] | None = None,
    scorer: str | None = None,
    subject: str | None = None,
) -> tuple[Line, ...]:
    """The reviews wanted, the newest first; None: any. Drafts of which nothing is left are none."""
    columns = ", ".join(f"r.{each.strip()}" for each in COLUMNS.split(","))
    wanted = None if stages is None else [STAGES.index(stage) for stage in stages]
    rows = db.conn.execute(
        _LIST.format(columns=columns),
        {
            "stages": None if wanted is None else msgspec.json.encode(wanted).decode(),
            "scorer": scorer,
            "subject": subject,
        },
    ).fetchall()
    width = len(COLUMNS.split(","))
    return tuple(_line(row[:width], row[width:]) for row in rows)


def _line(review: tuple[object, ...], rest: tuple[str, ...]) -> Line:
    call, agent, started, sha256, scorecard, version, at = rest
    return Line(
        review=row_of(review),
        call=call,
        agent=agent,
        started_at=started,
        form_sha256=sha256,
        scorecard=scorecard,
        version=int(version),
        changed_at=datetime.fromisoformat(at),
    )


_DECIDED = (
    "SELECT f.id, d.criterion, d.decision FROM disputes d JOIN reviews r ON r.number = d.review"
    " JOIN bases b ON b.number = r.basis JOIN forms f ON f.number = b.form"
    " WHERE d.decision IS NOT NULL AND r.stage <> ?"
    " AND (? IS NULL OR r.subject IN (SELECT value FROM json_each(?)))"
)


def decisions(db: Database, subjects: Sequence[str] | None = None) -> tuple[Decision, ...]:
    """Every disputed question that was decided, those of retracted evaluations left out.

    Args:
        db: the desk.
        subjects: only of evaluations about these people; None: about anybody.
    """
    wanted = None if subjects is None else msgspec.json.encode(subjects).decode()
    rows = db.conn.execute(_DECIDED, (RETRACTED, wanted, wanted)).fetchall()
    return tuple(
        Decision(scorecard=scorecard, criterion=criterion, amended=bool(decision))
        for scorecard, criterion, decision in rows
    )
