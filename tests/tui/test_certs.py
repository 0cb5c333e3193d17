"""The matrix of certificates, one certificate's page, and their steps, by keys."""

from pathlib import Path

import pytest

from coachdesk.core.certification import State
from coachdesk.desk import certification as certs
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.tui.view import Place
from tests.desk.certification.conftest import being_at, desk, desk_to_copy  # noqa: F401
from tests.desk.certification.crowd import LATER, crowd
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

CERTS = Place(view="certs")


@pytest.fixture
def crowded(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return crowd(desk)


def state_of(at: Desk, person: str, programme: str = "reading") -> State:
    return certs.show(at, being_at("sam", LATER), person, programme)[0].standing.state


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_matrix_looks_like_this(crowded: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes", "next: ")
        assert is_golden(f"certs-{size[0]}x{size[1]}", seat.rows())

    sit(crowded, being_at("ruth", LATER), CERTS, walk, size=size)
