"""From the truth of conditions to an answer with its evidence (docs/rules.md section 6)."""

from fractions import Fraction

from coachdesk.core.engine.spelling import spelled
from coachdesk.core.engine.truth import Facts, Truth, truth
from coachdesk.core.engine.verdicts import State, Test, Verdict


def judge(test: Test, facts: Facts) -> Verdict:
    """The test's answer about one call."""
    if test.applies_when is not None:
        applies = truth(test.applies_when, facts)
        if applies.value is None:
            return _unknown(test, applies)
        if not applies.value:
            asked = spelled(test.applies_when)
            return Verdict(state=State.NA, reason=f"asked only when: {asked}")
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
