"""An environment with nothing of the machine's own in it."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a terminal in which nothing was configured."""
    home = tmp_path / "home"
    home.mkdir()
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "COACHDESK_CONFIG": str(home / "config.yaml"),
    }
