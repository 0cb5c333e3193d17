"""Whether coaching helped, behaviour by behaviour: the coached beside peers over the same time.

Everybody whose coaching began counts, also where it was given up: who is left out because nothing
came of it makes the rest look better. The time after begins with the claim, or with the day on
which it was due.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.authorize import Action, Deny, Subject, authorize
from coachdesk.core.coaching import CoachingAction, Stage, Topic, TopicKind
from coachdesk.core.coaching.pages import CoachedEffect
from coachdesk.core.effect import Unit, effect_of, together
from coachdesk.core.engine.verdicts import State
from coachdesk.core.people import name_key
from coachdesk.core.rates import Rate, difference, rate
from coachdesk.desk.coaching.history import bases_in_force
from coachdesk.desk.coaching.room import person_meant
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.store import coaching as store
from coachdesk.store import criteria, records
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis

DAYS = 30
"""So many days before, and as many after."""


def effects(
    desk: Desk,
    acting: Acting,
    *,
    criterion: str | None = None,
    coach: str | None = None,
    policy: str | None = None,
    days: int = DAYS,
) -> tuple[CoachedEffect, ...]:
    """The effect on each behaviour about which somebody was coached, by name.

    Args:
        desk: which.
        acting: who looks.
        criterion: only this behaviour.
        coach: only actions of this coach.
        policy: only actions that this policy raised.
        days: so many before, and as many after.

    Raises:
        BadInput: nobody is called that.
        DeskRefused: this person may not read figures of a team.
    """
    people = _people(desk, acting)
    leads = None if coach is None else person_meant(desk, coach).id
    with desk.opened(acting) as db:
        begun: dict[str, list[tuple[Stage, CoachingAction]]] = {}
        for record in records.listed(db, store.ACTIONS):
            action = record.content
            if action.started_at is not None and action.topic.kind is TopicKind.CALLS:
                begun.setdefault(str(action.topic), []).append((Stage(record.stage), action))
        found = []
        for name in sorted(begun):
            wanted = [
                (stage, action)
                for stage, action in begun[name]
                if criterion in (None, action.topic.criterion)
                and leads in (None, action.coach)
                and policy in (None, action.policy)
                and action.person in people
            ]
            if wanted:
                period = _Period(desk, acting.clock(), days)
                found.append(_effect(db, people, period, wanted, [a for _, a in begun[name]]))
    behaviours = together([each.behaviour for each in found])
    scores = together([each.score for each in found])
    return tuple(
        msgspec.structs.replace(each, behaviour=behaviour, score=score)
        for each, behaviour, score in zip(found, behaviours, scores, strict=True)
    )


def _people(desk: Desk, acting: Acting) -> Mapping[str, tuple[str, ...]]:
    """Id to the keys of the calls of everybody whose figures may be read together."""
    actor = actor_of(desk, acting)
    team = None
    if isinstance(authorize(actor, Action.READ_TEAM), Deny):
        team = actor.team
        allowed(desk, acting, Action.READ_TEAM, Subject(team=team))
    return {
        person.id: tuple(dict.fromkeys(map(name_key, desk.settings.names_of(person.id))))
        for person in desk.settings.people
        if team in (None, person.team)
    }


class _Period:
    """What lies before an action and what after it."""

    def __init__(self, desk: Desk, now: datetime, days: int) -> None:
        self._zone = ZoneInfo(desk.settings.time_zone)
        self.now = now.astimezone(UTC)
        self.length = timedelta(days=days)
        self.days = days

    def of(self, action: CoachingAction) -> tuple[datetime, datetime, datetime, datetime]:
        """Where the time before begins and ends, and where that after it does."""
        assert action.started_at is not None
        start = action.started_at.astimezone(UTC)
        after = action.claimed_at or datetime.combine(action.due, time(), self._zone)
        # Given up, or claimed on the day: what comes after the start comes after.
        end = max(start, after.astimezone(UTC))
        return start - self.length, start, end, end + self.length


class _Calls:
    """One person's calls under one scorecard, in order."""

    def __init__(self, answered: Iterable[store.Answered], position: int) -> None:
        kept = sorted(answered, key=lambda each: each.at)
        self._at = [each.at for each in kept]
        self._states = [each.states[position] for each in kept]
        self._shown = [each.shown for each in kept]

    def _within(self, since: datetime, before: datetime) -> slice:
        return slice(bisect_left(self._at, since), bisect_left(self._at, before))

    def passed(self, since: datetime, before: datetime) -> tuple[int, int]:
        """On how many calls the behaviour passed, and of how many that passed or failed."""
        states = self._states[self._within(since, before)]
        passed = states.count(State.PASS)
        return passed, passed + states.count(State.FAIL)

    def score(self, since: datetime, before: datetime) -> tuple[float, int]:
        """The sum of the scores, and of how many calls."""
        shown = [each for each in self._shown[self._within(since, before)] if each is not None]
        return sum(shown), len(shown)


def _effect(
    db: Db,
    people: Mapping[str, tuple[str, ...]],
    period: _Period,
    wanted: Sequence[tuple[Stage, CoachingAction]],
    begun: Sequence[CoachingAction],
) -> CoachedEffect:
    topic = wanted[0][1].topic
    basis = bases_in_force(db).get(topic.form)
    # Only the first coaching of a person: later ones begin where that one left them.
    first: dict[str, CoachingAction] = {}
    for _, action in wanted:
        first.setdefault(action.person, action)
    calls = _calls(
        db, basis, topic, people, min(period.of(each)[0] for each in first.values()), period.now
    )
    behaviour, score = [], []
    before, after = [], []
    for action in first.values():
        windows = period.of(action)
        busy = {each.person for each in begun if period.of(each)[1] < windows[-1]}
        peers = [person for person in calls if person not in busy]
        if action.person in calls:
            before.append(calls[action.person].passed(*windows[:2]))
            after.append(calls[action.person].passed(*windows[2:]))
        behaviour.append(
            (
                _unit(action.person, calls.get(action.person), windows, score=False),
                [_unit(each, calls[each], windows, score=False) for each in peers],
            )
        )
        score.append(
            (
                _unit(action.person, calls.get(action.person), windows, score=True),
                [_unit(each, calls[each], windows, score=True) for each in peers],
            )
        )
    stages = [stage for stage, _ in wanted]
    return CoachedEffect(
        topic=topic,
        actions={stage: stages.count(stage) for stage in Stage if stage in stages},
        days=period.days,
        behaviour=effect_of(behaviour),
        score=effect_of(score),
        calls=difference(_together(before), _together(after)),
        scored=basis is not None,
    )


def _together(counts: Sequence[tuple[int, int]]) -> Rate:
    return rate(sum(passed for passed, _ in counts), sum(of for _, of in counts))


def _calls(
    db: Db,
    basis: Basis | None,
    topic: Topic,
    people: Mapping[str, tuple[str, ...]],
    since: datetime,
    now: datetime,
) -> dict[str, _Calls]:
    """Everybody's calls since then that were judged on the behaviour."""
    places = [] if basis is None else [name for name, _ in criteria.places(db)[basis.number]]
    if basis is None or topic.criterion not in places:
        return {}
    position = places.index(topic.criterion)
    found = {
        person: [each for key in keys for each in store.answers(db, key, basis.number, since, now)]
        for person, keys in people.items()
    }
    return {person: _Calls(answered, position) for person, answered in found.items() if answered}


_Windows = tuple[datetime, datetime, datetime, datetime]


def _unit(person: str, calls: _Calls | None, windows: _Windows, *, score: bool) -> Unit:
    since, start, end, until = windows
    if calls is None:
        return Unit(person=person, before=0.0, calls_before=0, after=0.0, calls_after=0)
    counted = calls.score if score else calls.passed
    whole = 1 if score else 100
    (before, of_before), (after, of_after) = counted(since, start), counted(end, until)
    return Unit(
        person=person,
        before=whole * before / of_before if of_before else 0.0,
        calls_before=of_before,
        after=whole * after / of_after if of_after else 0.0,
        calls_after=of_after,
    )
