"""Copy text: to the local clipboard, over SSH by the terminal's own escape, and always to a file.

The escape (OSC 52) is never answered, so nobody can tell whether it worked: the file is the net.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_PROGRAMS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)


def register() -> Path:
    """The file that always has what was copied last."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "coachdesk" / "clipboard.txt"


def copy(text: str, by_terminal: Callable[[str], None], env: Mapping[str, str] = os.environ) -> str:
    """Copies, and says in words where to."""
    kept = _keep(text)
    remote = "SSH_CONNECTION" in env or "SSH_TTY" in env
    if not remote:
        for program in _local(env):
            if _given_to(program, text):
                return f"copied with {program[0]}{kept}"
    by_terminal(text.encode(errors="replace").decode())
    way = "over SSH" if remote else "no clipboard program here"
    return f"sent to the terminal's clipboard ({way}, OSC 52){kept}"


def _local(env: Mapping[str, str]) -> list[tuple[str, ...]]:
    if sys.platform == "darwin":
        return [("pbcopy",)]
    return [command for name, command in _PROGRAMS if env.get(name)]


def _given_to(program: tuple[str, ...], text: str) -> bool:
    if shutil.which(program[0]) is None:
        return False
    try:
        done = subprocess.run(
            program,
            input=text.encode(errors="replace"),
            # Some leave a child behind that serves the clipboard: a pipe would wait for its end.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=2,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _keep(text: str) -> str:
    path = register()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            os.fchmod(descriptor, 0o600)
            file.write(text)
    except OSError:
        return ""
    return f", and kept in {path}"
