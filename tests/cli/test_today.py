"""`coachdesk today` as a process."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coachdesk.report.layout import width
from tests.desk.day import busy_desk, empty_desk

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return busy_desk(tmp_path_factory.mktemp("day") / "desk").root


def test_it_says_what_to_do_and_with_which_command(coachdesk: Run, desk: Path) -> None:
    done = coachdesk("today", "--as", "rex", cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Rex Moore (auditor), ")
    start = lines.index("TO DO") + 1
    assert lines[start].startswith("! 1  dispute to decide ")
    assert "1 late, " in lines[start]
    assert lines[start + 1].strip() == "coachdesk evaluations list --stage disputed"
    assert any("coachdesk calls --where 'critical>0 status:new'" in line for line in lines)
    assert all(width(line) <= 80 for line in lines)


def test_the_commands_it_names_run_and_list_as_many(coachdesk: Run, desk: Path) -> None:
    day = json.loads(coachdesk("today", "--as", "grace", "--format", "json", cwd=desk).stdout)
    count = {task["duty"]: task["count"] for task in day["tasks"]}
    listed = coachdesk(
        "calls", "--where", "critical>0 status:new", "--format", "json", "--as", "grace", cwd=desk
    )
    assert (listed.returncode, listed.stderr) == (0, "")
    assert len(json.loads(listed.stdout)) == count["critical"] == 3


def test_a_figure_that_would_be_one_person_s_is_refused_with_the_reason(
    coachdesk: Run, desk: Path
) -> None:
    done = coachdesk("today", "--as", "max", cwd=desk)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    south = next(number for number, line in enumerate(lines) if line.startswith("TEAM South"))
    assert "too few people" in lines[south + 1]


def test_n_and_weeks_stand_under_their_own_headings(coachdesk: Run, desk: Path) -> None:
    lines = coachdesk("today", "--as", "grace", cwd=desk).stdout.splitlines()
    head = next(number for number, line in enumerate(lines) if "score  95 %" in line)
    n, weeks = lines[head].index(" n ") + 1, lines[head].index("weeks") + 4
    # Ana's twelve calls of this week.
    ana = next(line for line in lines[head:] if "Ana Silva" in line)
    assert ana[n - 1 : n + 1] == "12"
    assert ana[weeks] == "1"


def test_it_writes_an_object_for_machines(coachdesk: Run, desk: Path) -> None:
    done = coachdesk("today", "--as", "grace", "--format", "json", cwd=desk)
    found = json.loads(done.stdout)
    assert (found["person"], found["role"]) == ("grace", "supervisor")
    assert [each["team"] for each in found["teams"]] == ["North"]
    assert [each["criterion"] for each in found["rules_in_trial"]] == ["names"]


def test_an_empty_desk_says_what_to_type_first(coachdesk: Run, tmp_path: Path) -> None:
    root = empty_desk(tmp_path / "new").root
    done = coachdesk("today", cwd=root)
    assert done.returncode == 0
    assert "coachdesk import" in done.stdout
    assert "coachdesk screen" in done.stdout


def test_without_a_desk_it_is_one_line(coachdesk: Run) -> None:
    done = coachdesk("today")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
