"""What an audit says beyond criteria: the shopper's part, and the facts that it asks for."""

from collections.abc import Iterable, Iterator
from datetime import time

from coachdesk.core.audits.columns import DESK_COLUMNS, VISIT_COLUMNS
from coachdesk.core.form import Briefing, Entry, Fact
from coachdesk.core.location import Location
from coachdesk.core.people import Channel
from coachdesk.files.criteria import WrittenSection
from coachdesk.files.faults import Faults, fraction, mappings, strings
from coachdesk.files.yaml_nodes import MappingNode, ScalarNode, SequenceNode

KIND = "audit"
"""Its first key."""
_OF_NUMBERS = ("unit", "low", "high")
_RESERVED = frozenset((*DESK_COLUMNS, *VISIT_COLUMNS))


def briefing_from(root: MappingNode, faults: Faults) -> Briefing | None:
    """The shopper's part; None where the file is no audit, or does not say enough."""
    channel = root.text("channel")
    if root.key(KIND) is None or not channel:
        return None
    minutes, hours = root.get("minutes"), root.get("hours")
    spans = minutes if isinstance(minutes, MappingNode) else None
    clock = hours if isinstance(hours, MappingNode) else None
    version = root.text("script_version")
    if version and not root.text("script"):
        _say(root, "script_version", "R404", "a script version without a script", faults)
    briefing = Briefing(
        channel=Channel(channel),
        persona=root.text("persona"),
        scenario=root.text("scenario"),
        duties=strings(root.get("duties")),
        languages=strings(root.get("languages")),
        script_version=int(version) if version else None,
        least_min=fraction(spans, "low") if spans else None,
        most_min=fraction(spans, "high") if spans else None,
        opens=_clock(clock, "from"),
        closes=_clock(clock, "to"),
    )
    least, most = briefing.least_min, briefing.most_min
    if least is not None and most is not None and least >= most:
        _say(
            root, "minutes", "R403", f"'low' is {least}, not below 'high', which is {most}", faults
        )
    opens, closes = briefing.opens, briefing.closes
    if opens is not None and closes is not None and opens >= closes:
        message = f"opens at {opens:%H:%M}, which is not before {closes:%H:%M}"
        _say(root, "hours", "R403", message, faults)
    return briefing


def facts_from(
    root: MappingNode,
    own: Iterable[WrittenSection],
    every: Iterable[WrittenSection],
    faults: Faults,
) -> tuple[Fact, ...]:
    """The facts of an audit in order; their faults are noted, and what else only audits have.

    Args:
        root: the file.
        own: its own sections.
        every: those of its packs too.
        faults: takes the problems.
    """
    sections = tuple(every)
    if root.key(KIND) is None:
        if root.key("pack") is None:
            _refuse_proof(sections, faults)
        return ()
    taken = {
        each.criterion.id: each.criterion.location
        for section in sections
        for each in section.criteria
    }
    facts = []
    for section in own:
        title, nodes = section.section.id, _nodes(section.node)
        if not nodes and not section.criteria and section.node.key("criteria") is None:
            message = f"section '{title}' judges nothing and asks nothing"
            faults.add("R405", section.node.location, message, "add criteria or facts")
        for node in nodes:
            fact, name = _fact(node, title, faults), node.get("id")
            if fact is None or not isinstance(name, ScalarNode):
                continue
            first = taken.setdefault(fact.id, name.location)
            if first != name.location:
                message = f"'{fact.id}' is also defined at {first}"
                faults.add("R102", name.location, message, "give each its own id")
            facts.append(fact)
    for taken_id, place in taken.items():
        if taken_id in _RESERVED:
            message = f"'{taken_id}' is what a column of visit tables is called"
            faults.add("R407", place, message, f"such as 'the-{taken_id}'")
    return tuple(facts)


def _nodes(section: MappingNode) -> tuple[MappingNode, ...]:
    listed = section.get("facts")
    return mappings(listed.items) if isinstance(listed, SequenceNode) else ()


def _fact(node: MappingNode, section: str, faults: Faults) -> Fact | None:
    entry = node.text("entry")
    if not entry or not node.text("id"):
        return None
    low, high = fraction(node, "low"), fraction(node, "high")
    if entry != Entry.NUMBER:
        for key in _OF_NUMBERS:
            if node.key(key) is not None:
                message = f"'{key}' is for numbers, and the entry is '{entry}'"
                _say(node, key, "R402", message, faults, "write 'entry: number', or take it out")
    elif low is not None and high is not None and low >= high:
        message = f"'low' is {low}, not below 'high', which is {high}"
        _say(node, "low", "R402", message, faults)
    return Fact(
        id=node.text("id"),
        ask=node.text("ask"),
        entry=Entry(entry),
        section=section,
        unit=node.text("unit"),
        required=node.text("required", "true") == "true",
        low=low,
        high=high,
        proof=node.text("proof"),
        location=node.location,
    )


def _refuse_proof(sections: Iterable[WrittenSection], faults: Faults) -> None:
    for place in _proofs(sections):
        message = "'proof' is for audits; nobody attaches anything to the answer about a call"
        faults.add("R401", place, message, "take it out, or ask it in an audit")


def _proofs(sections: Iterable[WrittenSection]) -> Iterator[Location]:
    for section in sections:
        for each in section.criteria:
            key = each.node.key("proof")
            if key is not None:
                yield key.location


def _clock(node: MappingNode | None, key: str) -> time | None:
    text = node.text(key) if node else ""
    return time.fromisoformat(text) if text else None


def _say(
    node: MappingNode, key: str, code: str, message: str, faults: Faults, hint: str = ""
) -> None:
    place = node.key(key)
    assert place is not None
    faults.add(code, place.location, message, hint)
