"""Where in a batch to look: every anchor of every phrase, in one pass.

Two ways of the same result. `plain` runs one linear-time expression a phrase and needs no
compiling to speak of; Hyperscan runs all in one pass, but compiles for a while, so it takes over
once there is enough text to pay for that. A platform without Hyperscan stays with `plain`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import re2

from coachdesk.core.engine.patterns import byte_options

hyperscan: Any
try:
    import hyperscan
except ImportError:  # pragma: no cover - depends on the platform
    hyperscan = None

Hit = tuple[int, int]
"""(pattern index, byte offset one past the end of its anchor)."""

ENOUGH_BYTES = 400_000
"""Text after which compiling for Hyperscan has paid for itself."""


class Prefilter:
    """The anchors of a list of patterns."""

    def __init__(self, anchors: Sequence[str], *, enough_bytes: int = ENOUGH_BYTES) -> None:
        self.anchors = [anchor.encode() for anchor in anchors]
        self.enough_bytes = enough_bytes
        self.seen_bytes = 0
        self._plain: list[Any] | None = None
        self._database: Any = None

    def hits(self, buffer: bytes) -> list[Hit]:
        """Every end of every anchor, in any order; may repeat."""
        if not self.anchors:
            return []
        self.seen_bytes += len(buffer)
        if hyperscan is not None and self.seen_bytes >= self.enough_bytes:
            return self._scan(buffer)
        return self._search(buffer)

    def _search(self, buffer: bytes) -> list[Hit]:
        if self._plain is None:
            options = byte_options()
            self._plain = [re2.compile(anchor, options) for anchor in self.anchors]
        return [
            (index, match.end())
            for index, pattern in enumerate(self._plain)
            for match in pattern.finditer(buffer)
        ]

    def _scan(self, buffer: bytes) -> list[Hit]:
        if self._database is None:
            self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
            self._database.compile(
                expressions=self.anchors,
                ids=list(range(len(self.anchors))),
                elements=len(self.anchors),
                flags=[0] * len(self.anchors),
            )
        found: list[Hit] = []
        add = found.append

        def heard(pattern: int, start: int, end: int, flags: int, context: object) -> None:
            add((pattern, end))

        self._database.scan(buffer, match_event_handler=heard)
        return found


def patterns_by_line(hits: Iterable[Hit], starts: Sequence[int]) -> dict[int, set[int]]:
    """Line to the patterns that have an anchor in it.

    Args:
        hits: as `Prefilter.hits` gives them.
        starts: byte offset of each line in the buffer, ascending.
    """
    found: dict[int, set[int]] = {}
    for pattern, end in hits:
        found.setdefault(bisect_right(starts, end - 1) - 1, set()).add(pattern)
    return found
