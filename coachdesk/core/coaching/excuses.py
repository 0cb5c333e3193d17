"""What the desk keeps beside actions: waivers, and what goes to the owner of a rule."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from coachdesk.core.coaching.action import Topic
from coachdesk.core.life import Life


class WaiverStage(StrEnum):
    """Where a waiver stands. That its last day is over is no stage: it follows from the day."""

    GIVEN = "given"
    ENDED = "ended"


class WaiverStep(StrEnum):
    """What can be done to a waiver."""

    GIVE = "give"
    END = "end"


class Excuse(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that somebody excuses; the reason is the private text of its first step."""

    person: str
    """Id; empty: everybody."""
    topic: Topic
    owner: str
    until: date


_WAIVER: Mapping[tuple[WaiverStage | None, WaiverStep], WaiverStage] = {
    (None, WaiverStep.GIVE): WaiverStage.GIVEN,
    (WaiverStage.GIVEN, WaiverStep.END): WaiverStage.ENDED,
}
WAIVER_LIFE = Life(WaiverStep, _WAIVER)
"""What can be done to a waiver."""


class MatterStage(StrEnum):
    """Where a matter of a rule or a script stands."""

    RAISED = "raised"
    SETTLED = "settled"


class MatterStep(StrEnum):
    """What can be done to a matter."""

    RAISE = "raise"
    SETTLE = "settle"


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What most of a team fails: it lies with the rule or the script, and with whoever owns it."""

    topic: Topic
    team: str
    owner: str
    policy: str
    failing: int
    """People of the team who fail it often enough to be coached."""
    judged: int
    """People of the team with enough calls to tell."""
    calls: tuple[str, ...]
    """Ids: one failed call of each."""


_MATTER: Mapping[tuple[MatterStage | None, MatterStep], MatterStage] = {
    (None, MatterStep.RAISE): MatterStage.RAISED,
    (MatterStage.RAISED, MatterStep.SETTLE): MatterStage.SETTLED,
}
MATTER_LIFE = Life(MatterStep, _MATTER)
"""What can be done to a matter."""
