"""Certificates as somebody may see them: where people stand, and what rests on what."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from coachdesk.core.certification.facts import Assessed
from coachdesk.core.certification.life import Step
from coachdesk.core.certification.needs import Need, blocking
from coachdesk.core.certification.outdated import Outdated
from coachdesk.core.certification.programme import Programme
from coachdesk.core.certification.standing import Standing
from coachdesk.core.errors import Problem
from coachdesk.core.people import Person


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """One step that somebody took."""

    at: datetime
    by: str
    step: str
    reason: str = ""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One person and one programme."""

    programme: Programme
    person: Person
    standing: Standing
    needs: tuple[Need, ...] = ()
    """What is asked for the certificate that can be earned now; empty: none can."""
    name: str | None = None
    """Such as `C7`; None: never enrolled."""
    seen: int = 0
    """Counts writes, for whoever takes a step."""
    rests_on: Assessed | None = None
    """The assessment behind the certificate, with its evidence; None: there is no certificate.

    Of a revoked one, what it rested on.
    """
    due: date | None = None
    """The day by which training should be over; None: no training goes on, or it has no such day.
    """
    done: tuple[Done, ...] = ()
    """The steps, where one certificate is shown."""
    steps: Mapping[Step, str] = msgspec.field(default_factory=dict)
    """Steps possible now, with why this person may not take them, or an empty text."""

    @property
    def blocking(self) -> Need | None:
        """What is lacking first."""
        return blocking(self.needs)


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """People by programmes."""

    on: date
    programmes: tuple[Programme, ...]
    people: tuple[Person, ...]
    """Those who have, or are in training for, at least one of the programmes."""
    cells: Mapping[tuple[str, str], Held]
    """Programme and person to where they stand; absent: never enrolled."""
    outdated: Mapping[str, tuple[Outdated, ...]] = msgspec.field(default_factory=dict)
    """Programme to questions of its exams on lines that have changed since; absent: none."""
    left_out: tuple[Problem, ...] = ()
    """Errors of programmes' files: what they hold is in no column."""
