"""What people like to find again: small values by person and key. No event tells of them."""

import msgspec

from coachdesk.store.connect import write
from coachdesk.store.database import Database


def keep(db: Database, person: str, key: str, value: object) -> None:
    """Keeps a value that JSON can hold in place of the one before; None forgets it."""
    with write(db):
        if value is None:
            db.conn.execute("DELETE FROM preferences WHERE person = ? AND key = ?", (person, key))
        else:
            db.conn.execute(
                "INSERT INTO preferences (person, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (person, key) DO UPDATE SET value = excluded.value",
                (person, key, msgspec.json.encode(value)),
            )


def kept(db: Database, person: str, key: str) -> object:
    """The value kept, or None."""
    row = db.conn.execute(
        "SELECT value FROM preferences WHERE person = ? AND key = ?", (person, key)
    ).fetchone()
    return None if row is None else msgspec.json.decode(row[0])
