"""What stands beside the figures of a person or a team: certificates, visits, coaching, spells."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.audits.opened import Line
from coachdesk.core.certification.shown import Held
from coachdesk.core.certification.state import State
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.people import Spell
from coachdesk.core.trend import PersonPage, TeamPage


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One person, whole. What somebody may not read of is empty, and `withheld` names it."""

    page: PersonPage
    spells: tuple[Spell, ...] = ()
    """The oldest first; empty for somebody whom only calls name."""
    certificates: tuple[Held, ...] = ()
    """By programme."""
    actions: tuple[ActionLine, ...] = ()
    """Overdue ones first, then open ones, then ended ones."""
    visits: tuple[Line, ...] = ()
    """Released ones in which this person is named, the newest first."""
    withheld: tuple[str, ...] = ()
    """What is left out because whoever looks may not read it, in words."""


class TeamProfile(msgspec.Struct, frozen=True, kw_only=True):
    """One team, whole."""

    page: TeamPage
    certificates: Mapping[str, Mapping[State, int]]
    """Programme to how many members stand in each state; only programmes that somebody has."""
    actions: tuple[ActionLine, ...] = ()
    """Open ones of its members, overdue ones first."""
    visits: tuple[Line, ...] = ()
    """Released ones in which a member is named, the newest first."""
