"""What runs beside the screen, and its end."""

import threading
import time
from collections.abc import Callable

from coachdesk.desk.folder import Desk
from coachdesk.tui.session import Session
from tests.desk.day import being


def test_nothing_goes_on_beside_the_screen_once_it_is_closed(desk: Desk) -> None:
    begun, ended = threading.Event(), threading.Event()

    def job(desk: Desk, stale: Callable[[], bool]) -> None:
        begun.set()
        while not stale():
            time.sleep(0.01)
        time.sleep(0.1)
        ended.set()

    session = Session(desk, being("grace"), lambda call: None)
    session.look(job, lambda done: None, lambda refused: None, group="long")
    assert begun.wait(timeout=10)
    assert not ended.is_set()
    session.close()
    assert ended.is_set()
