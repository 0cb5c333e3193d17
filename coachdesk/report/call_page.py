"""One call on a page: what was said, and what the rules made of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from coachdesk.core.calls import Call
from coachdesk.core.scored import Scored
from coachdesk.core.visible import visible
from coachdesk.report.calls import call_object
from coachdesk.report.figures import minutes
from coachdesk.report.layout import padded, width, wrapped
from coachdesk.report.quotes import speaker_name
from coachdesk.report.reported import reported_of
from coachdesk.report.scored_object import scored_object
from coachdesk.report.verdicts import Looks, verdict_lines


def as_lines(
    call: Call, scores: Sequence[Scored], *, columns: int, withheld: bool = False
) -> Iterator[str]:
    """The page as text.

    Args:
        call: which.
        scores: under the rules in force.
        columns: of the terminal.
        withheld: there may be scores, and they are not for this reader.
    """
    yield visible(call.id)
    for name, value in _facts(call):
        yield f"  {visible(name):<13} {visible(value)}"
    yield ""
    yield from _turns(call, columns)
    looks = Looks(columns=columns)
    for each in scores:
        yield ""
        yield from verdict_lines(reported_of(each), looks)
    if not scores:
        yield ""
        if withheld:
            yield "evaluations published to you: coachdesk evaluations list"
        else:
            yield "not scored under the rules in force (coachdesk screen)"


def as_object(call: Call, scores: Sequence[Scored], *, withheld: bool = False) -> dict[str, Any]:
    """The page for machines; the call as `read --format json` gives it."""
    found = [scored_object(reported_of(each)) for each in scores]
    return {"call": call_object(call), "scores": found, "withheld": withheld}


def _facts(call: Call) -> Iterator[tuple[str, str]]:
    if call.started_at is not None:
        yield "started", f"{call.started_at:%Y-%m-%d %H:%M %Z}"
    if call.duration_ms is not None:
        yield "duration", minutes(call.duration_ms)
    named = ("agent", "customer", "campaign", "direction", "disposition", "language")
    for name in (*named, "source_format"):
        value = getattr(call, name)
        if value:
            yield name.replace("source_format", "from"), str(value)
    for key, value in call.meta.items():
        yield f"meta.{key}", value
    for warning in call.warnings:
        yield warning.code, warning.message


def _turns(call: Call, columns: int) -> Iterator[str]:
    names = [speaker_name(call, turn) for turn in call.turns]
    left = max((width(name) for name in names), default=0)
    for name, turn in zip(names, call.turns, strict=True):
        moment = f"{turn.index + 1}." if turn.start_ms is None else minutes(turn.start_ms)
        head = f"  {moment:>7}  {padded(name, left)}  "
        lines = list(wrapped(visible(turn.text), max(30, columns - width(head)))) or ["–"]
        yield head + lines[0]
        for line in lines[1:]:
            yield " " * width(head) + line
