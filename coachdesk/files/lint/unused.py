"""Signals that are defined and never judged by."""

import re
from collections.abc import Iterable, Iterator

from coachdesk.core.engine.conditions import signals_in
from coachdesk.core.errors import Problem, Severity
from coachdesk.files.forms import Part
from coachdesk.files.loaded import Loaded

_WORD = re.compile(r"[\w-]+")


def unused_signals(loaded: Loaded) -> Iterator[Problem]:
    """Signals that no condition names.

    A pack's signals are there for others: they count as unused only when the pack is included
    somewhere and nobody there names them.
    """
    for part in loaded.parts:
        users = [each for each in loaded.parts if each is part or part.key in each.included]
        if part.root.key("pack") and len(users) == 1:
            continue
        used = {name for user in users for name in _named(user)}
        used |= _meant(used - {*part.all_signals}, part.signals)
        for name, written in part.signals.items():
            if name not in used:
                yield Problem(
                    code="R301",
                    location=written.location,
                    message=f"no condition names the signal '{name}'",
                    hint="use it, or take it out",
                    severity=Severity.WARNING,
                )


def _named(part: Part) -> Iterator[str]:
    for section in part.sections:
        for written in section.criteria:
            for condition, _ in written.conditions:
                yield from (name for name, _ in signals_in(condition))
            for text in written.unread:
                yield from _WORD.findall(text.value)


def _meant(undefined: set[str], signals: Iterable[str]) -> set[str]:
    """The signals that misspelt names probably mean; a slip of the pen is one problem, not two."""
    if not undefined:
        return set()
    from difflib import get_close_matches

    names = list(signals)
    return {near for name in undefined for near in get_close_matches(name, names, n=1)}
