"""Two versions of a scorecard about the same call: which answers differ, and the sums of that."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from coachdesk.core.calls import Call
from coachdesk.core.engine.signals import Occurrence
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.flips.values import (
    Agreement,
    CardFlips,
    CriterionFlips,
    Flip,
    Lone,
    Quote,
    Restated,
    Side,
)
from coachdesk.core.form import Criterion, Form, scored
from coachdesk.core.rates import rate
from coachdesk.core.score import Outcome
from coachdesk.core.scored import Scored

MOST_QUOTES = 3
"""Quotes kept on each side of a flip."""
_Key = TypeVar("_Key")
_NOBODY: Mapping[str, State] = {}


class Comparison:
    """Two versions of one scorecard; add what they say about calls, then ask for the sums."""

    def __init__(self, before: Form, after: Form, only: frozenset[str] | None = None) -> None:
        """Prepare the criteria that can be compared.

        Args:
            before: one version.
            after: the other.
            only: the criteria to look at; None: all. Outcomes are of the whole scorecard always.
        """
        self.before, self.after = before, after
        old, new = _criteria(before), _criteria(after)
        wanted = {each for each in (*old, *new) if only is None or each in only}
        self._both = [(old[name], new[name]) for name in old if name in new and name in wanted]
        self._pairs = [(a[0], b[0], a[1], b[1]) for a, b in self._both]
        self._added = [each for name, each in new.items() if name in wanted and name not in old]
        self._removed = [each for name, each in old.items() if name in wanted and name not in new]
        self._calls = self._only_before = self._only_after = self._rescored = self._flipped = 0
        self._outcomes: Counter[tuple[Outcome, Outcome]] = Counter()
        self._directions: dict[str, Counter[tuple[State, State]]] = {}
        self._said = {
            criterion.id: Counter[State]() for _, criterion in (*self._added, *self._removed)
        }
        self._agreed: dict[str, Counter[str]] = {}

    def add(
        self,
        before: Scored | None,
        after: Scored | None,
        people: Mapping[str, State] = _NOBODY,
    ) -> tuple[Flip, ...]:
        """Counts one call, and gives its flips in the order of the earlier form.

        Args:
            before: what the earlier version says; None: it does not apply to the call.
            after: what the later one says; None likewise.
            people: criterion to what a person answered about this call.
        """
        if before is None or after is None:
            self._only_before += before is not None
            self._only_after += after is not None
            return ()
        self._calls += 1
        if before.score.outcome is not after.score.outcome:
            self._outcomes[before.score.outcome, after.score.outcome] += 1
        self._rescored += before.score.shown != after.score.shown
        old, new = before.evaluation.answers, after.evaluation.answers
        for at, criterion in self._added:
            self._said[criterion.id][new[at].state] += 1
        for at, criterion in self._removed:
            self._said[criterion.id][old[at].state] += 1
        flips = tuple(
            _flip(before, after, (was, asked), (now, asks), people.get(asked.id))
            for at, then, asked, asks in self._pairs
            if (was := old[at]).state is not (now := new[then]).state
            or _share(was, asked) != _share(now, asks)
        )
        self._flipped += bool(flips)
        for flip in flips:
            self._count(flip)
        return flips

    def _count(self, flip: Flip) -> None:
        directions = self._directions.setdefault(flip.criterion, Counter())
        directions[flip.before.state, flip.after.state] += 1
        if flip.person is not None and flip.person is not State.UNKNOWN:
            agreed = self._agreed.setdefault(flip.criterion, Counter())
            agreed["of"] += 1
            agreed["before"] += flip.person is flip.before.state
            agreed["after"] += flip.person is flip.after.state

    def sums(self) -> CardFlips:
        """Everything added so far."""
        rows = [
            CriterionFlips(
                criterion=asked.id,
                counts=scored(asked) or scored(asks),
                directions=_most_first(self._directions[asked.id]),
                people=self.people(asked.id),
            )
            for (_, asked), (_, asks) in self._both
            if asked.id in self._directions
        ]
        return CardFlips(
            scorecard=self.after.id,
            before=self.before.version,
            after=self.after.version,
            calls=self._calls,
            only_before=self._only_before,
            only_after=self._only_after,
            outcomes=_most_first(self._outcomes),
            rescored=self._rescored,
            flipped=self._flipped,
            criteria=tuple(sorted(rows, key=lambda each: -each.flips)),
            added=tuple(self._lone(each) for _, each in self._added),
            removed=tuple(self._lone(each) for _, each in self._removed),
            restated=tuple(
                Restated(criterion=asked.id, before=asked.status, after=asks.status)
                for (_, asked), (_, asks) in self._both
                if asked.status is not asks.status
            ),
        )

    def people(self, *criteria: str) -> Agreement:
        """How often people agree with each side, over the flips of these criteria; none: of all."""
        return agreement(
            self._agreed[each] for each in criteria or self._agreed if each in self._agreed
        )

    def counted(self) -> Iterator[Counter[str]]:
        """The counts behind `people`, for sums over several scorecards."""
        yield from self._agreed.values()

    def _lone(self, criterion: Criterion) -> Lone:
        return Lone(criterion=criterion.id, states=_most_first(self._said[criterion.id]))


def compared(
    before: Form, after: Form, results: Iterable[tuple[Scored | None, Scored | None]]
) -> tuple[CardFlips, tuple[Flip, ...]]:
    """The sums and every flip of pairs that are held in memory; a stream uses `Comparison`."""
    comparison = Comparison(before, after)
    flips = [flip for pair in results for flip in comparison.add(*pair)]
    return comparison.sums(), tuple(flips)


def agreement(counts: Iterable[Counter[str]]) -> Agreement:
    """The agreement that these counts come to."""
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return Agreement(
        before=rate(total["before"], total["of"]), after=rate(total["after"], total["of"])
    )


def side_of(call: Call, criterion: Criterion, answer: Answer) -> Side:
    """What an answer says, with the words that decided it."""
    verdict = answer.verdict
    evidence = verdict.evidence if verdict else ()
    return Side(
        state=answer.state,
        points=answer.points,
        of=criterion.points,
        quotes=tuple(_quotes(call, evidence))[:MOST_QUOTES],
        heard=len(evidence),
        reason=(verdict.reason if verdict else None) or "",
    )


def _criteria(form: Form) -> dict[str, tuple[int, Criterion]]:
    return {criterion.id: (at, criterion) for at, (_, criterion) in enumerate(form.criteria())}


def _share(answer: Answer, criterion: Criterion) -> Fraction | None:
    """Of the points, so that other weights are no flips; None where none were earned or lost."""
    if answer.points is None or answer.state is not State.PASS:
        return None
    return answer.points / criterion.points


def _flip(
    before: Scored,
    after: Scored,
    was: tuple[Answer, Criterion],
    now: tuple[Answer, Criterion],
    person: State | None,
) -> Flip:
    call = after.call
    return Flip(
        call=call.id,
        agent=call.agent,
        started_at=call.started_at,
        scorecard=after.form.id,
        criterion=was[1].id,
        counts=scored(was[1]) or scored(now[1]),
        before=side_of(before.call, was[1], was[0]),
        after=side_of(call, now[1], now[0]),
        outcome_before=before.score.outcome,
        outcome_after=after.score.outcome,
        shown_before=before.score.shown,
        shown_after=after.score.shown,
        person=person,
    )


def _quotes(call: Call, evidence: tuple[Occurrence, ...]) -> Iterator[Quote]:
    for occurrence in evidence[:MOST_QUOTES]:
        for position, span in enumerate(occurrence.spans):
            turn = call.turns[span.turn]
            start_ms = occurrence.start_ms if position == 0 else None
            yield Quote(
                signal=occurrence.signal,
                turn=span.turn,
                start=span.start,
                end=span.end,
                speaker=turn.speaker,
                label=turn.label,
                start_ms=turn.start_ms if start_ms is None else start_ms,
                text=turn.text[span.start : span.end],
                goes_on_before=bool(turn.text[: span.start].strip()),
                goes_on_after=bool(turn.text[span.end :].strip(" .,;:!?。，！？")),
            )


def _most_first(counts: Counter[_Key]) -> dict[_Key, int]:
    return dict(counts.most_common())
