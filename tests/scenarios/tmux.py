"""A real terminal to type into and to look at: tmux on a socket of its own."""

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

WITHIN_S = 30.0
"""So long a screen may take; a slow machine needs most of it, a test that passes little."""


def has_tmux() -> bool:
    """Whether there is a tmux here."""
    return shutil.which("tmux") is not None


class Tmux:
    """One program in one window. Use it in a `with`: the server ends with it."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path,
        env: Mapping[str, str],
        size: tuple[int, int],
    ) -> None:
        self._socket = cwd.parent / f"tmux-{time.monotonic_ns()}"
        words = " ".join(shlex.quote(str(each)) for each in command)
        given = " ".join(f"{name}={shlex.quote(value)}" for name, value in env.items())
        # What is left on the screen after the end tells how it ended.
        line = f"env -i {given} {words}; echo ended with $?; stty -a; exec sleep 1000"
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]),
            "-c", str(cwd), line,
        )  # fmt: skip

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *words],
            env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=20,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def __enter__(self) -> "Tmux":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._tmux("kill-server")

    def screen(self) -> str:
        """What stands there now, blanks at the ends of lines left out."""
        return self._tmux("capture-pane", "-p")

    def keys(self, *names: str) -> None:
        """Presses keys by their names, such as `Enter` or `C-q`."""
        for name in names:
            self._tmux("send-keys", name)

    def types(self, text: str) -> None:
        """Types letters."""
        self._tmux("send-keys", "-l", text)

    def shows(self, *wanted: str) -> str:
        """Waits until all of this is on the screen at once, and gives the screen.

        Raises:
            AssertionError: it is not, within the time.
        """
        return self._until(
            lambda screen: screen if all(each in screen for each in wanted) else None,
            lambda screen: [each for each in wanted if each not in screen],
        )

    def shows_one_of(self, wanted: Iterable[str]) -> str:
        """Waits until one of these is on the screen, over however many lines, and gives it.

        Raises:
            AssertionError: none is, within the time.
        """
        sought = list(wanted)

        def found(screen: str) -> str | None:
            whole = " ".join(screen.split())
            return next((each for each in sought if each in whole), None)

        return self._until(found, lambda screen: sought)

    def _until(
        self, found: Callable[[str], str | None], missing: Callable[[str], Sequence[str]]
    ) -> str:
        until = time.monotonic() + WITHIN_S
        while True:
            screen = self.screen()
            what = found(screen)
            if what is not None:
                return what
            assert time.monotonic() < until, f"no {missing(screen)} in\n{screen}"
            time.sleep(0.05)
