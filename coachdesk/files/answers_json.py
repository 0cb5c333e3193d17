"""Whether a text is JSON, strictly: no NaN, no deep nesting, no trailing comma."""

import json

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location


def json_problem(text: str, shown: str) -> Problem | None:
    """The first thing that makes the text not JSON; None for JSON."""
    try:
        json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        place = Location(shown, error.lineno, error.colno)
        return _problem(place, f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}")
    except _NoNumber as error:
        offset = text.find(error.word)
        before = text[:offset]
        place = Location(shown, before.count("\n") + 1, offset - before.rfind("\n"))
        return _problem(place, f"{error.word} is no number of JSON")
    except RecursionError:
        return _problem(Location(shown), "nested too deeply")
    except ValueError:
        return _problem(Location(shown), "a number has too many digits")
    return None


class _NoNumber(Exception):
    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def _refuse(word: str) -> None:
    raise _NoNumber(word)


def _problem(place: Location, message: str) -> Problem:
    return Problem(code="A106", location=place, message=message)
