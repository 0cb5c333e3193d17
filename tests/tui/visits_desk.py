"""Desks with visits for the screens: one with two stores, one with a visit in every stage."""

from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from coachdesk.desk.audits import list_visits, open_visit
from coachdesk.desk.folder import Acting, Desk, find_desk
from tests.desk.audits.staged import staged_desk
from tests.desk.audits.walking import Walk, being, make_desk

LATER = timedelta(hours=8)
"""After everything that was done to the visits."""


def now(person: str) -> Acting:
    """This person, in the evening of that day."""
    return being(person, LATER)


@pytest.fixture(scope="session")
def staged_original(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """To be copied and never written."""
    return staged_desk(tmp_path_factory.mktemp("staged"))


@pytest.fixture
def staged(staged_original: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A visit in every stage."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = Path(copytree(staged_original.root, tmp_path / "desk"))
    return find_desk(root, root)


@pytest.fixture(scope="session")
def shop_original(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """To be copied and never written."""
    folder = tmp_path_factory.mktemp("shop")
    desk = make_desk(folder / "desk")
    Walk(desk, folder).plan()
    return desk


@pytest.fixture
def shop(shop_original: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two stores, each with a planned visit."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = Path(copytree(shop_original.root, tmp_path / "shop"))
    return find_desk(root, root)


def shopper_of(desk: Desk, name: str) -> str:
    """Whoever is to make the visit."""
    return str(open_visit(desk, now("max"), name).visit.shopper)


def named(desk: Desk, stage: str) -> str:
    """The visit that stands there."""
    return next(each.name for each in list_visits(desk, now("max")) if each.stage == stage)
