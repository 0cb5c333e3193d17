"""The words of many texts at once, as lines of bytes for the scan, without spans.

Gives the same words as `text.words_of` (a property test holds the two together), but works on the
whole batch with a few passes in C: translate to lower case and blanks, then touch only what is
special. Lines that need the full rules go through `words_of` itself.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from coachdesk.core.text import APOSTROPHES, TO_WORDS, is_cjk, words_of


def lines_of(texts: Sequence[str]) -> list[bytes]:
    """For each text its words in normal form with blanks between (one or more), UTF-8.

    Each line begins and ends with a blank.
    """
    plain = list(texts)
    joined = _SEPARATOR.join(plain)
    special: dict[int, bytes] = {}
    if not joined.isascii():
        # The curly apostrophe is by far the commonest sign outside ASCII in English calls.
        joined = joined.replace("’", "'")
        if not joined.isascii():
            for index, text in enumerate(plain):
                if not text.isascii() and not text.replace("’", "'").isascii():
                    plain[index] = ""
                    special[index] = _foreign(text)
            joined = _SEPARATOR.join(plain).replace("’", "'")
    if joined.count("\n") != len(plain) - 1:
        plain = [text.replace("\n", " ") for text in plain]
        joined = _SEPARATOR.join(plain).replace("’", "'")
    raw = joined.encode()
    for index in _lines_with_signs(raw, plain):
        special[index] = _by_the_rules(plain[index])
    folded = b" " + raw.translate(_TO_WORDS) + b" "
    if b"'" in folded:
        folded = _open_contractions(folded)
    if b"cannot" in folded:
        folded = folded.replace(b" cannot ", b" can not ").replace(b" cannot ", b" can not ")
    lines = folded.split(b"\n")
    for index, line in special.items():
        lines[index] = line
    return lines


_SEPARATOR = " \n "


_TO_WORDS = bytes(
    {"'": 39, "`": 39, "\n": 10}.get(chr(code), word) for code, word in enumerate(TO_WORDS)
)
_SHAPE = bytes(
    48 if 48 <= code < 58 else 46 if code in b".," else 1 if code in b"$[<" else 32
    for code in range(256)
)
"""Digits to 0, separators of numbers to a point, signs that need the rules to 1."""
_NUMBER_WITH_SEPARATOR = re.compile(r"[0-9][.,][0-9]|[$\[<]")


def _lines_with_signs(raw: bytes, plain: Sequence[str]) -> set[int]:
    """Lines with a currency sign, a mark, or a separator inside a number."""
    shape = raw.translate(_SHAPE)
    places: list[int] = []
    for wanted in (b"0.0", b"\x01"):
        at = shape.find(wanted)
        while at >= 0:
            places.append(at)
            at = shape.find(wanted, at + 1)
    if not places:
        return set()
    ends = list(accumulate(len(text) + len(_SEPARATOR) for text in plain))
    return {bisect_right(ends, at) for at in places}


def _by_the_rules(text: str) -> bytes:
    return f" {' '.join(words_of(text).texts)} ".encode()


_opened_bytes = lru_cache(maxsize=8192)(
    lambda word: " ".join(words_of(word.decode()).texts).encode()
)


def _open_contractions(folded: bytes) -> bytes:
    """The line with every word that has an apostrophe opened, or freed from its quotes."""
    pieces: list[bytes] = []
    done = 0
    at = folded.find(b"'")
    while at >= 0:
        start = folded.rfind(b" ", done, at) + 1
        end = folded.find(b" ", at)
        pieces.append(folded[done:start])
        pieces.append(_opened_bytes(folded[start:end]))
        done = end
        at = folded.find(b"'", end)
    pieces.append(folded[done:])
    return b"".join(pieces)


def _foreign(text: str) -> bytes:
    """A line with characters outside ASCII, the quick way where each stands for itself."""
    spaced = "".join([_SPACED[sign] for sign in text])
    if "\x00" in spaced or _NUMBER_WITH_SEPARATOR.search(text):
        return _by_the_rules(text)
    folded = f" {spaced} ".encode()
    if b"'" in folded:
        folded = _open_contractions(folded)
    if b"cannot" in folded:
        folded = folded.replace(b" cannot ", b" can not ").replace(b" cannot ", b" can not ")
    return folded


class _Spaced(dict[str, str]):
    """Character to its normal form, with blanks where it is a word; NUL where rules decide."""

    def __missing__(self, sign: str) -> str:
        form = self[sign] = _spaced(sign)
        return form


def _spaced(sign: str) -> str:
    if sign in APOSTROPHES:
        return "'"
    words = words_of(sign).texts
    if is_cjk(sign):
        return f" {words[0]} " if words == (sign,) else "\x00"
    if sign.isascii():
        return words[0] if words and sign != "$" else " "
    alone = words_of(f"a{sign}a").texts
    if alone == ("a", "a"):
        return " "
    if len(alone) == 1 and len(words) == 1 and alone[0] == f"a{words[0]}a":
        return words[0]
    return "\x00"


_SPACED = _Spaced()
