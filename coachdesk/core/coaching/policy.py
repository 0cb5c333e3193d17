"""A coaching policy: which findings raise an action, for whom, by when, and what is asked of it."""

from datetime import date
from enum import StrEnum
from fractions import Fraction

import msgspec

from coachdesk.core.coaching.action import Check, Topic
from coachdesk.core.coaching.history import History
from coachdesk.core.location import Location

FEWEST_OF_TEAM = 3
"""People of a team with calls about a behaviour below which *most of the team* says nothing."""


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that somebody fails again and again."""

    scorecard: str
    criteria: tuple[str, ...]
    at_least: int
    of_last: int
    """Newest calls on which the criterion passed or failed."""
    within_days: int = 90


class Critical(msgspec.Struct, frozen=True, kw_only=True):
    """One fail of a critical criterion."""

    scorecard: str
    criteria: tuple[str, ...] = ()
    """Empty: every critical criterion."""
    confirmed: bool = False
    """Only where a published evaluation by a person says so too."""
    within_days: int = 14


class Expiring(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate that runs out soon, or has."""

    certification: str
    """Empty: any."""
    within_days: int = 30


class FailedVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an audit that a mystery visit failed, once the visit is released."""

    audit: str
    criteria: tuple[str, ...] = ()
    """Empty: every criterion."""
    within_days: int = 90


Trigger = Failed | Critical | Expiring | FailedVisit


class Coach(StrEnum):
    """Who coaches, where the policy does not leave it open."""

    SUPERVISOR = "supervisor"
    TRAINER = "trainer"


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that is excused for a time."""

    person: str
    """Id; empty: everybody."""
    form: str
    criterion: str = ""
    """Empty for a certificate."""
    owner: str
    """Id of whoever answers for it."""
    until: date
    """The last day on which it excuses."""
    reason: str = ""
    name: str
    """`W3`, or the place in the policy's file."""
    location: Location | None = None
    """None: it stands in no file."""

    def excuses(self, person: str, topic: Topic, today: date) -> bool:
        """Whether this finding about this person is excused on that day."""
        return (
            self.until >= today
            and self.person in ("", person)
            and (self.form, self.criterion) == (topic.form, topic.criterion)
        )


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """One proposal that an example should bring."""

    who: str
    """Id of the person; the team where it goes to the owner."""
    to_owner: bool
    topic: Topic
    baseline: tuple[int, int] | None = None
    """(failed, of), where the example states it."""


class PolicyExample(msgspec.Struct, frozen=True, kw_only=True):
    """A short history with the proposals that it should bring: a unit test of its policy."""

    title: str
    today: date
    history: History
    expect: tuple[Expected, ...]
    location: Location


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """When findings become proposals."""

    id: str
    version: int
    title: str
    why: str = ""
    owner: str = ""
    """Id of whoever answers for the rule or the script: what most of a team fails goes there."""
    finds: Trigger
    teams: tuple[str, ...] = ()
    """Empty: all."""
    coach: Coach | None = None
    """None: whoever proposes names one."""
    due_days: int = 14
    quiet_days: int = 0
    """After an action about the same behaviour ended nothing is raised for so many days."""
    team_share: Fraction | None = None
    """From this share of a team the proposal goes to the owner; None: never."""
    check: Check = Check()
    waivers: tuple[Waiver, ...] = ()
    examples: tuple[PolicyExample, ...] = ()
    sha256: str = ""
    """Of the file's text."""
    location: Location
