"""An environment with nothing of the machine's own in it, and a desk in the middle of a week."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from coachdesk.desk.folder import Desk, find_desk
from tests.desk.day import busy_desk
from tests.tui.scripts_desk import used_desk
from tests.tui.visits_desk import shop, shop_original, staged, staged_original

__all__ = ["shop", "shop_original", "staged", "staged_original"]
"""Fixtures kept beside what they are made of."""


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


@pytest.fixture(scope="session")
def busy_original(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of `tests/desk/day.py`, to be copied and never written."""
    return busy_desk(tmp_path_factory.mktemp("busy") / "desk")


@pytest.fixture
def desk(busy_original: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same to work in, with nothing of the machine's within reach."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = Path(copytree(busy_original.root, tmp_path / "desk"))
    return find_desk(root, root)


@pytest.fixture(scope="session")
def used_original(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of `scripts_desk.used_desk`, to be copied and never written."""
    return used_desk(tmp_path_factory.mktemp("used") / "desk")


@pytest.fixture
def used(used_original: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same to work in, from a folder in which nothing is."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    root = Path(copytree(used_original.root, tmp_path / "desk"))
    return find_desk(root, root)
