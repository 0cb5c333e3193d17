"""`coachdesk score` as people and machines run it."""

import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

RULES = """\
scorecard: card
version: 2
title: Card sale
scoring: {method: sections, pass_mark: 80}
signals:
  greets: {says: ["hello"]}
  asks_to_stop: {says: ["stop calling"], by: customer}
  confirms: {says: ["take you off"]}
sections:
  - id: opening
    title: Opening
    weight: 1
    criteria:
      - {id: greets, ask: Did the agent greet?, points: 5, pass_when: greets}
      - id: opt-out
        ask: Was a request to stop confirmed?
        points: 5
        critical: call
        applies_when: asks_to_stop
        pass_when: confirms after asks_to_stop
      - {id: empathy, ask: Was there empathy?, points: 5, answers: {yes: 5, partly: 2, no: 0}}
"""
GOOD = "A: [00:01] hello\nC: [00:04] hi\n"
BAD = "A: [00:01] hello\nC: [00:04] stop calling me\nA: [00:07] but it is free\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "card.yaml"
    path.write_text(RULES, "utf-8")
    return path


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "bad.txt").write_text(BAD, "utf-8")
    return folder


def objects(finished: subprocess.CompletedProcess[str]) -> list[Any]:
    return [json.loads(line) for line in finished.stdout.splitlines()]


def test_a_clean_call_exits_0_and_a_failed_one_1(coachdesk: Run, rules: Path, calls: Path) -> None:
    good = coachdesk("score", calls / "good.txt", "--rules", rules)
    assert (good.returncode, good.stderr) == (0, "")
    bad = coachdesk("score", calls / "bad.txt", "--rules", rules)
    assert bad.returncode == 1
    assert "✗ FAIL    opt-out" in bad.stdout
    assert "Customer 0:04  “stop calling…”" in bad.stdout
    assert "\x1b" not in bad.stdout


def test_a_folder_gives_a_line_per_call(coachdesk: Run, rules: Path, calls: Path) -> None:
    finished = coachdesk("score", calls, "--rules", rules, "--format", "jsonl")
    assert finished.returncode == 1
    found = {each["call"]: each["score"] for each in objects(finished)}
    assert {name: each["outcome"] for name, each in found.items()} == {
        "bad": "FAIL",
        "good": "PASS",
    }
    assert found["bad"]["failed_by"] == ["opt-out"]
    assert (found["good"]["calc"], found["good"]["scope"]) == (100.0, "automatic")
    assert found["good"]["scope_weight_pct"] == 66.67


def test_standard_input_and_patterns_are_read(coachdesk: Run, rules: Path, calls: Path) -> None:
    piped = coachdesk("score", "-", "--rules", rules, "--format", "jsonl", stdin=BAD)
    assert [each["score"]["outcome"] for each in objects(piped)] == ["FAIL"]
    matched = coachdesk("score", f"{calls}/*.txt", "--rules", rules, "--format", "jsonl")
    assert len(objects(matched)) == 2


def test_a_bad_file_exits_2_and_the_others_are_done(
    coachdesk: Run, rules: Path, calls: Path
) -> None:
    (calls / "broken.json").write_text('{"turns": [', "utf-8")
    finished = coachdesk("score", calls, "--rules", rules, "--format", "jsonl")
    assert finished.returncode == 2
    assert len(objects(finished)) == 2
    (line,) = finished.stderr.splitlines()
    assert line.startswith(f"{calls}/broken.json:")
    assert "Traceback" not in finished.stderr


def test_fail_under_is_a_finding(coachdesk: Run, rules: Path, calls: Path) -> None:
    arguments = ("score", calls / "good.txt", "--rules", rules, "--fail-under")
    assert coachdesk(*arguments, "100").returncode == 0
    partial = "levels: [{points: 4, when: greets}]"
    rules.write_text(RULES.replace("pass_when: greets", partial), "utf-8")
    assert coachdesk(*arguments, "80").returncode == 0
    assert coachdesk(*arguments, "80.5").returncode == 1


def test_a_card_number_never_reaches_the_output(coachdesk: Run, rules: Path) -> None:
    rules.write_text(RULES.replace('"stop calling"', '"my card is {words}"'), "utf-8")
    talk = "A: hello\nC: my card is 4111 1111 1111 1111 thanks\nA: stop\n"
    finished = coachdesk("score", "-", "--rules", rules, "--format", "jsonl", stdin=talk)
    assert "my card is" in finished.stdout
    assert "1111" not in finished.stdout


def test_nearest_is_null_unless_asked_for(coachdesk: Run, rules: Path) -> None:
    talk = "A: hello\nC: stop calling\nA: I will take them off\n"
    for extra, expected in (((), None), (("--nearest",), "confirms")):
        finished = coachdesk(
            "score", "-", "--rules", rules, "--format", "jsonl", *extra, stdin=talk
        )
        (found,) = objects(finished)
        nearest = {c["id"]: c["nearest"] for c in found["criteria"]}["opt-out"]
        assert (nearest and nearest["signal"]) == expected


def test_the_output_file_is_whole_private_and_never_replaced_unasked(
    coachdesk: Run, rules: Path, calls: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    arguments = ("score", calls, "--rules", rules, "--format", "csv", "--output", out)
    assert coachdesk(*arguments).returncode == 1
    before = out.read_text("utf-8")
    assert before.startswith("call,scorecard,")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    again = coachdesk(*arguments)
    assert again.returncode == 2
    assert "U101" in again.stderr
    assert coachdesk(*arguments, "--force").returncode == 1
    assert out.read_text("utf-8") == before
    assert [each.name for each in tmp_path.glob(".out*")] == []


def test_a_terminal_without_utf8_gets_escapes(coachdesk: Run, rules: Path, calls: Path) -> None:
    narrow = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    finished = coachdesk("score", calls / "bad.txt", "--rules", rules, **narrow)
    assert finished.returncode == 1
    assert r"\u2717 FAIL    opt-out" in finished.stdout


def test_bad_rules_are_told_with_their_place(coachdesk: Run, rules: Path, calls: Path) -> None:
    rules.write_text(RULES.replace("pass_when: greets", "pass_when: greet"), "utf-8")
    finished = coachdesk("score", calls, "--rules", rules)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith(f"{rules}:14:")


def test_an_unknown_scorecard_names_the_nearest(coachdesk: Run, rules: Path, calls: Path) -> None:
    finished = coachdesk("score", calls, "--rules", rules, "--scorecard", "crad")
    assert finished.returncode == 2
    assert "did you mean 'card'?" in finished.stderr


def test_a_call_that_no_scorecard_is_meant_for_is_told(coachdesk: Run, rules: Path) -> None:
    rules.write_text(RULES + "applies_to: {direction: inbound}\n", "utf-8")
    call = '{"id": "x", "direction": "outbound", "turns": [{"speaker": "agent", "text": "hello"}]}'
    plain = ("score", "-", "--rules", rules, "--format", "jsonl")
    finished = coachdesk(*plain, stdin=call)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "U203" in finished.stderr
    named = coachdesk(*plain, "--scorecard", "card", stdin=call)
    assert [each["call"] for each in objects(named)] == ["x"]


def test_an_index_and_the_writing_say_which_scorecards_a_call_is_for(
    coachdesk: Run, rules: Path, tmp_path: Path
) -> None:
    rules.write_text(RULES + "applies_to: {direction: inbound}\nlanguage: en\n", "utf-8")
    (tmp_path / "one.txt").write_text(GOOD, "utf-8")
    (tmp_path / "two.txt").write_text(GOOD, "utf-8")
    (tmp_path / "three.txt").write_text("A: 您好\nC: 你好\n", "utf-8")
    (tmp_path / "calls.csv").write_text("file,direction\none.txt,outbound\n", "utf-8")
    finished = coachdesk(
        *("score", "one.txt", "two.txt", "three.txt", "--index", "calls.csv"),
        *("--rules", rules, "--format", "jsonl"),
    )
    assert [each["call"] for each in objects(finished)] == ["two"]


# Forms filled by hand


ANSWERS = {
    "a.yaml": "form: card\nanswers:\n  greets: pass\n  opt-out: na\n  empathy: partly\n",
    "a.json": """{"form": "card",
        "answers": {"greets": "pass", "opt-out": "na", "empathy": "partly"}}""",
    "a.csv": "criterion,answer,note\ngreets,pass,\nopt-out,na,nobody asked\nempathy,partly,\n",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_form_filled_by_hand_gives_the_same_object(
    coachdesk: Run, rules: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text(ANSWERS[name], "utf-8")
    finished = coachdesk("score", "--form", rules, "--answers", name, "--format", "jsonl")
    (found,) = objects(finished)
    assert found["call"] is None
    # 5 of 5 and 2 of 5; the NA leaves both sides.
    assert found["score"]["calc"] == 70.0
    assert (found["score"]["scope"], found["score"]["outcome"]) == ("full", "FAIL")
    assert finished.returncode == 1


def test_a_form_is_found_by_its_id_and_answers_come_from_standard_input(
    coachdesk: Run, rules: Path
) -> None:
    finished = coachdesk(
        *("score", "--form", "card", "--answers", "-", "--rules", rules, "--format", "jsonl"),
        stdin="answers: {greets: 4}\n",
    )
    (found,) = objects(finished)
    assert (found["score"]["calc"], found["score"]["scope_weight_pct"]) == (80.0, 33.33)


def test_every_fault_of_the_answers_is_told(coachdesk: Run, rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("form: card\nanswers:\n  greet: pass\n  empathy: maybe\n", "utf-8")
    finished = coachdesk("score", "--form", rules, "--answers", path)
    assert (finished.returncode, finished.stdout) == (2, "")
    first, second = finished.stderr.splitlines()
    assert first.startswith(f"{path}:3:3: A103 error:")
    assert second.startswith(f"{path}:4:12: A104 error:")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--form", "card"),
        ("--answers", "a.yaml"),
        ("x.txt", "--form", "card", "--answers", "a.yaml"),
        ("x.txt", "--format", "pdf"),
        ("x.txt", "--fail-under", "many"),
    ],
)
def test_wrong_usage_exits_2(coachdesk: Run, arguments: tuple[str, ...]) -> None:
    finished = coachdesk("score", *arguments)
    assert (finished.returncode, finished.stdout) == (2, "")
