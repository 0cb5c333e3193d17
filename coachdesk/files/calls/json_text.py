"""JSON documents from outside: strict, with the line and column of what is wrong."""

import json
import math
import re
from typing import Any

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.calls.reading import Source
from coachdesk.files.encoding import decoded

MOST_DEPTH = 64
"""How deep lists and objects may be nested."""


def parse_json(source: Source) -> Any | Problem:
    """The document, or what is wrong with it.

    Refused: text that is not UTF-8, nesting deeper than MOST_DEPTH, broken or truncated JSON,
    duplicate keys, NaN and infinities, spelt out or as 1e999. Lone surrogates stay; the making of
    turns replaces them.
    """
    text = decoded(source.data, source.path, "C102")
    if isinstance(text, Problem):
        return text
    at = _too_deep(text)
    if at is not None:
        return Problem(
            code="C104",
            location=_place(source.path, text, at),
            message=f"nested deeper than {MOST_DEPTH}",
        )
    try:
        return json.loads(
            text, object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_finite
        )
    except json.JSONDecodeError as error:
        return Problem(
            code="C103",
            location=Location(source.path, error.lineno, error.colno),
            message=f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}",
            hint="is the file complete?" if error.pos >= len(text.rstrip()) else "",
        )
    except _Refused as refused:
        return Problem(
            code="C105",
            location=_place(source.path, text, _nth(text, refused.name)),
            message=str(refused),
        )
    except (ValueError, RecursionError) as error:
        return Problem(code="C103", location=Location(source.path), message=f"not JSON: {error}")


class _Refused(Exception):
    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _Refused(f"the key '{name}' stands twice in one object", f'"{name}"')
            seen.add(name)
    return found


def _constant(name: str) -> float:
    raise _Refused(f"{name} is no number that JSON has", name)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Refused(f"the number {digits[:20]} is too large", digits)
    return number


_STEPS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


def _too_deep(text: str) -> int | None:
    """Where the nesting first passes MOST_DEPTH; strings are skipped."""
    if text.count("[") + text.count("{") <= MOST_DEPTH:
        return None
    depth = 0
    for step in _STEPS.finditer(text):
        sign = step[0]
        if sign in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                return step.start()
        elif sign in "]}":
            depth -= 1
    return None


def _nth(text: str, name: str) -> int:
    """The last place of the name: of a key that stands twice the second one, mostly."""
    return max(text.rfind(name), 0)


def _place(path: str, text: str, at: int) -> Location:
    line = text.count("\n", 0, at) + 1
    return Location(path, line, at - (text.rfind("\n", 0, at) + 1) + 1)
