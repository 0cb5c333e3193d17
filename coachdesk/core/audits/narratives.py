"""Whether two reports tell their story in nearly the same words.

The measure is containment (Broder, On the resemblance and containment of documents, 1997): of all
runs of letters in the shorter text, the share that the longer text has as well. Runs are 12 letters
long, or 4 characters of Chinese. It does not care for order, so that a copy with its sentences
shuffled, a date changed or a beginning added stays a copy. In the pairs that the tests hold, copies
reach 63 % and more, and reports of similar visits, or of one visit by two people, 24 % and less.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

import msgspec

from coachdesk.core.audits.report import Report
from coachdesk.core.form import Entry, Form

SAME_WORDS = 0.5
"""Share of common runs from which two texts are nearly the same."""
_RUN, _CHINESE_RUN = 12, 4
_FEWEST_RUNS = 40
"""Under these two short texts agree by chance, such as `All was well`."""
_SIGNS = re.compile(r"[\W_]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one text stands in another."""

    share: float
    """0 to 1, of the shorter text."""
    words: str
    """The longest passage that both have, as written in the first."""


def narrative(form: Form, report: Report) -> str:
    """All that the report tells in words: its answers to the form's text facts, in order."""
    texts = (each.id for each in form.facts if each.entry is Entry.TEXT)
    return "\n".join(report.facts[each] for each in texts if each in report.facts)


def alike(text: str, earlier: str) -> Alike | None:
    """How much two texts share where that is too much; None: little, or too short to tell."""
    runs, known = _runs(text), _runs(earlier)
    fewest = min(len(runs), len(known))
    if fewest < _FEWEST_RUNS:
        return None
    share = len(runs & known) / fewest
    if share < SAME_WORDS:
        return None
    return Alike(share=share, words=_longest_passage(text, earlier))


@lru_cache(maxsize=8)
def _runs(text: str) -> frozenset[str]:
    """Every run of letters and digits, in one case and width. One text is held against many."""
    letters = _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())
    length = _CHINESE_RUN if 2 * len(_CHINESE.findall(letters)) > len(letters) else _RUN
    return frozenset(letters[at : at + length] for at in range(len(letters) - length + 1))


def _longest_passage(text: str, earlier: str) -> str:
    letters, places = _letters(text)
    others, _ = _letters(earlier)
    found = SequenceMatcher(None, letters, others, autojunk=False).find_longest_match()
    if not found.size:
        return ""
    words = text[places[found.a] : places[found.a + found.size - 1] + 1]
    return " ".join(words.split())


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, with the place of each in the text."""
    pairs = [
        (letter, at)
        for at, sign in enumerate(text)
        for letter in unicodedata.normalize("NFKC", sign).casefold()
        if letter.isalnum()
    ]
    return "".join(letter for letter, _ in pairs), [at for _, at in pairs]
