"""Why a verdict is what it is: where the engine looked, and the nearest miss. Made on request."""

from collections.abc import Iterator

from coachdesk.core.engine.conditions import Metric, measures_in, signals_in
from coachdesk.core.engine.fields import shown_field
from coachdesk.core.engine.hearing import FULL_COVERAGE
from coachdesk.core.engine.nearness import closest_words
from coachdesk.core.engine.scan import Spoken
from coachdesk.core.engine.searches import Nearest, Search, Searched
from coachdesk.core.engine.signals import Party, Signal
from coachdesk.core.engine.truth import Facts
from coachdesk.core.engine.verdicts import Test, conditions_of


def searched(test: Test, facts: Facts) -> Searched:
    """Where the engine looked to answer the test about this call."""
    measures = [each for condition in conditions_of(test) for each in measures_in(condition)]
    metrics: dict[str, float | None] = {}
    fields: dict[str, str | None] = {}
    for each in measures:
        if isinstance(each, Metric):
            value = facts.metrics.of(each.name)
            metrics[each.name] = None if value is None else float(value)
        else:
            fields[each.name] = shown_field(each.name, facts.call)
    return Searched(
        signals=tuple(_search(signal, facts) for signal in named_signals(test, facts)),
        metrics=metrics,
        fields=fields,
        coverage=_coverage(facts.hearing.spoken.coverage),
    )


def named_signals(test: Test, facts: Facts) -> list[Signal]:
    """The signals that the test's conditions name, each once, in order."""
    names = dict.fromkeys(
        name for condition in conditions_of(test) for name, _ in signals_in(condition)
    )
    return [facts.hearing.signals[facts.names[name]] for name in names]


def _search(signal: Signal, facts: Facts) -> Search:
    count = facts.hearing.runs_of_party[signal.by]
    for window in signal.windows:
        if window.turns is not None:
            count = min(count, window.turns)
    return Search(
        signal=signal.name,
        speaker=signal.by.value,
        window=" and ".join(map(str, signal.windows)) or "whole call",
        turns=count,
        found=len(facts.heard(signal.name).occurrences),
    )


def _coverage(coverage: float | None) -> str:
    if coverage is None:
        return "taken as complete"
    return "complete" if coverage >= FULL_COVERAGE else f"{coverage:.0%}"


def nearest(test: Test, facts: Facts) -> Nearest | None:
    """The nearest miss among the test's unheard signals; None without words to compare."""
    misses = [
        miss
        for signal in named_signals(test, facts)
        if not facts.heard(signal.name).occurrences and (miss := nearest_to(signal, facts))
    ]
    return min(misses, key=lambda miss: miss.changes, default=None)


def nearest_to(signal: Signal, facts: Facts) -> Nearest | None:
    """The stretch that came closest to the signal; None where no word agrees."""
    return min(_misses(signal, facts.hearing.spoken), key=lambda miss: miss.changes, default=None)


def _misses(signal: Signal, spoken: Spoken) -> Iterator[Nearest]:
    texts = signal.like.lines if signal.like else ()
    for run in spoken.runs:
        if signal.by is not Party.ANYONE and not signal.by.hears(run.speaker):
            continue
        line = spoken.line(run.index)
        for found in closest_words(signal.phrases, texts, line, spoken.values):
            _, _, _, spans = spoken.match(run.index, found.start, found.end)
            span = spans[0]
            yield Nearest(
                signal=signal.name,
                phrase=found.phrase,
                span=span,
                text=spoken.call.turns[span.turn].text[span.start : span.end],
                changes=found.changes,
                lacks=found.lacks,
            )
