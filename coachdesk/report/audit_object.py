"""Mystery visits as the objects that machines read: the contract of docs/audits.md."""

from typing import Any

import msgspec

from coachdesk.core.audits.opened import Line, Opened
from coachdesk.core.audits.plan import Drawn
from coachdesk.core.audits.visit import Visit
from coachdesk.core.reviews import Change
from coachdesk.report.audits import score_of
from coachdesk.report.figures import number
from coachdesk.report.reported import reported_of
from coachdesk.report.scored_object import scored_object


def opened_object(opened: Opened) -> dict[str, Any]:
    """One visit: its facts, `scored` as `coachdesk score` gives it, and its life beside it."""
    return {
        "id": opened.name,
        "stage": opened.stage.value,
        "revision": opened.revision,
        "seen": opened.seen,
        **_visit(opened.visit),
        "due": opened.due and opened.due.isoformat(),
        "overdue": opened.overdue,
        "facts": dict(opened.facts),
        "scored": scored_object(reported_of(opened.scored)),
        "engine": {each.criterion: each.state.value for each in opened.engine.evaluation.answers},
        "answers": [_change(each) for each in opened.filed.changes],
        "proofs": msgspec.to_builtins(opened.filed.proofs),
        "transcript": opened.filed.transcript is not None,
        "appeals": msgspec.to_builtins(opened.filed.claims),
        "history": msgspec.to_builtins(opened.history),
        "missing": msgspec.to_builtins(opened.lacks),
        "doubts": [{"code": each.code, "message": each.message} for each in opened.doubts],
        "possible": {step.value: reason or None for step, reason in opened.may.items()},
    }


def line_object(each: Line) -> dict[str, Any]:
    """One visit of a list."""
    return {
        "id": each.name,
        "stage": each.stage.value,
        "revision": each.revision,
        **_visit(each.visit),
        "due": each.due and each.due.isoformat(),
        "overdue": each.overdue,
    }


def drawn_object(each: Drawn, visit: int | None) -> dict[str, Any]:
    """One visit of a draw; `id` is null where nothing was written."""
    start, end = each.part.value
    return {
        "id": None if visit is None else f"V{visit}",
        "draw": each.draw,
        "day": each.on.isoformat(),
        "from": f"{start:%H:%M}",
        "until": f"{end:%H:%M}",
        "place": each.place,
        "agent": each.agent,
        "shopper": each.shopper,
    }


def _visit(visit: Visit) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(visit)
    del plain["figures"], plain["assumptions"]
    figures = visit.figures
    return {
        **plain,
        "outcome": figures.outcome.value,
        "shown": score_of(figures),
        "failing": figures.failing,
        "waiting": figures.waiting,
    }


def _change(each: Change) -> dict[str, Any]:
    answer = each.answer
    return {
        "at": each.at.isoformat(),
        "by": each.by,
        "question": each.criterion,
        "manner": each.manner.value,
        "revision": each.revision,
        "state": answer and answer.state.value,
        "points": number(answer.points) if answer and answer.points is not None else None,
        "words": answer.note if answer else "",
    }
