"""The desk's layout, step by step. A step is never edited after its release.

Several processes may open an old desk at once: the lock file and one `BEGIN IMMEDIATE` hold the
question of what is pending and the answer together. The number of steps taken is `user_version`.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from coachdesk import __version__
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.store import backup, criteria, events, queue, search
from coachdesk.store.database import Database
from coachdesk.store.header import APPLICATION_ID
from coachdesk.store.layouts import (
    FIRST_LAYOUT,
    QUEUE_LAYOUT,
    RECORDS_LAYOUT,
    REVIEWS_LAYOUT,
    run_statements,
)
from coachdesk.store.lock import locked

Step = Callable[[Database], None]
"""Runs inside the caller's transaction."""


def first_layout(db: Database) -> None:
    """Events, calls, forms and evaluations."""
    run_statements(db, FIRST_LAYOUT)


def reviews_and_queue(db: Database) -> None:
    """People's evaluations, the queue's rows, words to search, and what people prefer."""
    run_statements(db, REVIEWS_LAYOUT)
    run_statements(db, QUEUE_LAYOUT)
    criteria.mark_failed(db)
    search.rebuild(db)
    queue.rebuild(db)


def records(db: Database) -> None:
    """Visits, script versions, actions: whatever else has a life."""
    run_statements(db, RECORDS_LAYOUT)


STEPS: list[Step] = [first_layout, reviews_and_queue, records]
"""Every step up to this version's layout, in order."""


def build(db: Database, *, at: datetime, actor: str) -> None:
    """Gives an empty database the layout of a desk, with its identity and first event."""
    connection = db.conn
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    _take(db, STEPS)
    identity = str(uuid.uuid4())
    connection.execute(
        "INSERT INTO desk (one, id, made_at, written_by) VALUES (1, ?, ?, ?)",
        (identity, at.isoformat(), __version__),
    )
    events.append(
        db,
        at=at,
        actor=actor,
        kind="desk_made",
        subject=identity,
        body={"coachdesk": __version__, "layout": len(STEPS)},
    )
    connection.execute("COMMIT")


def refuse_newer(db: Database, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Refuses a desk of a later layout.

    Raises:
        DeskRefused: an old program would write to it wrongly without any error.
    """
    if layout_of(db) <= len(steps):
        return
    # The table may look otherwise there, so the name of the writer is asked for, not relied on.
    writer = "a newer version"
    columns = [row[1] for row in db.conn.execute("PRAGMA table_info(desk)")]
    if "written_by" in columns:
        row = db.conn.execute("SELECT written_by FROM desk LIMIT 1").fetchone()
        writer = str(row[0]) if row else writer
    raise DeskRefused(
        Problem(
            code="D106",
            message=f"{path} was written by coachdesk {writer}; this is {__version__}",
            hint="update coachdesk",
        )
    )


def _take(db: Database, steps: Sequence[Step]) -> None:
    for step in steps[layout_of(db) :]:
        step(db)
    db.conn.execute(f"PRAGMA user_version={len(steps)}")


def layout_of(db: Database) -> int:
    """The number of steps that this desk has taken."""
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def pending(db: Database, steps: Sequence[Step] = STEPS) -> bool:
    """Whether the desk is older than this program."""
    return layout_of(db) < len(steps)


def upgrade(
    db: Database, path: Path, *, at: datetime, actor: str, steps: Sequence[Step] = STEPS
) -> Path | None:
    """Takes the steps that are pending, after a backup, once however many processes ask.

    Returns:
        The backup made before, or None when another process had done it all.
    """
    with locked(path):
        before = layout_of(db)
        if before >= len(steps):
            return None
        kept = path.with_name(f"{path.stem}-before-layout-{len(steps)}{path.suffix}")
        backup.copy(db, kept)
        connection = db.conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            _take(db, steps)
            connection.execute("UPDATE desk SET written_by = ?", (__version__,))
            events.append(
                db,
                at=at,
                actor=actor,
                kind="desk_upgraded",
                subject="layout",
                body={"coachdesk": __version__, "from": before, "to": len(steps)},
            )
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return kept
