"""Certification programmes from nodes."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256

from coachdesk.core.certification.facts import Fact
from coachdesk.core.certification.programme import (
    Effect,
    Example,
    KeepToScript,
    ObservedCalls,
    PassExam,
    PassRolePlay,
    PassVisit,
    Programme,
    ReadScript,
    Renewal,
    Requirement,
    Version,
)
from coachdesk.core.certification.state import State
from coachdesk.files.certification_history import facts_from
from coachdesk.files.faults import Faults, fraction, mappings, strings
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, scalars

WAYS = ("read", "exam", "role_play", "observed_calls", "visit", "adherence")
"""The kinds of requirement, by the key that names what must be shown."""

_BELONGS: Mapping[str, tuple[str, ...]] = {
    "pass_mark": ("exam", "role_play", "observed_calls", "visit"),
    "scorecard": ("observed_calls",),
    "calls": ("adherence",),
    "at_least": ("adherence",),
    "visits": ("visit",),
}
_SHORTEST_MONTH = 28


def programme_from(root: MappingNode, text: str, faults: Faults) -> Programme:
    """The programme that a checked file holds; its faults are noted."""
    asked = _items(root.get("requirements"))
    _say_twice(asked, faults)
    requirements = tuple(made for each in asked if (made := _requirement(each, faults)) is not None)
    validity, renewal = _child(root, "validity"), _child(root, "renewal")
    change, retakes = _child(root, "script_change"), _child(root, "retakes")
    kind = Renewal(renewal.text("kind", "full"))
    programme = Programme(
        id=root.text("certification"),
        version=int(root.text("version", "1")),
        title=root.text("title"),
        owner=root.text("owner"),
        skills=strings(root.get("skills")),
        scripts=tuple(
            Version(each.text("script"), int(each.text("version", "1")), each.location)
            for each in _items(root.get("scripts"))
        ),
        requirements=requirements,
        months=_whole(validity, "months", 12),
        grace_days=_whole(validity, "grace_days", 14),
        expiring_days=_whole(validity, "expiring_days", 30),
        renewal=kind,
        short=strings(renewal.get("requirements")),
        window_days=_whole(renewal, "window_days", 60),
        minor=Effect(change.text("minor", "confirm")),
        major=Effect(change.text("major", "recertify")),
        confirm_days=_whole(change, "confirm_days", 7),
        hold_days=_whole(change, "hold_days", 14),
        retakes=_whole(retakes, "most", 2),
        days_apart=_whole(retakes, "days_apart", 7),
        assessors=strings(root.get("assessed_by")) or ("trainer",),
        examples=tuple(
            found
            for each in _items(root.get("examples"))
            if (found := _example(each, faults)) is not None
        ),
        sha256=sha256(text.encode()).hexdigest(),
        location=root.location,
    )
    _say_renewal(root, renewal, programme, faults)
    return programme


def _requirement(node: MappingNode, faults: Faults) -> Requirement | None:
    ways = [way for way in WAYS if node.key(way)]
    if len(ways) != 1:
        message = "a requirement asks for one thing"
        message += f", and this one for {' and '.join(ways)}" if ways else ", and this one for none"
        faults.add("R602", node.location, message, f"one of {', '.join(WAYS)}")
        return None
    (way,) = ways
    for key, belongs in _BELONGS.items():
        stray = node.key(key)
        if stray is not None and way not in belongs:
            faults.add("R602", stray.location, f"'{key}' does not go with '{way}'", "take it out")
    named = node.get(way)
    if not isinstance(named, ScalarNode):
        return None
    id, mark = node.text("id"), fraction(node, "pass_mark")
    at = named.location
    match way:
        case "read":
            return ReadScript(id=id, script=named.value, location=at)
        case "exam":
            return PassExam(id=id, exam=named.value, mark=mark, location=at)
        case "role_play":
            return PassRolePlay(id=id, form=named.value, mark=mark, location=at)
        case "visit":
            visits = _whole(node, "visits", 1)
            return PassVisit(id=id, form=named.value, visits=visits, mark=mark, location=at)
        case "observed_calls":
            card = node.get("scorecard")
            return ObservedCalls(
                id=id,
                calls=int(named.value),
                scorecard=node.text("scorecard"),
                mark=mark,
                location=card.location if card else at,
            )
        case _:
            return KeepToScript(
                id=id,
                script=named.value,
                calls=_whole(node, "calls", 20),
                at_least=fraction(node, "at_least") or Fraction(85),
                location=at,
            )


def _example(node: MappingNode, faults: Faults) -> Example | None:
    facts: list[Fact] = []
    for line in scalars(node.get("history")):
        facts += facts_from(line, faults)
    try:
        date.fromisoformat(node.text("on"))
        expect = State(node.text("expect"))
    except ValueError:
        return None  # the schema has said so already
    return Example(
        facts=tuple(facts),
        on=node.text("on"),
        expect=expect,
        valid_to=node.text("valid_to") or None,
        blocked_by=node.text("blocked_by") or None,
        location=node.location,
    )


def _say_twice(asked: tuple[MappingNode, ...], faults: Faults) -> None:
    seen: dict[str, ScalarNode] = {}
    for node in asked:
        name = node.get("id")
        if isinstance(name, ScalarNode) and seen.setdefault(name.value, name) is not name:
            message = f"requirement '{name.value}' is also defined at {seen[name.value].location}"
            faults.add("R102", name.location, message, "give each its own id")


def _say_renewal(
    root: MappingNode, renewal: MappingNode, programme: Programme, faults: Faults
) -> None:
    known = [each.id for each in programme.requirements]
    for name in scalars(renewal.get("requirements")):
        if name.value not in known:
            hint = nearest(name.value, known) or f"there are {', '.join(known)}"
            faults.add("R604", name.location, f"there is no requirement '{name.value}'", hint)
    short = programme.renewal is Renewal.SHORT
    if short != bool(programme.short):
        told = "lists nothing" if short else "is full, and lists requirements all the same"
        hint = "add requirements" if short else "write kind: short, or take the list out"
        faults.add("R604", renewal.location, f"the renewal {told}", hint)
    if programme.window_days >= programme.months * _SHORTEST_MONTH:
        place = renewal.get("window_days") or root
        message = f"a window of {programme.window_days} days is not shorter than "
        message += f"{programme.months} months of validity"
        faults.add("R604", place.location, message, "a new certificate could be renewed at once")


def _whole(node: MappingNode, key: str, default: int) -> int:
    return int(node.text(key) or default)


def _child(root: MappingNode, key: str) -> MappingNode:
    found = root.get(key)
    return (
        found if isinstance(found, MappingNode) else MappingNode(entries=(), location=root.location)
    )


def _items(node: Node | None) -> tuple[MappingNode, ...]:
    return mappings(node.items) if isinstance(node, SequenceNode) else ()
