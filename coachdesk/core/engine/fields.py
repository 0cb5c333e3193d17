"""Call fields and metrics as conditions compare them, and as people read them."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coachdesk.core.calls import Call
from coachdesk.core.engine.conditions import Unit
from coachdesk.core.engine.parsing import WEEKDAYS


def local_time(call: Call) -> datetime | None:
    """When the call began where the customer is; None without a start or a known zone."""
    if call.started_at is None or call.time_zone is None:
        return None
    try:
        return call.started_at.astimezone(ZoneInfo(call.time_zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def field_value(name: str, call: Call) -> int | str | None:
    """A call field as conditions compare it: minutes since midnight, or a folded word."""
    if name in ("local_time", "weekday"):
        moment = local_time(call)
        if moment is None:
            return None
        if name == "weekday":
            return WEEKDAYS[moment.weekday()]
        return moment.hour * 60 + moment.minute
    value = call.meta.get(name[5:]) if name.startswith("meta.") else getattr(call, name)
    return None if value is None else str(value).casefold()


def shown_field(name: str, call: Call) -> str | None:
    """A call field as people read it, or None."""
    value = field_value(name, call)
    if name == "local_time" and isinstance(value, int):
        return f"{value // 60:02}:{value % 60:02}"
    return None if value is None else str(value)


def missing_field(name: str, call: Call) -> str:
    """Why a call field is not known, in words."""
    if name in ("local_time", "weekday"):
        lacks = "start" if call.started_at is None else "customer's time zone"
        if call.started_at is not None and call.time_zone is not None:
            return f"there is no time zone '{call.time_zone}'"
        return f"the call's {lacks} is not known"
    return f"the call has no {name}"


def shown_metric(name: str, value: float, unit: Unit) -> str:
    """A measured fact in words, such as `talk_ratio is 71.4 %`."""
    if unit is Unit.PERCENT:
        return f"{name} is {value:.1f} %"
    if unit is Unit.MILLISECONDS:
        return f"{name} is {value / 1000:.1f} s"
    return f"{name} is {value:g}"
