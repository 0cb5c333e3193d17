"""How the teams that a person looks after did this week."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Actor, Role
from coachdesk.core.people import Person, name_key
from coachdesk.core.rates import Mean, mean
from coachdesk.core.score import Outcome
from coachdesk.core.today import Doing, Teams, TeamWeek
from coachdesk.core.trend import (
    SMALLEST_TEAM,
    Asked,
    asked_of,
    bounds_of,
    weeks_until,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, crew_of
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
    bounds = bounds_of(mondays, desk.settings.time_zone)
    crew = crew_of(desk.settings, team, Role.AGENT, bounds[0], bounds[-1])
    members = sorted(crew.people, key=lambda person: name_key(person.name))
    keys = {
        name_key(name): person.id
        for person in members
        for name in desk.settings.names_of(person.id)
    }
    found = list(team_week.counted(db, crew.scope.agents or (), bounds, crew.scope.stints))
    asked = _asked(db, {each.basis for each in found})
    waiting = {
        id: sum(counts.values())
        for id, counts in trend.open_by_subject(db, [person.id for person in members]).items()
    }
    few = actor.role is Role.MANAGER and len(members) < SMALLEST_TEAM
    most = _most_asked(found, asked)
    of_person: defaultdict[str, list[Counted]] = defaultdict(list)
    for each in found:
        of_person[keys[each.agent_key]].append(each)
    lines = [
        _doing(person.name, person.id, of_person[person.id], asked, most, waiting[person.id])
        for person in _shown(members, few=few)
    ]
    if not (few and len(members) < 2):
        whole = _doing(team, None, found, asked, most, sum(waiting.values()))
        lines.insert(0, whole)
    return TeamWeek(
        team=team, monday=mondays[-1], past=past, scorecard=most and most[0], lines=tuple(lines)
    )


def _shown(members: Sequence[Person], *, few: bool) -> Sequence[Person]:
    """Members side by side: as on the team page, not to managers where they are few."""
    return () if few else members


def _asked(db: Db, numbers: Iterable[int]) -> Mapping[int, Asked]:
    """Basis to what counting needs of its form."""
    kept, wanted = kept_of(db), set(numbers)
    return {
        basis.number: asked_of(kept.form(basis.form_sha256))
        for basis in forms.bases(db)
        if basis.number in wanted
    }


_Questions = tuple[str, str]
"""A scorecard, and what tells its versions with different questions apart."""


def _most_asked(found: Sequence[Counted], asked: Mapping[int, Asked]) -> _Questions | None:
    counts: Counter[_Questions] = Counter()
    for each in found:
        counts[_questions(asked[each.basis])] += each.calls
    return max(counts, key=lambda key: (counts[key], key), default=None)


def _questions(form: Asked) -> _Questions:
    return form.scorecard, form.alike


def _doing(
    name: str,
    person: str | None,
    found: Sequence[Counted],
    asked: Mapping[int, Asked],
    wanted: _Questions | None,
    waiting: int,
) -> Doing:
    by_week: list[list[Counted]] = [[] for _ in range(WEEKS)]
    for each in found:
        if _questions(asked[each.basis]) == wanted:
            by_week[each.week].append(each)
    weeks = tuple(_mean(members, asked) for members in by_week) if any(by_week) else ()
    return Doing(
        name=name,
        person=person,
        mean=weeks[-1] if weeks else None,
        weeks=weeks,
        whole=_mean([each for members in by_week for each in members], asked) if weeks else None,
        waiting=waiting,
    )


def _mean(found: Sequence[Counted], asked: Mapping[int, Asked]) -> Mean:
    """The mean of one week, as `core.trend` makes it."""
    counts: defaultdict[float, int] = defaultdict(int)
    for each in found:
        if each.outcome is not Outcome.NOT_SCORED and each.shown is not None:
            counts[each.shown] += each.calls
    answers = sum(each.calls * asked[each.basis].questions for each in found)
    unknown = sum(each.unknown for each in found)
    share = Fraction(unknown, answers) if answers else Fraction(0)
    return mean(((_exact(shown), calls) for shown, calls in counts.items()), share)


@lru_cache(maxsize=4096)
def _exact(shown: float) -> Fraction:
    """A score by its shortest decimal, which is what was meant."""
    return Fraction(repr(shown))
