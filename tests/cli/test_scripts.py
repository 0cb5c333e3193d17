"""`coachdesk scripts check` and `scripts search` as real processes."""

import json
from pathlib import Path

import pytest

from coachdesk.files.starter import starter_root
from tests.conftest import Run

HEAD = "script: sale\nversion: 1\ntitle: Sale\nlanguages: [en]\n"
GOOD = HEAD + "include: [blocks/b]\nsteps: [{id: hello, say: Hello.}]\n"
BLOCKS = (
    "blocks: b\nversion: 1\ntitle: B\nlanguages: [en]\n"
    "objections: [{id: dear, when: Says it is too dear, say: I understand.}]\n"
)
CROWDED = HEAD + "steps: [{id: hello, say: 'Hello? Who is there?'}]\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one script and its blocks; commands run beside it."""
    (tmp_path / "scripts_library/blocks").mkdir(parents=True)
    (tmp_path / "scripts_library/sale.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "scripts_library/blocks/b.yaml").write_text(BLOCKS, "utf-8")
    return tmp_path / "scripts_library"


@pytest.mark.parametrize(
    "given",
    [
        (),
        ("scripts_library",),
        (".",),
        ("scripts_library/sale.yaml",),
        ("scripts_library/blocks", "scripts_library/sale.yaml"),
    ],
)
def test_a_sound_library_is_silent_and_clean(
    coachdesk: Run, library: Path, given: tuple[str, ...]
) -> None:
    done = coachdesk("scripts", "check", *given)
    assert (done.returncode, done.stdout) == (0, "")
    shown = ", ".join(given) or "scripts_library"
    assert done.stderr == f"no problems in {shown}: 1 script\n"


def test_findings_are_lines_that_editors_jump_to(coachdesk: Run, library: Path) -> None:
    (library / "sale.yaml").write_text(CROWDED, "utf-8")
    done = coachdesk("scripts", "check")
    assert done.returncode == 0
    assert done.stdout == (
        "scripts_library/sale.yaml:5:33: S211 warning: 2 questions in one line; the last one gets "
        "the answer (ask one, wait, and ask the other in its own step)\n"
    )
    assert done.stderr == "1 warning in scripts_library: 1 script\n"
    assert coachdesk("scripts", "check", "--strict").returncode == 1


def test_errors_are_findings_and_what_cannot_be_read_is_bad_input(
    coachdesk: Run, library: Path
) -> None:
    (library / "sale.yaml").write_text(GOOD.replace("Hello.", "'Hello {nam}.'"), "utf-8")
    done = coachdesk("scripts", "check")
    assert done.returncode == 1
    assert "scripts_library/sale.yaml:6:33: S213 error" in done.stdout
    (library / "sale.yaml").write_text("script: [", "utf-8")
    assert coachdesk("scripts", "check").returncode == 2
    missing = coachdesk("scripts", "check", "nowhere.yaml")
    assert missing.returncode == 2
    assert "F101" in missing.stderr


def test_machines_get_json_and_sarif(coachdesk: Run, library: Path) -> None:
    (library / "sale.yaml").write_text(CROWDED, "utf-8")
    told = json.loads(coachdesk("scripts", "check", "--format", "json").stdout)
    assert [(each["code"], each["line"], each["column"]) for each in told["problems"]] == [
        ("S211", 5, 33)
    ]
    sarif = json.loads(coachdesk("scripts", "check", "--format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "S211"


def test_the_starter_scripts_pass_their_own_lint_without_a_warning(coachdesk: Run) -> None:
    library = starter_root() / "scripts_library"
    done = coachdesk("scripts", "check", "--strict", str(library))
    assert (done.returncode, done.stdout) == (0, "")
    assert len(list(library.glob("*.yaml"))) >= 6


def test_search_shows_the_place_and_the_words_around(coachdesk: Run, library: Path) -> None:
    done = coachdesk("scripts", "search", "understand")
    assert done.returncode == 0
    assert done.stdout == "scripts_library/blocks/b.yaml:5:59: sale/dear say: I «understand».\n"
    assert done.stderr == "1 text in 1 script\n"
    nothing = coachdesk("scripts", "search", "pineapple")
    assert (nothing.returncode, nothing.stdout) == (1, "")


def test_search_for_machines(coachdesk: Run, library: Path) -> None:
    told = json.loads(coachdesk("scripts", "search", "too", "dear", "--format", "json").stdout)
    assert told == {
        "hits": [
            {
                "script": "sale",
                "part": "dear",
                "field": "when",
                "language": None,
                "branch": None,
                "path": "scripts_library/blocks/b.yaml",
                "line": 5,
                "column": 14,
                "text": "Says it is too dear",
                "spans": [[11, 14], [15, 19]],
                "answers": ["I understand."],
            }
        ]
    }


def test_chinese_is_found_in_the_starter_library(coachdesk: Run) -> None:
    library = str(starter_root() / "scripts_library")
    done = coachdesk("scripts", "search", "--scripts", library, "等待期")
    assert "insurance-telemarketing-zh/exclusions say: «等待期»三十天" in done.stdout


def test_a_script_is_checked_by_its_id(coachdesk: Run, library: Path) -> None:
    done = coachdesk("scripts", "check", "sale")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "no problems in scripts_library/sale.yaml: 1 script\n"
    assert "F101" in coachdesk("scripts", "check", "sail").stderr


def test_what_a_customer_says_is_found_with_what_to_say(coachdesk: Run, library: Path) -> None:
    (library / "sale.yaml").write_text(
        HEAD
        + "steps:\n  - id: hello\n    say: Hello.\n    if_customer:\n"
        + "      - {when: Is busy, say: When may I call?}\n"
        + "      - {when: Is driving, say: Stop the car first.}\n",
        "utf-8",
    )
    done = coachdesk("scripts", "search", "driving")
    assert done.stdout == (
        "scripts_library/sale.yaml:6:5: sale/hello when: Is «driving»\n"
        "    say: Stop the car first.\n"
    )
