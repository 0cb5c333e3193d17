"""Looking into documents of outside makers, where anything may be missing or of another kind."""

from collections.abc import Mapping
from typing import Any

from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.calls.reading import Source


def mapping(value: object) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list; an empty list for anything else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text_at(value: Mapping[str, Any], key: str) -> str:
    """The text or number under the key as text; empty where there is none."""
    found = value.get(key)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found)


def number_at(value: Mapping[str, Any], key: str) -> float | None:
    """The number under the key; None where there is none."""
    found = value.get(key)
    return None if isinstance(found, bool) or not isinstance(found, int | float) else float(found)


def not_the_shape(source: Source, maker: str, wanted: str) -> Problem:
    """The file was recognised or named as a format, but has not its shape."""
    return Problem(
        code="C301",
        location=Location(source.path),
        message=f"read as {maker}, but it has not {wanted}",
        hint="--from names another format",
    )
