"""Find words in scripts: in what is said, in what the customer says, and in the reasons.

Texts and queries are compared in the normal form of `core/text`, so case, apostrophes, contractions
and full-width signs do not matter; Chinese is found by any row of characters, two or more or one.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from coachdesk.core.scripts.values import Block, LineAt, Script, Step
from coachdesk.core.text import Words, is_cjk, words_of

_SHORTEST_BEGINNING = 3
"""Letters from which the last word of a query also finds longer words: `cancel` `cancelled`."""


class Field(StrEnum):
    """Which text of a step or block it is."""

    SAY = "say"
    TITLE = "title"
    WHEN = "when"
    WHY = "why"


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One text in which something was found."""

    script: str
    part: Step | Block
    field: Field
    at: LineAt | None = None
    """The line, for `say`."""
    text: str
    """As written."""
    spans: tuple[tuple[int, int], ...]
    """First code point and one past the last of each place, in order, not overlapping."""


def answers(hit: Hit) -> tuple[str, ...]:
    """What is said to what the customer says, as written; none where something else was found."""
    if hit.field is not Field.WHEN:
        return ()
    part = hit.part
    says = (
        [part.say]
        if isinstance(part, Block)
        else [each.say for each in part.if_customer if each.when == hit.text]
    )
    return tuple(text for say in says for texts in say.values() for text in texts)


def search(scripts: Iterable[Script], query: Sequence[str]) -> tuple[Hit, ...]:
    """The texts with the words, in order; those that are said come first.

    Args:
        scripts: where to look.
        query: terms that one step or block must all have; a term of several words is found where
            they stand together. Terms without any word are passed over; none left finds nothing.
    """
    terms = [words for words in (words_of(term).texts for term in query) if words]
    if not terms:
        return ()
    hits: list[Hit] = []
    for script in scripts:
        for part in script.parts():
            found: list[Hit] = []
            met: set[int] = set()
            for field, at, text in _texts(script, part):
                words = words_of(text)
                places = [(n, span) for n, term in enumerate(terms) for span in _found(term, words)]
                if places:
                    met |= {number for number, _ in places}
                    spans = _merged(span for _, span in places)
                    found.append(
                        Hit(script=script.id, part=part, field=field, at=at, text=text, spans=spans)
                    )
            if len(met) == len(terms):
                hits += found
    return tuple(sorted(hits, key=lambda hit: hit.field is not Field.SAY))


def _texts(script: Script, part: Step | Block) -> Iterator[tuple[Field, LineAt | None, str]]:
    for line in script.spoken():
        if line.part is part:
            yield Field.SAY, line.at, line.text
    whens = [part.when] if isinstance(part, Block) else [each.when for each in part.if_customer]
    titled = ((Field.TITLE, part.title), *((Field.WHEN, when) for when in whens))
    for field, text in (*titled, (Field.WHY, part.why)):
        if text:
            yield field, None, text


def _found(term: Sequence[str], words: Words) -> Iterator[tuple[int, int]]:
    """Spans of the text as written where the term stands."""
    size = len(term)
    open_ended = len(term[-1]) >= _SHORTEST_BEGINNING and not is_cjk(term[-1][0])
    for at in range(len(words.texts) - size + 1):
        row = words.texts[at : at + size]
        same_end = row[-1].startswith(term[-1]) if open_ended else row[-1] == term[-1]
        if same_end and row[:-1] == tuple(term[:-1]):
            yield words.starts[at], words.ends[at + size - 1]


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
