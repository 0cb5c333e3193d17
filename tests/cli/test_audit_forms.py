"""Audits beside scorecards: calls are judged by them only where somebody names one."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

FORM = """\
{kind}: {id}
version: 1
title: T
{more}signals: {{greets: {{says: hello}}}}
sections:
  - id: s
    title: S
    criteria:
      - {{id: greets, ask: Was there a hello?, points: 5, pass_when: greets}}
{facts}"""
AUDIT = FORM.format(
    kind="audit",
    id="visit",
    more="channel: call\npersona: P\nscenario: S\n",
    facts="    facts: [{id: story, ask: What happened?, entry: text}]\n",
)


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for folder in ("scorecards", "audits"):
        (tmp_path / "rules" / folder).mkdir(parents=True)
    card = FORM.format(kind="scorecard", id="card", more="", facts="")
    (tmp_path / "rules" / "scorecards" / "card.yaml").write_text(card, "utf-8")
    (tmp_path / "rules" / "audits" / "visit.yaml").write_text(AUDIT, "utf-8")
    (tmp_path / "call.txt").write_text("A: hello\nC: hi\n", "utf-8")
    return tmp_path / "rules"


def forms_used(finished: subprocess.CompletedProcess[str]) -> list[str]:
    assert finished.returncode in (0, 1), finished.stderr
    return [json.loads(line)["scorecard"] for line in finished.stdout.splitlines()]


def test_calls_are_scored_by_scorecards_alone_unless_an_audit_is_named(
    coachdesk: Run, rules: Path
) -> None:
    call = str(rules.parent / "call.txt")
    run = ("score", call, "--format", "jsonl", "--rules")
    assert forms_used(coachdesk(*run, str(rules))) == ["card"]
    assert forms_used(coachdesk(*run, str(rules), "--scorecard", "visit")) == ["visit"]
    assert forms_used(coachdesk(*run, str(rules / "audits" / "visit.yaml"))) == ["visit"]


def test_a_folder_of_audits_has_no_scorecard(coachdesk: Run, rules: Path) -> None:
    (rules / "scorecards" / "card.yaml").unlink()
    done = coachdesk("score", str(rules.parent / "call.txt"), "--rules", str(rules))
    assert done.returncode == 2
    assert "U204" in done.stderr


def test_a_desk_screens_with_scorecards_alone(coachdesk: Run, rules: Path, tmp_path: Path) -> None:
    assert coachdesk("init", str(tmp_path / "desk")).returncode == 0
    at = ("--desk", str(tmp_path / "desk"))
    for name in ("scorecards", "audits"):
        for path in (tmp_path / "desk" / "rules" / name).iterdir():
            path.unlink()
        for path in (rules / name).iterdir():
            (tmp_path / "desk" / "rules" / name / path.name).write_bytes(path.read_bytes())
    assert coachdesk("import", str(tmp_path / "call.txt"), *at).returncode == 0
    done = coachdesk("screen", *at)
    assert done.returncode == 0, done.stderr
    listed = coachdesk("calls", "--format", "json", *at)
    assert {each["scorecard"] for each in json.loads(listed.stdout)} == {"card"}


def test_an_audit_is_checked_tested_and_filled_like_any_form(coachdesk: Run, rules: Path) -> None:
    done = coachdesk("rules", "check", str(rules))
    assert "1 scorecard, 1 audit, 0 packs" in done.stderr
    done = coachdesk("rules", "test", str(rules))
    assert "visit v1: no examples, so nothing was tried" in done.stderr
    answers = rules.parent / "answers.yaml"
    answers.write_text("form: visit\nanswers: {greets: pass}\n", "utf-8")
    form = str(rules / "audits" / "visit.yaml")
    done = coachdesk("score", "--form", form, "--answers", str(answers))
    assert done.returncode == 0, done.stderr
    assert "100" in done.stdout
