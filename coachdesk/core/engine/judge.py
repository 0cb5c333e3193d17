"""From the truth of conditions to an answer with its evidence (docs/rules.md section 6)."""

from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.engine.conditions import Condition
from coachdesk.core.engine.signals import Occurrence
from coachdesk.core.engine.truth import Facts, Truth, truth


class State(StrEnum):
    """The four answers, and the absence of one."""

    PASS = "pass"
    FAIL = "fail"
    NA = "na"
    UNKNOWN = "unknown"
    OPEN = "open"
    """A person has yet to answer. Not an answer, and not UNKNOWN."""


class Level(msgspec.Struct, frozen=True):
    """Points for a condition; the first true level counts."""

    points: Fraction
    when: Condition


class Test(msgspec.Struct, frozen=True, kw_only=True):
    """How a criterion is judged without a person. One of the last three is set."""

    __test__ = False
    points: Fraction
    """The most that can be earned, > 0."""
    applies_when: Condition | None = None
    pass_when: Condition | None = None
    fail_when: Condition | None = None
    levels: tuple[Level, ...] = ()


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine says to one test about one call."""

    state: State
    points: Fraction | None = None
    """Earned; None for NA and UNKNOWN."""
    low: Fraction | None = None
    """For UNKNOWN: the fewest points that it can become."""
    high: Fraction | None = None
    """For UNKNOWN: the most points that it can become."""
    evidence: tuple[Occurrence, ...] = ()
    """What decided the answer, in the order of the call; empty for absence."""
    reason: str | None = None
    """For UNKNOWN what is missing, for NA which situation did not arise, for FAIL what was not
    met where words alone do not show it; else None."""


def conditions_of(test: Test) -> tuple[Condition, ...]:
    """Every condition of the test, in the order in which they are asked."""
    asked = (test.applies_when, test.pass_when, test.fail_when)
    return (*(each for each in asked if each), *(level.when for level in test.levels))


def judge(test: Test, facts: Facts) -> Verdict:
    """The test's answer about one call."""
    if test.applies_when is not None:
        applies = truth(test.applies_when, facts)
        if applies.value is None:
            return _unknown(test, applies)
        if not applies.value:
            return Verdict(state=State.NA, reason="the situation did not arise")
    if test.levels:
        return _judge_levels(test, facts)
    condition, wanted = test.pass_when, True
    if condition is None:
        condition, wanted = test.fail_when, False
    assert condition is not None
    met = truth(condition, facts)
    if met.value is None:
        return _unknown(test, met)
    if met.value is wanted:
        return Verdict(state=State.PASS, points=test.points, evidence=met.evidence)
    return Verdict(
        state=State.FAIL, points=Fraction(0), evidence=met.evidence, reason=_words(met.reasons)
    )


def _judge_levels(test: Test, facts: Facts) -> Verdict:
    """The first true level; an unknown one before it that would give more leaves it open."""
    doubts: list[tuple[Fraction, Truth]] = []
    reached, met = Fraction(0), Truth(False)
    seen: list[Truth] = []
    for level in test.levels:
        answer = truth(level.when, facts)
        if answer.value:
            reached, met = level.points, answer
            break
        seen.append(answer)
        if answer.value is None:
            doubts.append((level.points, answer))
    higher = [(points, doubt) for points, doubt in doubts if points > reached]
    if higher:
        best = max(points for points, _ in higher)
        reasons = tuple(dict.fromkeys(r for _, doubt in higher for r in doubt.reasons))
        evidence = met.evidence or higher[0][1].evidence
        return Verdict(
            state=State.UNKNOWN,
            low=reached,
            high=best,
            evidence=evidence,
            reason=_words(reasons),
        )
    if not reached:
        reasons = tuple(dict.fromkeys(r for answer in seen for r in answer.reasons))
        evidence = tuple(dict.fromkeys(o for answer in seen for o in answer.evidence))
        return Verdict(state=State.FAIL, points=reached, evidence=evidence, reason=_words(reasons))
    return Verdict(state=State.PASS, points=reached, evidence=met.evidence)


def _unknown(test: Test, answer: Truth) -> Verdict:
    return Verdict(
        state=State.UNKNOWN,
        low=Fraction(0),
        high=test.points,
        evidence=answer.evidence,
        reason=_words(answer.reasons),
    )


def _words(reasons: tuple[str, ...]) -> str | None:
    return "; ".join(reasons) or None
