"""Phrases as regular expressions over lines of words.

Two for each phrase. The *exact* one runs on one line (single blanks between words) in RE2's
leftmost-longest mode and gives the spans. The *anchor* is a cheaper one that every match contains:
the longest row of plain words; it runs over whole batches and only says where to look.

Every item carries the blank before it, so that `[really]` vanishes with its blank.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeGuard

import re2

from coachdesk.core.engine.phrases import (
    CALL_SLOTS,
    Choice,
    Gap,
    Item,
    Literal,
    Phrase,
    Sequence,
    Slot,
    is_nullable,
    slots_in,
)
from coachdesk.core.engine.slots import SLOT_PATTERNS, WORD
from coachdesk.core.text import words_of

BOUNDARY = " "
"""What stands after the last word of a match; every line ends with one."""


def byte_options(*, longest: bool = False) -> Any:
    """Options of the linear-time engine for lines of bytes."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = longest
    options.log_errors = False
    return options


_LONGEST = byte_options(longest=True)


class Exact:
    """One phrase, ready to find its matches in a line; values fill the slots of the call."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        self.slots = tuple(sorted(slots_in(phrase) & CALL_SLOTS))
        self._simple: re.Pattern[bytes] | None = None
        self._compiled: dict[tuple[str, ...], Any] = {}
        if _has_one_end(phrase.body):
            # Where a match can end in one way only, the first match is also the longest.
            text = _sequence(phrase.body, _BLANKS, None)
            self._simple = re.compile(f"{text}(?= )".encode())

    def lacks(self, values: Mapping[str, str]) -> list[str]:
        """The slots that have no value, sorted."""
        return [slot for slot in self.slots if not values.get(slot)]

    def matches(self, line: bytes, values: Mapping[str, str]) -> list[tuple[int, int]]:
        """Start and end of every match in the line: leftmost, longest, not overlapping.

        Args:
            line: ` word word `, with one or more blanks before, between and after words.
            values: slot name to value; a phrase whose slot has none matches nothing.
        """
        if self._simple is not None:
            places = [match.span() for match in self._simple.finditer(line)]
        else:
            places = list(_longest(self._pattern(values), line))
        return [(end - len(line[start:end].lstrip()), end) for start, end in places]

    def _pattern(self, values: Mapping[str, str]) -> Any:
        key = tuple(values.get(slot, "") for slot in self.slots)
        pattern = self._compiled.get(key)
        if pattern is None:
            if len(self._compiled) > 512:
                self._compiled.clear()
            text = _sequence(self.phrase.body, _BLANKS, values) + BOUNDARY
            pattern = self._compiled[key] = re2.compile(text.encode(), _LONGEST)
        return pattern


_BLANKS = " +"


def _longest(pattern: Any, line: bytes) -> Iterator[tuple[int, int]]:
    found = pattern.search(line)
    while found is not None:
        start, end = found.span()
        yield start, end - 1
        # The blank behind one match is also the blank before the next.
        found = pattern.search(line, end - 1)


def _has_one_end(body: Sequence) -> bool:
    """Whether a match that begins at a place can end in one place only.

    So it is for plain words, and for choices of plain words none of which begins another.
    """
    for item in body.items:
        if isinstance(item, Choice):
            ways = [tuple(option.items) for option in item.options]
            if not all(way and all(isinstance(each, Literal) for each in way) for way in ways):
                return False
            if any(
                a is not b and (a[: len(b)] == b or any(w.prefix for w in a if _is_word(w)))
                for a in ways
                for b in ways
            ):
                return False
        elif not isinstance(item, Literal):
            return False
    return True


def _is_word(item: Item) -> TypeGuard[Literal]:
    return isinstance(item, Literal)


def anchor(phrase: Phrase) -> str:
    """A regular expression that is found wherever the phrase matches; it ends at or before it."""
    return _anchor(phrase.body) or _sequence(phrase.body, _BLANKS, None) + BOUNDARY


def _sequence(body: Sequence, blank: str, values: Mapping[str, str] | None) -> str:
    return "".join(_item(item, blank, values) for item in body.items)


def _item(item: Item, blank: str, values: Mapping[str, str] | None) -> str:
    match item:
        case Literal():
            return blank + escaped(item.word) + (r"[^ \n]*" if item.prefix else "")
        case Gap():
            return f"(?:{blank}{WORD}){{0,{item.most}}}"
        case Slot():
            return blank + _slot(item.name, blank, values)
        case Choice():
            options = (_sequence(option, blank, values) for option in item.options)
            return "(?:" + "|".join(options) + ")"


def _slot(name: str, blank: str, values: Mapping[str, str] | None) -> str:
    if name not in CALL_SLOTS:
        return _respaced(SLOT_PATTERNS[name], blank)
    if values is None:  # an anchor: any value
        return f"{WORD}(?:{blank}{WORD}){{0,7}}"
    spoken = _value_options(values.get(name, ""))
    return "(?:" + "|".join(blank.join(map(escaped, words)) for words in spoken) + ")"


def _respaced(pattern: str, blank: str) -> str:
    """The pattern with `blank` between words; a blank inside `[^ ...]` stays."""
    return pattern.replace("[^ ", "[^\0").replace(" ", blank).replace("\0", " ")


@lru_cache(maxsize=1024)
def _value_options(value: str) -> tuple[tuple[str, ...], ...]:
    """The whole value, or any one of its words that has at least two letters."""
    whole = words_of(value).texts
    parts = [(word,) for word in whole if sum(sign.isalpha() for sign in word) >= 2]
    return tuple(dict.fromkeys([whole, *parts])) if whole else (("\x00",),)


def _anchor(body: Sequence) -> str | None:
    """The best row of plain words that every match of the sequence must contain."""
    best: tuple[int, str] | None = None
    for row in _plain_rows(body):
        size = sum(_shortest(item) for item in row)
        if size and (best is None or size > best[0]):
            ending = "" if _open_ended(row[-1]) else BOUNDARY
            best = size, "".join(_item(item, _BLANKS, None) for item in row) + ending
    if best is not None:
        return best[1]
    for item in body.items:
        if isinstance(item, Choice) and not is_nullable(Sequence((item,))):
            inner = [_anchor(option) for option in item.options]
            if all(inner):
                return "(?:" + "|".join(filter(None, inner)) + ")"
    return None


def _plain_rows(body: Sequence) -> Iterator[list[Item]]:
    """Maximal rows of items made of words only, optional ones trimmed off the edges."""
    row: list[Item] = []
    for item in (*body.items, None):
        if item is not None and _is_plain(item):
            row.append(item)
            continue
        while row and _shortest(row[-1]) == 0:
            row.pop()
        while row and _shortest(row[0]) == 0:
            row.pop(0)
        if row:
            yield row
        row = []


def _is_plain(item: Item) -> bool:
    if isinstance(item, Choice):
        return all(_is_plain(inner) for option in item.options for inner in option.items)
    return isinstance(item, Literal)


def _shortest(item: Item) -> int:
    """The fewest letters that the item can match."""
    if isinstance(item, Literal):
        return len(item.word)
    if isinstance(item, Choice):
        return min(sum(map(_shortest, option.items)) for option in item.options)
    return 0


def _open_ended(item: Item) -> bool:
    """Whether a match may end inside a word or with nothing, so that no boundary need follow."""
    if isinstance(item, Choice):
        return any(not option.items or _open_ended(option.items[-1]) for option in item.options)
    return isinstance(item, Literal) and item.prefix


_META = frozenset(r"\.^$*+?{}[]|()-")


def escaped(word: str) -> str:
    """The word as a regular expression."""
    return "".join("\\" + sign if sign in _META else sign for sign in word)
