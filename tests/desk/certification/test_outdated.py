"""Exams that still ask for what their script no longer says."""

from coachdesk.desk import certification as certs
from coachdesk.desk import scripts
from coachdesk.desk.folder import Desk
from coachdesk.report.certification import outdated_text
from tests.desk.certification.conftest import EXAM, SCRIPT, being_at

DEARER = SCRIPT.replace("version: 1", "version: 2").replace("forty nine", "fifty nine")
POLITE = SCRIPT.replace("version: 1", "version: 2").replace("Hello.", "Good day.")
FEE = "exam questions on changed lines: theory: fee (sale/cost, 1 → 2)"


def publish(desk: Desk, text: str, day: float) -> None:
    (desk.root / "scripts_library" / "sale.yaml").write_text(text, "utf-8")
    scripts.publish(desk, being_at("sam", day), "sale")


def write_exam(desk: Desk, more: str) -> None:
    text = EXAM.replace("minutes: 20", more)
    (desk.rules / "exams" / "theory.yaml").write_text(text, "utf-8")


def told(desk: Desk, day: float, person: str = "sam") -> list[str]:
    found = certs.outdated_questions(desk, being_at(person, day))
    matrix = certs.matrix(desk, being_at(person, day), certs.Wanted())
    assert matrix.outdated == found
    return [f"{programme} {outdated_text(each)}" for programme, each in found.items()]


def test_a_sat_exam_is_outdated_once_a_line_that_it_asks_for_changes(desk: Desk) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    certs.begin(desk, being_at("ana", 1), "sale")
    assert told(desk, 1) == []
    publish(desk, DEARER, 2)
    assert told(desk, 3) == [f"sale {FEE}"]
    (question,) = certs.outdated_questions(desk, being_at("sam", 3))["sale"]
    assert question.old == ("It costs forty nine a year.",)
    assert question.new == ("It costs fifty nine a year.",)


def test_questions_on_one_line_are_told_together(desk: Desk) -> None:
    write_exam(desk, "written_for: {sale: 1}")
    exam = desk.rules / "exams" / "theory.yaml"
    text = exam.read_text("utf-8").replace(
        "{a: Before the yes., b: Later.}, key: a",
        "{a: Before the yes., b: Later.}, key: a, line: sale/cost",
    )
    exam.write_text(text, "utf-8")
    publish(desk, DEARER, 2)
    assert told(desk, 3) == [f"sale {FEE.replace('fee ', 'fee, when ')}"]


def test_a_version_that_leaves_the_lines_alone_makes_nothing_outdated(desk: Desk) -> None:
    write_exam(desk, "written_for: {sale: 1}")
    publish(desk, POLITE, 2)
    assert told(desk, 3) == []


def test_what_the_exam_says_it_was_written_for_goes_before_its_first_sitting(desk: Desk) -> None:
    publish(desk, DEARER, 2)
    assert told(desk, 3) == []  # Nobody sat it and it names no version: nothing is known.
    write_exam(desk, "written_for: {sale: 1}")
    assert told(desk, 3) == [f"sale {FEE}"]
    write_exam(desk, "written_for: {sale: 2}")
    assert told(desk, 3) == []
    write_exam(desk, "written_for: {sale: 7}")
    assert told(desk, 3) == []  # Never published: there are no words to compare.


def test_a_line_that_is_gone_is_told_as_gone(desk: Desk) -> None:
    write_exam(desk, "written_for: {sale: 1}")
    publish(desk, DEARER.replace("id: cost", "id: price"), 2)
    assert told(desk, 3) == [f"sale {FEE.replace('→ 2', '→ 2, gone')}"]


def test_a_version_that_is_not_used_yet_makes_nothing_outdated(desk: Desk) -> None:
    write_exam(desk, "written_for: {sale: 1}")
    publish(desk, DEARER.replace("title: Sale", "title: Sale\neffective: {from: 2026-05-20}"), 2)
    assert told(desk, 3) == []
    assert told(desk, 17) == [f"sale {FEE}"]


def test_those_who_sit_it_are_not_told(desk: Desk) -> None:
    write_exam(desk, "written_for: {sale: 1}")
    publish(desk, DEARER, 2)
    assert told(desk, 3, "ana") == []
