"""A call as read: who said what, when. Nothing here is guessed.

A missing time stays None and an unknown speaker stays unknown; every rule that needs the missing
thing answers UNKNOWN. Times are integer milliseconds from the start of the call.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec


class Speaker(StrEnum):
    """The part somebody plays in a call."""

    AGENT = "agent"
    CUSTOMER = "customer"
    OTHER = "other"
    UNKNOWN = "unknown"
    """The source did not say and no role map did either."""


class Word(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The time of a stretch of a turn's text, where the source gives it."""

    start: int
    """First code point in the turn's text."""
    end: int
    """One past the last code point."""
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None
    """0 to 1, as the recogniser states it."""


class Turn(msgspec.Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """A stretch of speech by one speaker, as the source cut it."""

    index: int
    """Position in the call, from 0."""
    speaker: Speaker
    text: str
    """As written, after redaction and the removal of control characters."""
    start_ms: int | None = None
    end_ms: int | None = None
    label: str = ""
    """The speaker as the source names it (`spk_0`, `Ana`); empty where it does not."""
    words: tuple[Word, ...] = ()
    """In order, or empty."""


class Gap(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the call that was not transcribed."""

    start_ms: int
    end_ms: int


class CallWarning(msgspec.Struct, frozen=True):
    """Something about the source that a reader of the verdicts should know."""

    code: str
    """Listed in `core/codes`."""
    message: str
    turn: int | None = None


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation. Every field but `id` and `turns` may be unknown."""

    id: str
    turns: tuple[Turn, ...]
    source_format: str = ""
    started_at: datetime | None = None
    """Aware."""
    time_zone: str | None = None
    """IANA name of the customer's zone; local times are unknown without it."""
    duration_ms: int | None = None
    """As the source states it; never derived from the turns."""
    direction: str | None = None
    """`inbound` or `outbound`."""
    agent: str | None = None
    """The agent's name or id, as the source carries it."""
    customer: str | None = None
    """The customer's name or reference, as the source carries it."""
    campaign: str | None = None
    disposition: str | None = None
    language: str | None = None
    role_confidence: float = 1.0
    """0 to 1: how sure it is who is agent and who customer."""
    gaps: tuple[Gap, ...] = ()
    """Known stretches without transcript."""
    meta: Mapping[str, str] = msgspec.field(default_factory=dict)
    warnings: tuple[CallWarning, ...] = ()


class Run(msgspec.Struct, frozen=True, gc=False):
    """A maximal row of neighbouring turns of one speaker: what the rules call a turn."""

    index: int
    speaker: Speaker
    first: int
    """Index of its first turn."""
    last: int
    """Index of its last turn, inclusive."""


_SWAPPED = {Speaker.AGENT: Speaker.CUSTOMER, Speaker.CUSTOMER: Speaker.AGENT}


def with_speakers_swapped(call: Call) -> Call:
    """The call with agent and customer in each other's place, as a person has made sure of."""
    turns = tuple(
        msgspec.structs.replace(turn, speaker=_SWAPPED.get(turn.speaker, turn.speaker))
        for turn in call.turns
    )
    return msgspec.structs.replace(call, turns=turns, role_confidence=1.0)


def runs_of(call: Call) -> list[Run]:
    """The runs of a call, in order. Turns without text count: somebody had the floor.

    Agents are one party, and so are customers, under whatever labels; two strangers are two.
    """
    runs: list[Run] = []
    first, speaker, label = 0, None, ""
    for at, turn in enumerate(call.turns):
        who = turn.speaker
        if who is speaker and (
            who is Speaker.AGENT or who is Speaker.CUSTOMER or turn.label == label
        ):
            continue
        if speaker is not None:
            runs.append(Run(len(runs), speaker, first, at - 1))
        first, speaker, label = at, who, turn.label
    if speaker is not None:
        runs.append(Run(len(runs), speaker, first, len(call.turns) - 1))
    return runs


def slot_values(call: Call, company: str | None) -> Mapping[str, str]:
    """The values of the slots `agent_name`, `customer_name` and `company`; absent ones are missing.

    Args:
        call: whose metadata come before its own fields.
        company: of the desk, for calls that name none.
    """
    meta = call.meta
    found = {
        "agent_name": meta.get("agent_name") or call.agent,
        "customer_name": meta.get("customer_name") or call.customer,
        "company": meta.get("company") or company,
    }
    return {slot: value for slot, value in found.items() if value}


def end_ms_of(call: Call) -> int | None:
    """The end of the call: its stated duration, else the last known time, else None."""
    if call.duration_ms is not None:
        return call.duration_ms
    known = [t for turn in call.turns for t in (turn.end_ms, turn.start_ms) if t is not None]
    return max(known, default=None)


def coverage_of(call: Call) -> float | None:
    """Share of the call that was transcribed, 0 to 1; None where it can't be known.

    It can't be known without a stated duration or without times; rules then take the transcript
    as complete and say so. Silence inside the transcribed part counts as covered.
    """
    ends = [turn.end_ms for turn in call.turns if turn.end_ms is not None]
    if not call.duration_ms or not ends:
        return None
    reached = min(max(ends), call.duration_ms)
    lost = sum(max(0, min(gap.end_ms, reached) - gap.start_ms) for gap in call.gaps)
    return max(0.0, (reached - lost) / call.duration_ms)
