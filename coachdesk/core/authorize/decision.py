"""Whether somebody may do something: the hard rules first, then the table."""

from collections.abc import Callable, Mapping

import msgspec

from coachdesk.core.authorize.actions import WORDS, Action
from coachdesk.core.authorize.actors import NO_FACTS, NOBODY, Actor, Facts, Role, Subject
from coachdesk.core.authorize.table import Reach, reaches, roles_with


class Allow(msgspec.Struct, frozen=True, kw_only=True):
    """It may be done."""


class Deny(msgspec.Struct, frozen=True, kw_only=True):
    """It may not."""

    reason: str
    """One plain sentence, without a full stop."""
    rule: str
    """Stable; docs/access.md lists them."""


RULES: Mapping[str, str] = {
    "A-self-score": "Nobody scores, submits, returns, publishes or retracts an evaluation of "
    "their own call, or swaps its speakers.",
    "A-self-dispute": "Nobody decides a dispute about their own call.",
    "A-own-score-dispute": "Whoever gave answers in an evaluation does not decide its dispute.",
    "A-report-dispute": "Nobody decides a dispute about an evaluation scored by the supervisor "
    "of their own team.",
    "A-two-person": "Where two people must look, whoever gave answers in an evaluation does not "
    "publish it.",
    "A-subject-only": "Only the person whom an evaluation is about acknowledges it.",
    "A-clock": "The time for disputes and appeals ends by itself; nobody ends it.",
    "A-visit-line": "Nobody makes, plans, checks or decides about a visit to themselves, or to "
    "their own team.",
    "A-visit-shopper": "Whoever made a visit does not check, release or decide about its report.",
    "A-visit-editor": "Whoever checked a report does not decide its appeal or its objection.",
    "A-own-entry": "Nobody changes what the roster says of themselves.",
    "A-coaching-self": "Nobody proposes, coaches, verifies, ends or waives coaching of themselves.",
    "A-coaching-pair": "Only the two whom an action is between agree to it and claim it; the coach "
    "alone leads it, and only the person coached declines it.",
    "A-coaching-check": "Whoever coaches does not say whether it helped.",
    "A-coaching-dispute": "Whoever decided a dispute about a call does not coach on that call.",
    "A-certificate-self": "Nobody enrols, assesses, certifies or revokes themselves, or scores a "
    "role-play of their own.",
    "A-certificate-own": "Only the person whom it is about sits an exam, or appeals against a "
    "revocation.",
    "A-certificate-trainer": "Where two people may assess, whoever leads or trains the person's "
    "own team does not.",
    "A-certificate-begun": "Whoever began a role-play answers it and hands it in; others begin "
    "their own.",
    "A-certificate-two": "A certificate is revoked by two people, and neither of them decides the "
    "appeal.",
    "A-role": "What the table does not give to a role is refused.",
    "A-own": "An agent's part is their own calls, a shopper's their own visits, "
    "a coach's the actions that they coach.",
    "A-team": "A supervisor's part is their own team; a trainer's too, where they have one.",
    "A-unknown-person": "A call of nobody in desk.yaml belongs to no team.",
    "A-unpublished": "People see evaluations of their own calls once they are published, and not "
    "after they are retracted.",
    "A-unreleased": "A place's line sees a visit once it is released.",
}
"""Every rule that a refusal may name. The first nineteen hold for everybody, the owner included."""

HARD_RULES = tuple(RULES)[:20]

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

_HANDLING = frozenset(
    {
        Action.CREATE,
        Action.ANSWER,
        Action.SUBMIT,
        Action.RETURN,
        Action.PUBLISH,
        Action.RETRACT,
        Action.SWAP_SPEAKERS,
    }
)
_DECIDING = frozenset({Action.UPHOLD, Action.AMEND})
_VISIT_CHECKING = frozenset(
    {
        Action.VISIT_TAKE,
        Action.VISIT_EDIT,
        Action.VISIT_RETURN,
        Action.VISIT_ACCEPT,
        Action.VISIT_REJECT,
    }
)
_VISIT_DECIDING = frozenset(
    {Action.VISIT_UPHOLD, Action.VISIT_DENY, Action.VISIT_REOPEN, Action.VISIT_REFUSE}
)
_VISIT_MAKING = frozenset(
    {Action.VISIT_BEGIN, Action.VISIT_ANSWER, Action.VISIT_SUBMIT, Action.VISIT_OBJECT}
)
_VISIT_SENDING = frozenset({Action.VISIT_PLAN, Action.VISIT_ASSIGN, Action.VISIT_CANCEL})
_COACHING_LEADING = frozenset({Action.COACHING_START, Action.COACHING_NOTE})
_COACHING_CHECKING = frozenset(
    {Action.COACHING_VERIFY, Action.COACHING_NOT_EFFECTIVE, Action.COACHING_CLOSE}
)
_COACHING_HANDLING = (
    _COACHING_LEADING
    | _COACHING_CHECKING
    | {Action.COACHING_PROPOSE, Action.COACHING_CANCEL, Action.COACHING_WAIVE}
)
_COACHING_PAIR = frozenset({Action.COACHING_AGREE, Action.COACHING_CLAIM})
_VISIT_ENDING = frozenset({Action.VISIT_HOLD, Action.VISIT_RELEASE, Action.VISIT_EXCLUDE})

_CERTIFYING = frozenset(
    {
        Action.SCORE_ROLE_PLAY,
        Action.CERTIFICATE_ASSESS,
        Action.CERTIFICATE_PASS,
        Action.CERTIFICATE_FAIL,
    }
)
_REVOKING = frozenset({Action.CERTIFICATE_CHALLENGE, Action.CERTIFICATE_REVOKE})
_JUDGING_APPEALS = frozenset({Action.CERTIFICATE_REINSTATE, Action.CERTIFICATE_DENY})
_CERTIFICATE_HANDLING = (
    _CERTIFYING
    | _REVOKING
    | _JUDGING_APPEALS
    | {Action.CERTIFICATE_ENROL, Action.CERTIFICATE_WITHDRAW}
)
_OWN_ALONE = frozenset({Action.SIT_EXAM, Action.CERTIFICATE_APPEAL})


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
    for rule in _HARD:
        reason = rule(actor, action, subject, facts)
        if reason:
            return Deny(reason=reason, rule=_HARD[rule])
    return _by_table(actor, action, subject, facts)


def _self_score(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _HANDLING and subject.person == actor.id:
        return "this call is your own; another person handles its evaluation"
    return ""


def _self_dispute(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _DECIDING and subject.person == actor.id:
        return "this evaluation is about you; another person decides its dispute"
    return ""


def _own_score_dispute(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _DECIDING and actor.id in facts.scorers:
        return "you scored this evaluation; another person decides its dispute"
    return ""


def _report_dispute(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _DECIDING and actor.team is not None and actor.team in facts.scorers_lead:
        return (
            "your supervisor scored this evaluation; somebody outside the team decides its dispute"
        )
    return ""


def _two_person(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action is Action.PUBLISH and facts.two_person and actor.id in facts.scorers:
        return "you scored this evaluation, and two people must look; another person publishes it"
    return ""


def _subject_only(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action is Action.ACKNOWLEDGE and subject.person != actor.id:
        return "only the person whom this evaluation is about acknowledges it"
    return ""


def _clock(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action is Action.VISIT_EXPIRE:
        return "the time for appeals ends by itself"
    return "the time for disputes ends by itself" if action is Action.EXPIRE else ""


def _visit_line(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    handling = _VISIT_MAKING | _VISIT_SENDING | _VISIT_CHECKING | _VISIT_ENDING | _VISIT_DECIDING
    if action not in handling:
        return ""
    if subject.person is not None and subject.person == actor.id:
        return "this visit is to yourself; another person handles it"
    if subject.team is not None and subject.team == actor.team:
        return "this visit is to your own team; somebody outside it handles it"
    return ""


def _visit_shopper(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    others = _VISIT_CHECKING | _VISIT_ENDING | _VISIT_DECIDING
    if action in others and facts.shopper == actor.id:
        return "you made this visit; another person checks and decides about it"
    return ""


def _visit_editor(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _VISIT_DECIDING and actor.id in facts.editors:
        return "you checked this report; a third person decides"
    return ""


def _own_entry(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action is Action.EDIT_ROSTER and subject.person == actor.id:
        return "this is your own entry; another person changes it"
    return ""


def _coaching_self(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _COACHING_HANDLING and subject.person == actor.id:
        return "this is about yourself; another person does it"
    return ""


def _coaching_pair(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    own, coach = subject.person == actor.id, facts.coach == actor.id
    if action in _COACHING_PAIR and not (own or coach):
        return "this action is between two others; only they agree to it and claim it"
    if action in _COACHING_LEADING and not coach:
        return "you are not the coach of this action"
    if action is Action.COACHING_DECLINE and not own:
        return "only the person coached declines an action; a supervisor cancels it"
    return ""


def _coaching_check(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _COACHING_CHECKING and facts.coach == actor.id:
        return "you coached this; another person says whether it helped"
    return ""


def _coaching_dispute(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    leads = action in _COACHING_LEADING or action is Action.COACHING_AGREE
    if leads and facts.coach == actor.id and actor.id in facts.deciders:
        return "you decided a dispute about one of these calls; another person coaches on them"
    return ""


def _certificate_self(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _CERTIFICATE_HANDLING and subject.person == actor.id:
        return "this is about your own certificate; another person does it"
    return ""


def _certificate_own(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _OWN_ALONE and subject.person != actor.id:
        return "only the person whom it is about sits an exam, or appeals"
    return ""


def _certificate_trainer(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action in _CERTIFYING and facts.other_assessors and actor.id in facts.own_trainers:
        return "you lead or train this person's team; another person assesses them"
    return ""


def _certificate_begun(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if action is Action.SCORE_ROLE_PLAY and facts.assessor not in (None, actor.id):
        return "another assessor began this role-play; begin your own"
    return ""


def _certificate_two(actor: Actor, action: Action, subject: Subject, facts: Facts) -> str:
    if actor.id not in facts.revokers:
        return ""
    if action is Action.CERTIFICATE_REVOKE:
        return "you proposed to revoke it; a second person confirms it"
    return (
        "you took part in revoking it; a third person decides"
        if (action in _JUDGING_APPEALS)
        else ""
    )


_Rule = Callable[[Actor, Action, Subject, Facts], str]
_HARD: Mapping[_Rule, str] = dict(
    zip(
        (
            _self_score,
            _self_dispute,
            _own_score_dispute,
            _report_dispute,
            _two_person,
            _subject_only,
            _clock,
            _visit_line,
            _visit_shopper,
            _visit_editor,
            _own_entry,
            _coaching_self,
            _coaching_pair,
            _coaching_check,
            _coaching_dispute,
            _certificate_self,
            _certificate_own,
            _certificate_trainer,
            _certificate_begun,
            _certificate_two,
        ),
        HARD_RULES,
        strict=True,
    )
)


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
