"""What a shopper hands in about one visit."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from coachdesk.core.evaluation import Answer


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


class VisitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A visit as a row of a table."""

    place: str
    agent: str | None = None
    shopper: str = ""
    """Empty where whoever reads the table may not know."""
    report: Report
