"""CSV, a row a turn: columns speaker and text, and call, start_ms, end_ms, start, end as they come.

`start_ms` and `end_ms` are milliseconds. `start` and `end` are in the unit that the numbers prove
to be in, or the file is refused. Rows of one call stand together or apart; the call's own fields
(started_at, time_zone, agent, customer, direction, campaign, disposition, language, duration_ms,
meta.NAME) are taken from its first row that has them. Comma, semicolon or tab.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from coachdesk.core.calls import Call, Speaker
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.core.text import words_of
from coachdesk.files.calls.csv_cells import (
    CALL_COLUMNS,
    Row,
    call_fields,
    rows_of,
    time_number,
    whole_number,
)
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.turns import Draft, made_call
from coachdesk.files.calls.units import TimeUnit, UnsureUnit, unit_of
from coachdesk.files.csv_text import Unfit, separator_of
from coachdesk.files.encoding import decoded

_TURN = ("call", "speaker", "start_ms", "end_ms", "start", "end", "text")
_PARTS: Mapping[str, Speaker] = {part.value: part for part in Speaker}
_SHORT = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER, "o": Speaker.OTHER}


def recognises(head: bytes) -> bool:
    """A first line of columns among which are speaker and text."""
    first = head.decode("utf-8", "ignore").removeprefix("\ufeff").split("\n", 1)[0]
    names = {name.strip(' "\r').casefold() for name in first.split(separator_of(first))}
    return {"speaker", "text"} <= names


def read(source: Source) -> Iterator[Found]:
    """Every call of the file, in the order of their first rows."""
    text = decoded(source.data, source.path, "C102")
    if isinstance(text, Problem):
        yield text
        return
    rows: list[Row] = []
    for each in rows_of(text, (*_TURN, *CALL_COLUMNS), ("speaker", "text")):
        if isinstance(each, Unfit):
            yield _problem(source, each)
            return
        rows.append(each)
    by_call: dict[str, list[Row]] = {}
    for row in rows:
        by_call.setdefault(row.cells.get("call", ""), []).append(row)
    for name, members in by_call.items():
        yield _call(source, name or source.stem, members)


def _call(source: Source, name: str, rows: Sequence[Row]) -> Found:
    try:
        fields = call_fields(rows)
        duration = fields.pop("duration_ms", None)
        duration_ms = None if duration is None else int(str(duration))
        unit = _unit(rows, duration_ms)
        clock = _clock(unit, fields.get("started_at"), rows[0].line)
        drafts = [_draft(row, clock) for row in rows]
    except Unfit as fault:
        return _problem(source, fault)
    made = made_call(source, drafts, source_format="csv", call_id=name, duration_ms=duration_ms)
    return msgspec.structs.replace(made, call=_with(made.call, fields))


def _with(call: Call, fields: Mapping[str, object]) -> Call:
    return msgspec.structs.replace(call, **fields)


def _unit(rows: Sequence[Row], duration_ms: int | None) -> TimeUnit | None:
    """The unit of start and end; None where the file has no such columns."""
    turns: list[tuple[int, float]] = []
    largest = -1.0
    for row in rows:
        start, end = (_time(row, name) for name in ("start", "end"))
        largest = max(largest, start or 0.0, end or 0.0)
        if start is not None and end is not None:
            turns.append((len(words_of(row.cells["text"]).texts), end - start))
    if largest <= 0 and not turns:
        return None
    try:
        return unit_of(largest, None if duration_ms is None else duration_ms / 1000, turns)
    except UnsureUnit as unsure:
        hint = "name the columns start_ms and end_ms, or give duration_ms"
        raise Unfit(rows[0].line, str(unsure), hint) from None


class _Clock(msgspec.Struct, frozen=True):
    """What the bare times of a call mean."""

    unit: TimeUnit
    began_ms: float = 0.0
    """Where the call begins on it."""


def _clock(unit: TimeUnit | None, started_at: object, line: int) -> _Clock | None:
    if unit is None or not unit.from_epoch:
        return None if unit is None else _Clock(unit)
    if not isinstance(started_at, datetime):
        message = "start and end are moments since 1970, and nothing says when the call began"
        raise Unfit(line, message, "add a column started_at")
    return _Clock(unit, started_at.timestamp() * 1000)


def _time(row: Row, name: str) -> float | None:
    value = row.cells.get(name, "").strip()
    return time_number(row, name, value) if value else None


def _draft(row: Row, clock: _Clock | None) -> Draft:
    label = row.cells["speaker"].strip()
    folded = label.casefold()
    stated = _PARTS.get(folded) or _SHORT.get(folded) or Speaker.UNKNOWN
    return Draft(
        text=row.cells["text"],
        label=label,
        stated=stated,
        start_ms=_milliseconds(row, "start", clock),
        end_ms=_milliseconds(row, "end", clock),
        line=row.line,
    )


def _milliseconds(row: Row, name: str, clock: _Clock | None) -> int | None:
    value = row.cells.get(f"{name}_ms", "").strip()
    if value:
        return whole_number(row, f"{name}_ms", value)
    time = _time(row, name)
    if time is None or clock is None:
        return None
    found = round(time * clock.unit.milliseconds - clock.began_ms)
    if found < 0:
        raise Unfit(row.line, f"{name} '{row.cells[name]}' lies before started_at")
    return found


def _problem(source: Source, fault: Unfit) -> Problem:
    return Problem(
        code="C113",
        location=Location(source.path, fault.line),
        message=str(fault),
        hint=fault.hint,
    )


FORMAT = Format(name="csv", title="CSV, a row a turn", recognises=recognises, read=read)
