"""The lines under transcript and card: why the answer under the cursor is what it is."""

from collections.abc import Iterator, Sequence

from coachdesk.core.answers import allowed
from coachdesk.core.engine.signals import Occurrence, Span
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer, Source
from coachdesk.core.form import Criterion, scored
from coachdesk.core.reviews import Change
from coachdesk.core.score.completions import fails_call, is_critical
from coachdesk.report.figures import points
from coachdesk.report.quotes import looked, quotes
from coachdesk.report.reported import Reported
from coachdesk.report.verdicts import explanation
from coachdesk.tui.drawing import Piece, cells_of
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import lines_of

Line = tuple[Piece, ...]


class Detail(Pane):
    """Says it in as many rows as it has; the rest can be scrolled with the whole of it opened."""

    DEFAULT_CSS = "Detail { height: 5; width: 1fr; }"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.can_focus = False
        self._title: Line = ()
        self._texts: Sequence[tuple[str, Ink]] = ()
        self._lines: list[Piece] = []

    def show(self, title: Line, texts: Sequence[tuple[str, Ink]]) -> None:
        """Another answer."""
        self._title, self._texts = title, texts
        self.top = self.cursor = 0
        self._wrap()
        self.refresh()

    def clear(self) -> None:
        """Nothing to explain."""
        self.show((), ())

    def _wrap(self) -> None:
        cells = max(self.size.width - 4, 10)
        # A question that is cut is told whole below.
        is_cut = cells_of(self._title) > self.size.width > 0
        question = [(self._title[-1][0], Ink.STRONG)] if is_cut else []
        self._lines = [
            (text[start:end], ink)
            for text, ink in (*question, *self._texts)
            for start, end in lines_of(text, cells)
        ]

    def changed(self) -> None:
        """Wraps anew."""
        self._wrap()
        super().changed()

    def count(self) -> int:
        """Wrapped lines."""
        return len(self._lines)

    @property
    def shows_cursor(self) -> bool:
        """Nothing is chosen here."""
        return False

    @property
    def wanted_rows(self) -> int:
        """Rows in which all of it would be seen."""
        return 1 + len(self._lines)

    def head(self, cells: int) -> Sequence[Sequence[Piece]]:
        """The question, on a bar that parts it from what is above."""
        room = " " * cells
        return ([*self._title, (room, Ink.BAR)],)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """One line of the reasons."""
        text, ink = self._lines[number]
        return [("  ", Ink.PLAIN), (text, ink)]


def evidence_of(answer: Answer) -> list[tuple[Occurrence, Span]]:
    """Every stretch of words that decided the answer, in the order of the call."""
    if answer.verdict is None:
        return []
    return [(each, span) for each in answer.verdict.evidence for span in each.spans]


def title_of(reported: Reported, criterion: Criterion, answer: Answer, looks: Looks) -> Line:
    """The question in words."""
    return (
        (f" {looks.sign(answer.state)} ", Ink.BAR_STRONG),
        (f"{criterion.id}  ", Ink.BAR_STRONG),
        (criterion.ask, Ink.BAR),
    )


def reasons(
    reported: Reported,
    criterion: Criterion,
    answer: Answer,
    change: Change | None,
    at: int | None,
    time: "Sequence[str]",
    ways: str = "",
) -> Iterator[tuple[str, Ink]]:
    """Why, line by line: who answered, the words, what was searched, the nearest miss.

    `ways` tells how an open question is answered; empty: in the words of `core.answers`.
    """
    yield _who(reported, criterion, answer, change, time), Ink.QUIET
    call = reported.call
    verdict = answer.verdict
    if call is not None and verdict is not None:
        pairs = [pair for each in verdict.evidence for pair in _named(reported, each)]
        for number, (name, whence, words) in enumerate(pairs):
            place = f"{number + 1}/{len(pairs)} " if len(pairs) > 1 else ""
            ink = Ink.STRONG if at is not None and number == at else Ink.PLAIN
            yield f"{place}{name}: {whence}  {words}", ink
        yield from ((line, Ink.PLAIN) for line in explanation(reported, criterion, answer))
        explained = reported.explained.get(criterion.id)
        if explained is not None and answer.state is not State.FAIL and not pairs:
            yield from ((line, Ink.QUIET) for line in looked(explained.searched))
    if answer.state is State.OPEN:
        yield ways or f"a person answers: {', '.join(allowed(criterion))}", Ink.PLAIN
    if answer.state is State.FAIL and criterion.coach:
        yield f"coach: {criterion.coach}", Ink.PLAIN
    if criterion.source:
        yield f"source: {criterion.source}", Ink.QUIET


def _named(reported: Reported, occurrence: Occurrence) -> list[tuple[str, str, str]]:
    assert reported.call is not None
    return [(occurrence.signal, who, words) for who, words in quotes(reported.call, occurrence)]


def _who(
    reported: Reported,
    criterion: Criterion,
    answer: Answer,
    change: Change | None,
    time: Sequence[str],
) -> str:
    form = f"{reported.form.id} v{reported.form.version}"
    rule = f"{_severity(criterion, answer)}{form} · {criterion.location}"
    if criterion.status.value != "trusted":
        rule += f" · {criterion.status.value}, not scored"
    if answer.source is not Source.PERSON:
        return f"automatic · {rule}" if criterion.test is not None else f"no rule · {rule}"
    name, when = time
    note = f" · “{answer.note}”" if answer.note else ""
    said = ""
    if answer.verdict is not None:
        engine = answer.verdict
        worth = "" if engine.points is None else f" {points(engine.points)}"
        said = f" · automatic said {engine.state.value.upper()}{worth}"
    return f"{name} {when}{note}{said} · {rule}"


def _severity(criterion: Criterion, answer: Answer) -> str:
    """What a critical criterion takes with it where it failed; empty: nothing."""
    if answer.state is not State.FAIL or not is_critical(criterion) or not scored(criterion):
        return ""
    takes = "fails the whole" if fails_call(criterion) else "zeroes its section"
    return f"critical: {takes} · "
