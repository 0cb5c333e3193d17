"""Anything that has a life and is no evaluation of a call: visits, script versions, actions.

A record has a kind, a number within it, a stage, and a content that its room knows the type of.
Steps and answers are only ever added; the row of a record holds where it stands. Every write
appends its event, which seals what was added and the row after it. What a step or an answer says
in words is the event's private text, which can be erased later.
"""

from collections.abc import Iterator

from coachdesk.store import events
from coachdesk.store.database import Database
from coachdesk.store.hand import Changed, Hand
from coachdesk.store.records.reading import (
    Given,
    Taken,
    answers_of,
    by_key,
    count,
    find,
    listed,
    steps_of,
)
from coachdesk.store.records.rows import Kind, Record
from coachdesk.store.records.sealing import faults_of
from coachdesk.store.records.writing import add_answer, create, take_step

__all__ = [
    "Changed",
    "Given",
    "Hand",
    "Kind",
    "Record",
    "Taken",
    "add_answer",
    "answers_of",
    "by_key",
    "count",
    "create",
    "find",
    "listed",
    "steps_of",
    "take_step",
    "verify",
]


def verify(db: Database) -> Iterator[events.Fault]:
    """Every record, step and answer that no event vouches for, or another than it."""
    yield from faults_of(db)
