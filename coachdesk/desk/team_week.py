"""How the teams that a person looks after did this week."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Actor, Role
from coachdesk.core.people import Person, name_key
from coachdesk.core.today import Doing, Teams, TeamWeek
from coachdesk.core.trend import (
    SMALLEST_TEAM,
    Asked,
    Source,
    Tally,
    asked_of,
    bounds_of,
    series_of,
    weeks_until,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.kept import kept_of
from coachdesk.desk.people import teams
from coachdesk.store import forms, team_week, trend
from coachdesk.store.connect import Db
from coachdesk.store.trend import Counted

WEEKS = 8
"""As many as a line shows."""
MOST = 4
"""Teams at most; the team page has the others."""


def teams_this_week(desk: Desk, acting: Acting) -> Teams:
    """This person's team, or the first teams where they have none; none if they may not look.

    Where no call began this week, it is about the week of the newest call.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor = actor_of(desk, acting)
    names = [name for name in teams(desk, acting) if actor.team is None or name == actor.team]
    if not names:
        return Teams(weeks=(), more=0)
    with desk.opened(acting) as db:
        zone = ZoneInfo(desk.settings.time_zone)
        today = acting.clock().astimezone(zone).date()
        newest = trend.newest_start(db, acting.clock())
        last = today if newest is None else newest.astimezone(zone).date()
        this = weeks_until(today, WEEKS)
        past = last < this[-1]
        mondays = weeks_until(last, WEEKS) if past else this
        weeks = tuple(_week(desk, db, actor, name, mondays, past=past) for name in names[:MOST])
    return Teams(weeks=weeks, more=len(names[MOST:]))


def _week(
    desk: Desk, db: Db, actor: Actor, team: str, mondays: Sequence[date], *, past: bool
) -> TeamWeek:
    members = sorted(
        (p for p in desk.settings.people if p.team == team and p.role == Role.AGENT),
        key=lambda person: name_key(person.name),
    )
    keys = {
        name_key(name): person.id
        for person in members
        for name in desk.settings.names_of(person.id)
    }
    found = list(team_week.counted(db, list(keys), bounds_of(mondays, desk.settings.time_zone)))
    asked = _asked(db, {each.basis for each in found})
    waiting = {
        id: sum(counts.values())
        for id, counts in trend.open_by_subject(db, [person.id for person in members]).items()
    }
    few = actor.role is Role.MANAGER and len(members) < SMALLEST_TEAM
    lines = [
        _doing(person.name, person.id, [e for e in found if keys[e.agent_key] == person.id],
               asked, mondays, waiting[person.id])
        for person in _shown(members, few=few)
    ]  # fmt: skip
    if not (few and len(members) < 2):
        whole = _doing(team, None, found, asked, mondays, sum(waiting.values()))
        lines.insert(0, whole)
    return TeamWeek(team=team, monday=mondays[-1], past=past, lines=tuple(lines))


def _shown(members: Sequence[Person], *, few: bool) -> Sequence[Person]:
    """Members side by side: as on the team page, not to managers where they are few."""
    return () if few else members


def _asked(db: Db, numbers: Iterable[int]) -> Mapping[int, tuple[str, Asked]]:
    """Basis to its form's digest, and what counting needs of it."""
    kept, wanted = kept_of(db), set(numbers)
    return {
        basis.number: (basis.form_sha256, asked_of(kept.form(basis.form_sha256)))
        for basis in forms.bases(db)
        if basis.number in wanted
    }


def _doing(
    name: str,
    person: str | None,
    found: Sequence[Counted],
    asked: Mapping[int, tuple[str, Asked]],
    mondays: Sequence[date],
    waiting: int,
) -> Doing:
    tallies = [
        Tally(
            week=each.week,
            source=Source.AUTOMATIC,
            form_sha256=asked[each.basis][0],
            outcome=each.outcome,
            shown=each.shown,
            calls=each.calls,
            unknown=each.unknown,
        )
        for each in found
    ]
    series = series_of(tallies, dict(asked.values()), mondays)
    most = max(series, key=lambda each: each.calls, default=None)
    weeks = () if most is None else tuple(week.mean for week in most.weeks)
    return Doing(
        name=name,
        person=person,
        scorecard=None if most is None else most.scorecard,
        mean=weeks[-1] if weeks else None,
        weeks=weeks,
        waiting=waiting,
    )
