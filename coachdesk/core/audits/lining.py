"""Whether somebody answered everything alike without reading.

Straight-lining is measured by simple nondifferentiation: all items of a battery have one answer
(Kim, Dykema, Stevenson, Black and Moberg, Straightlining: overview of measurement, Social Science
Computer Review 37, 2019, 214-233). In a visit full marks throughout may just be a good shop, so
that they count only where others' reports show how rare they are. Pass or fail is left aside:
two answers agree too easily.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Form

FEWEST_ITEMS = 5
"""Scales and choices that a report must answer before anything can be said."""
FEWEST_OTHERS = 20
"""Reports by others that full marks throughout are held against."""
RARE = Fraction(1, 20)
"""Share of those below which full marks throughout are rare."""


def one_line(form: Form, answers: Iterable[Answer]) -> Fraction | None:
    """The share of the points that every scale and choice earned alike.

    None where they differ, or where fewer than `FEWEST_ITEMS` were answered.
    """
    earned = {answer.criterion: answer for answer in answers}
    shares = [
        answer.points / criterion.points
        for _, criterion in form.criteria()
        if _has_more_than_two(criterion)
        and (answer := earned.get(criterion.id)) is not None
        and answer.state in (State.PASS, State.FAIL)
        and answer.points is not None
    ]
    if len(shares) < FEWEST_ITEMS or len(set(shares)) > 1:
        return None
    return shares[0]


def suspicious(form: Form, answers: Iterable[Answer], others: Sequence[Iterable[Answer]]) -> bool:
    """Whether the answers are all alike, which hardly any report of this form is.

    Args:
        form: what was answered.
        answers: of one report.
        others: those of reports of the same form by other shoppers.
    """
    share = one_line(form, answers)
    if share is None:
        return False
    if share < 1:
        return True
    full = sum(1 for each in others if one_line(form, each) == 1)
    return len(others) >= FEWEST_OTHERS and full < RARE * len(others)


def _has_more_than_two(criterion: Criterion) -> bool:
    return criterion.scale is not None or len(criterion.choices) > 2
