"""Which calls say whether coaching helped: drawn at random by a seed, so that nobody picks them."""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from coachdesk.core.coaching.action import Checked
from coachdesk.core.coaching.history import Judged
from coachdesk.core.engine.verdicts import State


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """The calls that say whether an action helped."""

    frame: int
    """Calls since the claim with any answer, out of which was drawn."""
    checked: tuple[Checked, ...]

    @property
    def passed(self) -> int:
        """Drawn calls on which the behaviour passed."""
        return self._count(State.PASS)

    @property
    def decided(self) -> int:
        """Drawn calls on which it passed or failed."""
        return self._count(State.PASS) + self._count(State.FAIL)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Ids of drawn calls that a person must answer first."""
        return tuple(each.call for each in self.checked if each.state is State.OPEN)

    def _count(self, state: State) -> int:
        return sum(each.state is state for each in self.checked)


_DECIDED = (State.PASS, State.FAIL)


def drawn(frame: Sequence[Judged], seed: str, wanted: int) -> Draw:
    """The first calls by SHA-256 of seed and id, until so many of them passed or failed.

    Calls on which the question did not arise are passed over. Those that nobody could judge, or
    that still wait for a person, are among the drawn ones and count for nothing. What a person
    published stands before what the rules say.
    """
    found: list[Checked] = []
    decided = 0
    for each in sorted(frame, key=lambda each: sha256((seed + each.call).encode()).digest()):
        if decided == wanted:
            break
        state = each.said or each.state
        if state is not State.NA:
            found.append(Checked(call=each.call, state=state))
            decided += state in _DECIDED
    return Draw(frame=len(frame), checked=tuple(found))
