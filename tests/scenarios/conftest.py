"""A demo desk, once, and a copy of it for every scenario and size of window."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.scenarios.at import At

SIZES = [(80, 24), (100, 30)]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run(
        [sys.executable, "-m", "coachdesk", "demo"],
        cwd=folder, env={**os.environ, "PYTHONUTF8": "1"}, capture_output=True, check=True,
        timeout=120,
    )  # fmt: skip
    return folder / "coachdesk-demo"


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def at(request: pytest.FixtureRequest, original: Path, tmp_path: Path) -> At:
    return At(Path(copytree(original, tmp_path / "desk")), request.param)
