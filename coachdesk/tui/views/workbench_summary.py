"""The line of the workbench that is always seen."""

from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane


class Summary(Pane):
    """The line that is always seen."""

    DEFAULT_CSS = "Summary { height: 1; width: 1fr; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks, id="summary")
        self.can_focus = False
        self._piece: Piece = ("", Ink.PLAIN)

    def tell(self, text: str, ink: Ink = Ink.PLAIN) -> None:
        """Another line."""
        self._piece = (f" {text}", ink)
        self.refresh()

    def when_empty(self) -> tuple[tuple[Piece, ...], ...]:
        """The line."""
        return ((self._piece,),)
