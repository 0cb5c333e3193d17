"""A certificate from the enrolment to the pass, renewed, revoked and won back, on a real desk."""

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coachdesk.core.certification import State, Step
from coachdesk.core.certification.facts import Assessed
from coachdesk.core.certification.shown import Held
from coachdesk.core.errors import BadInput, CoachdeskError, DeskRefused
from coachdesk.desk import certification as certs
from coachdesk.desk import scripts
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.roster import leave, with_roster
from coachdesk.report.calendar import certificate_entries
from coachdesk.report.certification import page_rows, roster_lines
from coachdesk.report.certification_object import checked_object, held_object, page_object
from coachdesk.report.rows import Row
from coachdesk.store import certification as store
from coachdesk.store import events
from tests.desk.certification.conftest import PROGRAMME, SCRIPT, being_at, observe

RIGHT = {"fee": "b", "when": "a", "both": "a b"}
PLAYED = "form: play\nanswers: {calm: pass, clear: pass}\n"


def sit(desk: Desk, person: str, days: float, answers: dict[str, str] | None = None) -> certs.Sat:
    sat = certs.begin(desk, being_at(person, days), "sale")
    for question, written in (answers or RIGHT).items():
        certs.answer(desk, being_at(person, days), sat.number, question, written)
    return certs.submit(desk, being_at(person, days), sat.number)


def played(desk: Desk, person: str, days: float, text: str = PLAYED) -> Held:
    file = Path(desk.root) / "played.yaml"
    file.write_text(text, "utf-8")
    return certs.score_role_play(desk, being_at("sam", days), "sale", person, file)


def train(desk: Desk, person: str = "ana") -> Held:
    """Everything shown, by the sixth day."""
    if not any(each.name for each in certs.show(desk, being_at("sam"), person, "sale")):
        certs.enrol(desk, being_at("sam"), "sale", person)
    scripts.confirm(desk, being_at(person, 1), "sale")
    sit(desk, person, 2)
    observe(desk, f"{person}-0", "pass", 3)
    observe(desk, f"{person}-1", "pass", 4)
    return played(desk, person, 5)


def certify(desk: Desk, person: str = "ana", days: float = 6) -> Held:
    train(desk, person)
    certs.step(desk, being_at("sam", days), "sale", person, Step.ASSESS)
    return certs.step(desk, being_at("sam", days), "sale", person, Step.PASS)


def code(error: pytest.ExceptionInfo[CoachdeskError]) -> str:
    return error.value.problems[0].code


def head(desk: Desk) -> int:
    with desk.opened(being_at("max")) as db:
        return events.head(db).seq


def test_from_the_enrolment_to_the_certificate(desk: Desk) -> None:
    held = certs.enrol(desk, being_at("grace"), "sale", "Ana Silva")
    assert (held.name, held.standing.state) == ("C1", State.IN_TRAINING)
    assert [need.met for need in held.needs] == [False, False, False, False, True]
    assert held.blocking
    assert held.blocking.lacks == "v1 of sale is not read"
    with pytest.raises(DeskRefused) as refused:
        certs.step(desk, being_at("sam", 1), "sale", "ana", Step.ASSESS)
    assert [problem.code for problem in refused.value.problems] == ["D771"] * 4
    held = train(desk)
    assert held.blocking is None
    held = certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    assert held.standing.state is State.ASSESSED
    held = certs.step(desk, being_at("ruth", 6), "sale", "ana", Step.PASS)
    assert (held.standing.state, str(held.standing.valid_to)) == (State.CERTIFIED, "2027-05-10")
    assert not verify_log(desk, being_at("ruth", 6)).faults


def test_the_assessment_links_to_the_exact_evidence(desk: Desk) -> None:
    train(desk)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    with desk.opened(being_at("sam", 6)) as db:
        record = store.enrolment(db, "sale", "ana")
    assert record is not None
    assessed = record.content.deeds[-1]
    assert isinstance(assessed, Assessed)
    names = [link.name for link in assessed.evidence]
    assert names == ["X1", "Y1", "E1", "E2", "ana-2", "ana-3", "ana-4", "ana-5"]
    assert all(len(link.sha256) == 64 and link.version == 1 for link in assessed.evidence)


def test_adherence_under_the_mark_blocks(desk: Desk) -> None:
    held = certs.enrol(desk, being_at("sam"), "sale", "bo")
    (lines,) = [need for need in held.needs if need.requirement.id == "lines"]
    assert (lines.met, lines.lacks) == (False, "4 of 8 lines said")
    assert lines.figure == 50


def test_calls_after_the_day_that_is_asked_about_show_nothing_yet(desk: Desk) -> None:
    """The calls of the fourth of May are spread from eight to one, in Berlin."""
    certs.enrol(desk, being_at("sam", -0.3), "sale", "bo")
    lacks = []
    for days in (-0.2, 0):
        (held,) = certs.show(desk, being_at("sam", days), "bo")
        lacks += [need.lacks for need in held.needs if need.requirement.id == "lines"]
    assert lacks == ["2 of 4 calls on which lines were due", "4 of 8 lines said"]


def test_a_certificate_shows_the_assessment_that_it_rests_on(desk: Desk) -> None:
    train(desk)
    (before,) = certs.show(desk, being_at("ana", 6), "ana")
    assert before.rests_on is None
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.PASS)
    (held,) = certs.show(desk, being_at("ana", 7), "ana")
    assert held.rests_on is not None
    assert held.rests_on.by == "sam"
    named = {each.form for each in held.rests_on.evidence}
    assert named == {"theory", "play", "sale"}
    assert len([e for e in held.rests_on.evidence if e.name.startswith("ana-")]) == 4


def test_a_call_that_failed_critically_begins_the_count_anew(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    observe(desk, "ana-0", "pass", 1)
    observe(desk, "ana-1", "fail", 2)
    observe(desk, "ana-2", "pass", 3)
    (held,) = certs.show(desk, being_at("ana", 3), "ana")
    (live,) = [need for need in held.needs if need.requirement.id == "live"]
    assert live.lacks == "1 of 2 observed calls; E2 failed critically, counted anew"
    assert [link.name for link in live.evidence] == ["E3"]


def test_who_was_failed_waits_a_week_and_gives_up_after_two_more_tries(desk: Desk) -> None:
    train(desk)
    for day in (6, 13, 20):
        certs.step(desk, being_at("sam", day), "sale", "ana", Step.ASSESS)
        held = certs.step(desk, being_at("sam", day), "sale", "ana", Step.FAIL, "not yet")
        assert held.standing.state is State.IN_TRAINING
        with pytest.raises(DeskRefused, match="D773"):
            certs.step(desk, being_at("sam", day + 6), "sale", "ana", Step.ASSESS)
    with pytest.raises(DeskRefused, match="no try is left"):
        certs.step(desk, being_at("sam", 40), "sale", "ana", Step.ASSESS)
    certs.enrol(desk, being_at("sam", 40), "sale", "ana", anew=True)
    with pytest.raises(DeskRefused, match="D771"):
        certs.step(desk, being_at("sam", 40), "sale", "ana", Step.ASSESS)


def test_who_is_in_training_or_certified_is_not_enrolled_again_unasked(desk: Desk) -> None:
    train(desk)
    before = head(desk)
    with pytest.raises(DeskRefused) as refused:
        certs.enrol(desk, being_at("sam", 6), "sale", "ana")
    told = str(refused.value.problems[0])
    assert told.startswith(
        "D780 error: Ana Silva is in training for 'sale' since 2026-05-04 (--anew"
    )
    with pytest.raises(DeskRefused, match="D403"):
        certs.enrol(desk, being_at("bo", 6), "sale", "ana")
    assert head(desk) == before
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.PASS)
    with pytest.raises(DeskRefused, match=r"D780.*'certified' for 'sale': valid to 2027-05-10"):
        certs.enrol(desk, being_at("sam", 7), "sale", "ana")


def test_enrolled_anew_on_the_same_day_the_count_begins_again(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    sit(desk, "ana", 0.1, {"fee": "a"})
    with pytest.raises(DeskRefused, match=r"D773.*failed once.*--anew"):
        certs.begin(desk, being_at("ana", 0.2), "sale")
    certs.enrol(desk, being_at("sam", 0.2), "sale", "ana", anew=True)
    assert sit(desk, "ana", 0.3).sitting.passed
    certs.enrol(desk, being_at("sam", 0.4), "sale", "ana", anew=True)
    (held,) = certs.show(desk, being_at("ana", 0.5), "ana")
    assert [each.met for each in held.needs if each.requirement.id == "theory"] == [False]


def test_who_does_not_work_here_is_not_enrolled_and_on_no_shift(desk: Desk, tmp_path: Path) -> None:
    certify(desk)
    leave(desk, being_at("ada", 7), "ana", date(2026, 5, 11))
    gone = with_roster(desk, being_at("sam", 9))
    with pytest.raises(DeskRefused, match=r"D781.*Ana Silva does not work here today"):
        certs.enrol(gone, being_at("sam", 9), "sale", "ana", anew=True)
    file = tmp_path / "shift.csv"
    file.write_text("date,person,script\n2026-05-11,ana,sale\n2026-05-13,ana,sale\n", "utf-8")
    rows = certs.check_roster(gone, being_at("max", 9), file)
    assert [(row.may, row.because) for row in rows] == [
        (True, "sale: certified, valid to 2027-05-10"),
        (False, "does not work here on that day"),
    ]


def test_what_is_not_possible_is_told_in_the_words_of_people(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    with pytest.raises(DeskRefused, match=r"C1 is in training; 'pass' is not possible there"):
        certs.step(desk, being_at("sam"), "sale", "ana", Step.PASS)
    train(desk)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.PASS)
    possible = r"C1 is certified; 'pass' is not possible there \(possible now: .*revoke"
    with pytest.raises(DeskRefused, match=possible) as refused:
        certs.step(desk, being_at("sam", 6), "sale", "ana", Step.PASS)
    assert "challenge" not in str(refused.value)


def test_a_fail_tells_why(desk: Desk) -> None:
    train(desk)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    with pytest.raises(BadInput, match="U405"):
        certs.step(desk, being_at("sam", 6), "sale", "ana", Step.FAIL)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.FAIL, "too quick")
    (held,) = certs.show(desk, being_at("ana", 6), "ana")
    assert [(each.step, each.by, each.reason) for each in held.done][-1] == (
        "fail",
        "sam",
        "too quick",
    )


def test_a_new_version_of_the_script_is_to_be_confirmed_or_shown_again(desk: Desk) -> None:
    certify(desk)
    library = desk.root / "scripts_library" / "sale.yaml"
    library.write_text(
        SCRIPT.replace("version: 1", "version: 2\nchange: minor").replace("Hello.", "Hello there.")
    )
    scripts.publish(desk, being_at("sam", 20), "sale")
    (held,) = certs.show(desk, being_at("ana", 21), "ana")
    assert held.standing.state is State.CONFIRM_DUE
    scripts.confirm(desk, being_at("ana", 22), "sale")
    (held,) = certs.show(desk, being_at("ana", 22), "ana")
    assert held.standing.state is State.CERTIFIED
    library.write_text(
        SCRIPT.replace("version: 1", "version: 3\nchange: major").replace("Hello.", "Good day.")
    )
    scripts.publish(desk, being_at("sam", 30), "sale")
    (held,) = certs.show(desk, being_at("ana", 30), "ana")
    assert held.standing.state is State.RECERTIFY
    assert [need.requirement.id for need in held.needs] == ["read", "theory"]
    (held,) = certs.show(desk, being_at("ana", 45), "ana")
    assert held.standing.state is State.EXPIRED
    assert len(held.needs) == 5


def test_a_renewal_in_its_window_follows_the_old_term(desk: Desk) -> None:
    certify(desk)
    with pytest.raises(DeskRefused, match="nothing can be renewed yet"):
        certs.step(desk, being_at("sam", 100), "sale", "ana", Step.ASSESS)
    sit(desk, "ana", 340)
    held = certs.step(desk, being_at("sam", 341), "sale", "ana", Step.ASSESS)
    assert held.standing.state is State.EXPIRING
    held = certs.step(desk, being_at("sam", 341), "sale", "ana", Step.PASS)
    assert str(held.standing.valid_to) == "2028-05-10"


def test_a_changed_programme_leaves_given_certificates_as_they_are(desk: Desk) -> None:
    certify(desk)
    file = desk.rules / "certifications" / "sale.yaml"
    file.write_text(PROGRAMME + "validity: {months: 3, grace_days: 0}\n", "utf-8")
    (held,) = certs.show(desk, being_at("ana", 7), "ana")
    assert str(held.standing.valid_to) == "2027-05-10"


def test_two_people_revoke_and_a_third_decides_the_appeal(desk: Desk) -> None:
    certify(desk)
    held = certs.revoke(desk, being_at("sam", 10), "sale", "ana", "made up a call")
    assert (held.standing.state, held.standing.challenged) == (State.CERTIFIED, True)
    with pytest.raises(DeskRefused, match="A-certificate-two"):
        certs.revoke(desk, being_at("sam", 10), "sale", "ana", "made up a call")
    held = certs.revoke(desk, being_at("grace", 11), "sale", "ana", "seen it too")
    assert (held.standing.state, held.standing.may_work) == (State.REVOKED, False)
    with pytest.raises(DeskRefused, match="A-certificate-own"):
        certs.step(desk, being_at("grace", 12), "sale", "ana", Step.APPEAL, "no")
    certs.step(desk, being_at("ana", 12), "sale", "ana", Step.APPEAL, "it was mine")
    held = certs.step(desk, being_at("ada", 13), "sale", "ana", Step.REINSTATE, "it was hers")
    assert (held.standing.state, str(held.standing.valid_to)) == (State.CERTIFIED, "2027-05-10")


def rows_of(desk: Desk, person: str, days: float, being: str = "ana") -> list[Row]:
    (held,) = certs.show(desk, being_at(being, days), person)
    return list(page_rows(held, ZoneInfo("Europe/Berlin"), 100))


def told(rows: list[Row]) -> str:
    return "\n".join("".join(text for text, _ in row.pieces) for row in rows)


def test_what_was_revoked_keeps_what_it_rested_on(desk: Desk) -> None:
    certify(desk)
    certs.revoke(desk, being_at("sam", 10), "sale", "ana", "made up a call")
    proposed = told(rows_of(desk, "ana", 10, "grace"))
    assert "! revocation proposed by sam on 2026-05-14: made up a call; it holds until" in proposed
    assert "challenge" not in proposed
    certs.revoke(desk, being_at("grace", 11), "sale", "ana", "seen it too")
    certs.step(desk, being_at("ana", 12), "sale", "ana", Step.APPEAL, "it was mine")
    rows = rows_of(desk, "ana", 13, "ada")
    assert "was given 2026-05-10, valid to 2027-05-10" in told(rows)
    assert "rested on what was shown by 2026-05-10, assessed by sam:" in told(rows)
    assert ("exam", "X1") in [(row.view, row.name) for row in rows]
    (held,) = certs.show(desk, being_at("ada", 13), "ana")
    shown = page_object(held)
    assert [each["name"] for each in shown["rests_on"]["evidence"]][:2] == ["X1", "Y1"]
    assert shown["revoked_term"] == ["2026-05-10", "2027-05-10"]
    assert (shown["valid_to"], shown["may_work"]) == (None, False)
    found = certs.list_held(desk, being_at("ada", 13), certs.Wanted(challenged=True))
    assert [each.person.id for each in found] == ["ana"], "an appeal is one to look at"


def test_evidence_says_what_it_came_to(desk: Desk) -> None:
    certify(desk)
    lines = told(rows_of(desk, "ana", 7))
    assert re.search(r"X1 theory v1 [0-9a-f]{12}  100.00 %\n", lines)
    assert re.search(r"E1 sale v1 [0-9a-f]{12}  100.00 %\n", lines)
    assert re.search(r"ana-5 sale v1 [0-9a-f]{12}  2 of 2 lines", lines)
    certs.enrol(desk, being_at("sam"), "sale", "bo")
    scripts.confirm(desk, being_at("bo", 1), "sale")
    assert "✓ read: v1 on 2026-05-05" in told(rows_of(desk, "bo", 7, "bo"))


def test_tries_that_failed_are_listed_and_lead_to_themselves(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    sit(desk, "ana", 1, {"fee": "a"})
    rude = "form: play\nanswers: {calm: {answer: fail, note: shouted}, clear: pass}\n"
    played(desk, "ana", 2, rude)
    rows = rows_of(desk, "ana", 3)
    lines = told(rows)
    assert "○ theory: failed once; again from 2026-05-12 (0.00 %)" in lines
    assert "✗ X1 on 2026-05-05: 0.00 %" in lines
    assert re.search(r"✗ Y1 on 2026-05-06: [0-9.]+ %, calm failed critically", lines)
    assert [(row.view, row.name) for row in rows if row.name in ("X1", "Y1")] == [
        ("exam", "X1"),
        ("exam", "X1"),
        ("role_play", "Y1"),
        ("role_play", "Y1"),
    ]
    (held,) = certs.show(desk, being_at("ana", 3), "ana")
    tried = [need["tried"] for need in held_object(held)["needs"] if need["tried"]]
    assert [(each[0]["name"], each[0]["failed_by"]) for each in tried] == [
        ("X1", []),
        ("Y1", ["calm"]),
    ]


def test_the_day_by_which_training_should_be_over_is_shown(desk: Desk) -> None:
    with pytest.raises(BadInput, match="U423"):
        certs.enrol(desk, being_at("sam"), "sale", "ana", date(2026, 1, 30))
    held = certs.enrol(desk, being_at("sam"), "sale", "ana", date(2026, 6, 1))
    assert "training is due by 2026-06-01" in told(rows_of(desk, "ana", 1))
    assert "due by 2026-06-01, which is over" in told(rows_of(desk, "ana", 40))
    assert held_object(held)["due"] == "2026-06-01"
    (entry,) = certificate_entries([held])
    assert (str(entry.on), entry.title) == ("2026-06-01", "Ana Silva: training due, Selling")
    train(desk)
    certs.step(desk, being_at("sam", 6), "sale", "ana", Step.ASSESS)
    held = certs.step(desk, being_at("sam", 6), "sale", "ana", Step.PASS)
    assert held.due is None


def test_what_is_proposed_can_be_dropped(desk: Desk) -> None:
    certify(desk)
    certs.revoke(desk, being_at("sam", 10), "sale", "ana", "a doubt")
    held = certs.step(desk, being_at("grace", 10), "sale", "ana", Step.WITHDRAW)
    assert (held.standing.state, held.standing.challenged) == (State.CERTIFIED, False)


def test_there_is_nothing_to_revoke_in_training(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    with pytest.raises(DeskRefused) as refused:
        certs.revoke(desk, being_at("sam"), "sale", "ana", "why not")
    assert code(refused) == "D774"


def test_the_trainer_of_the_own_team_does_not_assess_while_another_may(desk: Desk) -> None:
    train(desk)
    before = head(desk)
    for person, rule in (("tina", "A-certificate-trainer"), ("grace", "A-certificate-trainer")):
        with pytest.raises(DeskRefused, match=rule):
            certs.step(desk, being_at(person, 6), "sale", "ana", Step.ASSESS)
    assert head(desk) == before
    others = ("sam, name: Sam Ito, role: trainer", "ruth, name: Ruth Adler, role: auditor")
    text = (desk.root / "desk.yaml").read_text("utf-8")
    for other in others:
        text = text.replace(f"  - {{id: {other}}}\n", "")
    (desk.root / "desk.yaml").write_text(text, "utf-8")
    alone = find_desk(desk.root, desk.root)
    held = certs.step(alone, being_at("tina", 6), "sale", "ana", Step.ASSESS)
    assert held.standing.state is State.ASSESSED


def test_a_role_that_the_programme_does_not_name_does_not_assess(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "bo")
    text = (desk.root / "desk.yaml").read_text("utf-8")
    text = text.replace("role: supervisor, team: North", "role: supervisor, team: South")
    (desk.root / "desk.yaml").write_text(text, "utf-8")
    moved = find_desk(desk.root, desk.root)
    with pytest.raises(DeskRefused) as refused:
        certs.step(moved, being_at("grace", 1), "sale", "bo", Step.ASSESS)
    assert code(refused) == "D403", "she leads his team, and others may"


@pytest.mark.parametrize("person", ["ana", "bo", "max", "ada"])
@pytest.mark.parametrize("step", [Step.ASSESS, Step.PASS, Step.FAIL])
def test_whose_part_it_is_not_writes_nothing(desk: Desk, person: str, step: Step) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    before = head(desk)
    with pytest.raises(DeskRefused) as refused:
        certs.step(desk, being_at(person, 1), "sale", "ana", step, "because")
    assert code(refused) == "D403"
    assert head(desk) == before


def test_nobody_is_told_of_others_whom_they_may_not_read_about(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    certs.enrol(desk, being_at("sam"), "sale", "bo")
    everybody = certs.Wanted()
    mine = certs.list_held(desk, being_at("bo"), everybody)
    assert [each.person.id for each in mine] == ["bo"]
    team = certs.list_held(desk, being_at("grace"), everybody)
    assert [each.person.id for each in team] == ["ana"]
    assert len(certs.list_held(desk, being_at("ruth"), everybody)) == 2
    with pytest.raises(DeskRefused, match="D403"):
        certs.show(desk, being_at("bo"), "ana")
    with pytest.raises(DeskRefused, match="D403"):
        certs.step(desk, being_at("bo"), "sale", "grace", Step.ASSESS)


def test_lists_are_narrowed(desk: Desk) -> None:
    certify(desk)
    certs.enrol(desk, being_at("sam", 6), "sale", "bo")

    def found(**wanted: object) -> list[str]:
        held = certs.list_held(desk, being_at("ruth", 330), certs.Wanted(**wanted))  # type: ignore[arg-type]
        return [each.person.id for each in held]

    assert found() == ["ana", "bo"]
    assert found(team="South") == ["bo"]
    assert found(place="coast") == ["ana"]
    assert found(states=(State.IN_TRAINING,)) == ["bo"]
    assert found(expiring=60) == ["ana"]
    assert found(expiring=30) == []
    with pytest.raises(BadInput, match="did you mean 'North'"):
        found(team="Nroth")


def test_a_roster_is_held_against_the_day_it_is_for(desk: Desk, tmp_path: Path) -> None:
    certify(desk)
    file = tmp_path / "shift.csv"
    file.write_text(
        "date,person,script\n2026-06-01,Ana Silva,sale\n2026-06-01,bo,sale\n2027-06-01,ana,sale\n"
    )
    rows = certs.check_roster(desk, being_at("max", 8), file)
    assert [row.may for row in rows] == [True, False, False]
    assert [row.because for row in rows][1:] == [
        "sale: none, not enrolled",
        "sale: expired, over since 2027-05-10",
    ]


def test_a_roster_flags_who_is_in_grace(desk: Desk, tmp_path: Path) -> None:
    certify(desk)
    file = tmp_path / "shift.csv"
    file.write_text("date,person,script\n2026-06-01,ana,sale\n2027-05-12,ana,sale\n", "utf-8")
    rows = certs.check_roster(desk, being_at("max", 8), file)
    assert list(roster_lines(rows)) == [
        "line 3: Ana Silva may, in grace until 2027-05-24: sale on 2027-05-12",
        "2 of 2 may, 1 of them in grace",
    ]
    assert [checked_object(row)["grace_until"] for row in rows] == [None, "2027-05-24"]


def test_a_roster_with_a_row_that_says_nothing_is_refused_whole(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "shift.csv"
    file.write_text("person,script,date\nanna,sale,2026-06-01\nana,sail,\nbo,sale,1 June\n,sale,\n")
    with pytest.raises(BadInput) as refused:
        certs.check_roster(desk, being_at("max"), file)
    told = [str(problem) for problem in refused.value.problems]
    assert [each.removeprefix(str(file)) for each in told] == [
        ":4:9: D779 error: '1 June' is no date (such as 2026-11-23)",
        ":5:1: D779 error: the row names nobody (write a person's id or name)",
        ":2:1: D779 error: nobody is called 'anna' (did you mean 'ana'?)",
        ":3:5: D779 error: no certification programme covers the script 'sail' "
        "(did you mean 'sale'?)",
    ]


def test_cohorts_count_those_still_in_training(desk: Desk) -> None:
    certify(desk)
    certs.enrol(desk, being_at("sam", 2), "sale", "bo")
    found = certs.cohorts(desk, being_at("ruth", 10), "sale")
    assert (found.whole.time.of, found.whole.time.certified) == (2, 1)
    assert found.whole.time.median is None
    assert found.whole.blocked == (("read", 1),)
    by_team = certs.cohorts(desk, being_at("ruth", 10), "sale", "team")
    assert [each.name for each in by_team.cohorts] == ["North", "South"]
    own = certs.cohorts(desk, being_at("grace", 10), "sale")
    assert own.whole.time.of == 1
    with pytest.raises(DeskRefused, match="D403"):
        certs.cohorts(desk, being_at("ana", 10), "sale")
