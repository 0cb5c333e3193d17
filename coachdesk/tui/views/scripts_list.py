"""The list of scripts, narrowed while somebody types, with the lines in which the words stand."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from coachdesk.desk.scripts.overview import Overseen, Overview
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import fitted, lines_of
from coachdesk.tui.views.scripts_rows import names_of, row_of

_MOST_HITS = 200


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a script in which the words stand."""

    script: str
    part: str
    text: str
    start: int
    """Where the first of the words begins in the text."""
    end: int


class ScriptList(Pane):
    """Scripts, each followed by what was found in it."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.words = ""
        self.found = 0
        """Scripts that the words leave."""
        self.nothing: Sequence[Sequence[Piece]] = ()
        self._all: Overview | None = None
        self._unused: Mapping[str, int] = {}
        self._rows: list[Overseen | Found] = []

    def show(self, found: Overview) -> None:
        """Other scripts, or the same later; the cursor stays with its script."""
        self._all = found
        self.narrow(self.words)

    def show_unused(self, unused: Mapping[str, int]) -> None:
        """How many lines of each script nobody uses."""
        self._unused = unused
        self.refresh()

    @property
    def total(self) -> int:
        """All scripts."""
        return len(self._all.scripts) if self._all is not None else 0

    @property
    def to_read(self) -> int:
        """Scripts whose published version whoever looks has not confirmed."""
        every = self._all.scripts if self._all is not None else ()
        return sum(e.line.published is not None and not e.line.confirmed for e in every)

    def narrow(self, words: str) -> None:
        """Only scripts that have these words in their names, or in their lines."""
        standing = self.script
        self.words = words
        self._rows, self.found = [], 0
        for each in self._all.scripts if self._all is not None else ():
            hits = hits_in(each, words)
            if not words.strip() or hits or _named(each, words):
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
            return row_of(row, self._unused.get(row.line.id), cells, self.looks, current=current)
        before, words, after = (
            row.text[: row.start],
            row.text[row.start : row.end],
            row.text[row.end :],
        )
        return (
            (f"{self.looks.glyph('cursor') if current else ' '}    ", Ink.KEY),
            (fitted(row.part, 16) + "  ", Ink.QUIET),
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


def hits_in(each: Overseen, words: str) -> tuple[Found, ...]:
    """The lines of a script that have all the words, in whatever case."""
    wanted = [re.compile(re.escape(word), re.IGNORECASE) for word in words.split()]
    if not wanted:
        return ()
    found = []
    for line in each.script.spoken():
        places = [pattern.search(line.text) for pattern in wanted]
        if all(places) and (first := places[0]) is not None:
            found.append(
                Found(script=each.line.id, part=line.at.part, text=line.text,
                      start=first.start(), end=first.end())
            )  # fmt: skip
    return tuple(found)


def _named(each: Overseen, words: str) -> bool:
    name = f"{each.line.id} {each.line.title}".casefold()
    return all(word in name for word in words.casefold().split())
