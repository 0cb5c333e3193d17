"""Copying says where to, and never keeps somebody waiting."""

import time
from pathlib import Path

import pytest

from coachdesk.tui import clipboard

TEXT = "coll-0011 0:10 Tom Becker “…四百八十…” [/]"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of programs before those of the system, and a state folder of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return folder.parent / f"{name}.got"


def copied(env: dict[str, str]) -> tuple[str, list[str]]:
    sent: list[str] = []
    return clipboard.copy(TEXT, sent.append, env), sent


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("wl-copy", "WAYLAND_DISPLAY"),
        ("xclip", "DISPLAY"),
        ("xsel", "DISPLAY"),
        ("clip.exe", "WSL_DISTRO_NAME"),
    ],
)
def test_the_local_program_gets_it_and_the_file_too(
    programs: Path, name: str, variable: str
) -> None:
    got = program(programs, name, f'cat > "{programs.parent}/{name}.got"')
    said, sent = copied({variable: "x"})
    assert got.read_text(encoding="utf-8") == TEXT
    assert sent == []
    assert said.startswith(f"copied with {name}, and kept in ")
    assert clipboard.register().read_text(encoding="utf-8") == TEXT


def test_over_ssh_the_terminal_gets_it(programs: Path) -> None:
    got = program(programs, "xclip", f'cat > "{programs.parent}/xclip.got"')
    said, sent = copied({"DISPLAY": ":10", "SSH_CONNECTION": "1 2 3 4"})
    assert sent == [TEXT]
    assert not got.exists()
    assert "over SSH, OSC 52" in said


def test_without_a_program_the_terminal_gets_it(programs: Path) -> None:
    said, sent = copied({})
    assert sent == [TEXT]
    assert "no clipboard program here, OSC 52" in said
    assert "kept in" in said


def test_a_program_that_fails_is_not_believed(programs: Path) -> None:
    program(programs, "xclip", "cat > /dev/null; exit 1")
    got = program(programs, "xsel", f'cat > "{programs.parent}/xsel.got"')
    said, sent = copied({"DISPLAY": ":0"})
    assert (said.split(",")[0], sent) == ("copied with xsel", [])
    assert got.read_text(encoding="utf-8") == TEXT


def test_a_program_that_stays_to_serve_the_clipboard_does_not_hold_the_screen(
    programs: Path,
) -> None:
    # xclip and wl-copy leave a child behind that keeps what it inherited open.
    program(programs, "xclip", "cat > /dev/null; sleep 4 & exit 0")
    started = time.monotonic()
    said, sent = copied({"DISPLAY": ":0"})
    assert time.monotonic() - started < 1.5
    assert (said.split(",")[0], sent) == ("copied with xclip", [])


def test_the_file_is_for_its_owner_alone_and_no_link_is_followed(programs: Path) -> None:
    copied({})
    file = clipboard.register()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    other = programs.parent / "other.txt"
    other.write_text("mine", encoding="utf-8")
    file.unlink()
    file.symlink_to(other)
    said, _ = copied({})
    assert "kept in" not in said
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_file_that_others_could_read_is_closed_to_them(programs: Path) -> None:
    file = clipboard.register()
    file.parent.mkdir(parents=True)
    file.write_text("old", encoding="utf-8")
    file.chmod(0o644)
    copied({})
    assert file.stat().st_mode & 0o777 == 0o600


def test_half_a_sign_is_copied_as_a_mark_and_not_refused(programs: Path) -> None:
    got = program(programs, "xclip", f'cat > "{programs.parent}/xclip.got"')
    said = clipboard.copy("a\ud800b", lambda text: None, {"DISPLAY": ":0"})
    assert said.startswith("copied with xclip")
    assert got.read_text(encoding="utf-8") == "a?b"
