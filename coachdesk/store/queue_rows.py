"""Lines of the queue by number, and the names that filters may use."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from coachdesk.core.queue.item import Item
from coachdesk.store import criteria
from coachdesk.store.calls import OUTCOMES
from coachdesk.store.database import Database
from coachdesk.store.queue import AGENT, BITS, CAMPAIGN, LANGUAGE, MOST, STATUSES, positions_of
from coachdesk.store.queue_where import RELEASED

_ROWS = """
SELECT q.call, c.id, c.started_at, c.agent, c.campaign, c.language, c.duration_ms, p.key,
  q.others, {of}.basis, f.id, f.version, {of}.status, {of}.outcome, {of}.shown, {of}.urgency,
  {of}.failed
FROM json_each(:numbers) n CROSS JOIN queue q ON q.call = n.value
CROSS JOIN calls c ON c.number = q.call {beside}
LEFT JOIN names p ON p.number = q.assigned
LEFT JOIN bases b ON b.number = {of}.basis LEFT JOIN forms f ON f.number = b.form
WHERE 1 {only}
"""


def rows(
    db: Database,
    numbers: Sequence[int],
    *,
    scorecards: frozenset[str] = frozenset(),
    released_only: bool = False,
) -> dict[int, Item]:
    """The lines of these calls by number, times in UTC; a number without a call is left out.

    Args:
        db: the desk.
        numbers: of calls.
        scorecards: show what one of these said, where one of them judged the call; empty: any.
        released_only: show only evaluations that were released to the agent.
    """
    noted = criteria.places(db)
    found: dict[int, Item] = {}
    asked = {
        "numbers": msgspec.json.encode(list(numbers)).decode(),
        "forms": msgspec.json.encode(sorted(scorecards)).decode(),
        "stages": msgspec.json.encode([STATUSES.index(each) for each in RELEASED]).decode(),
    }
    only = "AND f.id IN (SELECT value FROM json_each(:forms))" if scorecards else ""
    if released_only:
        only += " AND {of}.status IN (SELECT value FROM json_each(:stages))"
    for of, beside in _sources(narrowing=bool(only)):
        query = _ROWS.format(of=of, beside=beside, only=only.format(of=of))
        for row in db.conn.execute(query, asked):
            known = found.get(row[0])
            if known is None or row[15] > known_urgency(known):
                item = _item(row, noted)
                # How many unpublished ones there are is not theirs to know.
                found[row[0]] = replace(item, others=0) if released_only else item
    if scorecards and not released_only:
        lacking = [number for number in numbers if number not in found]
        found |= rows(db, lacking) if lacking else {}
    return found


def _sources(*, narrowing: bool) -> list[tuple[str, str]]:
    own = ("q", "")
    return [own, ("o", "JOIN queue_others o ON o.call = q.call")] if narrowing else [own]


def known_urgency(item: Item) -> int:
    """The number by which the line's evaluation is ordered."""
    return (item.critical << 2 * BITS) + (item.failing << BITS) + item.unknown


def _item(row: Sequence[Any], noted: Mapping[int, Sequence[tuple[str, bool]]]) -> Item:
    number, call, started, agent, campaign, language, length, assigned, others, *judged = row
    basis, form, version, status, outcome, shown, urgency, failed = judged
    unknown = urgency & MOST
    names = noted.get(basis, ())
    return Item(
        number=number,
        call=call,
        started_at=datetime.fromisoformat(started) if started else None,
        agent=agent,
        campaign=campaign,
        language=language,
        duration_ms=length,
        scorecard=form,
        version=version,
        others=others,
        score=shown,
        outcome=None if outcome is None else OUTCOMES[outcome],
        critical=urgency >> 2 * BITS,
        failing=(urgency >> BITS) & MOST,
        unknown=unknown,
        status=STATUSES[status],
        assigned=assigned,
        why=_why(positions_of(failed), unknown, names) if failed or unknown else "",
    )


def _why(positions: Sequence[int], unknown: int, names: Sequence[tuple[str, bool]]) -> str:
    """The first critical failing criterion, else the first failing one, and the unknown ones."""
    failing = [names[at] for at in positions if at < len(names)]
    first = next((name for name, critical in failing if critical), None)
    if first is None and failing:
        first = failing[0][0]
    parts = [] if first is None else [f"{first} ✗"]
    if unknown:
        parts.append(f"{unknown} ?")
    return ", ".join(parts)


def names(db: Database, kind: int) -> tuple[str, ...]:
    """The names of this kind that calls carry, in order."""
    rows = db.conn.execute("SELECT name FROM names WHERE kind = ? ORDER BY key", (kind,))
    return tuple(row[0] for row in rows.fetchall())


def agents(db: Database) -> tuple[str, ...]:
    """The names of agents that calls carry."""
    return names(db, AGENT)


def campaigns(db: Database) -> tuple[str, ...]:
    """The campaigns of the calls."""
    return names(db, CAMPAIGN)


def languages(db: Database) -> tuple[str, ...]:
    """The languages of the calls."""
    return names(db, LANGUAGE)


_STANDING = """
FROM bases b JOIN forms f ON f.number = b.form {more}
WHERE b.in_force = 1 OR b.number IN (SELECT basis FROM reviews WHERE stage <> 6)
"""


def criterion_ids(db: Database) -> tuple[str, ...]:
    """The ids of the criteria that queue rows can speak of, in order."""
    standing = _STANDING.format(more="JOIN criteria k ON k.form = b.form")
    rows = db.conn.execute(f"SELECT DISTINCT k.id {standing} ORDER BY k.id").fetchall()
    return tuple(row[0] for row in rows)


def scorecards(db: Database) -> tuple[str, ...]:
    """The ids of the scorecards that queue rows can speak of, in order."""
    standing = _STANDING.format(more="")
    rows = db.conn.execute(f"SELECT DISTINCT f.id {standing} ORDER BY f.id").fetchall()
    return tuple(row[0] for row in rows)
