"""Commands of one group on one desk, each a process; what they say is held against what is due."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., subprocess.CompletedProcess[str]]


class Commands:
    """A desk in a folder, worked on by processes."""

    def __init__(self, coachdesk: Run, group: str, folder: Path) -> None:
        self.run, self.group, self.folder = coachdesk, group, folder

    def __call__(self, person: str, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run(self.group, *words, "--as", person, cwd=self.folder)

    def ok(self, person: str, *words: str) -> str:
        done = self(person, *words)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def refused(self, person: str, *words: str, exit_code: int = 3) -> str:
        done = self(person, *words)
        assert (done.returncode, done.stdout) == (exit_code, "")
        assert "Traceback" not in done.stderr
        return done.stderr

    def facts(self, person: str, *words: str) -> Any:
        return json.loads(self.ok(person, *words, "--format", "json"))
