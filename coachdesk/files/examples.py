"""Examples from nodes: short calls in the shorthand, or with what is known of the call."""

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Example
from coachdesk.files.calls.plain import parse_plain
from coachdesk.files.faults import Faults, fraction
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_FIELDS = ("time_zone", "direction", "agent", "customer", "campaign", "disposition", "language")


def example_from(node: MappingNode, most: Fraction, faults: Faults) -> Example | None:
    """One example; None where it has faults, which are noted.

    Args:
        node: what the schema left of it.
        most: the points of its criterion.
        faults: takes the problems.
    """
    call, expect = _call(node, faults), node.text("expect")
    points = fraction(node, "points")
    if points is not None and points > most:
        place = node.get("points")
        assert place is not None
        message = f"'points' is {points}, more than the criterion's {most}"
        faults.add("R208", place.location, message)
    if call is None or not expect:
        return None
    return Example(expect=State(expect), call=call, location=node.location, points=points)


def _call(node: MappingNode, faults: Faults) -> Call | None:
    written = node.get("call")
    if isinstance(written, ScalarNode):
        return _turns(written, faults)
    if not isinstance(written, MappingNode):
        return None
    turns = written.get("turns")
    call = _turns(turns, faults) if isinstance(turns, ScalarNode) else None
    if call is None:
        return None
    known: dict[str, object] = {each: written.text(each) for each in _FIELDS if written.key(each)}
    zone = _zone(written, faults)
    meta = written.get("meta")
    if isinstance(meta, MappingNode):
        known["meta"] = {
            **call.meta,
            **{key.value: meta.text(key.value) for key, _ in meta.entries},
        }
    if written.key("started_at"):
        known["started_at"] = _started(written, zone, faults)
    if written.key("duration"):
        known["duration_ms"] = _milliseconds(written.text("duration"))
    if written.key("role_confidence"):
        known["role_confidence"] = float(written.text("role_confidence", "1"))
    return msgspec.structs.replace(call, **known)


def _turns(node: ScalarNode, faults: Faults) -> Call | None:
    call_id = f"line {node.location.line}"
    return faults.reading("R209", node, lambda text: parse_plain(text, call_id=call_id))


def _zone(node: MappingNode, faults: Faults) -> "ZoneInfo | None":
    written = node.get("time_zone")
    if not isinstance(written, ScalarNode):
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(written.value)
    except (KeyError, ValueError, OSError):
        hint = "write such as America/New_York"
        faults.add("R209", written.location, f"there is no time zone '{written.value}'", hint)
        return None


def _started(node: MappingNode, zone: "ZoneInfo | None", faults: Faults) -> datetime | None:
    written = node.get("started_at")
    if not isinstance(written, ScalarNode):
        return None
    started = datetime.fromisoformat(written.value)
    if started.tzinfo is not None:
        return started
    if zone is None:
        message = "the time has no offset from UTC, and there is no time_zone"
        faults.add("R209", written.location, message, f"write {written.value}+00:00")
        return None
    return started.replace(tzinfo=zone)


def _milliseconds(text: str) -> int:
    number, scale = (
        (text.removesuffix("min"), 60_000) if text.endswith("min") else (text[:-1], 1000)
    )
    return int(Fraction(number.strip()) * scale)
