"""People's calls in SQL, where some count only while somebody was in a team.

A query gets two lists: keys of people whose calls all count, and (key, since, before) of those
whose calls count for a time. Keys and times are as the column has them: texts in `calls`, numbers
in `queue`.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.authorize import Stint
from coachdesk.core.people import name_key
from coachdesk.store.database import Database
from coachdesk.store.queue import AGENT

_FIRST, _LAST = -(2**62), 2**62
_ALWAYS = "q.agent IN (SELECT value FROM json_each(:agents))"
_AMONG = (
    f"({_ALWAYS}"
    " OR EXISTS (SELECT 1 FROM json_each(:stints) s WHERE json_extract(s.value, '$[0]') = q.agent"
    " AND q.started >= json_extract(s.value, '$[1]')"
    " AND q.started < json_extract(s.value, '$[2]')))"
)


def among(stints: Sequence[Stint]) -> str:
    """Whether a row `q` of the queue is among the calls that `:agents` and `:stints` name.

    Where nobody came or went the second list is not looked at: most rows would ask it in vain.
    """
    return _AMONG if stints else _ALWAYS


def numbered(db: Database, agents: Sequence[str], stints: Sequence[Stint]) -> tuple[str, str]:
    """The two lists as JSON, for the queue: its numbers of names, its whole seconds."""
    own = [number for number, _ in _numbers(db, agents)]
    timed = [
        (number, _second(each.since, _FIRST), _second(each.before, _LAST))
        for each in stints
        for number, _ in _numbers(db, each.names)
    ]
    return _json(own), _json(timed)


def keyed(agents: Sequence[str], stints: Sequence[Stint]) -> Iterator[tuple[str, str, str]]:
    """(key, since, before) of everybody, for `calls`: those of unbounded time among them."""
    yield from ((name_key(name), "", "~") for name in agents)
    for each in stints:
        since = "" if each.since is None else _stamp(each.since)
        before = "~" if each.before is None else _stamp(each.before)
        yield from ((name_key(name), since, before) for name in each.names)


def _numbers(db: Database, names: Sequence[str]) -> list[tuple[int, str]]:
    keys = _json([name_key(name) for name in names])
    return db.conn.execute(
        "SELECT number, key FROM names WHERE kind = ? AND key IN (SELECT value FROM json_each(?))",
        (AGENT, keys),
    ).fetchall()


def _second(at: datetime | None, otherwise: int) -> int:
    return otherwise if at is None else int(at.timestamp())


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()
