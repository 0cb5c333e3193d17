"""The words of every call, to be searched: one row a call, filled as the call comes in.

The words are those of `core.text`, so a Chinese character is a word and `don't` is do, not; what
one speaker says and what the next one says do not run together into one phrase.
"""

from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from coachdesk.core.calls import Call
from coachdesk.core.queue.meaning import Phrase
from coachdesk.core.text import Line, words_of
from coachdesk.store.contents import unpacked
from coachdesk.store.database import Database

_BETWEEN = " | "
"""Between the agent's name and each turn: a word that no text has."""
_INSERT = "INSERT INTO call_words (rowid, words) VALUES (?, ?)"


def add(db: Database, calls: Iterable[tuple[int, Call]]) -> None:
    """Makes calls that are new searchable, inside the caller's transaction."""
    db.conn.executemany(_INSERT, ((number, _searched(call)) for number, call in calls))


def rebuild(db: Database, size: int = 256) -> None:
    """Fills the words of all calls anew, inside the caller's transaction."""
    db.conn.execute("INSERT INTO call_words (call_words) VALUES ('delete-all')")
    last = 0
    while rows := db.conn.execute(
        "SELECT number, content FROM calls WHERE number > ? ORDER BY number LIMIT ?", (last, size)
    ).fetchall():
        add(db, ((number, unpacked(content)) for number, content in rows))
        last = rows[-1][0]


def _searched(call: Call) -> str:
    name = " ".join(words_of(call.agent or "").texts)
    # `Line` has a short way for plain texts, and gives the same words.
    said = (Line((turn.text,)).data.decode().strip() for turn in call.turns)
    return _BETWEEN.join((name, *said))


class _Heard:
    """The calls that were found to have some phrases, as long as nothing was written since."""

    def __init__(self) -> None:
        self.as_of: tuple[int, int] | None = None
        self.functions: dict[str, str] = {}


_HEARD: WeakKeyDictionary[Database, _Heard] = WeakKeyDictionary()
_REMEMBERED = 8
_NEW = 65_536
"""Room for calls that come in while a search runs; they were not heard."""


FEW = 10_000
"""So many calls are sooner looked up one by one than met on the way through all."""


def few(db: Database, asked: str) -> list[int] | None:
    """The numbers of the calls that have one of these phrases; None: more than `FEW`."""
    query = "SELECT rowid FROM call_words WHERE call_words MATCH ? LIMIT ?"
    rows = db.conn.execute(query, (asked, FEW + 1)).fetchall()
    return [row[0] for row in rows] if len(rows) <= FEW else None


def heard(db: Database, asked: str) -> str:
    """The name of an SQL function: 1 for the number of a call that has one of these phrases.

    Looked up once and kept as a row of bytes, which answers for a million calls much sooner than
    a table of what was found would.
    """
    kept = _HEARD.setdefault(db, _Heard())
    now = (db.conn.execute("PRAGMA data_version").fetchone()[0], db.conn.total_changes)
    if kept.as_of != now or len(kept.functions) >= _REMEMBERED:
        kept.as_of = now
        kept.functions.clear()
    if asked not in kept.functions:
        name = f"heard_{len(kept.functions)}"
        db.conn.create_function(name, 1, _found(db, asked).__getitem__, deterministic=True)
        kept.functions[asked] = name
    return kept.functions[asked]


def _found(db: Database, asked: str) -> bytearray:
    last = db.conn.execute("SELECT coalesce(max(number), 0) FROM calls").fetchone()[0]
    found = bytearray(last + 1 + _NEW)

    class Marked:
        """An aggregate that marks each number inside the engine's loop."""

        def __init__(self) -> None:
            self.step = found.__setitem__

        def finalize(self) -> int:
            return 0

    db.conn.create_aggregate("marked", 2, Marked)  # type: ignore[arg-type]
    query = "SELECT marked(rowid, 1) FROM call_words WHERE call_words MATCH ?"
    db.conn.execute(query, (asked,)).fetchall()
    return found


def expression(phrases: Sequence[Phrase]) -> str:
    """The phrases, any one of them, as an FTS5 query; empty where there are none."""
    return " OR ".join(map(_phrase, phrases))


def _phrase(phrase: Phrase) -> str:
    # Words hold no quotes: they are letters, digits and marks of the normal form.
    going_on = phrase.open_end and len(phrase.words[-1]) > 1
    return f'"{" ".join(phrase.words)}"' + (" *" if going_on else "")
