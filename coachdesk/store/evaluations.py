"""What the forms said about the calls: one compact row each, and an index of what failed.

Names, words and everything else that follows from the form text and the call is not repeated here.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Evaluation
from coachdesk.core.form import Form, scored
from coachdesk.core.scored import Scored
from coachdesk.store import calls, events, forms, queue
from coachdesk.store.connect import write
from coachdesk.store.contents import unpacked
from coachdesk.store.database import Database
from coachdesk.store.forms import Basis
from coachdesk.store.packing import pack, unpack


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of one evaluation, as compared bit for bit."""

    outcome: int
    shown: float | None
    failing: int
    unknown: int
    content: bytes


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """One evaluation as kept."""

    number: int
    call: Call
    row: Row


_MISSING = """
SELECT c.number, c.content, c.swapped FROM calls c
WHERE c.number > ?1 AND EXISTS (
  SELECT 1 FROM json_each(?2) b
  WHERE NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.call = c.number AND e.basis = b.value)
    AND NOT EXISTS (SELECT 1 FROM skips s WHERE s.basis = b.value AND s.call = c.number))
  AND (?3 IS NULL OR c.number IN (SELECT value FROM json_each(?3)))
ORDER BY c.number LIMIT ?4
"""
_COUNT_MISSING = """
SELECT (SELECT count(*) FROM calls)
  - (SELECT count(*) FROM evaluations WHERE basis = :basis)
  - (SELECT count(*) FROM skips WHERE basis = :basis)
"""
_DONE = """
SELECT e.call, e.basis FROM evaluations e WHERE e.call BETWEEN ? AND ?
UNION ALL SELECT s.call, s.basis FROM skips s WHERE s.call BETWEEN ? AND ?
  AND s.basis IN (SELECT value FROM json_each(?))
"""
_INSERT = (
    "INSERT INTO evaluations (number, call, basis, event, outcome, shown, failing, unknown,"
    " content, failed, tripped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


_LAST = (
    "SELECT max((SELECT coalesce(max(number), 0) FROM evaluations),"
    " (SELECT coalesce(max(number), 0) FROM superseded))"
)
"""A number never stands for two evaluations, superseded ones included."""


def missing(db: Database, basis: Basis) -> int:
    """How many calls this basis has not been asked about."""
    row = db.conn.execute(_COUNT_MISSING, {"basis": basis.number}).fetchone()
    return int(row[0])


def count(db: Database) -> int:
    """How many evaluations the desk has, those of earlier rules included."""
    return int(db.conn.execute("SELECT count(*) FROM evaluations").fetchone()[0])


def unscored(
    db: Database, bases: Sequence[Basis], size: int = 256, among: Sequence[int] | None = None
) -> Iterator[list[tuple[int, Call]]]:
    """The calls that some basis has not been asked about, in batches, with their numbers.

    Only those among the numbers given, where some are. No cursor stays open between batches, so
    that the batch can be written.
    """
    numbers = msgspec.json.encode([basis.number for basis in bases]).decode()
    only = None if among is None else msgspec.json.encode(list(among)).decode()
    last = 0
    while rows := db.conn.execute(_MISSING, (last, numbers, only, size)).fetchall():
        yield [(number, unpacked(content, swapped)) for number, content, swapped in rows]
        last = rows[-1][0]


def keep(
    db: Database,
    asked: Sequence[tuple[int, Call]],
    bases: Sequence[Basis],
    results: Iterable[Scored],
    *,
    at: datetime,
    actor: str,
) -> int:
    """Keeps a batch in one transaction with one event; what is there already stays.

    Args:
        db: the desk.
        asked: the calls of the batch with their numbers, in the order of the numbers.
        bases: those that every call of the batch was shown to.
        results: what came out; a basis without a result did not apply to that call.
        at: aware.
        actor: who screens.

    Returns:
        How many evaluations were added.
    """
    by_form = {basis.form_sha256: basis.number for basis in bases}
    number_of_call = {call.id: number for number, call in asked}
    found = [(number_of_call[each.call.id], by_form[each.form.sha256], each) for each in results]
    with write(db):
        done = _done(db, asked, bases)
        new = [each for each in found if (each[0], each[1]) not in done]
        intern = _Interned(db, adding=True)
        rows = [(call, basis, row_of(each, intern), each) for call, basis, each in new]
        answered = {(call, basis) for call, basis, _ in found}
        skips = [
            (basis.number, number)
            for number, _ in asked
            for basis in bases
            if (number, basis.number) not in answered and (number, basis.number) not in done
        ]
        if rows or skips:
            _insert(db, rows, skips, at=at, actor=actor)
    return len(rows)


def _done(
    db: Database, asked: Sequence[tuple[int, Call]], bases: Sequence[Basis]
) -> set[tuple[int, int]]:
    low, high = asked[0][0], asked[-1][0]
    numbers = msgspec.json.encode([basis.number for basis in bases]).decode()
    return set(db.conn.execute(_DONE, (low, high, low, high, numbers)).fetchall())


def _insert(
    db: Database,
    rows: Sequence[tuple[int, int, Row, Scored]],
    skips: Sequence[tuple[int, int]],
    *,
    at: datetime,
    actor: str,
) -> None:
    event = events.append(
        db,
        at=at,
        actor=actor,
        kind="calls_scored",
        subject="evaluations",
        body={
            "evaluations": len(rows),
            "not_applicable": len(skips),
            "digest": _sealed((call, basis, row) for call, basis, row, _ in rows),
        },
    )
    start = db.conn.execute(_LAST).fetchone()[0]
    db.conn.executemany(
        _INSERT,
        [
            (number, call, basis, event, *msgspec.structs.astuple(row), *marked(each))
            for number, (call, basis, row, each) in enumerate(rows, start=start + 1)
        ],
    )
    failures = [
        (basis, criterion, start + offset)
        for offset, (_, basis, _, each) in enumerate(rows, start=1)
        for criterion in _failing(each.form, each.evaluation)
    ]
    db.conn.executemany(
        "INSERT INTO failures (basis, criterion, evaluation) VALUES (?, ?, ?)", failures
    )
    db.conn.executemany("INSERT INTO skips (basis, call) VALUES (?, ?)", skips)
    queue.refresh(db, {call for call, _, _, _ in rows})


def _sealed(rows: Iterable[tuple[int, int, Row]]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        encoded = msgspec.msgpack.encode(row)
        digest.update(len(encoded).to_bytes(4, "big"))
        digest.update(encoded)
    return digest.hexdigest()


def row_of(each: Scored, number_of: Callable[[str], int | None]) -> Row:
    """What is kept of one result."""
    trusted = [
        answer.state
        for answer, (_, criterion) in zip(
            each.evaluation.answers, each.form.criteria(), strict=True
        )
        if scored(criterion)
    ]
    return Row(
        outcome=calls.OUTCOMES.index(each.score.outcome),
        shown=None if each.score.shown is None else float(each.score.shown),
        failing=trusted.count(State.FAIL),
        unknown=trusted.count(State.UNKNOWN),
        content=pack(each.evaluation, each.form, each.call, number_of),
    )


def _failing(form: Form, evaluation: Evaluation) -> Iterator[int]:
    answers = zip(evaluation.answers, form.criteria(), strict=True)
    for position, (answer, (_, criterion)) in enumerate(answers):
        if answer.state is State.FAIL and scored(criterion):
            yield position


def marked(each: Scored) -> tuple[str, str]:
    """The failing criteria, and the critical ones that took more with them, for the queue."""
    tripped = each.score.tripped
    positions = [at for at, (_, c) in enumerate(each.form.criteria()) if c.id in tripped]
    return (
        queue.failed_text(_failing(each.form, each.evaluation)),
        queue.failed_text(positions),
    )


class _Interned:
    """Reasons are few and long; each is kept once, under a number."""

    def __init__(self, db: Database, *, adding: bool) -> None:
        self._db = db
        self._adding = adding
        self._known: dict[str, int | None] = {}

    def __call__(self, reason: str) -> int | None:
        if any(character.isdigit() for character in reason):
            return None  # It speaks of this call alone, such as a measured share.
        if reason not in self._known:
            self._known[reason] = self._number(reason)
        return self._known[reason]

    def _number(self, reason: str) -> int | None:
        query = "SELECT number FROM reasons WHERE text = ?"
        row = self._db.conn.execute(query, (reason,)).fetchone()
        if row is None and self._adding:
            return self._db.conn.execute(
                "INSERT INTO reasons (text) VALUES (?)", (reason,)
            ).lastrowid
        return int(row[0]) if row else None


def reading(db: Database) -> Callable[[str], int | None]:
    """The numbers of the reasons kept; adds none."""
    return _Interned(db, adding=False)


def reasons(db: Database) -> Mapping[int, str]:
    """Every reason by its number."""
    return dict(db.conn.execute("SELECT number, text FROM reasons").fetchall())


_STORED = (
    "SELECT e.number, c.content, c.swapped, e.outcome, e.shown, e.failing, e.unknown, e.content"
    " FROM evaluations e JOIN calls c ON c.number = e.call"
    " WHERE e.basis = ? AND e.number > ? ORDER BY e.number LIMIT ?"
)


def stored(db: Database, basis: Basis, size: int = 256) -> Iterator[list[Stored]]:
    """Every evaluation of a basis, in batches."""
    last = 0
    while rows := db.conn.execute(_STORED, (basis.number, last, size)).fetchall():
        yield [
            Stored(number=number, call=unpacked(call, swapped), row=Row(*fields))
            for number, call, swapped, *fields in rows
        ]
        last = rows[-1][0]


def under(db: Database, call: int, basis: int) -> Row | None:
    """The evaluation of a call under one basis, in force or not."""
    row = db.conn.execute(
        "SELECT outcome, shown, failing, unknown, content FROM evaluations"
        " WHERE call = ? AND basis = ?",
        (call, basis),
    ).fetchone()
    return Row(*row) if row else None


def by_urgency(db: Database, call: int) -> tuple[int, ...]:
    """The bases in force that judged a call, in the order in which the queue would show them."""
    rows = db.conn.execute(
        "SELECT e.basis FROM evaluations e JOIN bases b ON b.number = e.basis AND b.in_force = 1"
        " WHERE e.call = ? ORDER BY length(coalesce(e.tripped, e.failed, '')) DESC,"
        " e.failing DESC, e.unknown DESC, e.basis",
        (call,),
    ).fetchall()
    return tuple(row[0] for row in rows)


def of_call(db: Database, call: int) -> list[tuple[Basis, Row]]:
    """The evaluations of one call that are in force."""
    known = {basis.number: basis for basis in forms.bases(db, in_force=True)}
    rows = db.conn.execute(
        "SELECT basis, outcome, shown, failing, unknown, content FROM evaluations"
        " WHERE call = ? ORDER BY basis",
        (call,),
    ).fetchall()
    return [(known[basis], Row(*fields)) for basis, *fields in rows if basis in known]


def evaluation_of(row: Row, form: Form, call: Call, known: Mapping[int, str]) -> Evaluation:
    """The evaluation kept in a row."""
    return unpack(row.content, form, call, known)


_SEALED = (
    "SELECT call, basis, outcome, shown, failing, unknown, content FROM"
    " (SELECT * FROM (SELECT number, call, basis, outcome, shown, failing, unknown, content"
    " FROM evaluations WHERE event = ?) UNION ALL SELECT number, call, basis, outcome, shown,"
    " failing, unknown, content FROM superseded WHERE event = ?) ORDER BY number"
)
"""A batch as it was kept, those of it that were superseded since included."""


def verify(db: Database) -> Iterator[events.Fault]:
    """Every batch of evaluations that is not as its event says."""
    sealed = db.conn.execute(
        "SELECT seq, json_extract(body, '$.digest') FROM events WHERE kind = 'calls_scored'"
        " ORDER BY seq"
    ).fetchall()
    for event, digest in sealed:
        rows = db.conn.execute(_SEALED, (event, event)).fetchall()
        if _sealed((call, basis, Row(*fields)) for call, basis, *fields in rows) != digest:
            yield events.Fault(event, "the evaluations of this batch are not those kept then")
    strays = db.conn.execute(
        "SELECT event, count(*) FROM (SELECT event FROM evaluations UNION ALL"
        " SELECT event FROM superseded) WHERE event NOT IN"
        " (SELECT seq FROM events WHERE kind = 'calls_scored') GROUP BY event"
    ).fetchall()
    for event, number in strays:
        yield events.Fault(event, f"{number} evaluations that no event vouches for")
