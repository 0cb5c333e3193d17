"""Examples of coaching policies from nodes: what is known of some people, and what it raises."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from coachdesk.core.coaching.action import Topic, TopicKind
from coachdesk.core.coaching.history import Certified, History, Judged, Past
from coachdesk.core.coaching.life import Stage
from coachdesk.core.coaching.policy import (
    Critical,
    Expected,
    Expiring,
    Failed,
    FailedVisit,
    PolicyExample,
    Trigger,
)
from coachdesk.core.engine.verdicts import State
from coachdesk.core.people import Person
from coachdesk.files.faults import Faults, mappings
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode, SequenceNode

_LETTERS = {"P": State.PASS, "F": State.FAIL, "N": State.NA, "U": State.UNKNOWN}
_NOON = time(12, tzinfo=UTC)


def examples_from(
    nodes: Iterable[MappingNode], trigger: Trigger, faults: Faults
) -> tuple[PolicyExample, ...]:
    """Every example that is whole; the faults of the others are noted."""
    return tuple(_example(node, trigger, faults) for node in nodes if _is_whole(node))


def _is_whole(node: MappingNode) -> bool:
    # What the schema took out of it has been told already.
    return all(node.key(each) for each in ("today", "history", "expect"))


def _example(node: MappingNode, trigger: Trigger, faults: Faults) -> PolicyExample:
    today = date.fromisoformat(node.text("today"))
    known = list(_items(node, "history"))
    expect = list(_items(node, "expect"))
    for each in (*known, *expect):
        _refuse_unwatched(each, trigger, faults)
    return PolicyExample(
        title=node.text("title"),
        today=today,
        history=_history(known, trigger, today),
        expect=tuple(_expected(each, trigger) for each in expect),
        location=node.location,
    )


def _items(node: MappingNode, key: str) -> tuple[MappingNode, ...]:
    found = node.get(key)
    return mappings(found.items) if isinstance(found, SequenceNode) else ()


def _refuse_unwatched(node: MappingNode, trigger: Trigger, faults: Faults) -> None:
    written = node.get("criterion")
    if not isinstance(written, ScalarNode):
        return
    criteria = () if isinstance(trigger, Expiring) else trigger.criteria
    if isinstance(trigger, Expiring) or (criteria and written.value not in criteria):
        message = f"the policy does not look at '{written.value}'"
        hint = f"it looks at {', '.join(criteria) or 'certificates'}"
        faults.add("R503", written.location, message, hint)


def _history(known: Iterable[MappingNode], trigger: Trigger, today: date) -> History:
    kept = list(known)
    people = {
        each.text("person"): Person(
            id=each.text("person"), name=each.text("person"), team=each.text("team") or None
        )
        for each in kept
    }
    return History(
        people=tuple(people.values()),
        judged=tuple(judged for each in kept for judged in _judged(each, trigger, today)),
        certified=tuple(
            Certified(
                person=each.text("person"),
                certification=each.text("certificate"),
                until=date.fromisoformat(each.text("until")),
            )
            for each in kept
            if each.key("until") and each.key("certificate")
        ),
        actions=tuple(_past(each, trigger, today) for each in kept if each.key("action")),
    )


def _judged(node: MappingNode, trigger: Trigger, today: date) -> Iterator[Judged]:
    person, criterion, letters = node.text("person"), node.text("criterion"), node.text("calls")
    confirmed = node.text("confirmed") == "true"
    for at, letter in enumerate(letters):
        state = _LETTERS[letter]
        yield Judged(
            person=person,
            form=_topic_of(trigger).form,
            criterion=criterion,
            call=f"call {at + 1}",
            at=datetime.combine(today - timedelta(days=len(letters) - at), _NOON),
            state=state,
            critical=isinstance(trigger, Critical),
            said=state if confirmed else None,
        )
    if node.key("visit"):
        yield Judged(
            kind=TopicKind.VISITS,
            person=person,
            form=_topic_of(trigger).form,
            criterion=criterion,
            call=f"visit of {node.text('visit')}",
            at=datetime.combine(date.fromisoformat(node.text("visit")), _NOON),
            state=State.FAIL,
            method="visits",
        )


def _past(node: MappingNode, trigger: Trigger, today: date) -> Past:
    changed = node.text("changed") or today.isoformat()
    return Past(
        name="the action",
        person=node.text("person"),
        topic=_topic(node, trigger),
        stage=Stage(node.text("action")),
        changed=datetime.combine(date.fromisoformat(changed), _NOON),
    )


def _expected(node: MappingNode, trigger: Trigger) -> Expected:
    failed, _, of = node.text("baseline").partition(" of ")
    return Expected(
        who=node.text("person") or node.text("team"),
        to_owner=not node.key("person"),
        topic=_topic(node, trigger),
        baseline=(int(failed), int(of)) if of else None,
    )


def _topic(node: MappingNode, trigger: Trigger) -> Topic:
    if node.key("certificate"):
        return Topic(kind=TopicKind.CERTIFICATE, form=node.text("certificate"))
    of = _topic_of(trigger)
    return Topic(kind=of.kind, form=of.form, criterion=node.text("criterion"))


def _topic_of(trigger: Trigger) -> Topic:
    match trigger:
        case Failed() | Critical():
            return Topic(form=trigger.scorecard)
        case FailedVisit():
            return Topic(kind=TopicKind.VISITS, form=trigger.audit)
    return Topic(kind=TopicKind.CERTIFICATE, form=trigger.certification)
