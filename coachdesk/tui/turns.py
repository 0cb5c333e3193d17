"""What somebody did and may take back, or do again; found again after a restart."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from coachdesk.tui.memory import Memory

T = TypeVar("T")
_MOST = 20
"""Turns each way that outlive a session."""
_WEIGHT = 200_000
"""Of those turns together: what is kept for a person is read while they wait."""


class Turns(Generic[T]):
    """The turns of one room, the last one on top.

    What is too heavy to be kept, and all that came before it, can be taken back until the end of
    the session only.
    """

    def __init__(self, memory: Memory, name: str, kind: type[T], weigh: Callable[[T], int]) -> None:
        self._memory = memory
        self._name = name
        self._weigh = weigh
        self._undoable, self._redoable = _read(memory.noted(name), kind)

    def did(self, turn: T) -> bool:
        """Something was done; whether it can be taken back after a restart too."""
        self._undoable.append(turn)
        self._redoable.clear()
        self._keep()
        return bool(self._light(self._undoable))

    def take(self, *, again: bool) -> T | None:
        """The turn to take back, or with `again` to do again; None: there is none."""
        stack = self._redoable if again else self._undoable
        return stack.pop() if stack else None

    def put(self, turn: T, *, again: bool) -> None:
        """A turn that can be taken back, or with `again` done again, next."""
        (self._redoable if again else self._undoable).append(turn)
        self._keep()

    def clear(self) -> None:
        """Nothing can be taken back any more."""
        self._undoable.clear()
        self._redoable.clear()
        self._keep()

    def _keep(self) -> None:
        kept = (self._light(self._undoable), self._light(self._redoable))
        self._memory.note(self._name, msgspec.to_builtins(kept, str_keys=True))

    def _light(self, stack: Sequence[T]) -> list[T]:
        weight, kept = 0, []
        for turn in reversed(stack[-_MOST:]):
            weight += self._weigh(turn)
            if weight > _WEIGHT:
                break
            kept.append(turn)
        return kept[::-1]


def _read(noted: object, kind: type[T]) -> tuple[list[T], list[T]]:
    if noted is None:
        return [], []
    try:
        return msgspec.convert(noted, tuple[list[kind], list[kind]], str_keys=True)  # type: ignore[valid-type]
    except msgspec.ValidationError:
        # Another version kept it: what it meant can't be told, so nothing is taken back.
        return [], []
