"""Figures over weeks, counted from columns and indexes; of a call's content nothing is read.

Every query goes along `calls_by_agent`, one week at a time, so that its cost is that of the calls
of these people in these weeks, however many the desk has.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise

import msgspec

from coachdesk.core.authorize import Stint
from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.reviews import Stage
from coachdesk.core.score import Outcome
from coachdesk.core.trend import Latest
from coachdesk.store.calls import OUTCOMES
from coachdesk.store.contents import unpacked
from coachdesk.store.database import Database
from coachdesk.store.evaluations import Row
from coachdesk.store.packing import states_of
from coachdesk.store.queue import IS_BLANK
from coachdesk.store.stints import keyed

_STAGES = tuple(Stage)
RELEASED = tuple(
    _STAGES.index(stage)
    for stage in (Stage.PUBLISHED, Stage.ACKNOWLEDGED, Stage.DISPUTED, Stage.RESOLVED)
)
"""Published or later, and not retracted."""
_RELEASED = ", ".join(map(str, RELEASED))
_OPEN = tuple(
    _STAGES.index(stage)
    for stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.PUBLISHED, Stage.DISPUTED, Stage.RESOLVED)
)


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """So many evaluations of one agent's calls that are alike in all of this."""

    agent_key: str
    week: int
    basis: int
    outcome: Outcome
    shown: float | None
    random: bool | None
    """None: the engine's own. False: of a call that somebody picked."""
    calls: int
    unknown: int


_CALLS = (
    " FROM json_each(:agents) a"
    " CROSS JOIN calls c ON c.agent_key = json_extract(a.value, '$[0]')"
    " AND c.started_at >= max(:since, json_extract(a.value, '$[1]'))"
    " AND c.started_at < min(:before, json_extract(a.value, '$[2]'))"
)
_AUTOMATIC = (
    "SELECT c.agent_key, e.basis, e.outcome, e.shown, count(*), sum(e.unknown)"
    f"{_CALLS} JOIN evaluations e ON e.call = c.number"
    " AND e.basis IN (SELECT number FROM bases WHERE in_force = 1) GROUP BY 1, 2, 3, 4"
)
_REVIEWED = (
    "SELECT c.agent_key, r.basis, r.outcome, r.shown, r.selected_by LIKE 'seed %', count(*),"
    f" sum(r.unknown){_CALLS} JOIN reviews r ON r.call = c.number AND r.stage <> 6"
    f" AND r.stage IN ({_RELEASED}) GROUP BY 1, 2, 3, 4, 5"
)


def counted(
    db: Database,
    agents: Sequence[str],
    bounds: Sequence[datetime],
    *,
    stints: Sequence[Stint] = (),
    automatic: bool = True,
) -> Iterator[Counted]:
    """The evaluations of these agents' calls, added up where they are alike.

    Args:
        db: the desk.
        agents: their keys, as `core.people.name_key` makes them.
        bounds: where each week begins, and where the last one ends.
        stints: of people whose calls count for a time only.
        automatic: the engine's own as well, under the rules in force.
    """
    for week, wanted in _weeks(agents, bounds, stints):
        rows = db.conn.execute(_AUTOMATIC, wanted).fetchall() if automatic else ()
        for agent, basis, outcome, shown, calls, unknown in rows:
            yield Counted(
                agent_key=agent,
                week=week,
                basis=basis,
                outcome=OUTCOMES[outcome],
                shown=shown,
                random=None,
                calls=calls,
                unknown=unknown,
            )
        for agent, basis, outcome, shown, random, calls, unknown in db.conn.execute(
            _REVIEWED, wanted
        ).fetchall():
            yield Counted(
                agent_key=agent,
                week=week,
                basis=basis,
                outcome=OUTCOMES[outcome],
                shown=shown,
                random=bool(random),
                calls=calls,
                unknown=unknown,
            )


def _weeks(
    agents: Sequence[str], bounds: Sequence[datetime], stints: Sequence[Stint] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    keys = msgspec.json.encode(list(keyed(agents, stints))).decode()
    for week, (since, before) in enumerate(pairwise(bounds)):
        yield week, {"agents": keys, "since": _stamp(since), "before": _stamp(before)}


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def calls_of(
    db: Database,
    agents: Sequence[str],
    bounds: Sequence[datetime],
    stints: Sequence[Stint] = (),
) -> dict[str, int]:
    """How many calls each of these agents has in these weeks, scored or not."""
    found: dict[str, int] = {}
    for _, wanted in _weeks(agents, (bounds[0], bounds[-1]), stints):
        for agent, calls in db.conn.execute(
            f"SELECT c.agent_key, count(*){_CALLS} GROUP BY 1", wanted
        ).fetchall():
            found[agent] = found.get(agent, 0) + calls
    return found


_CONTENTS = (
    f"SELECT e.content, e.number{_CALLS}"
    " JOIN evaluations e ON e.call = c.number AND e.basis = :basis ORDER BY c.started_at"
)


def answers_of(
    db: Database, agents: Sequence[str], bounds: Sequence[datetime], basis: int
) -> tuple[dict[tuple[int, int, State], int], dict[int, list[int]]]:
    """How often each criterion got each answer, and who shows it: one streamed pass.

    Returns:
        Counts by (week, position of the criterion, state), and for each position that failed the
        numbers of the few newest evaluations in which it did, the newest first.
    """
    counts: dict[tuple[int, int, State], int] = {}
    failed: dict[int, list[int]] = {}
    for week, wanted in _weeks(agents, bounds):
        cursor = db.conn.execute(_CONTENTS, {**wanted, "basis": basis})
        while rows := cursor.fetchmany(512):
            for content, number in rows:
                for position, state in enumerate(states_of(content)):
                    key = (week, position, state)
                    counts[key] = counts.get(key, 0) + 1
                    if state is State.FAIL:
                        failed.setdefault(position, []).append(number)
                        del failed[position][:-_EXAMPLES]
    return counts, {position: numbers[::-1] for position, numbers in failed.items()}


_EXAMPLES = 4
"""So many of the newest fails are looked at for one that shows the words."""


def evaluation(db: Database, number: int) -> tuple[Call, Row]:
    """One stored evaluation and its call."""
    content, swapped, *fields = db.conn.execute(
        "SELECT c.content, c.swapped, e.outcome, e.shown, e.failing, e.unknown, e.content"
        " FROM evaluations e JOIN calls c ON c.number = e.call WHERE e.number = ?",
        (number,),
    ).fetchone()
    return unpacked(content, swapped=swapped), Row(*fields)


_LATEST = (
    "SELECT number, id, started_at FROM calls c WHERE agent_key = :agent AND (NOT :released OR"
    " EXISTS (SELECT 1 FROM reviews r WHERE r.call = c.number AND r.stage <> 6"
    f" AND r.stage IN ({_RELEASED}))) ORDER BY started_at DESC, number DESC LIMIT :limit"
)
_SAID = """
SELECT f.id, f.version, iif(r.stage > 0, r.outcome, e.outcome), iif(r.stage > 0, r.shown, e.shown),
  iif(r.stage > 0, r.failing, e.failing), iif(r.stage > 0, r.unknown, e.unknown), r.stage
FROM bases b JOIN forms f ON f.number = b.form
LEFT JOIN evaluations e ON e.call = :call AND e.basis = b.number
LEFT JOIN reviews r ON r.call = :call AND r.basis = b.number AND r.stage <> 6
WHERE r.stage IN ({released})
  OR (NOT :released AND (r.number IS NOT NULL OR (b.in_force = 1 AND e.number IS NOT NULL)))
ORDER BY f.id, f.version DESC
"""
"""A draft's figures are not what anybody says yet: the engine's stand until it is submitted."""


def latest(
    db: Database, agents: Sequence[str], *, released_only: bool, limit: int = 10
) -> list[Latest]:
    """The newest calls of these agents, each with what was said last about it under each form.

    Args:
        db: the desk.
        agents: their keys.
        released_only: only calls with an evaluation by people that is published, and only that.
        limit: so many calls.
    """
    # One agent at a time comes out in order, and stops at the limit.
    rows = [
        row
        for agent in agents
        for row in db.conn.execute(
            _LATEST, {"agent": agent, "released": released_only, "limit": limit}
        ).fetchall()
    ]
    rows.sort(key=lambda row: (row[2] or "", row[0]), reverse=True)
    return [
        each
        for number, call, started_at in rows[:limit]
        for each in _said(db, number, call, started_at, released_only=released_only)
    ]


def _said(
    db: Database, number: int, call: str, started_at: str | None, *, released_only: bool
) -> Iterator[Latest]:
    query = _SAID.format(released=_RELEASED)
    rows = db.conn.execute(query, {"call": number, "released": released_only}).fetchall()
    for form, version, outcome, shown, failing, unknown, stage in rows or [(None,) * 7]:
        yield Latest(
            call=call,
            started_at=None if started_at is None else datetime.fromisoformat(started_at),
            scorecard=form,
            version=version,
            outcome=None if outcome is None else OUTCOMES[outcome],
            shown=shown,
            failing=failing or 0,
            unknown=unknown or 0,
            stage=None if stage is None else _STAGES[stage],
        )


def newest_start(db: Database, until: datetime) -> datetime | None:
    """When the newest call of the desk began, of those that began by then."""
    row = db.conn.execute(
        "SELECT started_at FROM calls WHERE started_at <= ? ORDER BY started_at DESC LIMIT 1",
        (_stamp(until),),
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def undated(db: Database, agents: Sequence[str]) -> int:
    """How many calls of these agents say nothing of when they began."""
    keys = msgspec.json.encode(list(agents)).decode()
    row = db.conn.execute(
        "SELECT count(*) FROM json_each(?) a JOIN calls c ON c.agent_key = a.value"
        " AND c.started_at IS NULL",
        (keys,),
    ).fetchone()
    return int(row[0])


def open_by_subject(db: Database, subjects: Sequence[str]) -> dict[str, dict[Stage, int]]:
    """How many evaluations of each of these people are in each stage that is not the last."""
    found: dict[str, dict[Stage, int]] = {subject: {} for subject in subjects}
    rows = db.conn.execute(
        "SELECT r.subject, r.stage, count(*) FROM reviews r WHERE r.subject IN (SELECT value FROM"
        f" json_each(?)) AND r.stage IN ({', '.join(map(str, _OPEN))}) AND NOT {IS_BLANK}"
        " GROUP BY 1, 2",
        (msgspec.json.encode(list(subjects)).decode(),),
    ).fetchall()
    for subject, stage, count in rows:
        found[subject][_STAGES[stage]] = count
    return found


_AGENTS = """
WITH RECURSIVE found (key) AS (
  SELECT min(agent_key) FROM calls
  UNION ALL
  SELECT (SELECT min(agent_key) FROM calls WHERE agent_key > found.key) FROM found
  WHERE found.key IS NOT NULL)
SELECT f.key, (SELECT c.agent FROM calls c WHERE c.agent_key = f.key ORDER BY c.started_at DESC
  LIMIT 1) FROM found f WHERE f.key IS NOT NULL
"""


def agents(db: Database) -> list[tuple[str, str]]:
    """(key, name) of everybody whom calls name as their agent, without reading all calls."""
    return [(key, name) for key, name in db.conn.execute(_AGENTS).fetchall()]
