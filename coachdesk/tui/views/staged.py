"""What views with a list under stages share: the filter, and what is told while it is read."""

from typing import Any

from coachdesk.core.errors import CoachdeskError
from coachdesk.tui.staged import StagedList
from coachdesk.tui.view import View


class StagedView(View):
    """A list to work through; the view makes it."""

    list: StagedList[Any]
    asks = "filter"
    """What the line for the filter says."""

    @property
    def is_unread(self) -> bool:
        """Whether the list is still being read."""
        return self.list.is_unread

    def refused(self, error: CoachdeskError) -> None:
        """The list could not be read; it says so in its place."""
        self.list.told = error.problems[0].message
        self.list.refresh()
        self.desk_app.refuse(error)

    def narrow(self, words: str) -> None:
        """Only what has all these words."""
        self.list.narrow(words)
        self.desk_app.paint_bars()

    def leave(self) -> bool:
        """Takes the filter away first."""
        if not self.list.words:
            return False
        self.narrow("")
        return True

    def do_find(self, count: int | None) -> None:
        """Narrows the list while somebody types; escape gives back what was before."""
        before = self.list.words

        def typed(text: str) -> None:
            self.narrow(text.strip())

        self.desk_app.ask(self.asks, typed, text=before, changed=typed, left=lambda: typed(before))
