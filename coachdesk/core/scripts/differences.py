"""What differs between two versions of a script, step by step and line by line."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from coachdesk.core.scripts.values import Block, Script, Step


class Turn(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that differs."""

    turn: Turn
    part: str
    """`step ID` or `block ID`; empty: the script itself."""
    what: str = ""
    """Which side of it, such as `says [en]` or `why`; empty: all of it."""
    old: tuple[str, ...] = ()
    """The words before; empty where there were none."""
    new: tuple[str, ...] = ()


_NOT_COMPARED = frozenset({"id", "version", "change", "sha256", "location", "steps", "blocks"})
"""What is compared in another way, or differs of itself."""


def differences(old: Script | None, new: Script) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the new version; what was removed comes last.

    Args:
        old: the version before; None: there was none.
        new: the version after.
    """
    if old is None:
        return tuple(_whole(part, Turn.ADDED) for part in new.parts())
    return (
        *_fields("", _sides(old), _sides(new)),
        *_parts(old.steps, new.steps),
        *_parts(old.blocks, new.blocks),
    )


def _parts(
    old: Sequence[Step] | Sequence[Block], new: Sequence[Step] | Sequence[Block]
) -> Iterator[Difference]:
    before = {part.id: part for part in old}
    after = {part.id: part for part in new}
    moved = _moved([id for id in before if id in after], [id for id in after if id in before])
    for id, part in after.items():
        if id not in before:
            yield _whole(part, Turn.ADDED)
            continue
        if id in moved:
            yield Difference(turn=Turn.MOVED, part=_named(part))
        yield from _fields(_named(part), _sides(before[id]), _sides(part))
    yield from (_whole(part, Turn.REMOVED) for id, part in before.items() if id not in after)


def _moved(old: list[str], new: list[str]) -> frozenset[str]:
    """Those that stand elsewhere among the others; the longest row in order stays."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    stay = {
        id for block in matcher.get_matching_blocks() for id in new[block.b : block.b + block.size]
    }
    return frozenset(new) - stay


def _whole(part: Step | Block, turn: Turn) -> Difference:
    words = tuple(text for texts in part.say.values() for text in texts)
    if turn is Turn.ADDED:
        return Difference(turn=turn, part=_named(part), new=words)
    return Difference(turn=turn, part=_named(part), old=words)


def _fields(
    part: str, old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]
) -> Iterator[Difference]:
    for what in dict.fromkeys((*new, *old)):
        before, after = old.get(what, ()), new.get(what, ())
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for kind, first, last, begin, end in matcher.get_opcodes():
            if kind != "equal":
                yield Difference(
                    turn=_turn(kind),
                    part=part,
                    what=what,
                    old=before[first:last],
                    new=after[begin:end],
                )


def _turn(kind: str) -> Turn:
    return {"insert": Turn.ADDED, "delete": Turn.REMOVED}.get(kind, Turn.CHANGED)


def _sides(thing: Script | Step | Block) -> dict[str, tuple[str, ...]]:
    """Every side of it that has words, by what people call it."""
    found: dict[str, tuple[str, ...]] = {}
    for name in thing.__struct_fields__:
        value = getattr(thing, name)
        if name in _NOT_COMPARED:
            continue
        if name == "say":
            found |= {f"says [{language}]": texts for language, texts in value.items()}
        elif name == "if_customer":
            found |= _branches(thing)
        else:
            found[name] = _texts(value)
    return {what: texts for what, texts in found.items() if texts}


def _branches(thing: Script | Step | Block) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    seen: Counter[str] = Counter()
    for branch in thing.if_customer if isinstance(thing, Step) else ():
        seen[branch.when] += 1
        again = f" ({seen[branch.when]})" if seen[branch.when] > 1 else ""
        when = f"if customer{again}: {branch.when}"
        found |= {f"{when} – says [{each}]": texts for each, texts in branch.say.items()}
        found[f"{when} – then"] = _texts(branch.then)
    return found


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, Mapping):
        # Kept texts come back in another order, which means nothing.
        return tuple(sorted(f"{key}: {each}" for key, each in value.items()))
    return () if value in (None, "") else (str(value),)


def _named(part: Step | Block) -> str:
    return f"{'step' if isinstance(part, Step) else 'block'} {part.id}"
