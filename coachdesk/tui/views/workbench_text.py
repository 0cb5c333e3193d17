"""The text of a rule file with its problems under their lines."""

import re
from collections.abc import Iterable, Sequence

from coachdesk.core.errors import Problem, Severity
from coachdesk.desk.drafts import RuleText
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import clipped, drawn_cells, lines_of, shown

_STEP = 12
"""Cells by which the text moves sideways."""
_ID = re.compile(r"\bid:\s*['\"]?([^\s,'\"}]+)")
_PLACE = 6
"""Cells for the number of a line and the blank after it."""


class RulePane(Pane):
    """Lines of YAML, numbered; a problem stands under its line."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks, id="rule")
        self.rule: RuleText | None = None
        self.lines: Sequence[str] = ()
        self.told = "reading…"
        self._problems: dict[int, list[Problem]] = {}
        self._rows: list[tuple[int, Problem | None, str]] = []
        """Index of the line, the problem that the row is about, its text."""
        self._left = 0

    def show(self, rule: RuleText | None, problems: Iterable[Problem] = ()) -> None:
        """Another text; the cursor stays at its line."""
        line = self.line
        same = rule is not None and self.rule is not None and rule.key == self.rule.key
        self.rule = rule
        self.lines = rule.text.split("\n") if rule is not None else ()
        if self.lines and not self.lines[-1]:
            self.lines = self.lines[:-1]
        self._problems = {}
        for each in problems:
            place = each.location
            if rule is not None and place is not None and place.path == rule.shown:
                at = min(place.line, max(len(self.lines), 1)) - 1
                self._problems.setdefault(at, []).append(each)
        self._lay_out()
        if not same:
            self._left = self.top = self.cursor = 0
        self.changed()
        if same:
            self.go_line(line)

    def _lay_out(self) -> None:
        cells = max(10, self.size.width - _PLACE - 3)
        self._rows = []
        for number, text in enumerate(self.lines):
            self._rows.append((number, None, text))
            for problem in self._problems.get(number, ()):
                hint = f" ({problem.hint})" if problem.hint else ""
                words = f"{problem.code} {problem.message}{hint}"
                for at, (start, end) in enumerate(lines_of(words, cells)):
                    mark = "! " if at == 0 else "  "
                    self._rows.append((number, problem, mark + words[start:end]))

    def changed(self) -> None:
        """Wraps the problems anew."""
        self._lay_out()
        super().changed()

    @property
    def line(self) -> int:
        """The index of the line under the cursor."""
        return self._rows[self.cursor][0] if self.cursor < len(self._rows) else 0

    def go_line(self, line: int) -> None:
        """Puts the cursor on a line."""
        for at, (number, problem, _) in enumerate(self._rows):
            if number == line and problem is None:
                self.go(at)
                return

    def first_problem(self) -> int | None:
        """The index of the first line with an error, else with any problem."""
        bad = [at for at, each in self._problems.items()
               if any(one.severity is Severity.ERROR for one in each)]  # fmt: skip
        return min(bad or self._problems, default=None)

    def count(self) -> int:
        """Lines and rows of problems."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """The cursor stands on lines only."""
        return self._rows[number][1] is None

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A line with its number, or words of a problem."""
        line, problem, text = self._rows[number]
        if problem is not None:
            ink = Ink.WARNING if problem.severity is Severity.ERROR else Ink.UNKNOWN
            return ((" " * _PLACE, Ink.PLAIN), (text, ink))
        place = (f"{line + 1:>4}{'!' if line in self._problems else ' '}", Ink.QUIET)
        sign = self.looks.glyph("cursor") if current and self.has_focus else " "
        return (place, (sign, Ink.KEY), *_inked(self._seen(text)))

    def _seen(self, text: str) -> str:
        drawable = shown(text)
        skipped = clipped(drawable, self._left)
        blank = " " if drawn_cells(skipped) < min(self._left, drawn_cells(drawable)) else ""
        return blank + drawable[len(skipped) + len(blank) :] if self._left else drawable

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """That it is being read, or why there is nothing."""
        cells = max(10, self.size.width - 4)
        return [
            ((f"  {self.told[start:end]}", Ink.QUIET),) for start, end in lines_of(self.told, cells)
        ]

    def do_bottom(self, count: int | None) -> None:
        """To the last line, or the line of that number, whatever stands between them."""
        last = max(len(self.lines) - 1, 0)
        self.go_line(last if count is None else min(max(count - 1, 0), last))

    def do_right(self, count: int | None) -> None:
        """Sideways to the end of long lines."""
        self._left += _STEP
        self.refresh()

    def do_left(self, count: int | None) -> None:
        """Sideways back."""
        self._left = max(0, self._left - _STEP)
        self.refresh()


def _inked(text: str) -> Sequence[Piece]:
    if text.lstrip().startswith("#"):
        return ((text, Ink.QUIET),)
    key, colon, rest = text.partition(":")
    if colon and re.fullmatch(r"[\s-]*[\w.-]+", key):
        return ((key + colon, Ink.KEY), (rest, Ink.PLAIN))
    return ((text, Ink.PLAIN),)


def criterion_at(lines: Sequence[str], line: int, known: Iterable[str]) -> str | None:
    """The criterion in which a line stands: the nearest id above it that is one."""
    ids = set(known)
    for number in range(min(line, len(lines) - 1), -1, -1):
        for found in reversed(_ID.findall(lines[number])):
            if found in ids:
                return str(found)
    return None


def scorecard_of(lines: Sequence[str]) -> str | None:
    """The id of the scorecard that the text is, or None."""
    found = (re.match(r"scorecard:\s*['\"]?([^\s,'\"}]+)", text) for text in lines)
    return next((each[1] for each in found if each), None)


def line_of(lines: Sequence[str], criterion: str) -> int | None:
    """Where a criterion begins, or None."""
    for number, text in enumerate(lines):
        if criterion in _ID.findall(text):
            return number
    return None
