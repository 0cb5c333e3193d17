"""A review's row, and answers without their words as bytes."""

from fractions import Fraction
from typing import Any

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.reviews import Manner, Stage, Step

STAGES = tuple(Stage)
STEPS = tuple(Step)
MANNERS = tuple(Manner)
"""Position is the number kept."""
RETRACTED = STAGES.index(Stage.RETRACTED)
_STATES = (State.PASS, State.FAIL, State.NA, State.UNKNOWN, State.OPEN)


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What lists show of an evaluation."""

    outcome: int
    """Position in `calls.OUTCOMES`."""
    shown: float | None
    failing: int
    """Trusted criteria answered FAIL; `unknown` likewise."""
    unknown: int
    waiting: int
    """Trusted criteria that nobody has answered."""
    failed: str
    """The failing criteria and those that took more with them, as the queue keeps them."""
    tripped: str


class ReviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """A review as its row has it, without what was answered."""

    number: int
    call: int
    basis: int
    scorer: str
    subject: str | None
    selected_by: str
    stage: Stage
    revision: int
    seen: int
    dispute_until: str | None
    """UTC, ISO 8601."""
    figures: Figures


COLUMNS = (
    "number, call, basis, scorer, subject, selected_by, stage, revision, seen, dispute_until,"
    " outcome, shown, failing, unknown, waiting, failed, tripped"
)


def row_of(fields: tuple[Any, ...]) -> ReviewRow:
    """The row read as `COLUMNS`."""
    number, call, basis, scorer, subject, selected, stage, revision, seen, until, *rest = fields
    return ReviewRow(
        number=number,
        call=call,
        basis=basis,
        scorer=scorer,
        subject=subject,
        selected_by=selected,
        stage=STAGES[stage],
        revision=revision,
        seen=seen,
        dispute_until=until,
        figures=Figures(**dict(zip(Figures.__struct_fields__, rest, strict=True))),
    )


def fields_of(row: ReviewRow) -> tuple[Any, ...]:
    """What `COLUMNS` holds for the row."""
    figures = msgspec.structs.astuple(row.figures)
    return (
        row.number,
        row.call,
        row.basis,
        row.scorer,
        row.subject,
        row.selected_by,
        STAGES.index(row.stage),
        row.revision,
        row.seen,
        row.dispute_until,
        *figures,
    )


def packed(answer: Answer | None) -> bytes:
    """A person's answer without its note; None: the engine's own stands."""
    if answer is None:
        return msgspec.msgpack.encode(None)
    figures = [_number(each) for each in (answer.points, answer.low, answer.high)]
    return msgspec.msgpack.encode([_STATES.index(answer.state), *figures])


def unpacked(content: bytes, criterion: str, note: str) -> Answer | None:
    """The answer that was packed, with its note."""
    fields = msgspec.msgpack.decode(content)
    if fields is None:
        return None
    state, *figures = fields
    points, low, high = (None if each is None else Fraction(each) for each in figures)
    return Answer(
        criterion=criterion,
        state=_STATES[state],
        points=points,
        low=low,
        high=high,
        source=Source.PERSON,
        note=note,
    )


def _number(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else str(value)
