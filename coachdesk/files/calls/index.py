"""An index: a table, a row a call, of what is known of calls besides what was said in them.

As a dialler or a PBX exports it. The columns `file` and `id` say which call is meant, and where a
row has both, both must fit; `new_id` is what the call shall be called. The other columns are those
that CSV transcripts have (see `csv_cells`). Meaning: docs/formats.md.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from coachdesk.core.calls import Call, CallWarning
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.location import Location
from coachdesk.core.people import name_key
from coachdesk.core.visible import without_controls
from coachdesk.files.calls.csv_cells import (
    CALL_COLUMNS,
    Row,
    call_fields,
    rows_of,
    zone_named,
)
from coachdesk.files.calls.reading import MOST_BYTES, Found, ReadCall
from coachdesk.files.calls.turns import TIDY_MS, oddities
from coachdesk.files.csv_text import Unfit
from coachdesk.files.encoding import decoded

_WHICH = ("file", "id", "new_id")


class _Entry(msgspec.Struct, kw_only=True):
    """A row, and which file it turned out to be about."""

    line: int
    named: str
    """The row's `file` as written, else its `id`."""
    new_id: str
    fields: Mapping[str, object]
    file: str = ""
    """The whole path of the file that it was used for; empty: none so far."""
    call: str = ""
    """The id that the call it was used for had before it was renamed."""


_Key = tuple[str, str]
"""The file that a row means, `""` for any, and the call's id, `""` for any.

A file that is there is meant by its whole path; a bare name is any file of that name.
"""


class Index:
    """The rows of an index, and which of them calls were found for; for one pass over files."""

    def __init__(self, path: str, entries: Mapping[_Key, _Entry]) -> None:
        self.path = path
        self._entries = entries
        self._whole: dict[str, str] = {}

    def told(self, found: ReadCall) -> Found:
        """The call with what the index adds, or why the row cannot be about it.

        What the file says itself stays, with a warning where the index says something else.
        """
        call = found.call
        own_id, whole = call.id, self._whole_path(found.path)
        for (file, _), entry in self._rows_for(whole, found.path, own_id):
            if file and entry.file not in ("", whole):
                return self._said_twice(entry, found, f"'{entry.named}' was {entry.file} already")
            if entry.new_id and entry.call not in ("", own_id):
                return self._said_twice(entry, found, f"'{entry.new_id}' was {entry.call} already")
            entry.file, entry.call = whole, own_id
            call = _filled(call, entry)
            if entry.new_id:
                call = msgspec.structs.replace(call, id=entry.new_id)
        return msgspec.structs.replace(found, call=call)

    def unmatched(self) -> Iterator[Problem]:
        """One warning with the rows that no call was found for; nothing where there are none."""
        lines = sorted(each.line for each in self._entries.values() if not each.file)
        if not lines:
            return
        named = ", ".join(map(str, lines[:_MOST_LINES]))
        more = f" and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
        rows = "1 row is" if len(lines) == 1 else f"{len(lines)} rows are"
        yield Problem(
            code="C403",
            location=Location(self.path, lines[0]),
            message=f"{rows} about no call that was read: line {named}{more}",
            hint="is the file or the id spelt as the files have it?",
            severity=Severity.WARNING,
        )

    def _rows_for(self, whole: str, path: str, call_id: str) -> Iterator[tuple[_Key, _Entry]]:
        """The rows about a call, the one that says most closely which is meant first."""
        name = Path(path).name
        for key in ((whole, call_id), (name, call_id), (whole, ""), (name, ""), ("", call_id)):
            if key in self._entries:
                yield key, self._entries[key]

    def _whole_path(self, path: str) -> str:
        if path not in self._whole:
            # Calls of one file follow each other.
            self._whole = {path: _whole(Path(path))}
        return self._whole[path]

    def _said_twice(self, entry: _Entry, found: ReadCall, why: str) -> Problem:
        return Problem(
            code="C405",
            location=Location(self.path, entry.line),
            message=f"the row cannot be about call '{found.call.id}' of {found.path} as well,"
            f" which is left out: {why}",
            hint="name the file by its path, or the call by file and id",
        )


_MOST_LINES = 5


def read_index(path: str) -> Index:
    """The index of that name.

    Raises:
        BadInput: C401 or C402: everything that is wrong with it. Nothing is used of an index with
            errors, since a call that is kept without its row could not take it later.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(_fault(path, "C401", f"cannot be read: {reason}")) from None
    if len(data) > MOST_BYTES:
        raise BadInput(_fault(path, "C401", f"larger than {MOST_BYTES // (1024 * 1024)} MiB"))
    text = decoded(data, path, "C401")
    if isinstance(text, Problem):
        raise BadInput(text)
    return Index(path, _entries(path, text))


def _entries(path: str, text: str) -> dict[_Key, _Entry]:
    entries: dict[_Key, _Entry] = {}
    new_ids: dict[str, int] = {}
    faults: list[Problem] = []
    columns: Mapping[str, str] = {}
    for row in rows_of(text, (*_WHICH, *CALL_COLUMNS), ()):
        try:
            if isinstance(row, Unfit):
                raise row
            columns = row.cells
            key, entry = _entry(row, Path(path).parent)
            if (earlier := entries.get(key)) is not None:
                raise Unfit(row.line, f"the same call as in line {earlier.line}")
            line = new_ids.setdefault(entry.new_id, row.line) if entry.new_id else row.line
            if line != row.line:
                raise Unfit(row.line, f"new_id '{entry.new_id}' stands in line {line} already")
            entries[key] = entry
        except Unfit as fault:
            code = "C401" if fault.line == 1 else "C402"
            faults.append(_fault(path, code, str(fault), fault.hint, line=fault.line))
    if not faults and not entries:
        faults.append(_fault(path, "C401", "the index has no rows"))
    if columns and not {"file", "id"} & columns.keys():
        hint = "the file's name, or the id of the call"
        faults = [_fault(path, "C401", "there is no column 'file' and none 'id'", hint)]
    if faults:
        raise BadInput(*faults)
    return entries


def _entry(row: Row, folder: Path) -> tuple[_Key, _Entry]:
    file, call_id, new_id = (
        without_controls(row.cells.get(name, ""))[0].strip() for name in _WHICH
    )
    if not file and not call_id:
        raise Unfit(row.line, "the row does not say which call it is about")
    fields = call_fields([row])
    if zone := fields.get("time_zone"):
        zone_named(row, str(zone))
    entry = _Entry(line=row.line, named=file or call_id, new_id=new_id, fields=fields)
    return (_meant(file, folder) if file else "", call_id), entry


def _meant(file: str, folder: Path) -> str:
    """The whole path of a file beside the index or as given; a bare name where there is none."""
    for path in (folder / file, Path(file)):
        try:
            if path.is_file():
                return _whole(path)
        except ValueError:
            break
    return file if Path(file).name == file else _whole(folder / file)


def _whole(path: Path) -> str:
    return str(path.resolve())


def _filled(call: Call, entry: _Entry) -> Call:
    added: dict[str, object] = {}
    differing: list[tuple[str, object, object]] = []
    for name, value in entry.fields.items():
        if name == "meta":
            continue
        own = getattr(call, name)
        if own is None:
            added[name] = value
        elif not _agree(name, own, value):
            differing.append((name, own, value))
    meta = entry.fields.get("meta")
    for name, value in meta.items() if isinstance(meta, dict) else ():
        own = call.meta.get(name)
        if own is not None and not _agree(name, own, value):
            differing.append((f"meta.{name}", own, value))
    if isinstance(meta, dict):
        added["meta"] = {**meta, **call.meta}
    warnings = [
        CallWarning(
            "C404", f"{name} is {_shown(own)} in the file, which stays; the index says {_shown(it)}"
        )
        for name, own, it in differing
    ]
    duration = added.get("duration_ms")
    if isinstance(duration, int):
        warnings += [odd for odd in oddities(call.turns, duration) if odd.code == "C206"]
    if warnings:
        added["warnings"] = (*call.warnings, *warnings)
    return msgspec.structs.replace(call, **added) if added else call


def _agree(name: str, own: object, value: object) -> bool:
    if isinstance(own, int) and isinstance(value, int):
        return abs(own - value) <= TIDY_MS
    if not isinstance(own, str) or not isinstance(value, str):
        return own == value
    if name == "language":
        # `en` and `en-US` do not contradict each other.
        own, value = (each.replace("_", "-").split("-")[0] for each in (own, value))
    return name_key(own) == name_key(value)


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else f"'{value}'"


def _fault(path: str, code: str, message: str, hint: str = "", *, line: int = 1) -> Problem:
    return Problem(code=code, location=Location(path, line), message=message, hint=hint)
