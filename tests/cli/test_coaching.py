"""`coachdesk coaching ...` as processes, on a desk of a few calls."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from pypdf import PdfReader

from coachdesk.core.coaching import Step
from tests.conftest import Run
from tests.desk.coaching.desks import coaching_desk

Coach = Callable[..., CompletedProcess[str]]


@pytest.fixture
def coach(coachdesk: Run, tmp_path: Path) -> Coach:
    """Runs `coachdesk coaching ARGS` as a person; the policy looks at all calls ever."""
    desk = coaching_desk(tmp_path / "desk", {"ana": "FPF", "ben": "PP"})
    policy = desk.rules / "coaching/greet-again.yaml"
    policy.write_text(
        policy.read_text("utf-8").replace("of_last: 6", "of_last: 6, within_days: 730")
    )

    def run(person: str, *words: str) -> CompletedProcess[str]:
        return coachdesk("coaching", *words, "--as", person, cwd=desk.root)

    return run


def read(done: CompletedProcess[str]) -> Any:
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_an_action_from_the_proposal_to_the_claim(coach: Coach) -> None:
    dry = read(coach("ruth", "propose", "--dry-run", "--format", "json"))
    assert (dry["written"], [each["id"] for each in dry["proposals"]]) == (False, [None])
    assert dry["not_raised"][0]["words"] == "0 of the last 2 failed, 2 are needed"
    raised = coach("ruth", "propose")
    assert raised.stdout.splitlines()[0] == "1 proposal, by 1 policy"
    assert "A1  ana  visit/greets" in raised.stdout
    assert coach("ana", "agree", "A1").stdout.startswith(
        "A1 about visit/greets is proposed; ana agreed"
    )
    assert "A1 about visit/greets is agreed" in coach("grace", "agree", "a1").stdout
    begun = coach(
        "grace", "start", "A1", "--method", "role play", "--practised", "rehearse",
        "--practised", "feedback", "--note", "three openings",
    )  # fmt: skip
    assert "is in progress" in begun.stdout
    assert "is in progress" in coach("grace", "note", "A1", "--practised", "listen").stdout
    assert "is done claimed" in coach("ana", "claim", "A1").stdout
    page = read(coach("ana", "show", "A1", "--format", "json"))
    assert [each["step"] for each in page["history"]] == [
        "propose", "agree", "agree", "start", "note", "claim",
    ]  # fmt: skip
    assert page["sessions"][0]["practised"] == ["rehearse", "feedback"]
    assert page["draw"] == {"from": 0, "passed": 0, "decided": 0, "waiting": [], "calls": []}
    (listed,) = read(coach("ruth", "list", "--stage", "done claimed", "--format", "json"))
    assert (listed["id"], listed["person"], listed["topic"]["criterion"]) == ("A1", "ana", "greets")
    (effect,) = read(coach("ruth", "effect", "--format", "json"))
    assert effect["behaviour"]["refused"] == "too few coached people with enough calls"
    assert effect["behaviour"]["value"] is None


@pytest.mark.parametrize(
    ("person", "words", "code", "told"),
    [
        ("ruth", ["show", "A9"], 3, "D701 error: no coaching action 'A9'"),
        ("ruth", ["show", "E1"], 3, "D701 error: no coaching action 'E1'"),
        ("ben", ["show", "A1"], 3, "D403 error"),
        ("ana", ["decline", "A1"], 2, "U405 error: to decline needs a reason"),
        ("ruth", ["verify", "A1"], 3, "D702 error: A1 is proposed; 'verify' is not possible there"),
        ("ruth", ["propose", "--criterion", "greets"], 2, "U415 error"),
        ("ruth", ["propose", "--person", "ana"], 2, "U415 error: --person needs --criterion"),
        ("ruth", ["propose", "--person", "anna", "--criterion", "greets"], 2, "U107 error"),
        ("grace", ["waive", "--person", "ana", "--until", "2026-12-15"], 2,
         "U415 error: a waiver needs --person, --scorecard, --criterion, --until;"
         " missing: --scorecard, --criterion"),
        ("grace", ["waive", "--end", "W7"], 3, "D701 error: no waiver 'W7'"),
        ("ruth", ["settle", "M1", "--reason", "x"], 3, "D701 error: no matter 'M1'"),
    ],
)  # fmt: skip
def test_a_mistake_gets_one_clear_line(
    coach: Coach, person: str, words: list[str], code: int, told: str
) -> None:
    coach("ruth", "propose")
    done = coach(person, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(told)
    assert done.stderr.count("\n") == 1


def test_what_is_no_day_is_told_with_one(coach: Coach) -> None:
    coach("ruth", "propose")
    done = coach("ana", "agree", "A1", "--due", "nextweek")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'--due': 'nextweek' is no day: write one such as 2026-12-15." in done.stderr


def test_a_sheet_has_what_the_person_said_when_they_declined(coach: Coach) -> None:
    coach("ruth", "propose")
    coach("ana", "decline", "A1", "--reason", "these were wrong numbers")
    sheet = coach("ruth", "sheet", "A1").stdout
    assert "Ana Silva declined: “these were wrong numbers”" in sheet


def test_a_faulty_policy_raises_nothing_and_is_told_with_its_place(
    coach: Coach, tmp_path: Path
) -> None:
    policy = tmp_path / "desk/rules/coaching/greet-again.yaml"
    policy.write_text(policy.read_text("utf-8").replace("at_least: 2", "at_least: 9"), "utf-8")
    done = coach("ruth", "propose")
    assert (done.returncode, done.stdout) == (2, "")
    assert "greet-again.yaml:6:58: R502 error: 9 of the last 6 can never fail" in done.stderr


def test_waivers_and_matters_are_listed_in_both_formats(coach: Coach) -> None:
    assert coach("ruth", "waivers").stdout == "no waivers\n"
    assert read(coach("ruth", "matters", "--format", "json")) == []
    given = read(
        coach(
            "grace", "waive", "--person", "ana", "--scorecard", "visit", "--criterion", "greets",
            "--until", "2099-12-31", "--reason", "new headset", "--format", "json",
        )
    )  # fmt: skip
    assert (given["id"], given["until"], given["over"]) == ("W1", "2099-12-31", False)
    told = coach("ruth", "propose").stdout
    assert "ana  visit/greets: waived: waived until 2099-12-31: W1 of grace" in told
    assert coach("grace", "waive", "--end", "W1").returncode == 0
    assert "over" in coach("ruth", "waivers").stdout


def test_the_sheet_is_text_or_a_page_in_which_nothing_from_a_call_is_markup(
    coach: Coach, coachdesk: Run, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    yesterday = datetime.now(UTC) - timedelta(days=1)
    words = {"ana": "well <script>alert(1)</script>", "cho": "<i>hello</i> <script>"}
    hostile = [
        {
            "id": f"<b>{agent}",
            "agent": agent,
            "started_at": yesterday.isoformat(),
            "turns": [{"speaker": "agent", "text": text}],
        }
        for agent, text in words.items()
    ]
    (tmp_path / "more.jsonl").write_text("\n".join(map(json.dumps, hostile)), "utf-8")
    assert coachdesk("import", tmp_path / "more.jsonl", cwd=desk).returncode == 0
    assert coachdesk("screen", cwd=desk).returncode == 0
    coach("ruth", "propose", "--person", "ana", "--criterion", "greets")
    done = coach("ruth", "sheet", "A1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "<b>ana of " in done.stdout
    assert "A colleague, <b>cho: “…hello…”" in done.stdout
    page = tmp_path / "sheet.html"
    assert coach("ruth", "sheet", "A1", "--output", str(page)).returncode == 0
    text = page.read_text("utf-8")
    assert "Did the agent greet?" in text
    assert "<script>" not in text
    assert "<b>" not in text
    file = tmp_path / "sheet.pdf"
    assert coach("ruth", "sheet", "A1", "--output", str(file)).returncode == 0
    printed = "".join(PdfReader(file).pages[0].extract_text().split()).casefold()
    for line in done.stdout.splitlines()[2:]:
        assert "".join(line.split()).casefold() in printed.replace("•", "")
    refused = coach("ruth", "sheet", "A1", "--output", str(tmp_path / "sheet.docx"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("U105 error: 'sheet.docx' names no kind of sheet")
    assert "&lt;b&gt;cho" in text
    assert page.stat().st_mode & 0o777 == 0o600
    assert "U101 error" in coach("ruth", "sheet", "A1", "--output", str(page)).stderr


def test_every_step_has_its_command(coachdesk: Run) -> None:
    told = coachdesk("coaching", "--help").stdout
    assert [step.value for step in Step if f"  {step.value} " not in told] == []
