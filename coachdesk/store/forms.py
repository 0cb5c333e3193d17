"""The exact texts that calls were scored with, and which of them are in force.

A form is kept as the files it was read from, each text once however many forms include it. A
basis is a form together with what the desk assumed (company, thresholds): the two decide a verdict.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.form import Form
from coachdesk.store import criteria, events, queue
from coachdesk.store.connect import write
from coachdesk.store.database import Database


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What an evaluation rests on."""

    number: int
    form_sha256: str
    form_id: str
    assumptions: Assumptions


def put_in_force(
    db: Database,
    forms: Sequence[tuple[Form, Mapping[str, str]]],
    assumptions: Assumptions,
    *,
    at: datetime,
    actor: str,
) -> tuple[Basis, ...]:
    """Makes these forms the ones that lists show and `screen` uses; keeps what was before.

    Nothing is written, and no event appended, when they are in force already.

    Args:
        db: the desk.
        forms: each with the texts it was read from, by path relative to the desk.
        assumptions: what the desk holds true for every call.
        at: aware.
        actor: who does it.

    Returns:
        One basis per form, in the same order.
    """
    assumed = msgspec.json.encode(assumptions, order="sorted").decode()
    with write(db):
        found = tuple(_basis(db, form, assumed) for form, _ in forms)
        wanted = {number for number in found if number is not None}
        if None in found or wanted != set(_in_force(db)):
            event = events.append(
                db,
                at=at,
                actor=actor,
                kind="rules_in_force",
                subject="rules",
                body={
                    "assumptions": hashlib.sha256(assumed.encode()).hexdigest(),
                    **{f"{form.id} v{form.version}": form.sha256 for form, _ in forms},
                },
            )
            db.conn.execute("UPDATE bases SET in_force = 0 WHERE in_force = 1")
            found = tuple(_kept_basis(db, form, texts, assumed, event) for form, texts in forms)
            queue.rebuild(db)
    return tuple(
        Basis(number=number, form_sha256=form.sha256, form_id=form.id, assumptions=assumptions)
        for (form, _), number in zip(forms, found, strict=True)
        if number is not None
    )


def keep(db: Database, form: Form, texts: Mapping[str, str], *, at: datetime, actor: str) -> None:
    """Keeps the exact text of a form that judges no calls by itself, such as an audit.

    Nothing is written where the text is kept already.

    Args:
        db: in a transaction.
        form: what is kept.
        texts: what it was read from, by path relative to the desk.
        at: aware.
        actor: who does it.
    """
    if db.conn.execute("SELECT 1 FROM forms WHERE sha256 = ?", (form.sha256,)).fetchone():
        return
    event = events.append(
        db,
        at=at,
        actor=actor,
        kind="form_kept",
        subject=form.id,
        body={"version": form.version, "form": form.sha256},
    )
    _kept_form(db, form, texts, event)


def first_kept(db: Database, kind: str, id: str, version: int) -> datetime | None:
    """When a text of this version was first kept; None: none was."""
    row = db.conn.execute(
        "SELECT min(e.at) FROM forms f JOIN events e ON e.seq = f.event"
        " WHERE f.kind = ? AND f.id = ? AND f.version = ?",
        (kind, id, version),
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row and row[0] else None


def _basis(db: Database, form: Form, assumed: str) -> int | None:
    row = db.conn.execute(
        "SELECT b.number FROM bases b JOIN forms f ON f.number = b.form"
        " WHERE f.sha256 = ? AND b.assumptions = ?",
        (form.sha256, assumed),
    ).fetchone()
    return row[0] if row else None


def _in_force(db: Database) -> list[int]:
    rows = db.conn.execute("SELECT number FROM bases WHERE in_force = 1").fetchall()
    return [row[0] for row in rows]


def _kept_basis(
    db: Database, form: Form, texts: Mapping[str, str], assumed: str, event: int
) -> int:
    number = _kept_form(db, form, texts, event)
    criteria.keep(db, number, form)
    row = db.conn.execute(
        "INSERT INTO bases (form, assumptions, in_force, event) VALUES (?, ?, 1, ?)"
        " ON CONFLICT (form, assumptions) DO UPDATE SET in_force = 1 RETURNING number",
        (number, assumed, event),
    ).fetchall()
    return int(row[0][0])


def _kept_form(db: Database, form: Form, texts: Mapping[str, str], event: int) -> int:
    row = db.conn.execute("SELECT number FROM forms WHERE sha256 = ?", (form.sha256,)).fetchone()
    if row:
        return int(row[0])
    added = db.conn.execute(
        "INSERT INTO forms (sha256, kind, id, version, title, event) VALUES (?, ?, ?, ?, ?, ?)",
        (form.sha256, form.kind, form.id, form.version, form.title, event),
    ).lastrowid
    assert added is not None
    for path, text in texts.items():
        db.conn.execute(
            "INSERT INTO form_sources (form, path, source) VALUES (?, ?, ?)",
            (added, path, _kept_source(db, text)),
        )
    return added


def _kept_source(db: Database, text: str) -> int:
    digest = hashlib.sha256(text.encode()).digest()
    db.conn.execute(
        "INSERT INTO sources (sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, text)
    )
    row = db.conn.execute("SELECT number FROM sources WHERE sha256 = ?", (digest,)).fetchone()
    return int(row[0])


def texts_of(db: Database, form_sha256: str) -> dict[str, str]:
    """The texts that a form was read from, by path; empty for a form that is not kept."""
    rows = db.conn.execute(
        "SELECT p.path, s.text FROM forms f JOIN form_sources p ON p.form = f.number"
        " JOIN sources s ON s.number = p.source WHERE f.sha256 = ? ORDER BY p.path",
        (form_sha256,),
    ).fetchall()
    return dict(rows)


def bases(db: Database, *, in_force: bool = False) -> tuple[Basis, ...]:
    """Every basis that was ever used, or only those in force, in order."""
    rows = db.conn.execute(
        "SELECT b.number, f.sha256, f.id, b.assumptions FROM bases b"
        " JOIN forms f ON f.number = b.form WHERE b.in_force >= ? ORDER BY b.number",
        (int(in_force),),
    ).fetchall()
    return tuple(
        Basis(
            number=number,
            form_sha256=sha256,
            form_id=form_id,
            assumptions=msgspec.json.decode(assumed, type=Assumptions),
        )
        for number, sha256, form_id, assumed in rows
    )


def reused_versions(db: Database, wanted: Sequence[Form]) -> tuple[Form, ...]:
    """Those of the forms whose id and version the desk knows with another text."""
    known = "SELECT 1 FROM forms WHERE kind = ? AND id = ? AND version = ? AND sha256 <> ? LIMIT 1"
    return tuple(
        form
        for form in wanted
        if db.conn.execute(known, (form.kind, form.id, form.version, form.sha256)).fetchone()
    )


def scorecards(db: Database) -> tuple[str, ...]:
    """The ids of every scorecard that was ever in force, in order."""
    rows = db.conn.execute(
        "SELECT DISTINCT id FROM forms WHERE kind = 'scorecard' ORDER BY id"
    ).fetchall()
    return tuple(row[0] for row in rows)
