"""Collects problems while nodes become core values, and reads the texts that have a syntax."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeVar

from coachdesk.core.engine.conditions import Condition
from coachdesk.core.engine.parsing import parse_condition, parse_window
from coachdesk.core.engine.phrases import Phrase, parse_phrase
from coachdesk.core.engine.signals import Edge, Window
from coachdesk.core.errors import Problem, Severity, SyntaxFault
from coachdesk.core.location import Location
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, locate, scalars

T = TypeVar("T")


class Faults:
    """Problems found so far, and what the phrase and condition languages make of a text."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self,
        code: str,
        location: Location,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note one problem."""
        self.problems.append(
            Problem(code=code, location=location, message=message, hint=hint, severity=severity)
        )

    def phrases(self, node: Node | None) -> tuple[Phrase, ...]:
        """The phrases of a list, or of the one text that stands in its place."""
        read = (self.reading("R201", text, parse_phrase) for text in scalars(node))
        return tuple(phrase for phrase in read if phrase is not None)

    def condition(self, node: Node | None) -> Condition | None:
        """The condition of a text; None where it is absent or faulty."""
        if not isinstance(node, ScalarNode):
            return None
        return self.reading("R202", node, parse_condition)

    def window(self, node: Node | None, edge: Edge) -> Window | None:
        """The stretch of a call, such as `2 turns`."""
        if not isinstance(node, ScalarNode):
            return None
        return self.reading("R206", node, lambda text: parse_window(text, edge))

    def reading(self, code: str, node: ScalarNode, read: Callable[[str], T]) -> T | None:
        """What `read` makes of the text; a fault becomes a problem at its character."""
        try:
            return read(node.value)
        except SyntaxFault as fault:
            self.add(code, locate(node, fault.offset), fault.message, fault.hint)
            return None


def fraction(node: MappingNode, key: str) -> Fraction | None:
    """The number of that key, exactly; a percentage without its sign; None where absent."""
    text = node.text(key).removesuffix("%")
    return Fraction(text) if text else None


def strings(node: Node | None) -> tuple[str, ...]:
    """The texts of a list or of the one text in its place, as written."""
    return tuple(each.value for each in scalars(node))


def mappings(nodes: Iterable[Node]) -> tuple[MappingNode, ...]:
    """The mappings among the nodes."""
    return tuple(each for each in nodes if isinstance(each, MappingNode))
