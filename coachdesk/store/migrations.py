"""The desk's layout, step by step. A step is never edited after its release.

sqlite-utils decides what is pending outside of any transaction, so several processes that open
an old desk at once would run a step twice; here the lock file and one `BEGIN IMMEDIATE` hold
the question and the answer together. The number of steps is kept as `user_version`.
"""

import uuid
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from coachdesk import __version__
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.store import backup, criteria, events, queue, search
from coachdesk.store.header import APPLICATION_ID
from coachdesk.store.layouts import FIRST_LAYOUT, QUEUE_LAYOUT, REVIEWS_LAYOUT, run_statements
from coachdesk.store.lock import locked

STEPS = Migrations("coachdesk")
"""Every step up to this version's layout, in order."""


@STEPS()
def first_layout(db: Database) -> None:
    """Events, calls, forms and evaluations."""
    run_statements(db, FIRST_LAYOUT)


@STEPS()
def reviews_and_queue(db: Database) -> None:
    """People's evaluations, the queue's rows, words to search, and what people prefer."""
    run_statements(db, REVIEWS_LAYOUT)
    run_statements(db, QUEUE_LAYOUT)
    criteria.mark_failed(db)
    search.rebuild(db)
    queue.rebuild(db)


def version_of(steps: Migrations) -> int:
    """The layout number that a desk has after all these steps."""
    return len(steps._migrations)


def build(db: Database, *, at: datetime, actor: str) -> None:
    """Gives an empty database the layout of a desk, with its identity and first event."""
    connection = db.conn
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    STEPS.apply(db)
    connection.execute(f"PRAGMA user_version={version_of(STEPS)}")
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
        body={"coachdesk": __version__, "layout": version_of(STEPS)},
    )
    connection.execute("COMMIT")


def refuse_newer(db: Database, path: Path, steps: Migrations = STEPS) -> None:
    """Refuses a desk of a later layout.

    Raises:
        DeskRefused: an old program would write to it wrongly without any error.
    """
    if layout_of(db) <= version_of(steps):
        return
    # The table may look otherwise there, so the name of the writer is asked for, not relied on.
    writer = "a newer version"
    if db["desk"].exists():
        rows = list(db.query("SELECT * FROM desk LIMIT 1"))
        writer = str(rows[0].get("written_by", writer)) if rows else writer
    raise DeskRefused(
        Problem(
            code="D106",
            message=f"{path} was written by coachdesk {writer}; this is {__version__}",
            hint="update coachdesk",
        )
    )


def layout_of(db: Database) -> int:
    """The number of steps that this desk has taken."""
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def pending(db: Database, steps: Migrations = STEPS) -> bool:
    """Whether the desk is older than this program."""
    return layout_of(db) < version_of(steps)


def upgrade(
    db: Database, path: Path, *, at: datetime, actor: str, steps: Migrations = STEPS
) -> Path | None:
    """Takes the steps that are pending, after a backup, once however many processes ask.

    Returns:
        The backup made before, or None when another process had done it all.
    """
    with locked(path):
        before = layout_of(db)
        if before >= version_of(steps):
            return None
        kept = path.with_name(f"{path.stem}-before-layout-{version_of(steps)}{path.suffix}")
        backup.copy(db, kept)
        connection = db.conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            steps.apply(db)
            connection.execute(f"PRAGMA user_version={version_of(steps)}")
            connection.execute("UPDATE desk SET written_by = ?", (__version__,))
            events.append(
                db,
                at=at,
                actor=actor,
                kind="desk_upgraded",
                subject="layout",
                body={"coachdesk": __version__, "from": before, "to": version_of(steps)},
            )
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return kept
