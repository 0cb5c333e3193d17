"""What waits for people, counted from columns and indexes alone; no call's content is read."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.authorize import Scope
from coachdesk.core.queue import Status
from coachdesk.core.reviews import Stage, Step
from coachdesk.store.database import Database
from coachdesk.store.queue import IS_BLANK, STATUSES, urgency_of
from coachdesk.store.stints import among, numbered

_STAGES = tuple(Stage)
_STEPS = tuple(Step)


class Heap(msgspec.Struct, frozen=True, kw_only=True):
    """Things that wait, all for the same reason."""

    count: int = 0
    oldest: datetime | None = None
    """Since when the first of them waits; None where no time is known."""
    late: int = 0
    until: datetime | None = None
    """When the time for the first of them ends; None: no time is set."""


class Pile(msgspec.Struct, frozen=True, kw_only=True):
    """Evaluations in one stage, made by the same people, about one colleague."""

    stage: Stage
    scorer: str
    scorers: tuple[str, ...]
    """Everybody who gave an answer in them."""
    subject: str | None
    heap: Heap


_PILES = f"""
SELECT stage, scorer, answerers, subject, count(*), min(since), sum(since < :late),
  min(dispute_until)
FROM (
  SELECT r.stage, r.scorer, r.subject, r.dispute_until,
    (SELECT json_group_array(DISTINCT a.by) FROM review_answers a WHERE a.review = r.number)
    AS answerers, coalesce(
    (SELECT e.at FROM review_steps s JOIN events e ON e.seq = s.event
     WHERE s.review = r.number ORDER BY s.number DESC LIMIT 1),
    (SELECT e.at FROM events e WHERE e.seq = r.event)) AS since
  FROM reviews r WHERE r.stage IN (SELECT value FROM json_each(:stages)) AND NOT {IS_BLANK}
    AND (:subject IS NULL OR r.subject = :subject))
GROUP BY stage, scorer, answerers, subject
"""


def piles(
    db: Database, stages: Sequence[Stage], *, late_before: datetime, subject: str | None = None
) -> list[Pile]:
    """The evaluations in these stages; each waits since its last step.

    Args:
        db: the desk.
        stages: wanted.
        late_before: what waits since earlier counts as late; aware.
        subject: only those about this colleague.
    """
    asked = {
        "stages": msgspec.json.encode([_STAGES.index(stage) for stage in stages]).decode(),
        "late": _stamp(late_before),
        "subject": subject,
    }
    return [
        Pile(
            stage=_STAGES[stage],
            scorer=scorer,
            scorers=tuple(sorted({scorer, *msgspec.json.decode(answerers, type=list[str])})),
            subject=about,
            heap=Heap(count=count, oldest=_moment(oldest), late=late or 0, until=_moment(until)),
        )
        for stage, scorer, answerers, about, count, oldest, late, until in db.conn.execute(
            _PILES, asked
        )
    ]


_CRITICAL = """
SELECT count(*), min(started) FROM queue q INDEXED BY queue_urgent
WHERE urgency >= :critical AND status = :status
  AND (:agents IS NULL OR {among})
  AND (:everybody OR assigned IS NULL)
"""


def critical(db: Database, scope: Scope, *, unassigned: bool = False) -> Heap:
    """Calls that a critical criterion failed and nobody reviewed; the oldest by its start.

    Args:
        db: the desk.
        scope: whose calls.
        unassigned: only those that are assigned to nobody.
    """
    asked = {
        "critical": urgency_of(1, 0, 0),
        "status": STATUSES.index(Status.NEW),
        **_people(db, scope),
        "everybody": int(not unassigned),
    }
    return _heap(db.conn.execute(_CRITICAL.format(among=among(scope.stints)), asked).fetchone())


_UNSCORED = """
SELECT count(*), min(started) FROM queue q INDEXED BY queue_urgent
WHERE urgency = 0 AND status = :status
  AND (:agents IS NULL OR {among})
"""


def unscored(db: Database, scope: Scope) -> Heap:
    """Calls that no scorecard in force has judged; `scope` as in `critical`."""
    asked = {"status": STATUSES.index(Status.UNSCORED), **_people(db, scope)}
    return _heap(db.conn.execute(_UNSCORED.format(among=among(scope.stints)), asked).fetchone())


def assigned(db: Database, person: str) -> Heap:
    """Calls assigned to this person of which no evaluation is handed on."""
    query = (
        "SELECT count(*), min(q.started) FROM assignments a JOIN queue q ON q.call = a.call"
        " WHERE a.person = ? AND q.status IN (?, ?, ?)"
    )
    open_ones = [STATUSES.index(each) for each in (Status.UNSCORED, Status.NEW, Status.DRAFT)]
    return _heap(db.conn.execute(query, (person, *open_ones)).fetchone())


def has_calls(db: Database) -> bool:
    """Whether the desk has any."""
    return db.conn.execute("SELECT 1 FROM calls LIMIT 1").fetchone() is not None


def has_visits(db: Database) -> bool:
    """Whether a mystery visit was ever planned."""
    query = "SELECT 1 FROM records WHERE kind = 'visit' LIMIT 1"
    return db.conn.execute(query).fetchone() is not None


def has_scripts(db: Database) -> bool:
    """Whether a script was ever published."""
    query = "SELECT 1 FROM records WHERE kind = 'script' LIMIT 1"
    return db.conn.execute(query).fetchone() is not None


def has_certificates(db: Database) -> bool:
    """Whether anybody was ever enrolled for a certificate."""
    query = "SELECT 1 FROM records WHERE kind = 'certificate' LIMIT 1"
    return db.conn.execute(query).fetchone() is not None


def _heap(row: tuple[int, int | None]) -> Heap:
    count, started = row
    oldest = None if started is None else datetime.fromtimestamp(started, UTC)
    return Heap(count=count, oldest=oldest)


def _people(db: Database, scope: Scope) -> dict[str, str | None]:
    if scope.agents is None:
        return {"agents": None, "stints": None}
    always, timed = numbered(db, scope.agents, scope.stints)
    return {"agents": always, "stints": timed}


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _moment(stamp: str | None) -> datetime | None:
    return None if stamp is None else datetime.fromisoformat(stamp)


def ended_by_clock(db: Database) -> frozenset[int]:
    """The evaluations that the end of the time for disputes acknowledged, and nobody else."""
    rows = db.conn.execute(
        "SELECT review FROM review_steps WHERE step = ?", (_STEPS.index(Step.EXPIRE),)
    ).fetchall()
    return frozenset(row[0] for row in rows)
