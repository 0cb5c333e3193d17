"""What trying and publishing rules needs of the desk: calls with what was said about them."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form
from coachdesk.core.reviews import Stage, given
from coachdesk.store import events, forms
from coachdesk.store.connect import write
from coachdesk.store.contents import unpacked
from coachdesk.store.database import Database
from coachdesk.store.evaluations import Row
from coachdesk.store.reviews.reading import changes_of
from coachdesk.store.reviews.rows import STAGES

PUBLISHED = "rules_published"
"""The kind of event that a publication of rules leaves."""
_NUMBERED = tuple[int, Call]
_NEXT = "SELECT number, content, swapped FROM calls WHERE number > ? ORDER BY number LIMIT ?"
_THESE = (
    "SELECT number, content, swapped FROM calls"
    " WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
)


def batches(
    db: Database, numbers: "array[int] | None" = None, size: int = 256
) -> Iterator[list[_NUMBERED]]:
    """Calls with their numbers, as they are read now; no cursor stays open between batches.

    Args:
        db: the desk.
        numbers: of the calls wanted; None: all.
        size: calls in a batch.
    """
    if numbers is None:
        last = 0
        while rows := db.conn.execute(_NEXT, (last, size)).fetchall():
            yield [(number, unpacked(content, swapped)) for number, content, swapped in rows]
            last = rows[-1][0]
        return
    for start in range(0, len(numbers), size):
        wanted = _json(numbers[start : start + size])
        rows = db.conn.execute(_THESE, (wanted,)).fetchall()
        yield [(number, unpacked(content, swapped)) for number, content, swapped in rows]


_SAID = (
    "SELECT e.call, e.outcome, e.shown, e.failing, e.unknown, e.content FROM json_each(?) n"
    " CROSS JOIN evaluations e ON e.call = n.value AND e.basis = ?"
)
_SKIPPED = (
    "SELECT s.call FROM json_each(?) n CROSS JOIN skips s ON s.basis = ? AND s.call = n.value"
)


def said(db: Database, basis: int, numbers: Iterable[int]) -> dict[int, Row | None]:
    """What this basis said about these calls; None where it does not apply.

    A call that the basis was not asked about is not in it.
    """
    wanted = _json(numbers)
    found: dict[int, Row | None] = {
        number: Row(*fields) for number, *fields in db.conn.execute(_SAID, (wanted, basis))
    }
    found.update((number, None) for (number,) in db.conn.execute(_SKIPPED, (wanted, basis)))
    return found


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What people answered in one evaluation that they have finished."""

    call: int
    scorecard: str
    form_sha256: str
    """The text whose questions they answered."""
    answers: Mapping[str, Answer]
    """By criterion; only those that a person gave."""


_FINISHED = [at for at, stage in enumerate(STAGES) if stage not in (Stage.DRAFT, Stage.RETRACTED)]
_TOLD = (
    "SELECT r.call, f.id, f.sha256, r.number FROM json_each(?) n"
    " CROSS JOIN reviews r ON r.call = n.value AND r.stage IN (SELECT value FROM json_each(?))"
    " JOIN bases b ON b.number = r.basis JOIN forms f ON f.number = b.form ORDER BY r.number"
)


def told(db: Database, numbers: Iterable[int]) -> dict[tuple[int, str], Told]:
    """People's answers about these calls, by call and scorecard; of several the last evaluation.

    Drafts, and what was retracted, are left out.
    """
    rows = db.conn.execute(_TOLD, (_json(numbers), _json(_FINISHED))).fetchall()
    last = {(call, scorecard): (sha256, number) for call, scorecard, sha256, number in rows}
    return {
        (call, scorecard): Told(
            call=call,
            scorecard=scorecard,
            form_sha256=sha256,
            answers=given(changes_of(db, number)),
        )
        for (call, scorecard), (sha256, number) in last.items()
    }


_VERSIONS = (
    "SELECT f.version, f.sha256, max(b.in_force) FROM forms f JOIN bases b ON b.form = f.number"
    " WHERE f.id = ? GROUP BY f.number"
)


class Known(msgspec.Struct, frozen=True):
    """One text of a scorecard that the desk has scored with."""

    version: int
    sha256: str
    in_force: bool


def versions_of(db: Database, scorecard: str) -> tuple[Known, ...]:
    """Every text of a scorecard that was ever in force."""
    rows = db.conn.execute(_VERSIONS, (scorecard,)).fetchall()
    return tuple(Known(version, sha256, bool(in_force)) for version, sha256, in_force in rows)


def publish(
    db: Database,
    made: Sequence[tuple[Form, Mapping[str, str]]],
    assumptions: Assumptions,
    *,
    publication: str,
    files: int,
    note: str,
    at: datetime,
    actor: str,
) -> bool:
    """Puts the forms in force and notes who published them and why, in one transaction.

    Args:
        db: the desk.
        made: every form of the desk's rules, with its texts.
        assumptions: what the desk holds true for every call.
        publication: a digest of what is published; the same one is noted once.
        files: how many rule files it changes.
        note: the reason, kept as erasable text.
        at: aware.
        actor: who published.

    Returns:
        Whether it was new.
    """
    noted = (
        "SELECT 1 FROM events WHERE kind = ? AND json_extract(body, '$.publication') = ? LIMIT 1"
    )
    with write(db):
        if db.conn.execute(noted, (PUBLISHED, publication)).fetchone():
            return False
        forms.put_in_force(db, made, assumptions, at=at, actor=actor)
        events.append(
            db,
            at=at,
            actor=actor,
            kind=PUBLISHED,
            subject="rules",
            body={"publication": publication, "files": files},
            private=note,
        )
    return True


def _json(numbers: Iterable[int]) -> str:
    return msgspec.json.encode(list(numbers)).decode()
