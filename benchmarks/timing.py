"""Measure several ways of the same work in one run, and print what came out as Markdown."""

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

import msgspec


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way of doing the work."""

    name: str
    work: Callable[[], object]
    items: int
    """How many calls one round of it does."""


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of processor time a call, over the rounds."""

    least: float
    median: float


def interleaved(ways: Sequence[Way], rounds: int) -> Mapping[str, Timed]:
    """Each way once to warm up, then once a round, so that noise of the machine meets all of them.

    Time is that of this process on the processor (`time.process_time`). What is alive before the
    first round, the calls above all, is left out of garbage collection (`gc.freeze`), as it would
    be no part of a stream; what a way makes itself is collected as usual.
    """
    for way in ways:
        way.work()
    gc.collect()
    gc.freeze()
    taken: dict[str, list[float]] = {way.name: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            gc.collect()
            begin = time.process_time()
            way.work()
            taken[way.name].append((time.process_time() - begin) / way.items)
    gc.unfreeze()
    return {
        name: Timed(least=min(each), median=statistics.median(each)) for name, each in taken.items()
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is words, the others are figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def machine() -> str:
    """What it ran on, in a line, with the load that others put on it."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} processors, load average {load}"
    )


def micros(seconds: float) -> str:
    """Microseconds."""
    return f"{seconds * 1e6:,.0f}"


def per_second(seconds: float) -> str:
    """So many a second, three figures."""
    rate = 1 / seconds
    digits = max(len(str(int(rate))) - 3, 0)
    return f"{round(rate, -digits):,.0f}"


def times(ratio: float) -> str:
    """A ratio with as many figures as it is worth."""
    return f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.1f}" if ratio >= 2 else f"{ratio:.2f}"
