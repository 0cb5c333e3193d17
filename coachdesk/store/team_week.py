"""The automatic scores of some weeks, added up from the queue's index: the calls are not visited.

Most calls were judged by one scorecard and by nobody else; of them the queue's row says all. For
the others, such as those that people evaluated, the engine's own evaluations are looked up.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

import msgspec

from coachdesk.core.authorize import Stint
from coachdesk.core.people import name_key
from coachdesk.core.queue import Status
from coachdesk.store.calls import OUTCOMES
from coachdesk.store.database import Database
from coachdesk.store.queue import AGENT, BITS, STATUSES
from coachdesk.store.stints import among, numbered
from coachdesk.store.trend import Counted

_RANGE = " WHERE q.started >= :since AND q.started < :before AND {among}"
_ALONE = f"q.others = 0 AND q.status = {STATUSES.index(Status.NEW)}"
_OF_ROWS = (
    f"SELECT q.agent, q.basis, q.outcome, q.shown, count(*), sum(q.urgency & {(1 << BITS) - 1})"
    f" FROM queue q INDEXED BY queue_newest{_RANGE} AND {_ALONE} GROUP BY 1, 2, 3, 4"
)
_LOOKED_UP = (
    "SELECT q.agent, e.basis, e.outcome, e.shown, count(*), sum(e.unknown)"
    " FROM queue q INDEXED BY queue_newest CROSS JOIN evaluations e ON e.call = q.call"
    f"{_RANGE} AND NOT ({_ALONE}) AND q.status <> {STATUSES.index(Status.UNSCORED)}"
    " AND e.basis IN (SELECT number FROM bases WHERE in_force = 1) GROUP BY 1, 2, 3, 4"
)


def counted(
    db: Database,
    agents: Sequence[str],
    bounds: Sequence[datetime],
    stints: Sequence[Stint] = (),
) -> Iterator[Counted]:
    """What `trend.counted` says of the engine's own evaluations.

    Args:
        db: the desk.
        agents: their keys, as `core.people.name_key` makes them.
        bounds: where each week begins, and where the last one ends; whole seconds.
        stints: of people whose calls count for a time only.
    """
    every = [*agents, *(name for each in stints for name in each.names)]
    keys = msgspec.json.encode([name_key(name) for name in every]).decode()
    key_of = dict(
        db.conn.execute(
            "SELECT number, key FROM names WHERE kind = ?"
            " AND key IN (SELECT value FROM json_each(?))",
            (AGENT, keys),
        ).fetchall()
    )
    always, timed = numbered(db, agents, stints)
    queries = [each.format(among=among(stints)) for each in (_OF_ROWS, _LOOKED_UP)]
    for week, (since, before) in enumerate(pairwise(bounds)):
        wanted = {
            "agents": always,
            "stints": timed,
            "since": int(since.timestamp()),
            "before": int(before.timestamp()),
        }
        for query in queries:
            for agent, basis, outcome, shown, calls, unknown in db.conn.execute(query, wanted):
                yield Counted(
                    agent_key=key_of[agent],
                    week=week,
                    basis=basis,
                    outcome=OUTCOMES[outcome],
                    shown=shown,
                    random=None,
                    calls=calls,
                    unknown=unknown,
                )
