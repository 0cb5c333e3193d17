"""From calls to what can be heard in them: the one hot loop.

A batch of calls becomes one buffer of lines, one line a run. One pass finds where an anchor of a
phrase stands; only there the exact expression runs, on the words with their spans.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import Any

import re2

from coachdesk.core.calls import Call, Run, Speaker, coverage_of, runs_of, slot_values
from coachdesk.core.engine.likeness import closest
from coachdesk.core.engine.lines import lines_of
from coachdesk.core.engine.patterns import Exact, anchor
from coachdesk.core.engine.phrases import Phrase
from coachdesk.core.engine.prefilter import ENOUGH_BYTES, Prefilter, patterns_by_line
from coachdesk.core.engine.signals import Party, Signal, Span
from coachdesk.core.text import Line

BATCH = 256
"""Calls scanned together; larger gives nothing more."""

Match = tuple[int, int, int, tuple[Span, ...]]
"""(run, start, end, spans): byte offsets in the run's line, spans in the text as written."""


class Spoken:
    """One call as its runs and their words, and the matches found in them so far."""

    def __init__(self, call: Call, runs: Sequence[Run], company: str | None) -> None:
        self.call = call
        self.runs = runs
        self.company = company
        self.matches: dict[int, list[Match]] = {}
        """Index of a signal to its matches by anyone it may hear, unknown speakers included."""
        self.has_words = False
        self._lines: dict[int, Line] = {}

    def line(self, run: int) -> Line:
        """The words of a run, worked out once."""
        found = self._lines.get(run)
        if found is None:
            first, last = self.runs[run].first, self.runs[run].last
            found = Line([turn.text for turn in self.call.turns[first : last + 1]])
            self._lines[run] = found
        return found

    def match(self, run: int, start: int, end: int) -> Match:
        """The match of line.data[start:end], with its spans."""
        first = self.runs[run].first
        found = self.line(run).spans(start, end)
        return run, start, end, tuple(Span(first + turn, low, high) for turn, low, high in found)

    @cached_property
    def coverage(self) -> float | None:
        """Share of the call that was transcribed; None where it can't be known."""
        return coverage_of(self.call)

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The values of the slots that the call carries."""
        return slot_values(self.call, self.company)


class Scanner:
    """Signals compiled for scanning. Make it once; not for several threads at a time."""

    def __init__(self, signals: Sequence[Signal], *, enough_bytes: int = ENOUGH_BYTES) -> None:
        self.signals = tuple(signals)
        phrases: dict[Phrase, int] = {}
        self._users: list[list[int]] = []
        for index, signal in enumerate(self.signals):
            for phrase in dict.fromkeys(signal.phrases):
                at = phrases.setdefault(phrase, len(phrases))
                if at == len(self._users):
                    self._users.append([])
                self._users[at].append(index)
        self._exact = [Exact(phrase) for phrase in phrases]
        self._prefilter = Prefilter(
            [anchor(phrase) for phrase in phrases], enough_bytes=enough_bytes
        )
        self._wanted = [
            frozenset().union(*(_heard_by(self.signals[user].by) for user in users))
            for users in self._users
        ]
        self._regexes = [
            (index, user_pattern(signal.regex))
            for index, signal in enumerate(self.signals)
            if signal.regex is not None
        ]
        self._likes = [
            (index, signal.like)
            for index, signal in enumerate(self.signals)
            if signal.like is not None
        ]

    def scan(self, calls: Iterable[Call], company: str | None = None) -> Iterator[Spoken]:
        """Every call with its matches, in order, as a stream.

        Args:
            calls: consumed in batches.
            company: the value of `{company}` for calls whose metadata has none.
        """
        remaining = iter(calls)
        while batch := list(islice(remaining, BATCH)):
            yield from self._scan_batch(batch, company)

    def _scan_batch(self, calls: Sequence[Call], company: str | None) -> list[Spoken]:
        spoken: list[Spoken] = []
        owners: list[tuple[Spoken, Run]] = []
        texts: list[str] = []
        for call in calls:
            each = Spoken(call, runs_of(call), company)
            spoken.append(each)
            turns = call.turns
            for run in each.runs:
                owners.append((each, run))
                if run.first == run.last:
                    texts.append(turns[run.first].text)
                else:
                    texts.append(" ".join([t.text for t in turns[run.first : run.last + 1]]))
        if texts:
            self._hear_phrases(lines_of(texts), spoken, owners)
        for each in spoken:
            if each.has_words:
                self._hear_regexes(each)
                self._hear_lines(each)
        return spoken

    def _hear_phrases(
        self, lines: list[bytes], spoken: Sequence[Spoken], owners: Sequence[tuple[Spoken, Run]]
    ) -> None:
        starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        begin = 0
        for each in spoken:
            end = begin + len(each.runs)
            each.has_words = any(line.strip() for line in lines[begin:end])
            begin = end
        hits = patterns_by_line(self._prefilter.hits(b"\n".join(lines)), starts)
        for index, patterns in hits.items():
            each, run = owners[index]
            for pattern in patterns:
                if run.speaker not in self._wanted[pattern]:
                    continue
                exact = self._exact[pattern]
                if exact.slots and exact.lacks(each.values):
                    continue
                found = [
                    each.match(run.index, start, end)
                    for start, end in exact.matches(each.line(run.index).data, each.values)
                ]
                if found:
                    for user in self._users[pattern]:
                        if run.speaker in _heard_by(self.signals[user].by):
                            each.matches.setdefault(user, []).extend(found)

    def _hear_regexes(self, each: Spoken) -> None:
        for index, pattern in self._regexes:
            wanted = _heard_by(self.signals[index].by)
            for run in each.runs:
                if run.speaker not in wanted:
                    continue
                line = each.line(run.index)
                for turn in range(run.first, run.last + 1):
                    for found in pattern.finditer(each.call.turns[turn].text):
                        start, end = found.span()
                        if end > start:
                            place = line.place(turn - run.first, start, end)
                            match = (run.index, *place, (Span(turn, start, end),))
                            each.matches.setdefault(index, []).append(match)

    def _hear_lines(self, each: Spoken) -> None:
        for index, like in self._likes:
            wanted = _heard_by(self.signals[index].by)
            for run in each.runs:
                if run.speaker in wanted:
                    found = closest(like, each.line(run.index))
                    if found is not None:
                        match = each.match(run.index, found[0], found[1])
                        each.matches.setdefault(index, []).append(match)


def user_pattern(text: str) -> Any:
    """A user's expression, compiled by the linear-time engine; case-insensitive unless it says.

    Raises:
        re2.error: with the engine's reason, such as a lookahead or a backreference.
    """
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return re2.compile(text, options)


_EVERYBODY = frozenset(Speaker)
_AGENT = frozenset((Speaker.AGENT, Speaker.UNKNOWN))
_CUSTOMER = frozenset((Speaker.CUSTOMER, Speaker.UNKNOWN))


def _heard_by(party: Party) -> frozenset[Speaker]:
    """Speakers whose words count for the party, or would if they turned out to be it."""
    if party is Party.ANYONE:
        return _EVERYBODY
    return _AGENT if party is Party.AGENT else _CUSTOMER
