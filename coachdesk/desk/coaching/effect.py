"""Whether coaching helped, behaviour by behaviour: the coached beside peers over the same time.

Everybody whose coaching began counts, also where it was given up: who is left out because nothing
came of it makes the rest look better. The time after begins with the claim, or with the day on
which it was due.
"""

from collections.abc import Mapping, Sequence

import msgspec

from coachdesk.core.authorize import Action, Deny, Subject, authorize
from coachdesk.core.coaching import CoachingAction, Stage, TopicKind
from coachdesk.core.coaching.pages import CoachedEffect
from coachdesk.core.effect import Unit, effect_of, together
from coachdesk.core.people import name_key
from coachdesk.core.rates import Rate, difference, rate
from coachdesk.desk.coaching.history import bases_in_force
from coachdesk.desk.coaching.measuring import Period, calls_about, unit_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed, person_named
from coachdesk.store import coaching as store
from coachdesk.store import records
from coachdesk.store.connect import Db

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
    leads = None if coach is None else person_named(desk.settings, coach).id
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
                period = Period(desk, acting.clock(), days)
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


def _effect(
    db: Db,
    people: Mapping[str, tuple[str, ...]],
    period: Period,
    wanted: Sequence[tuple[Stage, CoachingAction]],
    begun: Sequence[CoachingAction],
) -> CoachedEffect:
    topic = wanted[0][1].topic
    basis = bases_in_force(db).get(topic.form)
    # Only the first coaching of a person: later ones begin where that one left them.
    first: dict[str, CoachingAction] = {}
    for action in begun:
        first.setdefault(action.person, action)
    coached = [action for _, action in wanted if first[action.person] is action]
    since = min((period.of(each)[0] for each in coached), default=period.now)
    calls = calls_about(db, basis, topic, people, since, period.now)
    behaviour: list[tuple[Unit, list[Unit]]] = []
    score: list[tuple[Unit, list[Unit]]] = []
    before, after = [], []
    for action in coached:
        windows, own = period.of(action), calls.get(action.person)
        busy = {each.person for each in begun if period.of(each)[1] < windows[-1]}
        peers = [person for person in calls if person not in busy]
        for found, by_score in ((behaviour, False), (score, True)):
            found.append(
                (
                    unit_of(action.person, own, windows, score=by_score),
                    [unit_of(each, calls[each], windows, score=by_score) for each in peers],
                )
            )
        if own is not None:
            was, became = own.passed(*windows[:2]), own.passed(*windows[2:])
            # Whoever has calls on one side alone would move the figure by being there or not.
            if was[1] and became[1]:
                before.append(was)
                after.append(became)
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
