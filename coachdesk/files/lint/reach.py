"""Criteria that give the same answer to every call, and levels that no call reaches."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from coachdesk.core.engine.conditions import Condition
from coachdesk.core.engine.verdicts import Test
from coachdesk.core.errors import Problem
from coachdesk.files.criteria import WrittenCriterion
from coachdesk.files.lint.worlds import World, holds, worlds_of
from coachdesk.files.yaml_nodes import MappingNode, SequenceNode


def unreachable_answers(written: WrittenCriterion) -> Iterator[Problem]:
    """What can never happen, found by trying every kind of call that the conditions can tell."""
    test = written.criterion.test
    if test is None or written.unread:
        return
    worlds = worlds_of([condition for condition, _ in written.conditions])
    if worlds is None:
        return
    met = [
        world for world in worlds if test.applies_when is None or holds(test.applies_when, world)
    ]
    if not met:
        yield _said(written, "R304", "applies_when", "can never apply", _CONTRADICTION)
    elif test.levels:
        yield from _levels(written, test, met)
    else:
        yield from _constant(written, test, met)


_CONTRADICTION = "its condition contradicts itself"


def _constant(written: WrittenCriterion, test: Test, worlds: Iterable[World]) -> Iterator[Problem]:
    passing, key = test.pass_when, "pass_when"
    if passing is None:
        passing, key = test.fail_when, "fail_when"
    if passing is None:
        return
    truths = set()
    for world in worlds:
        truths.add(holds(passing, world))
        if len(truths) == 2:
            return
    if not truths:
        yield _said(written, "R304", "applies_when", "can never apply", _CONTRADICTION)
        return
    always = truths == {True}
    passes = always == (key == "pass_when")
    hint = "its condition is always true" if always else _CONTRADICTION
    code, what = ("R303", "can never fail") if passes else ("R302", "can never pass")
    yield _said(written, code, key, what, hint)


def _levels(written: WrittenCriterion, test: Test, worlds: list[World]) -> Iterator[Problem]:
    if not worlds:
        yield _said(written, "R304", "applies_when", "can never apply", _CONTRADICTION)
        return
    reached = {_level(test, world) for world in worlds}
    listed = written.node.get("levels")
    items = listed.items if isinstance(listed, SequenceNode) else ()
    for index, (level, node) in enumerate(zip(test.levels, items, strict=False)):
        if index in reached or not isinstance(node, MappingNode):
            continue
        contradicts = not any(holds(level.when, world) for world in worlds)
        hint = _CONTRADICTION if contradicts else "an earlier level takes every such call"
        yield Problem(
            code="R304",
            location=(node.get("when") or node).location,
            message=f"no call reaches level {index + 1} of '{written.criterion.id}'",
            hint=hint,
        )
    points = {Fraction(0) if at is None else test.levels[at].points for at in reached}
    if test.points not in points and all(level.points != test.points for level in test.levels):
        most = max(points)
        hint = f"give the best level {test.points} points, or the criterion {most}"
        yield _said(written, "R302", "levels", f"can never earn its {test.points} points", hint)
    if points == {test.points}:
        yield _said(written, "R303", "levels", "can never fail", "every call earns all points")


def _level(test: Test, world: World) -> int | None:
    """The level that a call of that kind gets, or None for none."""
    conditions: list[Condition] = [level.when for level in test.levels]
    return next((at for at, when in enumerate(conditions) if holds(when, world)), None)


def _said(written: WrittenCriterion, code: str, key: str, what: str, hint: str) -> Problem:
    place = written.node.get(key)
    location = place.location if place is not None else written.node.location
    message = f"criterion '{written.criterion.id}' {what}"
    return Problem(code=code, location=location, message=message, hint=hint)
