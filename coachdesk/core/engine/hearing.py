"""What was heard: matches become occurrences, and silence becomes false or unknown.

Meaning: docs/rules.md sections 3 and 4.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from coachdesk.core.calls import Call, Turn, end_ms_of
from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.phrases import CALL_SLOTS, slots_in
from coachdesk.core.engine.scan import Match, Spoken
from coachdesk.core.engine.signals import Edge, Heard, Occurrence, Party, Signal, Span, Window

FULL_COVERAGE = 0.95
"""Share of a call from which on a transcript counts as the whole call."""

NOTHING = Heard()
"""A signal that was searched fully and not heard."""


class Hearing:
    """The signals of one call, each worked out when first asked for."""

    def __init__(
        self,
        spoken: Spoken,
        signals: Sequence[Signal],
        unless: Sequence[Sequence[Exact]],
        role_threshold: float,
    ) -> None:
        self.spoken = spoken
        self.signals = signals
        self.role_threshold = role_threshold
        self._unless = unless
        self._heard: dict[int, Heard] = {}
        self._missing = missing_everywhere(spoken)

    @property
    def plain(self) -> bool:
        """Whether silence means false for every signal without a window in time or call slots."""
        return not self._missing and self.spoken.call.role_confidence >= self.role_threshold

    @cached_property
    def runs_of_party(self) -> Mapping[Party, int]:
        """How many runs of the call each party has."""
        spoken = Counter([run.speaker for run in self.spoken.runs])
        return {
            party: sum(runs for speaker, runs in spoken.items() if party.hears(speaker))
            for party in Party
        }

    def heard(self, index: int) -> Heard:
        """What became of the signal of that index."""
        found = self._heard.get(index)
        if found is None:
            found = self._heard[index] = self._work_out(index)
        return found

    def _work_out(self, index: int) -> Heard:
        signal = self.signals[index]
        matches = self.spoken.matches.get(index, ())
        runs = self.spoken.runs
        mine: list[Match] = []
        doubtful: list[Match] = []
        for match in matches:
            own = signal.by.hears(runs[match[0]].speaker)
            (mine if own else doubtful).append(match)
        mine = self._without_unless(index, _longest(mine))
        missing = list(self._missing)
        occurrences = [self._occurrence(signal.name, match) for match in mine]
        for window in signal.windows:
            occurrences, lost = within(window, occurrences, self.spoken, signal.by)
            missing += lost
        possible = self._possible(index, signal, doubtful) if doubtful else ()
        if needed := slots_needed(signal):
            missing += [
                f"the call has no value for {{{slot}}}"
                for slot in needed
                if slot not in self.spoken.values
            ]
        confidence = self.spoken.call.role_confidence
        unreliable = signal.by is not Party.ANYONE and confidence < self.role_threshold
        if unreliable:
            missing.append(
                f"who is agent and who customer is doubtful ({confidence:.0%} sure, "
                f"the desk asks for {self.role_threshold:.0%})"
            )
        if not occurrences and not missing and not possible:
            return NOTHING
        return Heard(
            occurrences=tuple(occurrences),
            possible=possible,
            missing=tuple(dict.fromkeys(missing)),
            unreliable=unreliable,
        )

    def _possible(self, index: int, signal: Signal, matches: list[Match]) -> tuple[Occurrence, ...]:
        """What words of unknown speakers would be, if they are the wanted speaker's."""
        found = [
            self._occurrence(signal.name, match)
            for match in self._without_unless(index, _longest(matches))
        ]
        return tuple(
            each
            for each in found
            if all(
                could_be_within(window, each, self.spoken, signal.by) for window in signal.windows
            )
        )

    def _without_unless(self, index: int, matches: list[Match]) -> list[Match]:
        """The matches that share no word with a match of an `unless` phrase."""
        if not matches or not self._unless[index]:
            return matches
        kept = []
        for match in matches:
            run, start, end, _ = match
            data = self.spoken.line(run).data
            if not any(
                low < end and start < high
                for exact in self._unless[index]
                if not exact.lacks(self.spoken.values)
                for low, high in exact.matches(data, self.spoken.values)
            ):
                kept.append(match)
        return kept

    def _occurrence(self, name: str, match: Match) -> Occurrence:
        run, start, end, spans = match
        start_ms, end_ms, turn_times = times_of(self.spoken.call, spans)
        return Occurrence(
            signal=name,
            run=run,
            start=start,
            end=end,
            spans=spans,
            start_ms=start_ms,
            end_ms=end_ms,
            turn_times=turn_times,
        )


@lru_cache(maxsize=4096)
def slots_needed(signal: Signal) -> tuple[str, ...]:
    """The slots of the signal whose value a call must carry, sorted."""
    return tuple(sorted({s for phrase in signal.phrases for s in slots_in(phrase) & CALL_SLOTS}))


def missing_everywhere(spoken: Spoken) -> tuple[str, ...]:
    """Why no search of this call can be complete, in words; empty when it can."""
    if not spoken.has_words:
        return ("nobody says a word in this transcript",)
    coverage = spoken.coverage
    if coverage is not None and coverage < FULL_COVERAGE:
        return (f"the transcript covers {coverage:.0%} of the call",)
    return ()


def _longest(matches: list[Match]) -> list[Match]:
    """Of overlapping matches the longest (then the leftmost), in order."""
    if len(matches) < 2:
        return matches
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m[1] - m[2], m[0], m[1])):
        run, start, end, _ = match
        if not any(r == run and low < end and start < high for r, low, high, _ in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: (m[0], m[1], m[2]))


def times_of(call: Call, spans: Sequence[Span]) -> tuple[int | None, int | None, bool]:
    """(start_ms, end_ms, whether they are those of whole turns) of the spans."""
    first, last = call.turns[spans[0].turn], call.turns[spans[-1].turn]
    start_ms, from_words = _word_start(first, spans[0])
    end_ms, to_words = _word_end(last, spans[-1])
    return start_ms, end_ms, not (from_words and to_words)


def _word_start(turn: Turn, span: Span) -> tuple[int | None, bool]:
    for word in turn.words:
        if word.end > span.start and word.start_ms is not None:
            return (word.start_ms, True) if word.start < span.end else (turn.start_ms, False)
    return turn.start_ms, False


def _word_end(turn: Turn, span: Span) -> tuple[int | None, bool]:
    for word in reversed(turn.words):
        if word.start < span.end and word.end_ms is not None:
            return (word.end_ms, True) if word.end > span.start else (turn.end_ms, False)
    return turn.end_ms, False


def within(
    window: Window, occurrences: Sequence[Occurrence], spoken: Spoken, by: Party
) -> tuple[list[Occurrence], list[str]]:
    """The occurrences inside the window, and why the window could not be applied in full."""
    mine = [run for run in spoken.runs if by.hears(run.speaker)]
    if window.turns is not None:
        if window.edge is Edge.LAST and breaks_off(spoken.call):
            return [], [f"'{window}' needs the end of the call, and the transcript breaks off"]
        allowed = _chosen(window, [run.index for run in mine])
        return [each for each in occurrences if each.run in allowed], []
    assert window.ms is not None
    turns = spoken.call.turns
    untimed = any(
        turns[at].start_ms is None for run in mine for at in range(run.first, run.last + 1)
    )
    end_ms = end_ms_of(spoken.call) if window.edge is Edge.LAST else 0
    if end_ms is None or (untimed and not any(turn.start_ms is not None for turn in turns)):
        return [], [f"'{window}' needs times, and the transcript has none"]
    kept = [
        each
        for each in occurrences
        if each.start_ms is not None and _distance(window, each.start_ms, end_ms) < window.ms
    ]
    return kept, [f"'{window}' needs times that some turns lack"] if untimed else []


def could_be_within(window: Window, one: Occurrence, spoken: Spoken, by: Party) -> bool:
    """Whether words of an unknown speaker are inside the window if they are the party's."""
    if window.turns is not None:
        if window.edge is Edge.LAST and breaks_off(spoken.call):
            return True
        mine = [run.index for run in spoken.runs if by.hears(run.speaker) or run.index == one.run]
        return one.run in _chosen(window, mine)
    assert window.ms is not None
    end_ms = end_ms_of(spoken.call) if window.edge is Edge.LAST else 0
    if end_ms is None or one.start_ms is None:
        return True
    return _distance(window, one.start_ms, end_ms) < window.ms


def breaks_off(call: Call) -> bool:
    """Whether the transcript ends well before the call, so that nobody knows the last turns."""
    ends = [turn.end_ms for turn in call.turns if turn.end_ms is not None]
    return bool(call.duration_ms and ends) and max(ends) < FULL_COVERAGE * (call.duration_ms or 0)


def _chosen(window: Window, runs: list[int]) -> frozenset[int]:
    """The runs of the party that a window of turns takes."""
    assert window.turns is not None
    return frozenset(runs[: window.turns] if window.edge is Edge.FIRST else runs[-window.turns :])


def _distance(window: Window, start_ms: int, end_ms: int) -> int:
    return start_ms if window.edge is Edge.FIRST else end_ms - start_ms
