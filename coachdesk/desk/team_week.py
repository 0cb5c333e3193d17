"""How the teams that a person looks after did this week."""

from collections.abc import Mapping, Sequence

from coachdesk.core.reviews import Stage
from coachdesk.core.today import Doing, Teams, TeamWeek
from coachdesk.core.trend import Series, Source, TeamPage
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.people import team_page, teams

WEEKS = 8
"""As many as a line shows."""


MOST = 4
"""Teams at most; the team page has the others."""


def teams_this_week(desk: Desk, acting: Acting) -> Teams:
    """This person's team, or the first teams where they have none; none if they may not look.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    own = actor_of(desk, acting).team
    names = [name for name in teams(desk, acting) if own is None or name == own]
    pages = (team_page(desk, acting, name, weeks=WEEKS) for name in names[:MOST])
    return Teams(weeks=tuple(map(_week, pages)), more=len(names[MOST:]))


def _week(page: TeamPage) -> TeamWeek:
    whole = _doing(page.name, None, page.series, page.waiting)
    members = (_doing(each.name, each.id, each.series, each.waiting) for each in page.members)
    return TeamWeek(
        team=page.name,
        monday=page.period.mondays[-1],
        past=page.period.last_call is not None,
        lines=(whole, *members),
    )


def _doing(
    name: str, person: str | None, series: Sequence[Series], waiting: Mapping[Stage, int]
) -> Doing:
    automatic = [each for each in series if each.source is Source.AUTOMATIC]
    most = max(automatic, key=lambda each: each.calls, default=None)
    weeks = () if most is None else tuple(week.mean for week in most.weeks)
    return Doing(
        name=name,
        person=person,
        scorecard=None if most is None else most.scorecard,
        mean=weeks[-1] if weeks else None,
        weeks=weeks,
        waiting=sum(waiting.values()),
    )
