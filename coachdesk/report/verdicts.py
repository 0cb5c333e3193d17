"""One scored evaluation as text for people: what failed first, with the words that show it."""

from collections.abc import Iterator

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.explain import nearest, searched
from coachdesk.core.engine.judge import State
from coachdesk.core.evaluation import Answer, Evaluation
from coachdesk.core.form import Criterion, Form, Status, scored
from coachdesk.core.score import Outcome, Scope, Score
from coachdesk.core.visible import visible
from coachdesk.report.figures import is_cut, percent, points
from coachdesk.report.layout import padded, wrapped
from coachdesk.report.quotes import looked, missed, quotes
from coachdesk.report.tone import (
    OUTCOME_SIGN,
    OUTCOME_TONE,
    OUTCOME_WORD,
    SIGN,
    STATE_TONE,
    WORD,
    Paint,
    Tone,
    unpainted,
)

_ORDER = (State.FAIL, State.UNKNOWN, State.OPEN, State.PASS, State.NA)
_INDENT = " " * 12


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """How the text is made."""

    paint: Paint = unpainted
    columns: int = 100
    with_nearest: bool = False
    """Look for the nearest miss of every FAIL."""


def verdict_lines(
    form: Form, evaluation: Evaluation, score: Score, call: Call | None, looks: Looks
) -> Iterator[str]:
    """The whole evaluation, line by line; `call` is None for a form filled by hand."""
    yield from head_lines(form, score, call, looks)
    answers = {answer.criterion: answer for answer in evaluation.answers}
    criteria = [c for _, c in form.criteria() if c.id in answers]
    for state in _ORDER:
        for criterion in criteria:
            if answers[criterion.id].state is state:
                yield from criterion_lines(form, criterion, answers[criterion.id], call, looks)


def head_lines(form: Form, score: Score, call: Call | None, looks: Looks) -> Iterator[str]:
    """Which call and form, the score with its method, and the outcome."""
    paint = looks.paint
    name = "form filled by hand" if call is None else visible(call.id)
    who = f"  {visible(call.agent)}" if call is not None and call.agent else ""
    yield paint(name, Tone.STRONG) + who + paint(f"  {form.id} v{form.version}", Tone.QUIET)
    tone = OUTCOME_TONE[score.outcome]
    outcome = f"{OUTCOME_SIGN[score.outcome]} {OUTCOME_WORD[score.outcome]}"
    yield f"  {paint(outcome, tone)}  {paint(score_text(score), Tone.STRONG)}  {_terms(score)}"
    if score.failed_by:
        yield f"    failed by {', '.join(score.failed_by)}, critical for the whole call"
    if score.reason:
        yield f"    no point score: {score.reason}"
    if score.scope is Scope.AUTOMATIC:
        share = percent(score.scope_weight_pct)
        yield f"    automatic part only, {share} of the form's weight; the rest waits for a person"


def score_text(score: Score) -> str:
    """The number to show, such as `74.29 %`, or the bounds where there is no number."""
    cut = is_cut(score)
    if score.shown is not None:
        shown = percent(score.shown, cut=cut)
        if score.calc is not None and score.shown != score.calc:
            return f"{shown} (calculated {percent(score.calc, cut=cut)})"
        return shown
    if score.low is None or score.high is None:
        return "no score"
    return f"between {percent(score.low, cut=cut)} and {percent(score.high, cut=cut)}"


def _terms(score: Score) -> str:
    mark = "" if score.pass_mark is None else f", pass mark {points(score.pass_mark)}"
    na = "" if score.na.value == "exclude" else f", n/a {score.na.value}"
    return f"method {score.method.value}{na}{mark}"


def criterion_lines(
    form: Form, criterion: Criterion, answer: Answer, call: Call | None, looks: Looks
) -> Iterator[str]:
    """One criterion: its answer, and why."""
    paint = looks.paint
    state = answer.state
    label = paint(padded(f"{SIGN[state]} {WORD[state]}", 9), STATE_TONE[state])
    yield f"  {label} {criterion.id}{paint(_weight(criterion, answer), Tone.QUIET)}"
    if state in (State.FAIL, State.UNKNOWN, State.OPEN):
        yield from _indented(visible(criterion.ask), looks, Tone.QUIET)
    for text in _why(form, criterion, answer, call, looks):
        yield from _indented(text, looks)
    if state is State.FAIL and criterion.coach:
        yield from _indented(f"→ {visible(criterion.coach)}", looks)


def _weight(criterion: Criterion, answer: Answer) -> str:
    if not scored(criterion):
        return f"  {criterion.status.value}, not scored"
    parts = []
    if answer.points is not None:
        parts.append(f"{points(answer.points)} of {points(criterion.points)}")
    if criterion.critical is not None and answer.state is State.FAIL:
        parts.append(f"critical for the {criterion.critical.value}")
    return "  " + ", ".join(parts) if parts else ""


def _why(
    form: Form, criterion: Criterion, answer: Answer, call: Call | None, looks: Looks
) -> Iterator[str]:
    verdict = answer.verdict
    if answer.note:
        yield f"note: {visible(answer.note)}"
    if verdict is None or call is None:
        return
    for occurrence in verdict.evidence:
        for who, words in quotes(call, occurrence):
            yield f"{who}  {words}"
    if verdict.reason:
        yield visible(verdict.reason)
    absent = answer.state in (State.FAIL, State.PASS) and not verdict.evidence
    if absent and criterion.test is not None:
        found = searched(criterion.test, form.signals, call)
        yield from looked(found)
        if found.coverage != "complete":
            yield f"transcript {found.coverage}"
    if looks.with_nearest and answer.state is State.FAIL and criterion.test is not None:
        miss = nearest(criterion.test, form.signals, call)
        if miss is not None:
            yield missed(call, miss)


def _indented(text: str, looks: Looks, tone: Tone | None = None) -> Iterator[str]:
    for line in wrapped(text, max(30, looks.columns - len(_INDENT))):
        yield _INDENT + (looks.paint(line, tone) if tone else line)


class Tally(msgspec.Struct, kw_only=True):
    """Counts over many evaluations, filled as they pass."""

    evaluations: int = 0
    outcomes: dict[Outcome, int] = msgspec.field(default_factory=dict)
    states: dict[State, int] = msgspec.field(default_factory=dict)

    def add(self, form: Form, evaluation: Evaluation, score: Score) -> None:
        """Count one evaluation; criteria that do not count are left aside."""
        counting = {c.id for _, c in form.criteria() if c.status is Status.TRUSTED}
        self.evaluations += 1
        self.outcomes[score.outcome] = self.outcomes.get(score.outcome, 0) + 1
        for answer in evaluation.answers:
            if answer.criterion in counting:
                self.states[answer.state] = self.states.get(answer.state, 0) + 1

    def line(self, paint: Paint = unpainted) -> str:
        """All counts in one line."""
        outcomes = [
            paint(f"{self.outcomes[o]} {OUTCOME_WORD[o]}", OUTCOME_TONE[o])
            for o in Outcome
            if self.outcomes.get(o)
        ]
        states = [
            paint(f"{SIGN[s]} {self.states[s]} {WORD[s]}", STATE_TONE[s])
            for s in _ORDER
            if self.states.get(s)
        ]
        noun = "evaluation" if self.evaluations == 1 else "evaluations"
        parts = [f"{self.evaluations} {noun}", ", ".join(outcomes), "  ".join(states)]
        return "  ·  ".join(part for part in parts if part)
