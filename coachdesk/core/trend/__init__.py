"""How a person or a team does over weeks: counts, scores and rates that are honest."""

from coachdesk.core.trend.failing import Answered, Failing, failing_of, holding_of, most_failed
from coachdesk.core.trend.pages import (
    SMALLEST_TEAM,
    Known,
    Latest,
    Member,
    Period,
    PersonPage,
    TeamPage,
)
from coachdesk.core.trend.series import (
    Asked,
    Series,
    Source,
    Tally,
    Week,
    asked_of,
    recent_of,
    series_of,
)
from coachdesk.core.trend.weeks import bounds_of, labels_of, weeks_until

__all__ = [
    "SMALLEST_TEAM",
    "Answered",
    "Asked",
    "Failing",
    "Known",
    "Latest",
    "Member",
    "Period",
    "PersonPage",
    "Series",
    "Source",
    "Tally",
    "TeamPage",
    "Week",
    "asked_of",
    "bounds_of",
    "failing_of",
    "holding_of",
    "labels_of",
    "most_failed",
    "recent_of",
    "series_of",
    "weeks_until",
]
