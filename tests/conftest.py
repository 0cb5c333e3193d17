"""Shared fixtures: the outside data, a demo desk to copy, and the command as a process."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import settings

# A law holds on a busy machine too: nothing here is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Run = Callable[..., subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real calls and vendor files, which is not part of the project."""
    folder = Path(os.environ.get("COACHDESK_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the shared data folder is not here")
    return folder


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
def coachdesk(tmp_path: Path) -> Run:
    """Run `coachdesk ARGS...` as a real process in an empty folder; gives the finished one."""

    def run(
        *args: str | Path, stdin: str | None = None, cwd: Path | None = None, **env: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coachdesk", *map(str, args)],
            input=stdin if stdin is not None else "",
            cwd=cwd or tmp_path,
            env={**os.environ, "PYTHONUTF8": "1", **env},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return run
