"""Answers to a form, as answers of a record: each one with how it came about, and its note."""

import msgspec

from coachdesk.core.evaluation import Answer
from coachdesk.core.reviews import Change, Manner
from coachdesk.store import records
from coachdesk.store.database import Database
from coachdesk.store.hand import Hand
from coachdesk.store.records import Given, Record
from coachdesk.store.records.rows import C
from coachdesk.store.reviews.rows import MANNERS, packed, unpacked

_pack, _unpack = msgspec.msgpack.encode, msgspec.msgpack.decode


def add_change(
    db: Database,
    record: Record[C],
    hand: Hand,
    question: str,
    answer: Answer | None,
    *,
    manner: Manner = Manner.GIVEN,
    content: C | None = None,
    revision: int | None = None,
) -> Record[C]:
    """One answer of a person to a criterion or a fact; None: the engine's own, or none."""
    return records.add_answer(
        db,
        record,
        hand,
        question=question,
        answer=_pack([MANNERS.index(manner), packed(answer)]),
        words="" if answer is None else answer.note,
        content=content,
        revision=revision,
    )


def change_of(each: Given) -> Change:
    """The answer as it was added."""
    manner, content = _unpack(each.answer, type=tuple[int, bytes])
    return Change(
        number=each.number,
        at=each.at,
        by=each.by,
        criterion=each.question,
        manner=MANNERS[manner],
        answer=unpacked(content, each.question, each.words),
        revision=each.revision,
    )
