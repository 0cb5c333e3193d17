"""All the ways a call can turn out, as far as some conditions can tell them apart.

A world says of each signal whether it is heard and how often, and of each metric and field its
value. Values are sampled where comparisons change their answer: at each literal, between two, and
beyond the outermost. So two conditions that agree in every world agree on every call, except that
worlds do not know how occurrences of different signals are ordered: `before`, `after` and `in`
are free wherever their signals allow them.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product

from coachdesk.core.engine.conditions import (
    METRICS,
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
)

MOST_WORLDS = 4096
"""Beyond this many, nothing is said about the conditions."""

World = Mapping[str, Fraction | str | bool]
"""`count X`: how often X is heard; `metric m`, `field f`: values; others: free truths."""


def worlds_of(conditions: Sequence[Condition]) -> Iterator[World] | None:
    """Every world that the conditions can tell apart; None where they are too many."""
    literals: dict[str, set[Fraction | str]] = {}
    free: dict[str, None] = {}
    for condition in conditions:
        for atom in _atoms(condition):
            _note(atom, literals, free)
    axes: list[tuple[str, Sequence[Fraction | str | bool]]] = [
        (name, _samples(name, values)) for name, values in literals.items()
    ]
    axes += [(name, (True, False)) for name in free]
    size = 1
    for _, values in axes:
        size *= len(values)
        if size > MOST_WORLDS:
            return None
    names = [name for name, _ in axes]
    return (
        dict(zip(names, values, strict=True)) for values in product(*(values for _, values in axes))
    )


def holds(condition: Condition, world: World) -> bool:
    """Whether the condition is true in that world."""
    match condition:
        case And():
            return all(holds(part, world) for part in condition.parts)
        case Or():
            return any(holds(part, world) for part in condition.parts)
        case Not():
            return not holds(condition.part, world)
        case SignalTrue():
            return _heard(condition.signal, world)
        case Before():
            if not _heard(condition.signal, world):
                return False
            return not _heard(condition.other, world) or bool(world[_free(condition)])
        case After():
            both = _heard(condition.signal, world) and _heard(condition.other, world)
            return both and bool(world[_free(condition)])
        case InWindow():
            return _heard(condition.signal, world) and bool(world[_free(condition)])
        case Count():
            return _compares(world[f"count {condition.signal}"], condition.comparison)
        case Metric():
            return _compares(world[f"metric {condition.name}"], condition.comparison)
        case Field():
            return _compares(world[f"field {condition.name}"], condition.comparison)


def _heard(signal: str, world: World) -> bool:
    return world[f"count {signal}"] != 0


def _atoms(condition: Condition) -> Iterator[Condition]:
    match condition:
        case And() | Or():
            for part in condition.parts:
                yield from _atoms(part)
        case Not():
            yield from _atoms(condition.part)
        case _:
            yield condition


def _note(atom: Condition, literals: dict[str, set[Fraction | str]], free: dict[str, None]) -> None:
    """Add the values at which the atom's answer can change."""
    match atom:
        case SignalTrue():
            literals.setdefault(f"count {atom.signal}", set())
        case Before() | After():
            literals.setdefault(f"count {atom.signal}", set())
            literals.setdefault(f"count {atom.other}", set())
            free.setdefault(_free(atom))
        case InWindow():
            literals.setdefault(f"count {atom.signal}", set())
            free.setdefault(_free(atom))
        case Count():
            values = literals.setdefault(f"count {atom.signal}", set())
            values |= {literal.value for literal in atom.comparison.values}
        case Metric() | Field():
            kind = "metric" if isinstance(atom, Metric) else "field"
            values = literals.setdefault(f"{kind} {atom.name}", set())
            values |= {literal.value for literal in atom.comparison.values}
        case _:
            raise AssertionError(atom)


def _free(atom: Before | After | InWindow) -> str:
    """One name for the same relation, wherever it stands in a text."""
    match atom:
        case Before():
            return f"{atom.signal} before {atom.other}"
        case After():
            return f"{atom.signal} after {atom.which.value} {atom.other} {atom.within}"
        case InWindow():
            return f"{atom.signal} in {atom.window}"


def _samples(name: str, literals: set[Fraction | str]) -> Sequence[Fraction | str]:
    kind, _, subject = name.partition(" ")
    words = sorted(each for each in literals if isinstance(each, str))
    numbers = sorted(each for each in literals if not isinstance(each, str))
    if kind == "count":
        near = {step for each in numbers for step in (each // 1 - 1, each // 1, each // 1 + 1)}
        return sorted({Fraction(0), Fraction(1), *(Fraction(each) for each in near if each >= 0)})
    other = [] if subject == "weekday" else ["\0any other word"]
    if subject == "weekday":
        words = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    if kind == "field" and not numbers:
        return [*words, *other]
    low, high = _bounds(kind, subject)
    edges = [low, *(each for each in numbers if low < each < high), high]
    between = [(left + right) / 2 for left, right in pairwise(edges)]
    if kind == "metric" and subject in ("questions", "turns", "interruptions"):
        between = [Fraction(each // 1) for each in between]
        between += [each + 1 for each in numbers] + [each - 1 for each in numbers if each >= 1]
    return [*dict.fromkeys(sorted({*edges, *between})), *words]


def _bounds(kind: str, subject: str) -> tuple[Fraction, Fraction]:
    """The lowest and highest value that the metric or field can have."""
    if kind == "field" and subject == "local_time":
        return Fraction(0), Fraction(24 * 60 - 1)
    if kind == "field":
        return Fraction(-(10**15)), Fraction(10**15)
    if METRICS.get(subject) is Unit.PERCENT:
        return Fraction(0), Fraction(100)
    return Fraction(0), Fraction(10**15)


def _compares(value: Fraction | str | bool, comparison: Comparison) -> bool:
    """The comparison of one value; words and numbers are never equal."""
    literals = [literal.value for literal in comparison.values]
    first = literals[0]
    if comparison.operator == "in":
        return value in literals
    if comparison.operator == "==":
        return value == first
    if comparison.operator == "!=":
        return value != first
    if isinstance(value, str) or isinstance(first, str):
        return False
    if comparison.operator == "between":
        second = literals[1]
        assert isinstance(second, Fraction)
        timed = comparison.values[0].unit is Unit.TIME_OF_DAY
        return first <= value < second if timed else first <= value <= second
    return {
        "<": value < first,
        "<=": value <= first,
        ">": value > first,
        ">=": value >= first,
    }[comparison.operator]
