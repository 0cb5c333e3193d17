"""Scripts from nodes."""

from collections.abc import Mapping
from hashlib import sha256

from coachdesk.core.scripts import Branch, Script, Step
from coachdesk.files.faults import Faults, mappings, strings
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode


def script_from(root: MappingNode, text: str, faults: Faults) -> Script:
    """The script that a checked file holds; its faults are noted."""
    languages = strings(root.get("languages"))
    steps = _items(root.get("steps"))
    ids: dict[str, ScalarNode] = {}
    for step in steps:
        key = step.get("id")
        if not isinstance(key, ScalarNode):
            continue
        if key.value in ids:
            first = ids[key.value].location.line
            message = f"step '{key.value}' stands twice, first in line {first}"
            faults.add("S101", key.location, message, "give each step its own id")
        ids.setdefault(key.value, key)
    return Script(
        id=root.text("script"),
        version=int(root.text("version", "1")),
        title=root.text("title"),
        languages=languages,
        steps=tuple(_step(step, languages, ids, faults) for step in steps),
        sha256=sha256(text.encode()).hexdigest(),
    )


def _step(
    node: MappingNode, languages: tuple[str, ...], ids: Mapping[str, ScalarNode], faults: Faults
) -> Step:
    branches = _items(node.get("if_customer"))
    return Step(
        id=node.text("id"),
        title=node.text("title"),
        required=node.text("required", "true") == "true",
        say=_lines(node, languages, faults),
        why=node.text("why"),
        if_customer=tuple(_branch(each, languages, ids, faults) for each in branches),
        law=strings(node.get("law")),
        location=node.location,
    )


def _branch(
    node: MappingNode, languages: tuple[str, ...], ids: Mapping[str, ScalarNode], faults: Faults
) -> Branch:
    then = node.get("then")
    if isinstance(then, ScalarNode) and then.value not in ids:
        hint = nearest(then.value, ids)
        faults.add("S102", then.location, f"there is no step '{then.value}'", hint)
    return Branch(
        when=node.text("when"), say=_lines(node, languages, faults), then=node.text("then")
    )


def _lines(
    node: MappingNode, languages: tuple[str, ...], faults: Faults
) -> dict[str, tuple[str, ...]]:
    """The lines by language; a bare list belongs to the script's only language."""
    say = node.get("say")
    if say is None:
        return {}
    if not isinstance(say, MappingNode):
        if len(languages) > 1:
            hint = "write " + ", ".join(f"{each}: [...]" for each in languages)
            faults.add("S103", say.location, "it does not say in which language", hint)
        return {languages[0]: strings(say)} if languages else {}
    for key, _ in say.entries:
        if languages and key.value not in languages:
            hint = "add it to languages, or take it out"
            message = f"language '{key.value}' is not one of the script's"
            faults.add("S103", key.location, message, hint)
    missing = [each for each in languages if say.get(each) is None]
    if missing:
        message = f"there are no lines in {', '.join(missing)}"
        faults.add("S104", say.location, message, "write them, or take it out of languages")
    return {key.value: strings(value) for key, value in say.entries}


def _items(node: Node | None) -> tuple[MappingNode, ...]:
    return mappings(node.items) if isinstance(node, SequenceNode) else ()
