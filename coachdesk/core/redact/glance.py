"""A quick look that spares most calls the slow reading: which turns may hold part of a number.

One linear-time pass over the whole call; only where it finds something, turns are looked at.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from coachdesk.core.redact.cards import FEWEST
from coachdesk.core.redact.digits import DIGIT, HAN
from coachdesk.core.redact.security_codes import CUE, ENOUGH_TURNS
from coachdesk.core.redact.spoken import SPOKEN

_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_WORDS = "|".join(sorted(SPOKEN, key=lambda word: (-len(word), word)))
_HAN = f"[{''.join(HAN)}]"
_SPOKEN = rf"\b(?:{_WORDS})\b"
_SPOKEN_ROW = rf"{_SPOKEN}(?:[\s,.-]+(?:{_WORDS})){{2}}\b"
_HAN_ROW = rf"{_HAN}(?:[\s,，、。.·-]*{_HAN}){{2}}"


def turns_worth_reading(texts: Sequence[str]) -> frozenset[int]:
    """Positions of the texts that may hold (part of) a card number or a check code.

    Written digits count when there are enough for a card in all texts together; numbers in words
    when three stand in a row somewhere; anything near a word that asks for a check code.
    """
    joined = "\n".join(texts)
    written = _digits(joined) >= FEWEST
    said = _expression(f"(?i){_SPOKEN_ROW}|{_HAN_ROW}|{CUE.pattern}").search(joined) is not None
    if not (written or said):
        return frozenset()
    worth: set[int] = set()
    number = _expression(f"(?i){_SPOKEN}|{_HAN}")
    for at, text in enumerate(texts):
        if (written and _digits(text)) or (said and number.search(text) is not None):
            worth.add(at)
        if said and CUE.search(text):
            worth.update(range(at, min(at + 1 + ENOUGH_TURNS, len(texts))))
    return frozenset(worth)


def _digits(text: str) -> int:
    if text.isascii():
        return len(text.encode().translate(None, _NOT_DIGITS))
    return len(DIGIT.findall(text))


@lru_cache(maxsize=4)
def _expression(pattern: str) -> Any:
    import re2

    options = re2.Options()
    options.max_mem = 64 << 20
    return re2.compile(pattern, options)
