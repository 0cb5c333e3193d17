"""Closeness to a line of a script: the stretch of a run that is most like it.

Meaning: docs/rules.md section 3. Only runs that could reach the threshold are compared in full:
for any stretch W and line L, ratio(L, W) >= t asks for a common subsequence of at least
t * len(L) / (2 - t) characters, and a stretch has no more in common with L than the piece of the
run that it lies in.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, floor

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from coachdesk.core.engine.signals import Like
from coachdesk.core.text import Line, words_of


def closest(like: Like, line: Line) -> tuple[int, int, float] | None:
    """The best stretch of the line at or above the threshold: (start, end, similarity), or None.

    Start and end are byte offsets in `line.data`. The first of equally close ones is taken.
    """
    words = [word for each in line.words for word in each.texts]
    best: tuple[float, int, int] | None = None
    for text in like.lines:
        for low, high, similarity in _stretches(text, words, like.at_least):
            if best is None or similarity > best[0]:
                best = similarity, low, high
    if best is None:
        return None
    similarity, low, high = best
    end = line.offsets[high - 1] + len(words[high - 1].encode())
    return line.offsets[low], end, similarity


@lru_cache(maxsize=4096)
def _line_words(text: str) -> tuple[str, ...]:
    return words_of(text).texts


def _stretches(text: str, words: Sequence[str], at_least: int) -> Iterator[tuple[int, int, float]]:
    """Stretches (first word, one past the last, similarity) at or above the threshold."""
    wanted = _line_words(text)
    shortest, longest = max(1, ceil(len(wanted) * 0.7)), max(1, floor(len(wanted) * 1.3))
    if not wanted or len(words) < shortest:
        return
    target = " ".join(wanted)
    threshold = at_least / 100
    needed = threshold * len(target) / (2 - threshold)
    # Every stretch lies inside a piece of twice the longest stretch, each begun one stretch later.
    for begin in range(0, max(1, len(words) - shortest + 1), longest):
        piece = words[begin : begin + 2 * longest]
        if LCSseq.similarity(target, " ".join(piece)) < needed:
            continue
        for first in range(begin, min(begin + longest, len(words) - shortest + 1)):
            for size in range(shortest, min(longest, len(words) - first) + 1):
                stretch = " ".join(words[first : first + size])
                similarity = ratio(target, stretch, score_cutoff=at_least)
                if similarity >= at_least:
                    yield first, first + size, similarity
