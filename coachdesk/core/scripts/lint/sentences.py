"""Sentences of a line, how long they are, and how long they take to say."""

import re
from collections.abc import Iterator

import msgspec

from coachdesk.core.text import words_of

CHINESE = "zh"
WORDS_PER_MINUTE = 150
"""A calm pace of speech in languages whose words stand apart."""
CHARACTERS_PER_MINUTE = 170
"""The same pace in Chinese. Readers aloud reach 228 words a minute in English and 255 characters in
Chinese (Trauzettel-Klosinski and Dietz, Standardized assessment of reading performance: the new
International Reading Speed Texts IReST, IOVS 2012; 53: 5452-5461); 255 * 150 / 228 is 168."""
SLOT = re.compile(r"\{([^{}\n]*)\}")
_SLOT_LENGTH = {CHINESE: 3}
"""Characters that a slot's value is taken for; elsewhere two words, such as a full name."""
_NUMBER = re.compile(r"[0-9０-９](?:[0-9０-９.,:/\-]*[0-9０-９])?")
_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|\Z)|[。！？!?；]+[”’」』]*|…+")
_SHORTENED = re.compile(r"(?:\b(?:mr|mrs|ms|dr|st|no|vs|a\.m|p\.m|e\.g|i\.e))\.\Z", re.IGNORECASE)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence of a line."""

    start: int
    """Code point of the line where it begins."""
    text: str


def is_chinese(language: str) -> bool:
    """Whether lines of that tag are counted in characters."""
    return language.partition("-")[0].lower() == CHINESE


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a line in order, without the blanks between them."""
    begin = 0
    for end in _END.finditer(text):
        if end[0] == "." and _SHORTENED.search(text[begin : end.end()]):
            continue
        yield from _trimmed(text, begin, end.end())
        begin = end.end()
    yield from _trimmed(text, begin, len(text))


def length(text: str, language: str) -> int:
    """Words, or characters of Chinese. A number counts as one, a slot as its usual value."""
    words, numbers, slots = _counted(text)
    return words + len(numbers) + slots * _slot_length(language)


def spoken_s(text: str, language: str) -> float:
    """Seconds that the text takes to say; every digit of a number is a word of its own."""
    words, numbers, slots = _counted(text)
    digits = sum(sign.isdigit() for number in numbers for sign in number)
    rate = CHARACTERS_PER_MINUTE if is_chinese(language) else WORDS_PER_MINUTE
    return 60 * (words + digits + slots * _slot_length(language)) / rate


def _counted(text: str) -> tuple[int, list[str], int]:
    """Words (contractions are one), the numbers in digits, and how many slots."""
    slots = len(SLOT.findall(text))
    text = SLOT.sub(" ", text)
    numbers = _NUMBER.findall(text)
    return len(set(words_of(_NUMBER.sub(" ", text)).starts)), numbers, slots


def _slot_length(language: str) -> int:
    return _SLOT_LENGTH[CHINESE] if is_chinese(language) else 2


def _trimmed(text: str, begin: int, end: int) -> Iterator[Sentence]:
    piece = text[begin:end]
    inner = piece.strip()
    if inner:
        yield Sentence(begin + piece.index(inner), inner)
