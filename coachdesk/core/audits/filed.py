"""What was put into a visit's report: answers, proof, a transcript, and what is appealed.

Facts and criteria are answered alike: a fact's answer is its words, kept as the answer's note.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Form
from coachdesk.core.reviews import Change, given


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A file that shows what an answer says; the file itself stays where it is."""

    question: str
    name: str
    """As the shopper named it."""
    sha256: str
    bytes: int
    at: datetime
    by: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One question that the place's line appeals against."""

    criterion: str
    claimed: str
    """The answer that should stand, in the words of `answer_of`."""
    reason: str
    by: str
    at: datetime


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, in order."""

    changes: tuple[Change, ...] = ()
    proofs: tuple[Proof, ...] = ()
    """The last one of each question and name."""
    transcript: Call | None = None
    """Of the contact, redacted."""
    claims: tuple[Claim, ...] = ()


def fact_answer(fact: str, words: str) -> Answer:
    """The words that answer a fact, as an answer."""
    return Answer(criterion=fact, state=State.PASS, source=Source.PERSON, note=words)


def facts_in(form: Form, changes: Iterable[Change]) -> Mapping[str, str]:
    """The words that stand for each fact that has any, in the order of the form."""
    answers = given(changes)
    return {fact.id: answers[fact.id].note for fact in form.facts if fact.id in answers}
