"""CSV tables, and the columns that tell of a call as a whole: one meaning in every table.

`started_at` is ISO 8601 with an offset from UTC, or without one where the row's `time_zone` says
whose clock it was; `duration_ms` is in whole milliseconds; `direction` is inbound or outbound.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.visible import without_controls
from coachdesk.files.csv_text import Unfit, csv_rows

CALL_COLUMNS = (
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
"""What may be told of a call, besides `meta.NAME`; named as the fields of `Call`."""

_DIRECTIONS = ("inbound", "outbound")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row with its line in the file."""

    line: int
    cells: Mapping[str, str]


def rows_of(text: str, known: Sequence[str], needed: Sequence[str]) -> Iterator[Row | Unfit]:
    """The rows that are not blank, by names of columns in lower case, and what is wrong with them.

    Nothing follows a fault of the first line or of the quoting.

    Args:
        text: the table, its first line naming the columns.
        known: the columns that it may have, besides `meta.NAME`.
        needed: the columns that it must have.
    """
    names: list[str] = []
    for row in csv_rows(text):
        if isinstance(row, Unfit):
            yield row
        elif not names:
            # A quote that was not closed puts lines into a name, and messages name columns.
            names = [" ".join(cell.split()).casefold() for cell in row.cells]
            if fault := _bad_columns(names, known, needed):
                yield fault
                return
        elif row.blank:
            continue
        elif len(row.cells) != len(names):
            message = f"{len(row.cells)} cells in a table of {len(names)} columns"
            yield Unfit(row.line, message, "quote a text that has the separator in it")
        else:
            yield Row(line=row.line, cells=dict(zip(names, row.cells, strict=True)))


def _bad_columns(names: Sequence[str], known: Sequence[str], needed: Sequence[str]) -> Unfit | None:
    for name in names:
        if name not in known and not name.startswith("meta."):
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"own columns are named meta.{name}"
            return Unfit(1, f"there is no column '{name}'", hint)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        return Unfit(1, f"the column '{twice}' stands twice")
    for name in needed:
        if name not in names:
            return Unfit(1, f"there is no column '{name}'")
    return None


def call_fields(rows: Sequence[Row]) -> dict[str, object]:
    """The fields of a call that the rows tell: of each column the first cell that is not empty.

    Raises:
        Unfit: a cell has no such meaning.
    """
    found: dict[str, object] = {}
    meta: dict[str, str] = {}
    for row in rows:
        for name, cell in row.cells.items():
            value = without_controls(cell)[0].strip()
            if not value:
                continue
            if name.startswith("meta."):
                meta.setdefault(name.removeprefix("meta."), value)
            elif name in CALL_COLUMNS:
                found.setdefault(name, _field(row, name, value))
    return {**found, "meta": meta} if meta else found


def _field(row: Row, name: str, value: str) -> object:
    if name == "started_at":
        return _moment(row, value)
    if name == "duration_ms":
        return whole_number(row, name, value)
    if name == "direction":
        if value.casefold() not in _DIRECTIONS:
            raise Unfit(row.line, f"direction '{value}' is neither inbound nor outbound")
        return value.casefold()
    return value


def _moment(row: Row, value: str) -> datetime:
    hint = "write such as 2026-11-23T10:02:00+00:00"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise Unfit(row.line, f"started_at '{value}' is no time", hint) from None
    if moment.tzinfo is not None:
        return moment
    zone = row.cells.get("time_zone", "").strip()
    if not zone:
        hint += ", or state the time_zone"
        raise Unfit(row.line, f"started_at '{value}' has no offset from UTC", hint)
    return moment.replace(tzinfo=zone_named(row, zone))


def zone_named(row: Row, name: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        Unfit: there is none.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = "an IANA name, such as America/New_York"
        raise Unfit(row.line, f"there is no time zone '{name}'", hint) from None


def whole_number(row: Row, name: str, value: str) -> int:
    """Whole milliseconds.

    Raises:
        Unfit: the cell is none.
    """
    try:
        return int(_within(int(value)))
    except ValueError:
        message = f"{name} '{value}' is no whole number of milliseconds"
        raise Unfit(row.line, message) from None


def time_number(row: Row, name: str, value: str) -> float:
    """A time in a unit yet to be proved.

    Raises:
        Unfit: the cell is no time.
    """
    try:
        return _within(float(value))
    except ValueError:
        raise Unfit(row.line, f"{name} '{value}' is no time") from None


def _within(number: float) -> float:
    if not 0 <= number < 1e18:
        raise ValueError
    return number
