"""Examples are the unit tests of rules: run them, and see what they leave unshown or unnoticed."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.engine.conditions import (
    And,
    Condition,
    Not,
    Or,
    signals_in,
)
from coachdesk.core.engine.explain import nearest, searched
from coachdesk.core.engine.hearing import Hearing
from coachdesk.core.engine.judge import judge
from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.scan import Scanner
from coachdesk.core.engine.searches import Nearest, Searched
from coachdesk.core.engine.signals import Signal
from coachdesk.core.engine.truth import Facts
from coachdesk.core.engine.verdicts import Level, State, Test, Verdict, conditions_of
from coachdesk.core.form import Criterion, Example, Form


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one example gave."""

    criterion: Criterion
    number: int
    """From 1, within the criterion."""
    example: Example
    verdict: Verdict
    searched: Searched | None = None
    """Where the engine looked; only for an example that failed."""
    nearest: Nearest | None = None
    """The nearest miss; only for an example that failed."""

    @property
    def passed(self) -> bool:
        """Whether the verdict is the expected one, points included where they are stated."""
        return self.verdict.state is self.example.expect and (
            self.example.points is None or self.verdict.points == self.example.points
        )


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One deliberate change to a rule that no example noticed."""

    criteria: tuple[str, ...]
    """The criteria that the change touches."""
    what: str
    """Such as `signal greets without "hello"`."""


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """All that the examples of one form say."""

    form: Form
    results: tuple[Result, ...]
    unshown: Mapping[str, tuple[State, ...]]
    """Criterion to the outcomes that no example of it expects; `unknown` is not asked for."""
    changes: int = 0
    """Deliberate changes tried."""
    unnoticed: tuple[Change, ...] = ()


def rehearse(
    form: Form, assumptions: Assumptions | None = None, *, mutate: bool = False
) -> Rehearsal:
    """Run every example of the form.

    Args:
        form: criteria of every status are run, retired ones are not.
        assumptions: as the desk holds them.
        mutate: also drop each phrase and turn each part of a condition around, one at a time, and
            list the changes that leave every example's answer as it was.
    """
    stage = _Stage(form, assumptions or Assumptions(), mutate=mutate)
    results = tuple(stage.results())
    unnoticed = tuple(stage.unnoticed()) if mutate else ()
    return Rehearsal(
        form=form,
        results=results,
        unshown={c.id: shown for c in stage.criteria if (shown := _unshown(c))},
        changes=stage.changes,
        unnoticed=unnoticed,
    )


def _unshown(criterion: Criterion) -> tuple[State, ...]:
    if criterion.test is None:
        return ()
    wanted = [State.PASS, State.FAIL]
    if criterion.test.applies_when is not None:
        wanted.append(State.NA)
    shown = {example.expect for example in criterion.examples}
    return tuple(state for state in wanted if state not in shown)


class _Stage:
    """A form's examples, scanned once for the signals as they are and with each phrase left out."""

    def __init__(self, form: Form, assumptions: Assumptions, *, mutate: bool) -> None:
        self.form = form
        self.changes = 0
        self.criteria = [c for _, c in form.criteria() if c.test is not None]
        signals: list[Signal] = []
        self.names: dict[str, int] = {}
        self.variants: list[tuple[str, int, str]] = []
        """(signal name, index of the variant, what it lacks)"""
        for name, signal in form.signals.items():
            self.names[name] = len(signals)
            signals.append(signal)
        if mutate:
            for name, signal in form.signals.items():
                for variant, lacks in _variants(signal):
                    self.variants.append((name, len(signals), lacks))
                    signals.append(variant)
        scanner = Scanner(signals)
        unless = [tuple(map(Exact, signal.unless)) for signal in signals]
        pairs = [(c, n, e) for c in self.criteria for n, e in enumerate(c.examples, 1)]
        spoken = scanner.scan((example.call for _, _, example in pairs), assumptions.company)
        self.hearings = [
            Hearing(each, signals, unless, assumptions.role_threshold) for each in spoken
        ]
        self.pairs = pairs
        self.baseline: list[Verdict] = []

    def results(self) -> Iterator[Result]:
        for (criterion, number, example), hearing in zip(self.pairs, self.hearings, strict=True):
            assert criterion.test is not None
            facts = Facts(hearing, self.names)
            verdict = judge(criterion.test, facts)
            self.baseline.append(verdict)
            result = Result(criterion=criterion, number=number, example=example, verdict=verdict)
            if not result.passed:
                result = msgspec.structs.replace(
                    result,
                    searched=searched(criterion.test, facts),
                    nearest=nearest(criterion.test, facts),
                )
            yield result

    def unnoticed(self) -> Iterator[Change]:
        for name, index, lacks in self.variants:
            touched = [c for c in self.criteria if name in _names(c)]
            if not touched:
                continue
            self.changes += 1
            names = {**self.names, name: index}
            if not any(self._notices(c, c.test, names) for c in touched if c.test):
                yield Change(
                    criteria=tuple(c.id for c in touched), what=f"signal {name} without {lacks}"
                )
        for criterion in self.criteria:
            assert criterion.test is not None
            for changed, what in _turned(criterion.test):
                self.changes += 1
                if not self._notices(criterion, changed, self.names):
                    yield Change(criteria=(criterion.id,), what=what)

    def _notices(self, criterion: Criterion, test: Test, names: Mapping[str, int]) -> bool:
        for (owner, _, _), hearing, before in zip(
            self.pairs, self.hearings, self.baseline, strict=True
        ):
            if owner is criterion:
                after = judge(test, Facts(hearing, names))
                if (after.state, after.points) != (before.state, before.points):
                    return True
        return False


def _names(criterion: Criterion) -> frozenset[str]:
    assert criterion.test is not None
    return frozenset(
        name for condition in conditions_of(criterion.test) for name, _ in signals_in(condition)
    )


def _variants(signal: Signal) -> Iterator[tuple[Signal, str]]:
    """The signal without each of its phrases in turn."""
    replace = msgspec.structs.replace
    for phrase in signal.phrases:
        rest = tuple(each for each in signal.phrases if each is not phrase)
        yield replace(signal, phrases=rest), f'"{phrase.text}"'
    for phrase in signal.unless:
        rest = tuple(each for each in signal.unless if each is not phrase)
        yield replace(signal, unless=rest), f'its unless "{phrase.text}"'
    if signal.regex is not None:
        yield replace(signal, regex=None), "its regex"
    if signal.like is not None:
        yield replace(signal, like=None), "its line"


def _turned(test: Test) -> Iterator[tuple[Test, str]]:
    """The test with each part of each of its conditions turned around, one at a time."""
    replace = msgspec.structs.replace
    for key in ("applies_when", "pass_when", "fail_when"):
        condition = getattr(test, key)
        if condition is not None:
            for number, changed in enumerate(_negations(condition), 1):
                yield replace(test, **{key: changed}), f"part {number} of {key} turned around"
    for at, level in enumerate(test.levels):
        for number, changed in enumerate(_negations(level.when), 1):
            levels: Sequence[Level] = (
                *test.levels[:at],
                Level(level.points, changed),
                *test.levels[at + 1 :],
            )
            what = f"part {number} of level {at + 1} turned around"
            yield replace(test, levels=tuple(levels)), what


def _negations(condition: Condition) -> Iterator[Condition]:
    match condition:
        case And() | Or():
            for at, part in enumerate(condition.parts):
                for changed in _negations(part):
                    parts = (*condition.parts[:at], changed, *condition.parts[at + 1 :])
                    yield type(condition)(parts)
        case Not():
            for changed in _negations(condition.part):
                yield Not(changed)
        case _:
            yield Not(condition)
