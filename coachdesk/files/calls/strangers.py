"""Say once, at the end, in how many calls nobody is the agent, and what their labels are.

Rules about the agent can't tell anything there, and the cure is not obvious from their answers.
"""

from collections.abc import Iterator

from coachdesk.core.calls import Speaker
from coachdesk.core.errors import Problem, Severity
from coachdesk.files.calls.reading import Found, ReadCall

MOST_LABELS = 6
"""So many labels are named."""


def with_strangers_told(stream: Iterator[Found]) -> Iterator[Found]:
    """The stream as it is, and at its end a warning where calls have no turn of the agent."""
    labels: dict[str, None] = {}
    calls = 0
    for each in stream:
        yield each
        if isinstance(each, ReadCall) and each.call.turns:
            turns = each.call.turns
            if not any(turn.speaker is Speaker.AGENT for turn in turns):
                calls += 1
                if len(labels) < MOST_LABELS:
                    labels |= dict.fromkeys(turn.label for turn in turns if turn.label)
    if calls:
        yield _told(calls, list(labels)[:MOST_LABELS])


def _told(calls: int, labels: list[str]) -> Problem:
    known = f"labels there: {', '.join(labels)}" if labels else "they carry no labels"
    many = f"{calls} calls have" if calls > 1 else "1 call has"
    return Problem(
        code="C210",
        message=f"{many} no turn of the agent; {known}",
        hint='--roles "LABEL=agent,*=customer" says who is who',
        severity=Severity.WARNING,
    )
