"""CSV, a row a turn: columns speaker and text, and call, start_ms, end_ms, start, end as they come.

`start_ms` and `end_ms` are milliseconds. `start` and `end` are in the unit that the numbers prove
to be in, or the file is refused. Rows of one call stand together or apart; the call's own fields
(started_at, time_zone, agent, customer, direction, campaign, disposition, language, duration_ms,
meta.NAME) are taken from its first row that has them. Comma, semicolon or tab.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches

import msgspec

from coachdesk.core.calls import Call, Speaker
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.turns import Draft, made_call
from coachdesk.files.calls.units import TimeUnit, UnsureUnit, unit_of
from coachdesk.files.encoding import decoded

_TURN = ("call", "speaker", "start_ms", "end_ms", "start", "end", "text")
_CALL = (
    "started_at",
    "time_zone",
    "agent",
    "customer",
    "direction",
    "campaign",
    "disposition",
    "language",
    "duration_ms",
)
_PARTS: Mapping[str, Speaker] = {part.value: part for part in Speaker}
_SHORT = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER, "o": Speaker.OTHER}
_LONGEST_FIELD = 1_000_000


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row with its line in the file."""

    line: int
    cells: Mapping[str, str]


def recognises(head: bytes) -> bool:
    """A first line of columns among which are speaker and text."""
    first = head.decode("utf-8", "ignore").removeprefix("\ufeff").split("\n", 1)[0]
    names = {name.strip(' "\r').casefold() for name in first.split(_delimiter(first))}
    return {"speaker", "text"} <= names


def _delimiter(first: str) -> str:
    return max(",;\t", key=first.count)


def read(source: Source) -> Iterator[Found]:
    """Every call of the file, in the order of their first rows."""
    text = decoded(source.data, source.path, "C102")
    if isinstance(text, Problem):
        yield text
        return
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        yield _problem(source, line, "a NUL character", "save the file as plain CSV")
        return
    rows: list[Row] = []
    for each in _rows(text, source):
        if isinstance(each, Problem):
            yield each
            return
        rows.append(each)
    by_call: dict[str, list[Row]] = {}
    for row in rows:
        by_call.setdefault(row.cells.get("call", ""), []).append(row)
    for name, members in by_call.items():
        yield _call(source, name or source.stem, members)


def _rows(text: str, source: Source) -> Iterator[Row | Problem]:
    csv.field_size_limit(_LONGEST_FIELD)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first), strict=True)
    names: list[str] = []
    try:
        for cells in reader:
            line = reader.line_num - sum(cell.count("\n") for cell in cells)
            if not names:
                names = [cell.strip().casefold() for cell in cells]
                if problem := _bad_columns(names, source):
                    yield problem
                    return
            elif not any(cell.strip() for cell in cells):
                continue
            elif len(cells) != len(names):
                message = f"{len(cells)} cells in a table of {len(names)} columns"
                yield _problem(source, line, message, "quote a text that has the separator in it")
                return
            else:
                yield Row(line=line, cells=dict(zip(names, cells, strict=True)))
    except csv.Error as error:
        yield _problem(source, max(reader.line_num, 1), f"not CSV: {error}", "is a quote missing?")


def _bad_columns(names: Sequence[str], source: Source) -> Problem | None:
    known = (*_TURN, *_CALL)
    for name in names:
        if name not in known and not name.startswith("meta."):
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"own columns are named meta.{name}"
            return _problem(source, 1, f"there is no column '{name}'", hint)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        return _problem(source, 1, f"the column '{twice}' stands twice")
    for needed in ("speaker", "text"):
        if needed not in names:
            return _problem(source, 1, f"there is no column '{needed}'")
    return None


class _Unfit(Exception):
    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def _call(source: Source, name: str, rows: Sequence[Row]) -> Found:
    try:
        fields = _fields(rows)
        duration = fields.pop("duration_ms", None)
        duration_ms = None if duration is None else int(str(duration))
        unit = _unit(rows, duration_ms)
        drafts = [_draft(row, unit) for row in rows]
    except _Unfit as fault:
        return _problem(source, fault.line, str(fault), fault.hint)
    made = made_call(source, drafts, source_format="csv", call_id=name, duration_ms=duration_ms)
    return msgspec.structs.replace(made, call=_with(made.call, fields))


def _with(call: Call, fields: Mapping[str, object]) -> Call:
    return msgspec.structs.replace(call, **fields)


def _fields(rows: Sequence[Row]) -> dict[str, object]:
    """The call's own fields: of each column the first cell that is not empty."""
    found: dict[str, object] = {}
    meta: dict[str, str] = {}
    for row in rows:
        for name, cell in row.cells.items():
            value = cell.strip()
            if not value:
                continue
            if name.startswith("meta."):
                meta.setdefault(name.removeprefix("meta."), value)
            elif name == "started_at":
                found.setdefault(name, _moment(row, value))
            elif name == "duration_ms":
                found.setdefault(name, _number(row, name, value, whole=True))
            elif name in _CALL:
                found.setdefault(name, value)
    return {**found, "meta": meta} if meta else found


def _moment(row: Row, value: str) -> datetime:
    hint = "write such as 2026-11-23T10:02:00+00:00"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _Unfit(row.line, f"started_at '{value}' is no time", hint) from None
    if moment.tzinfo is None:
        raise _Unfit(row.line, f"started_at '{value}' has no offset from UTC", hint)
    return moment


def _number(row: Row, name: str, value: str, *, whole: bool) -> float:
    try:
        number = int(value) if whole else float(value)
        if not 0 <= number < 1e18:
            raise ValueError
    except ValueError:
        what = "no whole number of milliseconds" if whole else "no time"
        raise _Unfit(row.line, f"{name} '{value}' is {what}") from None
    return number


def _unit(rows: Sequence[Row], duration_ms: int | None) -> TimeUnit | None:
    """The unit of start and end; None where the file has no such columns."""
    turns: list[tuple[int, float]] = []
    largest = -1.0
    for row in rows:
        start, end = (_time(row, name) for name in ("start", "end"))
        largest = max(largest, start or 0.0, end or 0.0)
        if start is not None and end is not None:
            turns.append((len(row.cells["text"].split()), end - start))
    if largest <= 0 and not turns:
        return None
    try:
        return unit_of(largest, None if duration_ms is None else duration_ms / 1000, turns)
    except UnsureUnit as unsure:
        hint = "name the columns start_ms and end_ms, or give duration_ms"
        raise _Unfit(rows[0].line, str(unsure), hint) from None


def _time(row: Row, name: str) -> float | None:
    value = row.cells.get(name, "").strip()
    return _number(row, name, value, whole=False) if value else None


def _draft(row: Row, unit: TimeUnit | None) -> Draft:
    label = row.cells["speaker"].strip()
    folded = label.casefold()
    stated = _PARTS.get(folded) or _SHORT.get(folded) or Speaker.UNKNOWN
    return Draft(
        text=row.cells["text"],
        label=label,
        stated=stated,
        start_ms=_milliseconds(row, "start", unit),
        end_ms=_milliseconds(row, "end", unit),
        line=row.line,
    )


def _milliseconds(row: Row, name: str, unit: TimeUnit | None) -> int | None:
    value = row.cells.get(f"{name}_ms", "").strip()
    if value:
        return int(_number(row, f"{name}_ms", value, whole=True))
    time = _time(row, name)
    return None if time is None or unit is None else round(time * unit.value)


def _problem(source: Source, line: int, message: str, hint: str = "") -> Problem:
    return Problem(code="C113", location=Location(source.path, line), message=message, hint=hint)


FORMAT = Format(name="csv", title="CSV, a row a turn", recognises=recognises, read=read)
