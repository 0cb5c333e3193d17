"""The stretch of a line that needs the fewest word changes to become a phrase.

An edit distance over words (put in, taken out, replaced: Levenshtein 1966) between the line and
every way in which the phrase can be said, where the match may begin and end anywhere in the line
(Sellers 1980). Gaps and slots take what is there without cost.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from coachdesk.core.engine.phrases import Choice, Gap, Item, Literal, Phrase, Slot
from coachdesk.core.engine.phrases import Sequence as Row
from coachdesk.core.text import Line, words_of

MOST_WAYS = 48
"""Ways of saying one phrase that are compared; further ones are passed over."""

ANY = "\x00"
"""Stands for one word of any kind."""


class Close(msgspec.Struct, frozen=True, kw_only=True):
    """One near miss in a line."""

    phrase: str
    start: int
    """Byte offsets in the line's data."""
    end: int
    changes: int
    lacks: tuple[str, ...]


def closest_words(
    phrases: Sequence[Phrase], lines: Sequence[str], line: Line, values: Mapping[str, str]
) -> Iterator[Close]:
    """For each phrase and script line its nearest miss; none where no word agrees."""
    words = [word for each in line.words for word in each.texts]
    if not words:
        return
    for phrase in phrases:
        ways = list(islice(_ways(phrase.body.items, values), MOST_WAYS))
        yield from _best(phrase.text, ways, words, line)
    for text in lines:
        yield from _best(text, [words_of(text).texts], words, line)


def _ways(items: Sequence[Item], values: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every way to say the items, as rows of words; a slot is ANY word, a gap is nothing."""
    if not items:
        yield ()
        return
    for head in _heads(items[0], values):
        for tail in _ways(items[1:], values):
            yield (*head, *tail)


def _heads(item: Item, values: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    match item:
        case Literal():
            yield (item.word + ("*" if item.prefix else ""),)
        case Gap():
            yield ()
        case Slot():
            value = values.get(item.name)
            yield words_of(value).texts if value else (ANY,)
        case Choice():
            for option in item.options:
                yield from _ways(_items(option), values)


def _items(row: Row) -> Sequence[Item]:
    return row.items


def _best(
    phrase: str, ways: Sequence[tuple[str, ...]], words: Sequence[str], line: Line
) -> Iterator[Close]:
    best: tuple[int, int, int, tuple[str, ...]] | None = None
    for way in ways:
        if way and any(_same(a, b) for a in way for b in words if a != ANY):
            changes, first, last = _align(way, words)
            if last > first and (best is None or changes < best[0]):
                best = changes, first, last, way
    if best is None:
        return
    changes, first, last, way = best
    there = list(words[first:last])
    lacks = []
    for word in way:
        found = next((other for other in there if _same(word, other)), None)
        if found is None:
            lacks.append("any word" if word == ANY else word)
        else:
            there.remove(found)
    end = line.offsets[last - 1] + len(words[last - 1].encode())
    yield Close(
        phrase=phrase,
        start=line.offsets[first],
        end=end,
        changes=changes,
        lacks=tuple(lacks),
    )


def _same(wanted: str, word: str) -> bool:
    if wanted.endswith("*") and len(wanted) > 1:
        return word.startswith(wanted[:-1])
    return wanted in (ANY, word)


def _align(way: Sequence[str], words: Sequence[str]) -> tuple[int, int, int]:
    """(changes, first word, one past the last) of the stretch of words closest to the way."""
    # Each cell: changes so far, and where in the line the stretch began.
    row = [(0, at) for at in range(len(words) + 1)]
    for wanted in way:
        above = row
        row = [(above[0][0] + 1, 0)]
        for at, word in enumerate(words, 1):
            replace = above[at - 1][0] + (not _same(wanted, word)), above[at - 1][1]
            leave_out = above[at][0] + 1, above[at][1]
            put_in = row[at - 1][0] + 1, row[at - 1][1]
            row.append(min(replace, leave_out, put_in, key=lambda cell: (cell[0], -cell[1])))
    changes, last = min((cell[0], at) for at, cell in enumerate(row))
    return changes, row[last][1], last
