"""Fool-proof: every way through the script ends, and every step is on one."""

from collections.abc import Iterator, Mapping

from coachdesk.core.errors import Severity
from coachdesk.core.scripts.lint.finding import Finding
from coachdesk.core.scripts.values import Script


def unreached_steps(script: Script) -> Iterator[Finding]:
    """S221: steps that no way from the first step leads to."""
    ways = _ways(script)
    reached = _reached(script.steps[0].id, ways) if script.steps else set()
    wanted = {block.then for block in script.blocks if block.then}
    for target in wanted:
        reached |= _reached(target, ways)
    for step in script.steps:
        if step.id not in reached:
            message = f"no way leads to the step '{step.id}'"
            hint = "let a 'then' lead there, or take it out"
            yield Finding(
                code="S221", severity=Severity.ERROR, part=step, message=message, hint=hint
            )


def dead_ends(script: Script) -> Iterator[Finding]:
    """S222: the first of the steps from which no way leads to an end."""
    ways = _ways(script)
    last = script.steps[-1]
    ends = {step.id for step in script.steps if step.end or (step is last and not step.then)}
    for step in script.steps:
        onward = _reached(step.id, ways)
        if not onward & ends:
            circle = " > ".join((*(each.id for each in script.steps if each.id in onward), "..."))
            message = f"from the step '{step.id}' no way ends: {circle}"
            hint = "let a 'then' lead on, or mark a step with end: true"
            yield Finding(
                code="S222", severity=Severity.ERROR, part=step, message=message, hint=hint
            )
            return


def _ways(script: Script) -> Mapping[str, tuple[str, ...]]:
    """Step to the steps that may follow it; none where the call ends."""
    ids = {step.id for step in script.steps}
    following = [*(step.id for step in script.steps[1:]), ""]
    ways = {}
    for step, after in zip(script.steps, following, strict=True):
        onward = "" if step.end else step.then or after
        targets = [onward, *(branch.then or onward for branch in step.if_customer)]
        ways[step.id] = tuple(each for each in dict.fromkeys(targets) if each in ids)
    return ways


def _reached(start: str, ways: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The step and all that can follow it."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        step = waiting.pop()
        if step in ways and step not in reached:
            reached.add(step)
            waiting.extend(ways[step])
    return reached
