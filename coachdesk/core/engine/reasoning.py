"""How an answer came about, step by step: every part of every condition with its truth."""

from collections.abc import Iterator

import msgspec

from coachdesk.core.engine.conditions import And, Condition, Not, Or, parts_of, signals_in
from coachdesk.core.engine.explain import nearest_to
from coachdesk.core.engine.searches import Nearest
from coachdesk.core.engine.signals import Occurrence
from coachdesk.core.engine.spelling import spelled
from coachdesk.core.engine.truth import Facts, truth
from coachdesk.core.engine.verdicts import Test


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One condition, or one part of one, and its truth about a call."""

    depth: int
    """0 for the condition that the criterion states."""
    asked: str
    """Such as `pass_when`; empty for a part of a condition."""
    text: str
    """The condition as the rule language has it."""
    value: bool | None
    evidence: tuple[Occurrence, ...]
    reasons: tuple[str, ...]
    nearest: tuple[Nearest, ...] = ()
    """The nearest miss of every signal in this part that was not heard."""


def reasoning(test: Test, facts: Facts) -> Iterator[Step]:
    """Every step from the test's conditions to its answer, in the order of asking."""
    for name in ("applies_when", "pass_when", "fail_when"):
        condition = getattr(test, name)
        if condition is not None:
            yield from _steps(condition, facts, name, 0)
            if name == "applies_when" and truth(condition, facts).value is not True:
                return
    for level in test.levels:
        yield from _steps(level.when, facts, f"level of {float(level.points):g} points, when", 0)
        if truth(level.when, facts).value:
            return


def _steps(condition: Condition, facts: Facts, asked: str, depth: int) -> Iterator[Step]:
    answer = truth(condition, facts)
    whole = not isinstance(condition, And | Or | Not)
    yield Step(
        depth=depth,
        asked=asked,
        text=spelled(condition),
        value=answer.value,
        evidence=answer.evidence if whole else (),
        reasons=answer.reasons if whole else (),
        nearest=tuple(_misses(condition, facts)) if whole else (),
    )
    if isinstance(condition, Not):
        yield from _steps(condition.part, facts, "", depth + 1)
    elif isinstance(condition, And | Or):
        for part in condition.parts:
            yield from _steps(part, facts, "", depth + 1)


def _misses(condition: Condition, facts: Facts) -> Iterator[Nearest]:
    for part in parts_of(condition):
        for name in dict.fromkeys(name for name, _ in signals_in(part)):
            if not facts.heard(name).occurrences:
                miss = nearest_to(facts.hearing.signals[facts.names[name]], facts)
                if miss is not None:
                    yield miss
