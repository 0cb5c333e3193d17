"""The truth of a condition about one call: true, false or unknown, and what decided it.

Kleene's three values; docs/rules.md section 5.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import msgspec

from coachdesk.core.engine.conditions import (
    After,
    And,
    Before,
    Comparison,
    Condition,
    Count,
    Field,
    InWindow,
    Metric,
    Not,
    Or,
    SignalTrue,
    Unit,
    Which,
    Within,
)
from coachdesk.core.engine.fields import field_value, missing_field, shown_field, shown_metric
from coachdesk.core.engine.hearing import Hearing, could_be_within, within
from coachdesk.core.engine.metrics import Metrics, metrics_of
from coachdesk.core.engine.signals import Heard, Occurrence, doubts


class Truth(msgspec.Struct, frozen=True):
    """The answer to a condition."""

    value: bool | None
    """None: unknown."""
    evidence: tuple[Occurrence, ...] = ()
    """The occurrences that decided it; none where absence did."""
    reasons: tuple[str, ...] = ()
    """For unknown, what is missing; else the measured facts that decided it."""


class Facts:
    """What conditions are asked about: one call, what was heard in it, its measures."""

    def __init__(self, hearing: Hearing, names: Mapping[str, int]) -> None:
        self.hearing = hearing
        self.names = names
        self.call = hearing.spoken.call

    def heard(self, signal: str) -> Heard:
        """What became of the signal of that name."""
        return self.hearing.heard(self.names[signal])

    @cached_property
    def metrics(self) -> Metrics:
        """The call's talk measures, worked out once."""
        return metrics_of(self.call)


def truth(condition: Condition, facts: Facts) -> Truth:
    """The truth of the condition; unknown where what is missing decides it."""
    match condition:
        case SignalTrue():
            heard = facts.heard(condition.signal)
            value = heard.truth
            return Truth(value, heard.occurrences, heard.reasons if value is None else ())
        case Not():
            part = truth(condition.part, facts)
            return Truth(
                None if part.value is None else not part.value, part.evidence, part.reasons
            )
        case And():
            return _all([truth(part, facts) for part in condition.parts], deciding=False)
        case Or():
            return _all([truth(part, facts) for part in condition.parts], deciding=True)
        case Before():
            return _before(condition, facts)
        case After():
            return _after(condition, facts)
        case InWindow():
            return _in_window(condition, facts)
        case Count():
            return _count(condition, facts)
        case Metric():
            return _metric(condition, facts)
        case Field():
            return _field(condition, facts)


def _all(parts: Sequence[Truth], *, deciding: bool) -> Truth:
    """`and` (one False decides) or `or` (one True decides)."""
    deciders = [part for part in parts if part.value is deciding]
    if deciders:
        return _joined(deciding, deciders)
    unknown = [part for part in parts if part.value is None]
    if unknown:
        return _joined(None, unknown)
    return _joined(not deciding, parts)


def _joined(value: bool | None, parts: Sequence[Truth]) -> Truth:
    evidence = dict.fromkeys(each for part in parts for each in part.evidence)
    reasons = dict.fromkeys(reason for part in parts for reason in part.reasons)
    return Truth(value, tuple(sorted(evidence, key=_position)), tuple(reasons))


def _position(occurrence: Occurrence) -> tuple[int, int, int]:
    return occurrence.run, occurrence.start, occurrence.end


Judged = Callable[[Sequence[Occurrence], Sequence[Occurrence]], Truth]
"""An order condition over the occurrences of X and of Y."""


def _in_every_world(judged: Judged, one: Heard, other: Heard) -> Truth:
    """The answer, if it is the same whoever the unknown speakers are; else unknown."""
    sure = judged(one.occurrences, other.occurrences)
    ones = [one.occurrences, *([_with(one, one.possible)] if one.possible else [])]
    singles = [(each,) for each in other.possible] if len(other.possible) > 1 else []
    others = [
        other.occurrences,
        *(_with(other, each) for each in (*singles, other.possible) if each),
    ]
    for xs in ones:
        for ys in others:
            if judged(xs, ys).value is not sure.value:
                possible = (*one.possible, *other.possible)
                return Truth(
                    None,
                    (*one.occurrences[:1], *other.occurrences[:1]),
                    doubts(tuple(sorted(possible, key=_position))),
                )
    return sure


def _with(heard: Heard, possible: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted((*heard.occurrences, *possible), key=_position))


def _unknown_of(heard: Heard) -> Truth | None:
    """Unknown where something else than an unknown speaker keeps the signal from being known."""
    if heard.unreliable or (heard.missing and not heard.occurrences):
        return Truth(None, heard.occurrences, heard.missing)
    return None


def _before(condition: Before, facts: Facts) -> Truth:
    one, other = facts.heard(condition.signal), facts.heard(condition.other)
    if one.truth is False:
        return Truth(False)
    undecided = _unknown_of(one) or _unknown_of(other)
    if undecided is not None:
        return undecided

    def judged(ones: Sequence[Occurrence], others: Sequence[Occurrence]) -> Truth:
        if not ones:
            return Truth(False)
        first = ones[0]
        if not others or (others[0].run, others[0].start) >= (first.run, first.start):
            return Truth(True, (first, *others[:1]))
        return Truth(False, (others[0], first), (f"{condition.other} came first",))

    return _in_every_world(judged, one, other)


def _after(condition: After, facts: Facts) -> Truth:
    one, other = facts.heard(condition.signal), facts.heard(condition.other)
    if other.truth is False:
        return Truth(False)
    if one.truth is False:
        # An absent X after a Y that was heard: the Y shows what called for it.
        return Truth(False, other.occurrences[:1])
    undecided = _unknown_of(one) or _unknown_of(other)
    if undecided is not None:
        return undecided

    def judged(ones: Sequence[Occurrence], others: Sequence[Occurrence]) -> Truth:
        if not ones or not others:
            return Truth(False, tuple(others[:1]))
        if condition.which is Which.FIRST:
            others = others[:1]
        elif condition.which is Which.LAST:
            others = others[-1:]
        return _all([_follows(ones, each, condition) for each in others], deciding=False)

    answer = _in_every_world(judged, one, other)
    if answer.value and other.missing and condition.which is not Which.FIRST:
        # A later Y may stand where nobody transcribed.
        return Truth(None, answer.evidence, other.missing)
    return answer


def _follows(ones: Sequence[Occurrence], other: Occurrence, condition: After) -> Truth:
    """Whether some X starts after this Y ends, and soon enough."""
    later = [each for each in ones if (each.run, each.start) >= (other.run, other.end)]
    answers = [_soon_enough(each, other, condition.within) for each in later]
    for each, answer in zip(later, answers, strict=True):
        if answer:
            return Truth(True, (other, each))
    if any(answer is None for answer in answers):
        return Truth(None, (other, *later[:1]), ("'within' needs times that some turns lack",))
    if later:
        return Truth(False, (other, later[0]), (f"{condition.signal} came too late",))
    return Truth(False, (*ones[:1], other), (f"{condition.signal} came only before",))


def _soon_enough(one: Occurrence, other: Occurrence, limit: Within | None) -> bool | None:
    if limit is None:
        return True
    if limit.turns is not None:
        return one.run - other.run <= limit.turns
    assert limit.ms is not None
    if one.start_ms is None or other.end_ms is None:
        return None
    return one.start_ms - other.end_ms <= limit.ms


def _in_window(condition: InWindow, facts: Facts) -> Truth:
    heard = facts.heard(condition.signal)
    if heard.unreliable:
        return Truth(None, heard.occurrences, heard.missing)
    spoken = facts.hearing.spoken
    by = facts.hearing.signals[facts.names[condition.signal]].by
    inside, lost = within(condition.window, heard.occurrences, spoken, by)
    if inside:
        return Truth(True, tuple(inside))
    possible = tuple(
        each for each in heard.possible if could_be_within(condition.window, each, spoken, by)
    )
    missing = (*heard.missing, *lost, *doubts(possible))
    return Truth(None, heard.occurrences, missing) if missing else Truth(False, heard.occurrences)


def _count(condition: Count, facts: Facts) -> Truth:
    heard = facts.heard(condition.signal)
    found = len(heard.occurrences)
    fact = f"{condition.signal} heard {found} time{'s' if found != 1 else ''}"
    if heard.unreliable:
        return Truth(None, heard.occurrences, heard.missing)
    most = found + len(heard.possible)
    if heard.missing:
        # There may be more than was found: known only where no larger number changes the answer.
        most = max(most, max(int(value.value) for value in condition.comparison.values) + 2)
    possible = {_compared(n, condition.comparison) for n in range(found, most + 1)}
    if len(possible) == 1:
        return Truth(possible.pop(), heard.occurrences, (fact,))
    return Truth(None, heard.occurrences, heard.reasons)


def _metric(condition: Metric, facts: Facts) -> Truth:
    value = facts.metrics.of(condition.name)
    if value is None:
        return Truth(None, (), (f"{condition.name} can't be computed for this call",))
    shown = shown_metric(condition.name, value, condition.comparison.values[0].unit)
    return Truth(_compared(value, condition.comparison), (), (shown,))


def _field(condition: Field, facts: Facts) -> Truth:
    value = field_value(condition.name, facts.call)
    if value is None:
        return Truth(None, (), (missing_field(condition.name, facts.call),))
    fact = f"call.{condition.name} is {shown_field(condition.name, facts.call)}"
    first = condition.comparison.values[0]
    if condition.name.startswith("meta.") and first.unit is not Unit.WORD:
        try:
            return Truth(_compared(float(str(value)), condition.comparison), (), (fact,))
        except ValueError:
            return Truth(None, (), (f"call.{condition.name} is no number",))
    return Truth(_compared(value, condition.comparison), (), (fact,))


def _compared(value: float | str, comparison: Comparison) -> bool:
    wanted = [each.value for each in comparison.values]
    if comparison.operator == "in":
        return value in wanted
    if comparison.operator == "between":
        low, high = wanted
        assert not isinstance(value, str)
        assert not isinstance(low, str)
        assert not isinstance(high, str)
        if comparison.values[1].unit is Unit.TIME_OF_DAY:
            return low <= value < high
        return low <= value <= high
    return _OPERATORS[comparison.operator](value, wanted[0])


_OPERATORS: Mapping[str, Callable[[object, object], bool]] = {
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
