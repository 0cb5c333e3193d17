"""What a rule says about the desk's calls: flips of a draft, or the hits of a criterion."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import Problem
from coachdesk.core.flips import Flip, Flips, Hit, Hits, Quote
from coachdesk.core.score import Outcome
from coachdesk.report.figures import percent
from coachdesk.report.flips import card_lines, flip_lines, quoted, side_texts, whence
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import INK_OF, WORD_OF, Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import fitted, lines_of, width

_MOST_ID = 16


class FoundRow(msgspec.Struct, frozen=True):
    """One row: pieces, and the call that it leads to."""

    pieces: tuple[Piece, ...]
    about: Flip | Hit | None = None


class FoundPane(Pane):
    """Sums on top, then a row for each flip or hit."""

    def __init__(self, looks: Looks, moved: Callable[[], None]) -> None:
        super().__init__(looks, id="found")
        self._moved = moved
        self.told = ""
        self.flips: Flips | None = None
        self.hits: Hits | None = None
        self._others: tuple[Problem, ...] = ()
        self._rows: list[FoundRow] = []
        self._ids = _MOST_ID

    def show_flips(self, flips: Flips) -> None:
        """What a draft would change."""
        self.flips, self.hits, self._others = flips, None, ()
        self._anew()

    def show_hits(self, hits: Hits) -> None:
        """What one criterion says."""
        self.flips, self.hits, self._others = None, hits, ()
        self._anew()

    def tell(self, text: str, problems: Iterable[Problem] = ()) -> None:
        """A sentence, and problems that stand in other files."""
        self.flips = self.hits = None
        self._others, self.told = tuple(problems), text
        self._anew()

    def _anew(self) -> None:
        self._rows = []
        self.top = self.cursor = 0
        self.changed()

    def changed(self) -> None:
        """Makes the rows for this width; the cursor stays at what it is about."""
        about = self.current
        kept = self.flips or self.hits
        longest = max((width(each.call) for each in kept.kept), default=0) if kept else 0
        self._ids = min(longest, _MOST_ID)
        cells = max(20, self.size.width - 4)
        self._rows = list(self._made(cells))
        if about is not None:
            self.cursor = next(
                (at for at, each in enumerate(self._rows) if each.about is about), self.cursor
            )
        super().changed()

    def _made(self, cells: int) -> Iterator[FoundRow]:
        if self.flips is not None:
            for card in self.flips.cards:
                for number, text in enumerate(card_lines(card, cells)):
                    yield _told(text, Ink.STRONG if number == 0 else Ink.PLAIN)
            if not self.flips.cards:
                yield _told("the draft changes no scorecard", Ink.PLAIN)
            yield _told("", Ink.PLAIN)
            yield from (FoundRow(self._flip(each), each) for each in self.flips.kept)
            left = self.flips.flips - len(self.flips.kept)
            if left:
                yield _told(f"… and {left:,} more flips", Ink.QUIET)
        elif self.hits is not None:
            yield from self._hits(self.hits, cells)
        for problem in self._others:
            for start, end in lines_of(str(problem), cells):
                yield _told(str(problem)[start:end], Ink.WARNING)

    def _hits(self, hits: Hits, cells: int) -> Iterator[FoundRow]:
        title = f"{hits.scorecard}/{hits.criterion.id} v{hits.version}"
        for start, end in lines_of(title, cells):
            yield _told(title[start:end], Ink.STRONG)
        for start, end in lines_of(hits.criterion.ask, cells):
            yield _told(hits.criterion.ask[start:end], Ink.QUIET)
        counts = [f"{self.looks.sign(s)} {WORD_OF[s]} {n:,}" for s, n in hits.states.items()]
        if hits.beyond:
            counts.append(f"not for {hits.beyond:,} of {hits.calls:,} calls")
        words = "  ".join(counts) or "no calls"
        for start, end in lines_of(words, cells):
            yield _told(words[start:end], Ink.PLAIN)
        yield _told("", Ink.PLAIN)
        yield from (FoundRow(self._hit(each), each) for each in hits.kept)
        left = sum(hits.states.values()) - len(hits.kept)
        if left > 0:
            yield _told(f"… and {left:,} more calls", Ink.QUIET)

    def _flip(self, flip: Flip) -> tuple[Piece, ...]:
        quote = next(iter((*flip.after.quotes, *flip.before.quotes)), None)
        person: Piece = ("   ", Ink.PLAIN)
        if flip.person is not None:
            person = (f"+{self.looks.sign(flip.person)} ", INK_OF[flip.person])
        return (
            (fitted(flip.call, self._ids) + " ", Ink.PLAIN),
            *self._state(flip.before.state),
            (self.looks.glyph("arrow"), Ink.QUIET),
            *self._state(flip.after.state),
            (" ", Ink.PLAIN),
            person,
            (_words(quote, flip.agent) or flip.criterion, Ink.QUIET),
        )

    def _hit(self, hit: Hit) -> tuple[Piece, ...]:
        quote = next(iter(hit.said.quotes), None)
        return (
            (fitted(hit.call, self._ids) + " ", Ink.PLAIN),
            *self._state(hit.said.state),
            (" ", Ink.PLAIN),
            (_words(quote, hit.agent) or hit.said.reason or "no words decide it", Ink.QUIET),
        )

    def _state(self, state: State) -> tuple[Piece, ...]:
        return ((f"{self.looks.sign(state)} {WORD_OF[state]:<4}", INK_OF[state]),)

    @property
    def current(self) -> Flip | Hit | None:
        """What the row under the cursor is about."""
        return self._rows[self.cursor].about if self.cursor < len(self._rows) else None

    def detail(self, cells: int) -> tuple[tuple[Piece, ...], list[tuple[str, Ink]]] | None:
        """A title and lines about the row under the cursor."""
        about = self.current
        if about is None:
            return None
        if isinstance(about, Flip):
            first, *lines = flip_lines(about, max(40, cells))
            return ((f" {first} ", Ink.BAR_STRONG),), [(line, Ink.PLAIN) for line in lines]
        texts = [(f"    {text}", Ink.PLAIN) for text in side_texts(about.said, about.agent)]
        score = percent(about.shown, cut=about.outcome is Outcome.FAIL)
        title = f" {about.call}  {about.agent or ''}  score {score} "
        return ((title, Ink.BAR_STRONG),), texts

    def next_row(self, step: int) -> bool:
        """Goes to the next flip or hit in that direction."""
        at = self.cursor + step
        while 0 <= at < len(self._rows):
            if self._rows[at].about is not None:
                self.go(at, towards=step)
                return True
            at += step
        return False

    def count(self) -> int:
        """Rows."""
        return len(self._rows)

    def row(self, number: int, cells: int, current: bool) -> Sequence[Piece]:
        """As it was made; a sign where the cursor is."""
        here = current and self._rows[number].about is not None
        return ((self.looks.glyph("cursor") + " " if here else "  ", Ink.KEY),
                *self._rows[number].pieces)  # fmt: skip

    def when_empty(self) -> Sequence[Sequence[Piece]]:
        """What can be done."""
        cells = max(10, self.size.width - 4)
        return [
            ((f"  {self.told[start:end]}", Ink.QUIET),) for start, end in lines_of(self.told, cells)
        ]

    def moved(self) -> None:
        """The view explains another row."""
        self._moved()


def _told(text: str, ink: Ink) -> FoundRow:
    return FoundRow(((text, ink),))


def _words(quote: Quote | None, agent: str | None) -> str:
    return "" if quote is None else f"{whence(quote, agent)} {quoted(quote)}"


def summary_of(flips: Flips, seconds: float) -> str:
    """The flips in one line, the most important first."""
    outcomes = f"{flips.outcomes:,} outcome{'' if flips.outcomes == 1 else 's'}"
    people = ""
    if flips.people.before.of:
        after = flips.people.after
        people = f" · people: {after.count} of {after.of} with the draft"
    whole = "" if flips.complete else " so far"
    return (
        f"FLIPS {flips.flips:,} · {outcomes} · of {flips.calls:,} calls{whole}"
        f" · {seconds:.1f} s{people}"
    )
