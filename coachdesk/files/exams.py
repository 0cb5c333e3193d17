"""Exams from nodes, and what is wrong with role-play forms."""

from fractions import Fraction
from hashlib import sha256

from coachdesk.core.certification.exam import Exam, Option, Pool, Question
from coachdesk.files.faults import Faults, fraction, mappings
from coachdesk.files.schema import nearest
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, scalars


def exam_from(root: MappingNode, text: str, faults: Faults) -> Exam:
    """The exam that a checked file holds; its faults are noted."""
    ids: dict[tuple[str, str], ScalarNode] = {}
    pools = tuple(_pool(each, ids, faults) for each in _items(root.get("pools")))
    minutes = root.text("minutes")
    return Exam(
        id=root.text("exam"),
        version=int(root.text("version", "1")),
        title=root.text("title"),
        language=root.text("language"),
        pass_mark=fraction(root, "pass_mark") or Fraction(0),
        minutes=int(minutes) if minutes else None,
        pools=pools,
        written_for=_written_for(root.get("written_for")),
        sha256=sha256(text.encode()).hexdigest(),
        location=root.location,
    )


def say_conditions(root: MappingNode, faults: Faults) -> None:
    """Notes conditions of a role-play: there is no transcript that they could be asked of."""
    for section in _items(root.get("sections")):
        for criterion in _items(section.get("criteria")):
            for key in ("pass_when", "fail_when", "levels", "applies_when"):
                stray = criterion.key(key)
                if stray is not None:
                    message = f"'{key}' in a role-play, which a person answers"
                    faults.add("R605", stray.location, message, "take it out")


def _pool(node: MappingNode, ids: dict[tuple[str, str], ScalarNode], faults: Faults) -> Pool:
    _say_twice("pool", node, ids, faults)
    questions = tuple(_question(each, ids, faults) for each in _items(node.get("questions")))
    draw = int(node.text("draw") or len(questions))
    if draw > len(questions):
        place = node.get("draw") or node
        message = f"{draw} questions are drawn from {len(questions)}"
        faults.add("R612", place.location, message, "add questions, or draw fewer")
    return Pool(id=node.text("id"), title=node.text("title"), draw=draw, questions=questions)


def _question(
    node: MappingNode, ids: dict[tuple[str, str], ScalarNode], faults: Faults
) -> Question:
    _say_twice("question", node, ids, faults)
    offered = node.get("choices")
    options: list[Option] = []
    if isinstance(offered, MappingNode):
        keys: set[str] = set()
        for key, _ in offered.entries:
            if key.value.casefold() in keys:
                message = f"'{key.value}' differs from another choice in its case alone"
                faults.add("R611", key.location, message, "small letters will do")
            keys.add(key.value.casefold())
            options.append(Option(key.value, offered.text(key.value)))
    written = node.get("key")
    right = [each.value for each in scalars(written)]
    known = [each.key for each in options]
    for each in scalars(written):
        if each.value not in known:
            hint = nearest(each.value, known) or f"choices: {', '.join(known)}"
            faults.add("R611", each.location, f"the key '{each.value}' is no choice", hint)
    if written is not None and len(set(right)) == len(known):
        faults.add("R611", written.location, "every choice is right", "add a wrong one")
    return Question(
        id=node.text("id"),
        ask=node.text("ask"),
        options=tuple(options),
        right=frozenset(right),
        several=isinstance(written, SequenceNode),
        points=fraction(node, "points") or Fraction(1),
        why=node.text("why"),
        line=node.text("line"),
        source=node.text("source"),
        location=node.location,
    )


def _written_for(node: Node | None) -> dict[str, int]:
    if not isinstance(node, MappingNode):
        return {}
    return {key.value: int(node.text(key.value)) for key, _ in node.entries}


def _say_twice(
    what: str, node: MappingNode, ids: dict[tuple[str, str], ScalarNode], faults: Faults
) -> None:
    name = node.get("id")
    if isinstance(name, ScalarNode) and ids.setdefault((what, name.value), name) is not name:
        message = f"{what} '{name.value}' is also defined at {ids[what, name.value].location}"
        faults.add("R102", name.location, message, "give each its own id")


def _items(node: Node | None) -> tuple[MappingNode, ...]:
    return mappings(node.items) if isinstance(node, SequenceNode) else ()
