"""A program in a pseudo-terminal: keys in, bytes out, and how long it took."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PAUSE_S = 0.012
"""A pause of so long ends the first part of a repaint: what follows is news, such as "saved"."""
QUIET_S = 0.08
"""Without a byte for so long, a repaint is taken as finished; it is not part of the figure."""


class Screen:
    """A running program on a terminal of our own."""

    def __init__(self, arguments: Sequence[str], columns: int, rows: int, cwd: Path) -> None:
        self.began = time.perf_counter()
        self.seen = bytearray()
        self.shown_ms = 0.0
        """Milliseconds to the last byte of the first part of the last repaint."""
        self.child, self._master = pty.fork()
        if self.child == 0:
            os.chdir(cwd)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.environ.pop("NO_COLOR", None)
            os.execv(arguments[0], list(arguments))
        self.resize(columns, rows, tell=False)

    def resize(self, columns: int, rows: int, *, tell: bool = True) -> None:
        """Gives the terminal another size."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)
        if tell:
            os.kill(self.child, signal.SIGWINCH)

    def until(self, wanted: bytes, limit_s: float = 30.0) -> float:
        """Seconds from the start of the program until these bytes came out."""
        while wanted not in self.seen:
            if time.perf_counter() - self.began > limit_s or not self._more(limit_s):
                tail = bytes(self.seen[-400:])
                raise TimeoutError(f"{wanted!r} never came; the last bytes were {tail!r}")
        return time.perf_counter() - self.began

    def press(self, keys: bytes, wanted: bytes | None = None, limit_s: float = 10.0) -> float:
        """Milliseconds from a key to the last byte of the repaint that followed it.

        Args:
            keys: what the terminal would send.
            wanted: only a repaint with these bytes counts.
            limit_s: how long to wait for its first byte.
        """
        return self.after(lambda: os.write(self._master, keys), wanted, limit_s)

    def after(
        self, cause: Callable[[], object], wanted: bytes | None = None, limit_s: float = 10.0
    ) -> float:
        """Milliseconds from a cause to the last byte of the repaint that followed it."""
        self.settle()
        self.seen.clear()
        began = last = time.perf_counter()
        shown: float | None = None
        cause()
        while True:
            waiting = wanted is not None and wanted not in self.seen
            any_yet = bool(self.seen)
            if not self._more(limit_s if waiting or not self.seen else QUIET_S):
                break
            now = time.perf_counter()
            if shown is None and any_yet and now - last > PAUSE_S:
                shown = last
            last = now
        self.shown_ms = ((shown or last) - began) * 1000
        if wanted is not None and wanted not in self.seen:
            raise TimeoutError(f"{wanted!r} never came")
        return (last - began) * 1000

    def settle(self) -> None:
        """Waits until nothing comes any more."""
        while self._more(QUIET_S):
            pass

    def _more(self, within_s: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], within_s)
        if not ready:
            return False
        try:
            found = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.seen += found
        return bool(found)

    def resident_mib(self) -> float:
        """Memory that the program holds now."""
        for line in Path(f"/proc/{self.child}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        """Ends it, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._master)


@contextlib.contextmanager
def on_screen(
    arguments: Sequence[str], cwd: Path, columns: int = 100, rows: int = 30
) -> Iterator[Screen]:
    """The program on a terminal, ended at the end."""
    screen = Screen(arguments, columns, rows, cwd)
    try:
        yield screen
    finally:
        screen.close()
