"""One question of an exam with its options, under the time that is left."""

from collections.abc import Callable, Sequence

from coachdesk.core.certification.exam import Question
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import lines_of

_Row = tuple[int | None, bool, str]
"""The option's number or None, whether it is its first line, and the text."""
_INDENT = 10
"""Cells of the cursor's sign, the digit, and the mark of what is chosen."""


class QuestionPane(Pane):
    """The cursor stands on options; digits choose them too."""

    def __init__(self, looks: Looks, standing: Callable[[], Sequence[Piece]]) -> None:
        super().__init__(looks)
        self.question: Question | None = None
        self.chosen: frozenset[str] = frozenset()
        self._standing = standing
        """What the first line says: which question, how many answered, the time left."""
        self._rows: list[_Row] = []

    def show(self, question: Question | None, chosen: frozenset[str]) -> None:
        """Another question, or other options of it chosen."""
        other = question is None or self.question is None or question.id != self.question.id
        self.question, self.chosen = question, chosen
        if other:
            self.cursor = self.top = 0
        self.changed()
        if other and question is not None:
            self.stand_on_option(0)

    def stand_on_option(self, number: int) -> None:
        """The cursor to this option, counted from 0."""
        rows = (at for at, (option, _, _) in enumerate(self._rows) if option == number)
        at = next(rows, None)
        if at is not None:
            self.go(at)

    @property
    def option(self) -> str | None:
        """The key of the option under the cursor."""
        number = self._rows[self.cursor][0] if self.cursor < len(self._rows) else None
        if number is None or self.question is None:
            return None
        return self.question.options[number].key

    def changed(self) -> None:
        """Wraps anew."""
        self._rows = list(self._wrapped(max(self.size.width - 1, 20)))
        super().changed()

    def _wrapped(self, cells: int) -> Sequence[_Row]:
        question = self.question
        if question is None:
            return ()
        several = " (all that are right)" if question.several else ""
        asked = f"{question.ask}{several}"
        rows: list[_Row] = [(None, False, "")]
        rows += [(None, True, asked[a:b]) for a, b in lines_of(asked, cells - 4)]
        rows.append((None, False, ""))
        for number, option in enumerate(question.options):
            lines = lines_of(option.text, cells - _INDENT - 2)
            rows += [(number, not at, option.text[a:b]) for at, (a, b) in enumerate(lines)]
            rows.append((None, False, ""))
        return rows

    def count(self) -> int:
        """Lines."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """On the first line of an option."""
        option, first, _ = self._rows[number]
        return option is not None and first

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """Where in the exam, and how long still."""
        return (self._standing(),)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A line of the question or of an option."""
        option, first, text = self._rows[number]
        if option is None or self.question is None:
            return (("  ", Ink.PLAIN), (text, Ink.STRONG if first else Ink.PLAIN))
        if not first:
            return ((" " * _INDENT, Ink.PLAIN), (text, Ink.PLAIN))
        key = self.question.options[option].key
        taken = key in self.chosen
        pair = ("[ ]", "[x]") if self.question.several else ("( )", "(x)")
        sign = self.looks.glyph("cursor") if current else " "
        return (
            (f" {sign} ", Ink.KEY),
            (f"{option + 1}", Ink.KEY),
            (f"  {pair[taken]} ", Ink.OPEN if taken else Ink.QUIET),
            (text, Ink.STRONG if taken else Ink.PLAIN),
        )
