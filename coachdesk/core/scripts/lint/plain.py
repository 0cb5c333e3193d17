"""Colloquial: words that people use when they talk."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.scripts.lint.finding import Finding, at_line
from coachdesk.core.scripts.lint.sentences import SLOT, sentences
from coachdesk.core.scripts.values import Line
from coachdesk.core.text import words_of

RARE = 1.0
"""Times in a million spoken words below which a word is rare: 3 on the Zipf scale, where its
authors end the low frequencies (van Heuven, Mandera, Keuleers and Brysbaert, SUBTLEX-UK, Quarterly
Journal of Experimental Psychology 2014; 67: 1176-1190)."""


_UNSPOKEN = re.compile(rf"{SLOT.pattern}|\S+@\S+|\bhttps?://\S+|\bwww\.\S+")
"""Slots and addresses."""
_BRITISH = (
    ("our", "or"),
    ("tre", "ter"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ence", "ense"),
    ("ll", "l"),
)
"""British and American spellings; the counts know the American one."""
_PLAIN_PART = 5.0
"""Times in a million from which both halves make a compound plain: `after` and `noon`."""


class Frequencies(msgspec.Struct, frozen=True, kw_only=True):
    """How often words are said, in the languages for which it is known."""

    counts: Mapping[str, Mapping[str, int]]
    """Language to word (lower case) to how often it was counted."""
    totals: Mapping[str, int]
    """Language to how many words were counted."""

    def per_million(self, word: str, language: str) -> float | None:
        """Times in a million words; None for a language that nobody counted."""
        counts = self.counts.get(language)
        if counts is None:
            return None
        return 1e6 * counts.get(word, 0) / self.totals[language]


def rare_words(line: Line, terms: Sequence[str], frequencies: Frequencies) -> Iterator[Finding]:
    """S203: a line with words that are rarely said, its share of plain words, and which they are.

    Numbers, names (capital letters inside a sentence), addresses, slots and the script's terms are
    left out.
    """
    language = line.at.language.partition("-")[0].lower()
    allowed = {word for term in terms for word in words_of(term).texts}
    begins = {sentence.start for sentence in sentences(line.text)}
    text = _UNSPOKEN.sub(lambda found: " " * len(found[0]), line.text)
    words = words_of(text)
    counted = 0
    rare: dict[str, int] = {}
    for word, start in zip(words.texts, words.starts, strict=True):
        word = word.removesuffix("'s")
        is_name = text[start].isupper() and start not in begins and len(word) > 1
        if is_name or not word.isalpha() or len(word) == 1:
            continue
        if frequencies.per_million(word, language) is None:
            return
        counted += 1
        if word not in allowed and not _is_plain(word, language, frequencies):
            rare.setdefault(word, start)
    if rare:
        named = ", ".join(f"'{word}'" for word in rare)
        share = 100 * (counted - len(rare)) // counted
        message = f"rarely said: {named}; {share} % of the line's words are plain"
        hint = "say it as people do, or add the word to terms"
        yield at_line(line, min(rare.values()), "S203", message, hint)


def _is_plain(word: str, language: str, frequencies: Frequencies) -> bool:
    def often(text: str) -> float:
        return frequencies.per_million(text, language) or 0

    spellings = (word, *(word.replace(british, other) for british, other in _BRITISH))
    return any(often(each) >= RARE for each in spellings) or any(
        min(often(word[:at]), often(word[at:])) >= _PLAIN_PART for at in range(3, len(word) - 2)
    )
