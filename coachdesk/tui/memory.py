"""What a person finds again: where they were, their theme."""

import msgspec

from coachdesk.desk.queue import recalled, remember
from coachdesk.tui.session import Session
from coachdesk.tui.view import Place

_TYPING = "typing"


class Memory:
    """Reads at once, writes in the line of writes; a failure to remember is no failure of work."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._noted: Place | None = None
        self._notes: dict[str, object] = {}
        """Written by now, or on the way there."""
        self._behind = self.list_behind()
        self._typing = _typing(self.noted(_TYPING))

    def place(self) -> Place | None:
        """Where this person was last."""
        return self._noted_place("place")

    def list_behind(self) -> Place | None:
        """The list from which this person came to the last review, or None."""
        return self._noted_place("list")

    def _noted_place(self, key: str) -> Place | None:
        found = self.noted(key)
        if found is None:
            return None
        try:
            return msgspec.convert(found, Place)
        except msgspec.ValidationError:
            return None

    def note_list_behind(self, place: Place | None) -> None:
        """This person came to the review from this list."""
        if place != self._behind:
            self._behind = place
            self.note("list", None if place is None else msgspec.to_builtins(place))

    def note_place(self, place: Place) -> None:
        """This person is here now."""
        if place != self._noted:
            self._noted = place
            self.note("place", msgspec.to_builtins(place))

    def theme(self) -> str | None:
        """The theme that this person chose."""
        found = self.noted("theme")
        return found if isinstance(found, str) else None

    def typed(self, question: str) -> str:
        """What was typed of this question when the program was killed, or nothing."""
        return self._typing[1] if self._typing is not None and self._typing[0] == question else ""

    def note_typing(self, question: str, text: str) -> None:
        """This is typed of a question, and not given yet."""
        self._typing = question, text
        self.note(_TYPING, [question, text])

    def forget_typing(self) -> None:
        """It was given, or given up."""
        if self._typing is not None:
            self._typing = None
            self.note(_TYPING, None)

    def noted(self, key: str) -> object:
        """What `note` kept under this key last, or None."""
        if key in self._notes:
            return self._notes[key]
        return recalled(self._session.desk, self._session.acting, key)

    def note(self, key: str, value: object) -> None:
        """Anything else to find again."""
        self._notes[key] = value
        acting = self._session.acting
        self._session.write_quietly(lambda desk: remember(desk, acting, key, value))


def _typing(found: object) -> tuple[str, str] | None:
    match found:
        case [str(question), str(text)]:
            return question, text
        case _:
            return None
