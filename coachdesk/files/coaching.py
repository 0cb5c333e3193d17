"""Coaching policies from nodes."""

from datetime import date
from hashlib import sha256

from coachdesk.core.coaching.action import Check
from coachdesk.core.coaching.policy import (
    Coach,
    Critical,
    Expiring,
    Failed,
    FailedVisit,
    Policy,
    Trigger,
    Waiver,
)
from coachdesk.files.coaching_examples import examples_from
from coachdesk.files.faults import Faults, fraction, mappings, strings
from coachdesk.files.yaml_nodes import MappingNode, Node, SequenceNode


def policy_from(root: MappingNode, text: str, faults: Faults) -> Policy | None:
    """The policy that a checked file holds; None where it finds nothing. Its faults are noted."""
    finds = _child(root, "finds")
    if finds is None or not finds.entries:
        return None
    if len(finds.entries) > 1:
        key = finds.entries[1][0]
        hint = "write a policy for each"
        faults.add("R502", key.location, "a policy finds one kind of thing", hint)
    trigger = _trigger(finds, faults)
    if trigger is None:
        return None
    share = fraction(root, "team_share")
    if share is not None and not root.text("owner"):
        place = root.get("team_share")
        assert place is not None
        hint = "name the owner, or take team_share out"
        faults.add("R502", place.location, "there is no owner to whom it could go", hint)
    return Policy(
        id=root.text("coaching"),
        version=int(root.text("version", "1")),
        title=root.text("title"),
        why=root.text("why"),
        owner=root.text("owner"),
        finds=trigger,
        teams=strings(root.get("teams")),
        coach=Coach(root.text("coach")) if root.key("coach") else None,
        due_days=int(root.text("due_days", "14")),
        quiet_days=int(root.text("quiet_days", "0")),
        team_share=None if share is None else share / 100,
        check=_check(root, faults),
        waivers=tuple(_waiver(each, trigger) for each in items(root.get("waivers"))),
        examples=examples_from(items(root.get("examples")), trigger, faults),
        sha256=sha256(text.encode()).hexdigest(),
        location=root.location,
    )


def items(node: Node | None) -> tuple[MappingNode, ...]:
    """The mappings of a list; none where it is absent."""
    return mappings(node.items) if isinstance(node, SequenceNode) else ()


def _child(root: MappingNode, key: str) -> MappingNode | None:
    node = root.get(key)
    return node if isinstance(node, MappingNode) else None


def _trigger(finds: MappingNode, faults: Faults) -> Trigger | None:
    name = finds.entries[0][0].value
    node = _child(finds, name)
    if node is None:
        return None
    if name == "failed":
        return _failed(node, faults)
    if name == "critical":
        return Critical(
            scorecard=node.text("scorecard"),
            criteria=strings(node.get("criteria")),
            confirmed=node.text("confirmed") == "true",
            within_days=int(node.text("within_days", "14")),
        )
    if name == "visit":
        return FailedVisit(
            audit=node.text("audit"),
            criteria=strings(node.get("criteria")),
            within_days=int(node.text("within_days", "90")),
        )
    return Expiring(
        certification=node.text("certification"), within_days=int(node.text("within_days", "30"))
    )


def _failed(node: MappingNode, faults: Faults) -> Failed:
    found = Failed(
        scorecard=node.text("scorecard"),
        criteria=strings(node.get("criteria")),
        at_least=int(node.text("at_least", "1")),
        of_last=int(node.text("of_last", "1")),
        within_days=int(node.text("within_days", "90")),
    )
    place = node.get("at_least")
    if place is not None and node.key("of_last") and found.at_least > found.of_last:
        message = f"{found.at_least} of the last {found.of_last} can never fail"
        faults.add("R502", place.location, message, "raise of_last, or lower at_least")
    return found


def _check(root: MappingNode, faults: Faults) -> Check:
    node = _child(root, "check")
    if node is None:
        return Check()
    calls = int(node.text("calls", str(Check().calls)))
    passed = int(node.text("passed", str(min(Check().passed, calls))))
    if passed > calls:
        place = node.get("passed") or node
        message = f"{passed} of {calls} calls can never pass"
        faults.add("R502", place.location, message, "raise calls, or lower passed")
    return Check(calls=calls, passed=passed)


def _waiver(node: MappingNode, trigger: Trigger) -> Waiver:
    form = node.text("certification") or form_of(trigger)
    return Waiver(
        person=node.text("person"),
        form=form,
        criterion=node.text("criterion"),
        owner=node.text("owner"),
        until=date.fromisoformat(node.text("until") or "0001-01-01"),
        reason=node.text("reason"),
        name=str(node.location),
        location=node.location,
    )


def form_of(trigger: Trigger) -> str:
    """The id of the form that a policy looks at; empty: any certification."""
    match trigger:
        case Failed() | Critical():
            return trigger.scorecard
        case FailedVisit():
            return trigger.audit
    return trigger.certification
