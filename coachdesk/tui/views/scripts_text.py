"""The words of one script: steps in order, then answers to objections; the cursor is on lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.scripts import Block, Branch, Script, Step
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import cut, lines_of, width

_LINE, _BRANCH_LINE = "    ", "       "


class ScriptLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a script with what it belongs to."""

    part: Step | Block
    branch: Branch | None = None
    number: int = 0
    """Index of the branch among those of its step."""
    language: str
    text: str
    index: int = 0
    """Among the lines of that language."""


class _Row(msgspec.Struct, frozen=True):
    pieces: tuple[Piece, ...]
    line: ScriptLine | None = None
    is_first: bool = False
    """The row in which the line begins: the cursor stands there."""


class ScriptText(Pane):
    """A script to read."""

    def __init__(self, looks: Looks, moved: Callable[[], None]) -> None:
        super().__init__(looks)
        self.told = "reading…"
        self.script: Script | None = None
        self._moved = moved
        self._marked: frozenset[str] = frozenset()
        self._shares: Mapping[str, str] = {}
        self._rows: list[_Row] = []

    def show(
        self,
        script: Script | None,
        *,
        marked: Iterable[str] = (),
        shares: Mapping[str, str] | None = None,
    ) -> None:
        """Another script, or the same with more known about it; the cursor stays at its line.

        Args:
            script: None: there is none to show.
            marked: ids of steps and blocks in which something is found wrong.
            shares: id of a step or block to how often it is said, in few words.
        """
        self.script, self._marked = script, frozenset(marked)
        self._shares = shares or {}
        self.changed()

    def changed(self) -> None:
        """Wraps anew; the cursor stays at its line."""
        at = self.line
        cells = max(self.size.width - 2, 12)
        self._rows = list(self._made(self.script, cells)) if self.script is not None else []
        if at is not None:
            self.stand_on(at.part.id, at)
        super().changed()

    def stand_on(self, part: str, like: ScriptLine | None = None) -> bool:
        """Puts the cursor on a line of this step or block: on that very line where it is given."""
        here = [(n, row.line) for n, row in enumerate(self._rows)
                if row.is_first and row.line is not None and row.line.part.id == part]  # fmt: skip
        same = [n for n, line in here if like is not None and _is_same(line, like)]
        if not here:
            return False
        self.cursor = same[0] if same else here[0][0]
        return True

    def find(self, words: str, start: int, step: int = 1) -> bool:
        """Goes to the next line from a row on that has the words; False: there is none."""
        wanted = words.casefold()
        at = start
        while 0 <= at < len(self._rows):
            row = self._rows[at]
            if row.is_first and row.line is not None and wanted in row.line.text.casefold():
                self.go(at)
                return True
            at += step
        return False

    @property
    def line(self) -> ScriptLine | None:
        """The line under the cursor."""
        return self._rows[self.cursor].line if self.cursor < len(self._rows) else None

    def _made(self, script: Script, cells: int) -> Iterator[_Row]:
        tagged = len(script.languages) > 1
        for number, step in enumerate(script.steps, start=1):
            yield from self._part(step, f"{number:>2}  {step.title or step.id}", cells, tagged)
            for at, branch in enumerate(step.if_customer):
                yield _Row(_headed(f"{_LINE}if  ", branch.when, branch.then, cells))
                yield from _lines(step, branch, at, cells, tagged)
            yield _Row(())
        if script.blocks:
            yield _Row(((" WHENEVER THE CUSTOMER", Ink.STRONG),))
        for block in script.blocks:
            yield from self._part(block, f" •  {block.when}", cells, tagged)

    def _part(self, part: Step | Block, heading: str, cells: int, tagged: bool) -> Iterator[_Row]:
        mark = self.looks.glyph("warning") if part.id in self._marked else " "
        share = self._shares.get(part.id, "")
        optional = isinstance(part, Step) and not part.required
        right = share or ("may be left out" if optional else "")
        room = cells - width(right) - 3
        ink = Ink.KEY if isinstance(part, Step) else Ink.CUSTOMER
        text = cut(heading, room)
        gap = " " * max(1, cells - 1 - width(text) - width(right))
        yield _Row(((mark, Ink.WARNING), (text, ink), (gap, Ink.PLAIN), (right, Ink.QUIET)))
        yield from _lines(part, None, 0, cells, tagged)

    def count(self) -> int:
        """Rows."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """Where lines begin."""
        return self._rows[number].is_first

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """As it was made; a sign where the cursor is."""
        row = self._rows[number]
        if not (current and self.has_focus):
            return row.pieces
        (first, ink), *rest = row.pieces
        return ((self.looks.glyph("cursor") + first[1:], Ink.KEY if first[1:].isspace() else ink),
                *rest)  # fmt: skip

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """That it is being read, or why there is nothing."""
        cells = max(10, self.size.width - 4)
        return [
            ((f"  {self.told[start:end]}", Ink.QUIET),) for start, end in lines_of(self.told, cells)
        ]

    def _into_sight(self) -> None:
        """The whole of the line, where there is room for it."""
        super()._into_sight()
        last, line = self.cursor, self.line
        while last + 1 < len(self._rows) and self._rows[last + 1].line is line is not None:
            last += 1
        self.top = max(self.top, min(self.cursor, last - self.page_rows + 1))

    def moved(self) -> None:
        """Another line is explained."""
        self._moved()


def _is_same(one: ScriptLine, other: ScriptLine) -> bool:
    return (one.branch is None, one.number, one.language, one.index) == (
        other.branch is None, other.number, other.language, other.index)  # fmt: skip


def _headed(start: str, when: str, then: str, cells: int) -> tuple[Piece, ...]:
    leads = f"  → {then}" if then else ""
    return (
        (start, Ink.QUIET),
        (cut(when, max(8, cells - width(start) - width(leads))), Ink.CUSTOMER),
        (leads, Ink.QUIET),
    )


def _lines(
    part: Step | Block, branch: Branch | None, number: int, cells: int, tagged: bool
) -> Iterator[_Row]:
    indent = _LINE if branch is None else _BRANCH_LINE
    for language, texts in (branch or part).say.items():
        for index, text in enumerate(texts):
            line = ScriptLine(
                part=part, branch=branch, number=number, language=language, text=text, index=index
            )
            tag = f"{language}  " if tagged else ""
            start = tag if index == 0 else f"{' ' * max(0, len(tag) - 3)}or "
            room = max(cells - len(indent) - max(len(tag), len(start)), 8)
            for at, (low, high) in enumerate(lines_of(text, room)):
                before = start if at == 0 else " " * len(start)
                yield _Row(
                    ((indent, Ink.PLAIN), (before, Ink.QUIET), (text[low:high], Ink.PLAIN)),
                    line,
                    at == 0,
                )
