"""Exams on a real desk: kept as given, over when their time is, scored with the text of the day."""

import os
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.core.rates import Refusal
from coachdesk.desk import certification as certs
from coachdesk.desk.folder import Desk
from coachdesk.desk.log import verify_log
from coachdesk.store import records
from coachdesk.store.certification import SITTINGS
from tests.desk.certification.conftest import EXAM, being_at

MINUTE = 1 / (24 * 60)


@pytest.fixture
def enrolled(desk: Desk) -> Desk:
    """The desk, with Ana and Bo in training."""
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    certs.enrol(desk, being_at("sam"), "sale", "bo")
    return desk


def test_answers_are_kept_as_given_and_the_last_one_stands(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", 1), "sale")
    assert set(sat.sitting.questions) == {"fee", "when", "both"}
    certs.answer(enrolled, being_at("ana", 1), sat.number, "fee", "a")
    certs.answer(enrolled, being_at("ana", 1), sat.number, "fee", "b")
    sat = certs.answer(enrolled, being_at("ana", 1), sat.number, "both", "b, a")
    assert [each.id for each in sat.open_questions] == ["when"]
    again = certs.begin(enrolled, being_at("ana", 1), "sale")
    assert (again.number, again.given) == (sat.number, sat.given)
    done = certs.submit(enrolled, being_at("ana", 1), sat.number)
    assert (done.sitting.percent, done.sitting.passed) == ("75", True)
    with enrolled.opened(being_at("ana")) as db:
        record = records.find(db, SITTINGS, sat.number)
        assert record is not None
        given = [each.question for each in records.answers_of(db, record)]
    assert given == ["fee", "fee", "both"]
    assert not verify_log(enrolled, being_at("ruth", 2)).faults


def test_whose_time_ran_out_is_told_the_result_first(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", 1), "sale")
    certs.answer(enrolled, being_at("ana", 1), sat.number, "fee", "b")
    back = certs.waiting_exam(enrolled, being_at("ana", 2), "sale")
    assert isinstance(back, certs.Sat)
    assert (back.number, back.is_over, back.sitting.percent) == (sat.number, True, "25")
    with pytest.raises(DeskRefused, match="D773"):
        certs.waiting_exam(enrolled, being_at("ana", 2), "sale")


def test_what_answers_nothing_is_not_kept(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", 1), "sale")
    for question, written in (("fee", "c"), ("fee", "a b"), ("nothing", "a")):
        with pytest.raises(BadInput, match="U420"):
            certs.answer(enrolled, being_at("ana", 1), sat.number, question, written)
    assert certs.opened(enrolled, being_at("ana", 1), sat.number).given == {}


def test_the_clock_runs_from_the_beginning(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", 1), "sale")
    certs.answer(enrolled, being_at("ana", 1 + 19 * MINUTE), sat.number, "both", "a b")
    with pytest.raises(DeskRefused, match="D776"):
        certs.answer(enrolled, being_at("ana", 1 + 21 * MINUTE), sat.number, "fee", "b")
    over = certs.opened(enrolled, being_at("ana", 2), sat.number)
    assert (over.sitting.percent, over.sitting.passed) == ("50", False)
    assert over.sitting.ended_at == sat.sitting.over_at()
    with pytest.raises(DeskRefused, match="D702"):
        certs.answer(enrolled, being_at("ana", 2), sat.number, "fee", "b")
    with enrolled.opened(being_at("ana")) as db:
        record = records.find(db, SITTINGS, sat.number)
        assert record is not None
        assert records.steps_of(db, record)[-1].by == "system"
    with pytest.raises(DeskRefused, match="again from 2026-05-12"):
        certs.begin(enrolled, being_at("ana", 2), "sale")


def test_an_exam_that_somebody_left_is_over_when_its_time_is(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", 1), "sale")
    certs.answer(enrolled, being_at("ana", 1), sat.number, "fee", "b")
    certs.answer(enrolled, being_at("ana", 1), sat.number, "both", "a b")

    def theory(days: float) -> tuple[bool, list[str]]:
        (held,) = certs.show(enrolled, being_at("ana", days), "ana")
        (need,) = [each for each in held.needs if each.requirement.id == "theory"]
        return need.met, [link.name for link in need.evidence]

    assert theory(1 + 19 * MINUTE) == (False, [])
    assert theory(1 + 21 * MINUTE) == (True, [sat.name])
    assert certs.questions(enrolled, being_at("ruth", 2), "theory").sittings == 1


def test_an_exam_is_scored_with_the_text_that_it_began_with(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", 1), "sale")
    certs.answer(enrolled, being_at("ana", 1), sat.number, "fee", "b")
    certs.answer(enrolled, being_at("ana", 1), sat.number, "both", "a b")
    file = enrolled.rules / "exams" / "theory.yaml"
    file.write_text(EXAM.replace("version: 1", "version: 2").replace("key: b", "key: a"), "utf-8")
    done = certs.submit(enrolled, being_at("ana", 1), sat.number)
    assert (done.exam.version, done.sitting.percent) == (1, "75")


def test_nobody_sits_for_another(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", 1), "sale")
    for person in ("bo", "sam", "ada"):
        with pytest.raises(DeskRefused, match="A-certificate-own"):
            certs.answer(enrolled, being_at(person, 1), sat.number, "fee", "b")
        with pytest.raises(DeskRefused, match="A-certificate-own"):
            certs.submit(enrolled, being_at(person, 1), sat.number)
    with pytest.raises(DeskRefused, match="D403"):
        certs.opened(enrolled, being_at("bo", 1), sat.number)


def test_there_is_no_exam_without_training_nor_after_it_is_passed(desk: Desk) -> None:
    with pytest.raises(DeskRefused, match="no exam to sit: not enrolled"):
        certs.begin(desk, being_at("ana"), "sale")
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    sat = certs.begin(desk, being_at("ana", 1), "sale")
    certs.answer(desk, being_at("ana", 1), sat.number, "fee", "b")
    certs.answer(desk, being_at("ana", 1), sat.number, "both", "a b")
    certs.submit(desk, being_at("ana", 1), sat.number)
    with pytest.raises(DeskRefused, match="every exam of it is passed"):
        certs.begin(desk, being_at("ana", 1), "sale")


def test_first_sittings_alone_count_for_the_questions(enrolled: Desk) -> None:
    for person, day, fee in (("ana", 1, "a"), ("bo", 1, "b"), ("ana", 8, "b")):
        sat = certs.begin(enrolled, being_at(person, day), "sale")
        certs.answer(enrolled, being_at(person, day), sat.number, "fee", fee)
        certs.submit(enrolled, being_at(person, day), sat.number)
    found = certs.questions(enrolled, being_at("ruth", 9), "theory")
    assert (found.sittings, found.later) == (2, 1)
    item = found.items[0]
    assert (item.question, item.right.count, item.right.of) == ("fee", 1, 2)
    assert item.right.refusal is Refusal.TOO_FEW
    assert item.discrimination.refusal is Refusal.TOO_FEW
    with pytest.raises(DeskRefused, match="D403"):
        certs.questions(enrolled, being_at("ana", 9), "theory")


def test_a_role_play_is_answered_whole_or_not_kept(enrolled: Desk, tmp_path: Path) -> None:
    file = tmp_path / "played.yaml"
    file.write_text("form: play\nanswers: {calm: pass}\n")
    with pytest.raises(BadInput, match="not answered: clear"):
        certs.score_role_play(enrolled, being_at("sam", 1), "sale", "ana", file)
    file.write_text("form: play\nanswers: {calm: fail, clear: pass}\n")
    with pytest.raises(BadInput, match="calm: fail without evidence: note what shows it"):
        certs.score_role_play(enrolled, being_at("sam", 1), "sale", "ana", file)
    assert certs.show(enrolled, being_at("sam", 1), "ana", "sale")[0].blocking is not None
    file.write_text("form: play\nanswers: {calm: {answer: fail, note: shouted}, clear: pass}\n")
    held = certs.score_role_play(enrolled, being_at("sam", 1), "sale", "ana", file)
    (play,) = [need for need in held.needs if need.requirement.id == "play"]
    assert (play.met, play.figure) == (False, Fraction(50))
    with pytest.raises(DeskRefused, match="D778"):
        certs.score_role_play(enrolled, being_at("sam", 1), "sale", "ana", file, "other")
    with pytest.raises(DeskRefused, match="A-certificate-trainer"):
        certs.score_role_play(enrolled, being_at("tina", 1), "sale", "ana", file)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_answers_that_were_confirmed_survive_a_kill(enrolled: Desk) -> None:
    """The terminal is killed after its second question was shown: the first answer is on disk."""
    command = [sys.executable, "-m", "coachdesk", "certs", "exam", "sale"]
    with subprocess.Popen(
        [*command, "--desk", str(enrolled.root), "--as", "ana"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("a\n")
        process.stdin.flush()
        shown = ""
        while "2/3" not in shown:
            read = process.stdout.read(1)
            assert read, shown
            shown += read
        process.send_signal(signal.SIGKILL)
    with enrolled.opened(being_at("max")) as db:
        (record,) = records.listed(db, SITTINGS)
        assert len(records.answers_of(db, record)) == 1
    assert not verify_log(enrolled, being_at("ruth")).faults
