"""Which calls are selected: one byte for each call of the desk, so a million cost a megabyte."""

from array import array
from collections import deque
from collections.abc import Sequence
from itertools import compress, repeat


class Selection:
    """Calls by number; stays with them when the list is sorted, filtered or read again."""

    def __init__(self, flags: bytearray | None = None) -> None:
        self._flags = bytearray() if flags is None else flags

    def __contains__(self, number: int) -> bool:
        return number < len(self._flags) and self._flags[number] == 1

    def __len__(self) -> int:
        return self._flags.count(1)

    def copy(self) -> "Selection":
        """Another that starts with the same calls."""
        return Selection(bytearray(self._flags))

    def toggle(self, number: int) -> bool:
        """Selects the call, or lets it go; whether it is selected now."""
        self._reach(number)
        self._flags[number] ^= 1
        return self._flags[number] == 1

    def add(self, numbers: "Sequence[int] | array[int]") -> None:
        """Selects all of these."""
        if len(numbers):
            self._reach(max(numbers))
            deque(map(self._flags.__setitem__, numbers, repeat(1)), maxlen=0)

    def invert(self, numbers: "Sequence[int] | array[int]") -> None:
        """Of these, selects the others instead."""
        if len(numbers):
            self._reach(max(numbers))
            for number in numbers:
                self._flags[number] ^= 1

    def inside(self, numbers: "Sequence[int] | array[int]") -> int:
        """How many of these are selected."""
        return sum(self._each(numbers)) if 1 in self._flags else 0

    def chosen(self, numbers: "Sequence[int] | array[int]") -> list[int]:
        """Those of these that are selected, in their order."""
        return list(compress(numbers, self._each(numbers)))

    def _each(self, numbers: "Sequence[int] | array[int]") -> "map[int]":
        if len(numbers):
            self._reach(max(numbers))
        return map(self._flags.__getitem__, numbers)

    def _reach(self, number: int) -> None:
        if number >= len(self._flags):
            self._flags.extend(bytes(number + 1024 - len(self._flags)))
