"""Screening: forms and calls in, scored evaluations out. The whole way from DESIGN in one place."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call
from coachdesk.core.engine.conditions import InWindow, measures_in, parts_of, signals_in
from coachdesk.core.engine.explain import nearest, searched
from coachdesk.core.engine.hearing import Hearing
from coachdesk.core.engine.judge import judge
from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.phrases import CALL_SLOTS, slots_in
from coachdesk.core.engine.prefilter import ENOUGH_BYTES
from coachdesk.core.engine.scan import Scanner, Spoken
from coachdesk.core.engine.signals import Signal
from coachdesk.core.engine.truth import Facts
from coachdesk.core.engine.verdicts import State, Test, conditions_of
from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.form import Criterion, Form, applies
from coachdesk.core.score import Scorer
from coachdesk.core.scored import Explained, Scored


class Rulebook:
    """Forms compiled for screening; make it once, use it for many calls, from one thread."""

    def __init__(
        self,
        forms: Sequence[Form],
        assumptions: Assumptions | None = None,
        *,
        enough_bytes: int = ENOUGH_BYTES,
    ) -> None:
        self.forms = tuple(forms)
        self.assumptions = assumptions or Assumptions()
        signals: dict[Signal, int] = {}
        self._judges = [_FormJudge(form, signals) for form in self.forms]
        self._unless = [tuple(map(Exact, signal.unless)) for signal in signals]
        self._scanner = Scanner(tuple(signals), enough_bytes=enough_bytes)

    def screen(
        self,
        calls: Iterable[Call],
        *,
        regardless: bool = False,
        explain: bool = False,
        near: bool | Collection[str] = False,
    ) -> Iterator[Scored]:
        """Every call under every form that applies to it, in order, as a stream.

        Args:
            calls: consumed in batches; may be endless.
            regardless: use every form even where its `applies_to` excludes the call.
            explain: say where the engine looked for each verdict.
            near: find the nearest misses of FAIL and UNKNOWN answers as well, of all criteria or
                of those named (slow: many milliseconds a criterion).
        """
        for spoken in self._scanner.scan(calls, self.assumptions.company):
            hearing = Hearing(
                spoken, self._scanner.signals, self._unless, self.assumptions.role_threshold
            )
            for each in self._judges:
                if regardless or applies(each.form, spoken.call):
                    yield each.screen(hearing, explain=explain or bool(near), near=near)


class _FormJudge:
    """One form, and what can be known of it before any call: the answers that silence gives."""

    def __init__(self, form: Form, signals: dict[Signal, int]) -> None:
        self.form = form
        self.names = {
            name: signals.setdefault(signal, len(signals)) for name, signal in form.signals.items()
        }
        self.criteria = [criterion for _, criterion in form.criteria()]
        self.scorer = Scorer(form)
        self.needs = [
            [self.names[name] for name in _signals_of(criterion.test)]
            for criterion in self.criteria
        ]
        self.quiet = [self._is_quiet(criterion.test) for criterion in self.criteria]
        self.silent: list[Answer] | None = None

    def screen(self, hearing: Hearing, *, explain: bool, near: bool | Collection[str]) -> Scored:
        call = hearing.spoken.call
        facts = Facts(hearing, self.names)
        answers = self._answers(facts)
        return Scored(
            call=call,
            form=self.form,
            evaluation=Evaluation(
                form=self.form.id,
                version=self.form.version,
                form_sha256=self.form.sha256,
                call=call.id,
                answers=answers,
            ),
            score=self.scorer.score(answers),
            explained=self._explained(facts, answers, near) if explain else {},
        )

    def _explained(
        self, facts: Facts, answers: Sequence[Answer], near: bool | Collection[str]
    ) -> dict[str, Explained]:
        missed = (State.FAIL, State.UNKNOWN)
        return {
            criterion.id: Explained(
                searched=searched(criterion.test, facts),
                nearest=nearest(criterion.test, facts)
                if answer.state in missed and (near is True or (near and criterion.id in near))
                else None,
            )
            for criterion, answer in zip(self.criteria, answers, strict=True)
            if criterion.test is not None
        }

    def _answers(self, facts: Facts) -> tuple[Answer, ...]:
        if not facts.hearing.plain:
            return tuple(_answer(criterion, facts) for criterion in self.criteria)
        if self.silent is None:
            self.silent = self._answers_to_silence(facts.hearing)
        heard = facts.hearing.spoken.matches
        return tuple(
            answer
            if quiet and not any(index in heard for index in needs)
            else _answer(criterion, facts)
            for criterion, answer, quiet, needs in zip(
                self.criteria, self.silent, self.quiet, self.needs, strict=True
            )
        )

    def _answers_to_silence(self, hearing: Hearing) -> list[Answer]:
        """The answers to a call that was searched fully and holds none of the signals."""
        spoken = hearing.spoken
        silence = Spoken(spoken.call, spoken.runs, spoken.company)
        silence.has_words = True
        nothing = [()] * len(hearing.signals)
        facts = Facts(Hearing(silence, hearing.signals, nothing, 0.0), self.names)
        absent = Answer(criterion="", state=State.OPEN)
        return [
            _answer(criterion, facts) if quiet else absent
            for criterion, quiet in zip(self.criteria, self.quiet, strict=True)
        ]

    def _is_quiet(self, test: Test | None) -> bool:
        """Whether silence gives the test the same answer in every fully searched call."""
        if test is None:
            return True
        parts = [part for condition in conditions_of(test) for part in parts_of(condition)]
        return not (
            any(True for part in parts for _ in measures_in(part))
            or any(isinstance(part, InWindow) and part.window.ms is not None for part in parts)
            or any(_hangs_on_the_call(self.form.signals[name]) for name in _signals_of(test))
        )


def _signals_of(test: Test | None) -> frozenset[str]:
    conditions = () if test is None else conditions_of(test)
    return frozenset(name for condition in conditions for name, _ in signals_in(condition))


def _hangs_on_the_call(signal: Signal) -> bool:
    """Whether silence may leave the signal unknown: a window in time, a slot without value."""
    return any(window.ms is not None for window in signal.windows) or any(
        slots_in(phrase) & CALL_SLOTS for phrase in signal.phrases
    )


def _answer(criterion: Criterion, facts: Facts) -> Answer:
    if criterion.test is None:
        return Answer(criterion=criterion.id, state=State.OPEN)
    verdict = judge(criterion.test, facts)
    return Answer(
        criterion=criterion.id,
        state=verdict.state,
        points=verdict.points,
        low=verdict.low,
        high=verdict.high,
        verdict=verdict,
    )
