"""The list of scripts, narrowed while somebody types, with the lines in which the words stand."""

from collections.abc import Mapping, Sequence

import msgspec

from coachdesk.core.scripts.search import search
from coachdesk.desk.scripts.overview import Overseen, Overview
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import fitted, lines_of, width
from coachdesk.tui.views.scripts_rows import names_of, row_of

_MOST_HITS = 200
_BEGINNING = 3
"""Letters from which a search finds beginnings of words."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a script in which the words stand."""

    script: str
    part: str
    text: str
    span: tuple[int, int]
    """Where the first of the words stands in the text."""


class ScriptList(Pane):
    """Scripts, each followed by what was found in it."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.words = ""
        self.found = 0
        """Scripts that the words leave."""
        self.nothing: Sequence[Sequence[Piece]] = ()
        self._all: Overview | None = None
        self._unused: Mapping[str, int] | None = None
        """None: nobody has counted yet."""
        self._rows: list[Overseen | Found] = []

    def show(self, found: Overview) -> None:
        """Other scripts, or the same later; the cursor stays with its script."""
        self._all = found
        self.narrow(self.words)

    def show_unused(self, unused: Mapping[str, int]) -> None:
        """How many lines of each script nobody uses."""
        self._unused = unused
        self.refresh()

    def _unused_of(self, each: Overseen) -> str:
        if self._unused is None:
            return "–" if each.line.published is None else "…"
        return str(self._unused.get(each.line.id, "–"))

    @property
    def total(self) -> int:
        """All scripts."""
        return len(self._all.scripts) if self._all is not None else 0

    @property
    def to_read(self) -> int:
        """Scripts whose published version waits for whoever looks."""
        every = self._all.scripts if self._all is not None else ()
        return sum(each.line.to_read for each in every)

    def narrow(self, words: str) -> None:
        """Only scripts that have these words in their names, or in their lines."""
        standing = self.script
        self.words = words
        self._rows, self.found = [], 0
        terms = terms_of(words)
        for each in self._all.scripts if self._all is not None else ():
            hits = hits_in(each, terms)
            if not terms or hits or _named(each, words):
                self.found += 1
                self._rows += [each, *hits[: max(0, _MOST_HITS - len(self._rows))]]
        self.stand_on(standing)
        self.changed()

    def stand_on(self, script: str | None) -> None:
        """Puts the cursor on a script, where it is in the list."""
        ids = [row.line.id if isinstance(row, Overseen) else None for row in self._rows]
        self.cursor = ids.index(script) if script in ids and script is not None else 0

    @property
    def script(self) -> str | None:
        """The id of the script under the cursor."""
        row = self.current
        return None if row is None else row.line.id if isinstance(row, Overseen) else row.script

    @property
    def current(self) -> Overseen | Found | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def count(self) -> int:
        """Scripts and found lines."""
        return len(self._rows)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """The names of the columns."""
        return (names_of(cells),) if self._rows else ((),)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A script, or a line of one with the words marked."""
        row = self._rows[number]
        if isinstance(row, Overseen):
            return row_of(row, self._unused_of(row), cells, self.looks, current=current)
        start, end = row.span
        room = max(10, cells - 23 - width(row.text[start:end]))
        begin = _begin(row.text, start, room)
        before, words, after = row.text[begin:start], row.text[start:end], row.text[end:]
        return (
            (f"{self.looks.glyph('cursor') if current else ' '}    ", Ink.KEY),
            (fitted(row.part, 16) + "  ", Ink.QUIET),
            ("…" if begin else "", Ink.QUIET),
            (before, Ink.PLAIN),
            (words, Ink.EVIDENCE),
            (after, Ink.PLAIN),
        )

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """Why there is nothing, and what to do."""
        if self._all is None:
            return ([("  reading…", Ink.QUIET)],)
        if self.total:
            return ([(f"  no script has “{self.words}”: Esc shows all", Ink.PLAIN)],)
        cells = max(10, self.size.width - 4)
        problems = [
            ((f"  {str(each)[start:end]}", Ink.WARNING),)
            for each in self._all.problems
            for start, end in lines_of(str(each), cells)
        ]
        return [*self.nothing, *problems]


def terms_of(words: str) -> Sequence[str]:
    """The words to search for; one that is just being typed counts once it finds others."""
    terms = words.split()
    is_begun = terms and terms[-1].isascii() and len(terms[-1]) < _BEGINNING
    return terms[:-1] if is_begun else terms


def hits_in(each: Overseen, terms: Sequence[str]) -> tuple[Found, ...]:
    """The texts of steps and blocks that have all the words; see `core.scripts.search`."""
    return tuple(
        Found(script=hit.script, part=hit.part.id, text=hit.text, span=hit.spans[0])
        for hit in search([each.script], terms)
    )


def _named(each: Overseen, words: str) -> bool:
    name = f"{each.line.id} {each.line.title}".casefold()
    return all(word in name for word in words.casefold().split())


def _begin(text: str, start: int, room: int) -> int:
    """Where to begin showing a text, so that what stands at `start` is seen: at a word."""
    begin = 0
    while width(text[begin:start]) > room:
        blank = text.find(" ", begin, start)
        begin = blank + 1 if blank >= 0 else begin + 8
    return min(begin, start)
