"""Run a program in a pseudo terminal: send keys, read what it writes, see how it leaves."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

COACHDESK = (sys.executable, "-m", "coachdesk")
_READS = 65536
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Only the program itself can make the terminal its own, and only before it is what it is."""


class Child:
    """A program in a terminal of its own. Use it in a `with`; what still runs then is killed."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (100, 30),
    ) -> None:
        self.master, self._slave = pty.openpty()
        self.resize(*size)
        self.modes = termios.tcgetattr(self._slave)
        self.written = b""
        self._process = subprocess.Popen(
            [sys.executable, "-IS", "-c", _TAKE_TERMINAL, *command],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            cwd=cwd,
            env=dict(env or {}),
            start_new_session=True,
        )
        self.code: int | None = None

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.code is None:
            self._process.kill()
            self._process.wait()
        for each in (self.master, self._slave):
            if each >= 0:
                os.close(each)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, as a window manager would set it."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, keys: str | bytes) -> None:
        """Types."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def read(self, seconds: float = 0.0) -> bytes:
        """What is written within this time; all of it is kept in `written` as well."""
        got = b""
        until = time.monotonic() + seconds
        while True:
            left = max(0.0, until - time.monotonic())
            if not select.select([self.master], [], [], left)[0]:
                break
            try:
                part = os.read(self.master, _READS)
            except OSError:
                break
            if not part:
                break
            got += part
        self.written += got
        return got

    def wait_for(self, wanted: str | bytes, *, since: int = 0, seconds: float = 15.0) -> None:
        """Reads until this was written.

        Raises:
            AssertionError: it was not, within the time.
        """
        looked = wanted.encode() if isinstance(wanted, str) else wanted
        until = time.monotonic() + seconds
        while looked not in self.written[since:]:
            assert time.monotonic() < until, f"no {wanted!r} in {self.written[since:][-2000:]!r}"
            self.read(0.05)

    def rest(self, seconds: float = 0.3, longest: float = 10.0) -> None:
        """Reads until nothing comes for so long."""
        until = time.monotonic() + longest
        while self.read(seconds) and time.monotonic() < until:
            pass

    def signal(self, number: int) -> None:
        """Sends a signal to the program."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """Takes the terminal away, as a dropped connection does."""
        os.close(self._slave)
        os.close(self.master)
        self.master = self._slave = -1

    def end(self, seconds: float = 15.0) -> int:
        """The exit code once it ended; minus the signal's number where one ended it.

        Raises:
            AssertionError: it still runs after the time.
        """
        until = time.monotonic() + seconds
        while self.code is None:
            if self.master >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
            self.code = self._process.poll()
            if self.code is None:
                assert time.monotonic() < until, f"still runs: {self.written[-2000:]!r}"
        if self.master >= 0:
            self.read(0.1)
        return self.code

    @property
    def modes_now(self) -> list[object]:
        """The terminal's modes: echo, lines, signals."""
        return termios.tcgetattr(self._slave)
