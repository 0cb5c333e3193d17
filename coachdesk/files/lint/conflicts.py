"""Two criteria of one form that want opposite things of every call."""

from collections.abc import Iterator

from coachdesk.core.engine.conditions import And, Condition, Not, Or, SignalTrue
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.form import scored
from coachdesk.files.criteria import WrittenCriterion
from coachdesk.files.loaded import LoadedForm


def conflicting_criteria(detail: LoadedForm) -> Iterator[Problem]:
    """Signals that one criterion requires and another forbids, both for every call."""
    criteria = [
        written
        for section in detail.part.all_sections
        for written in section.criteria
        if scored(written.criterion)
    ]
    required = {name: each for each in criteria for name in _required(each)}
    for written in criteria:
        for name in _forbidden(written):
            other = required.get(name)
            if other is not None and other is not written:
                yield Problem(
                    code="R308",
                    location=written.node.location,
                    message=f"'{written.criterion.id}' forbids the signal '{name}', which "
                    f"'{other.criterion.id}' requires",
                    hint="no call passes both; say when each applies",
                    severity=Severity.WARNING,
                )


def _required(written: WrittenCriterion) -> Iterator[str]:
    test = written.criterion.test
    if test is not None and test.applies_when is None and test.pass_when is not None:
        for part in _parts(test.pass_when, And):
            if isinstance(part, SignalTrue):
                yield part.signal


def _forbidden(written: WrittenCriterion) -> Iterator[str]:
    test = written.criterion.test
    if test is None or test.applies_when is not None:
        return
    if test.fail_when is not None:
        for part in _parts(test.fail_when, Or):
            if isinstance(part, SignalTrue):
                yield part.signal
    elif test.pass_when is not None:
        for part in _parts(test.pass_when, And):
            if isinstance(part, Not) and isinstance(part.part, SignalTrue):
                yield part.part.signal


def _parts(condition: Condition, kind: type[And] | type[Or]) -> Iterator[Condition]:
    if isinstance(condition, kind):
        for part in condition.parts:
            yield from _parts(part, kind)
    else:
        yield condition
