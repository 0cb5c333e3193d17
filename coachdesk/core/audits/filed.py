"""What was put into a visit's report: answers, proof, a transcript, and what is appealed.

Facts and criteria are answered alike: a fact's answer is its words, kept as the answer's note.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise

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


def replaced(changes: Iterable[Change]) -> tuple[tuple[Change, Change], ...]:
    """Every answer that somebody else's, or a later revision's, took the place of: old and new.

    Of what one person gave in a row the last counts, with the words that were put to it; what came
    out the same is left out. In the order of the new ones.
    """
    turns: dict[str, list[Change]] = {}
    for each in changes:
        turn = turns.setdefault(each.criterion, [])
        if turn and (turn[-1].by, turn[-1].revision) == (each.by, each.revision):
            turn[-1] = each
        else:
            turn.append(each)
    pairs = [pair for turn in turns.values() for pair in pairwise(turn)]
    different = [pair for pair in pairs if pair[0].answer != pair[1].answer]
    return tuple(sorted(different, key=lambda pair: pair[1].number))


def facts_in(form: Form, changes: Iterable[Change]) -> Mapping[str, str]:
    """The words that stand for each fact that has any, in the order of the form."""
    answers = given(changes)
    return {fact.id: answers[fact.id].note for fact in form.facts if fact.id in answers}
