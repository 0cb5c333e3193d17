"""The editor that somebody chose, with its own words for a line and for waiting."""

from pathlib import Path

import pytest

from coachdesk.tui import editor

FILE = Path("rules/a rule.yaml")


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return monkeypatch


@pytest.mark.parametrize(
    ("named", "line", "command"),
    [
        ("nano", 7, ["nano", "+7", str(FILE)]),
        ("/usr/bin/vim -n", 7, ["/usr/bin/vim", "-n", "+7", str(FILE)]),
        ("code", 7, ["code", "--wait", str(FILE)]),
        ("code --wait", None, ["code", "--wait", str(FILE)]),
        ("'my editor' -x 'a b'", 7, ["my editor", "-x", "a b", str(FILE)]),
        ("emacs", None, ["emacs", str(FILE)]),
    ],
)
def test_the_editor_named_is_asked_with_its_own_words(
    chosen: pytest.MonkeyPatch, named: str, line: int | None, command: list[str]
) -> None:
    chosen.setenv("EDITOR", named)
    assert editor.command_for(FILE, line) == command


def test_visual_goes_before_editor(chosen: pytest.MonkeyPatch) -> None:
    chosen.setenv("EDITOR", "nano")
    chosen.setenv("VISUAL", "ed")
    assert editor.command_for(FILE) == ["ed", str(FILE)]


@pytest.mark.parametrize("named", ["", "   ", "vim 'half"])
def test_where_none_is_named_and_none_is_here_there_is_none(
    chosen: pytest.MonkeyPatch, named: str
) -> None:
    chosen.setenv("EDITOR", named)
    assert editor.command_for(FILE) is None


def test_where_none_is_named_a_usual_one_is_found(
    chosen: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "vi").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "vi").chmod(0o755)
    assert editor.command_for(FILE, 3) == ["vi", "+3", str(FILE)]


def test_an_editor_that_is_not_there_or_fails_is_told_in_words() -> None:
    said = editor.run(["/no/such/editor", "x"], no_color=False)
    assert said is not None
    assert "can't be started" in said
    assert editor.run(["/bin/sh", "-c", "exit 3"], no_color=False) == (
        "/bin/sh ended with code 3; the file is as it left it"
    )
    assert editor.run(["/bin/sh", "-c", "exit 0"], no_color=False) is None


def test_no_color_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    # The toolkit takes it out of the environment when it starts.
    monkeypatch.delenv("NO_COLOR", raising=False)
    asks = ["/bin/sh", "-c", 'test -n "$NO_COLOR"']
    assert editor.run(asks, no_color=True) is None
    assert editor.run(asks, no_color=False) is not None
