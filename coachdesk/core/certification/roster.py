"""Who on a shift may not do what they are put down for, and why."""

from collections.abc import Iterable
from datetime import date

import msgspec

from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.standing import Standing
from coachdesk.core.certification.state import State


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a roster that is understood."""

    line: int
    person: str
    """An id."""
    name: str
    on: date
    what: str
    """The script or certificate, as the roster names it."""
    programmes: tuple[Programme, ...]
    """Any one of them is enough."""
    works_here: bool = True
    """On that day."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One row, and whether the person may."""

    duty: Duty
    may: bool
    standings: tuple[tuple[str, Standing], ...]
    """Programme to where the person stands on that day, the best first."""

    @property
    def grace(self) -> Standing | None:
        """The standing of somebody who may, but in grace alone; None: everybody else."""
        good = [each for _, each in self.standings if each.may_work] if self.may else []
        in_grace = all(each.state is State.GRACE for each in good)
        return max(good, key=_last_day) if good and in_grace else None

    @property
    def because(self) -> str:
        """Why not, or until when; in a few words."""
        if not self.duty.works_here:
            return "does not work here on that day"
        return "; ".join(
            f"{programme}: {found.state.value}, {found.because}"
            for programme, found in self.standings
        )


def _last_day(found: Standing) -> date:
    return found.works_until or date.max


def checked(duty: Duty, standings: Iterable[tuple[str, Standing]]) -> Checked:
    """Whether a person may do what the row says, by where they stand on that day."""
    found = sorted(standings, key=lambda each: (not each[1].may_work, each[0]))
    may = duty.works_here and any(each.may_work for _, each in found)
    return Checked(duty=duty, may=may, standings=tuple(found))
