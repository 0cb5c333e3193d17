"""Text as a row of words in one normal form, each knowing its span in the text as written.

Meaning: docs/rules.md section 1. This is the definition; `engine/lines` makes the same words for
whole batches, without spans.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

import msgspec


class Words(msgspec.Struct, frozen=True, gc=False):
    """Words of one text: three tuples of the same length."""

    texts: tuple[str, ...]
    """In normal form, contractions opened."""
    starts: tuple[int, ...]
    """Code point in the text as written where the word begins."""
    ends: tuple[int, ...]
    """One past its last code point. Words opened from one contraction share one span."""


APOSTROPHES = "'’‘ʼ＇´`"
NOISES = (
    "background noise|background|breathing|cough|coughing|cross talk|crosstalk|foreign|"
    "hold music|inaudible|laughter|laughs|laughing|music|noise|pause|ringing|sigh|silence|"
    "static|unintelligible|unk|unknown"
)
"""Marks such as `[noise]` or `<unk>` that transcribers write for what is not speech."""

_NOISE = re.compile(rf"\[\s*(?:{NOISES})\s*\]|<\s*(?:{NOISES})\s*>")
_MARK = re.compile(r"\[[A-Z][A-Z0-9_-]*\]")
_TOKEN = re.compile(r"M+|[LD]+(?:A[LD]+|(?<=D)S(?=D)[LD]+)*|C|\$")
_IS = frozenset("it that what here there he she who where how when name".split())
_WHOLE = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
}
_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}


@lru_cache(maxsize=8192)
def opened(word: str) -> tuple[str, ...]:
    """The words that a word stands for: `don't` is do, not; most stand for themselves."""
    if word in _WHOLE:
        return _WHOLE[word]
    if word.endswith("n't"):
        return (*opened(word[:-3]), "not") if len(word) > 3 else ("not",)
    for ending, meaning in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*opened(word[: -len(ending)]), meaning)
    if word.endswith("'s") and word[:-2] in _IS:
        return (word[:-2], "is")
    return (word,)


def words_of(text: str) -> Words:
    """The words of a text as written. Never fails; a text without words gives none."""
    marked = "[" in text or "<" in text
    if text.isascii() and not marked:
        return _ascii_words(text.lower().replace("`", "'"))
    folded, origin = _fold(text)
    classes = folded.translate(_CLASSES)
    if marked:
        classes = _with_marks(text, folded, origin, classes)
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in _TOKEN.finditer(classes):
        first, last = token.span()
        if origin is None:
            start, end = first, last
        else:
            start, end = origin[first][0], origin[last - 1][1]
        for word in opened(folded[first:last]):
            texts.append(word)
            starts.append(start)
            ends.append(end)
    return Words(tuple(texts), tuple(starts), tuple(ends))


_ASCII = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+|(?<=[0-9])[.,](?=[0-9])[a-z0-9]+)*|\$")
"""The same tokens as `_TOKEN`, for lower-case ASCII."""


def _ascii_words(folded: str) -> Words:
    """The words of a plain text; only blanks and punctuation stand between two tokens."""
    tokens = _ASCII.findall(folded)
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    end = 0
    for token in tokens:
        start = folded.find(token, end)
        end = start + len(token)
        if "'" in token or token == "cannot":
            for word in opened(token):
                texts.append(word)
                starts.append(start)
                ends.append(end)
        else:
            texts.append(token)
            starts.append(start)
            ends.append(end)
    return Words(tuple(texts), tuple(starts), tuple(ends))


def _fold(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The folded text, and for each of its characters the span it came from (None: the same)."""
    if text.isascii():
        return text.lower().replace("`", "'"), None
    if unicodedata.is_normalized("NFC", text):
        pieces: list[str] = [_folded(sign) for sign in text]
        if all(len(piece) == 1 for piece in pieces):
            return "".join(pieces), None
        spans = [(at, at + 1) for at in range(len(text))]
    else:
        spans = [match.span() for match in _CLUSTER.finditer(text)]
        pieces = [_folded(text[start:end]) for start, end in spans]
    origin = [span for span, piece in zip(spans, pieces, strict=True) for _ in piece]
    return "".join(pieces), origin


_CLUSTER = re.compile(
    "(?s).[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903"
    "\u093a-\u094f\u0e31-\u0e3a\u0e47-\u0e4e\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]*"
)
"""A character and the marks that combine with it."""


@lru_cache(maxsize=65536)
def _folded(cluster: str) -> str:
    """NFKC and case folding of one character with its marks; apostrophes are one, Cf vanish."""
    if cluster in APOSTROPHES:
        return "'"
    if cluster == "，":  # a comma of Chinese prose, not of a number
        return " "
    if len(cluster) == 1 and unicodedata.category(cluster) == "Cf":
        return ""
    once = unicodedata.normalize("NFKC", cluster).casefold()
    return unicodedata.normalize("NFKC", once)


class _Classes(dict[int, str]):
    """Character to class, worked out once.

    L letter or mark, D digit, A apostrophe, S separator inside numbers, C a word of its own,
    $ currency, blank for the rest.
    """

    def __missing__(self, code: int) -> str:
        kind = self[code] = _class_of(chr(code))
        return kind


def _class_of(sign: str) -> str:
    if sign == "'":
        return "A"
    if sign in ".,":
        return "S"
    if is_cjk(sign):
        return "C"
    category = unicodedata.category(sign)
    if category == "Sc":
        return "$"
    if category == "Nd":
        return "D"
    return "L" if category[0] in "LMN" else " "


_CLASSES = _Classes()


def is_cjk(sign: str) -> bool:
    """Whether the character is a word of its own: Han, Hiragana or Katakana."""
    code = ord(sign)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3041 <= code <= 0x309F
        or (0x30A1 <= code <= 0x30FF and code != 0x30FB)
        or 0x3400 <= code <= 0x4DBF
        or code in (0x3005, 0x3007)
        or 0x31F0 <= code <= 0x31FF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x323AF
    )


def _with_marks(text: str, folded: str, origin: list[tuple[int, int]] | None, classes: str) -> str:
    """Classes with noises blanked out and each redaction mark such as `[CARD]` one word."""
    changed = list(classes)
    for noise in _NOISE.finditer(folded):
        changed[noise.start() : noise.end()] = " " * len(noise[0])
    for mark in _MARK.finditer(text):
        first, last = mark.span()
        if origin is not None:
            inside = [at for at, (s, e) in enumerate(origin) if s >= first and e <= last]
            first, last = inside[0], inside[-1] + 1
        if changed[first + 1] != " ":
            changed[first:last] = "M" * (last - first)
    return "".join(changed)


class Line:
    """The words of neighbouring texts as one line of bytes, with the way back to each text.

    `data` is ` word word word `: one or more blanks between words, one at each end, UTF-8. Plain
    texts keep their shape in it, so that the way back is a subtraction; all others are counted out
    word by word.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        joined = texts[0] if len(texts) == 1 else " ".join(texts)
        self.plain = joined.isascii() and not _NEEDS_RULES(joined)
        if self.plain:
            self.data = b" " + joined.encode().translate(TO_WORDS) + b" "
        else:
            found = [word.encode() for each in self.words for word in each.texts]
            self.data = b" " + b" ".join(found) + b" " if found else b" "

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of each text."""
        return tuple(words_of(text) for text in self.texts)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Byte offset of each word in `data`, over all texts."""
        if self.plain:
            begins = accumulate((len(text) + 1 for text in self.texts[:-1]), initial=1)
            return tuple(
                begin + start
                for begin, words in zip(begins, self.words, strict=True)
                for start in words.starts
            )
        sizes = [len(word.encode()) + 1 for each in self.words for word in each.texts]
        return tuple(accumulate(sizes[:-1], initial=1)) if sizes else ()

    def spans(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """(text index, start, end) in the texts as written of the words in data[start:end].

        One for each text that the words touch.
        """
        if self.plain:
            if len(self.texts) == 1:
                return [(0, start - 1, end - 1)]
            return self._plain_spans(start, end)
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, end - 1) - 1
        found: list[tuple[int, int, int]] = []
        passed = 0
        for index, words in enumerate(self.words):
            count = len(words.texts)
            low, high = max(first - passed, 0), min(last - passed, count - 1)
            if low < count and high >= 0 and low <= high:
                found.append((index, words.starts[low], words.ends[high]))
            passed += count
        return found

    def _plain_spans(self, start: int, end: int) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        begin = 1
        for index, text in enumerate(self.texts):
            low, high = max(start, begin), min(end, begin + len(text))
            piece = self.data[low:high]
            if low < high and (words := piece.strip()):
                low += piece.index(words[:1])
                found.append((index, low - begin, low - begin + len(words)))
            begin += len(text) + 1
        return found

    def place(self, index: int, start: int, end: int) -> tuple[int, int]:
        """Where in `data` the words stand that text[index][start:end] touches.

        An empty stretch before the next word where it touches none.
        """
        passed = sum(len(words.texts) for words in self.words[:index])
        words = self.words[index]
        low = passed + bisect_right(words.ends, start)
        high = passed + bisect_left(words.starts, end)
        begin = self.offsets[low] if low < len(self.offsets) else len(self.data)
        if high <= low:
            return begin, begin
        return begin, self.data.index(b" ", self.offsets[high - 1])


_NEEDS_RULES = re.compile(r"['`$\[<]|[0-9][.,][0-9]|cannot", re.IGNORECASE).search
"""Plain texts have none of these: each of their words is itself, between blanks."""

TO_WORDS = bytes(
    code if 48 <= code < 58 or 97 <= code < 123 or code >= 128 else 32 for code in range(256)
)
TO_WORDS = TO_WORDS[:65] + bytes(range(97, 123)) + TO_WORDS[91:]
"""Byte table: letters to lower case, digits and bytes outside ASCII kept, all else a blank."""
