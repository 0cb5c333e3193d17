"""Coaching policies that look at what is not there, and waivers whose time is over."""

from collections.abc import Iterator
from datetime import date

from coachdesk.core.coaching.policy import Expiring, FailedVisit, Policy
from coachdesk.core.errors import Problem, Severity
from coachdesk.files.coaching import criteria_of, form_of
from coachdesk.files.loaded import Loaded
from coachdesk.files.schema import nearest


def missing_criteria(policy: Policy, loaded: Loaded) -> Iterator[Problem]:
    """A scorecard, an audit or criteria that the rules do not have.

    Of rules without any form of that kind nothing is said: the file was checked alone.
    """
    if isinstance(policy.finds, Expiring):
        return
    kind = "audit" if isinstance(policy.finds, FailedVisit) else "scorecard"
    name, known = form_of(policy.finds), [part.root.text(kind) for part in loaded.parts]
    if not any(known):
        return
    if name not in known:
        hint = nearest(name, filter(None, known)) or f"the {kind}s are in rules/{kind}s"
        yield _missing(policy, f"there is no {kind} '{name}'", hint)
        return
    form = next((form for form in loaded.forms if (form.kind, form.id) == (kind, name)), None)
    if form is None:
        # It has faults of its own, which are told.
        return
    ids = [criterion.id for _, criterion in form.criteria()]
    wanted = (
        *criteria_of(policy.finds),
        *(each.criterion for each in policy.waivers if each.form == name),
    )
    for criterion in dict.fromkeys(wanted):
        if criterion not in ids:
            hint = nearest(criterion, ids)
            yield _missing(policy, f"'{name}' has no criterion '{criterion}'", hint)


def ended_waivers(policy: Policy, today: date) -> Iterator[Problem]:
    """Waivers that excuse nothing any more."""
    for waiver in policy.waivers:
        if waiver.until < today:
            yield Problem(
                code="R504",
                location=waiver.location,
                message=f"the waiver of {waiver.owner} ended on {waiver.until}",
                hint="take it out, or agree on a new end",
                severity=Severity.WARNING,
            )


def _missing(policy: Policy, message: str, hint: str) -> Problem:
    return Problem(
        code="R501",
        location=policy.location,
        message=message,
        hint=hint,
        severity=Severity.WARNING,
    )
