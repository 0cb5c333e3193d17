"""The desk from the command line, as real processes."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coachdesk.report.layout import width

Run = Callable[..., CompletedProcess[str]]

GOOD = "A: good morning, this is Ana from Bank\nC: hello\nA: this call is recorded\n"
BAD = "A: yes\nC: stop calling me\nA: but it's free\n"


@pytest.fixture
def desk(coachdesk: Run, tmp_path: Path) -> Path:
    """A desk folder with two call files beside it."""
    assert coachdesk("init", "desk").returncode == 0
    calls = tmp_path / "calls"
    calls.mkdir()
    (calls / "good.txt").write_text(GOOD, encoding="utf-8")
    (calls / "bad.txt").write_text(BAD, encoding="utf-8")
    return tmp_path / "desk"


def calm(process: CompletedProcess[str], code: int) -> str:
    """The errors of a process that ended as it should: one line each, no traceback, no escape."""
    assert process.returncode == code, process.stderr
    assert "Traceback" not in process.stderr
    assert "\x1b" not in process.stdout + process.stderr
    return process.stderr


def test_init_makes_a_private_desk_with_rules_and_says_what_next(
    coachdesk: Run, desk: Path
) -> None:
    assert {each.name for each in desk.iterdir()} >= {"desk.yaml", "desk.db", "rules"}
    assert desk.stat().st_mode & 0o777 == 0o700
    assert (desk / "desk.db").stat().st_mode & 0o777 == 0o600
    assert list((desk / "rules" / "scorecards").glob("*.yaml"))
    calm(coachdesk("rules", "check", cwd=desk), 0)


def test_init_leaves_a_folder_in_use_alone(coachdesk: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    assert "D116" in calm(coachdesk("init"), 3)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
    assert "D116" in calm(coachdesk("init", "mine.txt"), 3)
    assert "D116" in calm(coachdesk("init", "mine.txt/inside"), 3)


def test_without_a_desk_one_line_says_how_to_make_one(coachdesk: Run) -> None:
    error = calm(coachdesk("calls"), 3)
    assert error.count("\n") == 1
    assert "coachdesk init" in error


def test_importing_twice_is_importing_once(coachdesk: Run, desk: Path) -> None:
    first = coachdesk("import", "../calls", "--format", "json", cwd=desk)
    calm(first, 0)
    assert json.loads(first.stdout)["added"] == 2
    head = coachdesk("log", "verify", "--format", "json", cwd=desk).stdout
    again = coachdesk("import", "../calls", cwd=desk)
    calm(again, 0)
    assert "2 known" in again.stdout
    assert coachdesk("log", "verify", "--format", "json", cwd=desk).stdout == head


def test_another_call_under_a_known_id_is_refused_and_the_rest_kept(
    coachdesk: Run, desk: Path, tmp_path: Path
) -> None:
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    (tmp_path / "calls" / "good.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "calls" / "new.txt").write_text(GOOD, encoding="utf-8")
    process = coachdesk("import", "../calls", "--format", "json", cwd=desk)
    error = calm(process, 2)
    assert error.count("D301") == 1
    assert "good.txt" in error
    assert json.loads(process.stdout)["added"] == 1
    shown = json.loads(coachdesk("show", "good", "--format", "json", cwd=desk).stdout)
    assert shown["call"]["turns"][0]["text"].startswith("good morning")


def test_a_file_that_cannot_be_read_stops_no_other(
    coachdesk: Run, desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "calls" / "broken.json").write_text('{"turns": [', encoding="utf-8")
    process = coachdesk("import", "../calls", "--format", "json", cwd=desk)
    assert "broken.json" in calm(process, 2)
    assert json.loads(process.stdout)["added"] == 2


def test_card_numbers_never_reach_the_disk(coachdesk: Run, desk: Path, tmp_path: Path) -> None:
    secret = "4111 1111 1111 1111"
    (tmp_path / "calls" / "card.txt").write_text(f"C: it is {secret}\nA: thanks\n", "utf-8")
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    calm(coachdesk("screen", cwd=desk), 0)
    shown = coachdesk("show", "card", cwd=desk).stdout
    exported = coachdesk("export", "calls", cwd=desk).stdout
    for text in (shown, exported):
        assert "1111" not in text.replace(" ", "")
        assert "thanks" in text
    for file in desk.glob("desk.db*"):
        assert b"1111 1111" not in file.read_bytes()


def test_a_desk_without_calls_says_so_and_not_that_every_call_was_asked(
    coachdesk: Run, desk: Path
) -> None:
    told = coachdesk("screen", cwd=desk)
    calm(told, 0)
    assert "nothing to score: no calls are on this desk" in told.stdout
    assert "every call" not in told.stdout
    assert "in force now: " in told.stdout


def test_screen_calls_show_export_and_rescore_agree(coachdesk: Run, desk: Path) -> None:
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    calm(coachdesk("screen", cwd=desk), 0)
    assert "nothing to score" in coachdesk("screen", cwd=desk).stdout
    cards = ("outbound-card-sale", "collections", "insurance-telemarketing-zh")
    listed: list[dict[str, object]] = []
    for card in cards:
        found = coachdesk("calls", "--scorecard", card, "--format", "json", cwd=desk)
        listed += json.loads(found.stdout) if found.returncode == 0 else []
    out = coachdesk("export", cwd=desk)
    assert "log head" in calm(out, 0)
    exported = [json.loads(line) for line in out.stdout.splitlines()]
    assert {(each["call"], each["scorecard"], each["score"]["outcome"]) for each in exported} == {
        (each["call"], each["scorecard"], each["outcome"]) for each in listed
    }
    shown = json.loads(coachdesk("show", "bad", "--format", "json", cwd=desk).stdout)
    assert shown["scores"] == [each for each in exported if each["call"] == "bad"]
    calm(coachdesk("rescore", "--verify", cwd=desk), 0)
    calm(coachdesk("log", "verify", cwd=desk), 0)


def test_an_export_is_what_score_says_of_the_same_file(coachdesk: Run, desk: Path) -> None:
    calm(coachdesk("import", "../calls/bad.txt", cwd=desk), 0)
    calm(coachdesk("screen", cwd=desk), 0)
    exported = coachdesk("export", cwd=desk).stdout
    scored = coachdesk(
        "score", "../calls/bad.txt", "--rules", "rules", "--format", "jsonl", cwd=desk
    ).stdout
    assert sorted(exported.splitlines()) == sorted(scored.splitlines())


def test_exported_calls_come_back_unchanged(coachdesk: Run, desk: Path, tmp_path: Path) -> None:
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    calm(coachdesk("export", "calls", "--output", "../all.jsonl", cwd=desk), 0)
    assert (tmp_path / "all.jsonl").stat().st_mode & 0o777 == 0o600
    assert "U101" in calm(coachdesk("export", "calls", "--output", "../all.jsonl", cwd=desk), 2)
    assert "2 known" in coachdesk("import", "../all.jsonl", cwd=desk).stdout
    calm(coachdesk("init", "other"), 0)
    calm(coachdesk("import", "all.jsonl", "--desk", "other"), 0)
    again = coachdesk("export", "calls", "--desk", "other").stdout
    assert again == (tmp_path / "all.jsonl").read_text(encoding="utf-8")


def test_a_cell_of_the_csv_is_never_a_formula(coachdesk: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "calls" / "=1+1.txt").write_text(GOOD, encoding="utf-8")
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    calm(coachdesk("screen", cwd=desk), 0)
    text = coachdesk("export", "--format", "csv", cwd=desk).stdout
    assert "'=1+1" in text
    assert "\n=" not in text


def test_a_changed_score_is_found_by_both_checks(coachdesk: Run, desk: Path) -> None:
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    calm(coachdesk("screen", cwd=desk), 0)
    connection = sqlite3.connect(desk / "desk.db")
    connection.execute("UPDATE evaluations SET failing = failing + 1 WHERE number = 1")
    connection.commit()
    connection.close()
    assert "D304" in calm(coachdesk("rescore", "--verify", cwd=desk), 1)
    assert "D305" in calm(coachdesk("log", "verify", cwd=desk), 1)


def test_an_unknown_call_names_the_nearest(coachdesk: Run, desk: Path) -> None:
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    error = calm(coachdesk("show", "goood", cwd=desk), 3)
    assert "did you mean 'good'?" in error


def test_the_demo_needs_no_terminal_and_says_the_same_each_time(
    coachdesk: Run, tmp_path: Path
) -> None:
    first = coachdesk("demo")
    calm(first, 0)
    assert "too few" in first.stdout
    assert "no known agent" not in first.stdout
    assert "coachdesk show" in first.stdout
    again = coachdesk("demo", tmp_path / "again" / "coachdesk-demo", cwd=tmp_path)
    calm(again, 0)
    assert again.stdout.replace(str(tmp_path / "again") + "/", "") == first.stdout
    assert "D116" in calm(coachdesk("demo"), 3)


def test_the_demo_fits_a_narrow_screen(coachdesk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = coachdesk("demo").stdout.splitlines()
    assert max(map(width, lines)) <= 80
    assert any("FAIL" in line for line in lines[:7])


def test_an_index_tells_who_took_an_imported_call(
    coachdesk: Run, desk: Path, tmp_path: Path
) -> None:
    index = tmp_path / "calls.csv"
    index.write_text(
        "file,new_id,agent,direction\ngood.txt,c-1,Ana,outbound\nlost.txt,c-2,Ben,\n", "utf-8"
    )
    done = coachdesk("import", "../calls", "--index", "../calls.csv", cwd=desk)
    error = calm(done, 0)
    assert error.startswith("../calls.csv:3:1: C403 warning: 1 row is about no call")
    shown = json.loads(coachdesk("export", "calls", cwd=desk).stdout.splitlines()[1])
    assert (shown["id"], shown["agent"], shown["direction"]) == ("c-1", "Ana", "outbound")
    index.write_text("file,direction\ngood.txt,up\n", "utf-8")
    refused = coachdesk("import", "../calls", "--index", "../calls.csv", cwd=desk)
    assert calm(refused, 2).startswith("../calls.csv:2:1: C402 error: direction 'up'")
    assert refused.stdout == ""


def test_a_changed_scorecard_under_its_old_version_is_told(coachdesk: Run, desk: Path) -> None:
    calm(coachdesk("import", "../calls", cwd=desk), 0)
    assert "D308" not in coachdesk("screen", cwd=desk).stderr
    for path in (desk / "rules").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    told = coachdesk("screen", cwd=desk)
    assert told.returncode == 0
    assert "D308 warning: " in told.stderr
    assert "and is still version 1" in told.stderr
