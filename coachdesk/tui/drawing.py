"""From pieces of text with inks to one strip of the screen, exactly as wide as asked."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from coachdesk.tui.looks import IN_ASCII, Ink, Looks
from coachdesk.tui.shown import clipped, drawn_cells, shown

Piece = tuple[str, Ink]
"""Any text, and what it is."""
Part = tuple[int, Sequence[Piece]]
"""How important (0 is kept longest), and pieces with their own spacing."""


def strip_of(
    pieces: Iterable[Piece], cells: int, looks: Looks, *, over: Style | None = None,
    fill: Ink = Ink.PLAIN,
) -> Strip:  # fmt: skip
    """One row of the screen: the only way in which text gets there.

    Args:
        pieces: from left to right; what does not fit is cut, the rest is filled with blanks.
        cells: the width of the row.
        looks: gives the styles.
        over: laid over all of it, such as the cursor's background.
        fill: the ink of the blanks at the end.
    """
    segments: list[Segment] = []
    left = cells
    for text, ink in pieces:
        if left <= 0:
            break
        drawable = shown(text)
        if looks.ascii_only:
            drawable = drawable.translate(IN_ASCII)
        taken = drawn_cells(drawable)
        if taken > left:
            drawable = clipped(drawable, left)
            taken = drawn_cells(drawable)
            # Half of a wide sign can't be drawn; a blank keeps the row in shape.
            drawable += " " * (left - taken)
            taken = left
        left -= taken
        segments.append(Segment(drawable, _styled(looks.style(ink), over)))
    if left > 0:
        segments.append(Segment(" " * left, _styled(looks.style(fill), over)))
    return Strip(segments, cells)


def _styled(style: Style, over: Style | None) -> Style:
    return style if over is None else style + over


def cells_of(pieces: Sequence[Piece]) -> int:
    """How wide the pieces are together."""
    return sum(drawn_cells(shown(text)) for text, _ in pieces)


def by_priority(parts: Sequence[Part], cells: int) -> list[int]:
    """Which of the parts fit side by side: the least important are left out, the last one first.

    The most important one stays, even where it has to be cut.
    """
    kept = list(range(len(parts)))
    taken = [cells_of(pieces) for _, pieces in parts]
    while len(kept) > 1 and sum(taken[n] for n in kept) > cells:
        kept.remove(max(kept, key=lambda n: (parts[n][0], n)))
    return kept
