"""Tables of people and of places: every row a value, or every fault of it with its cell."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

import msgspec

from coachdesk.core.authorize import Role
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.core.people import ID_HINT, Channel, Level, Place, is_id
from coachdesk.core.roster import Change
from coachdesk.files.faults import Faults
from coachdesk.files.schema import nearest
from coachdesk.files.tables import Row, read_table

PEOPLE_COLUMNS = (
    "id", "name", "role", "team", "place", "manager", "since", "until", "aliases",
)  # fmt: skip
"""Of a table of people; only `id` and `name` must be there. Aliases are parted by `;`."""
PLACE_COLUMNS = ("id", "name", "level", "within", "channel")
_ROLES = tuple(role.value for role in Role if role is not Role.OWNER)

T = TypeVar("T")


class Read(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """The rows of a table; with any problem nothing of it is to be used."""

    rows: tuple[tuple[T, Location], ...]
    """Each with its place."""
    problems: tuple[Problem, ...]


def read_people(name: str) -> Read[Change]:
    """What a table says of people, one spell a row."""
    table = read_table(name, PEOPLE_COLUMNS, ("id", "name"))
    faults = Faults()
    found = [(_change(row, faults), row.at) for row in table.rows]
    return Read(rows=tuple(found), problems=(*table.problems, *faults.problems))


def read_places(name: str) -> Read[Place]:
    """What a table says of places."""
    table = read_table(name, PLACE_COLUMNS, ("id", "name"))
    faults = Faults()
    found = [(_place(row, faults), row.at) for row in table.rows]
    return Read(rows=tuple(found), problems=(*table.problems, *faults.problems))


def _change(row: Row, faults: Faults) -> Change:
    return Change(
        id=_id(row, faults),
        name=_filled(row, "name", faults),
        role=_one_of(row, "role", _ROLES, faults),
        team=_said(row, "team"),
        place=_said(row, "place"),
        manager=_said(row, "manager"),
        since=_day(row, "since", faults),
        until=_day(row, "until", faults),
        aliases=tuple(filter(None, map(str.strip, (_text(row, "aliases") or "").split(";")))),
    )


def _place(row: Row, faults: Faults) -> Place:
    levels = tuple(level.value for level in Level)
    channel = _one_of(row, "channel", tuple(each.value for each in Channel), faults)
    return Place(
        id=_id(row, faults),
        name=_filled(row, "name", faults) or "",
        level=Level(_one_of(row, "level", levels, faults) or Level.STORE),
        within=_text(row, "within"),
        channel=Channel(channel) if channel else None,
    )


def _text(row: Row, column: str) -> str | None:
    cell = row.cells.get(column)
    return cell.text if cell is not None and cell.text else None


def _said(row: Row, column: str) -> str | None:
    """The text of a cell, an empty one too; None where there is no such column."""
    cell = row.cells.get(column)
    return None if cell is None else cell.text


def _filled(row: Row, column: str, faults: Faults) -> str | None:
    text = _text(row, column)
    if text is None:
        faults.add("T106", _at(row, column), f"the column '{column}' is empty in this row")
    return text


def _id(row: Row, faults: Faults) -> str:
    text = _filled(row, "id", faults)
    if text is not None and not is_id(text):
        faults.add("T105", _at(row, "id"), f"'{text}' is no id", ID_HINT)
    return text or ""


def _one_of(row: Row, column: str, known: Sequence[str], faults: Faults) -> str | None:
    text = _text(row, column)
    if text is None or text.casefold() in known:
        return text and text.casefold()
    hint = nearest(text.casefold(), known) or f"one of {', '.join(known)}"
    faults.add("T105", _at(row, column), f"'{text}' is no {column}", hint)
    return None


def _day(row: Row, column: str, faults: Faults) -> date | None:
    text = _text(row, column)
    if text is None:
        return None
    try:
        if len(text) == len("2026-11-23"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    hint = "such as 2026-11-23"
    if re.match(r"\d{4}-\d\d-\d\d[ T]\d\d:", text, re.ASCII):
        hint = f"a day without a time of day: {text[:10]}"
    faults.add("T105", _at(row, column), f"'{text}' is no date", hint)
    return None


def _at(row: Row, column: str) -> Location:
    cells: Mapping[str, object] = row.cells
    return row.cells[column].at if column in cells else row.at
