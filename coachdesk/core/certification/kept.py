"""What is kept of certificates, exams and role-plays: facts, and no word that anybody wrote.

Reasons are the private text of the steps; an exam's answers are added to it one by one.
"""

from datetime import datetime, timedelta
from fractions import Fraction

import msgspec

from coachdesk.core.certification.facts import Deed


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """One person and one programme, from the first enrolment on."""

    programme: str
    person: str
    deeds: tuple[Deed, ...] = ()
    """Every step that was taken, in order; only ever added to."""


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """One person's try at one exam."""

    exam: str
    version: int
    sha256: str
    """The exact text; the desk keeps it."""
    programme: str
    person: str
    seed: str
    """Of the draw."""
    questions: tuple[str, ...]
    """What was drawn, in the order in which it is asked."""
    began_at: datetime
    minutes: int | None = None
    ended_at: datetime | None = None
    """None: it runs, or nobody has looked since its time was over."""
    percent: str | None = None
    """The score, exact, as a fraction; None until it is over."""
    passed: bool | None = None
    """By the exam's own mark."""
    mark: str | None = None
    """What the programme wants in place of it: percent, exact, as a fraction; None: nothing."""

    @property
    def reached(self) -> bool:
        """Whether it is passed for the programme for which it was sat."""
        if self.mark is None:
            return self.passed is True
        return self.percent is not None and Fraction(self.percent) >= Fraction(self.mark)

    def over_at(self) -> datetime | None:
        """When the time for it is over; None: there is no limit."""
        return None if self.minutes is None else self.began_at + timedelta(minutes=self.minutes)


class RolePlay(msgspec.Struct, frozen=True, kw_only=True):
    """A form that an assessor answered about a call or a visit played with a trainee."""

    form: str
    version: int
    sha256: str
    programme: str
    person: str
    at: datetime
    """When it was scored; until then, when it began."""
    by: str
    """Whoever began it, answers it and hands it in."""
    percent: str | None = None
    """As of a sitting; None: there is no point score."""
    passed: bool | None = None
    """By the form's own mark."""
    critical: bool = False
    """A critical criterion failed all of it."""
    failed_by: tuple[str, ...] = ()
    """Ids of the critical criteria that did."""
    mark: str | None = None
    """As of a sitting."""

    @property
    def reached(self) -> bool | None:
        """Whether it is passed for the programme for which it was played; None: no score."""
        if self.mark is None or self.percent is None or self.critical:
            return self.passed
        return Fraction(self.percent) >= Fraction(self.mark)
