"""A demo desk to copy, and an environment with nothing of the machine's own in it."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest


@pytest.fixture(scope="session")
def demo_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo desk, to be copied and never written."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run(
        [sys.executable, "-m", "coachdesk", "demo"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return folder / "coachdesk-demo"


@pytest.fixture
def demo(demo_original: Path, tmp_path: Path) -> Path:
    """A demo desk to work in."""
    return Path(copytree(demo_original, tmp_path / "demo"))


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
