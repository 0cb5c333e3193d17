"""Filters and orders over plain facts: what the database must answer too."""

from collections.abc import Callable, Mapping
from typing import Any

from coachdesk.core.people import name_key
from coachdesk.core.queue import Sort, Wanted
from coachdesk.core.queue.fields import Compare, Field
from coachdesk.core.queue.meaning import Among, Anywhere, Asked, Begins, Measured, Phrase, Said
from tests.desk.queue.small_desk import Fact, Judged

_NOT_JUDGED = Judged("", "", None, 0, frozenset(), 0)
_OF_EVALUATION = {
    Field.STATUS,
    Field.SCORECARD,
    Field.OUTCOME,
    Field.FAILED,
    Field.SCORE,
    Field.CRITICAL,
    Field.FAILING,
    Field.UNKNOWN,
}
_COMPARE: Mapping[Compare, Callable[[Any, Any], bool]] = {
    Compare.LESS: lambda a, b: a < b,
    Compare.AT_MOST: lambda a, b: a <= b,
    Compare.MORE: lambda a, b: a > b,
    Compare.AT_LEAST: lambda a, b: a >= b,
    Compare.IS: lambda a, b: a == b,
}


def meets(wanted: Wanted, fact: Fact) -> bool:
    """Whether the call is one of those wanted."""
    of_call = [each for each in wanted.asked if not _of_evaluation(each)]
    of_evaluation = [each for each in wanted.asked if _of_evaluation(each)]
    if any(_call_meets(each.condition, fact) is each.negated for each in of_call):
        return False
    together = [each.condition for each in of_evaluation if not each.negated]
    apart = [each.condition for each in of_evaluation if each.negated]
    judged = fact.judged or (None,)
    if any(_meets_one(condition, each) for condition in apart for each in judged):
        return False
    return any(all(_meets_one(condition, each) for condition in together) for each in judged)


def _of_evaluation(asked: Asked) -> bool:
    condition = asked.condition
    return isinstance(condition, Among | Measured) and condition.field in _OF_EVALUATION


def _meets_one(condition: Any, judged: Judged | None) -> bool:
    field = condition.field
    if judged is None:
        return bool(field is Field.STATUS and "unscored" in condition.keys)
    if isinstance(condition, Among):
        if field is Field.FAILED:
            return bool(condition.keys & judged.failed)
        value = {
            Field.STATUS: judged.status.value,
            Field.SCORECARD: judged.scorecard,
            Field.OUTCOME: judged.outcome,
        }[field]
        return value in condition.keys
    figure = {
        Field.SCORE: judged.score,
        Field.CRITICAL: judged.critical,
        Field.FAILING: len(judged.failed),
        Field.UNKNOWN: judged.unknown,
    }[field]
    if figure is None:
        return False
    if field is Field.SCORE and condition.compare is Compare.IS:
        return bool(round(figure, 2) == condition.value)
    return _COMPARE[condition.compare](figure, condition.value)


def _call_meets(condition: Any, fact: Fact) -> bool:
    call = fact.call
    if isinstance(condition, Said):
        return any(_said(phrase, fact) for phrase in condition.phrases)
    if isinstance(condition, Begins):
        return any(
            call.id.startswith(way)
            for each in condition.starts
            for way in (each, each.upper(), each.lower())
        )
    if isinstance(condition, Anywhere):
        return (
            _call_meets(condition.begins, fact)
            or _call_meets(condition.said, fact)
            or (call.agent is not None and name_key(call.agent) in condition.agents)
        )
    if isinstance(condition, Among):
        value = {
            Field.AGENT: call.agent,
            Field.CAMPAIGN: call.campaign,
            Field.LANGUAGE: call.language,
            Field.ASSIGNED: fact.assigned,
        }[condition.field]
        return value is not None and name_key(value) in condition.keys
    known = {
        Field.LENGTH: call.duration_ms,
        Field.SINCE: _started(fact),
        Field.BEFORE: _started(fact),
    }[condition.field]
    return known is not None and _COMPARE[condition.compare](known, condition.value)


def _said(phrase: Phrase, fact: Fact) -> bool:
    wanted = phrase.words
    for words in fact.said:
        for at in range(len(words) - len(wanted) + 1):
            heard = words[at : at + len(wanted)]
            if heard == wanted:
                return True
            may_go_on = phrase.open_end and len(wanted[-1]) > 1
            if may_go_on and heard[:-1] == wanted[:-1] and heard[-1].startswith(wanted[-1]):
                return True
    return False


def _started(fact: Fact) -> int | None:
    started = fact.call.started_at
    return None if started is None else int(started.timestamp() // 1)


def top(fact: Fact) -> Judged:
    """The most urgent evaluation."""
    return max(fact.judged, key=_urgency, default=_NOT_JUDGED)


def _urgency(judged: Judged) -> tuple[int, int, int]:
    return judged.critical, len(judged.failed), judged.unknown


def key(sort: Sort) -> Callable[[Fact], Any]:
    """What to sort facts by."""

    def latest(fact: Fact) -> tuple[Any, ...]:
        started = _started(fact)
        return (started is None, -(started or 0), -fact.number)

    def oldest(fact: Fact) -> tuple[Any, ...]:
        started = _started(fact)
        return (started is None, started or 0, fact.number)

    def agent(fact: Fact) -> tuple[Any, ...]:
        name = fact.call.agent
        return (name is None, name_key(name or "").encode(), *latest(fact))

    def score(fact: Fact) -> tuple[Any, ...]:
        shown = top(fact).score
        return (shown is None, shown or 0, *latest(fact))

    def length(fact: Fact) -> tuple[Any, ...]:
        known = fact.call.duration_ms
        return (known is None, -(known or 0), *latest(fact))

    def urgent(fact: Fact) -> tuple[Any, ...]:
        return (*(-each for each in _urgency(top(fact))), *latest(fact))

    return {
        Sort.NEWEST: latest,
        Sort.OLDEST: oldest,
        Sort.AGENT: agent,
        Sort.SCORE: score,
        Sort.LENGTH: length,
        Sort.URGENT: urgent,
    }[sort]
