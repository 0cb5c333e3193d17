"""Who may do what: every role, action and relation against what the field says, told here again."""

from collections.abc import Iterator
from functools import cache
from itertools import product

import msgspec
import pytest

from coachdesk.core.audits import Step as VisitStep
from coachdesk.core.authorize import (
    HARD_RULES,
    NO_FACTS,
    NOBODY,
    RULES,
    WORDS,
    Action,
    Actor,
    Allow,
    Deny,
    Facts,
    Role,
    Subject,
    authorize,
)
from coachdesk.core.certification import Step as CertificateStep
from coachdesk.core.coaching import Step as CoachingStep
from coachdesk.core.reviews import Step

ME = "me"
MINE = Subject(person=ME, team="North")
TEAM_MATE = Subject(person="mate", team="North")
STRANGER = Subject(person="other", team="South")
NORTH = Subject(team="North")
SUBJECTS = (MINE, TEAM_MATE, STRANGER, NORTH, NOBODY)
SCORED_BY = (
    Facts(),
    Facts(scorers=frozenset({ME})),
    Facts(scorers=frozenset({ME, "boss"}), scorers_lead=frozenset({"North"})),
    Facts(scorers=frozenset({"boss"}), scorers_lead=frozenset({"North"})),
    Facts(scorers=frozenset({"other.boss"}), scorers_lead=frozenset({"South"})),
)
VISITS = [
    action for action in Action if action.name.startswith(("VISIT", "READ_VISIT", "READ_SHOPPER"))
]
VISITED_BY = (
    Facts(shopper=ME),
    Facts(shopper="s", editors=frozenset({ME})),
    Facts(shopper="s", editors=frozenset({"e"})),
)
VISIT_MAKING = {Action.VISIT_BEGIN, Action.VISIT_ANSWER, Action.VISIT_SUBMIT, Action.VISIT_OBJECT}
VISIT_DECIDING = {
    Action.VISIT_UPHOLD,
    Action.VISIT_DENY,
    Action.VISIT_REOPEN,
    Action.VISIT_REFUSE,
}
VISIT_CHECKING = {
    Action.VISIT_TAKE,
    Action.VISIT_EDIT,
    Action.VISIT_RETURN,
    Action.VISIT_ACCEPT,
    Action.VISIT_REJECT,
}
LINE_SIDE = {
    Action.READ_VISIT,
    Action.READ_VISIT_FIGURES,
    Action.VISIT_APPEAL,
    Action.VISIT_EXPIRE,
}
COACHING = [action for action in Action if "COACHING" in action.name]
COACHED_BY = (
    Facts(),
    Facts(coach=ME),
    Facts(coach=ME, deciders=frozenset({ME})),
    Facts(coach="c", deciders=frozenset({ME})),
)
COACHING_LEADING = {Action.COACHING_START, Action.COACHING_NOTE}
COACHING_CHECKING = {
    Action.COACHING_VERIFY,
    Action.COACHING_NOT_EFFECTIVE,
    Action.COACHING_CLOSE,
}
COACHED_SIDE = {
    Action.READ_COACHING,
    Action.COACHING_AGREE,
    Action.COACHING_DECLINE,
    Action.COACHING_CLAIM,
}
CERTIFYING = {
    Action.SCORE_ROLE_PLAY,
    Action.CERTIFICATE_ASSESS,
    Action.CERTIFICATE_PASS,
    Action.CERTIFICATE_FAIL,
}
CERTIFICATES = [
    action
    for action in Action
    if "CERTIFICATE" in action.name
    or action in CERTIFYING | {Action.SIT_EXAM, Action.READ_STANDING, Action.READ_TRAINING_FIGURES}
]
CERTIFIED_BY = (
    Facts(),
    Facts(own_trainers=frozenset({ME}), other_assessors=True),
    Facts(own_trainers=frozenset({ME})),
    Facts(own_trainers=frozenset({"t"}), other_assessors=True),
    Facts(revokers=frozenset({ME, "t"})),
    Facts(revokers=frozenset({"t"})),
    Facts(assessor=ME),
    Facts(assessor="t"),
)
CERTIFIED_SIDE = {Action.READ_STANDING, Action.SIT_EXAM, Action.CERTIFICATE_APPEAL}
DECIDING = {Action.UPHOLD, Action.AMEND}
HANDLING = {
    Action.CREATE,
    Action.ANSWER,
    Action.SUBMIT,
    Action.RETURN,
    Action.PUBLISH,
    Action.RETRACT,
    Action.SWAP_SPEAKERS,
}
CHANGES_A_SCORE = (HANDLING - {Action.RETRACT, Action.RETURN, Action.PUBLISH}) | {Action.AMEND}

Case = tuple[Actor, Action, Subject, Facts]


def actor(role: Role, team: str | None = "North") -> Actor:
    return Actor(id=ME, name="Me", role=role, team=team)


@cache
def everything() -> tuple[tuple[Case, Allow | Deny], ...]:
    """Every case there is, and the answer."""
    return tuple((case, authorize(*case)) for case in _cases())


def _cases() -> Iterator[Case]:
    for role, team, action, subject, scored, released, two in product(
        Role, ("North", None), Action, SUBJECTS, SCORED_BY, (True, False), (True, False)
    ):
        facts = Facts(
            released=released,
            scorers=scored.scorers,
            scorers_lead=scored.scorers_lead,
            two_person=two,
        )
        yield actor(role, team), action, subject, facts
    for role, team, action, subject, seen, released in product(
        Role, ("North", None), VISITS, SUBJECTS, VISITED_BY, (True, False)
    ):
        facts = msgspec.structs.replace(seen, released=released)
        yield actor(role, team), action, subject, facts
    for role, team, action, subject, facts in product(
        Role, ("North", None), COACHING, SUBJECTS, COACHED_BY
    ):
        yield actor(role, team), action, subject, facts
    for role, team, action, subject, facts in product(
        Role, ("North", None), CERTIFICATES, SUBJECTS, CERTIFIED_BY
    ):
        yield actor(role, team), action, subject, facts


def allowed() -> list[Case]:
    return [case for case, answer in everything() if isinstance(answer, Allow)]


def may(
    role: Role, action: Action, subject: Subject = NOBODY, facts: Facts = NO_FACTS, **team: None
) -> bool:
    return isinstance(authorize(actor(role, **team), action, subject, facts), Allow)


def test_whoever_began_a_role_play_alone_goes_on_with_it() -> None:
    scoring = [case[3] for case in allowed() if case[1] is Action.SCORE_ROLE_PLAY]
    assert {facts.assessor for facts in scoring} == {None, ME}


def test_nobody_handles_or_decides_an_evaluation_of_their_own_call() -> None:
    forbidden = HANDLING | DECIDING
    assert [case for case in allowed() if case[1] in forbidden and case[2].person == ME] == []


def test_whoever_scored_and_whoever_reports_to_them_does_not_decide_the_dispute() -> None:
    for who, action, _, facts in allowed():
        if action in DECIDING:
            assert ME not in facts.scorers
            assert who.team is None or who.team not in facts.scorers_lead


def test_where_two_people_must_look_no_scorer_publishes() -> None:
    wrong = [
        case
        for case in allowed()
        if case[1] is Action.PUBLISH and case[3].two_person and ME in case[3].scorers
    ]
    assert wrong == []
    alone = Facts(scorers=frozenset({ME}))
    assert may(Role.SUPERVISOR, Action.PUBLISH, TEAM_MATE, alone)
    assert may(Role.OWNER, Action.PUBLISH, TEAM_MATE, alone)


def test_only_the_person_it_is_about_acknowledges_and_nobody_ends_the_clock() -> None:
    assert {case[2] for case in allowed() if case[1] is Action.ACKNOWLEDGE} == {MINE}
    assert [case for case in allowed() if case[1] is Action.EXPIRE] == []


def test_an_agent_reads_only_their_own_and_only_what_is_published() -> None:
    reading = {Action.READ_TRANSCRIPT, Action.READ_EVALUATION, Action.READ_PERSON}
    reading.add(Action.READ_VISIT)
    mine = [case for case in allowed() if case[0].role is Role.AGENT]
    assert all(case[2] == MINE and case[3].released for case in mine if case[1] in reading)
    assert {case[1] for case in mine} == reading | COACHED_SIDE | CERTIFIED_SIDE | {
        Action.READ_SCRIPT,
        Action.CONFIRM_SCRIPT,
        Action.READ_ROSTER,
        Action.VISIT_APPEAL,
        Action.LIST_CALLS,
        Action.SEARCH_WORDS,
        Action.ACKNOWLEDGE,
        Action.DISPUTE,
    }


def test_a_supervisor_does_nothing_to_people_of_another_team() -> None:
    for who, action, subject, facts in allowed():
        if who.role is Role.SUPERVISOR and subject == STRANGER and facts.coach != ME:
            for_all = {Action.SCREEN, Action.READ_SCRIPT}
            assert action in for_all, "rules score all calls, and everybody reads scripts"
    assert may(Role.SUPERVISOR, Action.DISPUTE, TEAM_MATE)
    assert not may(Role.SUPERVISOR, Action.READ_TEAM)
    assert may(Role.SUPERVISOR, Action.READ_TEAM, NORTH)


def test_without_a_team_a_supervisor_and_an_unknown_agent_do_not_meet() -> None:
    assert not may(Role.SUPERVISOR, Action.READ_TRANSCRIPT, NOBODY, team=None)
    assert not may(Role.SUPERVISOR, Action.READ_TRANSCRIPT, NOBODY)
    assert may(Role.AUDITOR, Action.READ_TRANSCRIPT, NOBODY)


def test_managers_and_trainers_and_admins_never_change_a_score() -> None:
    for who, action, _, _ in allowed():
        if who.role in (Role.MANAGER, Role.TRAINER, Role.ADMIN):
            assert action not in CHANGES_A_SCORE


def test_trainers_and_admins_read_no_words_but_those_of_their_own_published_calls() -> None:
    words = {
        Action.READ_TRANSCRIPT,
        Action.READ_EVALUATION,
        Action.EXPORT,
        Action.TRY_RULES,
    }
    for who, action, subject, facts in allowed():
        if who.role in (Role.TRAINER, Role.ADMIN) and action in words:
            assert subject == MINE
            assert facts.released


def test_a_trainer_sees_the_figures_of_their_team_or_of_all_without_one() -> None:
    assert may(Role.TRAINER, Action.READ_PERSON, TEAM_MATE)
    assert not may(Role.TRAINER, Action.READ_PERSON, STRANGER)
    assert may(Role.TRAINER, Action.READ_PERSON, STRANGER, team=None)
    assert may(Role.TRAINER, Action.READ_TEAM, team=None)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.IMPORT, {Role.ADMIN}),
        (Action.SCREEN, {Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN}),
        (Action.EXPORT, {Role.MANAGER}),
        (Action.ASSIGN, {Role.SUPERVISOR, Role.MANAGER}),
        (Action.READ_LOG, {Role.AUDITOR, Role.MANAGER, Role.ADMIN}),
        (Action.TRY_RULES, {Role.AUDITOR}),
        (Action.PUBLISH_RULES, {Role.AUDITOR}),
        (Action.CREATE, {Role.SUPERVISOR, Role.AUDITOR}),
        (Action.ANSWER, {Role.SUPERVISOR, Role.AUDITOR}),
        (Action.SUBMIT, {Role.SUPERVISOR, Role.AUDITOR}),
        (Action.RETURN, {Role.SUPERVISOR}),
        (Action.PUBLISH, {Role.SUPERVISOR}),
        (Action.UPHOLD, {Role.AUDITOR}),
        (Action.AMEND, {Role.AUDITOR}),
        (Action.RETRACT, {Role.ADMIN}),
        (Action.EDIT_ROSTER, {Role.MANAGER, Role.ADMIN}),
        (Action.SIGN_LAW, {Role.AUDITOR, Role.MANAGER}),
        (Action.PUBLISH_SCRIPT, {Role.TRAINER, Role.MANAGER}),
        (Action.READ_SHOPPER, {Role.SHOPPER, Role.AUDITOR, Role.MANAGER}),
        (Action.VISIT_PLAN, {Role.AUDITOR, Role.MANAGER}),
        (Action.VISIT_BEGIN, {Role.SHOPPER, Role.AUDITOR}),
        (Action.VISIT_ACCEPT, {Role.AUDITOR}),
        (Action.VISIT_RELEASE, {Role.MANAGER}),
        (Action.VISIT_UPHOLD, {Role.AUDITOR}),
        (Action.VISIT_REFUSE, {Role.MANAGER}),
        (Action.COACHING_PROPOSE, {Role.SUPERVISOR, Role.AUDITOR}),
        (Action.COACHING_START, {Role.SUPERVISOR, Role.AUDITOR, Role.TRAINER, Role.MANAGER}),
        (Action.COACHING_NOTE, {Role.SUPERVISOR, Role.AUDITOR, Role.TRAINER, Role.MANAGER}),
        (Action.COACHING_VERIFY, {Role.SUPERVISOR, Role.AUDITOR}),
        (Action.CERTIFICATE_ENROL, {Role.SUPERVISOR, Role.TRAINER}),
        (Action.CERTIFICATE_ASSESS, {Role.SUPERVISOR, Role.TRAINER, Role.AUDITOR}),
        (Action.CERTIFICATE_PASS, {Role.SUPERVISOR, Role.TRAINER, Role.AUDITOR}),
        (Action.CERTIFICATE_REVOKE, {Role.SUPERVISOR, Role.TRAINER, Role.MANAGER}),
        (Action.CERTIFICATE_REINSTATE, {Role.ADMIN}),
        (Action.COACHING_NOT_EFFECTIVE, {Role.SUPERVISOR, Role.AUDITOR}),
        (Action.COACHING_CLOSE, {Role.SUPERVISOR, Role.MANAGER}),
        (Action.COACHING_CANCEL, {Role.SUPERVISOR, Role.MANAGER}),
        (Action.COACHING_WAIVE, {Role.SUPERVISOR, Role.MANAGER}),
        (Action.COACHING_SETTLE, {Role.AUDITOR, Role.TRAINER, Role.MANAGER}),
    ],
)
def test_what_is_not_said_of_a_role_is_refused_to_it(action: Action, roles: set[Role]) -> None:
    found = {case[0].role for case in allowed() if case[1] is action}
    assert found == roles | {Role.OWNER}


def test_the_owner_is_refused_by_the_hard_rules_alone() -> None:
    for case, answer in everything():
        if case[0].role is Role.OWNER and isinstance(answer, Deny):
            assert answer.rule in HARD_RULES


def test_every_refusal_names_a_rule_and_says_why_in_one_plain_sentence() -> None:
    rules = set()
    for _, answer in everything():
        if isinstance(answer, Deny):
            rules.add(answer.rule)
            assert 20 < len(answer.reason) < 120
            assert not answer.reason.endswith(".")
            assert "\n" not in answer.reason
    assert rules == set(RULES)


def test_a_reason_speaks_of_the_case() -> None:
    scored = Facts(scorers=frozenset({ME}))
    answer = authorize(actor(Role.AUDITOR), Action.UPHOLD, STRANGER, scored)
    assert answer == Deny(
        reason="you scored this evaluation; another person decides its dispute",
        rule="A-own-score-dispute",
    )
    answer = authorize(actor(Role.AGENT), Action.PUBLISH, TEAM_MATE)
    assert answer == Deny(
        reason="publishing an evaluation is not an agent's part; supervisors do it", rule="A-role"
    )
    answer = authorize(actor(Role.SUPERVISOR), Action.READ_TRANSCRIPT, STRANGER)
    assert answer == Deny(reason="this belongs to another team than yours", rule="A-team")
    answer = authorize(actor(Role.AGENT), Action.READ_EVALUATION, MINE)
    assert isinstance(answer, Deny)
    assert answer.rule == "A-unpublished"


def test_the_line_that_is_visited_only_reads_what_is_released_and_appeals() -> None:
    for who, action, subject, facts in allowed():
        ours = subject.person == ME or (subject.team is not None and subject.team == who.team)
        if action in VISITS and ours:
            assert action in LINE_SIDE or action is Action.READ_SHOPPER
        reading = action in (Action.READ_VISIT, Action.READ_SHOPPER)
        if reading and facts.shopper != ME and who.role in (Role.AGENT, Role.SUPERVISOR):
            assert action is Action.READ_VISIT
            assert facts.released


def test_nobody_changes_their_own_entry_of_the_roster() -> None:
    assert [c for c in allowed() if c[1] is Action.EDIT_ROSTER and c[2].person == ME] == []


def test_of_shopper_editor_and_decider_no_two_are_one() -> None:
    for _, action, _, facts in allowed():
        if facts.shopper == ME:
            assert action not in VISIT_CHECKING | VISIT_DECIDING | {Action.VISIT_RELEASE}
        if ME in facts.editors:
            assert action not in VISIT_DECIDING


def test_a_shopper_has_their_own_visits_and_nothing_else() -> None:
    for who, action, subject, facts in allowed():
        if who.role is Role.SHOPPER and action in VISITS:
            own = facts.shopper == ME
            line = subject.person == ME and action in LINE_SIDE
            assert own or line
    mine = Facts(shopper=ME)
    assert may(Role.SHOPPER, Action.VISIT_BEGIN, STRANGER, mine)
    assert not may(Role.SHOPPER, Action.VISIT_BEGIN, TEAM_MATE, mine), "of the same team"


def test_nobody_coaches_checks_or_excuses_themselves() -> None:
    for _, action, subject, _ in allowed():
        if action in COACHING and subject.person == ME:
            assert action in COACHED_SIDE | {Action.COACHING_SETTLE}


def test_only_the_two_agree_only_the_coach_leads_and_only_the_person_declines() -> None:
    for _, action, subject, facts in allowed():
        if action in (Action.COACHING_AGREE, Action.COACHING_CLAIM):
            assert ME in (subject.person, facts.coach)
        if action in COACHING_LEADING:
            assert facts.coach == ME
        if action is Action.COACHING_DECLINE:
            assert subject.person == ME


def test_a_coach_never_says_whether_it_helped_nor_coaches_on_a_call_they_decided_about() -> None:
    for _, action, subject, facts in allowed():
        if facts.coach == ME:
            assert action not in COACHING_CHECKING
            if ME in facts.deciders and subject.person != ME:
                assert action not in COACHING_LEADING | {Action.COACHING_AGREE}


def test_nobody_has_a_hand_in_their_own_certificate_but_to_sit_and_appeal() -> None:
    for _, action, subject, _ in allowed():
        if action in CERTIFICATES and subject.person == ME:
            assert action in CERTIFIED_SIDE | {Action.READ_TRAINING_FIGURES}
        if action in (Action.SIT_EXAM, Action.CERTIFICATE_APPEAL):
            assert subject.person == ME


def test_who_trains_a_person_assesses_them_only_where_nobody_else_may() -> None:
    for _, action, _, facts in allowed():
        if action in CERTIFYING and ME in facts.own_trainers:
            assert not facts.other_assessors
    alone = Facts(own_trainers=frozenset({ME}))
    assert may(Role.TRAINER, Action.CERTIFICATE_PASS, TEAM_MATE, alone)
    other = Facts(own_trainers=frozenset({"t"}), other_assessors=True)
    assert may(Role.TRAINER, Action.CERTIFICATE_PASS, TEAM_MATE, other)


def test_two_people_revoke_and_a_third_decides_the_appeal() -> None:
    taken_part = {
        Action.CERTIFICATE_REVOKE,
        Action.CERTIFICATE_REINSTATE,
        Action.CERTIFICATE_DENY,
    }
    assert [case for case in allowed() if case[1] in taken_part and ME in case[3].revokers] == []
    assert may(
        Role.SUPERVISOR,
        Action.CERTIFICATE_REVOKE,
        TEAM_MATE,
        Facts(revokers=frozenset({"t"})),
    )


def test_every_step_of_an_evaluation_is_an_action_of_the_same_name() -> None:
    assert {Action(step.value).value for step in Step} == {step.value for step in Step}
    assert {Action(f"visit: {step.value}").name for step in VisitStep} == {
        f"VISIT_{step.name}" for step in VisitStep
    }
    steps = {Action(f"coaching: {step.value}").name for step in CoachingStep}
    assert steps == {f"COACHING_{step.name}" for step in CoachingStep}
    steps = {Action(f"certificate: {step.value}").name for step in CertificateStep}
    assert steps == {f"CERTIFICATE_{step.name}" for step in CertificateStep}
    assert set(WORDS) == set(Action)
