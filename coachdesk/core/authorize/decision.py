"""Whether somebody may do something: the hard rules first, then the table."""

import msgspec

from coachdesk.core.authorize.actions import WORDS, Action
from coachdesk.core.authorize.actors import NO_FACTS, NOBODY, Actor, Facts, Role, Subject
from coachdesk.core.authorize.hard import HARD
from coachdesk.core.authorize.table import Reach, reaches, roles_with


class Allow(msgspec.Struct, frozen=True, kw_only=True):
    """It may be done."""


class Deny(msgspec.Struct, frozen=True, kw_only=True):
    """It may not."""

    reason: str
    """One plain sentence, without a full stop."""
    rule: str
    """Stable; docs/access.md lists them."""


_FIGURES = frozenset(
    {
        Action.READ_TEAM,
        Action.READ_DELIVERY,
        Action.READ_VISIT_FIGURES,
        Action.READ_TRAINING_FIGURES,
    }
)
NARROWED = frozenset({Action.LIST_CALLS, Action.SEARCH_WORDS})
"""Allowed as soon as the role has any reach: what is shown is narrowed to it."""


def authorize(
    actor: Actor, action: Action, subject: Subject = NOBODY, facts: Facts = NO_FACTS
) -> Allow | Deny:
    """Whether this person may do this.

    Args:
        actor: who.
        action: what.
        subject: whom it is about.
        facts: what else the rules ask for.
    """
    for rule in HARD:
        reason = rule(actor, action, subject, facts)
        if reason:
            return Deny(reason=reason, rule=HARD[rule])
    return _by_table(actor, action, subject, facts)


def _by_table(actor: Actor, action: Action, subject: Subject, facts: Facts) -> Allow | Deny:
    found = reaches(actor.role, action)
    if not found:
        return Deny(reason=_not_your_part(actor, action), rule="A-role")
    if action in NARROWED and subject == NOBODY:
        return Allow()
    refusals = [_short_of(reach, actor, action, subject, facts) for reach in found]
    allowed = any(refusal is None for refusal in refusals)
    # The widest reach gives the reason: it is the one that came nearest.
    return Allow() if allowed else _told(refusals)


def _told(refusals: list[Deny | None]) -> Deny:
    told = [refusal for refusal in refusals if refusal is not None]
    unpublished = [each for each in told if each.rule in ("A-unpublished", "A-unreleased")]
    return (unpublished or told)[-1]


def _short_of(
    reach: Reach, actor: Actor, action: Action, subject: Subject, facts: Facts
) -> Deny | None:
    """Why this reach is too short, or None."""
    if reach is Reach.EVERYBODY or (reach is Reach.TRAINEES and actor.team is None):
        return None
    if reach is Reach.SHOPPED:
        if facts.shopper == actor.id:
            return None
        return Deny(reason="this is not a visit of yours", rule="A-own")
    if reach is Reach.COACHED:
        if facts.coach == actor.id:
            return None
        return Deny(reason="you are not the coach of this action", rule="A-own")
    if reach in (Reach.OWN, Reach.OWN_RELEASED):
        return _not_own(reach, actor, action, subject, facts)
    if actor.team is None:
        return Deny(reason="desk.yaml puts you in no team", rule="A-team")
    if subject.team == actor.team:
        if reach is Reach.TEAM_RELEASED and not facts.released:
            return Deny(reason="nothing of this is released to its place", rule="A-unreleased")
        return None
    if action in _FIGURES and subject == NOBODY:
        reason = "this is about the whole desk, and your part is your own team"
        return Deny(reason=reason, rule="A-team")
    if subject.team is None and subject.person is None:
        return Deny(
            reason="desk.yaml does not say whose this is, so it is in no team of yours",
            rule="A-unknown-person",
        )
    return Deny(reason="this belongs to another team than yours", rule="A-team")


def _not_own(
    reach: Reach, actor: Actor, action: Action, subject: Subject, facts: Facts
) -> Deny | None:
    if subject.person != actor.id:
        if actor.role is not Role.AGENT and roles_with(action):
            return Deny(reason=_not_your_part(actor, action), rule="A-role")
        reason = "this is about somebody else, and your part is your own calls and figures"
        return Deny(reason=reason, rule="A-own")
    if reach is Reach.OWN_RELEASED and not facts.released:
        if action is Action.READ_VISIT:
            return Deny(reason="nothing of this is released to its place", rule="A-unreleased")
        reason = "no evaluation of this call is published to you now"
        if action is Action.READ_PERSON:
            reason = "you see figures of yours that rest on published evaluations alone"
        return Deny(reason=reason, rule="A-unpublished")
    return None


def _not_your_part(actor: Actor, action: Action) -> str:
    roles = [f"{role.value}s" for role in roles_with(action)]
    whose = " and ".join(filter(None, [", ".join(roles[:-1]), *roles[-1:]]))
    article = "an" if actor.role.value[0] in "aeiou" else "a"
    return f"{WORDS[action]} is not {article} {actor.role.value}'s part; {whose} do it"
