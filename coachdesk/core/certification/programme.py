"""A certification programme: what somebody must show, how long it holds, and what ends it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.certification.facts import Fact, Passed
from coachdesk.core.certification.state import State
from coachdesk.core.location import Location


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that must be shown. Each kind is a value of its own."""

    id: str
    """Unique in the programme."""
    location: Location = Location("")


class ReadScript(Requirement, frozen=True, kw_only=True):
    """Confirm that one has read the newest version of a script, whenever that was."""

    script: str


class PassExam(Requirement, frozen=True, kw_only=True):
    """Sit an exam and reach the mark."""

    exam: str
    mark: Fraction | None = None
    """Percent; None: the exam's own mark."""


class PassRolePlay(Requirement, frozen=True, kw_only=True):
    """Play a call or a visit with an assessor who answers the form, and reach the mark."""

    form: str
    mark: Fraction | None = None
    """Percent; None: the form's own mark."""


class ObservedCalls(Requirement, frozen=True, kw_only=True):
    """So many live calls scored by people; one critical failure, and the count begins anew."""

    calls: int
    scorecard: str = ""
    """Only evaluations with this scorecard; empty: with any."""
    mark: Fraction | None = None
    """Percent below which a call does not count; None: any score counts."""


class PassVisit(Requirement, frozen=True, kw_only=True):
    """Mystery visits with a good result."""

    form: str
    visits: int = 1
    mark: Fraction | None = None
    """Percent; None: the form's own mark."""


class KeepToScript(Requirement, frozen=True, kw_only=True):
    """Say the lines of a script where they are due, by the automatic answers.

    The share is that of all lines due on the last calls taken together.
    """

    script: str
    calls: int
    at_least: Fraction
    """Percent."""


class Renewal(StrEnum):
    """What must be shown to be certified again."""

    FULL = "full"
    """Everything."""
    SHORT = "short"
    """What the programme lists for it, as long as the certificate is not expired."""


class Effect(StrEnum):
    """What a new version of a script does to a certificate."""

    NOTHING = "nothing"
    CONFIRM = "confirm"
    """Read and confirm it."""
    RECERTIFY = "recertify"
    """Show again that one can do it."""


class Version(msgspec.Struct, frozen=True):
    """A script, and the least version that the programme is written for."""

    script: str
    version: int = 1
    location: Location = Location("")


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A history and the standing that it must give."""

    facts: tuple[Fact, ...]
    """Their times are in UTC, and so is the day; a pass is on the programme's own terms."""
    on: str
    """ISO day."""
    expect: State
    valid_to: str | None = None
    """ISO day; None: not looked at."""
    blocked_by: str | None = None
    """Id of the requirement that is lacking first; None: not looked at."""
    location: Location


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """What a certificate stands for, in one version."""

    id: str
    version: int
    title: str
    owner: str = ""
    skills: tuple[str, ...] = ()
    scripts: tuple[Version, ...] = ()
    """What may be sold with the certificate, and not without."""
    requirements: tuple[Requirement, ...]
    months: int = 12
    """How long a certificate is valid."""
    grace_days: int = 14
    """Days after its end on which one may still work."""
    expiring_days: int = 30
    """Days before its end from which on it is called expiring."""
    renewal: Renewal = Renewal.FULL
    short: tuple[str, ...] = ()
    """Ids of what a short renewal asks for."""
    window_days: int = 60
    """Days before its end from which on it can be renewed; the new term then follows the old."""
    minor: Effect = Effect.CONFIRM
    major: Effect = Effect.RECERTIFY
    confirm_days: int = 7
    """Days in which a new version must be confirmed."""
    hold_days: int = 14
    """Days for which a certificate holds after a version that asks to certify again."""
    retakes: int = 2
    """How often what was failed may be tried again."""
    days_apart: int = 7
    """The least number of days from a failure to the next try."""
    assessors: tuple[str, ...] = ("trainer",)
    """Roles that may assess."""
    examples: tuple[Example, ...] = ()
    sha256: str = ""
    """Hex digest of the programme's text."""
    location: Location

    def wanted(self, *, short: bool) -> Sequence[Requirement]:
        """What must be shown: all of it, or what a short renewal asks for."""
        return [each for each in self.requirements if not short or each.id in self.short]

    def covers(self, script: str) -> bool:
        """Whether the certificate is about this script."""
        return any(each.script == script for each in self.scripts)

    def named_scripts(self) -> frozenset[str]:
        """Every script whose versions and receipts matter for a standing."""
        read = (each.script for each in self.requirements if isinstance(each, ReadScript))
        return frozenset((*read, *(each.script for each in self.scripts)))

    def given(self, at: datetime, by: str) -> Passed:
        """A certificate given now: later changes of the programme do not change its terms."""
        return Passed(
            at=at,
            by=by,
            months=self.months,
            grace_days=self.grace_days,
            window_days=self.window_days,
            version=self.version,
            sha256=self.sha256,
        )
