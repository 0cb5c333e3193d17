"""Fool-proof: one answer to one objection."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.phrases import Choice, Literal, Phrase, parse_phrase
from coachdesk.core.engine.phrases import Sequence as Row
from coachdesk.core.errors import Severity
from coachdesk.core.scripts.lint.finding import Finding
from coachdesk.core.scripts.values import Block, Branch, Script, Step
from coachdesk.core.text import words_of

_P = TypeVar("_P", Block, Branch)
_Words = tuple[str, ...]

_MOST_SAYINGS = 64
"""Ways to say one phrase that are tried; a phrase with more is compared as a whole."""


def same_situation(script: Script) -> Iterator[Finding]:
    """S231: two blocks, or two branches of one step, for the same words under `when`."""
    for first, second in _alike(script.blocks):
        message = f"blocks '{first.id}' and '{second.id}' are both for \"{second.when}\""
        yield _error(second, "S231", message)
    for step in script.steps:
        for _, branch in _alike(step.if_customer):
            yield _error(step, "S231", f"step '{step.id}' has two branches for \"{branch.when}\"")


def same_trigger(script: Script) -> Iterator[Finding]:
    """S232: two blocks that hear the same words of the customer."""
    read = [(block, tuple(map(parse_phrase, block.hears))) for block in script.blocks]
    for (first, mine), (second, others) in combinations(read, 2):
        shared = (_shared(a, b) or _shared(b, a) for a in mine for b in others)
        saying = next(filter(None, shared), "")
        if saying:
            message = f"blocks '{first.id}' and '{second.id}' both hear \"{saying}\""
            yield _error(second, "S232", message)


def _alike(parts: Sequence[_P]) -> Iterator[tuple[_P, _P]]:
    """Pairs whose `when` has the same words."""
    for first, second in combinations(parts, 2):
        if words_of(first.when).texts == words_of(second.when).texts:
            yield first, second


def _shared(one: Phrase, other: Phrase) -> str:
    """Words that are the whole of one phrase and a whole match of the other; empty: none found."""
    if one.body == other.body:
        return one.text
    exact = Exact(other)
    for saying in _sayings(one.body):
        line = f" {' '.join(saying)} ".encode()
        if (1, len(line) - 1) in exact.matches(line, {}):
            return " ".join(saying)
    return ""


def _sayings(body: Row) -> tuple[_Words, ...]:
    """All that a phrase of plain words can be; nothing for one with gaps, slots or open words."""
    found: tuple[_Words, ...] = ((),)
    for item in body.items:
        options: tuple[_Words, ...] = ()
        if isinstance(item, Literal) and not item.prefix:
            options = ((item.word,),)
        elif isinstance(item, Choice):
            inner = [((),) if not option.items else _sayings(option) for option in item.options]
            if all(inner):
                options = tuple(words for each in inner for words in each)
        if not options or len(found) * len(options) > _MOST_SAYINGS:
            return ()
        found = tuple((*before, *after) for before in found for after in options)
    return found


def _error(part: Step | Block, code: str, message: str) -> Finding:
    hint = "make one of the two, or tell them apart"
    return Finding(code=code, severity=Severity.ERROR, part=part, message=message, hint=hint)
