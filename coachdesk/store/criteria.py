"""What the criteria of each kept form are called, so that lists need not load the form."""

from collections.abc import Mapping, Sequence

from coachdesk.core.form import Form, scored
from coachdesk.core.score.completions import is_critical
from coachdesk.store import queue
from coachdesk.store.database import Database


def keep(db: Database, number: int, form: Form) -> None:
    """Notes the criteria of the form of this number, inside the caller's transaction."""
    db.conn.executemany(
        "INSERT INTO criteria (form, position, id, critical) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [
            (number, position, criterion.id, int(scored(criterion) and is_critical(criterion)))
            for position, (_, criterion) in enumerate(form.criteria())
        ],
    )


def unnoted(db: Database) -> Mapping[int, str]:
    """Number and SHA-256 of the forms whose criteria were never noted: those of an older desk."""
    return dict(
        db.conn.execute(
            "SELECT number, sha256 FROM forms WHERE number NOT IN (SELECT form FROM criteria)"
        ).fetchall()
    )


def places(db: Database) -> Mapping[int, Sequence[tuple[str, bool]]]:
    """Basis number to its form's criteria in order: id, and whether it is critical."""
    found: dict[int, list[tuple[str, bool]]] = {}
    for basis, criterion, critical in db.conn.execute(
        "SELECT b.number, k.id, k.critical FROM bases b JOIN criteria k ON k.form = b.form"
        " ORDER BY b.number, k.position"
    ):
        found.setdefault(basis, []).append((criterion, bool(critical)))
    return found


def mark_failed(db: Database) -> None:
    """Writes beside each evaluation which criteria failed, on a desk that has only the index."""
    found: dict[int, list[int]] = {}
    for criterion, evaluation in db.conn.execute("SELECT criterion, evaluation FROM failures"):
        found.setdefault(evaluation, []).append(criterion)
    db.conn.execute("UPDATE evaluations SET failed = ''")
    db.conn.executemany(
        "UPDATE evaluations SET failed = ? WHERE number = ?",
        ((queue.failed_text(each), number) for number, each in found.items()),
    )
