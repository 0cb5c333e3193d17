"""From a form and its answers to the score: docs/scoring.md, step by step."""

from collections.abc import Sequence
from fractions import Fraction

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import CriticalScore, Form, NaPolicy, scored
from coachdesk.core.score.bounds import bounds, percent
from coachdesk.core.score.completions import (
    Entry,
    Fill,
    Sheet,
    fails_call,
    is_critical,
    na_points,
)
from coachdesk.core.score.ratios import ZERO, ratio
from coachdesk.core.score.sections import section_score, share_pct
from coachdesk.core.score.values import Outcome, Scope, Score

_REMEMBERED = 4096


def score(form: Form, answers: Sequence[Answer]) -> Score:
    """The score of the answers (any order) under the form's own scoring.

    A criterion without an answer is open. Answers to criteria that do not count are left aside.

    Raises:
        ValueError: an answer to a criterion that the form does not have, or a second one.
    """
    return Scorer(form).score(answers)


class Scorer:
    """A form made ready for scoring; make it once, use it for many evaluations."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._known = {c.id for section in form.sections for c in section.criteria}
        self._counting = [
            (section, [c for c in section.criteria if scored(c)]) for section in form.sections
        ]
        self._remembered: dict[tuple[object, ...], Score] = {}

    def score(self, answers: Sequence[Answer]) -> Score:
        """As `score`. Equal answers give the same value without computing it again."""
        key = tuple((a.criterion, a.state, a.points, a.low, a.high) for a in answers)
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = _score(self.form, self._sheet(answers))
        return found

    def _sheet(self, answers: Sequence[Answer]) -> Sheet:
        by_id: dict[str, Answer] = {}
        for answer in answers:
            if answer.criterion not in self._known or answer.criterion in by_id:
                raise ValueError(f"unknown criterion or second answer: {answer.criterion}")
            by_id[answer.criterion] = answer
        absent = Answer(criterion="", state=State.OPEN)
        return [
            (section, [Entry(c, by_id.get(c.id, absent)) for c in criteria])
            for section, criteria in self._counting
        ]


def _score(form: Form, sheet: Sheet) -> Score:
    rules = form.scoring
    asked = [(s, [e for e in entries if e.state is not State.OPEN]) for s, entries in sheet]
    entries = [e for _, section in asked for e in section]
    low, high = bounds(form, asked)
    unknown = [e for e in entries if e.state is State.UNKNOWN]
    tolerated = _tolerated(form, asked)
    calc = None
    if low is not None and high is not None and (not unknown or tolerated):
        left_out = percent(form, asked, Fill.LEFT_OUT)
        calc = None if left_out is None else min(max(left_out, low), high)
    failed_by = tuple(
        e.criterion.id
        for e in entries
        if fails_call(e.criterion)
        and e.state in (State.PASS, State.FAIL)
        and e.trips(e.earned(Fill.LOWEST))
    )
    open_left = any(e.state is State.OPEN for _, section in sheet for e in section)
    zero = bool(failed_by) and rules.critical_score is CriticalScore.ZERO
    return Score(
        calc=calc,
        shown=ZERO if zero else calc,
        low=low,
        high=high,
        method=rules.method,
        na=rules.na,
        scope=Scope.AUTOMATIC if open_left else Scope.FULL,
        scope_weight_pct=share_pct(sheet, rules.method, lambda e: e.state is not State.OPEN),
        pass_mark=rules.pass_mark,
        outcome=_outcome(calc, failed_by, rules.pass_mark),
        failed_by=failed_by,
        critical=_critical(entries, rules.na),
        sections=tuple(section_score(s, e, rules.na, bool(tolerated)) for s, e in asked),
        reason=_reason(sheet, entries, unknown) if calc is None else None,
    )


def _outcome(
    calc: Fraction | None, failed_by: tuple[str, ...], pass_mark: Fraction | None
) -> Outcome:
    """A critical FAIL is certain whatever else is missing; the rest needs a number."""
    if failed_by:
        return Outcome.FAIL
    if calc is None:
        return Outcome.NOT_SCORED
    return Outcome.PASS if pass_mark is None or calc >= pass_mark else Outcome.FAIL


def _tolerated(form: Form, asked: Sheet) -> bool:
    """Whether the UNKNOWN answers weigh little enough to leave them out; critical ones never do."""
    limit = form.scoring.max_unknown_weight_pct
    unknown = [e for _, section in asked for e in section if e.state is State.UNKNOWN]
    if not unknown or limit == 0 or any(is_critical(e.criterion) for e in unknown):
        return False
    na = form.scoring.na

    def counted(entry: Entry) -> bool:
        return entry.state is not State.NA or na_points(entry, na, Fill.LOWEST) is not None

    judged = [(s, [e for e in section if counted(e)]) for s, section in asked]
    return share_pct(judged, form.scoring.method, lambda e: e.state is State.UNKNOWN) <= limit


def _critical(entries: Sequence[Entry], na: NaPolicy) -> Fraction | None:
    """Flat percentage over the critical criteria."""
    chosen = [e for e in entries if is_critical(e.criterion) and not e.criterion.bonus]
    if any(e.state is State.UNKNOWN for e in chosen) or all(e.state is State.NA for e in chosen):
        return None
    pairs = [
        (entry.earned(Fill.LOWEST) or na_points(entry, na, Fill.LOWEST) or ZERO, points)
        for entry in chosen
        if (points := _possible(entry, na))
    ]
    found = ratio(pairs)
    return None if found is None else 100 * found


def _possible(entry: Entry, na: NaPolicy) -> Fraction:
    leaves = entry.state is State.NA and na_points(entry, na, Fill.LOWEST) is None
    return ZERO if leaves else entry.criterion.points


def _reason(sheet: Sheet, entries: Sequence[Entry], unknown: Sequence[Entry]) -> str:
    if unknown:
        names = ", ".join(e.criterion.id for e in unknown)
        return f"{len(unknown)} of {len(entries)} answers unknown: {names}"
    if not any(section for _, section in sheet):
        return "no criterion of this form counts"
    if not entries:
        return "a person has yet to answer"
    return "nothing applied to this call"
