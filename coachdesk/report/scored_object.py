"""One scored evaluation as the object that machines read: the contract of docs/scoring.md."""

from typing import Any

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.signals import Occurrence
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Section, scored
from coachdesk.core.score import Score
from coachdesk.report.figures import is_cut, number
from coachdesk.report.reported import Reported


def scored_object(reported: Reported) -> dict[str, Any]:
    """The evaluation of one call, or of a form filled by hand, whose `call` is null.

    A criterion that is shown but does not count (draft, trial) has `max_points` 0.
    """
    evaluation = reported.evaluation
    return {
        "call": evaluation.call,
        "scorecard": reported.form.id,
        "version": reported.form.version,
        "form_sha256": evaluation.form_sha256,
        "score": score_object(reported.score),
        "criteria": [_criterion(reported, *each) for each in reported.answered()],
    }


def score_object(score: Score) -> dict[str, Any]:
    """The score alone; figures with two places, cut where the outcome is FAIL."""
    cut = is_cut(score)
    return {
        "calc": number(score.calc, cut=cut),
        "shown": number(score.shown, cut=cut),
        "low": number(score.low, cut=cut),
        "high": number(score.high, cut=cut),
        "method": score.method.value,
        "na": score.na.value,
        "scope": score.scope.value,
        "scope_weight_pct": number(score.scope_weight_pct),
        "pass_mark": number(score.pass_mark),
        "outcome": score.outcome.value,
        "failed_by": list(score.failed_by),
    }


def _criterion(
    reported: Reported, section: Section, criterion: Criterion, answer: Answer
) -> dict[str, Any]:
    counts = scored(criterion)
    evidence = answer.verdict.evidence if answer.verdict else ()
    explained = reported.explained.get(criterion.id)
    nearest = reported.nearest_miss(criterion, answer)
    return {
        "id": criterion.id,
        "section": section.id,
        "state": answer.state.value,
        "points": number(answer.points) if counts else None,
        "max_points": number(criterion.points) if counts else 0,
        "evidence": [] if reported.call is None else evidence_objects(evidence, reported.call),
        "searched": msgspec.to_builtins(explained.searched) if explained else {},
        "nearest": None if nearest is None else msgspec.to_builtins(nearest),
        "reason": reported.reason(answer),
    }


def evidence_objects(evidence: tuple[Occurrence, ...], call: Call) -> list[dict[str, Any]]:
    """One object per turn that an occurrence crosses; its text is exactly as written."""
    return [
        {
            "turn": span.turn,
            "start": span.start,
            "end": span.end,
            "text": call.turns[span.turn].text[span.start : span.end],
            "signal": occurrence.signal,
        }
        for occurrence in evidence
        for span in occurrence.spans
    ]
