"""From what a format gives to a call: clean text, times kept as they are, oddities marked.

Nothing is mended. A time that is missing, goes back, overlaps, or passes the stated end stays as
it is and becomes a `CallWarning`, so that whoever reads a verdict can know.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from coachdesk.core.calls import Call, CallWarning, Speaker, Turn, Word
from coachdesk.core.visible import without_controls
from coachdesk.files.calls.reading import ReadCall, Source

TIDY_MS = 2000
"""How far the last turn may pass the stated duration without a warning."""


MOST_MS = 10**12
"""No time from the start of a call reaches this; numbers from here on count from 1970."""


FASTEST_WPM = 400
"""Nobody speaks faster; such a turn has wrong times or words that were not said."""
_QUICKEST_WORD_MS = 60_000 // FASTEST_WPM
_SOME_WORDS = 8
"""The times of a few words are too coarse to tell a rate."""
LONGEST_GAP_MS = 10 * 60_000
"""Silence beyond this is rather another call, or another unit of time."""


class TimedWord(msgspec.Struct, frozen=True):
    """A word as a recogniser gives it, in the order of the text."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    confidence: float | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A turn as a format gives it."""

    text: str
    label: str = ""
    """As the file states it; empty where it states none."""
    speaks_for: str = ""
    """The label whose part the turn plays, where the format hands it on from an earlier turn."""
    stated: Speaker = Speaker.UNKNOWN
    """The part that the format itself states."""
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[TimedWord, ...] = ()
    line: int | None = None
    """Line of the file, where it has meaningful ones."""


def made_call(
    source: Source,
    drafts: Sequence[Draft],
    *,
    source_format: str,
    call_id: str = "",
    duration_ms: int | None = None,
    language: str | None = None,
    warnings: Iterable[CallWarning] = (),
    meta: Mapping[str, str] | None = None,
) -> ReadCall:
    """The call that the drafts make, with everything odd about them marked."""
    turns: list[Turn] = []
    removed = 0
    for index, draft in enumerate(drafts):
        text, changed = without_controls(draft.text)
        removed += changed
        text = " ".join(text.split())
        label, also = without_controls(draft.label)
        removed += also
        part = source.roles.part_of(draft.speaks_for or label, draft.stated)
        turns.append(
            Turn(
                index=index,
                speaker=part,
                text=text,
                start_ms=draft.start_ms,
                end_ms=draft.end_ms,
                label=label,
                words=placed_words(text, draft.words),
            )
        )
    found = [*warnings, *oddities(turns, duration_ms)]
    if removed:
        found.append(CallWarning("C201", f"{removed} control characters were taken out"))
    call = Call(
        id=call_id or source.stem,
        turns=tuple(turns),
        source_format=source_format,
        duration_ms=duration_ms,
        language=language,
        meta=meta or {},
        warnings=tuple(found),
    )
    lines = tuple(draft.line for draft in drafts if draft.line is not None)
    return ReadCall(
        call=call, path=source.path, turn_lines=lines if len(lines) == len(drafts) else ()
    )


def placed_words(text: str, words: Iterable[TimedWord]) -> tuple[Word, ...]:
    """The words with their place in the text; a word that is not in it is left out."""
    placed: list[Word] = []
    at = 0
    for word in words:
        wanted = word.text.strip()
        start = text.find(wanted, at) if wanted else -1
        if start >= 0:
            at = start + len(wanted)
            placed.append(Word(start, at, word.start_ms, word.end_ms, word.confidence))
    return tuple(placed)


def oddities(turns: Sequence[Turn], duration_ms: int | None) -> list[CallWarning]:
    """What is unusual about the times, each kind once, with the first turn that shows it."""
    if not turns:
        return [CallWarning("C207", "the call has no turns")]
    found: dict[str, list[int]] = {}
    latest_start = latest_end = 0
    latest_usual = MOST_MS if duration_ms is None else duration_ms + TIDY_MS
    for turn in turns:
        start, end = turn.start_ms, turn.end_ms
        if start is None or end is None:
            found.setdefault("C202", []).append(turn.index)
        elif end < start:
            found.setdefault("C204", []).append(turn.index)
        elif (words := turn.text.count(" ") + 1) * _QUICKEST_WORD_MS > end - start and (
            words >= _SOME_WORDS
        ):
            found.setdefault("C208", []).append(turn.index)
        if start is not None:
            if start < latest_start:
                found.setdefault("C203", []).append(turn.index)
            else:
                if start < latest_end:
                    found.setdefault("C205", []).append(turn.index)
                elif start > latest_end + LONGEST_GAP_MS and turn is not turns[0]:
                    found.setdefault("C209", []).append(turn.index)
                latest_start = start
        # A turn without an end reaches at least to its start.
        reached = (start or 0) if end is None else end
        latest_end = max(latest_end, reached)
        if reached > latest_usual:
            found.setdefault("C206", []).append(turn.index)
    return [
        CallWarning(code, f"{len(at)} of {len(turns)} turns {_ODD[code]}", at[0])
        for code, at in sorted(found.items())
    ]


_ODD = {
    "C202": "have no start or no end",
    "C203": "start before an earlier turn did",
    "C204": "end before they start",
    "C205": "start while an earlier turn goes on",
    "C206": "end after the stated duration",
    "C208": f"hold more than {FASTEST_WPM} words a minute",
    "C209": "come after a gap of more than ten minutes",
}


def ms_of_seconds(seconds: object) -> int | None:
    """Seconds (number or text) in whole milliseconds, half up; None for what is no time."""
    if seconds is None or isinstance(seconds, bool) or not isinstance(seconds, int | float | str):
        return None
    try:
        value = Decimal(str(seconds))
        return _possible(int((value * 1000).quantize(Decimal(1), ROUND_HALF_UP)))
    except (ArithmeticError, ValueError):
        return None


def whole_ms(value: object) -> int | None:
    """A number of milliseconds as it is; None for what is no time."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return _possible(round(value))
    except (ArithmeticError, ValueError):
        return None


def _possible(milliseconds: int) -> int | None:
    """The time, or None for one before the call or beyond what any call can have."""
    return milliseconds if 0 <= milliseconds < MOST_MS else None
