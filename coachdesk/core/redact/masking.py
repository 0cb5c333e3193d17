"""Spans to mask, and the call with marks in their place."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.calls import Call, Speaker, Turn, Word
from coachdesk.core.redact.cards import cards_in, rows_of
from coachdesk.core.redact.digits import Number, numbers_of
from coachdesk.core.redact.glance import turns_worth_reading
from coachdesk.core.redact.patterns import NamedPattern, spans_in
from coachdesk.core.redact.security_codes import codes_in

CARD, CVV = "card", "cvv"
"""The kinds that are always masked."""


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """A call without what must not be kept."""

    call: Call
    """The very call that went in where nothing was masked."""
    counts: Mapping[str, int] = msgspec.field(default_factory=dict)
    """How much was masked, by kind: `card`, `cvv`, or a pattern's name. A card told over several
    turns counts once."""


class _Span(msgspec.Struct, frozen=True, gc=False, order=True):
    start: int
    end: int
    kind: str


def redact(call: Call, patterns: Sequence[NamedPattern] = ()) -> Redacted:
    """The call with `[CARD]`, `[CVV]` and `[NAME-OF-PATTERN]` where such a thing stood.

    Turns, labels and the call's other fields are looked through, each field by itself. The times
    of masked words become the time of the mark.
    """
    texts = [turn.text for turn in call.turns]
    counts: Counter[str] = Counter()
    turns = call.turns
    speakers = [_party(turn) for turn in turns]
    worth = turns_worth_reading(texts, speakers)
    if patterns or worth:
        spans = _spans(texts, speakers, worth, patterns, counts)
        turns = tuple(
            _masked_turn(turn, found) if (found := spans.get(turn.index)) else turn
            for turn in turns
        )
    fields = _masked_fields(call, patterns, counts)
    if not counts:
        return Redacted(call=call)
    return Redacted(call=msgspec.structs.replace(call, turns=turns, **fields), counts=dict(counts))


def _party(turn: Turn) -> object:
    """Who goes on with whose number: agents are one party and so are customers, as in runs."""
    known = turn.speaker is Speaker.AGENT or turn.speaker is Speaker.CUSTOMER
    return turn.speaker if known else (turn.speaker, turn.label)


def _spans(
    texts: Sequence[str],
    speakers: Sequence[object],
    worth: Collection[int],
    patterns: Sequence[NamedPattern],
    counts: Counter[str],
) -> dict[int, list[_Span]]:
    """What to mask in each text, in order and apart from each other."""
    found: dict[int, list[_Span]] = {}
    numbers: list[list[Number]] = [
        numbers_of(text, at) if at in worth else [] for at, text in enumerate(texts)
    ]
    cards = list(cards_in(rows_of(speakers, numbers)))
    taken = frozenset(group for card in cards for group in card)
    codes = dict.fromkeys(codes_in(texts, sorted(worth), numbers, taken))
    for kind, pieces in ((CARD, cards), (CVV, codes)):
        counts[kind] += len(pieces)
        for groups in pieces:
            for turn in dict.fromkeys(group.turn for group in groups):
                here = [group for group in groups if group.turn == turn]
                found.setdefault(turn, []).append(_Span(here[0].start, here[-1].end, kind))
    for at, text in enumerate(texts):
        for name, start, end in spans_in(text, patterns):
            if not _touches_a_mark(text, start, end, patterns):
                counts[name] += 1
                found.setdefault(at, []).append(_Span(start, end, name))
    for kind in [kind for kind, count in counts.items() if not count]:
        del counts[kind]
    return {turn: _apart(spans) for turn, spans in found.items()}


_MARK = re.compile(r"\[[A-Z][A-Z0-9_-]*\]")


def _touches_a_mark(text: str, start: int, end: int, patterns: Sequence[NamedPattern]) -> bool:
    """Whether the stretch lies over a mark made before: marks are never masked again."""
    marks = {_mark(CARD), _mark(CVV), *(_mark(each.name) for each in patterns)}
    return any(
        mark.start() < end and start < mark.end() and mark[0] in marks
        for mark in _MARK.finditer(text)
    )


def _apart(spans: Sequence[_Span]) -> list[_Span]:
    """The spans in order; what overlaps becomes one, of the kind that was found first."""
    merged: list[_Span] = []
    rank = {span: at for at, span in reversed(list(enumerate(spans)))}
    for span in sorted(rank):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            kind = min((last, span), key=lambda each: rank.get(each, -1)).kind
            merged[-1] = _Span(last.start, max(last.end, span.end), kind)
        else:
            merged.append(span)
    return merged


def _mark(kind: str) -> str:
    return f"[{kind.upper()}]"


def _masked(text: str, spans: Sequence[_Span]) -> str:
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], _mark(span.kind)]
        at = span.end
    return "".join([*parts, text[at:]])


def _masked_turn(turn: Turn, spans: Sequence[_Span]) -> Turn:
    return msgspec.structs.replace(
        turn, text=_masked(turn.text, spans), words=tuple(_moved(turn.words, spans))
    )


def _moved(words: Sequence[Word], spans: Sequence[_Span]) -> Iterator[Word]:
    """The words where they stand now; those that a mark replaced become one, the mark."""
    shift = 0
    waiting = list(words)
    for span in spans:
        while waiting and waiting[0].end <= span.start:
            yield _shifted(waiting.pop(0), shift)
        under = []
        while waiting and waiting[0].start < span.end:
            under.append(waiting.pop(0))
        mark = _mark(span.kind)
        start = span.start + shift
        shift += len(mark) - (span.end - span.start)
        if under:
            yield Word(start, start + len(mark), under[0].start_ms, under[-1].end_ms)
    for word in waiting:
        yield _shifted(word, shift)


def _shifted(word: Word, by: int) -> Word:
    return Word(word.start + by, word.end + by, word.start_ms, word.end_ms, word.confidence)


_SHORTEST = len("cvv 123")
_FIELDS = ("id", "agent", "customer", "campaign", "disposition")


def _masked_fields(
    call: Call, patterns: Sequence[NamedPattern], counts: Counter[str]
) -> dict[str, object]:
    """The fields that hold something to mask, masked."""
    changed: dict[str, object] = {}
    for name in _FIELDS:
        value = getattr(call, name)
        if value and (masked := _masked_text(value, patterns, counts)) != value:
            changed[name] = masked
    meta = {key: _masked_text(value, patterns, counts) for key, value in call.meta.items()}
    if meta != call.meta:
        changed["meta"] = meta
    return changed


def _masked_text(text: str, patterns: Sequence[NamedPattern], counts: Counter[str]) -> str:
    worth = turns_worth_reading([text], [None]) if len(text) >= _SHORTEST else ()
    if not patterns and not worth:
        return text
    spans = _spans([text], [None], worth, patterns, counts)
    return _masked(text, spans[0]) if spans else text
