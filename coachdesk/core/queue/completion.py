"""What can be typed next in a filter. Never fails: half a filter is the usual case."""

import msgspec

from coachdesk.core.people import name_key
from coachdesk.core.queue.fields import ABOUT, COMPARABLE, Field
from coachdesk.core.queue.filter import COLONS, COMMAS, QUOTES, quoted
from coachdesk.core.queue.vocabulary import Vocabulary, begins_word, offered

MOST = 50
"""Completions given at most."""


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """One way to go on: `text[start:end]` becomes `insert`."""

    start: int
    end: int
    insert: str
    about: str = ""
    """What it means, in a few words."""


def complete(text: str, cursor: int, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    """What fits at the cursor, the likeliest first; none where only the person can know.

    Args:
        text: the filter as far as it is typed.
        cursor: a position in it, 0 to its length.
        vocabulary: the desk's names.
    """
    begin = _token_start(text[:cursor])
    token = text[begin:cursor]
    if token[:1] in ("-", "－"):
        begin, token = begin + 1, token[1:]
    at = next((i for i, sign in enumerate(token) if sign in COLONS), -1)
    if at < 0:
        return _fields(token, begin, cursor)
    field = next((each for each in ABOUT if each.value == token[:at].casefold()), None)
    if field is None:
        return ()
    start = begin + at + 1 + _value_start(token[at + 1 :])
    return _values(field, text[start:cursor], start, cursor, vocabulary)


def _token_start(text: str) -> int:
    start, closing = 0, ""
    for at, sign in enumerate(text):
        if closing:
            closing = "" if sign in closing else closing
        elif sign in QUOTES:
            closing = QUOTES[sign] + '"'
        elif sign.isspace():
            start = at + 1
    return start


def _value_start(values: str) -> int:
    start, closing = 0, ""
    for at, sign in enumerate(values):
        if closing:
            closing = "" if sign in closing else closing
        elif sign in QUOTES:
            closing = QUOTES[sign] + '"'
        elif sign in COMMAS:
            start = at + 1
    return start


def _fields(typed: str, start: int, end: int) -> tuple[Completion, ...]:
    folded = typed.casefold()
    return tuple(
        Completion(
            start=start,
            end=end,
            insert=field.value + ("" if about.kind in COMPARABLE else ":"),
            about=f"{about.meaning}: {about.example}",
        )
        for field, about in ABOUT.items()
        if field.value.startswith(folded) and not (about.kind in COMPARABLE and field == folded)
    )


def _values(
    field: Field, typed: str, start: int, end: int, vocabulary: Vocabulary
) -> tuple[Completion, ...]:
    key = name_key(typed.strip('"“”＂「」'))
    known = offered(field, vocabulary)
    first = [each for each in known if name_key(each).startswith(key)]
    later = [each for each in known if each not in first and begins_word(key, name_key(each))]
    return tuple(
        Completion(start=start, end=end, insert=quoted(each)) for each in (*first, *later)[:MOST]
    )
