"""One small desk for many questions."""

from collections.abc import Iterator

import pytest

from coachdesk.desk.folder import HeldDesk
from tests.desk.queue.small_desk import ACTING, Fact, made


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HeldDesk, list[Fact]]]:
    """The desk, kept open, and its calls as plain facts."""
    desk, facts = made(tmp_path_factory.mktemp("small") / "desk")
    with desk.held(ACTING) as held:
        yield held, facts
