"""An evaluation from the first answer to the agent's acknowledgement, each step a process."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.commands import Commands, Run

CALLS = """\
{"id": "call-1", "agent": "Ana Silva", "turns": [\
{"speaker": "agent", "text": "well"}, {"speaker": "customer", "text": "yes"}]}
{"id": "call-2", "agent": "Ana Silva", "turns": [\
{"speaker": "agent", "text": "hello"}, {"speaker": "customer", "text": "yes"}]}
"""
PEOPLE = """\
name: Harbour Sales
people:
  - {id: ana, name: Ana Silva, team: North}
  - {id: bo, name: Bo Chen, team: South}
  - {id: grace, name: Grace Lind, role: supervisor, team: North}
  - {id: ruth, name: Ruth Adler, role: auditor}
  - {id: ada, name: Ada Byron, role: admin}
"""
CARD = """\
scorecard: visit
version: 1
title: Visit
signals:
  greets: {says: [hello], by: agent}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - id: greets
        ask: Did the agent greet?
        points: 5
        pass_when: greets
        examples:
          - {expect: pass, call: "A: hello"}
          - {expect: fail, call: "A: well"}
      - {id: empathy, ask: How well did the agent listen?, points: 4, scale: {low: 1, high: 5}}
"""


@pytest.fixture(scope="module")
def desk_to_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluations") / "desk"

    def run(*words: str, cwd: Path) -> None:
        subprocess.run([sys.executable, "-m", "coachdesk", *words], cwd=cwd, check=True)

    run("init", str(folder), cwd=folder.parent)
    for old in (folder / "rules" / "scorecards").iterdir():
        old.unlink()
    (folder / "rules" / "scorecards" / "visit.yaml").write_text(CARD, "utf-8")
    (folder / "desk.yaml").write_text(PEOPLE, "utf-8")
    (folder / "calls.jsonl").write_text(CALLS, "utf-8")
    run("import", "calls.jsonl", cwd=folder)
    run("screen", cwd=folder)
    return folder


@pytest.fixture
def desk(coachdesk: Run, desk_to_copy: Path, tmp_path: Path) -> Commands:
    return Commands(coachdesk, "evaluations", copytree(desk_to_copy, tmp_path / "desk"))


def test_from_the_first_answer_to_the_acknowledgement(desk: Commands) -> None:
    """Points: empathy (3 - 1) / (5 - 1) of 4 = 2 of 9 = 22.22 %; amended 5 + 2 of 9 = 77.77 %."""
    told = desk.ok("grace", "answer", "call-1", "empathy", "3", "--note", "let her finish")
    assert told == "E1 draft: call-1, visit; ✓ PASS 22.22 %\n"
    assert desk.ok("grace", "answer", "E1", "greets", "pass") == (
        "E1 draft: call-1, visit; ✓ PASS 77.78 %; missing something: greets\n"
    )
    assert desk.refused("grace", "submit", "E1") == (
        "D502 error: E1: 'greets': differs from the engine's fail: note the reason\n"
    )
    assert desk.ok("grace", "undo", "E1").startswith("greets: pass → as the rules say; E1 draft")
    assert "E1 submitted" in desk.ok("grace", "submit", "call-1")
    assert desk.refused("grace", "submit", "E1") == (
        "D501 error: E1 is submitted; 'submit' is not possible there"
        " (possible now: return, publish, retract)\n"
    )
    assert "U405" in desk.refused("grace", "return", "E1", exit_code=2)
    assert "E1 draft" in desk.ok("grace", "return", "E1", "--reason", "look at turn 1")
    assert "E1 submitted" in desk.ok("grace", "submit", "E1")
    assert "D403" in desk.refused("ana", "show", "E1")
    assert "E1 published" in desk.ok("grace", "publish", "E1")
    (mine,) = desk.facts("ana", "mine")
    assert (mine["id"], mine["stage"], mine["scored"]["score"]["shown"]) == (
        "E1",
        "published",
        22.22,
    )
    assert [each["reason"] for each in mine["scored"]["criteria"]][1] == "let her finish"
    disputing = ["--question", "greets", "--claim", "pass", "--reason", "I said hi"]
    assert "U407" in desk.refused(
        "ana", "dispute", "E1", *disputing, "--question", "empathy", exit_code=2
    )
    assert "E1 disputed" in desk.ok("ana", "dispute", "E1", *disputing)
    amending = ["amend", "E1", "--question", "greets", "--answer", "pass", "--reason", "hi counts"]
    assert desk.ok("ruth", *amending) == "E1 resolved: call-1, visit; ✓ PASS 77.78 %\n"
    page = desk.ok("ana", "show", "E1")
    for line in (
        "E1  resolved, revision 2",
        "  scored by grace about ana; call picked by hand",
        "  ✓ pass greets  by ruth (the rules: FAIL): hi counts",
        "  revision 1  ✗ FAIL greets",
        "    amended by ruth: hi counts",
    ):
        assert line in page.splitlines()
    assert "look at turn 1" not in page
    assert "only the person whom" in desk.refused("ruth", "acknowledge", "E1")
    assert "E1 acknowledged" in desk.ok("ana", "acknowledge", "E1", "--reason", "thank you")
    assert "E1 retracted" in desk.ok("ada", "retract", "E1", "--reason", "a test")
    assert desk.ok("ana", "list") == "no evaluations\n1 more are not yours to see\n"
    assert desk.facts("grace", "overturned") == []
    assert desk.run("log", "verify", "--as", "ruth", cwd=desk.folder).returncode == 0


def test_lists_say_where_each_stands(desk: Commands) -> None:
    desk.ok("grace", "answer", "call-1", "empathy", "3")
    desk.ok("ruth", "answer", "call-2", "empathy", "5")
    desk.ok("ruth", "submit", "E2")
    lines = desk.ok("grace", "list").splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["ID", "CALL"],
        ["E2", "call-2"],
        ["E1", "call-1"],
    ]
    (found,) = desk.facts("grace", "list", "--stage", "submitted", "--about", "Ana Silva")
    assert (found["id"], found["scorer"], found["shown"], found["waiting"]) == (
        "E2",
        "ruth",
        100.0,
        0,
    )


def test_speakers_are_swapped_and_the_call_judged_again(desk: Commands) -> None:
    done = desk("grace", "swap-speakers", "call-2")
    assert (done.returncode, done.stdout) == (0, "")
    assert "have changed places" in done.stderr
    assert desk.facts("grace", "show", "call-2")["engine"]["greets"] == "fail"


def test_what_is_meant_must_be_there(desk: Commands) -> None:
    assert desk.refused("grace", "show", "E9").startswith("D504 error: no evaluation 'E9'")
    assert desk.refused("grace", "submit", "call-1").startswith("D504 error: nobody has evaluated")
    assert desk.refused("grace", "show", "call-9").startswith("D303 error: no call 'call-9'")
    told = desk.refused("grace", "answer", "call-1", "greet", "pass", exit_code=2)
    assert told == "U402 error: visit has no question 'greet' (did you mean 'greets'?)\n"
    told = desk.refused(
        "grace", "answer", "call-1", "greets", "pass", "--scorecard", "visti", exit_code=2
    )
    assert told.startswith("U401 error: call 'call-1' was not judged by a scorecard 'visti'")
    told = desk.refused("grace", "answer", "call-1", "empathy", "7", exit_code=2)
    assert told == "U403 error: '7' does not answer 'empathy' (1 to 5, na, unknown)\n"
