"""Proposals: what the policies raise, or one that a person raises by hand."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from coachdesk.core.authorize import NO_FACTS, Action, Subject, reaches
from coachdesk.core.coaching import CoachingAction, Evidence, Stage, Step, Topic
from coachdesk.core.coaching.action import TopicKind
from coachdesk.core.coaching.excuses import Matter, MatterStage, MatterStep
from coachdesk.core.coaching.findings import Finding, findings_of
from coachdesk.core.coaching.history import History
from coachdesk.core.coaching.life import OPEN
from coachdesk.core.coaching.pages import ActionLine, Raised
from coachdesk.core.coaching.policy import Failed, Policy
from coachdesk.core.coaching.propose import ForOwner, Proposal, propose
from coachdesk.core.errors import BadInput, DeskRefused, Problem, Severity
from coachdesk.core.location import Location
from coachdesk.core.people import Person
from coachdesk.desk.coaching.history import bases_in_force, history_of
from coachdesk.desk.coaching.room import (
    coach_meant,
    due_meant,
    line_of,
    may_see,
    past_actions,
    person_meant,
    today_of,
)
from coachdesk.desk.coaching.waiving import waivers_given
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.kept import kept_of
from coachdesk.desk.steps import hand_of
from coachdesk.store import calls, criteria, evaluations, records
from coachdesk.store import coaching as store
from coachdesk.store.connect import Db, write
from coachdesk.store.forms import Basis
from coachdesk.store.records import Hand, Record

MOST_EVIDENCE = 10
"""So many calls stand as evidence in an action, the newest."""
_LAST = Failed(scorecard="", criteria=(), at_least=1, of_last=10)
"""What a proposal by hand looks at."""
_DUE_DAYS = 14


def policies_of(desk: Desk) -> tuple[Policy, ...]:
    """The coaching policies in the desk's rules, by id.

    Raises:
        BadInput: with every error in their files.
    """
    from coachdesk.files.rulebook import load

    folder = desk.rules / "coaching"
    if not folder.is_dir():
        return ()
    loaded = load(folder)
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    if errors:
        raise BadInput(*errors)
    return loaded.policies


def raise_proposals(desk: Desk, acting: Acting, *, dry_run: bool = False) -> Raised:
    """Lets every policy look at the people whom this person may propose for.

    Args:
        desk: which.
        acting: who.
        dry_run: write nothing.

    Raises:
        BadInput: a policy has errors.
        DeskRefused: this person may not propose.
    """
    actor = actor_of(desk, acting)
    if not reaches(actor.role, Action.COACHING_PROPOSE):
        allowed(desk, acting, Action.COACHING_PROPOSE)
    policies, today = policies_of(desk), today_of(desk, acting)
    people = [
        person
        for person in desk.settings.people
        if may_see(
            actor, Action.COACHING_PROPOSE, Subject(person=person.id, team=person.team), NO_FACTS
        )
    ]
    with desk.opened(acting) as db:
        history, not_looked = history_of(desk, db, policies, people, acting.clock())
        if dry_run:
            found = propose(policies, history, today, waivers_given(db))
            names: tuple[str, ...] = ()
            matters: tuple[str, ...] = ()
        else:
            with write(db):
                # Somebody may have proposed since; calls do not change by that.
                now = msgspec.structs.replace(history, actions=past_actions(desk, db))
                found = propose(policies, now, today, waivers_given(db))
                hand = hand_of(acting, actor)
                names = tuple(
                    _created(db, hand, _action(db, each)).name for each in found.proposals
                )
                matters = tuple(_matters(db, hand, found.for_owners))
    return Raised(
        proposed=found,
        names=names,
        matters=matters,
        not_looked=not_looked,
        policies=len(policies),
    )


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
        scorecard: where several in force have such a criterion.
        named: calls of theirs that show it; none: the newest ones that failed.
        coach: who coaches; None: left open.
        due: None: in a fortnight.

    Raises:
        BadInput: somebody or the day can't be meant.
        DeskRefused: this person may not (D403), nothing shows it (D756), or somebody coaches it
            (D751).
    """
    whom, today = person_meant(desk, person), today_of(desk, acting)
    subject = Subject(person=whom.id, team=whom.team)
    actor = allowed(desk, acting, Action.COACHING_PROPOSE, subject)
    who = None if coach is None else coach_meant(desk, coach, whom.id)
    until = due_meant(due, today) or today + timedelta(days=_DUE_DAYS)
    with desk.opened(acting) as db:
        basis = _basis(db, criterion, scorecard)
        topic = Topic(form=basis.form_id, criterion=criterion)
        trigger = msgspec.structs.replace(_LAST, scorecard=basis.form_id, criteria=(criterion,))
        look = Policy(id="", version=1, title="", finds=trigger, location=Location(""))
        history, _ = history_of(desk, db, [look], [whom], acting.clock())
        finding = _finding(history, trigger, whom, today)
        failed = _calls_meant(topic, whom, finding, named)
        with write(db):
            refuse_second(desk, db, whom.id, topic)
            action = CoachingAction(
                topic=topic,
                person=whom.id,
                coach=who,
                version=_version(db, basis),
                form_sha256=basis.form_sha256,
                evidence=evidence_of(db, basis, criterion, failed),
                baseline=finding.baseline,
                due=until,
            )
            return line_of(desk, acting, _created(db, hand_of(acting, actor), action))


def refuse_second(desk: Desk, db: Db, person: str, topic: Topic) -> None:
    """Refuses a second open action about one behaviour of one person.

    Raises:
        DeskRefused: there is one (D751).
    """
    for each in past_actions(desk, db):
        if each.person == person and each.topic == topic and each.stage in OPEN:
            message = f"{each.name} about {topic} is {each.stage.value}"
            hint = f"coachdesk coaching show {each.name}"
            raise DeskRefused(Problem(code="D751", message=message, hint=hint))


def evidence_of(db: Db, basis: Basis, criterion: str, named: Sequence[str]) -> tuple[Evidence, ...]:
    """The calls with the words that decided the answer there, as far as words did."""
    kept = kept_of(db)
    found = []
    for name in named[:MOST_EVIDENCE]:
        call = calls.find(db, name)
        row = evaluations.under(db, call[0], basis.number) if call else None
        if call is None or row is None:
            continue
        answers = kept.scored(basis, call[1], row).evaluation.answers
        verdict = next(each.verdict for each in answers if each.criterion == criterion)
        spans = [span for each in (verdict.evidence if verdict else ()) for span in each.spans]
        found.append(
            Evidence(
                call=name,
                form_sha256=basis.form_sha256,
                spans=tuple((span.turn, span.start, span.end) for span in spans),
            )
        )
    return tuple(found)


def _action(db: Db, proposal: Proposal) -> CoachingAction:
    policy, topic = proposal.policy, proposal.topic
    basis = bases_in_force(db).get(topic.form) if topic.kind is TopicKind.CALLS else None
    return CoachingAction(
        topic=topic,
        person=proposal.person,
        coach=proposal.coach,
        policy=policy.id,
        policy_sha256=policy.sha256,
        version=_version(db, basis) if basis else 0,
        form_sha256=basis.form_sha256 if basis else "",
        evidence=evidence_of(db, basis, topic.criterion, proposal.calls)
        if basis
        else tuple(Evidence(call=each) for each in proposal.calls[:MOST_EVIDENCE]),
        baseline=proposal.baseline,
        due=proposal.due,
        check=policy.check,
    )


def _created(db: Db, hand: Hand, action: CoachingAction) -> Record[CoachingAction]:
    return records.create(
        db,
        store.ACTIONS,
        hand,
        step=Step.PROPOSE,
        stage=Stage.PROPOSED,
        content=action,
        subject=action.person,
    )


def _matters(db: Db, hand: Hand, found: Sequence[ForOwner]) -> Sequence[str]:
    open_ones = {
        (each.content.team, each.content.topic)
        for each in records.listed(db, store.MATTERS, stages=[MatterStage.RAISED])
    }
    made = []
    for each in found:
        if (each.team, each.topic) in open_ones:
            continue
        matter = Matter(
            topic=each.topic,
            team=each.team,
            owner=each.policy.owner,
            policy=each.policy.id,
            failing=len(each.failing),
            judged=each.judged,
            calls=each.calls[:MOST_EVIDENCE],
        )
        record = records.create(
            db,
            store.MATTERS,
            hand,
            step=MatterStep.RAISE,
            stage=MatterStage.RAISED,
            content=matter,
        )
        made.append(record.name)
    return made


def _version(db: Db, basis: Basis) -> int:
    return kept_of(db).form(basis.form_sha256).version


def _basis(db: Db, criterion: str, scorecard: str | None) -> Basis:
    places = criteria.places(db)
    found = [
        basis
        for form, basis in bases_in_force(db).items()
        if scorecard in (None, form)
        and criterion in [name for name, _ in places.get(basis.number, ())]
    ]
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
