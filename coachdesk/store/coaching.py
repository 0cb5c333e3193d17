"""Coaching as records, and the answers on calls that it rests on, without reading any words."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.coaching import CoachingAction
from coachdesk.core.coaching.excuses import Excuse, Matter
from coachdesk.core.engine.verdicts import State
from coachdesk.store.database import Database
from coachdesk.store.packing import states_of
from coachdesk.store.records import Kind
from coachdesk.store.reviews.rows import unpacked
from coachdesk.store.trend import RELEASED

ACTIONS = Kind(name="coaching", prefix="A", content=CoachingAction)
WAIVERS = Kind(name="waiver", prefix="W", content=Excuse)
MATTERS = Kind(name="matter", prefix="M", content=Matter)

_RELEASED = ", ".join(map(str, RELEASED))


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine answered about one call under one form."""

    call: str
    at: datetime
    """When the call began, UTC."""
    states: list[State]
    """In the order of the form's criteria."""
    shown: float | None
    """The score, percent."""


_ANSWERS = (
    "SELECT c.id, c.started_at, e.content, e.shown FROM calls c"
    " JOIN evaluations e ON e.call = c.number AND e.basis = :basis"
    " WHERE c.agent_key = :agent AND c.started_at >= :since AND c.started_at < :before"
    " ORDER BY c.started_at DESC, c.number DESC"
)


def answers(
    db: Database, agent: str, basis: int, since: datetime, before: datetime
) -> Iterator[Answered]:
    """The answers about one agent's calls, the newest first; read as far as somebody asks.

    Args:
        db: the desk.
        agent: the key under which the calls stand.
        basis: of the form.
        since: the first moment that counts.
        before: the first one that does not.
    """
    cursor = db.conn.execute(
        _ANSWERS,
        {"agent": agent, "basis": basis, "since": _stamp(since), "before": _stamp(before)},
    )
    while rows := cursor.fetchmany(64):
        for call, at, content, shown in rows:
            yield Answered(
                call=call,
                at=datetime.fromisoformat(at),
                states=states_of(content),
                shown=shown,
            )


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a published evaluation by people says of a call."""

    answers: dict[str, State]
    """What people answered themselves; of the rest they let the engine's answers stand."""
    random: bool
    """The call was drawn and not picked."""


_SAID = (
    "SELECT c.id, r.selected_by LIKE 'seed %', a.criterion, a.content FROM calls c"
    f" JOIN reviews r ON r.call = c.number AND r.stage <> 6 AND r.stage IN ({_RELEASED})"
    " JOIN bases b ON b.number = r.basis JOIN forms f ON f.number = b.form AND f.id = :form"
    " LEFT JOIN review_answers a ON a.review = r.number"
    " WHERE c.agent_key = :agent AND c.started_at >= :since ORDER BY a.number"
)


def said(db: Database, agent: str, form: str, since: datetime) -> dict[str, Said]:
    """What people published about an agent's calls under a form, by the call's id."""
    found: dict[str, Said] = {}
    wanted = {"agent": agent, "form": form, "since": _stamp(since)}
    for call, random, criterion, content in db.conn.execute(_SAID, wanted).fetchall():
        each = found.setdefault(call, Said(answers={}, random=bool(random)))
        if criterion is not None:
            answer = unpacked(content, criterion, "")
            if answer is None:
                each.answers.pop(criterion, None)
            else:
                each.answers[criterion] = answer.state
    return found


_DECIDERS = (
    "SELECT DISTINCT d.decided_by FROM disputes d JOIN reviews r ON r.number = d.review"
    " JOIN calls c ON c.number = r.call"
    " WHERE d.decided_by IS NOT NULL AND c.id IN (SELECT value FROM json_each(?))"
)


def deciders(db: Database, calls: Sequence[str]) -> frozenset[str]:
    """The ids of whoever decided a dispute about one of these calls."""
    rows = db.conn.execute(_DECIDERS, (msgspec.json.encode(list(calls)).decode(),)).fetchall()
    return frozenset(row[0] for row in rows)


_CHANGED = "SELECT r.number, e.at FROM records r JOIN events e ON e.seq = r.event WHERE r.kind = ?"


def changed(db: Database, kind: Kind[CoachingAction]) -> dict[int, datetime]:
    """When the last step of each action was taken."""
    rows = db.conn.execute(_CHANGED, (kind.name,)).fetchall()
    return {number: datetime.fromisoformat(at) for number, at in rows}


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
