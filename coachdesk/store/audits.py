"""Mystery visits as records: the kind, and what is put into a report as bytes and words."""

from datetime import datetime

import msgspec

from coachdesk.core.audits.filed import Claim, Filed, Proof
from coachdesk.core.audits.visit import Visit
from coachdesk.core.calls import Call
from coachdesk.core.reviews import Change
from coachdesk.store import records
from coachdesk.store.changes import change_of
from coachdesk.store.database import Database
from coachdesk.store.hand import Hand
from coachdesk.store.records import Given, Kind, Record

VISITS: Kind[Visit] = Kind(name="visit", prefix="V", content=Visit)

_PROOF, _CLAIM, _TRANSCRIPT = "proof:", "appeal:", "transcript:"
"""What questions begin with that are none of the form."""

_pack, _unpack = msgspec.msgpack.encode, msgspec.msgpack.decode


def add_proof(
    db: Database,
    record: Record[Visit],
    hand: Hand,
    question: str,
    name: str,
    sha256: str,
    size: int,
) -> Record[Visit]:
    """A file that shows what an answer says: its name, digest and bytes."""
    return records.add_answer(
        db, record, hand, question=_PROOF + question, answer=_pack([sha256, size]), words=name
    )


def add_transcript(
    db: Database, record: Record[Visit], hand: Hand, call: Call, content: Visit
) -> Record[Visit]:
    """The contact as a redacted call; its words can be erased like all others."""
    return records.add_answer(
        db,
        record,
        hand,
        question=_TRANSCRIPT,
        answer=_pack(len(call.turns)),
        words=msgspec.json.encode(call).decode(),
        content=content,
    )


def add_call(db: Database, record: Record[Visit], hand: Hand, content: Visit) -> Record[Visit]:
    """The contact is the desk's call that the content names; its words stay with the call."""
    return records.add_answer(
        db, record, hand, question=_TRANSCRIPT, answer=_pack(None), content=content
    )


def add_claim(
    db: Database, record: Record[Visit], hand: Hand, criterion: str, claimed: str, reason: str
) -> Record[Visit]:
    """One question that is appealed against, with the answer that should stand."""
    return records.add_answer(
        db, record, hand, question=_CLAIM + criterion, answer=_pack(claimed), words=reason
    )


def filed_of(db: Database, record: Record[Visit]) -> Filed:
    """What was put into the report, in order."""
    changes: list[Change] = []
    proofs: dict[tuple[str, str], Proof] = {}
    claims: list[Claim] = []
    transcript: Call | None = None
    for each in records.answers_of(db, record):
        prefix, colon, name = each.question.partition(":")
        if prefix + colon == _PROOF:
            proof = _proof(each, name)
            proofs[name, proof.name] = proof
        elif prefix + colon == _CLAIM:
            claims.append(_claim(each, name))
        elif prefix + colon == _TRANSCRIPT:
            transcript = msgspec.json.decode(each.words, type=Call) if each.words else None
        else:
            changes.append(change_of(each))
    return Filed(
        changes=tuple(changes),
        proofs=tuple(proofs.values()),
        transcript=transcript,
        claims=tuple(claims),
    )


def _proof(each: Given, question: str) -> Proof:
    sha256, size = _unpack(each.answer, type=tuple[str, int])
    return Proof(
        question=question, name=each.words, sha256=sha256, bytes=size, at=each.at, by=each.by
    )


def _claim(each: Given, criterion: str) -> Claim:
    return Claim(
        criterion=criterion,
        claimed=_unpack(each.answer, type=str),
        reason=each.words,
        by=each.by,
        at=each.at,
    )


def overdue_appeals(db: Database, at: datetime) -> tuple[Record[Visit], ...]:
    """The released visits whose time for appeals is over."""
    return tuple(
        each
        for each in records.listed(db, VISITS, stages=["released"])
        if each.content.appeal_until is not None and each.content.appeal_until <= at
    )
