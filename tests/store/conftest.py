"""A fresh desk database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coachdesk.store import connect
from coachdesk.store.database import Database

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a new desk."""
    file = tmp_path / "desk.db"
    connect.create(file, at=NOON, actor="ana")
    return file


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    """A new desk, open."""
    with connect.opened(path, at=NOON, actor="ana") as opened:
        yield opened
