"""An evaluation in few bytes: what follows from the form and the call is left out.

One entry per criterion, in the order of the form. A plain answer of the engine is one small
number; evidence is numbers only, because the words stand in the call and the names in the form.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.judge import State, Verdict
from coachdesk.core.engine.signals import Occurrence, Span
from coachdesk.core.evaluation import Answer, Evaluation, Source
from coachdesk.core.form import Criterion, Form

_STATES = (State.PASS, State.FAIL, State.NA, State.UNKNOWN, State.OPEN)
_UNJUDGED = len(_STATES)
"""Added to the number of the state where the engine was not asked."""


def pack(
    evaluation: Evaluation, form: Form, call: Call, number_of: Callable[[str], int | None]
) -> bytes:
    """The evaluation's bytes; the same for equal evaluations.

    Args:
        evaluation: answers in the order of the form.
        form: the one it was made with.
        call: the one it is about.
        number_of: the number under which a reason is kept, or None to keep it in place.
    """
    names = {name: number for number, name in enumerate(sorted(form.signals))}
    entries = [
        _entry(answer, criterion, call, names, number_of)
        for answer, (_, criterion) in zip(evaluation.answers, form.criteria(), strict=True)
    ]
    return msgspec.msgpack.encode(entries)


def unpack(content: bytes, form: Form, call: Call, reasons: Mapping[int, str]) -> Evaluation:
    """The evaluation that was packed with this form and call."""
    names = sorted(form.signals)
    answers = [
        _answer(entry, criterion, call, names, reasons)
        for entry, (_, criterion) in zip(
            msgspec.msgpack.decode(content), form.criteria(), strict=True
        )
    ]
    return Evaluation(
        form=form.id,
        version=form.version,
        form_sha256=form.sha256,
        call=call.id,
        answers=tuple(answers),
    )


def _entry(
    answer: Answer,
    criterion: Criterion,
    call: Call,
    names: Mapping[str, int],
    number_of: Callable[[str], int | None],
) -> Any:
    verdict = answer.verdict
    if verdict is None:
        packed = _shortened([_STATES.index(answer.state) + _UNJUDGED])
    else:
        packed = _verdict(verdict, criterion, call, names, number_of)
    follows = _following(criterion.id, answer.state if verdict is None else None, verdict)
    if answer == follows:
        return packed
    own = [
        _STATES.index(answer.state),
        _number(answer.points),
        _number(answer.low),
        _number(answer.high),
        answer.source is Source.PERSON,
        answer.note,
    ]
    return {"by": own, "engine": packed}


def _following(criterion: str, state: State | None, verdict: Verdict | None) -> Answer:
    """The answer that follows from a verdict, or from there being none."""
    if verdict is None:
        return Answer(criterion=criterion, state=state or State.OPEN)
    return Answer(
        criterion=criterion,
        state=verdict.state,
        points=verdict.points,
        low=verdict.low,
        high=verdict.high,
        verdict=verdict,
    )


def _verdict(
    verdict: Verdict,
    criterion: Criterion,
    call: Call,
    names: Mapping[str, int],
    number_of: Callable[[str], int | None],
) -> Any:
    points = None if verdict.points == _usual(verdict.state, criterion) else verdict.points
    reason: Any = verdict.reason
    if verdict.reason is not None:
        number = number_of(verdict.reason)
        reason = verdict.reason if number is None else number
    unusual: Any = _number(points)
    if points is None and verdict.points is None and _usual(verdict.state, criterion) is not None:
        unusual = False
    return _shortened(
        [
            _STATES.index(verdict.state),
            [_occurrence(each, call, names) for each in verdict.evidence] or None,
            reason,
            unusual,
            _number(verdict.low),
            _number(verdict.high),
        ]
    )


def _usual(state: State, criterion: Criterion) -> Fraction | None:
    if state is State.PASS:
        return criterion.points
    return Fraction(0) if state is State.FAIL else None


def _shortened(fields: list[Any]) -> Any:
    while len(fields) > 1 and fields[-1] is None:
        fields.pop()
    return fields if len(fields) > 1 else fields[0]


def _number(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else str(value)


def _fraction(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)


def _occurrence(each: Occurrence, call: Call, names: Mapping[str, int]) -> list[Any]:
    spans = [number for span in each.spans for number in (span.turn, span.start, span.end)]
    packed = [names.get(each.signal, each.signal), each.run, each.start, each.end - each.start]
    if each.turn_times and (each.start_ms, each.end_ms) == _turn_times(each.spans, call):
        return [*packed, spans]
    return [*packed, spans, each.start_ms, each.end_ms, each.turn_times]


def _turn_times(spans: Sequence[Span], call: Call) -> tuple[int | None, int | None]:
    return call.turns[spans[0].turn].start_ms, call.turns[spans[-1].turn].end_ms


def _answer(
    entry: Any, criterion: Criterion, call: Call, names: Sequence[str], reasons: Mapping[int, str]
) -> Answer:
    own = None
    if isinstance(entry, dict):
        own, entry = entry["by"], entry["engine"]
    fields = entry if isinstance(entry, list) else [entry]
    verdict, state = None, None
    if fields[0] >= _UNJUDGED:
        state = _STATES[fields[0] - _UNJUDGED]
    else:
        verdict = _unpacked_verdict(fields, criterion, call, names, reasons)
    if own is None:
        return _following(criterion.id, state, verdict)
    return Answer(
        criterion=criterion.id,
        state=_STATES[own[0]],
        points=_fraction(own[1]),
        low=_fraction(own[2]),
        high=_fraction(own[3]),
        source=Source.PERSON if own[4] else Source.ENGINE,
        verdict=verdict,
        note=own[5],
    )


def _unpacked_verdict(
    fields: Sequence[Any],
    criterion: Criterion,
    call: Call,
    names: Sequence[str],
    reasons: Mapping[int, str],
) -> Verdict:
    number, evidence, reason, points, low, high = (*fields, *[None] * 5)[:6]
    state = _STATES[number]
    if points is None:
        earned = _usual(state, criterion)
    else:
        earned = None if points is False else Fraction(points)
    return Verdict(
        state=state,
        points=earned,
        low=_fraction(low),
        high=_fraction(high),
        evidence=tuple(_unpacked_occurrence(each, call, names) for each in evidence or ()),
        reason=reasons[reason] if isinstance(reason, int) else reason,
    )


def _unpacked_occurrence(each: Sequence[Any], call: Call, names: Sequence[str]) -> Occurrence:
    signal, run, start, length, numbers, *times = each
    spans = tuple(Span(*numbers[at : at + 3]) for at in range(0, len(numbers), 3))
    start_ms, end_ms, turn_times = times or (*_turn_times(spans, call), True)
    return Occurrence(
        signal=names[signal] if isinstance(signal, int) else signal,
        run=run,
        start=start,
        end=start + length,
        spans=spans,
        start_ms=start_ms,
        end_ms=end_ms,
        turn_times=turn_times,
    )
