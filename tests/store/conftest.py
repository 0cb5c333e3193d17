"""A fresh desk database and the values that go into it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from sqlite_utils import Database

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.form import Criterion, Form, Section
from coachdesk.core.location import Location
from coachdesk.store import connect

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


def call(name: str, *texts: str) -> Call:
    """A short call; the agent speaks first."""
    speakers = (Speaker.AGENT, Speaker.CUSTOMER)
    return Call(
        id=name,
        agent="Ana Silva",
        source_format="text",
        started_at=NOON,
        turns=tuple(
            Turn(
                index=index,
                speaker=speakers[index % 2],
                text=text,
                start_ms=index * 1000,
                end_ms=index * 1000 + 900,
            )
            for index, text in enumerate(texts or ("good morning", "hello"))
        ),
    )


def form(identity: str = "card", sha256: str = "a" * 64, criteria: int = 3) -> Form:
    """A form of some criteria worth five points each."""
    place = Location("card.yaml")
    items = tuple(
        Criterion(id=f"c{number}", ask="?", points=Fraction(5), location=place)
        for number in range(criteria)
    )
    section = Section(id="one", title="One", weight=Fraction(1), criteria=items)
    return Form(
        kind="scorecard", id=identity, version=1, title="Card", sections=(section,), sha256=sha256
    )
