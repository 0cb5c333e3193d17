"""What certification gives people to do today."""

from coachdesk.core.certification import State, Step
from coachdesk.core.today import Duty
from coachdesk.desk import certification as certs
from coachdesk.desk.folder import Desk
from coachdesk.desk.today import today
from coachdesk.report.today import command_of
from tests.desk.certification.conftest import being_at
from tests.desk.certification.test_life import certify, sit, train
from tests.desk.certification.test_outdated import DEARER, publish, write_exam

OURS = {
    Duty.EXAM,
    Duty.RENEW,
    Duty.REVOKED,
    Duty.ASSESS,
    Duty.OVER,
    Duty.RUNNING_OUT,
    Duty.REVOCATION,
    Duty.CERTIFICATE_APPEAL,
    Duty.OUTDATED,
}


def waits(desk: Desk, person: str, days: float) -> dict[Duty, tuple[int, str]]:
    found = today(desk, being_at(person, days))
    return {
        task.duty: (task.count, command_of(task, person))
        for task in found.tasks
        if task.duty in OURS
    }


def test_a_trainee_has_an_exam_to_sit(desk: Desk) -> None:
    assert waits(desk, "ana", 0) == {}
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    assert waits(desk, "ana", 0) == {Duty.EXAM: (1, "coachdesk certs exam sale")}
    sit(desk, "ana", 1, {"fee": "a"})
    assert waits(desk, "ana", 2) == {}, "it may be tried again in a week"
    assert Duty.EXAM in waits(desk, "ana", 8)


def test_assessors_have_people_to_assess(desk: Desk) -> None:
    train(desk)
    ready = {Duty.ASSESS: (1, "coachdesk certs list --ready")}
    assert waits(desk, "sam", 6) == ready
    assert waits(desk, "ruth", 6) == ready
    assert waits(desk, "tina", 6) == {}, "she trains Ana's team, and others may assess"
    listed = certs.list_held(desk, being_at("sam", 6), certs.Wanted(ready=True))
    assert [each.person.id for each in listed] == ["ana"]
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    assert waits(desk, "ruth", 6) == ready, "pass or fail is left"
    certs.step(desk, being_at("ruth", 6), "sale", "ana", Step.PASS)
    assert waits(desk, "ruth", 6) == {}


def test_what_runs_out_is_told_to_the_person_and_to_whoever_leads_them(desk: Desk) -> None:
    certify(desk)
    assert waits(desk, "grace", 330) == {}
    # Valid to 10 May 2027, and 14 days of grace: 24 May is day 385.
    assert waits(desk, "grace", 355) == {
        Duty.RUNNING_OUT: (1, "coachdesk certs list --expiring 30")
    }
    assert waits(desk, "ana", 355) == {
        Duty.EXAM: (1, "coachdesk certs exam sale"),
        Duty.RENEW: (1, "coachdesk certs show ana"),
    }
    assert waits(desk, "bo", 355) == {}
    assert waits(desk, "grace", 386) == {Duty.OVER: (1, "coachdesk certs list --state expired")}
    assert Duty.RENEW in waits(desk, "ana", 386)
    assert waits(desk, "bo", 386) == {}


def test_a_revocation_waits_for_a_second_person_and_an_appeal_for_the_admin(desk: Desk) -> None:
    certify(desk)
    certs.revoke(desk, being_at("sam", 10), "sale", "ana", "made up")
    assert Duty.REVOCATION not in waits(desk, "sam", 10)
    assert waits(desk, "grace", 10) == {Duty.REVOCATION: (1, "coachdesk certs list --challenged")}
    certs.revoke(desk, being_at("grace", 10), "sale", "ana", "so it is")
    assert waits(desk, "grace", 10) == {}
    assert waits(desk, "ana", 11) == {Duty.REVOKED: (1, "coachdesk certs show ana")}
    certs.step(desk, being_at("ana", 11), "sale", "ana", Step.APPEAL, "no")
    assert waits(desk, "ana", 11) == {}
    assert waits(desk, "ada", 11) == {
        Duty.CERTIFICATE_APPEAL: (1, "coachdesk certs list --state revoked")
    }


def test_trainers_have_questions_on_changed_lines_to_read_again(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    write_exam(desk, "written_for: {sale: 1}")
    assert waits(desk, "sam", 1) == {}
    publish(desk, DEARER, 2)
    assert waits(desk, "sam", 3) == {Duty.OUTDATED: (1, "coachdesk certs programmes")}
    assert Duty.OUTDATED not in waits(desk, "ana", 3)


def test_what_is_only_to_be_read_again_is_no_renewal(desk: Desk) -> None:
    certify(desk)
    publish(desk, DEARER, 20)
    for days in (21, 40):
        (held,) = certs.show(desk, being_at("ana", days), "ana")
        assert held.standing.state in (State.CONFIRM_DUE, State.EXPIRING)
        assert waits(desk, "ana", days) == {}
