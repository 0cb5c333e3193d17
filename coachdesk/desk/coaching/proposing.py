"""What the policies raise: actions for people, and matters for the owners of rules."""

from collections.abc import Sequence

import msgspec

from coachdesk.core.authorize import NO_FACTS, Action, Subject, reaches
from coachdesk.core.coaching import CoachingAction, Evidence, Stage, Step
from coachdesk.core.coaching.action import TopicKind
from coachdesk.core.coaching.excuses import Matter, MatterStage, MatterStep
from coachdesk.core.coaching.pages import Raised
from coachdesk.core.coaching.policy import Policy
from coachdesk.core.coaching.propose import ForOwner, Proposal, propose
from coachdesk.core.errors import BadInput, Severity
from coachdesk.core.people import as_of
from coachdesk.desk.coaching.history import bases_in_force, history_of
from coachdesk.desk.coaching.room import (
    may_see,
    past_actions,
    today_of,
)
from coachdesk.desk.coaching.waiving import waivers_given
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of, allowed
from coachdesk.desk.kept import kept_of
from coachdesk.desk.steps import hand_of
from coachdesk.store import calls, evaluations, records
from coachdesk.store import coaching as store
from coachdesk.store.connect import Db, write
from coachdesk.store.forms import Basis
from coachdesk.store.records import Hand, Record

MOST_EVIDENCE = 10
"""So many calls stand as evidence in an action, the newest."""


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
        if not as_of(person, today).left
        and may_see(
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
                names = tuple(created(db, hand, _action(db, each)).name for each in found.proposals)
                matters = tuple(_matters(db, hand, found.for_owners))
    return Raised(
        proposed=found,
        names=names,
        matters=matters,
        not_looked=not_looked,
        policies=len(policies),
        unknown_owners=tuple(
            (each.id, each.owner)
            for each in policies
            if each.owner and desk.settings.person_of(each.owner) is None
        ),
    )


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
        version=version_of(db, basis) if basis else 0,
        form_sha256=basis.form_sha256 if basis else "",
        evidence=evidence_of(db, basis, topic.criterion, proposal.calls)
        if basis
        else tuple(Evidence(call=each) for each in proposal.calls[:MOST_EVIDENCE]),
        baseline=proposal.baseline,
        due=proposal.due,
        check=policy.check,
    )


def created(db: Db, hand: Hand, action: CoachingAction) -> Record[CoachingAction]:
    """A new proposal, inside the caller's transaction."""
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


def version_of(db: Db, basis: Basis) -> int:
    """The version of the form of a basis."""
    return kept_of(db).form(basis.form_sha256).version
