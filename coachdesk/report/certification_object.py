"""Certificates as the objects that machines read: the contract of docs/certification.md."""

from collections.abc import Sequence
from typing import Any

import msgspec

from coachdesk.core.certification import Need, Programme, Standing
from coachdesk.core.certification.cohorts import Cohort
from coachdesk.core.certification.items import Item
from coachdesk.core.certification.outdated import Outdated
from coachdesk.core.certification.roster import Checked
from coachdesk.core.certification.shown import Held, Matrix
from coachdesk.core.rates import Rate
from coachdesk.report.certification import until_of
from coachdesk.report.figures import number


def held_object(held: Held) -> dict[str, Any]:
    """One person and one programme."""
    need = held.blocking
    return {
        "id": held.name,
        "programme": held.programme.id,
        "version": held.programme.version,
        "person": held.person.id,
        "name": held.person.name,
        "team": held.person.team,
        "place": held.person.place,
        **_standing(held.standing),
        "due": held.due and held.due.isoformat(),
        "blocked_by": need.requirement.id if need else None,
        "needs": [_need(each) for each in held.needs],
    }


def page_object(held: Held) -> dict[str, Any]:
    """The same with the steps that were taken, and those that are possible."""
    return {
        **held_object(held),
        "rests_on": msgspec.to_builtins(held.rests_on) if held.rests_on else None,
        "seen": held.seen,
        "history": msgspec.to_builtins(held.done),
        "possible": {step.value: reason or None for step, reason in held.steps.items()},
    }


def matrix_object(found: Matrix) -> dict[str, Any]:
    """People by programmes; who was never enrolled for one has no state there."""
    return {
        "on": found.on.isoformat(),
        "programmes": [each.id for each in found.programmes],
        "people": [
            {
                "person": person.id,
                "name": person.name,
                "team": person.team,
                "place": person.place,
                "states": {
                    programme.id: cell.standing.state.value
                    for programme in found.programmes
                    if (cell := found.cells.get((programme.id, person.id))) is not None
                },
            }
            for person in found.people
        ],
        "outdated": msgspec.to_builtins(found.outdated),
    }


def programme_object(each: Programme, outdated: Sequence[Outdated]) -> dict[str, Any]:
    """What the desk certifies for, with the questions of its exams whose lines have changed."""
    return {
        "id": each.id,
        "version": each.version,
        "title": each.title,
        "owner": each.owner,
        "skills": list(each.skills),
        "scripts": {script.script: script.version for script in each.scripts},
        "requirements": [requirement.id for requirement in each.requirements],
        "months": each.months,
        "grace_days": each.grace_days,
        "outdated": msgspec.to_builtins(outdated),
        "sha256": each.sha256,
    }


def checked_object(each: Checked) -> dict[str, Any]:
    """One row of a roster."""
    return {
        "line": each.duty.line,
        "person": each.duty.person,
        "name": each.duty.name,
        "date": each.duty.on.isoformat(),
        "for": each.duty.what,
        "may": each.may,
        "grace_until": each.grace and str(each.grace.works_until),
        "works_here": each.duty.works_here,
        "standings": {id: _standing(standing) for id, standing in each.standings},
    }


def cohort_object(each: Cohort) -> dict[str, Any]:
    """How long one cohort takes."""
    return {
        "name": each.name,
        **msgspec.to_builtins(each.time),
        "shares": msgspec.to_builtins(each.shares),
        "curve": msgspec.to_builtins(each.curve),
        "blocked": dict(each.blocked),
    }


def items_object(items: Sequence[Item]) -> list[dict[str, Any]]:
    """What each question is worth."""
    return [
        {
            "question": each.question,
            "right": _rate(each.right),
            "discrimination": msgspec.to_builtins(each.discrimination),
        }
        for each in items
    ]


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "count": rate.count,
        "of": rate.of,
        "low": rate.low,
        "high": rate.high,
        "refusal": rate.refusal,
    }


def _standing(found: Standing) -> dict[str, Any]:
    until = until_of(found)
    return {
        "state": found.state.value,
        "on": found.on.isoformat(),
        "because": found.because,
        "may_work": found.may_work,
        "valid_from": found.valid_from and found.valid_from.isoformat(),
        "valid_to": found.valid_to and found.valid_to.isoformat(),
        "revoked_term": found.revoked_term and [day.isoformat() for day in found.revoked_term],
        "works_until": found.works_until and found.works_until.isoformat(),
        "until": until and until.isoformat(),
        "short_renewal": found.short,
        "to_decide": found.decision,
        "challenged": found.challenged,
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        "requirement": need.requirement.id,
        "met": need.met,
        "have": need.have,
        "wanted": need.wanted,
        "figure": number(need.figure, cut=not need.met),
        "wants": number(need.wants),
        "lacks": need.lacks,
        "read_at": need.read_at and need.read_at.isoformat(),
        "tried": [
            {
                "name": each.link.name,
                "at": each.at.isoformat(),
                "figure": number(each.percent, cut=True),
                "failed_by": list(each.failed_by),
            }
            for each in need.tried
        ],
        "evidence": msgspec.to_builtins(need.evidence),
    }
