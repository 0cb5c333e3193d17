"""How far each role reaches with each action. What is not here is refused."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from coachdesk.core.authorize.actions import Action
from coachdesk.core.authorize.actors import Role


class Reach(StrEnum):
    """Whose calls and evaluations an action may be about."""

    OWN_RELEASED = "own, once published"
    OWN = "own"
    SHOPPED = "visits made oneself"
    COACHED = "people coached oneself"
    TEAM_RELEASED = "own team, once released"
    TEAM = "own team"
    TRAINEES = "own team; everybody where the person has none"
    EVERYBODY = "everybody"


_AGENT_SIDE: Mapping[Action, Reach] = {
    Action.READ_TRANSCRIPT: Reach.OWN_RELEASED,
    Action.READ_EVALUATION: Reach.OWN_RELEASED,
    Action.READ_PERSON: Reach.OWN_RELEASED,
    Action.LIST_CALLS: Reach.OWN_RELEASED,
    Action.SEARCH_WORDS: Reach.OWN_RELEASED,
    Action.ACKNOWLEDGE: Reach.OWN,
    Action.DISPUTE: Reach.OWN,
    Action.READ_ROSTER: Reach.OWN,
    Action.READ_SCRIPT: Reach.EVERYBODY,
    Action.CONFIRM_SCRIPT: Reach.OWN,
    Action.READ_VISIT: Reach.OWN_RELEASED,
    Action.VISIT_APPEAL: Reach.OWN,
    Action.READ_COACHING: Reach.OWN,
    Action.COACHING_AGREE: Reach.OWN,
    Action.COACHING_DECLINE: Reach.OWN,
    Action.COACHING_CLAIM: Reach.OWN,
    Action.READ_STANDING: Reach.OWN,
    Action.SIT_EXAM: Reach.OWN,
    Action.CERTIFICATE_APPEAL: Reach.OWN,
}
"""What everybody may who is in desk.yaml: whatever their role, some calls may be theirs."""

_READING = (
    Action.READ_TRANSCRIPT,
    Action.READ_EVALUATION,
    Action.READ_PERSON,
    Action.READ_TEAM,
    Action.LIST_CALLS,
    Action.SEARCH_WORDS,
)
_SCORING = (Action.SWAP_SPEAKERS, Action.CREATE, Action.ANSWER, Action.SUBMIT)

_SHOPPING: Mapping[Action, Reach] = dict.fromkeys(
    (
        Action.READ_VISIT,
        Action.READ_SHOPPER,
        Action.VISIT_BEGIN,
        Action.VISIT_ANSWER,
        Action.VISIT_SUBMIT,
        Action.VISIT_OBJECT,
    ),
    Reach.SHOPPED,
)
"""What whoever makes a visit may do with it."""
_CHECKING = (
    Action.VISIT_TAKE,
    Action.VISIT_EDIT,
    Action.VISIT_RETURN,
    Action.VISIT_ACCEPT,
    Action.VISIT_REJECT,
)
_SENDING = (Action.VISIT_PLAN, Action.VISIT_ASSIGN, Action.VISIT_CANCEL)
_COACHING: Mapping[Action, Reach] = dict.fromkeys(
    (
        Action.READ_COACHING,
        Action.COACHING_AGREE,
        Action.COACHING_START,
        Action.COACHING_NOTE,
        Action.COACHING_CLAIM,
    ),
    Reach.COACHED,
)
"""What whoever coaches does with their own actions."""
_VERIFYING = (Action.COACHING_VERIFY, Action.COACHING_NOT_EFFECTIVE)
_ASSESSING = (
    Action.SCORE_ROLE_PLAY,
    Action.CERTIFICATE_ASSESS,
    Action.CERTIFICATE_PASS,
    Action.CERTIFICATE_FAIL,
)
_REVOKING = (
    Action.CERTIFICATE_CHALLENGE,
    Action.CERTIFICATE_WITHDRAW,
    Action.CERTIFICATE_REVOKE,
)
_TRAINING_READ = (Action.READ_STANDING, Action.READ_TRAINING_FIGURES)
_SEEING_VISITS = (Action.READ_VISIT, Action.READ_SHOPPER, Action.READ_VISIT_FIGURES)

_BY_ROLE: Mapping[Role, Mapping[Action, Reach]] = {
    Role.AGENT: {},
    Role.SUPERVISOR: {
        **dict.fromkeys((*_TRAINING_READ, *_ASSESSING, *_REVOKING), Reach.TEAM),
        Action.CERTIFICATE_ENROL: Reach.TEAM,
        **_COACHING,
        **dict.fromkeys((Action.COACHING_PROPOSE, *_VERIFYING), Reach.TEAM),
        Action.READ_COACHING: Reach.TEAM,
        Action.COACHING_CLOSE: Reach.TEAM,
        Action.COACHING_CANCEL: Reach.TEAM,
        Action.COACHING_WAIVE: Reach.TEAM,
        **dict.fromkeys((*_READING, *_SCORING), Reach.TEAM),
        Action.SCREEN: Reach.EVERYBODY,
        Action.ASSIGN: Reach.TEAM,
        Action.RETURN: Reach.TEAM,
        Action.PUBLISH: Reach.TEAM,
        Action.DISPUTE: Reach.TEAM,
        Action.READ_ROSTER: Reach.TEAM,
        Action.READ_DELIVERY: Reach.TEAM,
        Action.READ_VISIT: Reach.TEAM_RELEASED,
        Action.READ_VISIT_FIGURES: Reach.TEAM,
        Action.VISIT_APPEAL: Reach.TEAM,
    },
    Role.AUDITOR: {
        **dict.fromkeys((*_TRAINING_READ, *_ASSESSING), Reach.EVERYBODY),
        **_COACHING,
        Action.COACHING_SETTLE: Reach.EVERYBODY,
        **dict.fromkeys((Action.COACHING_PROPOSE, *_VERIFYING), Reach.EVERYBODY),
        Action.READ_COACHING: Reach.EVERYBODY,
        **_SHOPPING,
        **dict.fromkeys((*_SEEING_VISITS, *_SENDING, *_CHECKING), Reach.EVERYBODY),
        Action.VISIT_HOLD: Reach.EVERYBODY,
        Action.VISIT_UPHOLD: Reach.EVERYBODY,
        Action.VISIT_DENY: Reach.EVERYBODY,
        Action.READ_DELIVERY: Reach.EVERYBODY,
        Action.SIGN_LAW: Reach.EVERYBODY,
        **dict.fromkeys((*_READING, *_SCORING), Reach.EVERYBODY),
        Action.READ_LOG: Reach.EVERYBODY,
        Action.SCREEN: Reach.EVERYBODY,
        Action.TRY_RULES: Reach.EVERYBODY,
        Action.PUBLISH_RULES: Reach.EVERYBODY,
        Action.READ_ROSTER: Reach.EVERYBODY,
        Action.UPHOLD: Reach.EVERYBODY,
        Action.AMEND: Reach.EVERYBODY,
    },
    Role.TRAINER: {
        **dict.fromkeys((*_TRAINING_READ, *_ASSESSING, *_REVOKING), Reach.TRAINEES),
        Action.CERTIFICATE_ENROL: Reach.TRAINEES,
        **_COACHING,
        Action.COACHING_SETTLE: Reach.EVERYBODY,
        Action.READ_PERSON: Reach.TRAINEES,
        Action.READ_TEAM: Reach.TRAINEES,
        Action.READ_ROSTER: Reach.TRAINEES,
        Action.READ_DELIVERY: Reach.TRAINEES,
        Action.READ_VISIT_FIGURES: Reach.TRAINEES,
        Action.PUBLISH_SCRIPT: Reach.EVERYBODY,
    },
    Role.MANAGER: {
        **dict.fromkeys((*_TRAINING_READ, *_REVOKING), Reach.EVERYBODY),
        **_COACHING,
        Action.COACHING_SETTLE: Reach.EVERYBODY,
        Action.READ_COACHING: Reach.EVERYBODY,
        Action.COACHING_CLOSE: Reach.EVERYBODY,
        Action.COACHING_CANCEL: Reach.EVERYBODY,
        Action.COACHING_WAIVE: Reach.EVERYBODY,
        **dict.fromkeys((*_SEEING_VISITS, *_SENDING), Reach.EVERYBODY),
        Action.VISIT_REOPEN: Reach.EVERYBODY,
        Action.VISIT_REFUSE: Reach.EVERYBODY,
        Action.VISIT_HOLD: Reach.EVERYBODY,
        Action.VISIT_RELEASE: Reach.EVERYBODY,
        Action.VISIT_EXCLUDE: Reach.EVERYBODY,
        Action.READ_DELIVERY: Reach.EVERYBODY,
        Action.SIGN_LAW: Reach.EVERYBODY,
        Action.PUBLISH_SCRIPT: Reach.EVERYBODY,
        **dict.fromkeys(_READING, Reach.EVERYBODY),
        Action.READ_LOG: Reach.EVERYBODY,
        Action.EXPORT: Reach.EVERYBODY,
        Action.READ_ROSTER: Reach.EVERYBODY,
        Action.EDIT_ROSTER: Reach.EVERYBODY,
        Action.ASSIGN: Reach.EVERYBODY,
    },
    Role.ADMIN: {
        Action.READ_STANDING: Reach.EVERYBODY,
        Action.CERTIFICATE_REINSTATE: Reach.EVERYBODY,
        Action.CERTIFICATE_DENY: Reach.EVERYBODY,
        Action.LIST_CALLS: Reach.EVERYBODY,
        Action.READ_LOG: Reach.EVERYBODY,
        Action.IMPORT: Reach.EVERYBODY,
        Action.READ_ROSTER: Reach.EVERYBODY,
        Action.EDIT_ROSTER: Reach.EVERYBODY,
        Action.SCREEN: Reach.EVERYBODY,
        Action.RETRACT: Reach.EVERYBODY,
    },
    Role.SHOPPER: _SHOPPING,
}


def reaches(role: Role, action: Action) -> tuple[Reach, ...]:
    """Every reach that the role has with this action, the widest last; none: refused."""
    return tuple(reach for reach in Reach if reach in set(_reaches(role, action)))


def roles_with(action: Action) -> tuple[Role, ...]:
    """The roles that may do it for others than themselves."""
    return tuple(role for role, table in _BY_ROLE.items() if action in table)


def _reaches(role: Role, action: Action) -> Iterator[Reach]:
    tables = (_AGENT_SIDE, _BY_ROLE[role]) if role is not Role.OWNER else ()
    yield from (table[action] for table in tables if action in table)
    if role is Role.OWNER:
        yield Reach.EVERYBODY
