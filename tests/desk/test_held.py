"""A desk kept open tells what goes wrong in a job as clearly as one opened for it."""

from collections.abc import Callable

import pytest

from coachdesk.core.calls import Call
from coachdesk.core.errors import DeskRefused
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.queue import Interrupted, open_queue, remember, vocabulary


@pytest.fixture
def with_calls(
    desk: Desk, acting: Acting, make_calls: Callable[[int], list[tuple[Call, str]]]
) -> Desk:
    keep_calls(desk, acting, make_calls(40), say=lambda problem: None)
    return desk


def test_a_read_called_off_at_any_of_its_steps_ends_as_called_off(
    with_calls: Desk, acting: Acting
) -> None:
    with with_calls.held(acting) as held:
        # The engine asks this at every step, and stops as it does for another thread's call.
        held.db.conn.set_progress_handler(lambda: 1, 1)
        for read in (vocabulary, open_queue):
            with pytest.raises(Interrupted):
                read(held, acting)
        held.db.conn.set_progress_handler(None, 0)
        assert open_queue(held, acting).total == 40


def test_a_write_that_the_disk_refuses_is_one_clear_problem(desk: Desk, acting: Acting) -> None:
    with desk.held(acting) as held:
        held.db.conn.execute("PRAGMA query_only=ON")
        with pytest.raises(DeskRefused) as caught:
            remember(held, acting, "place", {"view": "home"})
    assert caught.value.problems[0].code == "D110"
