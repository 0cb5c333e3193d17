"""Calls of the queue in order: the first ones at once, or the numbers of all.

Each order but one has an index that also holds every column that filters ask for, so a filter is
one walk along the index, without a look at the table. Orders without one are walked along another
and sorted.
"""

import contextlib
import sqlite3
from array import array
from collections.abc import Iterator

import msgspec

from coachdesk.core.queue.status import Sort
from coachdesk.store.connect import Interrupted
from coachdesk.store.database import Database
from coachdesk.store.queue_where import Where


class _Part(msgspec.Struct, frozen=True):
    """A stretch of an order; what is not known comes in a stretch of its own, at the end."""

    source: str
    filtered_source: str
    order: str
    only: str = ""


_Q = "queue q"
_URGENT = f"{_Q} INDEXED BY queue_urgent"
_NEWEST = f"{_Q} INDEXED BY queue_newest"
_NAMES = "names n CROSS JOIN queue q INDEXED BY queue_agent ON q.agent = n.number"
_NAMED = f"{_NEWEST} CROSS JOIN names n ON n.number = q.agent"
_HOW_MANY = "SELECT count(*) FROM queue"
_LATEST = "q.started DESC, q.call DESC"

_PARTS: dict[Sort, tuple[_Part, ...]] = {
    Sort.URGENT: (_Part(_URGENT, _URGENT, f"q.urgency DESC, {_LATEST}"),),
    Sort.NEWEST: (_Part(_NEWEST, _NEWEST, _LATEST),),
    Sort.OLDEST: (
        _Part(_NEWEST, _NEWEST, "q.started, q.call", "q.started IS NOT NULL"),
        _Part(_NEWEST, _NEWEST, "q.call", "q.started IS NULL"),
    ),
    Sort.SCORE: (
        _Part(
            f"{_Q} INDEXED BY queue_score", _NEWEST, f"q.shown, {_LATEST}", "q.shown IS NOT NULL"
        ),
        _Part(_NEWEST, _NEWEST, _LATEST, "q.shown IS NULL"),
    ),
    Sort.LENGTH: (_Part(f"{_Q} INDEXED BY queue_length", _NEWEST, f"q.length DESC, {_LATEST}"),),
    Sort.AGENT: (
        _Part(_NAMES, _NAMED, f"n.key, {_LATEST}", "n.kind = 0"),
        _Part(f"{_Q} INDEXED BY queue_agent", _NEWEST, _LATEST, "q.agent IS NULL"),
    ),
}


def first(db: Database, where: Where | None, sort: Sort, *, limit: int = 500) -> list[int]:
    """The numbers of the first calls in order, at most so many.

    Raises:
        Interrupted: another thread called it off.
    """
    found: list[int] = []
    with calling_off():
        for query, values in _queries(where, sort):
            left = limit - len(found)
            rows = db.conn.execute(f"{query} LIMIT ?", (*values, left)).fetchall()
            found += [row[0] for row in rows]
            if len(found) >= limit:
                break
    return found


def ids(db: Database, where: Where | None, sort: Sort) -> "array[int]":
    """The numbers of all calls in order, as an array of type `q`.

    Raises:
        Interrupted: another thread called it off.
    """
    found = array("q")

    class Appended:
        """An aggregate that fills the array inside the engine's loop: half the time of rows."""

        def __init__(self) -> None:
            self.step = found.append

        def finalize(self) -> int:
            return 0

    db.conn.create_aggregate("appended", 1, Appended)
    with calling_off():
        for query, values in _queries(where, sort):
            db.conn.execute(f"SELECT appended(call) FROM ({query})", values).fetchall()
    return found


def count(db: Database, where: Where | None = None) -> int:
    """How many calls meet the condition."""
    query = f"SELECT count(*) FROM {_NEWEST} WHERE {where.sql}" if where else _HOW_MANY
    with calling_off():
        row = db.conn.execute(query, where.values if where else ()).fetchone()
    return int(row[0])


def call_off(db: Database) -> None:
    """Ends what another thread is searching on this database; it may have closed it just now."""
    with contextlib.suppress(sqlite3.ProgrammingError):
        db.conn.interrupt()


_FEW = "json_each(?) w CROSS JOIN queue q ON q.call = w.value"


def _queries(where: Where | None, sort: Sort) -> Iterator[tuple[str, tuple[object, ...]]]:
    for part in _PARTS[sort]:
        values: tuple[object, ...] = where.values if where else ()
        source = part.source if where is None else part.filtered_source
        if where is not None and where.few is not None:
            named = " CROSS JOIN names n ON n.number = q.agent" if part.source is _NAMES else ""
            source = _FEW + named
            values = (msgspec.json.encode(where.few).decode(), *values)
        conditions = [each for each in (part.only, where.sql if where else "") if each]
        condition = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        yield f"SELECT q.call FROM {source}{condition} ORDER BY {part.order}", values


@contextlib.contextmanager
def calling_off() -> Iterator[None]:
    """Whatever is read in here ends with `Interrupted` when another thread calls it off."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Interrupted from None
        raise
