"""Sections and criteria from nodes, with the places that the checks need."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import msgspec

from coachdesk.core.engine.conditions import Condition, signals_in
from coachdesk.core.engine.verdicts import Level, Test
from coachdesk.core.form import Choice, Criterion, Critical, Scale, Section, Status
from coachdesk.files.examples import example_from
from coachdesk.files.faults import Faults, fraction, mappings
from coachdesk.files.schema import nearest
from coachdesk.files.signals import ScriptOf, step_lines
from coachdesk.files.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, locate

_WAYS = ("pass_when", "fail_when", "levels")


class WrittenCriterion(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion with the texts it was read from."""

    criterion: Criterion
    node: MappingNode
    conditions: tuple[tuple[Condition, ScalarNode], ...]
    """Every condition that could be read, with its text."""
    unread: tuple[ScalarNode, ...] = ()
    """Texts of conditions that could not be read."""


class WrittenSection(msgspec.Struct, frozen=True, kw_only=True):
    """A section with the texts it was read from."""

    section: Section
    node: MappingNode
    criteria: tuple[WrittenCriterion, ...]

    def undefined(self, names: Mapping[str, object]) -> Iterator[tuple[str, ScalarNode, int]]:
        """(name, text, offset in it) of every signal named by a condition that is not known."""
        for written in self.criteria:
            for condition, node in written.conditions:
                for name, offset in signals_in(condition):
                    if name not in names:
                        yield name, node, offset


def sections_from(
    node: Node | None, script_of: ScriptOf, faults: Faults
) -> tuple[WrittenSection, ...]:
    """The sections of a file; their faults are noted."""
    if not isinstance(node, SequenceNode):
        return ()
    return tuple(_section(each, script_of, faults) for each in mappings(node.items))


def say_undefined(
    sections: tuple[WrittenSection, ...], names: Mapping[str, object], faults: Faults
) -> None:
    """Note every signal that a condition names and nothing defines."""
    for section in sections:
        for name, node, offset in section.undefined(names):
            hint = nearest(name, names) or "define it under 'signals'"
            faults.add("R204", locate(node, offset), f"there is no signal '{name}'", hint)


def _section(node: MappingNode, script_of: ScriptOf, faults: Faults) -> WrittenSection:
    listed = node.get("criteria")
    items = mappings(listed.items) if isinstance(listed, SequenceNode) else ()
    criteria = tuple(_criterion(each, script_of, faults) for each in items)
    section = Section(
        id=node.text("id"),
        title=node.text("title"),
        weight=fraction(node, "weight") or Fraction(1),
        criteria=tuple(each.criterion for each in criteria),
    )
    return WrittenSection(section=section, node=node, criteria=criteria)


def _criterion(node: MappingNode, script_of: ScriptOf, faults: Faults) -> WrittenCriterion:
    points = fraction(node, "points") or Fraction(1)
    ways = [each for each in _WAYS if node.key(each)]
    if len(ways) > 1:
        key = node.key(ways[1])
        assert key is not None
        message = f"{' and '.join(ways)} cannot stand together"
        faults.add("R207", key.location, message, "keep one; levels are tried in order")
    conditions: list[tuple[Condition, ScalarNode]] = []
    unread: list[ScalarNode] = []

    def read(owner: MappingNode, key: str) -> Condition | None:
        text = owner.get(key)
        condition = faults.condition(text)
        if isinstance(text, ScalarNode):
            if condition is None:
                unread.append(text)
            else:
                conditions.append((condition, text))
        return condition

    applies_when = read(node, "applies_when")
    pass_when, fail_when = read(node, "pass_when"), read(node, "fail_when")
    listed = node.get("levels")
    levels: list[Level] = []
    for each in mappings(listed.items) if isinstance(listed, SequenceNode) else ():
        worth = _at_most(each, "points", points, faults)
        when = read(each, "when")
        if when is not None:
            levels.append(Level(worth, when))
    test = None
    if pass_when is not None or fail_when is not None or levels:
        test = Test(
            points=points,
            applies_when=applies_when,
            pass_when=pass_when,
            fail_when=fail_when,
            levels=tuple(levels),
        )
    elif not ways and node.key("applies_when"):
        place = node.key("applies_when")
        assert place is not None
        message = "'applies_when' stands alone, and a person answers this criterion"
        faults.add("R207", place.location, message, "add pass_when, or take it out")
    line = node.get("line")
    if isinstance(line, ScalarNode):
        step_lines(line, "", script_of, faults)
    checked = node.text("checked_on")
    criterion = Criterion(
        id=node.text("id"),
        ask=node.text("ask"),
        points=points,
        test=test,
        choices=_choices(node, points, faults),
        scale=_scale(node, faults),
        critical=Critical(node.text("critical")) if node.key("critical") else None,
        critical_below_pct=fraction(node, "critical_below"),
        bonus=node.text("bonus") == "true",
        penalty_pct=fraction(node, "penalty") or Fraction(0),
        status=Status(node.text("status", "trusted")),
        coach=node.text("coach"),
        why=node.text("why"),
        source=node.text("source"),
        checked_on=date.fromisoformat(checked) if checked else None,
        line=node.text("line"),
        proof=node.text("proof"),
        examples=tuple(
            found
            for each in _listed(node, "examples")
            if (found := example_from(each, points, faults)) is not None
        ),
        location=node.location,
    )
    return WrittenCriterion(
        criterion=criterion, node=node, conditions=tuple(conditions), unread=tuple(unread)
    )


def _listed(node: MappingNode, key: str) -> tuple[MappingNode, ...]:
    listed = node.get(key)
    return mappings(listed.items) if isinstance(listed, SequenceNode) else ()


def _at_most(node: MappingNode, key: str, most: Fraction, faults: Faults) -> Fraction:
    """The points of a level or answer, which may not exceed the criterion's."""
    value = fraction(node, key) or Fraction(0)
    if value > most:
        text = node.get(key)
        assert text is not None
        message = f"'{key}' is {value}, more than the criterion's {most}"
        faults.add("R208", text.location, message, "raise the criterion's points, or lower these")
    return value


def _choices(node: MappingNode, points: Fraction, faults: Faults) -> tuple[Choice, ...]:
    answers = node.get("answers")
    if not isinstance(answers, MappingNode):
        return ()
    return tuple(
        Choice(key.value, _at_most(answers, key.value, points, faults))
        for key, _ in answers.entries
    )


def _scale(node: MappingNode, faults: Faults) -> Scale | None:
    scale = node.get("scale")
    if not isinstance(scale, MappingNode):
        return None
    key = node.key("scale")
    if node.key("answers") and key:
        faults.add("R208", key.location, "scale and answers cannot stand together", "keep one")
    low, high = fraction(scale, "low"), fraction(scale, "high")
    if low is None or high is None:
        return None
    if low >= high:
        faults.add("R208", scale.location, f"'low' is {low}, not below 'high', which is {high}")
        return None
    return Scale(low, high)
