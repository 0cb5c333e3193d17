"""What is wrong with a line of own JSON Lines, and at which character."""

import json
import re
from collections.abc import Iterable
from difflib import get_close_matches

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.core.visible import visible

_PATH = re.compile(r" - at `\$([^`]*)`$")
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")


def shape_problem(fault: str, line: str, path: str, number: int, fields: Iterable[str]) -> Problem:
    """The problem that msgspec describes, at the value that it means.

    Args:
        fault: what msgspec says, such as "Expected `str`, got `int` - at `$.turns[2].text`".
        line: the line, which is sound JSON.
        path: the file as named.
        number: the line's number.
        fields: every name that a line may have.
    """
    inner = _PATH.search(fault)
    where = inner[1] if inner else ""
    unknown = _UNKNOWN.search(fault)
    if unknown is None:
        text = fault[:1].lower() + fault[1:].replace("`", "'")
        return problem("C111", path, number, column_of(line, where), text)
    name = unknown[1]
    near = get_close_matches(name, fields, n=1)
    hint = f"did you mean {near[0]}?" if near else "own data goes under meta"
    column = column_of(line, f"{where}.{name}")
    return problem("C111", path, number, column, f"there is no field '{name}'", hint)


def column_of(line: str, where: str) -> int:
    """The column of a key such as `.turns[2].text`; of what holds it where it is not there."""
    at = 0
    for step in _STEP.finditer(where):
        found = _entry(line, at, int(step[2])) if step[2] else line.find(f'"{step[1]}"', at)
        if found < 0:
            break
        at = found
    return at + 1


def _entry(line: str, at: int, position: int) -> int:
    """Where the list that begins after `at` has its entry of that position; -1 if nowhere."""
    decoder = json.JSONDecoder()
    at = line.find("[", at)
    while at >= 0:
        at += 1
        while line[at : at + 1].isspace():
            at += 1
        if position == 0:
            return at
        try:
            at = decoder.raw_decode(line, at)[1]
        except (ValueError, RecursionError):
            return -1
        at = line.find(",", at)
        position -= 1
    return -1


def problem(code: str, path: str, line: int, column: int, message: str, hint: str = "") -> Problem:
    """A problem at a place of the file; words of the file stand in it visibly."""
    message, hint = visible(message), visible(hint)
    return Problem(code=code, location=Location(path, line, column), message=message, hint=hint)
