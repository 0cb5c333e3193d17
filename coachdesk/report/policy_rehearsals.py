"""What the examples of coaching policies say, as text and as JSON."""

from collections.abc import Iterator

from coachdesk.core.coaching.policy import Expected
from coachdesk.core.coaching.rehearse import PolicyRehearsal, PolicyResult
from coachdesk.core.visible import visible
from coachdesk.report.rehearsals import counted


def policy_lines(rehearsal: PolicyRehearsal) -> Iterator[str]:
    """Failing examples with what was raised and why the rest was not; outcomes not shown."""
    for result in rehearsal.results:
        if not result.passed:
            yield from _failure(rehearsal, result)
    for unshown in rehearsal.unshown:
        yield f"{rehearsal.policy.id}: no example shows: {unshown}"


def policy_summary(rehearsal: PolicyRehearsal) -> str:
    """Such as `opening-again v1: 4 examples, all as expected`."""
    failed = sum(not result.passed for result in rehearsal.results)
    policy = rehearsal.policy
    return counted(policy.id, policy.version, len(rehearsal.results), failed)


def policy_object(rehearsal: PolicyRehearsal) -> dict[str, object]:
    """The machines' object of one policy's examples."""
    return {
        "coaching": rehearsal.policy.id,
        "version": rehearsal.policy.version,
        "examples": len(rehearsal.results),
        "failed": [
            {
                "number": result.number,
                "location": str(result.example.location),
                "missing": [_words(each) for each in result.missing],
                "surplus": [_words(each) for each in result.surplus],
            }
            for result in rehearsal.results
            if not result.passed
        ],
        "not_shown": list(rehearsal.unshown),
    }


def _failure(rehearsal: PolicyRehearsal, result: PolicyResult) -> Iterator[str]:
    place = visible(str(result.example.location))
    title = visible(result.example.title)
    yield f"{place}: {rehearsal.policy.id} example {result.number} ({title}) is not as expected"
    for each in result.missing:
        yield f"    not raised: {_words(each)}"
    for each in result.surplus:
        yield f"    raised: {_words(each)}"
    for why_not in result.proposed.why_not:
        words = f"{visible(why_not.person)}, {why_not.topic}: {why_not.why.value}"
        yield f"    not raised about {words} ({visible(why_not.words)})"


def _words(each: Expected) -> str:
    whom = f"to the owner for team {visible(each.who)}" if each.to_owner else visible(each.who)
    told = f"{whom}, {each.topic}"
    return f"{told}, {each.baseline[0]} of {each.baseline[1]} failed" if each.baseline else told
