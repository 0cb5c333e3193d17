"""What the form of a visit asks, question by question, and the digits that answer one."""

from collections.abc import Iterator, Mapping

import msgspec

from coachdesk.core.audits import wanted
from coachdesk.core.audits.checks import TIMES
from coachdesk.core.form import Criterion, Entry, Fact, Form, Section, scored
from coachdesk.core.location import Location

_ASK = {"began": "When did the contact begin?", "ended": "When did it end?"}
TIMES_TITLE = "When it was"
_MOST = 9
"""Digits that answer."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion, a fact, or one of the two times of every visit."""

    id: str
    ask: str
    section: str
    """What it stands under."""
    criterion: Criterion | None = None
    fact: Fact | None = None

    @property
    def proof(self) -> str:
        """What must be attached to its answer; empty: nothing."""
        owner = self.criterion or self.fact
        return owner.proof if owner is not None else ""

    @property
    def required(self) -> bool:
        """Whether a report without it can't be handed in."""
        if self.criterion is not None:
            return scored(self.criterion)
        return self.fact is not None and self.fact.required

    @property
    def allowed(self) -> str:
        """What answers it."""
        if self.fact is None:
            return ""
        if self.id in TIMES:
            return "a time such as 15:10, or with its date: 2026-11-23T15:10"
        return wanted(self.fact) + ("" if self.fact.required else "; may stay empty")


def questions_of(form: Form) -> tuple[Question, ...]:
    """Everything that is asked, in order: the times, then section by section."""
    return tuple(_questions(form))


def _questions(form: Form) -> Iterator[Question]:
    for name in TIMES:
        # Every visit asks for them, so that no form does.
        fact = Fact(id=name, ask=_ASK[name], entry=Entry.TIME, section="", location=Location(""))
        yield Question(id=name, ask=_ASK[name], section=TIMES_TITLE, fact=fact)
    for section in form.sections:
        yield from _criteria(form, section)
        for fact in form.facts:
            if fact.section == section.id:
                yield Question(id=fact.id, ask=fact.ask, section=section.title, fact=fact)


def criteria_of(form: Form) -> tuple[Question, ...]:
    """What is asked by a form that somebody answers without a visit: its criteria, in order."""
    return tuple(each for section in form.sections for each in _criteria(form, section))


def _criteria(form: Form, section: Section) -> Iterator[Question]:
    for owner, criterion in form.criteria():
        if owner is section:
            yield Question(
                id=criterion.id, ask=criterion.ask, section=section.title, criterion=criterion
            )


def digits(criterion: Criterion) -> Mapping[int, str]:
    """Digit to the words it gives; empty where the answer is typed.

    On a scale the digit is the value; elsewhere the answers are counted, N/A and UNKNOWN last.
    """
    if criterion.scale is not None:
        low, high = criterion.scale.low, criterion.scale.high
        if low < 1 or high > _MOST or low.denominator != 1 or high.denominator != 1:
            return {}
        return {value: str(value) for value in range(int(low), int(high) + 1)}
    own = [choice.key for choice in criterion.choices] or ["pass", "fail"]
    every = [*own, "na", "unknown"]
    return dict(enumerate(every, start=1)) if len(every) <= _MOST else {}


def ways_of(question: Question) -> str:
    """The digits that answer a question, with their words; of a fact, what may be typed."""
    if question.criterion is None:
        return question.allowed
    return ways_of_criterion(question.criterion)


def ways_of_criterion(criterion: Criterion) -> str:
    """The digits that answer a criterion, with their words; empty where the answer is typed."""
    ways = digits(criterion)
    if not ways:
        return ""
    if criterion.scale is not None:
        first, last = min(ways), max(ways)
        return f"{first} to {last} on the scale, x n/a, w unknown"
    words = {"na": "n/a"}
    return "   ".join(f"{number} {words.get(way, way)}" for number, way in ways.items())
