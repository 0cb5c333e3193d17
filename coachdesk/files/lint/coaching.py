"""Coaching policies that look at what is not there, and waivers whose time is over."""

from collections.abc import Iterator, Mapping
from datetime import date

from coachdesk.core.coaching.policy import Policy
from coachdesk.core.errors import Problem, Severity
from coachdesk.files.coaching import items
from coachdesk.files.faults import strings
from coachdesk.files.loaded import Loaded
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode, scalars

_KIND_OF: Mapping[str, str] = {"failed": "scorecard", "critical": "scorecard", "visit": "audit"}
"""What a policy finds to the kind of form that it looks at."""


def missing_criteria(root: MappingNode, loaded: Loaded) -> Iterator[Problem]:
    """A scorecard, an audit or criteria that the rules do not have, each at its own place.

    Of rules without any form of that kind nothing is said: the file was checked alone. A policy or
    a form with other faults is looked at all the same, so that all are told at once.
    """
    finds = root.get("finds")
    if not isinstance(finds, MappingNode) or not finds.entries:
        return
    trigger, node = finds.entries[0]
    kind = _KIND_OF.get(trigger.value)
    if kind is None or not isinstance(node, MappingNode):
        return
    form = node.get(kind)
    known = {part.root.text(kind): part for part in loaded.parts if part.root.key(kind)}
    if not known or not isinstance(form, ScalarNode):
        return
    part = known.get(form.value)
    if part is None:
        hint = nearest(form.value, known) or f"the {kind}s are in rules/{kind}s"
        yield _missing(form, f"there is no {kind} '{form.value}'", hint)
        return
    if len(part.included) < len(strings(part.root.get("include"))):
        # A pack that could not be read may have them; that is told.
        return
    ids = [each.criterion.id for section in part.all_sections for each in section.criteria]
    waivers = [each for each in items(root.get("waivers")) if not each.key("certification")]
    excused = (each.get("criterion") for each in waivers)
    for criterion in (*scalars(node.get("criteria")), *filter(None, excused)):
        if isinstance(criterion, ScalarNode) and criterion.value not in ids:
            hint = nearest(criterion.value, ids) or f"coachdesk rules explain {form.value}"
            yield _missing(criterion, f"'{form.value}' has no criterion '{criterion.value}'", hint)


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


def _missing(node: ScalarNode, message: str, hint: str) -> Problem:
    return Problem(code="R501", location=node.location, message=message, hint=hint)
