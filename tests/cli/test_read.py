"""`coachdesk read` as a process, on good and on hostile files."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Run

TALK = "A: [00:01] good morning\nC: [00:04] hi, it's me\n"


def test_json_is_the_contract_and_reading_it_again_changes_nothing(
    coachdesk: Run, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(TALK)
    first = coachdesk("read", "one.txt", "--format", "json")
    assert first.returncode == 0
    call = json.loads(first.stdout)
    assert {
        "id",
        "source_format",
        "duration_ms",
        "language",
        "turns",
        "metrics",
        "warnings",
    } <= set(call)
    assert call["turns"][0] == {
        "index": 0,
        "speaker": "agent",
        "start_ms": 1000,
        "end_ms": None,
        "text": "good morning",
        "label": "A",
    }
    again = coachdesk("read", "-", "--format", "json", stdin=first.stdout)
    assert again.stdout == first.stdout


def test_card_data_is_masked_unless_the_file_is_looked_at_as_it_is(
    coachdesk: Run, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("C: it is 4111 1111 1111 1111\n")
    masked = coachdesk("read", "one.txt")
    assert "[CARD]" in masked.stdout
    assert "4111" not in masked.stdout + masked.stderr
    assert "4111" in coachdesk("read", "one.txt", "--as-is").stdout


def hostile(folder: Path) -> None:
    """One file for each thing that goes wrong in practice."""
    begun = '{"Transcript": [{"ParticipantRole": "AGENT", "BeginOffsetMillis": 4'
    (folder / "truncated.json").write_text(begun)
    (folder / "deep.json").write_text('{"segments": 1, "start": 2, "text": 3, "x":' + "[" * 100_000)
    (folder / "latin1.txt").write_bytes("A: caf\xe9\n".encode("latin-1"))
    (folder / "utf16.vtt").write_bytes("WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n".encode("utf-16"))
    (folder / "nul.csv").write_bytes(b"speaker,text\nagent,a\0b\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "prose.txt").write_text("Once upon a time there was no speaker at all.\n")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 20)
    with (folder / "huge.json").open("wb") as huge:
        huge.write(b'{"segments": [{"start": 1, "text": "')
        huge.truncate(200 * 1024 * 1024)
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.txt").symlink_to(folder / "nowhere")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("truncated.json", "1:68: C103 error: not JSON"),
        ("deep.json", "1:107: C104 error: nested deeper than 64"),
        ("latin1.txt", "1:7: C102 error: byte 0xE9 is not UTF-8 (save as UTF-8)"),
        ("utf16.vtt", "1:1: C109 error: is UTF-16, not UTF-8"),
        ("nul.csv", "2:1: C113 error: a NUL character"),
        ("empty.txt", "1:1: C108 error: the file is empty"),
        ("prose.txt", "1:1: C109 error: no transcript format is recognised"),
        ("binary.bin", "1:1: C109 error: no transcript format is recognised"),
        ("huge.json", "1:1: C101 error: larger than 50 MiB"),
        ("pipe.txt", "1:1: C100 error: is no regular file"),
        ("dangling.txt", "1:1: C100 error: cannot be read"),
        ("missing.txt", "1:1: C100 error: cannot be read"),
    ],
)
def test_a_hostile_file_is_one_clear_line_and_the_good_one_is_still_read(
    coachdesk: Run, tmp_path: Path, name: str, line: str
) -> None:
    hostile(tmp_path)
    (tmp_path / "good.txt").write_text(TALK)
    done = coachdesk("read", name, "good.txt", "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["id"] == "good"
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith(f"{name}:{line}"), done.stderr


def test_nothing_in_a_transcript_drives_the_terminal(coachdesk: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "\x1b]52;c;aGk=\x07: \x1b[2J\x9b31m[/b] \u202e hi\nA: ok\n", "utf-8"
    )
    (tmp_path / "esc\x1b[31m.txt").write_text("A: hi\n")
    done = coachdesk("read", "one.txt", "esc\x1b[31m.txt", "gone\x1b[0m.txt", "--from", "plain")
    out = done.stdout + done.stderr
    assert not [sign for sign in out if ord(sign) < 32 and sign != "\n"]
    assert not [sign for sign in out if 0x7F <= ord(sign) < 0xA0 or sign == "\u202e"]
    assert "[/b]" in out


def test_a_folder_reads_what_it_can_and_says_what_it_passed_over(
    coachdesk: Run, tmp_path: Path
) -> None:
    inner = tmp_path / "calls" / "week"
    inner.mkdir(parents=True)
    (inner / "b.txt").write_text(TALK)
    (inner / "notes.md").write_text("# Not a call\n")
    (inner / ".hidden").write_text("no")
    done = coachdesk("read", "calls", "--format", "json")
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b"]
    assert "notes.md:1:1: C109 warning" in done.stderr
    assert ".hidden" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "webvt"], "C106 error: there is no format 'webvt' (did you mean webvtt?)"),
        (["--roles", "Ana"], "C107 error: 'Ana' does not say who plays which part"),
    ],
)
def test_a_wrong_option_is_named(
    coachdesk: Run, tmp_path: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "one.txt").write_text(TALK)
    done = coachdesk("read", "one.txt", *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_standard_input_that_comes_in_drops_is_still_recognised(tmp_path: Path) -> None:
    drops = ("WEB", "VTT\n\n00:01.000 --> ", "00:02.000\nhello\n")
    with subprocess.Popen(
        [sys.executable, "-m", "coachdesk", "read", "-", "--format", "json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for drop in drops:
            process.stdin.write(drop)
            process.stdin.flush()
            time.sleep(0.4)
        process.stdin.close()
        call = json.loads(process.stdout.read())
    assert (call["source_format"], call["turns"][0]["text"]) == ("webvtt", "hello")


def test_an_index_adds_what_a_file_does_not_say(coachdesk: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TALK)
    index = "id,agent,customer\none,Ana Price,card 4111 1111 1111 1111\n"
    (tmp_path / "calls.csv").write_text(index)
    done = coachdesk("read", "one.txt", "--index", "calls.csv", "--format", "json")
    assert done.returncode == 0
    call = json.loads(done.stdout)
    assert call["agent"] == "Ana Price"
    assert "4111" not in done.stdout
    (tmp_path / "again.jsonl").write_text(done.stdout)
    (tmp_path / "calls.csv").write_text("id,agent\none,Ben\n")
    done = coachdesk("read", "again.jsonl", "--index", "calls.csv", "--format", "json")
    call = json.loads(done.stdout)
    assert call["agent"] == "Ana Price"
    assert "C404" in [each["code"] for each in call["warnings"]]
