"""Signals that are defined and never judged by."""

from collections.abc import Iterator

from coachdesk.core.engine.conditions import signals_in
from coachdesk.core.errors import Problem, Severity
from coachdesk.files.forms import Part
from coachdesk.files.rulebook import Loaded


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
