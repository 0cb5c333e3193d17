"""What the screens have behind them: the desk, who acts, and three ways to reach it.

Small reads happen at once, on a connection that stays open. Large ones run beside, and only the
newest of a group is heard. Writes go to one thread, one after the other; what it reports as done
is on disk.
"""

import gc
import queue
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from time import monotonic
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.authorize import Actor
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.folder import Acting, Desk, HeldDesk
from coachdesk.desk.identity import actor_of
from coachdesk.desk.queue import Interrupted, call_off
from coachdesk.desk.roster import with_roster

T = TypeVar("T")
Post = Callable[[Callable[[], None]], None]
"""Hands a call to the thread of the screen."""


Jobs = queue.SimpleQueue[Callable[[Desk], None] | None]
"""What a thread has to do, in order; None ends it."""
_LAST_WRITES_S = 30.0
"""Longer than any wait for another writer."""
_LAST_LOOKS_S = 5.0
"""Longer than what was called off goes on."""


class Session:
    """One person at one desk. Made, used and closed by the thread of the screen."""

    def __init__(self, desk: Desk, acting: Acting, post: Post) -> None:
        self._named = desk
        self.acting = acting
        self.actor: Actor = actor_of(desk, acting)
        self._post = post
        self._kept = ExitStack()
        self.desk: Desk = self._kept.enter_context(desk.held(acting))
        """For small reads from the thread of the screen."""
        self._lookers: dict[str, Jobs] = {}
        self._newest: dict[str, int] = {}
        self._looking: dict[str, Desk] = {}
        self.waiting = 0
        """Writes that are not done yet."""
        self.looking = 0
        """Looks beside the screen that have not come to their end."""
        self.saved_at: datetime | None = None
        self.read_at: datetime = acting.clock()
        self._threads: list[threading.Thread] = []
        self._written = threading.Event()
        self._writes = self._thread("writer", self._broken)

    def write(
        self,
        job: Callable[[Desk], T],
        done: Callable[[T], None],
        failed: Callable[[CoachdeskError], None],
    ) -> None:
        """Writes after all writes before; `done` or `failed` is called on the screen's thread."""
        self.waiting += 1

        def run(desk: Desk) -> None:
            self._report(job, desk, self._then(done), self._then(failed))

        self._writes.put(run)

    def write_quietly(self, job: Callable[[Desk], object]) -> None:
        """Writes what nobody waits for, such as where somebody is; a refusal is not told."""

        def run(desk: Desk) -> None:
            self._report(job, desk, lambda done: None, lambda refused: None)

        self._writes.put(run)

    def read_people(self) -> None:
        """Whoever works here is read anew, for everything that is asked from now on."""
        self.desk = with_roster(self.desk, self.acting)
        self.actor = actor_of(self.desk, self.acting)

    def _up_to_date(self, desk: Desk) -> Desk:
        """A thread's own desk with the people as they were read last."""
        if desk.settings is self.desk.settings:
            return desk
        return msgspec.structs.replace(desk, settings=self.desk.settings)

    def version(self) -> int:
        """Another number whenever something happened to the desk."""
        return _version(self.desk)

    def look_at_version(self, done: Callable[[int], None]) -> None:
        """The same, beside the screen: somebody who writes for long may keep it waiting."""
        self.look(lambda desk, stale: _version(desk), done, lambda error: None, group="version")

    def clock_time(self, at: datetime) -> str:
        """The time of day in the desk's zone."""
        return f"{at.astimezone(ZoneInfo(self.desk.settings.time_zone)):%H:%M:%S}"

    def when(self, at: datetime) -> str:
        """Hour and minute in the desk's zone, with the day where it is not today."""
        zone = ZoneInfo(self.desk.settings.time_zone)
        local, today = at.astimezone(zone), self.acting.clock().astimezone(zone)
        return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%Y-%m-%d %H:%M}"

    def _then(self, told: Callable[[T], None]) -> Callable[[T], None]:
        def tell(result: T) -> None:
            self.waiting -= 1
            if not isinstance(result, CoachdeskError):
                self.saved_at = self.acting.clock()
            told(result)

        return tell

    def look(
        self,
        job: Callable[[Desk, Callable[[], bool]], T],
        done: Callable[[T], None],
        failed: Callable[[CoachdeskError], None],
        *,
        group: str,
    ) -> None:
        """Reads beside the screen; the job gets a function that says whether to give up.

        A newer job of the same group makes this one unheard.
        """
        self.forget(group)
        number = self._newest[group]

        def stale() -> bool:
            return self._newest.get(group) != number

        def unless_stale(told: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda result: None if stale() else told(result)

        def unless_called_off(desk: Desk) -> T:
            while True:
                try:
                    return job(desk, stale)
                except Exception as error:
                    if stale():
                        # Whatever it was doing when it was called off; nobody waits for it.
                        raise Interrupted from None
                    if not isinstance(error, Interrupted):
                        raise
                # The look before was meant. The engine ends new reads as well while an old one is
                # open (sqlite3_interrupt): let go of it, and begin again.
                gc.collect()

        def run(desk: Desk) -> None:
            if not stale():
                self._looking[group] = desk
                self._report(unless_called_off, desk, unless_stale(done), unless_stale(failed))
                self._looking.pop(group, None)
            self._post(ended)

        def ended() -> None:
            self.looking -= 1

        self.looking += 1
        if group not in self._lookers:
            self._lookers[group] = self._thread(f"look {group}", unless_stale(failed))
        self._lookers[group].put(run)

    def forget(self, group: str) -> None:
        """What runs in this group is not wanted any more."""
        self._newest[group] = self._newest.get(group, 0) + 1
        if (looking := self._looking.get(group)) is not None:
            call_off(looking)

    def _thread(self, name: str, failed: Callable[[Any], None]) -> Jobs:
        """A thread with a connection of its own, which does the jobs that are put to it."""
        jobs: Jobs = queue.SimpleQueue()

        def with_connection() -> None:
            with self._named.held(self.acting) as desk:
                while (run := jobs.get()) is not None:
                    run(desk)

        thread = threading.Thread(
            target=lambda: self._guarded(with_connection, failed), name=name, daemon=True
        )
        self._threads.append(thread)
        thread.start()
        return jobs

    def _broken(self, error: CoachdeskError) -> None:
        raise error

    def _guarded(self, run: Callable[[], None], failed: Callable[[Any], None]) -> None:
        try:
            run()
        except CoachdeskError as error:
            refusal = error
            self._post(lambda: failed(refusal))
        except Interrupted:
            pass  # Somebody asked for something newer.
        except Exception as error:  # noqa: BLE001 - it goes on on the screen's thread
            fault = error
            self._post(lambda: _raise(fault))

    def _report(
        self,
        job: Callable[[Desk], T],
        desk: Desk,
        done: Callable[[T], None],
        failed: Callable[[Any], None],
    ) -> None:
        def run() -> None:
            result = job(self._up_to_date(desk))
            self._post(lambda: done(result))

        self._guarded(run, failed)

    def close(self) -> None:
        """Waits for the writes that were asked for, then lets go of the desk."""
        self._writes.put(lambda desk: self._written.set())
        self._written.wait(timeout=_LAST_WRITES_S)
        for group in self._lookers:
            self.forget(group)
        for jobs in (self._writes, *self._lookers.values()):
            jobs.put(None)
        # A thread that is in the engine while the program ends would bring it down.
        until = monotonic() + _LAST_LOOKS_S
        for thread in self._threads:
            thread.join(timeout=max(0.0, until - monotonic()))
        self._kept.close()


def _version(desk: Desk) -> int:
    assert isinstance(desk, HeldDesk)
    return desk.version()


def _raise(fault: Exception) -> None:
    raise fault
