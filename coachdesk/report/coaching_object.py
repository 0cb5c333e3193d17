"""Coaching as the objects that machines read: the contract of docs/coaching.md."""

from typing import Any

import msgspec

from coachdesk.core.coaching.drawing import Draw
from coachdesk.core.coaching.pages import (
    ActionLine,
    ActionPage,
    CoachedEffect,
    GivenWaiver,
    OwnersMatter,
    Raised,
    Since,
)
from coachdesk.core.effect import Effect
from coachdesk.report.rates import change_object


def line_object(line: ActionLine) -> dict[str, Any]:
    """One action: dates ISO 8601."""
    return {
        "id": line.name,
        "stage": line.stage.value,
        "overdue": line.overdue,
        "changed": line.changed.isoformat(),
        "waits_for_you": line.waits,
        "since": None if line.since is None else _since(line.since),
        **msgspec.to_builtins(line.action),
    }


def page_object(page: ActionPage) -> dict[str, Any]:
    """One action, whole."""
    return {
        **line_object(page.line),
        "seen": page.seen,
        "history": [
            {
                "at": each.at.isoformat(),
                "by": each.by,
                "step": each.step.value,
                "stage": each.stage.value,
                "words": each.words,
            }
            for each in page.history
        ],
        "possible": {step.value: reason or None for step, reason in page.may.items()},
        "draw": None if page.draw is None else _draw(page.draw),
    }


def _since(since: Since) -> dict[str, Any]:
    return {
        "passed": since.passed,
        "decided": since.decided,
        "calls": [{"call": each.call, "state": each.state.value} for each in since.calls],
    }


def _draw(draw: Draw) -> dict[str, Any]:
    return {
        "from": draw.frame,
        "passed": draw.passed,
        "decided": draw.decided,
        "waiting": list(draw.waiting),
        "calls": [{"call": each.call, "state": each.state.value} for each in draw.checked],
    }


def raised_object(found: Raised) -> dict[str, Any]:
    """What a run of the policies raised, and why the rest was not."""
    proposed = found.proposed
    return {
        "written": bool(found.names) or bool(found.matters),
        "proposals": [
            {
                "id": found.names[at] if found.names else None,
                "policy": each.policy.id,
                "person": each.person,
                "topic": msgspec.to_builtins(each.topic),
                "baseline": msgspec.to_builtins(each.baseline),
                "calls": list(each.calls),
                "coach": each.coach,
                "due": each.due.isoformat(),
            }
            for at, each in enumerate(proposed.proposals)
        ],
        "for_owners": [
            {
                "policy": each.policy.id,
                "owner": each.policy.owner,
                "team": each.team,
                "topic": msgspec.to_builtins(each.topic),
                "failing": list(each.failing),
                "judged": each.judged,
            }
            for each in proposed.for_owners
        ],
        "matters": list(found.matters),
        "not_raised": [
            {
                "policy": each.policy,
                "person": each.person,
                "topic": msgspec.to_builtins(each.topic),
                "why": each.why.value,
                "words": each.words,
            }
            for each in proposed.why_not
        ],
        "not_looked": msgspec.to_builtins(found.not_looked),
        "unknown_owners": [
            {"policy": policy, "owner": owner} for policy, owner in found.unknown_owners
        ],
        "unused_waivers": [
            {"waiver": each.name, "owner": each.owner, "until": each.until.isoformat()}
            for each in proposed.unused
        ],
    }


def waiver_object(each: GivenWaiver) -> dict[str, Any]:
    """One waiver of the desk."""
    return {
        "id": each.name,
        **msgspec.to_builtins(each.excuse),
        "by": each.by,
        "reason": each.reason,
        "over": each.is_over,
    }


def matter_object(each: OwnersMatter) -> dict[str, Any]:
    """What most of a team fails."""
    return {
        "id": each.name,
        "stage": each.stage.value,
        **msgspec.to_builtins(each.matter),
        "settled": each.settled,
    }


def effect_object(each: CoachedEffect) -> dict[str, Any]:
    """What the coaching of one behaviour brought; effects in points, -100 to 100."""
    return {
        "topic": msgspec.to_builtins(each.topic),
        "actions": {stage.value: count for stage, count in each.actions.items()},
        "days": each.days,
        "scorecard_in_force": each.scored,
        "behaviour": _effect(each.behaviour),
        "score": _effect(each.score),
        "uncompared": change_object(each.calls),
    }


def _effect(effect: Effect) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(effect)
    for side in ("coached_side", "peers_side"):
        if plain[side] is not None:
            plain[side] = {key: _rounded(value) for key, value in plain[side].items()}
    return {key: _rounded(value) for key, value in plain.items()}


def _rounded(value: Any) -> Any:
    return round(value, 2) if isinstance(value, float) else value
