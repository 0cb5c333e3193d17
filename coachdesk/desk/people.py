"""How one person, or a team, does over weeks: figures, what fails most, and what is open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.authorize import Action, Actor, Allow, Facts, Role, Subject, authorize
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.people import Person, name_key
from coachdesk.core.reviews import Stage
from coachdesk.core.standing import Example
from coachdesk.core.trend import (
    SMALLEST_TEAM,
    Answered,
    Asked,
    Failing,
    Known,
    Member,
    Period,
    PersonPage,
    Series,
    Source,
    Tally,
    TeamPage,
    asked_of,
    bounds_of,
    failing_of,
    holding_of,
    most_failed,
    series_of,
    weeks_until,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, crew_of
from coachdesk.desk.kept import Kept, kept_of
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings
from coachdesk.store import forms, trend
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis
from coachdesk.store.trend import Counted

WEEKS = 13
"""A quarter."""
LATEST = 10
"""So many of the newest calls stand on a person's page."""
_EXPLAINED = 5
"""So many criteria get an example."""


def people(desk: Desk, acting: Acting) -> tuple[Known, ...]:
    """Everybody whose figures this person may read: those of desk.yaml, then agents of calls.

    Raises:
        DeskRefused: the desk does not know who asks.
    """
    actor, settings = actor_of(desk, acting), desk.settings
    with desk.opened(acting) as db:
        named = trend.agents(db)
    found = [_known(person) for person in settings.colleagues]
    found += [
        Known(name=name, id=None, role=None, team=None)
        for _, name in named
        if settings.person_of(name) is None
    ]
    return tuple(each for each in found if _may(actor, Action.READ_PERSON, each, released=True))


def teams(desk: Desk, acting: Acting) -> tuple[str, ...]:
    """The teams whose figures this person may read, by name."""
    actor = actor_of(desk, acting)
    names = sorted({person.team for person in desk.settings.people if person.team is not None})
    return tuple(
        name
        for name in names
        if isinstance(authorize(actor, Action.READ_TEAM, Subject(team=name)), Allow)
    )


def person_page(desk: Desk, acting: Acting, name: str, weeks: int = WEEKS) -> PersonPage:
    """One person over weeks.

    Args:
        desk: which.
        acting: who looks.
        name: an id, name or alias; or a name under which calls carry an agent.
        weeks: how many, two or more.

    Raises:
        BadInput: nobody is called that.
        DeskRefused: this person may not look.
    """
    # First: a stranger is not told who works here.
    actor = actor_of(desk, acting)
    with desk.opened(acting) as db:
        known, keys = _meant(desk, db, name)
        subject = Subject(person=known.id, team=known.team)
        released_only = not _may(actor, Action.READ_PERSON, known)
        if released_only:
            allowed(desk, acting, Action.READ_PERSON, subject, Facts(released=True))
        words = _may(actor, Action.READ_TRANSCRIPT, known, released=released_only)
        period = _period(db, desk.settings, acting.clock(), weeks)
        bounds = bounds_of(period.mondays, desk.settings.time_zone)
        found = list(trend.counted(db, keys, bounds, automatic=not released_only))
        kept, bases = kept_of(db), _bases(db, found)
        calls = trend.calls_of(db, keys, bounds)
        latest = trend.latest(db, keys, released_only=released_only, limit=LATEST) if words else ()
        failing, holding = _failing(db, kept, bases, found, keys, bounds, words=words)
        return PersonPage(
            name=known.name,
            id=known.id,
            role=known.role,
            team=known.team,
            period=period,
            calls=_evaluated(found) if released_only else sum(calls.values()),
            undated=0 if released_only else trend.undated(db, keys),
            series=_series(kept, bases, found, period),
            failing=failing,
            holding=holding,
            latest=tuple(latest),
            waiting=_waiting(db, known.id, released_only=released_only),
            released_only=released_only,
            words_withheld=not words,
        )


def team_page(desk: Desk, acting: Acting, team: str, weeks: int = WEEKS) -> TeamPage:
    """One team over weeks.

    Args:
        desk: which.
        acting: who looks.
        team: its name in desk.yaml.
        weeks: how many, two or more.

    Raises:
        BadInput: no team is called that.
        DeskRefused: this person may not look.
    """
    name = _team_named(desk.settings, team)
    actor = allowed(desk, acting, Action.READ_TEAM, Subject(team=name))
    with desk.opened(acting) as db:
        period = _period(db, desk.settings, acting.clock(), weeks)
        bounds = bounds_of(period.mondays, desk.settings.time_zone)
        crew = crew_of(desk.settings, name, Role.AGENT, bounds[0], bounds[-1])
        members, own, stints = crew.people, crew.scope.agents or (), crew.scope.stints
        keys = {name_key(each): person.id for person in members for each in _names(desk, person)}
        few = actor.role is Role.MANAGER and len(members) < SMALLEST_TEAM
        found = list(trend.counted(db, own, bounds, stints=stints))
        kept, bases = kept_of(db), _bases(db, found)
        calls = trend.calls_of(db, own, bounds, stints)
        waiting = trend.open_by_subject(db, [person.id for person in members])
        of_person: dict[str, list[Counted]] = {person.id: [] for person in members}
        for each in found:
            of_person[keys[each.agent_key]].append(each)
        lines = (
            Member(
                name=person.name,
                id=person.id,
                calls=sum(count for key, count in calls.items() if keys[key] == person.id),
                series=_series(kept, bases, of_person[person.id], period),
                waiting=waiting[person.id],
            )
            for person in sorted(members, key=lambda each: name_key(each.name))
        )
        return TeamPage(
            name=name,
            period=period,
            agents=len(members),
            calls=sum(calls.values()),
            series=() if few and len(members) < 2 else _series(kept, bases, found, period),
            members=() if few else tuple(lines),
            waiting={
                stage: count
                for stage in Stage
                if (count := sum(each.get(stage, 0) for each in waiting.values()))
            },
            few=few,
        )


def _known(person: Person) -> Known:
    return Known(name=person.name, id=person.id, role=person.role, team=person.team)


def _may(actor: Actor, action: Action, whom: Known, *, released: bool = False) -> bool:
    subject, facts = Subject(person=whom.id, team=whom.team), Facts(released=released)
    return isinstance(authorize(actor, action, subject, facts), Allow)


def _meant(desk: Desk, db: Db, name: str) -> tuple[Known, list[str]]:
    """Who is meant, and the keys under which their calls stand."""
    person = desk.settings.person_of(name)
    if person is not None:
        return _known(person), list(dict.fromkeys(map(name_key, _names(desk, person))))
    named = dict(trend.agents(db))
    key = name_key(name)
    if key in named:
        return Known(name=named[key], id=None, role=None, team=None), [key]
    every = [each for one in desk.settings.colleagues for each in _names(desk, one)]
    hint = nearest(name, [*every, *named.values()]) or "calls and desk.yaml name nobody like that"
    raise BadInput(Problem(code="U107", message=f"nobody is called '{name}'", hint=hint))


def _names(desk: Desk, person: Person) -> tuple[str, ...]:
    return desk.settings.names_of(person.id)


def _team_named(settings: Settings, wanted: str) -> str:
    known = sorted({person.team for person in settings.people if person.team is not None})
    for name in known:
        if name_key(name) == name_key(wanted):
            return name
    hint = nearest(wanted, known) or (
        f"known: {', '.join(known)}" if known else "desk.yaml puts nobody in a team"
    )
    raise BadInput(Problem(code="U108", message=f"no team is called '{wanted}'", hint=hint))


def _period(db: Db, settings: Settings, now: datetime, weeks: int) -> Period:
    zone = ZoneInfo(settings.time_zone)
    this = weeks_until(now.astimezone(zone).date(), weeks)
    newest = trend.newest_start(db, now)
    local = None if newest is None else newest.astimezone(zone)
    if local is None or local.date() >= this[-1]:
        return Period(mondays=this, now=now.astimezone(zone), last_call=None)
    mondays = weeks_until(local.date(), weeks)
    return Period(mondays=mondays, now=now.astimezone(zone), last_call=local)


def _bases(db: Db, found: Sequence[Counted]) -> Mapping[int, Basis]:
    wanted = {each.basis for each in found}
    return {basis.number: basis for basis in forms.bases(db) if basis.number in wanted}


def _series(
    kept: Kept, bases: Mapping[int, Basis], found: Sequence[Counted], period: Period
) -> tuple[Series, ...]:
    asked: dict[str, Asked] = {}
    for each in found:
        sha256 = bases[each.basis].form_sha256
        if sha256 not in asked:
            asked[sha256] = asked_of(kept.form(sha256))
    return series_of((_tally(each, bases) for each in found), asked, period.mondays)


def _tally(each: Counted, bases: Mapping[int, Basis]) -> Tally:
    source = Source.AUTOMATIC
    if each.random is not None:
        source = Source.REVIEWED if each.random else Source.PICKED
    return Tally(
        week=each.week,
        source=source,
        form_sha256=bases[each.basis].form_sha256,
        outcome=each.outcome,
        shown=each.shown,
        calls=each.calls,
        unknown=each.unknown,
    )


def _evaluated(found: Sequence[Counted]) -> int:
    return sum(each.calls for each in found)


def _failing(
    db: Db,
    kept: Kept,
    bases: Mapping[int, Basis],
    found: Sequence[Counted],
    keys: Sequence[str],
    bounds: Sequence[datetime],
    *,
    words: bool,
) -> tuple[tuple[Failing, ...], tuple[Failing, ...]]:
    """The criteria that fail, the first of them with an example; and those that hold."""
    numbers: dict[tuple[str, str], list[int]] = {}
    basis_of: dict[str, Basis] = {}
    made: list[Failing] = []
    holding: list[Failing] = []
    for number in sorted({each.basis for each in found if each.random is None}):
        form = kept.form(bases[number].form_sha256)
        basis_of[form.id] = bases[number]
        ids = [criterion.id for _, criterion in form.criteria()]
        counts, failed = trend.answers_of(db, keys, bounds, number)
        answered = [
            Answered(week=week, criterion=ids[position], state=state, calls=calls)
            for (week, position, state), calls in counts.items()
        ]
        made += failing_of(form, answered, len(bounds) - 1)
        holding += holding_of(form, answered, len(bounds) - 1)
        numbers |= {(form.id, ids[at]): newest for at, newest in failed.items()}
    ordered = most_failed(made)
    if not words:
        return ordered, tuple(holding)
    explained = tuple(
        msgspec.structs.replace(
            each,
            example=_example(
                db, kept, basis_of[each.scorecard], each, numbers[each.scorecard, each.criterion.id]
            ),
        )
        if position < _EXPLAINED
        else each
        for position, each in enumerate(ordered)
    )
    return explained, tuple(holding)


def _example(
    db: Db, kept: Kept, basis: Basis, failing: Failing, newest: Sequence[int]
) -> Example | None:
    """The newest fail that shows its words, else the newest."""
    shown = list(_examples(db, kept, basis, failing, newest))
    for each in shown:
        if each.answer.verdict is not None and each.answer.verdict.evidence:
            return each
    if not shown:
        return None
    # The fault is silence, or a measure: what was listened for. Nearest misses take too long here.
    first = shown[0]
    call, row = trend.evaluation(db, newest[0])
    (again,) = kept.explained(basis, [(call, row)])
    return msgspec.structs.replace(first, explained=again.explained.get(failing.criterion.id))


def _examples(
    db: Db, kept: Kept, basis: Basis, failing: Failing, newest: Sequence[int]
) -> Iterator[Example]:
    for number in newest:
        call, row = trend.evaluation(db, number)
        scored = kept.scored(basis, call, row)
        for answer in scored.evaluation.answers:
            if answer.criterion == failing.criterion.id:
                yield Example(
                    call=call, form=scored.form, criterion=failing.criterion, answer=answer
                )


def _waiting(db: Db, person: str | None, *, released_only: bool) -> Mapping[Stage, int]:
    if person is None:
        return {}
    hidden = (Stage.DRAFT, Stage.SUBMITTED) if released_only else ()
    found = trend.open_by_subject(db, [person])[person]
    return {stage: count for stage, count in found.items() if stage not in hidden}
