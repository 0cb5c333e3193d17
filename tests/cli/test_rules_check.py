"""`coachdesk rules check`, `rules schema` and `explain` as real processes."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coachdesk.files.starter import starter_root
from tests.conftest import Run

GOOD = "scorecard: sale\nversion: 1\ntitle: Sale\n"
UNUSED = GOOD + "signals: {hello: {says: hello}}\n"
FAULTY = GOOD + (
    "sections:\n- id: s\n  title: S\n  criteria:\n"
    "  - {id: a, ask: A?, points: 5, pass_when: helo and talk_ratio < 5s}\n"
    "  - {id: b, ask: B?, points: 5, pass_when: helo}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules/scorecards").mkdir(parents=True)
    return tmp_path


def write(folder: Path, text: str, name: str = "sale") -> Path:
    path = folder / f"rules/scorecards/{name}.yaml"
    path.write_text(text, "utf-8")
    return path


def test_sound_rules_are_silent_and_clean(coachdesk: Run, folder: Path) -> None:
    write(folder, GOOD)
    done = coachdesk("rules", "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "no problems in rules: 1 scorecard, 0 audits, 0 packs, 0 scripts\n"


def test_every_problem_is_one_line_and_the_exit_code_is_one(coachdesk: Run, folder: Path) -> None:
    write(folder, FAULTY)
    done = coachdesk("rules", "check", "rules")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line.split(": ")[0] + ":" + line.split(": ")[1][:4] for line in lines] == [
        "rules/scorecards/sale.yaml:8:66:R202",
        "rules/scorecards/sale.yaml:9:44:R204",
    ]
    assert done.stderr.startswith("2 errors in rules:")


def test_warnings_alone_are_clean_unless_strict(coachdesk: Run, folder: Path) -> None:
    write(folder, UNUSED)
    assert coachdesk("rules", "check").returncode == 0
    strict = coachdesk("rules", "check", "--strict")
    assert strict.returncode == 1
    assert "R301 warning" in strict.stdout


def test_a_path_that_cannot_be_read_is_bad_input(coachdesk: Run) -> None:
    done = coachdesk("rules", "check", "missing.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "missing.yaml:1:1: F101 error: cannot be read: No such file or directory\n"
    )


def test_the_desk_around_the_folder_is_meant(coachdesk: Run, folder: Path) -> None:
    write(folder, UNUSED)
    (folder / "desk.yaml").write_text("name: x\n", "utf-8")
    (folder / "inside/deep").mkdir(parents=True)
    done = coachdesk("rules", "check", cwd=folder / "inside/deep")
    assert "R301" in done.stdout


def test_without_rules_the_starter_is_checked_and_clean(coachdesk: Run) -> None:
    done = coachdesk("rules", "check", "--today", "2026-11-24")
    assert done.returncode == 0, done.stdout
    assert str(starter_root() / "rules") in done.stderr


def test_a_source_turns_stale_after_a_year(coachdesk: Run, folder: Path) -> None:
    criterion = "{id: a, ask: A?, points: 1, checked_on: 2026-01-01}"
    section = f"sections: [{{id: s, title: S, criteria: [{criterion}]}}]\n"
    write(folder, GOOD + section)
    assert coachdesk("rules", "check", "--today", "2027-01-01").stdout == ""
    assert "R306" in coachdesk("rules", "check", "--today", "2027-01-02").stdout
    assert "in the future" in coachdesk("rules", "check", "--today", "2025-12-31").stdout


def test_json_carries_code_place_and_hint(coachdesk: Run, folder: Path) -> None:
    write(folder, UNUSED)
    found = json.loads(coachdesk("rules", "check", "--format", "json").stdout)
    assert (found["errors"], found["warnings"]) == (0, 1)
    assert found["problems"] == [
        {
            "code": "R301",
            "severity": "warning",
            "path": "rules/scorecards/sale.yaml",
            "line": 4,
            "column": 11,
            "message": "no condition names the signal 'hello'",
            "hint": "use it, or take it out",
        }
    ]


def test_sarif_is_version_2_1_0_with_rules_and_places(coachdesk: Run, folder: Path) -> None:
    write(folder, FAULTY)
    log = json.loads(coachdesk("rules", "check", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["R202", "R204"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        (place,) = result["locations"]
        physical = place["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "rules/scorecards/sale.yaml"
        assert physical["region"]["startLine"] in (8, 9)


def test_github_annotations_are_escaped(coachdesk: Run, folder: Path) -> None:
    write(folder, GOOD + "a%b: 1\n", name="50%,x")
    done = coachdesk("rules", "check", "--format", "github")
    assert done.stdout.startswith(
        "::error file=rules/scorecards/50%25%2Cx.yaml,line=4,col=1,title=F201::"
        "unknown key 'a%25b' (known: "
    )


BOMB = "scorecard: &a [x, x, x, x, x, x]\n" + "".join(
    f"k{at}: &a{at} [*a, *a, *a, *a, *a, *a, *a, *a]\n" for at in range(9)
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (BOMB.encode(), "sale.yaml:1:12: F107 error"),
        (b"a: " + b"[" * 100_000, "sale.yaml:1:35: F111 error"),
        (b"a: b\0c\n", "sale.yaml:1:5: F105 error"),
        (b"a: \xff\xfe\n", "sale.yaml:1:4: F104 error"),
        ("scorecard: x".encode("utf-16"), "sale.yaml:1:1: F104 error"),
        (b'scorecard: "\\e]52;c;Zm9v\\a"\n', "sale.yaml:1:12: F105 error"),
        (b"scorecard: x\x1b[31m\n", "sale.yaml:1:13: F105 error"),
        (b"a\n" * 600_000, "sale.yaml:1:1: F103 error"),
        (b"", "sale.yaml:1:1: F114 error"),
        ((GOOD + "title: Sale\n").encode(), "sale.yaml:4:1: F110 error"),
        (b"a: !!python/object/apply:os.system [id]\n", "sale.yaml:1:4: F108 error"),
    ],
)
def test_hostile_files_are_one_clear_line_and_the_others_are_done(
    coachdesk: Run, folder: Path, data: bytes, told: str
) -> None:
    write(folder, "").write_bytes(data)
    write(folder, UNUSED, name="zz-other")
    started = time.monotonic()
    done = coachdesk("rules", "check", "rules")
    assert time.monotonic() - started < 5
    assert done.returncode == 2
    assert told in done.stdout.splitlines()[0]
    assert "zz-other.yaml:4:11: R301 warning" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert all(len(line) < 400 for line in done.stdout.splitlines())


def test_a_regex_that_would_backtrack_for_ever_is_harmless(coachdesk: Run, folder: Path) -> None:
    write(folder, GOOD + "signals: {a: {regex: '(a+)+$'}, b: {regex: '(a{900}){900}'}}\n")
    done = coachdesk("rules", "check")
    assert done.returncode == 1
    assert "4:47: R203 error" in done.stdout


def test_a_pipe_is_refused_and_never_waited_for(coachdesk: Run, folder: Path) -> None:
    os.mkfifo(folder / "rules/scorecards/pipe.yaml")
    for path in ("rules", "rules/scorecards/pipe.yaml"):
        done = coachdesk("rules", "check", path)
        assert done.returncode == 2
        assert "pipe.yaml:1:1: F102 error: is not a regular file" in done.stdout


def test_a_file_name_cannot_drive_the_terminal(coachdesk: Run, folder: Path) -> None:
    write(folder, "", name="\x1b]0;x\x07")
    done = coachdesk("rules", "check")
    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_folder_is_bad_input(coachdesk: Run, folder: Path) -> None:
    (folder / "rules/scorecards").chmod(0)
    try:
        done = coachdesk("rules", "check")
    finally:
        (folder / "rules/scorecards").chmod(0o700)
    assert done.returncode == 2
    assert "F101 error" in done.stderr


KINDS = ("scorecard", "audit", "pack", "script", "coaching", "certification", "exam", "roleplay")


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_kind_is_printed_whole(coachdesk: Run, kind: str) -> None:
    schema = json.loads(coachdesk("rules", "schema", kind).stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert next(iter(schema["properties"])) == kind
    assert ".json#" not in json.dumps(schema)


def test_explain_tells_cause_example_and_cure(coachdesk: Run) -> None:
    text = coachdesk("explain", "r204").stdout
    assert text.startswith("R204: there is no such signal\n")
    assert "pass_when: helo" in text
    assert "Cure:" in text
    assert json.loads(coachdesk("explain", "R204", "--format", "json").stdout)["id"] == "R204"


def test_an_unknown_code_names_the_nearest(coachdesk: Run) -> None:
    done = coachdesk("explain", "R2O4")
    assert done.returncode == 2
    assert "Did you mean R204?" in done.stderr


def test_checking_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from coachdesk.cli.main import cli;"
        "cli(['rules', 'check'], standalone_mode=False);"
        "print([name for name in ('textual', 'numpy', 'hyperscan', 'rapidfuzz', 'jsonschema',"
        " 'sqlite3', 'jinja2', 'asyncio', 'spellchecker', 'reportlab') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
