"""A call as the machines' object, and as text for people."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.engine.metrics import metrics_of
from coachdesk.core.visible import visible
from coachdesk.report.figures import minutes
from coachdesk.report.layout import padded, wrapped

_STATED = (
    "time_zone",
    "direction",
    "agent",
    "customer",
    "campaign",
    "disposition",
)
_SIGN = {
    Speaker.AGENT: "agent",
    Speaker.CUSTOMER: "customer",
    Speaker.OTHER: "other",
    Speaker.UNKNOWN: "unknown",
}


def call_object(call: Call) -> dict[str, Any]:
    """The object of `read --format json`; reading it again gives the same call."""
    found: dict[str, Any] = {
        "id": call.id,
        "source_format": call.source_format,
        "duration_ms": call.duration_ms,
        "language": call.language,
    }
    if call.started_at is not None:
        found["started_at"] = call.started_at.isoformat()
    found |= {name: value for name in _STATED if (value := getattr(call, name)) is not None}
    if call.role_confidence != 1.0:
        found["role_confidence"] = call.role_confidence
    if call.gaps:
        found["gaps"] = [{"start_ms": gap.start_ms, "end_ms": gap.end_ms} for gap in call.gaps]
    if call.meta:
        found["meta"] = dict(call.meta)
    found["turns"] = [_turn_object(turn) for turn in call.turns]
    found["metrics"] = metrics_of(call).named()
    found["warnings"] = [
        {"code": each.code, "message": each.message, "turn": each.turn} for each in call.warnings
    ]
    return found


def _turn_object(turn: Turn) -> dict[str, Any]:
    found: dict[str, Any] = {
        "index": turn.index,
        "speaker": turn.speaker.value,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "text": turn.text,
    }
    if turn.label:
        found["label"] = turn.label
    if turn.words:
        found["words"] = [msgspec.structs.asdict(word) for word in turn.words]
    return found


def call_line(call: Call) -> str:
    """The object as one line of JSON Lines, without its end."""
    return msgspec.json.encode(call_object(call)).decode()


def call_chunks(calls: Iterable[Call]) -> Iterator[str]:
    """The calls as own JSON Lines, one line a piece."""
    for call in calls:
        yield call_line(call) + "\n"


def call_lines(call: Call, columns: int) -> Iterator[str]:
    """The call for people: what is known of it, then who says what, when."""
    yield visible(call.id) + "  " + "  ".join(map(visible, _head(call)))
    for warning in call.warnings:
        yield f"  ! {warning.code} {visible(warning.message)}"
    names = {turn.index: _who(turn) for turn in call.turns}
    broad = min(max(map(len, names.values()), default=0), 24)
    timed = any(turn.start_ms is not None for turn in call.turns)
    for turn in call.turns:
        when = ("" if turn.start_ms is None else minutes(turn.start_ms)) if timed else ""
        front = f"  {when:>6}  " if timed else "  "
        front += padded(names[turn.index], broad) + "  "
        lines = list(wrapped(visible(turn.text), max(columns - len(front), 20))) or [""]
        yield (front + lines[0]).rstrip()
        for line in lines[1:]:
            yield " " * len(front) + line


def _who(turn: Turn) -> str:
    part = _SIGN[turn.speaker]
    label = visible(turn.label)
    return part if not label or label.casefold() in (part, part[:1]) else f"{part} {label}"


def _head(call: Call) -> Iterator[str]:
    yield call.source_format
    yield f"{len(call.turns)} turn{'' if len(call.turns) == 1 else 's'}"
    if call.duration_ms is not None:
        yield minutes(call.duration_ms)
    if call.started_at is not None:
        yield call.started_at.isoformat(" ", "minutes")
    for value in (call.agent, call.customer, call.campaign, call.direction, call.disposition):
        if value:
            yield value
