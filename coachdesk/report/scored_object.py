"""One scored evaluation as the object that machines read: the contract of docs/scoring.md."""

from collections.abc import Mapping
from typing import Any

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.explain import nearest, searched
from coachdesk.core.engine.signals import Occurrence
from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.form import Criterion, Form, Section, scored
from coachdesk.core.score import Score
from coachdesk.report.figures import is_cut, number


def scored_object(
    form: Form,
    evaluation: Evaluation,
    score: Score,
    call: Call | None,
    *,
    with_nearest: bool = False,
) -> dict[str, Any]:
    """The evaluation of one call, or of a form filled by hand where `call` is None.

    A criterion that is shown but does not count (draft, trial) has `max_points` 0.
    """
    answers = {answer.criterion: answer for answer in evaluation.answers}
    return {
        "call": evaluation.call,
        "scorecard": form.id,
        "version": form.version,
        "form_sha256": evaluation.form_sha256,
        "score": _score(score),
        "criteria": [
            _criterion(form, section, criterion, answers[criterion.id], call, with_nearest)
            for section, criterion in form.criteria()
            if criterion.id in answers
        ],
    }


def _score(score: Score) -> dict[str, Any]:
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
    form: Form,
    section: Section,
    criterion: Criterion,
    answer: Answer,
    call: Call | None,
    with_nearest: bool,
) -> dict[str, Any]:
    counts = scored(criterion)
    verdict = answer.verdict
    reason = verdict.reason if verdict is not None and verdict.reason else answer.note
    miss = None
    if with_nearest and call is not None and criterion.test is not None:
        miss = nearest(criterion.test, form.signals, call)
    return {
        "id": criterion.id,
        "section": section.id,
        "state": answer.state.value,
        "points": number(answer.points) if counts else None,
        "max_points": number(criterion.points) if counts else 0,
        "evidence": _evidence(verdict.evidence if verdict else (), call),
        "searched": _searched(form, criterion, call),
        "nearest": None if miss is None else msgspec.to_builtins(miss),
        "reason": reason or None,
    }


def _evidence(occurrences: tuple[Occurrence, ...], call: Call | None) -> list[dict[str, Any]]:
    if call is None:
        return []
    return [
        {
            "turn": span.turn,
            "start": span.start,
            "end": span.end,
            "text": call.turns[span.turn].text[span.start : span.end],
            "signal": occurrence.signal,
        }
        for occurrence in occurrences
        for span in occurrence.spans
    ]


def _searched(form: Form, criterion: Criterion, call: Call | None) -> Mapping[str, Any]:
    if call is None or criterion.test is None:
        return {}
    found: dict[str, Any] = msgspec.to_builtins(searched(criterion.test, form.signals, call))
    return found
