"""What the examples of certification programmes say, as text and as JSON."""

from collections.abc import Iterator

from coachdesk.core.certification.examples import ProgrammeRehearsal
from coachdesk.core.visible import visible


def programme_lines(rehearsal: ProgrammeRehearsal) -> Iterator[str]:
    """Failing examples with why the standing is what it is, and states that none shows."""
    for result in rehearsal.results:
        for differs in result.differs:
            place = visible(str(result.example.location))
            yield f"{place}: {rehearsal.programme.id} example {result.number}: {differs}"
        if result.differs:
            yield f"    on {result.found.on}: {visible(result.found.because)}"
            if result.blocked_by is not None:
                lacks = f"{result.blocked_by.requirement.id}: {result.blocked_by.lacks}"
                yield f"    lacking first: {visible(lacks)}"
    if rehearsal.unshown:
        shown = ", ".join(state.value for state in rehearsal.unshown)
        yield f"{rehearsal.programme.id} has no example for: {shown}"


def programme_summary(rehearsal: ProgrammeRehearsal) -> str:
    """Such as `card-sale v1: 13 examples, all as expected`."""
    failed = sum(bool(result.differs) for result in rehearsal.results)
    total = len(rehearsal.results)
    text = f"{rehearsal.programme.id} v{rehearsal.programme.version}: {total} examples"
    return text + (
        f", {total - failed} as expected, {failed} not" if failed else ", all as expected"
    )


def programme_object(rehearsal: ProgrammeRehearsal) -> dict[str, object]:
    """The machines' object of one programme's examples."""
    return {
        "certification": rehearsal.programme.id,
        "version": rehearsal.programme.version,
        "examples": len(rehearsal.results),
        "failed": [
            {
                "number": result.number,
                "location": str(result.example.location),
                "differs": list(result.differs),
                "because": result.found.because,
            }
            for result in rehearsal.results
            if result.differs
        ],
        "not_shown": [state.value for state in rehearsal.unshown],
    }
