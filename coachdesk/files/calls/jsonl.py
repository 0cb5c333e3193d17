"""Coachdesk's own JSON Lines: one call a line, as `read --format json` writes it.

The only format that we write. Read line by line in flat memory, by types; a line that does not fit
is looked at again slowly, to say what is wrong and where.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from typing import IO, Any, NoReturn
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.calls import Call, CallWarning, Gap, Speaker, Turn, Word
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.core.visible import without_controls
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.reading import Format, Found, ReadCall, Roles, Source
from coachdesk.files.calls.turns import MOST_MS, oddities

MOST_LINE_BYTES = 16 * 1024 * 1024
"""The longest line that is read."""


class WordRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A timed word of a turn."""

    start: int
    end: int
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None


class TurnRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A turn as the file has it."""

    text: str
    speaker: str = "unknown"
    index: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    label: str = ""
    words: tuple[WordRecord, ...] = ()


class GapRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A stretch that was not transcribed."""

    start_ms: int
    end_ms: int


class CallRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call as the file has it. `metrics` and `warnings` are made anew, not read."""

    id: str
    turns: tuple[TurnRecord, ...]
    source_format: str = "jsonl"
    started_at: str | None = None
    time_zone: str | None = None
    duration_ms: int | None = None
    direction: str | None = None
    agent: str | None = None
    customer: str | None = None
    campaign: str | None = None
    disposition: str | None = None
    language: str | None = None
    role_confidence: float = 1.0
    gaps: tuple[GapRecord, ...] = ()
    meta: dict[str, str | int | float | bool | None] = {}
    metrics: msgspec.Raw = msgspec.Raw()
    warnings: msgspec.Raw = msgspec.Raw()


class PlainRecord(CallRecord, frozen=True, forbid_unknown_fields=True):
    """A call whose turns need nothing but to be taken: as we write them."""

    turns: tuple[Turn, ...]  # type: ignore[assignment]


_PLAIN = msgspec.json.Decoder(PlainRecord)
_DECODER = msgspec.json.Decoder(CallRecord)
_PARTS = {part.value: part for part in Speaker}


_TURNS = re.compile(rb'"turns"\s*:\s*\[')


def recognises(head: bytes) -> bool:
    """A whole object with a list `turns` on the first line, as far as it can be seen."""
    first, ended, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    is_whole = first.rstrip().endswith(b"}") or not ended
    return first[:1] == b"{" and is_whole and _TURNS.search(first) is not None


MOST_BAD_LINES = 10
"""So many lines that are no calls, before any that is one, and the rest is left alone."""


def read_lines(stream: IO[bytes], path: str, roles: Roles) -> Iterator[Found]:
    """Every call of the file, one a line; blank lines are skipped."""
    bad, good = 0, False
    for number, line in _numbered_lines(stream):
        if line is None:
            found: Found = _problem("C110", path, number, 1, "the line is longer than 16 MiB")
        else:
            found = _read_line(line, path, number, roles)
        if isinstance(found, Problem):
            if not good and bad == MOST_BAD_LINES:
                message = f"the first {bad} lines are no calls; the rest was left alone"
                yield _problem("C110", path, number, 1, message, "one object a line")
                return
            bad += 1
        good = good or isinstance(found, ReadCall)
        yield found


def _numbered_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) of every line that is not blank; None for one that is too long."""
    number = 0
    while line := stream.readline(MOST_LINE_BYTES + 1):
        number += 1
        if len(line) > MOST_LINE_BYTES:
            yield number, None
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_LINE_BYTES)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _read_line(line: bytes, path: str, number: int, roles: Roles) -> Found:
    once = not _may_repeat_a_key(line)
    if once and not roles.by_label:
        try:
            plain = _PLAIN.decode(line)
        except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
            pass
        else:
            if _is_plain(plain.turns):
                return _call(plain, plain.turns, line, path, number, roles)
    try:
        if not once:
            raise ValueError
        record = _DECODER.decode(line)
    except (ValueError, RecursionError):
        slow = _looked_at_again(line, path, number)
        if isinstance(slow, Problem):
            return slow
        record = slow
    return _call(record, None, line, path, number, roles)


def _is_plain(turns: tuple[Turn, ...]) -> bool:
    """Whether the turns are numbered and clean, with times of a call and no timed words."""
    for index, turn in enumerate(turns):
        start, end = turn.start_ms, turn.end_ms
        if turn.index != index or turn.words:
            return False
        if start is not None and not 0 <= start < MOST_MS:
            return False
        if end is not None and not 0 <= end < MOST_MS:
            return False
    return "".join([turn.text + turn.label for turn in turns]).isprintable()


_ONCE = tuple(f'"{key}":'.encode() for key in ("id", "started_at", "meta"))


def _may_repeat_a_key(line: bytes) -> bool:
    """A quick look for keys that a call has once; a value of that text is looked at again too."""
    first, last = line.find(b'"turns":'), line.rfind(b'"text":')
    around = line[:first] + line[last:] if 0 <= first < last else line
    most = 2 if b'"metrics":' in around else 1
    return (
        line.count(b'"turns":') > most
        or around.count(b'"duration_ms":') > most
        or any(around.count(key) > 1 for key in _ONCE)
    )


def _looked_at_again(line: bytes, path: str, number: int) -> CallRecord | Problem:
    """The record after strict parsing, or what is wrong and where."""
    parsed = parse_json(Source(path=path, stem="", data=line.rstrip(b"\r\n")))
    if isinstance(parsed, Problem):
        assert parsed.location is not None
        place = Location(path, number, parsed.location.column)
        return msgspec.structs.replace(parsed, location=place)
    try:
        return msgspec.convert(_without_surrogates(parsed), CallRecord)
    except msgspec.ValidationError as error:
        return _shape_problem(str(error), line.decode("utf-8", "replace"), path, number)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, list):
        return [_without_surrogates(each) for each in value]
    if isinstance(value, dict):
        return {_without_surrogates(k): _without_surrogates(v) for k, v in value.items()}
    return value


_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_KNOWN = {
    *CallRecord.__struct_fields__,
    *TurnRecord.__struct_fields__,
    *WordRecord.__struct_fields__,
}


def _shape_problem(message: str, line: str, path: str, number: int) -> Problem:
    unknown = _UNKNOWN.search(message)
    if unknown is None:
        where = re.search(r"\.(\w+)(?:\[[^\]]*\])*`$", message)
        at = line.find(f'"{where[1]}"') if where else 0
        text = message[:1].lower() + message[1:].replace("`", "'")
        return _problem("C111", path, number, max(at, 0) + 1, text)
    name = unknown[1]
    near = get_close_matches(name, _KNOWN, n=1)
    hint = f"did you mean {near[0]}?" if near else "own data goes under meta"
    column = max(line.find(f'"{name}"'), 0) + 1
    return _problem("C111", path, number, column, f"there is no field '{name}'", hint)


class _Unfit(Exception):
    """The types fit, a value does not."""

    def __init__(self, key: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.key = key
        self.hint = hint


def _unfit(key: str, message: str, hint: str = "") -> NoReturn:
    raise _Unfit(key, message, hint)


def _call(
    record: CallRecord,
    plain: tuple[Turn, ...] | None,
    line: bytes,
    path: str,
    number: int,
    roles: Roles,
) -> Found:
    try:
        turns, removed = _turns(record, roles) if plain is None else (plain, 0)
        call = Call(
            id=_clean(record.id) or _unfit("id", "a call needs an id"),
            turns=turns,
            source_format=_clean(record.source_format) or "",
            started_at=_started(record),
            time_zone=record.time_zone,
            duration_ms=_time("duration_ms", record.duration_ms),
            direction=_clean(record.direction),
            agent=_clean(record.agent),
            customer=_clean(record.customer),
            campaign=_clean(record.campaign),
            disposition=_clean(record.disposition),
            language=_clean(record.language),
            role_confidence=record.role_confidence,
            gaps=tuple(_gap(gap) for gap in record.gaps),
            meta={key: _meta(value) for key, value in record.meta.items() if value is not None},
            warnings=_warnings(turns, record.duration_ms, removed),
        )
    except _Unfit as fault:
        column = max(line.decode("utf-8", "replace").find(f'"{fault.key}"'), 0) + 1
        return _problem("C111", path, number, column, str(fault), fault.hint)
    return ReadCall(call=call, path=path, turn_lines=(number,) * len(turns))


def _turns(record: CallRecord, roles: Roles) -> tuple[tuple[Turn, ...], int]:
    """The turns, and how many control characters were taken out of them."""
    turns: list[Turn] = []
    removed = 0
    mapped = bool(roles.by_label)
    for index, turn in enumerate(record.turns):
        if turn.index is not None and turn.index != index:
            _unfit("index", f"turn {index + 1} has index {turn.index}", f"number them: {index}")
        text = turn.text
        if not text.isprintable():
            text, changed = without_controls(text)
            removed += changed
        part = _PARTS.get(turn.speaker)
        label = _clean(turn.label) or ""
        if part is None:
            part, label = Speaker.UNKNOWN, label or _clean(turn.speaker) or ""
        if mapped or part is Speaker.UNKNOWN:
            part = roles.part_of(label, part)
        _time("start_ms", turn.start_ms)
        _time("end_ms", turn.end_ms)
        turns.append(
            Turn(
                index=index,
                speaker=part,
                text=text,
                start_ms=turn.start_ms,
                end_ms=turn.end_ms,
                label=label,
                words=tuple(_word(word, text) for word in turn.words),
            )
        )
    return tuple(turns), removed


def _word(word: WordRecord, text: str) -> Word:
    if not 0 <= word.start <= word.end <= len(text):
        _unfit("words", f"a word at {word.start} to {word.end} is outside its turn's text")
    _time("words", word.start_ms)
    _time("words", word.end_ms)
    return Word(word.start, word.end, word.start_ms, word.end_ms, word.confidence)


def _started(record: CallRecord) -> datetime | None:
    if record.started_at is None:
        return None
    try:
        moment = datetime.fromisoformat(record.started_at)
    except ValueError:
        hint = "write such as 2026-11-23T10:02:00+00:00"
        _unfit("started_at", f"'{record.started_at}' is no time", hint)
    if moment.tzinfo is not None:
        return moment
    if record.time_zone is None:
        hint = f"write {record.started_at}+00:00, or state the time_zone"
        _unfit("started_at", "the time has no offset from UTC", hint)
    try:
        return moment.replace(tzinfo=ZoneInfo(record.time_zone))
    except (KeyError, ValueError, OSError):
        _unfit("time_zone", f"there is no time zone '{record.time_zone}'")


def _time(key: str, value: int | None) -> int | None:
    if value is not None and value < 0:
        _unfit(key, f"'{key}' is {value}, and a time is never negative")
    if value is not None and value >= MOST_MS:
        _unfit(key, f"'{key}' is {value:.3g} ms, longer than any call", "times are milliseconds")
    return value


def _gap(gap: GapRecord) -> Gap:
    if not 0 <= gap.start_ms <= gap.end_ms < MOST_MS:
        _unfit("gaps", f"a gap from {gap.start_ms} to {gap.end_ms} is none")
    return Gap(gap.start_ms, gap.end_ms)


def _clean(text: str | None) -> str | None:
    return text if text is None or text.isprintable() else without_controls(text)[0]


def _meta(value: str | float | bool | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return without_controls(value)[0] if isinstance(value, str) else str(value)


def _warnings(
    turns: tuple[Turn, ...], duration_ms: int | None, removed: int
) -> tuple[CallWarning, ...]:
    found = oddities(turns, duration_ms)
    if removed:
        found.append(CallWarning("C201", f"{removed} control characters were taken out"))
    return tuple(found)


def _problem(code: str, path: str, line: int, column: int, message: str, hint: str = "") -> Problem:
    return Problem(code=code, location=Location(path, line, column), message=message, hint=hint)


FORMAT = Format(
    name="jsonl", title="Coachdesk's own JSON Lines", recognises=recognises, read_lines=read_lines
)
