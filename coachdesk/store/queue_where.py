"""A filter's conditions as SQL over the queue. Values are bound, never written into the text.

Conditions on a call are asked of its row. Conditions on an evaluation are asked of any one of the
call's evaluations: those that must hold, of one and the same; one that is turned round excludes
every call that it would mean alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from coachdesk.core.authorize import Stint
from coachdesk.core.people import name_key
from coachdesk.core.queue.fields import OUTCOMES, Compare, Field
from coachdesk.core.queue.meaning import (
    Among,
    Anywhere,
    Asked,
    Begins,
    Condition,
    Measured,
    Phrase,
    Said,
)
from coachdesk.core.queue.status import Status
from coachdesk.store import search
from coachdesk.store.database import Database
from coachdesk.store.queue import (
    AGENT,
    BITS,
    CAMPAIGN,
    LANGUAGE,
    MOST,
    PERSON,
    STATUSES,
    failed_text,
)
from coachdesk.store.stints import among, numbered

RELEASED = (Status.PUBLISHED, Status.DISPUTED, Status.RESOLVED, Status.ACKNOWLEDGED)
"""Stages in which an evaluation has been shown to the agent."""


class Where(msgspec.Struct, frozen=True):
    """A condition on the row `q` of the queue, true, false, or NULL for what is not known."""

    sql: str
    values: tuple[object, ...] = ()
    few: tuple[int, ...] | None = None
    """The condition holds for none but these calls; None: nothing is known of that."""


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """Which calls somebody may see at all."""

    agents: tuple[str, ...] | None = None
    """Names that their calls carry; None: any."""
    stints: tuple[Stint, ...] = ()
    """Besides: of people who came or went, the calls of their time."""
    released_only: bool = False


_EVALUATION_FIELDS = frozenset(
    {
        Field.STATUS,
        Field.SCORECARD,
        Field.OUTCOME,
        Field.FAILED,
        Field.SCORE,
        Field.CRITICAL,
        Field.FAILING,
        Field.UNKNOWN,
    }
)
_MEASURED: Mapping[Field, str] = {
    Field.SCORE: "{of}.shown",
    Field.CRITICAL: f"({{of}}.urgency >> {2 * BITS})",
    Field.FAILING: f"(({{of}}.urgency >> {BITS}) & {MOST})",
    Field.UNKNOWN: f"({{of}}.urgency & {MOST})",
    Field.LENGTH: "{of}.length",
    Field.SINCE: "{of}.started",
    Field.BEFORE: "{of}.started",
}
_KINDS: Mapping[Field, int] = {
    Field.AGENT: AGENT,
    Field.CAMPAIGN: CAMPAIGN,
    Field.LANGUAGE: LANGUAGE,
    Field.ASSIGNED: PERSON,
}
_JUDGED = "{of}.basis IS NOT NULL"


def where(db: Database, asked: Sequence[Asked], narrowed: Narrowed) -> Where | None:
    """What must be true of a call; None: nothing need be."""
    parts: list[Where] = []
    together: list[Callable[[str], Where]] = []
    if narrowed.agents is not None:
        keys = frozenset(map(name_key, narrowed.agents))
        if narrowed.stints:
            lists = numbered(db, narrowed.agents, narrowed.stints)
            sql = among(narrowed.stints).replace(":agents", "?").replace(":stints", "?")
            parts.append(Where(sql, lists))
        else:
            parts.append(_among(db, Among(Field.AGENT, keys), "q"))
    if narrowed.released_only:
        released = Among(Field.STATUS, frozenset(RELEASED))
        together.append(partial(_among, db, released))
    for each in asked:
        condition = each.condition
        if not _is_of_evaluation(condition):
            found = _sql(db, condition, "q")
            parts.append(_not(found) if each.negated else found)
        elif each.negated:
            parts.append(_not(_of_any([partial(_sql, db, condition)])))
        else:
            together.append(partial(_sql, db, condition))
    if together:
        parts.append(_of_any(together))
    return _all(parts) if parts else None


def _is_of_evaluation(condition: Condition) -> bool:
    return isinstance(condition, Among | Measured) and condition.field in _EVALUATION_FIELDS


def _of_any(conditions: Sequence[Callable[[str], Where]]) -> Where:
    """All of these of one evaluation: the row's own, or another of the call."""
    own = _all([make("q") for make in conditions])
    other = _all([make("o") for make in conditions])
    beside = f"SELECT 1 FROM queue_others o WHERE o.call = q.call AND {other.sql}"
    return Where(
        f"({own.sql} OR (q.others > 0 AND EXISTS ({beside})))", (*own.values, *other.values)
    )


def _sql(db: Database, condition: Condition, of: str) -> Where:
    if isinstance(condition, Among):
        return _among(db, condition, of)
    if isinstance(condition, Measured):
        return _measured(condition, of)
    if isinstance(condition, Said):
        return _said(db, condition.phrases)
    if isinstance(condition, Begins):
        return _begins(db, condition)
    return _anywhere(db, condition)


def _among(db: Database, condition: Among, of: str) -> Where:
    field, keys = condition.field, condition.keys
    if field is Field.STATUS:
        return _in(f"{of}.status", [STATUSES.index(Status(key)) for key in keys])
    if field is Field.OUTCOME:
        return _in(f"{of}.outcome", [OUTCOMES.index(key) for key in keys])
    if field is Field.SCORECARD:
        return _in(f"{of}.basis", [basis for basis, form in _forms(db) if form in keys])
    if field is Field.FAILED:
        return _failed(db, keys, of)
    named = _in(f"{of}.{field.value}", _numbers(db, _KINDS[field], keys))
    if field is Field.ASSIGNED and "" in keys:
        return _any([Where(f"{of}.assigned IS NULL"), named])
    return named


def _in(column: str, values: Sequence[int]) -> Where:
    # What is not known is not one of these: false and not NULL, so that it can be turned round.
    if len(values) == 1:
        return Where(f"{column} IS ?", (values[0],))
    marks = msgspec.json.encode(sorted(values)).decode()
    return Where(f"{column} IN (SELECT value FROM json_each(?))", (marks,))


def _numbers(db: Database, kind: int, keys: Iterable[str]) -> list[int]:
    encoded = msgspec.json.encode(sorted(keys)).decode()
    rows = db.conn.execute(
        "SELECT number FROM names WHERE kind = ? AND key IN (SELECT value FROM json_each(?))",
        (kind, encoded),
    ).fetchall()
    return [row[0] for row in rows]


def _forms(db: Database) -> list[tuple[int, str]]:
    return db.conn.execute(
        "SELECT b.number, f.id FROM bases b JOIN forms f ON f.number = b.form"
    ).fetchall()


_PLACES = """
SELECT b.number, k.position FROM criteria k JOIN bases b ON b.form = k.form
WHERE k.id IN (SELECT value FROM json_each(?)) AND (b.in_force = 1
  OR b.number IN (SELECT basis FROM reviews WHERE stage <> 6))
"""


def _failed(db: Database, criteria: Iterable[str], of: str) -> Where:
    encoded = msgspec.json.encode(sorted(criteria)).decode()
    found = db.conn.execute(_PLACES, (encoded,)).fetchall()
    return _any(
        [
            Where(f"({of}.basis IS ? AND instr({of}.failed, ?) > 0)", (basis, failed_text([at])))
            for basis, at in found
        ]
    )


_HALF = 0.005


def _measured(condition: Measured, of: str) -> Where:
    column = _MEASURED[condition.field].format(of=of)
    value: object = condition.value
    if condition.field is Field.SCORE and condition.compare is Compare.IS:
        # As it is shown, with two places.
        return Where(
            f"({column} >= ? AND {column} < ?)", (condition.value - _HALF, condition.value + _HALF)
        )
    if condition.field is not Field.SCORE:
        value = int(condition.value)
    sign = "=" if condition.compare is Compare.IS else condition.compare.value
    found = f"{column} {sign} ?"
    if condition.field in (Field.CRITICAL, Field.FAILING, Field.UNKNOWN):
        found = f"({found} AND {_JUDGED.format(of=of)})"
    return Where(found, (value,))


def _said(db: Database, phrases: Sequence[Phrase]) -> Where:
    asked = search.expression(phrases)
    if not asked:
        return _NONE
    numbers = search.few(db, asked)
    if numbers is None:
        return Where(f"{search.heard(db, asked)}(q.call)")
    encoded = msgspec.json.encode(numbers).decode()
    return Where("q.call IN (SELECT value FROM json_each(?))", (encoded,), tuple(numbers))


def _begins(db: Database, condition: Begins) -> Where:
    starts = {way for each in condition.starts for way in (each, each.upper(), each.lower())}
    parts: list[Where] = []
    for start in sorted(starts):
        ends = (start, start + "\U0010ffff")
        rows = db.conn.execute(f"{_STARTING} LIMIT ?", (*ends, search.FEW + 1)).fetchall()
        few = tuple(row[0] for row in rows) if len(rows) <= search.FEW else None
        parts.append(Where(f"q.call IN ({_STARTING})", ends, few))
    return _any(parts)


_STARTING = "SELECT number FROM calls WHERE id >= ? AND id < ?"


def _anywhere(db: Database, condition: Anywhere) -> Where:
    numbers = _numbers(db, AGENT, condition.agents)
    parts = [_begins(db, condition.begins), _said(db, condition.said.phrases)]
    if numbers:
        parts.append(_in("q.agent", numbers))
    return _any([part for part in parts if part is not _NONE])


_NONE = Where("0")


def _any(parts: Sequence[Where]) -> Where:
    if not parts:
        return _NONE
    known = [part.few for part in parts]
    few = tuple({n for each in known for n in each or ()}) if None not in known else None
    return Where(
        f"({' OR '.join(part.sql for part in parts)})",
        tuple(value for part in parts for value in part.values),
        few,
    )


def _all(parts: Sequence[Where]) -> Where:
    known = [part.few for part in parts if part.few is not None]
    return Where(
        f"({' AND '.join(part.sql for part in parts)})",
        tuple(value for part in parts for value in part.values),
        min(known, key=len) if known else None,
    )


def _not(part: Where) -> Where:
    return Where(f"(({part.sql}) IS NOT TRUE)", part.values)
