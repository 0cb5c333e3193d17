"""The transcript of a call as rows: who, when, the words, and what in them is evidence."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from coachdesk.core.calls import Call, Speaker
from coachdesk.core.engine.signals import Span
from coachdesk.report.figures import minutes
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import fitted, lines_of

_SPEAKER = {
    Speaker.AGENT: ("AGT", Ink.AGENT),
    Speaker.CUSTOMER: ("CUST", Ink.CUSTOMER),
    Speaker.OTHER: ("OTH", Ink.QUIET),
    Speaker.UNKNOWN: ("?", Ink.QUIET),
}
_TIME_CELLS = 7
_HEAD_CELLS = _TIME_CELLS + 1 + 4 + 1 + 1
"""Time, speaker, and the sign of evidence."""


class _Row(msgspec.Struct, frozen=True):
    turn: int
    start: int
    end: int
    first: bool


class Transcript(Pane):
    """Rows of wrapped turns; the marks are offsets in the text as stored."""

    DEFAULT_CSS = "Transcript { width: 3fr; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks, id="transcript")
        self._call: Call | None = None
        self._rows: list[_Row] = []
        self._first_row: list[int] = []
        self._wrapped_at = 0
        self._evidence: Mapping[int, Sequence[Span]] = {}
        self._now: Span | None = None
        self._cited: frozenset[int] = frozenset()
        self._hits: tuple[Span, ...] = ()
        self._hits_by_turn: dict[int, list[Span]] = {}

    def show(self, call: Call) -> None:
        """Another call, from its start."""
        self._call = call
        self._hits = ()
        self._hits_by_turn = {}
        self._wrapped_at = 0
        self.cursor = self.top = 0
        self._wrap()
        self.changed()

    def clear(self) -> None:
        """No call."""
        self._call = None
        self._rows, self._first_row = [], []
        self._evidence, self._cited, self._now = {}, frozenset(), None
        self._hits, self._hits_by_turn = (), {}
        self.changed()

    def again(self, call: Call) -> None:
        """The same call, such as with its speakers swapped; what is seen stays in place."""
        self._call = call
        self.refresh()

    def _wrap(self) -> None:
        cells = max(self.size.width - 1 - _HEAD_CELLS, 10)
        if self._call is None or cells == self._wrapped_at:
            return
        turn = self._rows[self.top].turn if self.top < len(self._rows) else 0
        at = self._rows[self.cursor].turn if self.cursor < len(self._rows) else 0
        self._wrapped_at = cells
        self._rows, self._first_row = [], []
        for number, each in enumerate(self._call.turns):
            self._first_row.append(len(self._rows))
            self._rows += [
                _Row(number, start, end, position == 0)
                for position, (start, end) in enumerate(lines_of(each.text, cells))
            ]
        if turn and turn < len(self._first_row):
            self.top, self.cursor = self._first_row[turn], self._first_row[at]

    def changed(self) -> None:
        """Wraps anew where the width is another."""
        self._wrap()
        super().changed()

    def count(self) -> int:
        """Rows of wrapped text."""
        return len(self._rows)

    @property
    def shows_cursor(self) -> bool:
        """Only while its keys are on."""
        return self.has_focus

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """A call without turns."""
        return ([("  this call has no words", Ink.QUIET)],) if self._call is not None else ()

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """Time and speaker on a turn's first row, then its words with what is marked in them."""
        if self._call is None:
            return ()
        each = self._rows[number]
        turn = self._call.turns[each.turn]
        name, ink = _SPEAKER[turn.speaker]
        when = who = ""
        if each.first:
            when = f"{each.turn + 1}." if turn.start_ms is None else minutes(turn.start_ms)
            who = name
        cited = each.turn in self._cited
        mark = self.looks.glyph("evidence") if cited else " "
        return [
            (fitted(when, _TIME_CELLS, right=True), Ink.QUIET),
            (self.looks.glyph("cursor") if current else " ", Ink.KEY),
            (fitted(who, 5), ink),
            (mark, Ink.UNKNOWN),
            *self._words(each, turn.text, ink if turn.speaker is Speaker.AGENT else Ink.PLAIN),
        ]

    def _words(self, row: _Row, text: str, ink: Ink) -> list[Piece]:
        marks = [(span, Ink.EVIDENCE) for span in self._evidence.get(row.turn, ())]
        if self._now is not None and self._now.turn == row.turn:
            marks.append((self._now, Ink.EVIDENCE_NOW))
        marks += [(span, Ink.FOUND) for span in self._hits_by_turn.get(row.turn, ())]
        if not marks:
            return [(text[row.start : row.end], ink)]
        borders = {row.start, row.end}
        for span, _ in marks:
            borders |= {min(max(at, row.start), row.end) for at in (span.start, span.end)}
        edges = sorted(borders)
        pieces = []
        for start, end in pairwise(edges):
            inks = [each for span, each in marks if span.start <= start and end <= span.end]
            pieces.append((text[start:end], inks[-1] if inks else ink))
        return pieces

    def cite(self, spans: Sequence[Span], cited: frozenset[int]) -> None:
        """Marks the evidence of one criterion, and the turns that are evidence of any."""
        found: dict[int, list[Span]] = {}
        for span in spans:
            found.setdefault(span.turn, []).append(span)
        self._evidence, self._cited, self._now = found, cited, None
        self.refresh()

    def point(self, span: Span | None) -> None:
        """Brings one stretch of words into sight, and marks it most."""
        self._now = span
        if span is not None:
            self.reveal(span.turn, span.start)
        self.refresh()

    def reveal(self, turn: int, start: int = 0) -> None:
        """Brings a turn's words into sight, some rows from the top."""
        if not 0 <= turn < len(self._first_row):
            return
        number = self._first_row[turn]
        while number + 1 < len(self._rows) and self._rows[number + 1].turn == turn:
            if start < self._rows[number].end:
                break
            number += 1
        page = self.page_rows
        if not self.top + 1 <= number < self.top + page - 1:
            self.top = min(max(0, number - page // 3), max(0, len(self._rows) - page))
            self.refresh()
        self.cursor = number

    def reveal_ms(self, moment_ms: int) -> None:
        """Brings the turn that was spoken at a moment into sight; links name whole seconds."""
        second, found = moment_ms // 1000, None
        for number, turn in enumerate(self._call.turns if self._call else ()):
            if turn.start_ms is None or turn.start_ms // 1000 > second:
                continue
            found = number
            if turn.start_ms // 1000 == second:
                break
        if found is not None:
            self.reveal(found)

    def search(self, words: str) -> tuple[Span, ...]:
        """Marks every place of these words, in whatever case; gives them in order."""
        wanted = words.casefold()
        hits: list[Span] = []
        if wanted and self._call is not None:
            for number, turn in enumerate(self._call.turns):
                hits += [Span(number, start, end) for start, end in _places(turn.text, wanted)]
        self._hits = tuple(hits)
        self._hits_by_turn = {}
        for span in hits:
            self._hits_by_turn.setdefault(span.turn, []).append(span)
        self.refresh()
        return self._hits

    @property
    def current_turn(self) -> int | None:
        """The turn under the cursor."""
        return self._rows[self.cursor].turn if self.cursor < len(self._rows) else None


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    folded = text.casefold()
    # Some signs become two in lower case; then places are counted sign by sign.
    origin: Sequence[int] = range(len(text) + 1)
    if len(folded) != len(text):
        origin = [at for at, sign in enumerate(text) for _ in sign.casefold()] + [len(text)]
    places = []
    at = folded.find(wanted)
    while at >= 0:
        places.append((origin[at], origin[at + len(wanted) - 1] + 1))
        at = folded.find(wanted, at + len(wanted))
    return places
