"""Open a file in the editor that somebody has chosen."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

_FALLBACKS = ("nano", "vim", "vi")


def command_for(path: Path, line: int | None = None) -> list[str] | None:
    """How to open the file; None: there is no editor here."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        words = [name for name in _FALLBACKS if shutil.which(name)][:1]
    if not words:
        return None
    at = [f"+{line}"] if line and Path(words[0]).name in ("nano", "vim", "vi", "nvim") else []
    # Without it, this editor gives back control before anything was written.
    waits = ["--wait"] if Path(words[0]).name == "code" and "--wait" not in words else []
    return [*words, *waits, *at, str(path)]


def run(command: list[str], *, no_color: bool) -> str | None:
    """Runs it and waits; an error in words, or None."""
    env = dict(os.environ)
    if no_color:
        env["NO_COLOR"] = "1"
    try:
        done = subprocess.run(command, env=env, check=False)
    except OSError as error:
        return f"{command[0]} can't be started: {error.strerror}"
    if done.returncode:
        return f"{command[0]} ended with code {done.returncode}; the file is as it left it"
    return None
