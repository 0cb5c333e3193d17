"""The rules that hold for everybody, the owner included: who may never do what to whom."""

from collections.abc import Callable, Mapping

from coachdesk.core.authorize.actions import Action
from coachdesk.core.authorize.actors import Actor, Facts, Subject
from coachdesk.core.authorize.rules import HARD_RULES

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


Rule = Callable[[Actor, Action, Subject, Facts], str]

HARD: Mapping[Rule, str] = dict(
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
"""Each rule as what it says against a deed (empty: nothing), with its name, in their order."""
