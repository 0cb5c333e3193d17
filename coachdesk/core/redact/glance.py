"""A quick look that spares most calls the slow reading: which turns may hold part of a number.

One linear-time pass over the whole call; only where it finds something, turns are looked at.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from coachdesk.core.redact.cards import FEWEST
from coachdesk.core.redact.digits import DIGIT, HAN, only_hesitates
from coachdesk.core.redact.security_codes import CUE, ENOUGH_TURNS
from coachdesk.core.redact.spoken import SPOKEN

_LONE = re.compile("[\ud800-\udfff]")
_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_WORDS = "|".join(sorted(SPOKEN, key=lambda word: (-len(word), word)))
_HAN = f"[{''.join(HAN)}]"
_SPOKEN = rf"\b(?:{_WORDS})\b"
_SPOKEN_ROW = (
    rf"{_SPOKEN}(?:[\s,.-]+(?:{_WORDS})){{2}}\b|[0-9][\s,.-]+(?:{_WORDS})\b|{_SPOKEN}[\s,.-]+[0-9]"
)
_HAN_ROW = rf"{_HAN}(?:[\s,，、。.·-]*{_HAN}){{2}}"


def turns_worth_reading(texts: Sequence[str], speakers: Sequence[object]) -> frozenset[int]:
    """Positions of the texts that may hold (part of) a card number or a check code.

    Those in which one speaker says digits enough for a card, in one turn or in several of which
    each goes on where the last one ended; and those near a word that asks for a check code.
    """
    # A lone surrogate is no digit, and the linear-time engine takes none.
    joined = _LONE.sub("\ufffd", "\n".join(texts))
    written = _digits(joined) >= FEWEST
    said = _expression(f"(?i){_SPOKEN_ROW}|{_HAN_ROW}|{CUE.pattern}").search(joined) is not None
    if not (written or said):
        return frozenset()
    worth = _long_rows(texts, speakers, _ANY_DIGIT if said else DIGIT)
    if said:
        for at, text in enumerate(texts):
            if CUE.search(text):
                worth.update(range(at, min(at + 1 + ENOUGH_TURNS, len(texts))))
    return frozenset(worth)


_ANY_DIGIT = re.compile(rf"{DIGIT.pattern}|{_SPOKEN}|{_HAN}", re.IGNORECASE)
_DIGITS_OF_A_WORD = 4
"""No number word stands for more."""


def _long_rows(
    texts: Sequence[str], speakers: Sequence[object], digit: re.Pattern[str]
) -> set[int]:
    """Texts that may belong to a row of digits as long as a card."""
    worth: set[int] = set()
    going: dict[object, tuple[int, list[int]]] = {}
    for at, (text, speaker) in enumerate(zip(texts, speakers, strict=True)):
        first = digit.search(text)
        if first is None:
            continue
        said = digit.findall(text)
        count = sum(1 if len(each) == 1 else _DIGITS_OF_A_WORD for each in said)
        before, members = going.pop(speaker, (0, []))
        if before and only_hesitates(text[: first.start()]):
            count, members = count + before, [*members, at]
        else:
            members = [at]
        if count >= FEWEST:
            worth.update(members)
        if only_hesitates(text[text.rindex(said[-1]) + len(said[-1]) :]):
            going[speaker] = (count, members)
    return worth


def _digits(text: str) -> int:
    if text.isascii():
        return len(text.encode().translate(None, _NOT_DIGITS))
    return len(DIGIT.findall(text))


@lru_cache(maxsize=1)
def _expression(pattern: str) -> Any:
    import re2

    options = re2.Options()
    options.max_mem = 64 << 20
    return re2.compile(pattern, options)
