"""A demo desk with a window of some size in front of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.scenarios.tmux import Tmux

SUPERVISOR = "hong.wei"
"""Who asks, where a scenario names nobody."""


class At:
    """A desk, and the size of the window in front of it."""

    def __init__(self, desk: Path, size: tuple[int, int]) -> None:
        self.desk = desk
        self.size = size

    def env(self, **more: str) -> dict[str, str]:
        home = self.desk.parent / "home"
        home.mkdir(exist_ok=True)
        return {
            "HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
            "TERM": "screen-256color",
            "COACHDESK_CONFIG": str(home / "config.yaml"), **more,
        }  # fmt: skip

    def open(self, person: str, *place: str, **more: str) -> Tmux:
        return Tmux(
            [sys.executable, "-m", "coachdesk", "open", "--as", person, *place],
            cwd=self.desk, env=self.env(**more), size=self.size,
        )  # fmt: skip

    def told(self, *words: str, person: str = SUPERVISOR) -> Any:
        """What the command says, as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "coachdesk", *words, "--as", person, "--format", "json"],
            cwd=self.desk, env=self.env(), capture_output=True, encoding="utf-8", check=False,
            timeout=60,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)
