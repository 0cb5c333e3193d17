"""A view: one of the rooms a person can be in, filling the screen between the bars."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import msgspec
from textual.widget import Widget

from coachdesk.tui.looks import Looks
from coachdesk.tui.pane import Pane

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where somebody is: enough to come back here in a week, or to be sent to a colleague."""

    view: str
    call: str | None = None
    scorecard: str | None = None
    criterion: str | None = None
    turn: int | None = None
    start_ms: int | None = None
    """A moment in the call."""
    name: str | None = None
    """A person or a team."""
    filter: str | None = None
    sort: str | None = None


NOT_THERE = frozenset({"D770", "U107"})
"""Codes that say that what was named is not there at all: no view of it is worth staying in."""


class View(Widget):
    """Composes panes, listens and calls the desk. Actions are methods `do_ACTION(count)`.

    `cannot_ACTION()` gives the reason why an action can't be done now, or None.
    """

    DEFAULT_CSS = "View { height: 1fr; width: 1fr; layout: horizontal; }"

    name_of_view = ""
    """The context of its keys."""
    title = ""
    hints: Sequence[tuple[str, str]] = ()
    """Actions for the line of keys, the most important first: (action, one word). May be a
    property, where it depends on what is open."""
    is_bare = False
    """Nothing stands around it but one quiet line: what matters is read aloud."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks

    @property
    def desk_app(self) -> "CoachdeskApp":
        """The app, by its own type."""
        return cast("CoachdeskApp", self.app)

    def contexts(self) -> Sequence[str]:
        """Where keys mean something here, the innermost first."""
        return (self.name_of_view, "list")

    def arrive(self, place: Place) -> None:
        """Somebody came here; may be called again with another place."""

    def place(self) -> Place:
        """Where exactly somebody is here."""
        return Place(view=self.name_of_view)

    def status(self) -> str:
        """What the top bar says about it: facts joined by ` · `, the most important first."""
        return ""

    def pane(self) -> Pane | None:
        """The pane that has the cursor keys now."""
        return None

    @property
    def is_unread(self) -> bool:
        """Whether what it lists is still to come."""
        return False

    def refreshed(self) -> None:
        """The desk may have changed; read again what is shown."""

    def leave(self) -> bool:
        """Back was asked for. True: it was used up here, such as to clear a filter."""
        return False

    def quote(self) -> str | None:
        """The text that `y` copies; None: there is none here."""
        return None

    def link(self) -> str | None:
        """The link that `Y` copies; None: there is no call here."""
        return None

    def completions(self, text: str, cursor: int) -> Sequence[tuple[str, int, str]]:
        """For the prompt that this view asked for; (new text, new cursor, what to show)."""
        return ()

    def name_of(self, person: str) -> str:
        """The name behind an id; the id itself where desk.yaml names nobody."""
        found = self.desk_app.session.desk.settings.person_of(person)
        return found.name if found is not None else person

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """What does the action here: the view itself, else the pane with the cursor."""
        for owner in (self, self.pane()):
            found = getattr(owner, f"do_{action}", None)
            if callable(found):
                return found  # type: ignore[no-any-return]
        return None

    def cannot(self, action: str) -> str | None:
        """Why the action can't be done now, or None."""
        asked = getattr(self, f"cannot_{action}", None)
        return asked() if callable(asked) else None
