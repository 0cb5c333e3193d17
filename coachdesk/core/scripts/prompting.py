"""A script as somebody reads from it during a call: where they stand, and what comes next.

One stands at a step, or beside it: at what to say to one thing that the customer does (a branch of
the step), or at an answer that is at hand in the whole call (an objection block).
"""

import re
from collections.abc import Mapping

import msgspec

from coachdesk.core.scripts.values import Block, Branch, Script, Step

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BRANCH, _BLOCK = "#", "+"
"""Neither sign can be in an id."""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody stands in a script."""

    step: int
    """Index of the step that one is at, or beside."""
    branch: int | None = None
    """Index of the branch of that step whose answer is read; None: no branch's."""
    block: str | None = None
    """Id of the block whose answer is read; None: no block's."""


class Stretch(msgspec.Struct, frozen=True):
    """A part of a line as it is read out."""

    text: str
    """The words; of an empty slot its name in braces, with blanks: `{customer name}`."""
    is_empty: bool = False
    """Nothing is known for this slot."""


def said_at(script: Script, spot: Spot) -> Step | Branch | Block:
    """What is read there."""
    step = script.steps[spot.step]
    if spot.branch is not None:
        return step.if_customer[spot.branch]
    if spot.block is not None:
        return next(each for each in script.blocks if each.id == spot.block)
    return step


def after(script: Script, spot: Spot) -> Spot | None:
    """Where one goes on from there; None: the script ends.

    A step or branch leads to the step that it names, else to the one that follows; a block to the
    step that it names, else back to where one was.
    """
    said = said_at(script, spot)
    if said.then:
        return Spot(step=step_index(script, said.then))
    if isinstance(said, Block):
        return Spot(step=spot.step)
    if isinstance(said, Step) and said.end:
        return None
    following = spot.step + 1
    return Spot(step=following) if following < len(script.steps) else None


def step_index(script: Script, id: str) -> int:
    """Where a step stands in the script.

    Raises:
        ValueError: it has no such step.
    """
    return [step.id for step in script.steps].index(id)


def name_of(script: Script, spot: Spot) -> str:
    """A spot in one word, such as `close`, `close#0` or `close+too-dear`: enough to come back."""
    step = script.steps[spot.step].id
    if spot.branch is not None:
        return f"{step}{_BRANCH}{spot.branch}"
    return step if spot.block is None else f"{step}{_BLOCK}{spot.block}"


def spot_of(script: Script, name: str) -> Spot:
    """The spot of that name; where the script has changed: the nearest one that is still there."""
    step, _, block = name.partition(_BLOCK)
    step, _, branch = step.partition(_BRANCH)
    ids = [each.id for each in script.steps]
    if step not in ids:
        return Spot(step=0)
    at = ids.index(step)
    if block and block in {each.id for each in script.blocks}:
        return Spot(step=at, block=block)
    if branch.isdecimal() and int(branch) < len(script.steps[at].if_customer):
        return Spot(step=at, branch=int(branch))
    return Spot(step=at)


def lines_in(say: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, tuple[str, ...]]:
    """The lines in this language, or in the first one that there is: (language, lines)."""
    if language in say:
        return language, say[language]
    return next(iter(say.items()), (language, ()))


def slots_of(line: str) -> tuple[str, ...]:
    """The names of a line's slots, in order."""
    return tuple(dict.fromkeys(_SLOT.findall(line)))


def filled(line: str, values: Mapping[str, str]) -> tuple[Stretch, ...]:
    """The line with its slots filled; what is not known stays a slot."""
    found: list[Stretch] = []
    at = 0
    for slot in _SLOT.finditer(line):
        found.append(Stretch(line[at : slot.start()]))
        value = values.get(slot[1])
        named = slot[1].replace("_", " ")
        found.append(Stretch(value) if value else Stretch(f"{{{named}}}", True))
        at = slot.end()
    found.append(Stretch(line[at:]))
    return tuple(each for each in found if each.text)


def spots_of(script: Script, here: Spot) -> tuple[Spot, ...]:
    """Every spot of the script: its blocks first, beside `here`, as they are sought in a hurry."""
    return (
        *(Spot(step=here.step, block=block.id) for block in script.blocks),
        *(Spot(step=at) for at in range(len(script.steps))),
        *(
            Spot(step=at, branch=number)
            for at, step in enumerate(script.steps)
            for number in range(len(step.if_customer))
        ),
    )
