"""What people answered where a rule is on trial, and what the engine said there."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.store import contents
from coachdesk.store.database import Database
from coachdesk.store.evaluations import Row
from coachdesk.store.reviews.rows import RETRACTED, unpacked

MOST = 500
"""Answers by people that are compared, the last ones."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What people last answered to one criterion in one evaluation."""

    basis: int
    call: int
    criterion: str
    state: State


_TOLD = """
SELECT r.basis, r.call, a.criterion, a.content FROM review_answers a
JOIN reviews r ON r.number = a.review
WHERE a.criterion IN (SELECT value FROM json_each(?)) AND r.stage <> ?
  AND r.basis IN (SELECT value FROM json_each(?))
  AND a.number = (SELECT max(b.number) FROM review_answers b
    WHERE b.review = a.review AND b.criterion = a.criterion)
ORDER BY a.number DESC LIMIT ?
"""


def told(db: Database, wanted: Mapping[int, Sequence[str]]) -> list[Told]:
    """People's last answers to these criteria, by basis; retracted evaluations are left out."""
    criteria = msgspec.json.encode(sorted({c for each in wanted.values() for c in each})).decode()
    bases = msgspec.json.encode(list(wanted)).decode()
    rows = db.conn.execute(_TOLD, (criteria, RETRACTED, bases, MOST)).fetchall()
    answers = [
        (basis, call, criterion, unpacked(content, criterion, ""))
        for basis, call, criterion, content in rows
        if criterion in wanted[basis]
    ]
    return [
        Told(basis=basis, call=call, criterion=criterion, state=answer.state)
        for basis, call, criterion, answer in answers
        if answer is not None
    ]


def mentions_trial(db: Database, form_sha256: str) -> bool:
    """Whether a form's texts hold the word `trial` at all; few do, and forms are slow to load."""
    return (
        db.conn.execute(
            "SELECT 1 FROM forms f JOIN form_sources p ON p.form = f.number"
            " JOIN sources s ON s.number = p.source"
            " WHERE f.sha256 = ? AND instr(s.text, 'trial') LIMIT 1",
            (form_sha256,),
        ).fetchone()
        is not None
    )


def judged(db: Database, basis: int) -> int:
    """How many calls were judged on this basis."""
    query = "SELECT count(*) FROM evaluations WHERE basis = ?"
    return int(db.conn.execute(query, (basis,)).fetchone()[0])


_SAID = """
SELECT c.number, c.content, c.swapped, e.outcome, e.shown, e.failing, e.unknown, e.content
FROM json_each(?) n CROSS JOIN evaluations e ON e.call = n.value AND e.basis = ?
JOIN calls c ON c.number = e.call
"""


def said(db: Database, basis: int, calls: Iterable[int]) -> list[tuple[int, Call, Row]]:
    """What the engine said about these calls: (number, call, evaluation)."""
    numbers = msgspec.json.encode(sorted(set(calls))).decode()
    return [
        (number, contents.unpacked(content, swapped), Row(*fields))
        for number, content, swapped, *fields in db.conn.execute(_SAID, (numbers, basis))
    ]
