"""One proposal by a person, about what the last calls of somebody show."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from coachdesk.core.authorize import Action, Subject
from coachdesk.core.coaching import OPEN, CoachingAction, Topic
from coachdesk.core.coaching.findings import Finding, findings_of
from coachdesk.core.coaching.history import History
from coachdesk.core.coaching.pages import ActionLine
from coachdesk.core.coaching.policy import Failed, Policy
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.location import Location
from coachdesk.core.people import Person, name_key
from coachdesk.desk.coaching.history import bases_in_force, history_of
from coachdesk.desk.coaching.proposing import created, evidence_of, version_of
from coachdesk.desk.coaching.room import (
    coach_meant,
    due_meant,
    line_of,
    past_actions,
    today_of,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, person_named
from coachdesk.desk.steps import hand_of
from coachdesk.store import coaching as store
from coachdesk.store import criteria
from coachdesk.store.connect import Db, write
from coachdesk.store.forms import Basis

_LAST = Failed(scorecard="", criteria=(), at_least=1, of_last=10)
"""What a proposal by hand looks at."""
_DUE_DAYS = 14


def raise_one(
    desk: Desk,
    acting: Acting,
    person: str,
    criterion: str,
    *,
    scorecard: str | None = None,
    named: Sequence[str] = (),
    coach: str | None = None,
    due: date | None = None,
) -> ActionLine:
    """One proposal by a person.

    Args:
        desk: which.
        acting: who.
        person: whom it is for.
        criterion: the behaviour.
        scorecard: where several in force have such a criterion, and their calls are of several.
        named: calls of theirs that show it; none: the newest ones that failed.
        coach: who coaches; None: left open.
        due: None: in a fortnight.

    Raises:
        BadInput: somebody or the day can't be meant.
        DeskRefused: this person may not (D403), nothing shows it (D756), or somebody coaches it
            (D751).
    """
    whom, today = person_named(desk.settings, person), today_of(desk, acting)
    subject = Subject(person=whom.id, team=whom.team)
    actor = allowed(desk, acting, Action.COACHING_PROPOSE, subject)
    who = None if coach is None else coach_meant(desk, coach, whom.id)
    until = due_meant(due, today) or today + timedelta(days=_DUE_DAYS)
    with desk.opened(acting) as db:
        found = _bases(db, criterion, scorecard)
        if len(found) > 1:
            found = _with_calls(desk, db, found, whom, acting.clock()) or found
        basis = _only(found, criterion)
        topic = Topic(form=basis.form_id, criterion=criterion)
        trigger = msgspec.structs.replace(_LAST, scorecard=basis.form_id, criteria=(criterion,))
        look = Policy(id="", version=1, title="", finds=trigger, location=Location(""))
        history, _ = history_of(desk, db, [look], [whom], acting.clock())
        finding = _finding(history, trigger, whom, today)
        failed = _calls_meant(topic, whom, finding, named)
        with write(db):
            _refuse_second(desk, db, whom.id, topic)
            action = CoachingAction(
                topic=topic,
                person=whom.id,
                coach=who,
                version=version_of(db, basis),
                form_sha256=basis.form_sha256,
                evidence=evidence_of(db, basis, criterion, failed),
                baseline=finding.baseline,
                due=until,
            )
            return line_of(desk, acting, created(db, hand_of(acting, actor), action))


def _refuse_second(desk: Desk, db: Db, person: str, topic: Topic) -> None:
    """Refuses a second open action about one behaviour of one person.

    Raises:
        DeskRefused: there is one (D751).
    """
    for each in past_actions(desk, db):
        if each.person == person and each.topic == topic and each.stage in OPEN:
            message = f"{each.name} about {topic} is {each.stage.value}"
            hint = f"coachdesk coaching show {each.name}"
            raise DeskRefused(Problem(code="D751", message=message, hint=hint))


def _bases(db: Db, criterion: str, scorecard: str | None) -> Sequence[Basis]:
    """The scorecards in force that ask it."""
    places = criteria.places(db)
    return [
        basis
        for form, basis in bases_in_force(db).items()
        if scorecard in (None, form)
        and criterion in [name for name, _ in places.get(basis.number, ())]
    ]


def _with_calls(
    desk: Desk, db: Db, bases: Sequence[Basis], whom: Person, now: datetime
) -> Sequence[Basis]:
    """Those under which this person has had calls."""
    since = now - timedelta(days=_LAST.within_days)
    keys = dict.fromkeys(map(name_key, desk.settings.names_of(whom.id)))
    return [
        basis
        for basis in bases
        if any(True for key in keys for _ in store.answers(db, key, basis.number, since, now))
    ]


def _only(found: Sequence[Basis], criterion: str) -> Basis:
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(basis.form_id for basis in found)
        message, hint = f"several scorecards have '{criterion}'", f"--scorecard: {several}"
    else:
        message = f"no scorecard in force has a criterion '{criterion}'"
        hint = "coachdesk person shows what fails"
    raise DeskRefused(Problem(code="D756", message=message, hint=hint))


def _finding(history: History, trigger: Failed, whom: Person, today: date) -> Finding:
    for each in findings_of(trigger, history, {}, today):
        if each.person == whom.id:
            return each
    message = f"no call of {whom.name} was judged on it in {trigger.within_days} days"
    raise DeskRefused(Problem(code="D756", message=message))


def _calls_meant(
    topic: Topic, whom: Person, finding: Finding, named: Sequence[str]
) -> tuple[str, ...]:
    if not finding.calls:
        message = f"none of the last calls of {whom.name} failed '{topic.criterion}'"
        raise DeskRefused(Problem(code="D756", message=message))
    for name in named:
        if name not in finding.calls:
            message = f"the call '{name}' is not among the last ones of {whom.name} that failed"
            hint = f"those are {', '.join(finding.calls[:5])}"
            raise DeskRefused(Problem(code="D756", message=message, hint=hint))
    return tuple(named) or finding.calls
