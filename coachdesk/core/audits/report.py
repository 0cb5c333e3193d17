"""What a shopper hands in about one visit."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Form, scored


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Answers, facts and proof of one visit, as they stand; an absent one was not given yet."""

    answers: tuple[Answer, ...] = ()
    """At most one a criterion."""
    facts: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Fact to value, as `fact_of` gives it."""
    proofs: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Criterion or fact to the name of what is attached."""
    began: datetime | None = None
    """When the contact began, aware."""
    ended: datetime | None = None


class Progress(msgspec.Struct, frozen=True):
    """How many of the questions that count are answered."""

    answered: int
    of: int

    @property
    def waiting(self) -> int:
        """How many are open or UNKNOWN.

        While there is one, a report has no score: what a few answers come to is not the visit's.
        """
        return self.of - self.answered


def progress(form: Form, answers: Iterable[Answer]) -> Progress:
    """How far a report is, by the questions of its form that are scored."""
    counts = {criterion.id for _, criterion in form.criteria() if scored(criterion)}
    settled = {each.criterion for each in answers if each.state not in (State.OPEN, State.UNKNOWN)}
    return Progress(len(counts & settled), len(counts))


class VisitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A visit as a row of a table."""

    place: str
    agent: str | None = None
    shopper: str = ""
    """Empty where whoever reads the table may not know."""
    report: Report
    visit: str = ""
    """What the desk calls it, such as `V12`; empty: it is on no desk yet."""
    stage: str = ""
    """Where it stands there."""
