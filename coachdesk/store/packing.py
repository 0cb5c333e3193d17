"""An evaluation in few bytes: what follows from the form and the call is left out.

First every occurrence that is evidence and every reason that speaks of this call alone, each once;
then one entry per criterion, in the order of the form. A plain answer of the engine is one small
number; evidence is numbers only, because the words stand in the call and the names in the form.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.engine.signals import Occurrence, Span
from coachdesk.core.engine.verdicts import State, Verdict
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
    heard: dict[Occurrence, int] = {}
    own: dict[str, int] = {}

    def reason_number(reason: str) -> int:
        number = number_of(reason)
        return -1 - own.setdefault(reason, len(own)) if number is None else number

    entries = [
        _entry(answer, criterion, heard, reason_number)
        for answer, (_, criterion) in zip(evaluation.answers, form.criteria(), strict=True)
    ]
    names = {name: number for number, name in enumerate(sorted(form.signals))}
    occurrences = [_occurrence(each, call, names) for each in heard]
    return msgspec.msgpack.encode([occurrences, list(own), *entries])


def unpack(content: bytes, form: Form, call: Call, reasons: Mapping[int, str]) -> Evaluation:
    """The evaluation that was packed with this form and call."""
    names = sorted(form.signals)
    occurrences, own, *entries = msgspec.msgpack.decode(content)
    reasons = {**reasons, **{-1 - number: text for number, text in enumerate(own)}}
    heard = [_unpacked_occurrence(each, call, names) for each in occurrences]
    answers = [
        _answer(entry, criterion, heard, reasons)
        for entry, (_, criterion) in zip(entries, form.criteria(), strict=True)
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
    heard: dict[Occurrence, int],
    number_of: Callable[[str], int],
) -> Any:
    verdict = answer.verdict
    if verdict is None:
        packed = _shortened([_STATES.index(answer.state) + _UNJUDGED])
    else:
        packed = _verdict(verdict, criterion, heard, number_of)
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
    heard: dict[Occurrence, int],
    number_of: Callable[[str], int],
) -> Any:
    points, low, high = _usual(verdict.state, criterion)
    return _shortened(
        [
            _STATES.index(verdict.state),
            [heard.setdefault(each, len(heard)) for each in verdict.evidence] or None,
            None if verdict.reason is None else number_of(verdict.reason),
            _unusual(verdict.points, points),
            _unusual(verdict.low, low),
            _unusual(verdict.high, high),
        ]
    )


def _usual(state: State, criterion: Criterion) -> tuple[Fraction | None, ...]:
    """Points, low and high as they mostly are for an answer."""
    if state is State.PASS:
        return criterion.points, None, None
    if state is State.FAIL:
        return Fraction(0), None, None
    if state is State.UNKNOWN:
        return None, Fraction(0), criterion.points
    return None, None, None


def _unusual(value: Fraction | None, usual: Fraction | None) -> int | str | bool | None:
    """What to keep of a figure: nothing for the usual one, False for an absent one."""
    if value == usual:
        return None
    return False if value is None else _number(value)


def _restored(kept: Any, usual: Fraction | None) -> Fraction | None:
    if kept is None:
        return usual
    return None if kept is False else Fraction(kept)


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
    packed = [names.get(each.signal, each.signal), each.run, each.start, each.end - each.start]
    for span in each.spans:
        packed += (span.turn, span.start, span.end - span.start)
    if each.turn_times and (each.start_ms, each.end_ms) == _turn_times(each.spans, call):
        return packed
    return [*packed, [each.start_ms, each.end_ms, each.turn_times]]


def _turn_times(spans: Sequence[Span], call: Call) -> tuple[int | None, int | None]:
    return call.turns[spans[0].turn].start_ms, call.turns[spans[-1].turn].end_ms


def _answer(
    entry: Any, criterion: Criterion, heard: Sequence[Occurrence], reasons: Mapping[int, str]
) -> Answer:
    own = None
    if isinstance(entry, dict):
        own, entry = entry["by"], entry["engine"]
    fields = entry if isinstance(entry, list) else [entry]
    verdict, state = None, None
    if fields[0] >= _UNJUDGED:
        state = _STATES[fields[0] - _UNJUDGED]
    else:
        verdict = _unpacked_verdict(fields, criterion, heard, reasons)
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
    heard: Sequence[Occurrence],
    reasons: Mapping[int, str],
) -> Verdict:
    number, evidence, reason, *figures = (*fields, *[None] * 5)[:6]
    state = _STATES[number]
    points, low, high = map(_restored, figures, _usual(state, criterion))
    return Verdict(
        state=state,
        points=points,
        low=low,
        high=high,
        evidence=tuple(heard[each] for each in evidence or ()),
        reason=None if reason is None else reasons[reason],
    )


def _unpacked_occurrence(each: Sequence[Any], call: Call, names: Sequence[str]) -> Occurrence:
    signal, run, start, length, *numbers = each
    times = numbers.pop() if isinstance(numbers[-1], list) else None
    triples = (numbers[at : at + 3] for at in range(0, len(numbers), 3))
    spans = tuple(Span(turn, first, first + long) for turn, first, long in triples)
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


def states_of(content: bytes) -> list[State]:
    """The answers alone, in the order of the form: no form or call is needed."""
    _, _, *entries = msgspec.msgpack.decode(content)
    return [_state(entry) for entry in entries]


def _state(entry: Any) -> State:
    if isinstance(entry, dict):
        entry = entry["by"]
    number: int = entry[0] if isinstance(entry, list) else entry
    return _STATES[number % _UNJUDGED]
