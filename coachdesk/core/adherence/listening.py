"""A script listened for in calls: its lines in the agent's words, its objections in the customer's.

The engine's own signals do it: every step and block is a signal that is close to one of its lines,
every `hears` a signal of the customer's. What silence means is the engine's to say as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call, Speaker
from coachdesk.core.engine.hearing import Hearing
from coachdesk.core.engine.likeness import closest
from coachdesk.core.engine.nearness import closest_words
from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.phrases import parse_phrase
from coachdesk.core.engine.scan import Scanner, Spoken
from coachdesk.core.engine.signals import Heard, Like, Party, Signal, Span
from coachdesk.core.scripts import Block, Script, Step
from coachdesk.core.text import Line

AT_LEAST = 80
"""Similarity, 0 to 100, from which words are the line's own: as for signals of scorecards."""
NEAR = 70
"""Similarity from which words nearly are."""

_SLOT = re.compile(r"\{([a-z_]+)\}")
_AGENT = frozenset((Speaker.AGENT, Speaker.UNKNOWN))


class Ears:
    """What was heard of one script in one call."""

    def __init__(self, listener: "Listener", hearing: Hearing) -> None:
        self._listener = listener
        self._hearing = hearing
        self.spoken = hearing.spoken

    @property
    def call(self) -> Call:
        """The call itself."""
        return self.spoken.call

    def said(self, part: str) -> Heard:
        """What became of the lines of a step or block."""
        return self._hearing.heard(self._listener.line_signals[part])

    def spans_said(self) -> list[Span]:
        """Every stretch where a line of the script was heard."""
        return [
            span
            for part in self._listener.line_signals
            for occurrence in self.said(part).occurrences
            for span in occurrence.spans
        ]

    def raised(self, hears: tuple[str, ...]) -> Heard:
        """What became of an objection that the listener knows."""
        return self._hearing.heard(self._listener.objection_signals[hears])

    def near(self, part: str, after_run: int = -1) -> Span | None:
        """The agent's words that come nearest to a line of the part, or None.

        Args:
            part: id of a step or block.
            after_run: only in runs after this one.
        """
        like = Like(lines=self._listener.filled(part, self.spoken.values), at_least=NEAR)
        best: tuple[float, int, int, int] | None = None
        for run in self.spoken.runs:
            if run.speaker is Speaker.AGENT and run.index > after_run:
                found = closest(like, self.spoken.line(run.index))
                if found is not None and (best is None or found[2] > best[0]):
                    best = found[2], run.index, found[0], found[1]
        if best is None:
            return None
        (span, *_) = self.spoken.match(*best[1:])[3]
        return span

    def lacking(self, part: str, words: str) -> tuple[str, tuple[str, ...]]:
        """The line of the part that these words come nearest to, and what of it they lack.

        Args:
            part: id of a step or block.
            words: of the agent, as written.
        """
        lines = self._listener.filled(part, self.spoken.values)
        found = min(
            closest_words((), lines, Line([words]), self.spoken.values),
            key=lambda each: each.changes,
            default=None,
        )
        return (found.phrase, found.lacks) if found else ("", ())


class Listener:
    """One script compiled for listening; make it once, use it from one thread."""

    def __init__(
        self, script: Script, assumptions: Assumptions, known: Iterable[Block] = ()
    ) -> None:
        """Compile the script.

        Args:
            script: its steps and blocks are listened for.
            assumptions: of the desk.
            known: further blocks whose objections are listened for.
        """
        self.script = script
        self._assumptions = assumptions
        self._lines = {part.id: _lines(part) for part in script.parts()}
        signals: list[Signal] = []
        self.line_signals: dict[str, int] = {}
        self._slotted: list[tuple[int, str]] = []
        for part in script.parts():
            self.line_signals[part.id] = len(signals)
            slotted = any(_SLOT.search(line) for line in self._lines[part.id])
            if slotted:
                self._slotted.append((len(signals), part.id))
            like = Like(lines=self._lines[part.id], at_least=AT_LEAST)
            signals.append(Signal(name=part.id, like=None if slotted else like))
        self.objection_signals: dict[tuple[str, ...], int] = {}
        for block in (*script.blocks, *known):
            if block.hears and block.hears not in self.objection_signals:
                self.objection_signals[block.hears] = len(signals)
                phrases = tuple(map(parse_phrase, block.hears))
                signals.append(Signal(name=block.id, phrases=phrases, by=Party.CUSTOMER))
        self._scanner = Scanner(signals)
        self._unless: Sequence[Sequence[Exact]] = [()] * len(signals)
        self._filled: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[str, ...]] = {}

    def listen(self, calls: Iterable[Call]) -> Iterator[Ears]:
        """Every call with what was heard in it, in order, as a stream."""
        for spoken in self._scanner.scan(calls, self._assumptions.company):
            if spoken.has_words:
                self._hear_slotted(spoken)
            hearing = Hearing(
                spoken, self._scanner.signals, self._unless, self._assumptions.role_threshold
            )
            yield Ears(self, hearing)

    def filled(self, part: str, values: Mapping[str, str]) -> tuple[str, ...]:
        """The lines of a part with the values of a call; a slot without one is left out."""
        key = part, tuple(values.items())
        if key not in self._filled:
            self._filled[key] = tuple(
                _SLOT.sub(lambda slot: values.get(slot[1], ""), line) for line in self._lines[part]
            )
        return self._filled[key]

    def _hear_slotted(self, spoken: Spoken) -> None:
        """Lines with slots, which are other words in every call: filled first, then compared."""
        for index, part in self._slotted:
            like = Like(lines=self.filled(part, spoken.values), at_least=AT_LEAST)
            for run in spoken.runs:
                if run.speaker in _AGENT:
                    found = closest(like, spoken.line(run.index))
                    if found is not None:
                        match = spoken.match(run.index, found[0], found[1])
                        spoken.matches.setdefault(index, []).append(match)


def _lines(part: Step | Block) -> tuple[str, ...]:
    return tuple(text for texts in part.say.values() for text in texts)
