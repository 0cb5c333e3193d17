"""The tree of places as rows and as objects for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from coachdesk.core.people import Person
from coachdesk.core.places import Node
from coachdesk.core.visible import visible
from coachdesk.report.rows import Piece, Row, leading, row
from coachdesk.report.tone import Tone


def place_rows(tree: Sequence[Node], columns: int) -> Iterator[Row]:
    """Each place with how many work in it, and its people below it; all stand in the tree."""
    if not tree:
        yield row("no places yet: coachdesk people places set ID --name NAME --level city")
    for node in tree:
        indent = "  " * node.depth
        name = visible(node.place.name)
        beside = f"  {node.place.level} {node.place.id}, {_many(node)}"
        pieces: tuple[Piece, ...] = ((f"{indent}{name}", Tone.STRONG), (beside, Tone.QUIET))
        yield Row(pieces=pieces, place=node.place.id)
        for person in node.people:
            led = Row(person=person.id)
            yield from leading(_person(person), columns, f"{indent}    ", to=led)


def _many(node: Node) -> str:
    if not node.everybody:
        return "nobody works here"
    here = f"{node.everybody} {'person' if node.everybody == 1 else 'people'}"
    elsewhere = node.everybody - len(node.people)
    return here if not elsewhere else f"{here}, {elsewhere} of them further in"


def _person(person: Person) -> str:
    team = f", team {visible(person.team)}" if person.team else ""
    return f"{visible(person.name)}  {visible(person.role)}{team}"


def place_object(node: Node) -> dict[str, Any]:
    """One place for machines; see docs/machines.md."""
    return {
        **msgspec.to_builtins(node.place),
        "people": [person.id for person in node.people],
        "everybody": node.everybody,
    }
