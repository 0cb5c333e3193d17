"""What runs beside the screen, and its end."""

import gc
import queue
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


def test_a_look_is_told_of_though_the_one_before_was_called_off_with_a_read_open(
    desk: Desk,
) -> None:
    acting, begun = being("grace"), threading.Event()
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"

    def called_off(desk: Desk, stale: Callable[[], bool]) -> None:
        with desk.opened(acting) as db:
            left_open: list[object] = [db.conn.execute(endless)]
            next(left_open[0])  # type: ignore[call-overload]
            # Nothing lets go of it but the collector.
            left_open.append(left_open)
            begun.set()
            sum(number for (number,) in db.conn.execute(endless))

    def wanted(desk: Desk, stale: Callable[[], bool]) -> int:
        with desk.opened(acting) as db:
            return int(db.conn.execute("SELECT 7").fetchone()[0])

    told: list[int] = []
    session = Session(desk, acting, posted.put)
    gc.disable()
    try:
        session.look(called_off, lambda done: None, lambda refused: None, group="page")
        assert begun.wait(timeout=10)
        session.look(wanted, told.append, lambda refused: None, group="page")
        while session.looking:
            posted.get(timeout=10)()
    finally:
        gc.enable()
        session.close()
    assert told == [7]
