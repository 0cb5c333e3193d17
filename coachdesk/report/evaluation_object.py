"""Evaluations by people as the objects that machines read: the contract of docs/evaluations.md."""

from typing import Any

import msgspec

from coachdesk.core.evaluation import Answer
from coachdesk.core.reviews import Change, Disputed, Done, Line, Opened, Overturned
from coachdesk.report.evaluations import shown_figure
from coachdesk.report.figures import number
from coachdesk.report.reported import reported_of
from coachdesk.report.scored_object import scored_object


def opened_object(opened: Opened) -> dict[str, Any]:
    """One evaluation: `scored` as `coachdesk score` gives it, and its life beside it."""
    review = opened.review
    facts: dict[str, Any] = {"id": None, "stage": None}
    if review is not None:
        facts = {
            "id": review.name,
            "stage": review.stage.value,
            "revision": review.revision,
            "seen": review.seen,
            "scorer": review.scorer,
            "subject": review.subject,
            "selected_by": review.selected_by,
            "dispute_until": review.dispute_until and review.dispute_until.isoformat(),
        }
    return {
        **facts,
        "scored": scored_object(reported_of(opened.scored)),
        "engine": {
            answer.criterion: answer.state.value for answer in opened.engine.evaluation.answers
        },
        "answers": [_change(each) for each in (review.changes if review else ())],
        "history": [_done(each) for each in opened.history],
        "disputes": [_disputed(each) for each in opened.disputes],
        "missing": [
            {"criterion": each.criterion, "missing": each.missing.value, "words": each.words}
            for each in opened.lacks
        ],
        "possible": {step.value: reason or None for step, reason in opened.may.items()},
        "speakers_swapped": opened.swapped,
    }


def line_object(each: Line) -> dict[str, Any]:
    """One evaluation of a list."""
    plain: dict[str, Any] = msgspec.to_builtins(each)
    del plain["number"]
    return {"id": f"E{each.number}", **plain, "shown": shown_figure(each)}


def overturned_object(each: Overturned) -> dict[str, Any]:
    """How the disputes of one question ended; shares are 0 to 1."""
    share = each.amended
    return {
        "scorecard": each.scorecard,
        "criterion": each.criterion,
        "amended": share.count,
        "decided": share.of,
        "low": share.low,
        "high": share.high,
        "refusal": share.refusal and share.refusal.value,
        "suspect": each.suspect,
    }


def _change(each: Change) -> dict[str, Any]:
    return {
        "at": each.at.isoformat(),
        "by": each.by,
        "criterion": each.criterion,
        "manner": each.manner.value,
        "revision": each.revision,
        **_answer(each.answer),
    }


def _answer(answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"state": None, "points": None, "note": ""}
    return {"state": answer.state.value, "points": number(answer.points), "note": answer.note}


def _done(each: Done) -> dict[str, Any]:
    return {
        "at": each.at.isoformat(),
        "by": each.by,
        "step": each.step.value,
        "stage": each.stage.value,
        "reason": each.reason,
    }


def _disputed(each: Disputed) -> dict[str, Any]:
    return {
        "criterion": each.criterion,
        "claimed": each.claimed,
        "reason": each.reason,
        "by": each.by,
        "at": each.at.isoformat(),
        "amended": each.amended,
        "decided_by": each.decided_by,
        "decision_reason": each.decision_reason,
    }
