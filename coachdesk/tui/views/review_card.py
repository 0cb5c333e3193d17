"""The scorecard beside the transcript: sections, criteria, answers, and what they come to."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Criterion, Form, Section, scored
from coachdesk.core.score import Score
from coachdesk.report.figures import is_cut, percent, points, two_places
from coachdesk.report.verdicts import score_text
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import INK_OF, WORD_OF, Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import fitted, width


class _Kind(Enum):
    SECTION = auto()
    CRITERION = auto()
    LINE = auto()


class _Row(msgspec.Struct, frozen=True):
    kind: _Kind
    section: Section | None = None
    criterion: Criterion | None = None
    line: tuple[Piece, ...] = ()


class Card(Pane):
    """One row a criterion; the cursor stands on criteria only."""

    DEFAULT_CSS = "Card { width: 2fr; min-width: 34; max-width: 64; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks, id="card")
        self._rows: list[_Row] = []
        self._answers: Mapping[str, Answer] = {}
        self._score: Score | None = None
        self._disputed: frozenset[str] = frozenset()
        self._form: Form | None = None

    def show(
        self,
        form: Form,
        answers: Mapping[str, Answer],
        score: Score,
        disputed: frozenset[str],
        lines: Sequence[tuple[Piece, ...]],
    ) -> None:
        """The card as it stands; `lines` follow below the criteria."""
        # Each thread loads the form for itself: the same text is the same form.
        same = self._form is not None and self._form.sha256 == form.sha256
        at = self.criterion.id if same and self.criterion is not None else None
        self._form, self._answers, self._score = form, answers, score
        self._disputed = disputed
        self._rows = []
        for section in form.sections:
            criteria = [c for s, c in form.criteria() if s is section]
            if criteria:
                self._rows.append(_Row(_Kind.SECTION, section=section))
                self._rows += [_Row(_Kind.CRITERION, section, each) for each in criteria]
        if lines:
            self._rows.append(_Row(_Kind.LINE))
            self._rows += [_Row(_Kind.LINE, line=each) for each in lines]
        if not same:
            self.cursor = self.top = 0
        self.changed()
        if at is not None:
            self.stand_on(at)

    def clear(self) -> None:
        """No card."""
        self._form = self._score = None
        self._answers, self._rows = {}, []
        self.changed()

    def stand_on(self, criterion: str) -> bool:
        """Puts the cursor on a criterion; whether there is one of that id."""
        for number, row in enumerate(self._rows):
            if row.criterion is not None and row.criterion.id == criterion:
                self.go(number)
                return True
        return False

    def count(self) -> int:
        """Sections, criteria, and what follows."""
        return len(self._rows)

    def stops(self, number: int) -> bool:
        """Only criteria can be answered."""
        return self._rows[number].kind is _Kind.CRITERION

    @property
    def criterion(self) -> Criterion | None:
        """The one under the cursor."""
        return self._rows[self.cursor].criterion if self.cursor < len(self._rows) else None

    def criteria(self) -> list[Criterion]:
        """All of them, in order."""
        return [row.criterion for row in self._rows if row.criterion is not None]

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """The score, or its bounds."""
        if self._score is None:
            return ()
        [(text, ink), *outcome] = outcome_pieces(self._score)
        room = max(0, cells - sum(width(each) for each, _ in outcome) - 1)
        return ([(" " + fitted(text.strip(), room), ink), *outcome],)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """A section with its points, a criterion with its answer, or a line of what happened."""
        row = self._rows[number]
        if row.kind is _Kind.LINE:
            return row.line
        assert row.section is not None
        if row.criterion is None:
            return self._section(row.section, cells)
        return self._criterion(row.criterion, cells, current)

    def _section(self, section: Section, cells: int) -> Sequence[Piece]:
        found = next((s for s in self._score.sections if s.id == section.id), None) if (
            self._score) else None  # fmt: skip
        worth = f"{points(found.earned)}/{points(found.possible)}" if found else ""
        if found is not None and found.zeroed_by:
            worth += " zeroed"
        room = max(1, cells - width(worth) - 3)
        return [(" " + fitted(section.title, room), Ink.STRONG), (f" {worth} ", Ink.QUIET)]

    def _criterion(self, criterion: Criterion, cells: int, current: bool) -> Sequence[Piece]:
        answer = self._answers.get(criterion.id) or Answer(criterion=criterion.id, state=State.OPEN)
        sign = self.looks.sign(answer.state)
        ink = INK_OF[answer.state] if scored(criterion) else Ink.QUIET
        worth = self._worth(criterion, answer)
        flags = "!" if criterion.id in self._disputed else " "
        room = max(1, cells - 9 - width(worth) - 2)
        return [
            (self.looks.glyph("cursor") if current else " ", Ink.KEY),
            (f"{sign} {WORD_OF[answer.state]:<4}", ink),
            (mark_of(answer), Ink.KEY),
            (flags, Ink.FAIL),
            (fitted(criterion.id, room), Ink.PLAIN if scored(criterion) else Ink.QUIET),
            (" " + worth + " ", Ink.QUIET),
        ]

    def _worth(self, criterion: Criterion, answer: Answer) -> str:
        if not scored(criterion):
            return criterion.status.value
        if answer.points is None:
            return f"{points(criterion.points)}" if answer.state is State.OPEN else ""
        return f"{points(answer.points)}/{points(criterion.points)}"


def outcome_pieces(score: Score) -> list[Piece]:
    """The score or its bounds, then the outcome in words."""
    outcome = score.outcome.value.replace("_", " ")
    ink = {"PASS": Ink.PASS, "FAIL": Ink.FAIL}.get(outcome, Ink.UNKNOWN)
    return [(f" {_number(score)}", Ink.STRONG), (f" {outcome}", ink), (" ", Ink.PLAIN)]


def _number(score: Score) -> str:
    if score.shown is not None or score.low is None or score.high is None:
        return score_text(score)
    cut = is_cut(score)
    return f"{two_places(score.low, cut=cut)} to {percent(score.high, cut=cut)}"


def mark_of(answer: Answer) -> str:
    """Who answered: blank the engine, `+` a person, `*` a person against the engine."""
    if answer.source is not Source.PERSON:
        return " "
    verdict = answer.verdict
    against = verdict is not None and verdict.state in (State.PASS, State.FAIL, State.NA)
    if against and verdict is not None:
        against = (verdict.state, verdict.points) != (answer.state, answer.points)
    return "*" if against else "+"
