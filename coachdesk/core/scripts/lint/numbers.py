"""Numbers in a row of words, in digits or in words, English or Chinese, as values to compare."""

from collections.abc import Sequence
from fractions import Fraction

_BELOW_20 = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH = {word: value for value, word in enumerate(_BELOW_20)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_ENGLISH_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_CHINESE = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_CHINESE_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}


def number_at(words: Sequence[str], at: int) -> tuple[Fraction, int] | None:
    """The number that begins with that word and how many words it takes; None where none does."""
    if words[at][:1].isdigit():
        return _digits(words[at])
    for units, scales, joints in (
        (_ENGLISH, _ENGLISH_SCALES, ("and",)),
        (_CHINESE, _CHINESE_SCALES, ("零",)),
    ):
        if words[at] in units or (words[at] == "十" and "十" in scales):
            return _spelled(words, at, units, scales, joints)
    return None


def _digits(word: str) -> tuple[Fraction, int] | None:
    plain = word.replace(",", "")
    return (Fraction(plain), 1) if plain.replace(".", "", 1).isdecimal() else None


def _spelled(
    words: Sequence[str],
    first: int,
    units: dict[str, int],
    scales: dict[str, int],
    joints: Sequence[str],
) -> tuple[Fraction, int]:
    """Sum of what stands before each scale, as both languages build their numbers."""
    total = group = 0
    at = first
    while at < len(words):
        word = words[at]
        if word in joints and at > first and at + 1 < len(words) and words[at + 1] in units:
            at += 1
            continue
        if word in units:
            group += units[word]
        elif word in scales and scales[word] >= 1_000:
            total, group = total + (group or 1) * scales[word], 0
        elif word in scales and word == "hundred":
            group *= 100
        elif word in scales:  # 十 and 百 take what stands right before them
            unit = group % 10
            group += (unit or 1) * scales[word] - unit
        else:
            break
        at += 1
    return Fraction(total + group), at - first
