"""The criteria that somebody fails most, with how often they applied."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Criterion, Form, scored
from coachdesk.core.rates import Rate, rate
from coachdesk.core.standing import Example


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """How often one criterion got one answer in one week."""

    week: int
    criterion: str
    state: State
    calls: int


class Failing(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that failed, and how often it failed where it applied."""

    scorecard: str
    version: int
    criterion: Criterion
    failed: Rate
    weeks: tuple[tuple[int, int], ...]
    """(failed, applied) of each week, the oldest first."""
    example: Example | None = None
    """The newest call that shows it by words, else the newest."""


def failing_of(form: Form, answered: Iterable[Answered], weeks: int) -> tuple[Failing, ...]:
    """The criteria of one form that failed, the most often failed first.

    By count and not by rate: a share of few calls would put chance on top.

    Args:
        form: its trusted criteria count.
        answered: in any order.
        weeks: how many there are.
    """
    return most_failed(each for each in _all_of(form, answered, weeks) if each.failed.count)


HOLDS = 0.2
"""A criterion holds where the whole range of its share of fails lies at or under this."""


def holding_of(form: Form, answered: Iterable[Answered], weeks: int) -> tuple[Failing, ...]:
    """The criteria of one form that hold, in the form's order.

    The range decides and not the share, so that few calls make no strength: 0 fails of 16 do
    (0 to 19.4 %), 0 of 15 do not.
    """
    return tuple(
        each
        for each in _all_of(form, answered, weeks)
        if each.failed.high is not None and each.failed.high <= HOLDS
    )


def _all_of(form: Form, answered: Iterable[Answered], weeks: int) -> list[Failing]:
    by_criterion: dict[str, list[Answered]] = {}
    for each in answered:
        by_criterion.setdefault(each.criterion, []).append(each)
    return [
        _failing(form, criterion, by_criterion[criterion.id], weeks)
        for _, criterion in form.criteria()
        if scored(criterion) and criterion.id in by_criterion
    ]


def most_failed(found: Iterable[Failing]) -> tuple[Failing, ...]:
    """In the order in which they are shown."""
    return tuple(
        sorted(found, key=lambda each: (-each.failed.count, each.scorecard, each.criterion.id))
    )


def _failing(form: Form, criterion: Criterion, answers: Sequence[Answered], weeks: int) -> Failing:
    failed, applied = [0] * weeks, [0] * weeks
    for each in answers:
        failed[each.week] += each.calls if each.state is State.FAIL else 0
        applied[each.week] += each.calls if each.state in (State.PASS, State.FAIL) else 0
    asked = sum(each.calls for each in answers if each.state is not State.OPEN)
    unknown = sum(each.calls for each in answers if each.state is State.UNKNOWN)
    return Failing(
        scorecard=form.id,
        version=form.version,
        criterion=criterion,
        failed=rate(sum(failed), sum(applied), Fraction(unknown, asked) if asked else Fraction(0)),
        weeks=tuple(zip(failed, applied, strict=True)),
    )
