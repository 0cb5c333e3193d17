"""Steps that a script requires and no criterion looks at."""

from collections.abc import Iterator, Mapping

from coachdesk.core.engine.conditions import signals_in
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.form import Status
from coachdesk.core.scripts import Script
from coachdesk.files.loaded import LoadedForm


def uncovered_steps(detail: LoadedForm, scripts: Mapping[str, Script]) -> Iterator[Problem]:
    """Required steps of the form's script without a criterion.

    A criterion covers a step by its `line`, or by a signal that listens for the step's lines.
    """
    script = scripts.get(detail.form.script)
    place = detail.part.root.get("script")
    if script is None or place is None:
        return
    covered = set(_covered(detail))
    for step in script.steps:
        if step.required and f"{script.id}/{step.id}" not in covered:
            yield Problem(
                code="R307",
                location=place.location,
                message=f"no criterion covers the required step '{step.id}' ({step.location})",
                hint=f"add 'line: {script.id}/{step.id}' to the criterion that does",
                severity=Severity.WARNING,
            )


def _covered(detail: LoadedForm) -> Iterator[str]:
    signals = detail.form.signals
    for section in detail.part.all_sections:
        for written in section.criteria:
            if written.criterion.status is Status.RETIRED:
                continue
            yield written.criterion.line
            for condition, _ in written.conditions:
                for name, _ in signals_in(condition):
                    like = signals[name].like if name in signals else None
                    if like is not None:
                        yield like.source
