"""A desk's own patterns: what else is masked, by name. Linear-time expressions (RE2) only."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class NamedPattern(Protocol):
    """What is masked under which name."""

    @property
    def name(self) -> str:
        """Lower case; the mark is `[NAME]`."""

    @property
    def regex(self) -> str:
        """RE2 syntax, matched within each turn."""


def pattern_fault(regex: str) -> str | None:
    """Why the expression can't be used; None where it can."""
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(regex, options)
    except re2.error as error:
        reason = error.args[0] if error.args else "it can't be compiled"
        return reason.decode() if isinstance(reason, bytes) else str(reason)
    return "it matches the empty text" if compiled.search("") is not None else None


def spans_in(text: str, patterns: Sequence[NamedPattern]) -> "Iterator[tuple[str, int, int]]":
    """(name, start, end) of every match in code points, pattern by pattern."""
    for pattern in patterns:
        for found in _compiled(pattern.regex).finditer(text):
            if found.end() > found.start():
                yield pattern.name, found.start(), found.end()


@lru_cache(maxsize=256)
def _compiled(regex: str) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(regex, options)
