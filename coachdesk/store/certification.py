"""Certificates, exams and role-plays as records, and the evidence that other rooms keep."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from coachdesk.core.certification.kept import Enrolment, RolePlay, Sitting
from coachdesk.core.reviews import RELEASED, Stage, Step
from coachdesk.store import records
from coachdesk.store.calls import OUTCOMES
from coachdesk.store.database import Database
from coachdesk.store.hand import Hand
from coachdesk.store.records import Kind, Record
from coachdesk.store.reviews.rows import STAGES, STEPS

ENROLMENTS: Kind[Enrolment] = Kind(name="certificate", prefix="C", content=Enrolment)
"""Key: `programme:person`."""
SITTINGS: Kind[Sitting] = Kind(name="exam", prefix="X", content=Sitting)
ROLE_PLAYS: Kind[RolePlay] = Kind(name="role-play", prefix="Y", content=RolePlay)

_pack, _unpack = msgspec.msgpack.encode, msgspec.msgpack.decode


def enrolment_key(programme: str, person: str) -> str:
    """The key under which a person's certificate stands."""
    return f"{programme}:{person}"


def enrolment(db: Database, programme: str, person: str) -> Record[Enrolment] | None:
    """A person's enrolment for a programme, or None."""
    return records.by_key(db, ENROLMENTS, enrolment_key(programme, person))


def add_choice(
    db: Database, record: Record[Sitting], hand: Hand, question: str, chosen: Sequence[str]
) -> Record[Sitting]:
    """One answer of an exam, as it was given; of a question the last one stands."""
    return records.add_answer(db, record, hand, question=question, answer=_pack(list(chosen)))


def choices_of(db: Database, record: Record[Sitting]) -> Mapping[str, frozenset[str]]:
    """Question to the options that stand for it."""
    return {
        each.question: frozenset(_unpack(each.answer, type=list[str]))
        for each in records.answers_of(db, record)
    }


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """A call that a person scored, and that counts: published, and not in dispute or retracted."""

    number: int
    """Of the evaluation."""
    person: str
    scorer: str
    at: datetime
    """When it was published first."""
    form: str
    version: int
    sha256: str
    shown: float | None
    """Percent; None: there is no point score."""
    passed: bool | None
    tripped: str
    """Critical criteria that took more with them, as the queue keeps them."""


_OBSERVED = (
    "SELECT r.number, r.subject, r.scorer, min(e.at), f.id, f.version, f.sha256, r.shown,"
    " r.outcome, r.tripped FROM reviews r JOIN bases b ON b.number = r.basis"
    " JOIN forms f ON f.number = b.form"
    " JOIN review_steps s ON s.review = r.number AND s.step = :publish"
    " JOIN events e ON e.seq = s.event"
    " WHERE r.stage IN (SELECT value FROM json_each(:stages)) AND r.subject IS NOT NULL"
    " AND (:people IS NULL OR r.subject IN (SELECT value FROM json_each(:people)))"
    " GROUP BY r.number ORDER BY r.number"
)


def observed(db: Database, people: Sequence[str] | None = None) -> Iterator[Observed]:
    """The published evaluations of calls by people about these colleagues; None: about anybody."""
    stages = [STAGES.index(each) for each in sorted(RELEASED - {Stage.DISPUTED})]
    wanted = {
        "publish": STEPS.index(Step.PUBLISH),
        "stages": msgspec.json.encode(stages).decode(),
        "people": None if people is None else msgspec.json.encode(list(people)).decode(),
    }
    for (
        number,
        person,
        scorer,
        at,
        form,
        version,
        sha256,
        shown,
        outcome,
        tripped,
    ) in db.conn.execute(_OBSERVED, wanted).fetchall():
        result = OUTCOMES[outcome].value
        yield Observed(
            number=number,
            person=person,
            scorer=scorer,
            at=datetime.fromisoformat(at),
            form=form,
            version=version,
            sha256=sha256,
            shown=shown,
            passed={"PASS": True, "FAIL": False}.get(result),
            tripped=tripped,
        )


_LAST_JUDGED = (
    "SELECT DISTINCT c.number, c.started_at FROM calls c JOIN evaluations e ON e.call = c.number"
    " AND e.basis IN (SELECT value FROM json_each(:bases))"
    " WHERE c.agent_key IN (SELECT value FROM json_each(:names))"
    " AND c.started_at BETWEEN :since AND :until"
    " ORDER BY c.started_at DESC, c.number DESC LIMIT :most"
)


def last_judged(
    db: Database,
    bases: Sequence[int],
    names: Sequence[str],
    since: datetime,
    until: datetime,
    most: int,
) -> tuple[int, ...]:
    """Numbers of the newest calls under these names that these bases judged, the newest first.

    Args:
        db: the desk.
        bases: their numbers.
        names: keys of names (`core.people.name_key`).
        since: aware; calls that began earlier, or at no known time, are left out.
        until: aware; calls that began later are left out.
        most: how many.
    """
    wanted = {
        "bases": msgspec.json.encode(list(bases)).decode(),
        "names": msgspec.json.encode(list(names)).decode(),
        "since": since.astimezone(UTC).isoformat(),
        "until": until.astimezone(UTC).isoformat(),
        "most": most,
    }
    return tuple(row[0] for row in db.conn.execute(_LAST_JUDGED, wanted).fetchall())
