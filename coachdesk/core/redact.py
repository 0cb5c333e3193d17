"""Card data leaves a call before anything is stored, logged or shown.

Found: card numbers (13 to 19 digits, a known issuer's beginning, the check digit of ISO/IEC 7812-1,
Luhn 1960) in any script's digits, with separators, spoken digit by digit, and over several turns
of one speaker; card verification codes after their cue; and patterns of the desk's own. A typed
mark such as `[CARD]` takes their place. docs/redaction.md says what this cannot catch.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
import re2

from coachdesk.core.calls import Call, Speaker, Turn, Word

CARD, CVV = "[CARD]", "[CVV]"


class Pattern(msgspec.Struct, frozen=True):
    """A desk's own pattern: what it matches becomes `[NAME]`."""

    name: str
    regex: str
    """For the linear-time engine; case-insensitive unless it says otherwise."""

    @property
    def mark(self) -> str:
        """What stands in the text instead."""
        return f"[{self.name.upper()}]"


class Redacted(msgspec.Struct, frozen=True, kw_only=True):
    """A call without card data, and what was taken out."""

    call: Call
    counts: Mapping[str, int]
    """Mark to the number of things it replaced; a card over two turns counts once."""


class _Token(NamedTuple):
    """Digits somewhere in a turn; no digits: words that end a number."""

    turn: int
    start: int
    end: int
    digits: str


class _Mask(NamedTuple):
    start: int
    end: int
    mark: str


def redact(call: Call, patterns: Sequence[Pattern] = ()) -> Redacted:
    """The call with card data and the patterns' matches masked. Again gives the same call."""
    counts: Counter[str] = Counter()
    masks: dict[int, list[_Mask]] = {}
    joined = "\n".join([turn.text for turn in call.turns])
    if _may_hold_numbers(joined):
        for cards in _cards(call.turns):
            counts[CARD] += 1
            for index, start, end in cards:
                masks.setdefault(index, []).append(_Mask(start, end, CARD))
        if _CUE.search(joined):
            for index, start, end in _codes(call.turns, masks):
                counts[CVV] += 1
                masks.setdefault(index, []).append(_Mask(start, end, CVV))
    for pattern in patterns:
        for turn in call.turns:
            for found in _compiled(pattern.regex).finditer(turn.text):
                start, end = found.span()
                taken = masks.get(turn.index, ())
                if end > start and not any(m.start < end and start < m.end for m in taken):
                    counts[pattern.mark] += 1
                    masks.setdefault(turn.index, []).append(_Mask(start, end, pattern.mark))
    fields = _fields(call, patterns, counts)
    if not masks and not fields:
        return Redacted(call=call, counts={})
    turns = tuple(
        _masked(turn, sorted(masks[turn.index])) if turn.index in masks else turn
        for turn in call.turns
    )
    return Redacted(call=msgspec.structs.replace(call, turns=turns, **fields), counts=dict(counts))


def redact_text(text: str, patterns: Sequence[Pattern] = ()) -> tuple[str, Mapping[str, int]]:
    """The same for one text that belongs to no turn, such as a note or a metadata value."""
    turn = Turn(index=0, speaker=Speaker.UNKNOWN, text=text)
    done = redact(Call(id="", turns=(turn,)), patterns)
    return done.call.turns[0].text, done.counts


def _fields(call: Call, patterns: Sequence[Pattern], counts: Counter[str]) -> dict[str, Any]:
    """The call's own texts that had to change."""
    changed: dict[str, Any] = {}
    for name in ("agent", "customer", "disposition", "campaign"):
        value = getattr(call, name)
        if value and (patterns or _may_hold_numbers(value)):
            text, found = redact_text(value, patterns)
            if found:
                counts.update(found)
                changed[name] = text
    meta = {}
    for name, value in call.meta.items():
        text, found = redact_text(value, patterns)
        counts.update(found)
        if found:
            meta[name] = text
    if meta:
        changed["meta"] = {**call.meta, **meta}
    return changed


@lru_cache(maxsize=256)
def _compiled(regex: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile(regex, options)


def fault_of(regex: str) -> str | None:
    """Why a pattern can't be used, in the engine's words; None when it can."""
    try:
        _compiled(regex)
    except re2.error as error:
        return str(error.args[0].decode() if isinstance(error.args[0], bytes) else error)
    return None


_WORDS = {
    **dict.fromkeys(("zero", "oh", "o", "nought"), "0"),
    **{
        word: str(n)
        for n, word in enumerate("one two three four five six seven eight nine".split(), 1)
    },
}
_HAN = {**dict.fromkeys("零〇", "0"), "幺": "1", "两": "2"} | {
    sign: str(n) for n, sign in enumerate("一二三四五六七八九", 1)
}
_REPEATS = {"double": 2, "triple": 3, "treble": 3}
_FILLERS = frozenset(
    "uh um er erm and then dash hyphen space ok okay yes yeah 嗯 呃 然后 杠".split()
)
_TOKEN = re.compile(
    rf"(?P<digits>\d+)|(?P<han>[{''.join(_HAN)}])"
    rf"|(?P<word>(?:(?![{''.join(_HAN)}])[^\W\d_])+)|(?P<stop>[/:;=+%@#$€£¥])"
)
_CUE = re.compile(
    r"\bcv[vc]2?\b|\bsecurity (?:code|number)|\bverification (?:code|value|number)"
    r"|(?:three|3|four|4)[- ]digits?\b(?: \w+){0,3} (?:back|front)"
    r"|(?:three|3|last three|last 3) (?:digits|numbers) on the back"
    r"|安全码|验证码|校验码|背面\w{0,4}(?:三|3)位|セキュリティコード|暗証番号",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def _may_hold_numbers(text: str) -> bool:
    """A quick look: digits at all, or several words or signs for digits."""
    if _DIGIT.search(text):
        return True
    folded = text.casefold()
    if sum(folded.count(word) for word in _WORDS if len(word) > 2) >= 3:
        return True
    return not text.isascii() and sum(sign in text for sign in "零一二三四五六七八九") >= 2


def _tokens(turn: Turn) -> Iterator[_Token]:
    """The turn's digits in order; a token without digits where other words stand between."""
    repeat = 0
    repeat_start = 0
    for found in _TOKEN.finditer(turn.text):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "digits":
            digits = "".join(str(int(sign)) for sign in found[0])
        elif kind == "han":
            digits = _HAN[found[0]]
        elif kind == "word":
            word = found[0].casefold()
            if word in _REPEATS:
                repeat, repeat_start = _REPEATS[word], start
                continue
            if word in _FILLERS:
                continue
            digits = _WORDS.get(word, "")
        else:
            digits = ""
        if repeat and len(digits) == 1:
            digits, start = digits * repeat, repeat_start
        repeat = 0
        yield _Token(turn.index, start, end, digits)


_BACKCHANNEL_WORDS = 4
"""A turn of the other party up to this long does not end a number that is being read out."""


def _numbers(turns: Sequence[Turn]) -> Iterator[list[_Token]]:
    """Rows of digits with nothing but separators between, over turns of one speaker."""
    open_rows: dict[tuple[Speaker, str], list[_Token]] = {}
    for turn in turns:
        who = (turn.speaker, turn.label)
        if len(turn.text.split()) > _BACKCHANNEL_WORDS or _DIGIT.search(turn.text):
            for other in [each for each in open_rows if each != who]:
                yield open_rows.pop(other)
        row = open_rows.pop(who, [])
        for token in _tokens(turn):
            if token.digits:
                row.append(token)
            elif row:
                yield row
                row = []
        if row:
            open_rows[who] = row
    yield from open_rows.values()


def _cards(turns: Sequence[Turn]) -> Iterator[list[tuple[int, int, int]]]:
    """For every card number its stretches: (turn, start, end)."""
    for row in _numbers(turns):
        at = 0
        while (found := _first_card(row, at)) is not None:
            first, last = found
            yield list(_stretches(row[first:last]))
            at = last


def _stretches(tokens: Sequence[_Token]) -> Iterator[tuple[int, int, int]]:
    for turn in dict.fromkeys(token.turn for token in tokens):
        mine = [token for token in tokens if token.turn == turn]
        yield turn, mine[0].start, mine[-1].end


def _first_card(row: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """(first, one past the last) token of the first card number; usual lengths before others."""
    total = sum(len(token.digits) for token in row[at:])
    if total < 13:
        return None
    for usual in (True, False):
        for first in range(at, len(row)):
            digits = ""
            for last in range(first, len(row)):
                digits += row[last].digits
                if len(digits) > 19:
                    break
                if len(digits) >= 13 and _is_card(digits, usual=usual):
                    return first, last + 1
    return None


def _is_card(digits: str, *, usual: bool) -> bool:
    lengths = _lengths(digits)
    if lengths is None or (usual and len(digits) not in lengths):
        return False
    return passes_luhn(digits)


def _lengths(digits: str) -> tuple[int, ...] | None:
    """The usual lengths of the issuer that begins so; None for no issuer known."""
    two, four = int(digits[:2]), int(digits[:4])
    if digits[0] == "4":
        return (16, 13, 19)
    if 51 <= two <= 55 or 2221 <= four <= 2720:
        return (16,)
    if two in (34, 37):
        return (15,)
    if two in (30, 36, 38, 39):
        return (14, 16)
    if two == 35 or two in (60, 62, 64, 65):
        return (16, 17, 18, 19)
    if two == 50 or 56 <= two <= 69:
        return (16, 18, 19)
    return None


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


_NEXT_TURNS = 2
"""Turns after the one with the cue in which the code may be said."""


def _codes(
    turns: Sequence[Turn], masks: Mapping[int, Sequence[_Mask]]
) -> Iterator[tuple[int, int, int]]:
    """(turn, start, end) of every verification code: the first 3 or 4 digits after its cue."""
    seen: set[tuple[int, int]] = set()
    for position, turn in enumerate(turns):
        for cue in _CUE.finditer(turn.text):
            found = _code_after(turns[position : position + 1 + _NEXT_TURNS], cue.end(), masks)
            if found is not None and found[:2] not in seen:
                seen.add(found[:2])
                yield found


def _code_after(
    turns: Iterable[Turn], begin: int, masks: Mapping[int, Sequence[_Mask]]
) -> tuple[int, int, int] | None:
    for turn in turns:
        marked = turn.text.find(CVV, begin)
        row: list[_Token] = []
        for token in _tokens(turn):
            if token.start < begin or _is_masked(token, masks):
                continue
            if token.digits and (not row or not _has_stop(turn.text[row[-1].end : token.start])):
                row.append(token)
            elif row:
                break
        if marked >= 0 and (not row or marked < row[0].start):
            return None
        if row:
            digits = "".join(token.digits for token in row)
            is_code = 3 <= len(digits) <= 4
            return (turn.index, row[0].start, row[-1].end) if is_code else None
        begin = 0
    return None


def _is_masked(token: _Token, masks: Mapping[int, Sequence[_Mask]]) -> bool:
    return any(m.start < token.end and token.start < m.end for m in masks.get(token.turn, ()))


def _has_stop(between: str) -> bool:
    return any(sign in between for sign in "/:;")


def _masked(turn: Turn, masks: Sequence[_Mask]) -> Turn:
    """The turn with marks in place; its timed words keep their places and times."""
    pieces: list[str] = []
    moved: list[tuple[int, int, int, int]] = []
    done = length = 0
    for mask in masks:
        if mask.start < done:
            continue
        pieces += (turn.text[done : mask.start], mask.mark)
        length += mask.start - done
        moved.append((mask.start, mask.end, length, length + len(mask.mark)))
        length += len(mask.mark)
        done = mask.end
    pieces.append(turn.text[done:])
    words = tuple(_moved(turn.words, moved))
    return msgspec.structs.replace(turn, text="".join(pieces), words=words)


def _moved(words: Sequence[Word], moved: Sequence[tuple[int, int, int, int]]) -> Iterator[Word]:
    """The words at their new places; those that a mark took become one over the mark."""
    taken: dict[int, list[Word]] = {}
    placed: list[Word] = []
    for word in words:
        over = next((n for n, m in enumerate(moved) if word.start < m[1] and m[0] < word.end), None)
        if over is not None:
            taken.setdefault(over, []).append(word)
            continue
        shift = sum((m[3] - m[2]) - (m[1] - m[0]) for m in moved if m[1] <= word.start)
        start, end = word.start + shift, word.end + shift
        placed.append(Word(start, end, word.start_ms, word.end_ms, word.confidence))
    for number, members in taken.items():
        _, _, start, end = moved[number]
        placed.append(Word(start, end, members[0].start_ms, members[-1].end_ms))
    return iter(sorted(placed, key=lambda word: word.start))
