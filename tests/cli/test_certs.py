"""`coachdesk certs` as people use it: text and JSON, exit codes, a calendar that others read."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coachdesk.core.certification import Step
from coachdesk.desk import certification as certs
from coachdesk.desk import scripts
from coachdesk.desk.folder import find_desk
from coachdesk.desk.init import init_desk
from tests.conftest import Run
from tests.desk.certification.conftest import FILES, PEOPLE, being_at

US = "us-calling-law"
RIGHT = {
    "Whose clock": "b",
    "Which hours": "a",
    "How often may": "b",
    "before the pitch": "a b c",
    "a prize": "a",
    "no refunds": "a",
    "not to be called any more": "b",
    "instead of pressing": "a",
    "By when must": "a",
}


@pytest.fixture
def desk(coachdesk: Run, tmp_path: Path) -> Path:
    """A desk with the starter rules and people of every role."""
    assert coachdesk("init", "desk").returncode == 0
    folder = tmp_path / "desk"
    people = PEOPLE.replace("name: Harbour Sales\ntime_zone: Europe/Berlin\n", "")
    (folder / "desk.yaml").write_text(f"name: Harbour Sales\n{people}", "utf-8")
    return folder


def test_the_way_to_an_exam(coachdesk: Run, desk: Path) -> None:
    def at(person: str, *args: str, stdin: str = "") -> tuple[int, str, str]:
        done = coachdesk("certs", *args, "--as", person, cwd=desk, stdin=stdin)
        return done.returncode, done.stdout, done.stderr

    code, out, _ = at("sam", "enrol", US, "ana")
    assert (code, out) == (
        0,
        f"C1 {US}, Ana Silva: ○ in training; next: theory: {US} is not passed\n",
    )
    _, out, _ = at("ana", "exam", US, stdin="q\n")
    assert out.startswith("X1: US calling rules for everybody who dials, 9 questions, 9 to answer")
    typed: list[str] = []
    for _ in range(9):
        _, out, _ = at("ana", "exam", US, stdin="\n".join([*typed[-1:], "q"]) + "\n")
        asked = [line for line in out.splitlines() if line[:1].isdigit()][-1]
        typed.append(next(keys for words, keys in RIGHT.items() if words in asked))
    code, out, _ = at("ana", "exam", US, stdin=typed[-1] + "\n")
    assert (code, out.splitlines()[-1]) == (0, "X1: PASS 100.00 %")
    code, out, err = at("ana", "exam", US)
    assert (code, out) == (3, "")
    assert err.startswith("D775 error: no exam to sit: every exam of it is passed")
    _, out, _ = at("ana", "show", "ana")
    assert "✓ theory\n        X1 us-calling-law v1 " in out
    assert "○ live-calls: 0 of 3 observed calls" in out
    code, _, err = at("sam", "assess", US, "ana")
    assert code == 3
    assert "D771 error: Ana Silva: live-calls: 0 of 3 observed calls" in err


def test_lists_speak_to_machines(coachdesk: Run, desk: Path) -> None:
    coachdesk("certs", "enrol", US, "ana", "--as", "sam", cwd=desk)

    def told(*args: str) -> Any:
        done = coachdesk("certs", *args, "--format", "json", "--as", "ruth", cwd=desk)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    (listed,) = told("list")
    assert listed["state"] == "in training"
    assert listed["blocked_by"] == "theory"
    assert [need["requirement"] for need in listed["needs"]] == ["theory", "live-calls"]
    none = coachdesk("certs", "matrix", "--expiring", "30", "--as", "ruth", cwd=desk)
    assert none.stdout == "nobody matches what was asked for\n"
    matrix = told("matrix")
    assert [each["states"] for each in matrix["people"]] == [{US: "in training"}]
    (shown,) = told("show", "ana")
    assert [step["step"] for step in shown["history"]] == ["enrol"]
    assert shown["possible"]["assess"] is None
    assert len(told("programmes")) == 4
    cohorts = told("cohorts", US)
    assert cohorts["cohorts"][0]["refusal"] == "too few"
    items = told("items", US)
    assert len(items["items"]) == 9


def test_a_roster_says_by_its_exit_code_whether_all_may(coachdesk: Run, desk: Path) -> None:
    roster = "person,script\nana,outbound-card-sale\n"

    def check(text: str, *args: str) -> tuple[int, str, str]:
        done = coachdesk("certs", "roster-check", "-", *args, "--as", "max", cwd=desk, stdin=text)
        return done.returncode, done.stdout, done.stderr

    code, out, _ = check(roster, "--on", "2026-06-01")
    assert (code, out) == (
        1,
        "line 2: Ana Silva may not: outbound-card-sale on 2026-06-01: "
        "card-sale: none, not enrolled\n0 of 1 may\n",
    )
    code, out, err = check("person,script\nana,outbound-card-sail\n")
    assert (code, out) == (2, "")
    assert err.startswith("-:2:5: D779 error: no certification programme covers")
    code, out, _ = check("person,script\n")
    assert (code, out) == (0, "0 of 0 may\n")
    code, out, _ = check(roster, "--on", "2026-06-01", "--format", "json")
    assert (code, json.loads(out)[0]["may"]) == (1, False)


def test_a_calendar_file_is_read_by_others(coachdesk: Run, tmp_path: Path) -> None:
    init_desk(tmp_path / "d", being_at("sam"))
    folder = tmp_path / "d"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    short = "certification: short\nversion: 1\ntitle: Kürzer, 短\n"
    short += "requirements: [{id: read, read: sale}]\n"
    (folder / "rules" / "certifications" / "short.yaml").write_text(short, "utf-8")
    desk = find_desk(folder, folder)
    scripts.publish(desk, being_at("sam"), "sale")
    scripts.confirm(desk, being_at("bo"), "sale")
    certs.enrol(desk, being_at("sam"), "short", "bo")
    certs.step(desk, being_at("sam"), "short", "bo", Step.ASSESS)
    certs.step(desk, being_at("sam"), "short", "bo", Step.PASS)
    done = coachdesk("certs", "calendar", "days.ics", "--as", "max", cwd=folder)
    assert done.returncode == 0, done.stderr
    calendar = Calendar.from_ical((folder / "days.ics").read_bytes())
    events = [
        (str(each["summary"]), str(each.decoded("dtstart"))) for each in calendar.walk("VEVENT")
    ]
    assert events == [
        ("Bo Chen: certificate ends, Kürzer, 短", "2027-05-04"),
        ("Bo Chen: last day to work with it, Kürzer, 短", "2027-05-18"),
    ]
    again = coachdesk("certs", "calendar", "days.ics", "--as", "max", cwd=folder)
    assert again.returncode == 2, "a file is never replaced unasked"


def test_an_exam_goes_by_the_mark_of_the_programme_and_the_clock_of_the_desk(
    coachdesk: Run, desk: Path
) -> None:
    file = desk / "rules" / "certifications" / "exam-only.yaml"
    file.write_text(
        "certification: exam-only\nversion: 1\ntitle: Exam only\n"
        f"requirements: [{{id: theory, exam: {US}, pass_mark: 95}}]\n",
        "utf-8",
    )
    settings = desk / "desk.yaml"
    settings.write_text("time_zone: Asia/Kathmandu\n" + settings.read_text("utf-8"), "utf-8")
    coachdesk("certs", "enrol", "exam-only", "ana", "--as", "sam", cwd=desk)
    done = coachdesk("certs", "exam", "exam-only", "--as", "ana", cwd=desk, stdin="q\n")
    told = re.search(r"pass mark 95 %; the time is over at (..):(..)\n", done.stdout)
    assert told, done.stdout
    show = coachdesk("certs", "exam", "exam-only", "--as", "ana", "--format", "json", cwd=desk)
    shown = json.loads(show.stdout) if show.stdout else {}
    assert shown == {}, "it runs: nothing is told"
    left = int(told[1]) * 60 + int(told[2])
    now = datetime.now(ZoneInfo("Asia/Kathmandu"))
    assert 0 <= (left - now.hour * 60 - now.minute) % 1440 <= 60


def test_what_is_named_the_wrong_way_round_or_too_widely_is_put_right(
    coachdesk: Run, desk: Path
) -> None:
    done = coachdesk("certs", "enrol", "ana", US, "--as", "sam", cwd=desk)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f"D770 error: 'ana' is a person and '{US}' the programme (coachdesk certs enrol {US} ana)\n"
    )
    by_programme, by_exam = (
        coachdesk("certs", "items", name, "--as", "sam", cwd=desk)
        for name in ("collections", "collections-theory")
    )
    assert by_programme.returncode == 0, by_programme.stderr
    assert by_programme.stdout == by_exam.stdout
    assert by_exam.stdout.startswith("collections-theory v")


def test_a_faulty_programme_is_left_out_and_the_others_go_on(coachdesk: Run, desk: Path) -> None:
    coachdesk("certs", "enrol", US, "ana", "--as", "sam", cwd=desk)
    faulty = desk / "rules" / "certifications" / "new.yaml"
    text = (desk / "rules" / "certifications" / f"{US}.yaml").read_text("utf-8")
    text = text.replace(f"certification: {US}", "certification: new")
    faulty.write_text(f"{text}retakes: {{most: x}}\n", "utf-8")
    place = f"new.yaml:{text.count(chr(10)) + 1}:"
    for args in (("matrix",), ("list",), ("programmes",), ("show", "ana")):
        done = coachdesk("certs", *args, "--as", "sam", cwd=desk)
        assert (done.returncode, US in done.stdout) == (0, True), args
        assert place in done.stderr, args
    done = coachdesk("today", "--as", "ana", cwd=desk)
    assert (done.returncode, "exam to sit" in done.stdout, place in done.stderr) == (0, True, True)
    done = coachdesk("certs", "enrol", "new", "ana", "--as", "sam", cwd=desk)
    assert (done.returncode, "D770" in done.stderr, place in done.stderr) == (3, True, True)
    roster = f"person,certificate\nana,{US}\n"
    done = coachdesk("certs", "roster-check", "-", "--as", "max", cwd=desk, stdin=roster)
    assert (done.returncode, "0 of 1 may" in done.stdout, place in done.stderr) == (1, True, True)


def test_rows_of_a_roster_that_are_somebody_else_s_are_named(coachdesk: Run, desk: Path) -> None:
    roster = "person,certificate\n" + "".join(f"{who},{US}\n" for who in ("ana", "bo", "ana"))
    done = coachdesk("certs", "roster-check", "-", "--as", "grace", cwd=desk, stdin=roster)
    assert (done.returncode, done.stdout) == (3, "")
    (told,) = done.stderr.splitlines()
    assert told.startswith("-:3:1: D403 error: ")


def test_an_exam_that_was_sat_and_changed_asks_for_a_new_version(
    coachdesk: Run, desk: Path
) -> None:
    coachdesk("certs", "enrol", US, "ana", "--as", "sam", cwd=desk)
    coachdesk("certs", "exam", US, "--as", "ana", cwd=desk, stdin="q\n")
    assert "D308" not in coachdesk("rules", "check", cwd=desk).stdout
    exam = desk / "rules" / "exams" / f"{US}.yaml"
    text = exam.read_text("utf-8")
    exam.write_text(re.sub(r"(?m)^pass_mark: .*", "pass_mark: 50", text), "utf-8")
    told = coachdesk("rules", "check", cwd=desk).stdout
    assert f"{US}.yaml:" in told
    assert f"D308 warning: {US} was changed, and is still version 1" in told
    raised = re.sub(r"(?m)^version: 1", "version: 2", exam.read_text("utf-8"))
    exam.write_text(raised, "utf-8")
    assert "D308" not in coachdesk("rules", "check", cwd=desk).stdout
