"""Examples are the unit tests of a programme: a history in, a standing out."""

from collections.abc import Sequence
from datetime import UTC, date

import msgspec

from coachdesk.core.certification.facts import Passed
from coachdesk.core.certification.needs import Need, blocking, needs
from coachdesk.core.certification.programme import Example, Programme
from coachdesk.core.certification.standing import Standing, standing
from coachdesk.core.certification.state import State


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one example gave."""

    number: int
    """From 1."""
    example: Example
    found: Standing
    blocked_by: Need | None

    @property
    def differs(self) -> Sequence[str]:
        """What is not as the example says, in words; nothing where all is."""
        expected, found = self.example, self.found
        told = []
        if found.state is not expected.expect:
            told.append(f"expected {expected.expect.value}, got {found.state.value}")
        if expected.valid_to is not None and expected.valid_to != str(found.valid_to):
            told.append(f"expected valid to {expected.valid_to}, got {found.valid_to}")
        blocked = self.blocked_by.requirement.id if self.blocked_by else "nothing"
        if expected.blocked_by is not None and expected.blocked_by != blocked:
            told.append(f"expected blocked by {expected.blocked_by}, got {blocked}")
        return told


class ProgrammeRehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """All that the examples of one programme say."""

    programme: Programme
    results: tuple[Result, ...]
    unshown: tuple[State, ...]
    """States that no example expects, of those that every programme has."""


_WANTED = (State.IN_TRAINING, State.CERTIFIED, State.EXPIRING, State.GRACE, State.EXPIRED)


def rehearse(programme: Programme) -> ProgrammeRehearsal:
    """Run every example of the programme."""
    results = tuple(
        _result(programme, number, each) for number, each in enumerate(programme.examples, 1)
    )
    shown = {each.expect for each in programme.examples}
    return ProgrammeRehearsal(
        programme=programme,
        results=results,
        unshown=tuple(
            state
            for state in _WANTED
            if state not in shown and (state is not State.GRACE or programme.grace_days)
        ),
    )


def _result(programme: Programme, number: int, example: Example) -> Result:
    facts = [
        programme.given(fact.at, fact.by) if isinstance(fact, Passed) else fact
        for fact in example.facts
    ]
    found = standing(programme, facts, date.fromisoformat(example.on), UTC)
    lacking = blocking(needs(programme, facts, found, UTC))
    return Result(number=number, example=example, found=found, blocked_by=lacking)
