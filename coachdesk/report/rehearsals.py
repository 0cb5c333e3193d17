"""What the examples of rules say, as text and as JSON."""

from collections.abc import Iterator

from coachdesk.core.engine.verdicts import Verdict
from coachdesk.core.examples import Rehearsal, Result
from coachdesk.core.visible import visible
from coachdesk.report.quotes import looked, missed, quotes


def rehearsal_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """Failing examples with what was found, outcomes not shown, changes not noticed."""
    for result in rehearsal.results:
        if not result.passed:
            yield from _failure(result)
    for criterion, states in rehearsal.unshown.items():
        shown = ", ".join(state.value for state in states)
        yield f"{rehearsal.form.id}: {criterion} has no example for: {shown}"
    for change in rehearsal.unnoticed:
        where = ", ".join(change.criteria)
        yield f"{rehearsal.form.id}: no example notices {visible(change.what)} ({where})"


def summary_line(rehearsal: Rehearsal, *, mutate: bool) -> str:
    """Such as `outbound-card-sale v3: 175 examples, 174 as expected, 1 not`."""
    failed = sum(not result.passed for result in rehearsal.results)
    text = counted(rehearsal.form.id, rehearsal.form.version, len(rehearsal.results), failed)
    if mutate:
        unnoticed = len(rehearsal.unnoticed)
        text += f"; {rehearsal.changes} changes tried, {unnoticed or 'none'} unnoticed"
    return text


def counted(name: str, version: int, total: int, failed: int) -> str:
    """How many examples there are, and how many are as expected."""
    if not total:
        return f"{name} v{version}: no examples, so nothing was tried"
    text = f"{name} v{version}: {total} examples"
    return text + (
        f", {total - failed} as expected, {failed} not" if failed else ", all as expected"
    )


def _failure(result: Result) -> Iterator[str]:
    expected = result.example.expect.value
    if result.example.points is not None:
        expected += f" with {float(result.example.points):g} points"
    place = visible(str(result.example.location))
    got = _got(result.verdict)
    yield f"{place}: {result.criterion.id} example {result.number}: expected {expected}, got {got}"
    call = result.example.call
    for occurrence in result.verdict.evidence:
        for whence, words in quotes(call, occurrence):
            yield f"    {occurrence.signal}: {whence} {words}"
    if result.verdict.reason:
        yield f"    {visible(result.verdict.reason)}"
    if result.searched is not None:
        for line in looked(result.searched):
            yield f"    {line}"
    if result.nearest is not None:
        yield f"    {missed(call, result.nearest)}"


def _got(verdict: Verdict) -> str:
    points = "" if verdict.points is None else f" with {float(verdict.points):g} points"
    return verdict.state.value + points


def rehearsal_object(rehearsal: Rehearsal) -> dict[str, object]:
    """The machines' object of one form's examples."""
    return {
        "scorecard": rehearsal.form.id,
        "version": rehearsal.form.version,
        "examples": len(rehearsal.results),
        "failed": [
            {
                "criterion": result.criterion.id,
                "number": result.number,
                "location": str(result.example.location),
                "expected": result.example.expect.value,
                "got": result.verdict.state.value,
                "reason": result.verdict.reason,
            }
            for result in rehearsal.results
            if not result.passed
        ],
        "not_shown": {key: [s.value for s in states] for key, states in rehearsal.unshown.items()},
        "changes": rehearsal.changes,
        "unnoticed": [
            {"criteria": list(change.criteria), "change": change.what}
            for change in rehearsal.unnoticed
        ],
    }
