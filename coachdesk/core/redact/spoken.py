"""English number words as digits, as people read out a card: `forty-one eleven`, `double 4`."""

from collections.abc import Sequence

_UNITS = {
    "zero": 0,
    "oh": 0,
    "o": 0,
    "nought": 0,
    "naught": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "niner": 9,
}
_TEENS = {
    word: number
    for number, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        start=10,
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
} | {"fourty": 40}
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
SPOKEN = frozenset({*_UNITS, *_TEENS, *_TENS, *_TIMES, "hundred", "thousand"})
"""Every word that can be part of a spoken number."""


def spoken_groups(words: Sequence[str]) -> tuple[str, int]:
    """The digits that the first words stand for, and how many words (at least one) they take.

    No digits where the first word alone means none (`hundred`, or `double` before no digit).
    """
    first = words[0]
    if first in _TIMES:
        repeated = _digit(words[1]) if len(words) > 1 else ""
        return (repeated * _TIMES[first], 2) if repeated else ("", 1)
    digits, used = _below_hundred(words)
    if not digits:
        return "", 1
    following = words[used] if used < len(words) else ""
    if following == "hundred":
        value = int(digits) * 100
        rest, more = _below_hundred(words[used + 1 :])
        return str(value + int(rest or 0)), used + 1 + more
    if following == "thousand":
        return f"{digits}000", used + 1
    return digits, used


def _below_hundred(words: Sequence[str]) -> tuple[str, int]:
    if not words:
        return "", 0
    first = words[0]
    if first in _UNITS:
        return str(_UNITS[first]), 1
    if first in _TEENS:
        return str(_TEENS[first]), 1
    if first in _TENS:
        unit = _UNITS.get(words[1], 0) if len(words) > 1 else 0
        return (str(_TENS[first] + unit), 2) if unit else (str(_TENS[first]), 1)
    return "", 0


def _digit(word: str) -> str:
    if word in _UNITS:
        return str(_UNITS[word])
    return word if len(word) == 1 and word.isdigit() else ""
