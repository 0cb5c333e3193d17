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
from coachdesk.store import backup, events
from coachdesk.store.header import APPLICATION_ID
from coachdesk.store.lock import locked

STEPS = Migrations("coachdesk")
"""Every step up to this version's layout, in order."""

_FIRST_LAYOUT = """
CREATE TABLE desk (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  made_at TEXT NOT NULL,
  written_by TEXT NOT NULL
) STRICT;
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  commitment BLOB CHECK (length(commitment) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TABLE event_texts (
  seq INTEGER PRIMARY KEY REFERENCES events (seq),
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE calls (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  started_at TEXT,
  agent TEXT,
  agent_key TEXT,
  campaign TEXT,
  language TEXT,
  source_format TEXT NOT NULL,
  duration_ms INTEGER CHECK (duration_ms >= 0),
  event INTEGER NOT NULL REFERENCES events (seq),
  content BLOB NOT NULL
) STRICT;
CREATE INDEX calls_by_start ON calls (started_at, number);
CREATE INDEX calls_by_agent ON calls (agent_key, started_at, number);
CREATE INDEX calls_by_campaign ON calls (campaign, started_at, number);
CREATE INDEX calls_by_event ON calls (event);
CREATE TABLE sources (
  number INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
  text TEXT NOT NULL
) STRICT;
CREATE TABLE forms (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  event INTEGER NOT NULL REFERENCES events (seq)
) STRICT;
CREATE TABLE form_sources (
  form INTEGER NOT NULL REFERENCES forms (number),
  path TEXT NOT NULL,
  source INTEGER NOT NULL REFERENCES sources (number),
  PRIMARY KEY (form, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE bases (
  number INTEGER PRIMARY KEY,
  form INTEGER NOT NULL REFERENCES forms (number),
  assumptions TEXT NOT NULL,
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  event INTEGER NOT NULL REFERENCES events (seq),
  UNIQUE (form, assumptions)
) STRICT;
CREATE TABLE reasons (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE evaluations (
  number INTEGER PRIMARY KEY,
  call INTEGER NOT NULL REFERENCES calls (number),
  basis INTEGER NOT NULL REFERENCES bases (number),
  event INTEGER NOT NULL REFERENCES events (seq),
  outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 2),
  shown REAL CHECK (shown BETWEEN 0 AND 1000000),
  failing INTEGER NOT NULL CHECK (failing >= 0),
  unknown INTEGER NOT NULL CHECK (unknown >= 0),
  content BLOB NOT NULL,
  UNIQUE (call, basis)
) STRICT;
CREATE INDEX evaluations_by_event ON evaluations (event);
CREATE TABLE skips (
  basis INTEGER NOT NULL REFERENCES bases (number),
  call INTEGER NOT NULL REFERENCES calls (number),
  PRIMARY KEY (basis, call)
) STRICT, WITHOUT ROWID;
CREATE TABLE failures (
  basis INTEGER NOT NULL REFERENCES bases (number),
  criterion INTEGER NOT NULL,
  evaluation INTEGER NOT NULL REFERENCES evaluations (number),
  PRIMARY KEY (basis, criterion, evaluation)
) STRICT, WITHOUT ROWID;
"""


@STEPS()
def first_layout(db: Database) -> None:
    """Events, calls, forms and evaluations."""
    for statement in _FIRST_LAYOUT.split(";\n"):
        if statement.strip():
            db.execute(statement)


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
