"""A call as one line of JSON says it: its records, and the call that they make."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.calls import Call, CallWarning, Gap, Speaker, Turn, Word
from coachdesk.core.visible import without_controls
from coachdesk.files.calls.jsonl_faults import column_of, problem
from coachdesk.files.calls.reading import Found, ReadCall, Roles
from coachdesk.files.calls.turns import MOST_MS, oddities


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


_PARTS = {part.value: part for part in Speaker}


class Cleaner:
    """Takes control characters out of texts, and counts them."""

    def __init__(self) -> None:
        self.removed = 0

    def text(self, text: str) -> str:
        """The text without them."""
        if text.isprintable():
            return text
        clean, changed = without_controls(text)
        self.removed += changed
        return clean

    def name(self, text: str | None) -> str | None:
        """The same, where there is one."""
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

MADE_ANEW = frozenset(("metrics", "warnings"))
"""Fields of a record that are worked out, not read."""

FIELDS = (
    *CallRecord.__struct_fields__,
    *TurnRecord.__struct_fields__,
    *WordRecord.__struct_fields__,
)
"""Every field that a line may have, of whichever record."""


class _Unfit(Exception):
    """The types fit, a value does not."""

    def __init__(self, where: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.where = where
        self.hint = hint


def _unfit(where: str, message: str, hint: str = "") -> NoReturn:
    raise _Unfit(where, message, hint)


def call_from(
    record: CallRecord,
    plain: tuple[Turn, ...] | None,
    line: bytes,
    path: str,
    number: int,
    roles: Roles,
    clean: Cleaner,
) -> Found:
    """The call that a record makes, or what keeps it from being one.

    Args:
        record: the line as read.
        plain: its turns, where they need nothing but to be taken; None: they are made anew.
        line: the line itself, for the column of a fault.
        path: of the file.
        number: of the line, from 1.
        roles: who the labels are.
        clean: counts what it takes out.
    """
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


def _turns(record: CallRecord, roles: Roles, clean: Cleaner) -> tuple[Turn, ...]:
    return tuple(
        _turn(turn, index, f".turns[{index}]", roles, clean)
        for index, turn in enumerate(record.turns)
    )


def _turn(turn: TurnRecord, index: int, where: str, roles: Roles, clean: Cleaner) -> Turn:
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


def _meta(meta: Mapping[str, str | int | float | bool | None], clean: Cleaner) -> dict[str, str]:
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
