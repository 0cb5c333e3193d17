"""Run the product as processes, as its users do, and see what they take."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

import msgspec

COACHDESK = ("-m", "coachdesk")


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What one process took."""

    seconds: float
    """On the clock."""
    processor: float
    """Seconds of processor time, its own."""
    peak_mib: float
    """Largest resident memory."""
    code: int


def run(
    arguments: Sequence[str],
    *,
    stdin: Iterable[bytes] | None = None,
    output: Path = Path(os.devnull),
    folder: Path | None = None,
) -> Ran:
    """Runs Python with the arguments until it ends, feeding it the lines of `stdin`."""
    # Compiled modules are kept, as they are for anybody who uses the product twice.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with output.open("wb") as out, Path(os.devnull).open("wb") as errors:
        begin = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=out,
            stderr=errors,
            env=environment,
            cwd=folder,
        )
        if stdin is not None:
            assert child.stdin is not None
            _feed(child.stdin, stdin)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    return Ran(
        seconds=seconds,
        processor=usage.ru_utime + usage.ru_stime,
        peak_mib=_mib(usage),
        code=child.returncode,
    )


def _feed(pipe: IO[bytes], lines: Iterable[bytes]) -> None:
    with pipe:
        for line in lines:
            pipe.write(line)


def _mib(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
