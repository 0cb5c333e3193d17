"""The coaching board where the screen is wide: stages side by side, a card for each action."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec
from textual import events
from textual.strip import Strip

from coachdesk.core.coaching import ENDED, Stage
from coachdesk.core.coaching.pages import ActionLine, GivenWaiver, OwnersMatter
from coachdesk.tui.drawing import Piece, strip_of
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import cut, width
from coachdesk.tui.views.coaching_rows import TITLE, Row, due_piece, told_of

LEAST = 120
"""Columns of a screen on which lanes have room."""
_LINES = 4
"""Of a card: who, what, its number with the day, and how it stands."""
_CARD = _LINES + 1
"""With the blank line below."""
_MARGIN = "    "
_HEADS = 2
_ENDED, _ASIDE = "ENDED", "NOT COACHED"
_LANE_OF: Mapping[Stage, str] = {
    Stage.PROPOSED: TITLE[Stage.PROPOSED],
    Stage.DECLINED: TITLE[Stage.PROPOSED],
    Stage.AGREED: TITLE[Stage.AGREED],
    Stage.IN_PROGRESS: TITLE[Stage.IN_PROGRESS],
    Stage.CLAIMED: TITLE[Stage.CLAIMED],
    **dict.fromkeys(ENDED, _ENDED),
}


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One column of the board."""

    title: str
    rows: tuple[Row, ...]


def lanes_of(rows: Iterable[Row]) -> tuple[Lane, ...]:
    """The lanes from the proposal to the end, each in the order of the list: overdue ones first.

    What lies with owners or is excused has a lane where there is any of it.
    """
    lanes: dict[str, list[Row]] = {title: [] for title in _LANE_OF.values()}
    for each in rows:
        title = _LANE_OF[each.stage] if isinstance(each, ActionLine) else _ASIDE
        lanes.setdefault(title, []).append(each)
    return tuple(Lane(title=title, rows=tuple(found)) for title, found in lanes.items())


class ActionLanes(Pane):
    """Cards under a cursor that moves down a lane, and from lane to lane.

    A row of the pane is a line of the screen: a card has several, and the cursor its first.
    """

    shows_cursor = False
    """Not as a whole row; the card shows it."""

    def __init__(self, looks: Looks, name_of: Callable[[str], str]) -> None:
        super().__init__(looks)
        self.lanes: tuple[Lane, ...] = ()
        self.column = 0
        self._today: date | None = None
        self._name_of = name_of

    def show(self, rows: Iterable[Row], today: date, name: str | None) -> None:
        """Other actions, or the same later, with the cursor on the one of this name."""
        self.lanes, self._today = lanes_of(rows), today
        self.stand_on(name)

    def stand_on(self, name: str | None) -> None:
        """Puts the cursor there; where it is not, as near as it can be."""
        for column, lane in enumerate(self.lanes):
            for index, each in enumerate(lane.rows):
                if each.name == name:
                    self.column, self.cursor = column, index * _CARD
        if not self._lane:
            filled = [at for at, lane in enumerate(self.lanes) if lane.rows]
            self.column = min(filled, key=lambda at: abs(at - self.column), default=0)
        self.changed()

    @property
    def _lane(self) -> Sequence[Row]:
        return self.lanes[self.column].rows if self.column < len(self.lanes) else ()

    @property
    def current(self) -> Row | None:
        """The one under the cursor."""
        index = self.cursor // _CARD
        return self._lane[index] if index < len(self._lane) else None

    def things(self) -> list[Row]:
        """All that are shown, lane by lane."""
        return [each for lane in self.lanes for each in lane.rows]

    def count(self) -> int:
        """Lines of the longest lane."""
        return max((len(lane.rows) for lane in self.lanes), default=0) * _CARD

    def stops(self, number: int) -> bool:
        """On the first line of each card of this lane."""
        return number % _CARD == 0 and number // _CARD < len(self._lane)

    @property
    def head_rows(self) -> int:
        """The titles, and a line below."""
        return _HEADS

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """One line of the screen, lane by lane."""
        widths = self._widths()
        if not widths:
            return Strip([])
        parts: list[Strip] = []
        for column, (lane, cells) in enumerate(zip(self.lanes, widths, strict=True)):
            if parts:
                divider = "─" if y == 1 else self.looks.glyph("divider")
                parts.append(strip_of([(divider, Ink.QUIET)], 1, self.looks))
            parts.append(self._part(y, column, lane, cells))
        rail = self._rail(y - _HEADS, self.count()) if y >= _HEADS else (" ", Ink.PLAIN)
        return Strip.join([*parts, strip_of([rail], 1, self.looks)])

    def _widths(self) -> Sequence[int]:
        """An empty lane has room for its title; the others share the rest."""
        room = self.size.width - 1 - (len(self.lanes) - 1)
        least = [width(f" {lane.title}  0 ") for lane in self.lanes]
        filled = [column for column, lane in enumerate(self.lanes) if lane.rows]
        if not filled or room < sum(least):
            return ()
        rest = room - sum(cells for at, cells in enumerate(least) if at not in filled)
        each, more = divmod(rest, len(filled))
        shares = {column: each + (at < more) for at, column in enumerate(filled)}
        return [shares.get(column, cells) for column, cells in enumerate(least)]

    def _part(self, y: int, column: int, lane: Lane, cells: int) -> Strip:
        if y == 0:
            return strip_of(_title(lane, self.looks), cells, self.looks)
        if y == 1:
            return strip_of([("─" * cells, Ink.QUIET)], cells, self.looks)
        index, line = divmod(self.top + y - _HEADS, _CARD)
        if index >= len(lane.rows) or line == _LINES:
            return strip_of((), cells, self.looks)
        here = column == self.column and index == self.cursor // _CARD
        assert self._today is not None
        pieces = _card(
            lane.rows[index], cells, self.looks, self._today, self._name_of, current=here
        )[line]
        return strip_of(pieces, cells, self.looks, over=self.looks.cursor if here else None)

    # Moving.

    def go(self, number: int, *, towards: int = 1) -> None:
        """Puts the cursor on a card."""
        super().go(number, towards=towards)
        self.refresh()

    def _into_sight(self) -> None:
        page = self.page_rows
        if not self.size.height:
            return
        top = min(self.top, max(0, self.count() - page), self.cursor)
        self.top = max(top, self.cursor + min(_LINES, page) - page)

    def do_down(self, count: int | None) -> None:
        """Down by so many cards."""
        self.go(self.cursor + (count or 1) * _CARD, towards=-1)

    def do_up(self, count: int | None) -> None:
        """Up by so many cards."""
        self.go(self.cursor - (count or 1) * _CARD)

    def do_bottom(self, count: int | None) -> None:
        """To the last card of the lane, or the card of that number."""
        self.go(self.count() if count is None else (count - 1) * _CARD, towards=-1)

    def do_left(self, count: int | None) -> None:
        """To the lane before that has anything in it."""
        self._to_lane(-1, count or 1)

    def do_right(self, count: int | None) -> None:
        """To the next lane that has anything in it."""
        self._to_lane(1, count or 1)

    def _to_lane(self, step: int, count: int) -> None:
        further = range(self.column + step, len(self.lanes) if step > 0 else -1, step)
        filled = [at for at in further if self.lanes[at].rows]
        if filled:
            self.column = filled[min(count, len(filled)) - 1]
            self.go(self.cursor, towards=-1)
            self.moved()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a card; twice opens it."""
        ends, end = [], 0
        for cells in self._widths():
            end += cells + 1
            ends.append(end)
        at = next((column for column, end in enumerate(ends) if event.x < end), None)
        index = (self.top + event.y - _HEADS) // _CARD
        if at is None or event.y < _HEADS or not 0 <= index < len(self.lanes[at].rows):
            return
        again = (at, index * _CARD) == (self.column, self.cursor)
        self.column = at
        self.go(index * _CARD)
        if again and event.chain >= 2:
            self.opened()


def _title(lane: Lane, looks: Looks) -> Sequence[Piece]:
    waits = sum(isinstance(each, ActionLine) and each.waits for each in lane.rows)
    return (
        (f" {lane.title}", Ink.STRONG if lane.rows else Ink.QUIET),
        (f"  {len(lane.rows):,}", Ink.PLAIN if lane.rows else Ink.QUIET),
        (f"  {waits:,} {looks.glyph('selected')}" if waits else "", Ink.KEY),
    )


def _card(
    each: Row,
    cells: int,
    looks: Looks,
    today: date,
    name_of: Callable[[str], str],
    *,
    current: bool,
) -> Sequence[Sequence[Piece]]:
    """The lines of one action, matter or waiver."""
    room = cells - len(_MARGIN) - 1
    marks: list[Piece] = [(looks.glyph("cursor") if current else " ", Ink.KEY)]
    match each:
        case ActionLine():
            marks += [
                (looks.glyph("warning") if each.overdue else " ", Ink.WARNING),
                (looks.glyph("selected") if each.waits else " ", Ink.KEY),
            ]
            who = name_of(each.action.person)
            topic = each.action.topic
            due = due_piece(each, today)
            stands = _stands(each, room, looks, name_of)
        case OwnersMatter():
            who, topic = each.matter.team, each.matter.topic
            due = (f"{each.matter.failing} of {each.matter.judged} fail", Ink.FAIL)
            stands = ((cut(f"for {name_of(each.matter.owner)}", room), Ink.QUIET),)
        case GivenWaiver():
            who = name_of(each.excuse.person) if each.excuse.person else "everybody"
            topic = each.excuse.topic
            due = (f"to {each.excuse.until}", Ink.QUIET)
            stands = ((cut(f"excused, {name_of(each.excuse.owner)}", room), Ink.QUIET),)
    blanks = " " * (len(_MARGIN) - len(marks))
    return (
        (*marks, (blanks + cut(who, room), Ink.STRONG)),
        ((_MARGIN + cut(topic.criterion or topic.form, room), Ink.PLAIN),),
        ((f"{_MARGIN}{each.name}  ", Ink.QUIET), due),
        ((_MARGIN, Ink.PLAIN), *stands),
    )


def _stands(
    line: ActionLine, room: int, looks: Looks, name_of: Callable[[str], str]
) -> Sequence[Piece]:
    """How it goes; of what a lane shares with other stages, the stage."""
    stage: list[Piece] = []
    if line.stage in ENDED or line.stage is Stage.DECLINED:
        stage = [(cut(line.stage.value, room), Ink.QUIET)]
        room -= width(stage[0][0]) + 2
        if not line.action.checked:
            return stage
        stage.append(("  ", Ink.PLAIN))
    (first, ink), *signs = told_of(line, room, looks, name_of)
    if stage and width(first.strip()) > room:
        return stage[:1]
    return (*stage, (cut(first, room), ink), *signs)
