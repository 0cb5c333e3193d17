"""What is known about people's calls, as proposals and draws need it.

The rules' own answers about every call are the history: nobody picked these calls. Where a person
published otherwise, an answer speaks for nothing; questions that only people answer count where
the call was drawn at random.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.coaching.history import Certified, History, Judged
from coachdesk.core.coaching.pages import NotLooked
from coachdesk.core.coaching.policy import Critical, Expiring, Failed, FailedVisit, Policy
from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import scored
from coachdesk.core.people import Person, as_of, name_key
from coachdesk.desk.coaching.room import past_actions
from coachdesk.desk.folder import Desk
from coachdesk.desk.kept import kept_of
from coachdesk.store import coaching as store
from coachdesk.store import criteria, forms
from coachdesk.store.connect import Db
from coachdesk.store.forms import Basis
from coachdesk.store.today import has_certificates

_DECIDED = (State.PASS, State.FAIL)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about the calls under one scorecard."""

    scorecard: str
    since: datetime
    """Aware."""
    enough: Mapping[str, int] = msgspec.field(default_factory=dict)
    """Criterion to so many answers of PASS or FAIL after which no more are read."""
    whole_since: datetime | None = None
    """Of calls since then every answer is read; None: only those about these criteria."""


def history_of(
    desk: Desk, db: Db, policies: Sequence[Policy], people: Sequence[Person], now: datetime
) -> tuple[History, tuple[NotLooked, ...]]:
    """All that these policies ask about these people, and which policies can't look.

    Args:
        desk: which.
        db: open.
        policies: those that look.
        people: those whom they may find something about.
        now: aware.
    """
    bases = bases_in_force(db)
    judged = [
        each
        for wanted in _wanted(policies, now)
        if wanted.scorecard in bases
        for person in people
        for each in judged_of(desk, db, bases[wanted.scorecard], person, wanted, now)
    ]
    forms_of_visits = frozenset(
        policy.finds.audit for policy in policies if isinstance(policy.finds, FailedVisit)
    )
    if forms_of_visits and desk.settings.visits.agent_named:
        # Desks without such policies need nothing of what visits bring along.
        from coachdesk.desk.coaching.visits import judged_on_visits

        wanted_people = {person.id for person in people}
        judged += [
            each
            for each in judged_on_visits(desk, db, forms_of_visits)
            if each.person in wanted_people
        ]
    history = History(
        people=tuple(as_of(person, desk.settings.day_of(now)) for person in desk.settings.people),
        judged=tuple(judged),
        certified=tuple(_certified(desk, db, policies, people, now)),
        actions=past_actions(desk, db),
    )
    looked = _not_looked(desk, db, policies, bases, certificates=has_certificates(db))
    return history, tuple(looked)


def bases_in_force(db: Db) -> Mapping[str, Basis]:
    """The scorecards in force, by id."""
    return {basis.form_id: basis for basis in forms.bases(db, in_force=True)}


def position_in(db: Db, basis: Basis, criterion: str) -> int | None:
    """Where the criterion stands among the answers under a basis; None: it is not asked there."""
    names = [name for name, _ in criteria.places(db)[basis.number]]
    return names.index(criterion) if criterion in names else None


def _wanted(policies: Iterable[Policy], now: datetime) -> Iterator[Wanted]:
    """What all policies together ask of each scorecard."""
    found: dict[str, list[Failed | Critical]] = {}
    for policy in policies:
        if isinstance(policy.finds, (Failed, Critical)):
            found.setdefault(policy.finds.scorecard, []).append(policy.finds)
    for scorecard, triggers in found.items():
        enough: dict[str, int] = {}
        for trigger in triggers:
            if isinstance(trigger, Failed):
                for criterion in trigger.criteria:
                    enough[criterion] = max(enough.get(criterion, 0), trigger.of_last)
        whole = [_since(each, now) for each in triggers if isinstance(each, Critical)]
        yield Wanted(
            scorecard=scorecard,
            since=min(_since(trigger, now) for trigger in triggers),
            enough=enough,
            whole_since=min(whole, default=None),
        )


def _since(trigger: Failed | Critical, now: datetime) -> datetime:
    # A day more: a day in the desk's zone may begin before that of UTC.
    return now - timedelta(days=trigger.within_days + 1)


def _certified(
    desk: Desk, db: Db, policies: Iterable[Policy], people: Sequence[Person], now: datetime
) -> Iterator[Certified]:
    """When the certificates of these people end, where a policy asks for it."""
    if not any(isinstance(policy.finds, Expiring) for policy in policies):
        return
    from coachdesk.desk.certification.ends import ends_of

    for each in ends_of(desk, db, [person.id for person in people], now):
        yield Certified(person=each.person, certification=each.programme, until=each.until)


def _not_asked(db: Db, policy: str, finds: Failed | Critical, basis: Basis) -> Iterator[NotLooked]:
    """Criteria that the scorecard in force does not have."""
    from coachdesk.files.schema import nearest

    known = [name for name, _ in criteria.places(db)[basis.number]]
    for criterion in finds.criteria:
        if criterion not in known:
            near = nearest(criterion, known)
            why = f"'{finds.scorecard}', as it is in force, has no criterion '{criterion}'"
            yield NotLooked(policy=policy, why=why + (f" ({near})" if near else ""))


def _not_looked(
    desk: Desk,
    db: Db,
    policies: Iterable[Policy],
    bases: Mapping[str, Basis],
    *,
    certificates: bool,
) -> Iterator[NotLooked]:
    for policy in policies:
        match policy.finds:
            case Failed() | Critical() if policy.finds.scorecard not in bases:
                why = f"the scorecard '{policy.finds.scorecard}' is not in force"
                yield NotLooked(policy=policy.id, why=why)
            case Failed() | Critical():
                yield from _not_asked(db, policy.id, policy.finds, bases[policy.finds.scorecard])
            case FailedVisit() if not desk.settings.visits.agent_named:
                why = "visits name no colleague here (audits.agent_named in desk.yaml)"
                yield NotLooked(policy=policy.id, why=why)
            case Expiring() if not certificates:
                yield NotLooked(policy=policy.id, why="this desk keeps no certificates")


def judged_of(
    desk: Desk, db: Db, basis: Basis, person: Person, wanted: Wanted, before: datetime
) -> Iterator[Judged]:
    """Every answer wanted about a person's calls under a scorecard, the newest call first.

    Of criteria that count in the score; those in trial are not told to agents. Times are in the
    desk's zone.
    """
    zone = ZoneInfo(desk.settings.time_zone)
    places = criteria.places(db)[basis.number]
    form = kept_of(db).form(basis.form_sha256)
    trusted = {criterion.id for _, criterion in form.criteria() if scored(criterion)}
    missing = dict(wanted.enough)
    for answered, said in _newest_first(desk, db, basis, person, wanted, before):
        whole = wanted.whole_since is not None and answered.at >= wanted.whole_since
        if not whole and all(count <= 0 for count in missing.values()):
            return
        for (criterion, critical), state in zip(places, answered.states, strict=True):
            if criterion not in trusted or not (whole or criterion in missing):
                continue
            each = _judged(person.id, basis.form_id, criterion, state, answered, said)
            yield msgspec.structs.replace(each, critical=critical, at=each.at.astimezone(zone))
            if criterion in missing and each.state in _DECIDED and not each.overruled:
                missing[criterion] -= 1


def _newest_first(
    desk: Desk, db: Db, basis: Basis, person: Person, wanted: Wanted, before: datetime
) -> Iterator[tuple[store.Answered, store.Said | None]]:
    from heapq import merge

    keys = dict.fromkeys(map(name_key, desk.settings.names_of(person.id)))
    said: dict[str, store.Said] = {}
    for key in keys:
        said |= store.said(db, key, basis.form_id, wanted.since)
    streams = [store.answers(db, key, basis.number, wanted.since, before) for key in keys]
    for answered in merge(*streams, key=lambda each: each.at, reverse=True):
        yield answered, said.get(answered.call)


def _judged(
    person: str,
    form: str,
    criterion: str,
    state: State,
    answered: store.Answered,
    said: store.Said | None,
) -> Judged:
    # What people let stand they say as well.
    theirs = said.answers.get(criterion, state) if said is not None else None
    method = "automatic"
    if state is State.OPEN and theirs is not None and said is not None and said.random:
        state, method = theirs, "reviewed"
    return Judged(
        person=person,
        form=form,
        criterion=criterion,
        call=answered.call,
        at=answered.at,
        state=state,
        said=theirs,
        method=method,
    )
