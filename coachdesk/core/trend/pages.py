"""What the pages of a person and of a team say."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from coachdesk.core.reviews import Stage
from coachdesk.core.score import Outcome
from coachdesk.core.trend.failing import Failing
from coachdesk.core.trend.series import Series

SMALLEST_TEAM = 5
"""Managers get no figures of named people side by side in teams with fewer agents."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """The weeks that a page is about."""

    mondays: tuple[date, ...]
    """The oldest first."""
    now: datetime
    last_call: datetime | None
    """When the desk's newest call began, where that was before this week: the weeks then end
    there. In the desk's zone."""


class Latest(msgspec.Struct, frozen=True, kw_only=True):
    """A call and one evaluation of it."""

    call: str
    started_at: datetime | None
    """UTC."""
    scorecard: str | None
    """None: not scored."""
    version: int | None
    outcome: Outcome | None
    shown: float | None
    failing: int
    unknown: int
    stage: Stage | None
    """Where the evaluation by people stands; None: there is none."""


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    """One person over weeks."""

    name: str
    id: str | None
    """None: calls name this person, desk.yaml does not."""
    role: str | None
    team: str | None
    period: Period
    calls: int
    """In these weeks, scored or not."""
    undated: int
    """Calls that say nothing of when they began; in no week."""
    series: tuple[Series, ...]
    failing: tuple[Failing, ...]
    """Of the automatic answers."""
    holding: tuple[Failing, ...]
    """Criteria that hardly ever fail, of the automatic answers; in the order of their forms."""
    latest: tuple[Latest, ...]
    """The newest calls, whenever they were."""
    waiting: Mapping[Stage, int]
    """Evaluations by people that are not at their end."""
    released_only: bool
    """Only what was published to this person is shown."""
    words_withheld: bool
    """Whoever looks does not read calls: no quotes, no list of calls."""


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a team's page."""

    name: str
    id: str
    calls: int
    series: tuple[Series, ...]
    waiting: Mapping[Stage, int]


class TeamPage(msgspec.Struct, frozen=True, kw_only=True):
    """One team over weeks."""

    name: str
    period: Period
    agents: int
    """Members who take calls."""
    calls: int
    series: tuple[Series, ...]
    """Of all members together; every call counts once."""
    members: tuple[Member, ...]
    """By name: so few calls make no order of rank. None of them where `few` is set."""
    waiting: Mapping[Stage, int]
    few: bool
    """Members are not shown side by side, because there are fewer than `SMALLEST_TEAM`; of a
    single one there are no figures at all."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose page this person may open."""

    name: str
    id: str | None
    role: str | None
    team: str | None
