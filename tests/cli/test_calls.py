"""`coachdesk calls`, as a person types it."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coachdesk.report.layout import width
from tests.desk.queue.small_desk import made

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("calls") / "desk")[0].root


def ids(coachdesk: Run, desk: Path, *args: str) -> list[str]:
    done = coachdesk("calls", "--format", "json", *args, cwd=desk)
    assert done.returncode == 0, done.stderr
    return [each["call"] for each in json.loads(done.stdout)]


def test_an_option_is_a_clause(coachdesk: Run, desk: Path) -> None:
    assert ids(coachdesk, desk, "--outcome", "FAIL", "--agent", "Ana Price") == ids(
        coachdesk, desk, "--where", 'outcome:fail agent:"Ana Price"'
    )
    assert ids(coachdesk, desk, "--where", 'text:"wait for"', "--sort", "urgent", "--limit", "2")


def test_a_chinese_filter_finds_chinese_names_and_words(coachdesk: Run, desk: Path) -> None:
    named = ids(coachdesk, desk, "--where", "agent：小明")
    assert len(named) == 10
    assert set(ids(coachdesk, desk, "--where", "小明 text:请稍等")) <= set(named)


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("--agent", "Anna"), "U102 error: this desk knows no agent 'Anna' (did you mean 'Ana"),
        (("--campaign", "sprng"), "U102 error: this desk knows no campaign 'sprng' (did you mean"),
        (("--outcome", "failed"), "U109 error: there is no outcome 'failed' (did you mean 'fail'"),
        (
            ("--agent", "ana", "--where", "score<80 feiled:x"),
            "--where:1:10: U109 error: there is no field 'feiled' (did you mean 'failed'?)",
        ),
    ],
)
def test_what_the_desk_does_not_know_is_one_line_with_the_nearest(
    coachdesk: Run, desk: Path, args: tuple[str, ...], line: str
) -> None:
    done = coachdesk("calls", *args, cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1


def test_lines_fit_a_terminal_of_eighty(desk: Path) -> None:
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "coachdesk", "calls", "--limit", "20"],
        cwd=desk,
        stdout=there,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
    )
    os.close(there)
    shown = b""
    try:
        while chunk := os.read(here, 65536):
            shown += chunk
    except OSError:
        pass  # The terminal's other end was closed: the process is done.
    os.close(here)
    assert process.wait(timeout=60) == 0
    lines = shown.decode().splitlines()
    assert lines[0] == "times: Asia/Shanghai"
    assert len(lines) == 22
    assert max(map(width, lines)) <= 80
