"""The queue's table: one row per call, all of it derived, kept current with what it comes from.

A row tells of the call's most urgent evaluation in force; others stand in `queue_others`. Where
people evaluated a call, their live evaluation stands in for the engine's under the same scorecard,
whatever version that was made with: a new version does not make a reviewed call new.

`urgency` is one number that orders as (critical, failing, unknown) do. `failed` holds a character
for each failing criterion, U+0100 and its position in the form.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.core.people import name_key
from coachdesk.core.queue.status import Status
from coachdesk.core.reviews.life import Stage
from coachdesk.store.database import Database

AGENT, CAMPAIGN, LANGUAGE, PERSON = range(4)
"""Kinds of names. Never renumbered."""

STATUSES = tuple(Status)
"""Position is the number kept. Never reordered."""

_OF_STAGE: Mapping[Stage, Status] = {
    Stage.DRAFT: Status.DRAFT,
    Stage.SUBMITTED: Status.SUBMITTED,
    Stage.PUBLISHED: Status.PUBLISHED,
    Stage.ACKNOWLEDGED: Status.ACKNOWLEDGED,
    Stage.DISPUTED: Status.DISPUTED,
    Stage.RESOLVED: Status.RESOLVED,
    Stage.RETRACTED: Status.NEW,
}
_STAGES = tuple(Stage)
BITS = 12
MOST = (1 << BITS) - 1
"""More of one kind count as so many when calls are ordered or filtered."""
_FIRST = 0x100


class _Judged(msgspec.Struct, frozen=True):
    """One evaluation of a call, as it stands."""

    basis: int
    status: Status
    outcome: int
    shown: float | None
    urgency: int
    failed: str


def urgency_of(critical: int, failing: int, unknown: int) -> int:
    """One number that orders calls by these three."""
    clipped = [min(each, MOST) for each in (critical, failing, unknown)]
    return (clipped[0] << 2 * BITS) + (clipped[1] << BITS) + clipped[2]


def positions_of(failed: str) -> list[int]:
    """The positions of the failing criteria in their form."""
    return [ord(each) - _FIRST for each in failed]


def failed_text(positions: Iterable[int]) -> str:
    """What is kept of these positions."""
    return "".join(chr(_FIRST + each) for each in sorted(positions))


_CALLS = """
SELECT c.number, c.started_at, c.duration_ms, c.agent, c.campaign, c.language, a.person
FROM json_each(?) n JOIN calls c ON c.number = n.value LEFT JOIN assignments a ON a.call = c.number
"""
_ENGINE = """
SELECT e.call, e.basis, b.form, f.id, e.outcome, e.shown, e.failing, e.unknown, e.failed, e.tripped
FROM json_each(?) n CROSS JOIN evaluations e ON e.call = n.value
JOIN bases b ON b.number = e.basis AND b.in_force = 1 JOIN forms f ON f.number = b.form
"""
IS_BLANK = f"""
(r.stage = {_STAGES.index(Stage.DRAFT)}
  AND (SELECT count(*) FROM review_steps s WHERE s.review = r.number) = 1
  AND NOT EXISTS (SELECT 1 FROM review_answers a WHERE a.review = r.number AND a.content <> x'c0'
    AND a.number = (SELECT max(b.number) FROM review_answers b
      WHERE b.review = a.review AND b.criterion = a.criterion)))
"""
"""Of a review `r`: a draft of which nothing is left, because every answer was taken back. Nobody
has to finish it; its call waits as if nobody had begun. (x'c0': the automatic answer stands.)"""

_REVIEWS = f"""
SELECT r.call, r.basis, f.id, r.outcome, r.shown, r.failing, r.unknown, r.failed, r.tripped,
  r.stage, {IS_BLANK}
FROM json_each(?) n CROSS JOIN reviews r ON r.call = n.value AND r.stage <> 6
JOIN bases b ON b.number = r.basis JOIN forms f ON f.number = b.form ORDER BY r.number
"""
_COLUMNS = (
    "started length agent campaign language assigned basis status outcome shown urgency failed"
    " others"
).split()
_KEEP = (
    f"INSERT INTO queue (call, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})"
    f" ON CONFLICT (call) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS)}"
)
_KEEP_OTHER = (
    "INSERT INTO queue_others (call, basis, status, outcome, shown, urgency, failed)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def refresh(db: Database, call_numbers: Iterable[int]) -> None:
    """Makes the rows of these calls anew, inside the caller's transaction."""
    numbers = msgspec.json.encode(list(call_numbers)).decode()
    rows, others = _made(db, numbers)
    db.conn.execute(
        "DELETE FROM queue_others WHERE call IN (SELECT value FROM json_each(?))", (numbers,)
    )
    db.conn.executemany(_KEEP, rows)
    db.conn.executemany(_KEEP_OTHER, others)


def rebuild(db: Database, size: int = 2000) -> None:
    """Makes all rows anew, inside the caller's transaction."""
    db.conn.execute("DELETE FROM queue_others")
    db.conn.execute("DELETE FROM queue")
    for numbers in _batches(db, size):
        rows, others = _made(db, numbers)
        db.conn.executemany(_KEEP, rows)
        db.conn.executemany(_KEEP_OTHER, others)


def remake(db: Database, call_numbers: Sequence[int]) -> None:
    """Makes these rows anew, and drops those without a call, inside the caller's transaction."""
    numbers = msgspec.json.encode(list(call_numbers)).decode()
    db.conn.execute("DELETE FROM queue WHERE call IN (SELECT value FROM json_each(?))", (numbers,))
    refresh(db, call_numbers)


def stale(db: Database, size: int = 2000) -> Iterator[int]:
    """The numbers of calls whose rows are not what they would be if made now."""
    kept = (
        f"SELECT call, {', '.join(_COLUMNS)} FROM queue"
        " WHERE call IN (SELECT value FROM json_each(?))"
    )
    for numbers in _batches(db, size):
        made, others = _made(db, numbers, adding=False)
        found = {row[0]: row for row in db.conn.execute(kept, (numbers,))}
        beside = set(
            db.conn.execute(
                "SELECT call, basis, status, outcome, shown, urgency, failed FROM queue_others"
                " WHERE call IN (SELECT value FROM json_each(?))",
                (numbers,),
            )
        )
        wrong = {int(str(each[0])) for each in beside ^ set(others)}
        wrong |= {int(str(row[0])) for row in made if found.get(row[0]) != row}
        yield from sorted(wrong)
    lost = db.conn.execute("SELECT call FROM queue WHERE call NOT IN (SELECT number FROM calls)")
    yield from (row[0] for row in lost.fetchall())


def _batches(db: Database, size: int) -> Iterator[str]:
    last = 0
    query = "SELECT number FROM calls WHERE number > ? ORDER BY number LIMIT ?"
    while rows := db.conn.execute(query, (last, size)).fetchall():
        last = rows[-1][0]
        yield msgspec.json.encode([row[0] for row in rows]).decode()


_Row = tuple[object, ...]


def _made(db: Database, numbers: str, *, adding: bool = True) -> tuple[list[_Row], list[_Row]]:
    """The rows of these calls, and those of what else judged them."""
    calls = db.conn.execute(_CALLS, (numbers,)).fetchall()
    names = _Names(db, calls, adding=adding)
    judged = _judged(db, numbers)
    rows: list[_Row] = []
    others: list[_Row] = []
    for number, started, length, agent, campaign, language, person in calls:
        found = sorted(judged.get(number, ()), key=lambda each: (-each.urgency, each.basis))
        top = found[0] if found else _UNSCORED
        rows.append(
            (
                number,
                started and _second(started),
                length,
                names.number(AGENT, agent),
                names.number(CAMPAIGN, campaign),
                names.number(LANGUAGE, language),
                names.number(PERSON, person),
                top.basis or None,
                STATUSES.index(top.status),
                top.outcome if found else None,
                top.shown,
                top.urgency,
                top.failed,
                max(0, len(found) - 1),
            )
        )
        for each in found[1:]:
            status = STATUSES.index(each.status)
            others.append(
                (number, each.basis, status, each.outcome, each.shown, each.urgency, each.failed)
            )
    return rows, others


_UNSCORED = _Judged(0, Status.UNSCORED, 0, None, 0, "")


def _second(stamp: str) -> int:
    """The whole second of a kept time, which is UTC."""
    # Cut, never rounded: a call of 23:59:59.9 is one of that day.
    return int(datetime.fromisoformat(stamp).replace(microsecond=0).timestamp())


def _judged(db: Database, numbers: str) -> Mapping[int, Sequence[_Judged]]:
    """Calls to their evaluations: people's, and the engine's by scorecards that nobody used yet."""
    found: defaultdict[int, list[_Judged]] = defaultdict(list)
    reviewed: set[tuple[int, str]] = set()
    for row in db.conn.execute(_REVIEWS, (numbers,)):
        call, basis, form, outcome, shown, failing, unknown, failed, tripped, stage, blank = row
        if blank:
            continue
        reviewed.add((call, form))
        urgency = urgency_of(len(tripped), failing, unknown)
        status = _OF_STAGE[_STAGES[stage]]
        found[call].append(_Judged(basis, status, outcome, shown, urgency, failed))
    critical = _Critical(db)
    for row in db.conn.execute(_ENGINE, (numbers,)).fetchall():
        call, basis, number, form, outcome, shown, failing, unknown, failed, tripped = row
        if (call, form) in reviewed:
            continue
        positions = set(positions_of(failed or ""))
        tripping = positions & critical[number] if tripped is None else positions_of(tripped)
        urgency = urgency_of(len(tripping), failing, unknown)
        found[call].append(_Judged(basis, Status.NEW, outcome, shown, urgency, failed or ""))
    return found


class _Critical(dict[int, frozenset[int]]):
    """Form number to the positions of its critical criteria, looked up once."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def __missing__(self, form: int) -> frozenset[int]:
        rows = self._db.conn.execute(
            "SELECT position FROM criteria WHERE form = ? AND critical = 1", (form,)
        ).fetchall()
        found = self[form] = frozenset(row[0] for row in rows)
        return found


class _Names:
    """The numbers of the names that some calls carry."""

    def __init__(self, db: Database, calls: Sequence[tuple[object, ...]], *, adding: bool) -> None:
        self._numbers: dict[tuple[int, str], int] = {}
        wanted: dict[tuple[int, str], str] = {}
        for row in calls:
            for kind, name in zip((AGENT, CAMPAIGN, LANGUAGE, PERSON), row[3:7], strict=True):
                if name is not None:
                    wanted.setdefault((kind, _key(kind, str(name))), str(name))
        for kind in range(4):
            keys = [key for of, key in wanted if of == kind]
            if not keys:
                continue
            query = (
                "SELECT key, number FROM names WHERE kind = ?"
                " AND key IN (SELECT value FROM json_each(?))"
            )
            encoded = msgspec.json.encode(keys).decode()
            for key, number in db.conn.execute(query, (kind, encoded)):
                self._numbers[kind, key] = number
        for (kind, key), name in wanted.items():
            if adding and (kind, key) not in self._numbers:
                added = db.conn.execute(
                    "INSERT INTO names (kind, key, name) VALUES (?, ?, ?)", (kind, key, name)
                ).lastrowid
                assert added is not None
                self._numbers[kind, key] = added

    def number(self, kind: int, name: object) -> int | None:
        """The number of a name; None for None."""
        return None if name is None else self._numbers.get((kind, _key(kind, str(name))), -1)


def _key(kind: int, name: str) -> str:
    return name if kind == PERSON else name_key(name)
