"""The words of every call, to be searched: one row a call, filled as the call comes in.

The words are those of `core.text`, so a Chinese character is a word and `don't` is do, not; what
one speaker says and what the next one says do not run together into one phrase.
"""

from collections.abc import Iterable, Sequence

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


def expression(phrases: Sequence[Phrase]) -> str:
    """The phrases, any one of them, as an FTS5 query; empty where there are none."""
    return " OR ".join(map(_phrase, phrases))


def _phrase(phrase: Phrase) -> str:
    # Words hold no quotes: they are letters, digits and marks of the normal form.
    going_on = phrase.open_end and len(phrase.words[-1]) > 1
    return f'"{" ".join(phrase.words)}"' + (" *" if going_on else "")
