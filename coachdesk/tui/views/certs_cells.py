"""What stands in a cell of the matrix, and how wide its columns are."""

from collections.abc import Mapping, Sequence

import msgspec

from coachdesk.core.certification import Programme, Standing, State
from coachdesk.core.certification.shown import Held
from coachdesk.report.certification import STATE_SIGN
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.shown import fitted

INK: Mapping[State, Ink] = {
    State.NONE: Ink.QUIET,
    State.IN_TRAINING: Ink.OPEN,
    State.ASSESSED: Ink.UNKNOWN,
    State.CERTIFIED: Ink.PASS,
    State.CONFIRM_DUE: Ink.UNKNOWN,
    State.EXPIRING: Ink.UNKNOWN,
    State.RECERTIFY: Ink.UNKNOWN,
    State.GRACE: Ink.WARNING,
    State.EXPIRED: Ink.FAIL,
    State.REVOKED: Ink.FAIL,
}
"""Beside a sign of its own for each."""
_WORD: Mapping[State, str] = {
    **{state: state.value for state in State},
    State.NONE: "",
    State.CONFIRM_DUE: "confirm",
    State.RECERTIFY: "recertify",
}
"""At most eleven cells."""
_RUNS_OUT = frozenset({State.EXPIRING, State.RECERTIFY, State.GRACE})
_NARROW, _WORDED, _WIDEST = 6, 15, 20
_SIGNS = 3
"""Cells of the cursor, the sign and a blank."""
_CODE = 5


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """How the width is shared out."""

    names: int
    """Cells of the column of names, the blank after it included."""
    wide: int
    """Cells of a column."""
    many: int
    """Columns that fit."""

    @property
    def worded(self) -> bool:
        """Whether cells have room for words."""
        return self.wide >= _WORDED


def grid(cells: int, longest: int, columns: int) -> Grid:
    """Names first, then as many columns as fit, as wide as they can be.

    Args:
        cells: of the pane.
        longest: the longest name.
        columns: how many there are.
    """
    names = min(max(longest, 6), max(8, cells // 3), 24) + 1
    room = max(cells - names, 1)
    wide = min(max(room // max(columns, 1), _NARROW), _WIDEST)
    if wide < _WORDED:
        wide = _NARROW
    return Grid(names=names, wide=wide, many=max(1, room // wide))


def days_left(found: Standing) -> int | None:
    """Days until the next end, where the clock runs out; None: no clock runs."""
    if found.state not in _RUNS_OUT:
        return None
    ends = [day for day in (found.valid_to, found.works_until) if day and day >= found.on]
    return min(((day - found.on).days for day in ends), default=None)


def cell(
    held: Held | None, grid: Grid, looks: Looks, *, current: bool, left_out: bool
) -> Sequence[Piece]:
    """One person and one programme: a sign, and a word or the days left where there is room.

    Args:
        held: None: never enrolled, or left out.
        grid: the widths.
        looks: the signs.
        current: the cursor stands here.
        left_out: a filter leaves cells out, so that an empty one says nothing.
    """
    mark = (looks.glyph("cursor") if current else " ", Ink.KEY)
    room = grid.wide - _SIGNS
    if held is None:
        sign = " " if left_out else STATE_SIGN[State.NONE]
        return (mark, (sign + " " * (room + 1), Ink.QUIET))
    state, left = held.standing.state, days_left(held.standing)
    told = "" if left is None else str(left)
    if grid.worded:
        told = f"{_WORD[state]} {left} d" if left is not None else _WORD[state]
        if len(told) >= room:
            told = _WORD[state]
    return (mark, (f"{STATE_SIGN[state]} {fitted(told, room)}", INK[state]))


def codes(programmes: Sequence[Programme], wide: int) -> Sequence[str]:
    """What stands over the columns: the id where there is room, else a code of its own for each."""
    room = wide - 2
    ids = [each.id for each in programmes]
    if all(len(id) <= room for id in ids):
        return ids
    if wide > _NARROW:
        return [fitted(id, room).rstrip() for id in ids]
    short = [id[:_CODE].upper() for id in ids]
    return [
        code if short.count(code) == 1 else f"{id[:2].upper()}{id[-3:].upper()}"
        for id, code in zip(ids, short, strict=True)
    ]
