"""Coachdesk's own JSON Lines: one call a line, as `read --format json` writes it.

The only format that we write. Read line by line in flat memory, by types; a line that does not fit
is looked at again slowly, to say what is wrong and where.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import IO, Any, NoReturn
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.calls import Call, CallWarning, Gap, Speaker, Turn, Word
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.core.visible import without_controls
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.jsonl_faults import column_of, problem, shape_problem
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
    """Every call of the file, one a line; blank lines are skipped.

    An id that comes again is a problem: whichever call it meant later, the other would be lost.
    """
    bad, good = 0, False
    lines: dict[int, int] = {}
    for number, line in _numbered_lines(stream):
        if line is None:
            found: Found = problem("C110", path, number, 1, "the line is longer than 16 MiB")
        else:
            found = _read_line(line, path, number, roles)
        if isinstance(found, ReadCall):
            earlier = lines.setdefault(hash(found.call.id), number)
            if earlier != number:
                found = _id_again(found.call.id, path, number, earlier)
        if isinstance(found, Problem):
            if not good and bad == MOST_BAD_LINES:
                message = f"the first {bad} lines are no calls; the rest was left alone"
                yield problem("C110", path, number, 1, message, "one object a line")
                return
            bad += 1
        good = good or isinstance(found, ReadCall)
        yield found


def _id_again(call_id: str, path: str, number: int, earlier: int) -> Problem:
    message = f"a call '{call_id}' stands in line {earlier} already, so this one was left out"
    return problem("C114", path, number, 1, message, "give each call an id of its own")


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


class _Cleaner:
    """Takes control characters out of texts, and counts them."""

    def __init__(self) -> None:
        self.removed = 0

    def text(self, text: str) -> str:
        if text.isprintable():
            return text
        clean, changed = without_controls(text)
        self.removed += changed
        return clean

    def name(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def encodable(self, value: Any) -> Any:
        """The same with U+FFFD for each lone surrogate, which is no character of UTF-8."""
        if isinstance(value, str):
            kept, changed = _SURROGATES.subn("\ufffd", value)
            self.removed += changed
            return kept
        if isinstance(value, list):
            return [self.encodable(each) for each in value]
        if isinstance(value, dict):
            return {self.encodable(key): self.encodable(each) for key, each in value.items()}
        return value


_SURROGATES = re.compile("[\ud800-\udfff]")


def _read_line(line: bytes, path: str, number: int, roles: Roles) -> Found:
    clean = _Cleaner()
    try:
        plain = _PLAIN.decode(line)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
        plain = None
    if plain and _is_plain(plain.turns, roles) and _has_each_key_once(line, plain):
        return _call(plain, _cleaned(plain.turns, clean), line, path, number, roles, clean)
    record = _looked_at_again(line, path, number, clean)
    if isinstance(record, Problem):
        return record
    return _call(record, None, line, path, number, roles, clean)


def _is_plain(turns: tuple[Turn, ...], roles: Roles) -> bool:
    """Whether the turns are numbered, with times of a call and no timed words."""
    labels = "".join([turn.label for turn in turns])
    if labels and roles.by_label:
        return False
    for index, turn in enumerate(turns):
        start, end = turn.start_ms, turn.end_ms
        if turn.index != index or turn.words:
            return False
        if start is not None and not 0 <= start < MOST_MS:
            return False
        if end is not None and not 0 <= end < MOST_MS:
            return False
    return labels.isprintable()


def _cleaned(turns: tuple[Turn, ...], clean: _Cleaner) -> tuple[Turn, ...]:
    """The turns with clean texts; those that are clean already stay as they are."""
    if "".join([turn.text for turn in turns]).isprintable():
        return turns
    return tuple(
        turn
        if turn.text.isprintable()
        else msgspec.structs.replace(turn, text=clean.text(turn.text))
        for turn in turns
    )


_KEYS = tuple(f'"{key}":'.encode() for key in CallRecord.__struct_fields__)
_KEYS_OF_A_TURN = 5
"""index, speaker, start_ms, end_ms, text; label besides, where there is one."""


def _has_each_key_once(line: bytes, record: PlainRecord) -> bool:
    """Whether the line has no more keys than the record accounts for.

    A decoder takes the last of two values without a word. This counts instead of parsing again; a
    text that has a quote and a colon in a row is looked at again too.
    """
    first, last = line.find(b'"turns":'), line.rfind(b'"text":')
    around = line[: first + 8] + line[last:] if 0 <= first < last else line
    expected = (
        sum(key in around for key in _KEYS)
        + sum(bytes(raw).count(b'":') for raw in (record.metrics, record.warnings))
        + len(record.meta)
        + 2 * len(record.gaps)
        + _KEYS_OF_A_TURN * len(record.turns)
        + sum(1 for turn in record.turns if turn.label)
    )
    return line.count(b'":') <= expected and b'" :' not in line


def _looked_at_again(line: bytes, path: str, number: int, clean: _Cleaner) -> CallRecord | Problem:
    """The record after strict parsing, or what is wrong and where."""
    parsed = parse_json(Source(path=path, stem="", data=line.rstrip(b"\r\n")))
    if isinstance(parsed, Problem):
        assert parsed.location is not None
        place = Location(path, number, parsed.location.column)
        return msgspec.structs.replace(parsed, location=place)
    if isinstance(parsed, dict):
        parsed = {key: value for key, value in parsed.items() if key not in _MADE_ANEW}
    try:
        return msgspec.convert(clean.encodable(parsed), CallRecord)
    except msgspec.ValidationError as error:
        text = line.decode("utf-8", "replace")
        return shape_problem(str(error), text, path, number, _FIELDS)


_MADE_ANEW = frozenset(("metrics", "warnings"))
_FIELDS = (
    *CallRecord.__struct_fields__,
    *TurnRecord.__struct_fields__,
    *WordRecord.__struct_fields__,
)


class _Unfit(Exception):
    """The types fit, a value does not."""

    def __init__(self, where: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.where = where
        self.hint = hint


def _unfit(where: str, message: str, hint: str = "") -> NoReturn:
    raise _Unfit(where, message, hint)


def _call(
    record: CallRecord,
    plain: tuple[Turn, ...] | None,
    line: bytes,
    path: str,
    number: int,
    roles: Roles,
    clean: _Cleaner,
) -> Found:
    try:
        turns = _turns(record, roles, clean) if plain is None else plain
        duration_ms = _time(".duration_ms", record.duration_ms)
        call = Call(
            id=clean.text(record.id) or _unfit(".id", "a call needs an id"),
            turns=turns,
            source_format=clean.text(record.source_format),
            started_at=_started(record),
            time_zone=_zone_name(record.time_zone),
            duration_ms=duration_ms,
            direction=_direction(record.direction),
            agent=clean.name(record.agent),
            customer=clean.name(record.customer),
            campaign=clean.name(record.campaign),
            disposition=clean.name(record.disposition),
            language=clean.name(record.language),
            role_confidence=_share(record.role_confidence),
            gaps=tuple(_gap(gap, at) for at, gap in enumerate(record.gaps)),
            meta=_meta(record.meta, clean),
            warnings=_warnings(turns, duration_ms, clean.removed),
        )
    except _Unfit as fault:
        column = column_of(line.decode("utf-8", "replace"), fault.where)
        return problem("C111", path, number, column, str(fault), fault.hint)
    return ReadCall(call=call, path=path, turn_lines=(number,) * len(turns))


def _turns(record: CallRecord, roles: Roles, clean: _Cleaner) -> tuple[Turn, ...]:
    return tuple(
        _turn(turn, index, f".turns[{index}]", roles, clean)
        for index, turn in enumerate(record.turns)
    )


def _turn(turn: TurnRecord, index: int, where: str, roles: Roles, clean: _Cleaner) -> Turn:
    if turn.index is not None and turn.index != index:
        hint = f"number them: {index}"
        _unfit(f"{where}.index", f"turn {index + 1} has index {turn.index}", hint)
    part, label = _PARTS.get(turn.speaker), clean.text(turn.label)
    if part is None:
        part, label = Speaker.UNKNOWN, label or clean.text(turn.speaker)
    return Turn(
        index=index,
        speaker=roles.part_of(label, part),
        text=clean.text(turn.text),
        start_ms=_time(f"{where}.start_ms", turn.start_ms),
        end_ms=_time(f"{where}.end_ms", turn.end_ms),
        label=label,
        words=tuple(
            _word(word, turn.text, f"{where}.words[{at}]") for at, word in enumerate(turn.words)
        ),
    )


def _word(word: WordRecord, text: str, where: str) -> Word:
    """The word at its place in the clean text; `text` is the turn's as written."""
    start, end = word.start, word.end
    if not 0 <= start <= end <= len(text):
        _unfit(where, f"a word at {start} to {end} is outside its turn's text")
    if not text.isprintable():
        start, end = (len(without_controls(text[:at])[0]) for at in (start, end))
    return Word(
        start,
        end,
        _time(f"{where}.start_ms", word.start_ms),
        _time(f"{where}.end_ms", word.end_ms),
        word.confidence,
    )


def _started(record: CallRecord) -> datetime | None:
    if record.started_at is None:
        return None
    try:
        moment = datetime.fromisoformat(record.started_at)
    except ValueError:
        hint = "write such as 2026-11-23T10:02:00+00:00"
        _unfit(".started_at", f"'{record.started_at}' is no time", hint)
    if moment.tzinfo is not None:
        return moment
    if record.time_zone is None:
        hint = f"write {record.started_at}+00:00, or state the time_zone"
        _unfit(".started_at", "the time has no offset from UTC", hint)
    return moment.replace(tzinfo=_zone(record.time_zone))


def _zone_name(name: str | None) -> str | None:
    return None if name is None else _zone(name).key


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = "an IANA name, such as America/New_York"
        _unfit(".time_zone", f"there is no time zone '{name}'", hint)


def _direction(value: str | None) -> str | None:
    if value is not None and value not in ("inbound", "outbound"):
        _unfit(".direction", f"direction '{value}' is neither inbound nor outbound")
    return value


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        _unfit(".role_confidence", f"role_confidence {value:g} is not between 0 and 1")
    return value


def _time(where: str, value: int | None) -> int | None:
    key = where.rpartition(".")[2]
    if value is not None and value < 0:
        _unfit(where, f"'{key}' is {value}, and a time is never negative")
    if value is not None and value >= MOST_MS:
        hint = "times are milliseconds from the start of the call"
        _unfit(where, f"'{key}' is {value:.3g} ms, longer than any call", hint)
    return value


def _gap(gap: GapRecord, at: int) -> Gap:
    if not 0 <= gap.start_ms <= gap.end_ms < MOST_MS:
        _unfit(f".gaps[{at}]", f"a gap from {gap.start_ms} to {gap.end_ms} is none")
    return Gap(gap.start_ms, gap.end_ms)


def _meta(meta: Mapping[str, str | int | float | bool | None], clean: _Cleaner) -> dict[str, str]:
    return {
        clean.text(key): clean.text(_meta_text(value))
        for key, value in meta.items()
        if value is not None
    }


def _meta_text(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _warnings(
    turns: tuple[Turn, ...], duration_ms: int | None, removed: int
) -> tuple[CallWarning, ...]:
    found = oddities(turns, duration_ms)
    if removed:
        found.append(CallWarning("C201", f"{removed} control characters were taken out"))
    return tuple(found)


FORMAT = Format(
    name="jsonl", title="Coachdesk's own JSON Lines", recognises=recognises, read_lines=read_lines
)
