"""`coachdesk rules diff`, `draft` and `publish` as processes."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coachdesk.report.layout import width

Run = Callable[..., CompletedProcess[str]]

CARD = """\
scorecard: greeting
version: 1
title: Greeting
scoring: {method: flat, pass_mark: 80}
signals:
  greets: {says: [hello]}
sections:
  - id: opening
    title: Opening
    criteria:
      - {id: greets, ask: Did the agent greet?, points: 5, pass_when: greets}
"""
WIDER = CARD.replace("[hello]", "[hello, hi]").replace("version: 1", "version: 2")
CALLS = {
    "one.txt": "A: hello, this is Ana\nC: yes\n",
    "two.txt": "A: hi, this is a line with \x1b[31mred\x1b[0m and [/] in it\nC: yes\n",
    "three.txt": "A: well\nC: 你好，我想确认一下，十四天内可以取消吗？\n",
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with two versions of a scorecard and three calls; the second says "hi"."""
    (tmp_path / "old.yaml").write_text(CARD, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(WIDER, encoding="utf-8")
    (tmp_path / "calls").mkdir()
    for name, text in CALLS.items():
        (tmp_path / "calls" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def desk(here: Path, coachdesk: Run) -> Path:
    """A desk with the old version in force and the three calls scored."""
    assert coachdesk("init", "desk").returncode == 0
    root = here / "desk"
    for each in (root / "rules").rglob("*.yaml"):
        each.unlink()
    (root / "rules/scorecards/greeting.yaml").write_text(CARD, encoding="utf-8")
    assert coachdesk("import", "../calls", cwd=root).returncode == 0
    assert coachdesk("screen", cwd=root).returncode == 0
    return root


def calm(process: CompletedProcess[str], code: int) -> str:
    assert process.returncode == code, process.stderr
    assert "Traceback" not in process.stderr
    assert "\x1b" not in process.stdout + process.stderr
    return process.stdout


def test_call_files_need_no_desk(here: Path, coachdesk: Run) -> None:
    said = calm(coachdesk("rules", "diff", "old.yaml", "new.yaml", "--calls", "calls"), 1)
    assert said == (
        "old.yaml → new.yaml: 3 calls looked at\n"
        "\n"
        "greeting v1 → v2  3 calls\n"
        "    1 call flips (1 answer), 1 outcome and 1 score change\n"
        "    outcome  ✗ FAIL → ✓ PASS  1\n"
        "    greets   ✗ FAIL → ✓ pass  1\n"
        "\n"
        "two  greeting/greets\n"
        "  ✗ FAIL → ✓ pass  score 0.00 % → 100.00 %, FAIL → PASS\n"
        "    before  no words decide it\n"
        "    after   Agent turn 1 “hi…”\n"
    )


def test_the_same_rules_change_nothing(here: Path, coachdesk: Run) -> None:
    commented = CARD + "# a comment\n"
    (here / "commented.yaml").write_text(commented, encoding="utf-8")
    for new in ("old.yaml", "commented.yaml"):
        calm(coachdesk("rules", "diff", "old.yaml", new, "--calls", "calls"), 0)


def test_json_tells_every_flip_and_the_sums(here: Path, coachdesk: Run) -> None:
    args = ("rules", "diff", "old.yaml", "new.yaml", "--calls", "calls", "--format", "json")
    told = json.loads(calm(coachdesk(*args), 1))
    (flip,) = told["flips"]
    assert (flip["call"], flip["criterion"], flip["person"]) == ("two", "greets", None)
    assert (flip["before"]["state"], flip["after"]["state"]) == ("fail", "pass")
    assert flip["after"]["evidence"] == [
        {"turn": 0, "start": 0, "end": 2, "text": "hi", "signal": "greets"}
    ]
    (card,) = told["summary"]["scorecards"]
    assert card["outcomes"] == [{"before": "FAIL", "after": "PASS", "calls": 1}]
    assert told["summary"]["people"]["as_after"]["refusal"] == "too few"
    quiet = ("rules", "diff", "old.yaml", "old.yaml", "--calls", "calls", "--format", "json")
    assert json.loads(calm(coachdesk(*quiet), 0))["flips"] == []


def test_a_draft_is_begun_edited_tried_and_published(desk: Path, coachdesk: Run) -> None:
    begun = calm(coachdesk("rules", "draft", "greeting", cwd=desk), 0)
    assert begun == "drafts/scorecards/greeting.yaml  as in the rules\n"
    calm(coachdesk("rules", "diff", "desk", "draft", cwd=desk), 0)
    file = desk / "drafts/scorecards/greeting.yaml"
    file.write_text(CARD.replace("[hello]", "[hello, hi]"), encoding="utf-8")
    listed = coachdesk("rules", "draft", cwd=desk)
    assert calm(listed, 1) == "drafts/scorecards/greeting.yaml  changed\n"
    assert "drafts/scorecards/greeting.yaml:2:10: D604 error" in listed.stderr
    refused = coachdesk("rules", "publish", "--note", "hi greets", cwd=desk)
    assert "D604" in refused.stderr
    calm(refused, 3)
    calm(coachdesk("rules", "draft", "--raise-versions", cwd=desk), 0)
    flips = calm(
        coachdesk("rules", "diff", "desk", "draft", "--where", "outcome:fail", cwd=desk), 1
    )
    assert "greeting v1 → v2  2 calls\n    1 call flips" in flips
    done = calm(coachdesk("rules", "publish", "--note", "hi greets", cwd=desk), 0)
    assert done == "in force: greeting v2; 3 calls scored, 3 evaluations\n"
    calm(coachdesk("log", "verify", cwd=desk), 0)
    calm(coachdesk("rescore", "--verify", cwd=desk), 0)
    assert "D603" in coachdesk("rules", "publish", "--note", "again", cwd=desk).stderr
    assert calm(coachdesk("rules", "draft", cwd=desk), 0) == "no draft\n"
    assert calm(coachdesk("screen", cwd=desk), 0).startswith("nothing to score")


def test_a_draft_is_taken_from_a_file_and_thrown_away(desk: Path, coachdesk: Run) -> None:
    args = ("rules", "draft", "greeting", "--from", "../new.yaml")
    assert "changed" in calm(coachdesk(*args, cwd=desk), 0)
    calm(coachdesk("rules", "diff", "desk", "draft", cwd=desk), 1)
    gone = coachdesk("rules", "draft", "--discard", cwd=desk)
    assert calm(gone, 0) == "no draft\n"
    assert gone.stderr == "discarded the draft of scorecards/greeting.yaml\n"


def test_editing_the_rules_in_place_can_be_tried_before_screening(
    desk: Path, coachdesk: Run
) -> None:
    (desk / "rules/scorecards/greeting.yaml").write_text(WIDER, encoding="utf-8")
    assert "1 call flips" in calm(coachdesk("rules", "diff", "desk", "rules", cwd=desk), 1)


def test_hits_of_a_criterion_are_told_with_their_words(desk: Path, coachdesk: Run) -> None:
    assert calm(coachdesk("rules", "hits", "greets", "--state", "pass", cwd=desk), 0) == (
        "greeting/greets v1\n"
        "    Did the agent greet?\n"
        "    3 calls: ✗ FAIL 2, ✓ pass 1\n"
        "one  ✓ pass\n"
        "    Agent turn 1 “hello…”\n"
        "… and 2 more answers\n"
    )
    told = json.loads(calm(coachdesk("rules", "hits", "greets", "--format", "json", cwd=desk), 0))
    assert told["states"] == {"fail": 2, "pass": 1}
    assert [each["call"] for each in told["hits"] if each["state"] == "pass"] == ["one"]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("old.yaml", "missing.yaml", "--calls", "calls"), 2, "F101"),
        (("old.yaml", "broken.yaml", "--calls", "calls"), 2, "broken.yaml:11:"),
        (("old.yaml", "new.yaml", "--calls", "nowhere"), 2, "nowhere"),
        (("old.yaml", "new.yaml"), 3, "D101"),
        (("desk", "new.yaml"), 3, "D101"),
        (("old.yaml", "new.yaml", "--calls", "calls", "--where", "score<8"), 2, "--where"),
        (("old.yaml", "new.yaml", "--calls", "calls", "--criterion", "greet"), 2, "'greets'"),
        (("old.yaml", "other.yaml", "--calls", "calls"), 2, "U207"),
    ],
)
def test_what_can_not_be_compared_is_told_in_a_line(
    here: Path, coachdesk: Run, args: tuple[str, ...], code: int, words: str
) -> None:
    (here / "broken.yaml").write_text(CARD.replace("pass_when", "pas_when"), encoding="utf-8")
    (here / "other.yaml").write_text(CARD.replace("card: greeting", "card: x"), encoding="utf-8")
    process = coachdesk("rules", "diff", *args)
    calm(process, code)
    assert words in process.stderr


@pytest.mark.parametrize(
    ("where", "code"), [("failed:greating", "U102"), ("score<", "U109"), ("agnt:x", "U109")]
)
def test_a_filter_that_is_not_understood_is_told_where(
    desk: Path, coachdesk: Run, where: str, code: str
) -> None:
    process = coachdesk("rules", "diff", "desk", "../new.yaml", "--where", where, cwd=desk)
    calm(process, 2)
    assert process.stderr.startswith("--where:1:")
    assert code in process.stderr


def test_no_line_is_wider_than_eighty_columns(here: Path, coachdesk: Run) -> None:
    long = "a-criterion-with-quite-a-long-name-that-nobody-reads-at-a-glance"
    for name in ("old.yaml", "new.yaml"):
        text = (here / name).read_text(encoding="utf-8").replace("id: greets", f"id: {long}")
        (here / name).write_text(text.replace("hello", "hello, 你好 ... 消"), encoding="utf-8")
    said = calm(coachdesk("rules", "diff", "old.yaml", "new.yaml", "--calls", "calls"), 1)
    assert max(width(line) for line in said.splitlines()) <= 80
    assert long in said
