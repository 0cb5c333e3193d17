"""What a policy looks for, person by person: how much there is, and whether it is enough."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from coachdesk.core.coaching.action import Baseline, Topic, TopicKind
from coachdesk.core.coaching.history import History, Judged, Past
from coachdesk.core.coaching.life import ENDED
from coachdesk.core.coaching.policy import Critical, Expiring, Failed, FailedVisit, Trigger
from coachdesk.core.engine.verdicts import State

_DECIDED = (State.PASS, State.FAIL)
Actions = Mapping[tuple[str, str], Past]
"""The last action by person and topic."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One person and one behaviour that a policy looks at."""

    person: str
    topic: Topic
    raises: bool
    """Whether there is enough of it to raise an action."""
    enough: bool
    """Whether there are enough calls to say anything about this person."""
    words: str
    """How much there is, and how much is needed."""
    unconfirmed: bool = False
    """It failed, and the policy waits for a person who says so too."""
    baseline: Baseline | None = None
    calls: tuple[str, ...] = ()
    """Those that failed, the newest first."""


def findings_of(
    trigger: Trigger, history: History, actions: Actions, today: date
) -> Iterator[Finding]:
    """Everybody whom the trigger finds anything about, by topic and person.

    Calls before the end of the last action about the same behaviour speak of the time before it
    and are left out.
    """
    match trigger:
        case Failed():
            yield from _failed(trigger, history, actions, today)
        case Critical():
            yield from _critical(trigger, history, actions, today)
        case FailedVisit():
            yield from _visits(trigger, history, actions, today)
        case Expiring():
            yield from _expiring(trigger, history, today)


def _failed(trigger: Failed, history: History, actions: Actions, today: date) -> Iterator[Finding]:
    since = today - timedelta(days=trigger.within_days)
    for topic, person, judged in _groups(history.judged, trigger.scorecard, actions, since):
        if topic.kind is not TopicKind.CALLS or topic.criterion not in trigger.criteria:
            continue
        newest, decided = [], 0
        for each in judged:
            if decided == trigger.of_last:
                break
            newest.append(each)
            decided += each.state in _DECIDED
        fails = [each for each in newest if each.state is State.FAIL]
        words = f"{len(fails)} of the last {decided} failed, {trigger.at_least} are needed"
        yield Finding(
            person=person,
            topic=topic,
            raises=len(fails) >= trigger.at_least,
            enough=decided >= trigger.at_least,
            words=words,
            baseline=_baseline(newest),
            calls=tuple(each.call for each in fails),
        )


def _critical(
    trigger: Critical, history: History, actions: Actions, today: date
) -> Iterator[Finding]:
    since = today - timedelta(days=trigger.within_days)
    for topic, person, judged in _groups(history.judged, trigger.scorecard, actions, since):
        wanted = topic.criterion in trigger.criteria if trigger.criteria else judged[0].critical
        if topic.kind is not TopicKind.CALLS or not wanted:
            continue
        fails = [each for each in judged if each.state is State.FAIL]
        if not fails:
            continue
        counted = [each for each in fails if each.said is State.FAIL or not trigger.confirmed]
        yield Finding(
            person=person,
            topic=topic,
            raises=bool(counted),
            enough=True,
            words=f"failed on {len(fails)} calls, {len(counted)} of them confirmed",
            unconfirmed=not counted,
            baseline=_baseline(judged),
            calls=tuple(each.call for each in counted),
        )


def _visits(
    trigger: FailedVisit, history: History, actions: Actions, today: date
) -> Iterator[Finding]:
    since = today - timedelta(days=trigger.within_days)
    for topic, person, judged in _groups(history.judged, trigger.audit, actions, since):
        wanted = not trigger.criteria or topic.criterion in trigger.criteria
        fails = [each for each in judged if each.state is State.FAIL]
        if topic.kind is TopicKind.VISITS and wanted and fails:
            yield Finding(
                person=person,
                topic=topic,
                raises=True,
                enough=True,
                words=f"failed on {len(fails)} visits",
                baseline=_baseline(judged),
                calls=tuple(each.call for each in fails),
            )


def _expiring(trigger: Expiring, history: History, today: date) -> Iterator[Finding]:
    for each in sorted(history.certified, key=lambda each: (each.certification, each.person)):
        if trigger.certification in ("", each.certification):
            left = (each.until - today).days
            yield Finding(
                person=each.person,
                topic=Topic(kind=TopicKind.CERTIFICATE, form=each.certification),
                raises=left <= trigger.within_days,
                enough=True,
                words=f"runs until {each.until}, {left} days from now",
            )


def _groups(
    judged: Iterable[Judged], form: str, actions: Actions, since: date
) -> Iterator[tuple[Topic, str, Sequence[Judged]]]:
    """The answers that count of each topic and person, the newest first."""
    found: dict[tuple[TopicKind, str, str], list[Judged]] = {}
    for each in judged:
        if each.form == form and each.at.date() >= since and not each.overruled:
            found.setdefault((each.kind, each.criterion, each.person), []).append(each)
    for kind, criterion, person in sorted(found):
        topic = Topic(kind=kind, form=form, criterion=criterion)
        last = actions.get((person, str(topic)))
        kept = found[kind, criterion, person]
        if last is not None and last.stage in ENDED:
            kept = [each for each in kept if each.at > last.changed]
        if kept:
            yield topic, person, sorted(kept, key=lambda each: (each.at, each.call), reverse=True)


def _baseline(judged: Sequence[Judged]) -> Baseline:
    decided = [each for each in judged if each.state in _DECIDED]
    moments = [each.at for each in decided]
    return Baseline(
        failed=sum(each.state is State.FAIL for each in decided),
        of=len(decided),
        unknown=sum(each.state is State.UNKNOWN for each in judged),
        method=judged[0].method,
        since=min(moments, default=None),
        until=max(moments, default=None),
    )
