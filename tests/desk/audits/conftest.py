"""A fresh desk with shops and shoppers, and somebody who takes visits along."""

from pathlib import Path

import pytest

from coachdesk.desk.folder import Desk
from tests.desk.audits.walking import Walk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The desk, fresh, without visits."""
    return make_desk(tmp_path / "desk")


@pytest.fixture
def walk(desk: Desk, tmp_path: Path) -> Walk:
    """Takes visits of the desk along their life."""
    return Walk(desk, tmp_path)
