"""Choices made on the screen: shown at once, written one after the other."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coachdesk.core.certification.exam import Question
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.certification import Sat, answer
from coachdesk.desk.folder import Desk

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp


class Choices:
    """What was chosen and is not on disk yet, over what is."""

    def __init__(
        self,
        app: "Callable[[], CoachdeskApp]",
        taken: Callable[[Sat], None],
        refused: Callable[[CoachdeskError], None],
    ) -> None:
        self._app = app
        self._taken = taken
        self._refused = refused
        self._pending: dict[int, tuple[str, frozenset[str]]] = {}
        self._number = 0

    def standing(self, sat: Sat) -> Mapping[str, frozenset[str]]:
        """Question to options, as they will be once everything is written."""
        return {**sat.given, **dict(self._pending.values())}

    def toggle(self, sat: Sat, question: Question, key: str) -> None:
        """Chooses an option; one of several that was chosen is taken away again."""
        before = self.standing(sat).get(question.id, frozenset())
        chosen = before ^ {key} if question.several else frozenset({key})
        if not chosen:
            self._app().say("at least one stays: choose another one first")
        elif chosen != before:
            self._write(sat, question, chosen)

    def _write(self, sat: Sat, question: Question, chosen: frozenset[str]) -> None:
        self._number += 1
        number, acting = self._number, self._app().session.acting
        self._pending[number] = question.id, chosen
        words = " ".join(sorted(chosen))

        def write(desk: Desk) -> Sat:
            return answer(desk, acting, sat.number, question.id, words)

        def done(now: Sat) -> None:
            self._pending.pop(number, None)
            self._taken(now)

        def failed(error: CoachdeskError) -> None:
            self._pending.pop(number, None)
            self._refused(error)

        self._app().session.write(write, done, failed)
