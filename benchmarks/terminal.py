"""How long people wait for the screens: a real process in a pseudo-terminal, key to last byte.

`python -m benchmarks.terminal [--calls N] [--desk FOLDER] [--check]`. Prints Markdown; `--check`
ends with 1 when a figure is over twice its goal.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.desk_of import NOW, make_desk
from benchmarks.screens import Screen, on_screen
from benchmarks.timing import machine, table
from coachdesk.desk.folder import Acting

OPEN = (sys.executable, "-m", "coachdesk", "open")
STOCK_ROWS = 10_000
FIRST_ROW = b"row 1 of"
"""What the queue says once its first rows are painted."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing measured, with the goal of docs/terminal.md."""

    name: str
    samples: tuple[float, ...]
    unit: str = "ms"
    goal: float | None = None
    at: str = "p95"
    """`p95` or `median`: what is held against the goal."""

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.samples)

    @property
    def p95(self) -> float:
        """Nineteen of twenty are no longer."""
        ordered = sorted(self.samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    @property
    def held(self) -> float:
        """What is held against the goal."""
        return self.p95 if self.at == "p95" else self.median


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=1_000_000)
    parser.add_argument("--desk", type=Path, help="a desk made before by benchmarks.desk_of")
    parser.add_argument("--keys", type=int, default=2_000, help="random keys for the memory figure")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = given.desk or Path(folder) / "desk"
        if given.desk is None:
            make_desk(desk, given.calls, Acting(actor="benchmark", clock=lambda: NOW))
        figures = [
            *starting(desk, given.calls),
            *queue(desk),
            *review(desk),
            *memory(desk, given.keys),
        ]
        peer = stock(desk)
    print(machine() + "\n")
    print(f"A desk of {given.calls:,} calls, 100x30 unless said otherwise.\n")
    print(
        table(("what", "n", "median", "p95", "goal", "reached"), [_row(each) for each in figures])
    )
    print(f"Beside it, in the same run, {STOCK_ROWS:,} rows in the toolkit's own table:\n")
    print(table(("what", "n", "median", "p95", "ours"), _beside(peer, figures)))
    over = [each for each in figures if each.goal is not None and each.held > 2 * each.goal]
    for each in over:
        print(f"over twice its goal: {each.name}, {each.held:.0f} {each.unit}")
    if given.check and over:
        sys.exit(1)


def starting(desk: Path, calls: int) -> list[Figure]:
    """From the start of the process to the first rows of the queue."""
    first = []
    for _ in range(7):
        with on_screen((*OPEN, "queue"), desk) as screen:
            first.append(screen.until(FIRST_ROW) * 1000)
    whole = []
    for _ in range(3):
        with on_screen((*OPEN, "queue"), desk) as screen:
            whole.append(screen.until(f"of {calls:,}".encode()) * 1000)
    with on_screen((*OPEN, "queue"), desk) as screen:
        screen.until(f"of {calls:,}".encode())
        screen.settle()
        resident = screen.resident_mib()
    return [
        Figure(name="queue, first rows", samples=tuple(first), goal=500, at="median"),
        Figure(name="queue, whole order ready", samples=tuple(whole), goal=1500, at="median"),
        Figure(name="memory of the queue", samples=(resident,), unit="MiB", goal=80),
    ]


def queue(desk: Path) -> list[Figure]:
    """Moving and filtering."""
    with on_screen((*OPEN, "queue"), desk) as screen:
        screen.until(FIRST_ROW)
        screen.settle()
        found = [
            _keys("queue, cursor down", screen, [b"j"] * 60, 20),
            _keys("queue, page down", screen, [b"\x04"] * 30, None),
            _keys("queue, jump to the end and back", screen, [b"G", b"g"] * 15, 40),
        ]
        screen.press(b"/")
        echoed, listed = [], []
        for letter in b"agent:a":
            listed.append(screen.press(bytes([letter])))
            echoed.append(screen.shown_ms)
        found.append(Figure(name="filter, a typed letter shown", samples=tuple(echoed), goal=30))
        found.append(Figure(name="filter, its whole list", samples=tuple(listed), goal=1000))
        screen.press(b"\x1b")
        sizes = [(80, 24), (100, 30)] * 10
        resized = [_resized(screen, *size) for size in sizes]
        found.append(Figure(name="queue, resize", samples=tuple(resized), goal=150))
    with on_screen((*OPEN, "queue"), desk, 200, 60) as screen:
        screen.until(FIRST_ROW)
        screen.settle()
        found.append(_keys("queue, page at 200x60", screen, [b"\x04"] * 30, 90))
    return found


def review(desk: Path) -> list[Figure]:
    """What is done all day."""
    with on_screen((*OPEN, "queue"), desk) as screen:
        screen.until(FIRST_ROW)
        screen.settle()
        opened = screen.press(b"\r", b"Review")
        screen.settle()
        found = [
            Figure(name="review, opened from the queue", samples=(opened,)),
            _keys("review, criterion down and up", screen, [b"j", b"k"] * 30, 20),
            *_answers(screen),
            _keys("review, evidence", screen, [b"n"] * 30, 45),
            _keys("review, next call", screen, [b"]"] * 30, 120),
            _keys("review, call before", screen, [b"["] * 20, 120),
        ]
        found.append(
            Figure(
                name="review, resize",
                samples=tuple(_resized(screen, *size) for size in [(80, 24), (100, 30)] * 10),
                goal=150,
            )
        )
        found.append(_keys("help, opened and left", screen, [b"?", b"\x1b"] * 10, 150))
    return found


def _answers(screen: Screen) -> list[Figure]:
    """Shown at once, and saved when the disk has it."""
    shown, saved = [], []
    for _ in range(30):
        saved.append(screen.press(b"0"))
        shown.append(screen.shown_ms)
    return [
        Figure(name="review, an answer shown", samples=tuple(shown), goal=20),
        Figure(name="review, an answer shown as saved", samples=tuple(saved)),
    ]


def memory(desk: Path, keys: int) -> list[Figure]:
    """Memory after an hour's worth of keys, drawn at random from those that move and look."""
    draw = random.Random(20261124)
    moves = [b"j", b"k", b"\x04", b"\x15", b"G", b"g", b"\r", b"]", b"[", b"n", b"}", b"\t", b"q"]
    with on_screen((*OPEN, "queue"), desk) as screen:
        screen.until(FIRST_ROW)
        for number in range(keys):
            key = draw.choice(moves)
            screen.press(b"Q" if key == b"q" else key, limit_s=0.2)
            if number % 200 == 199:
                screen.press(b"Q/agent:" + draw.choice([b"a", b"b", b"l"]) + b"\r", limit_s=2)
        screen.settle()
        resident = screen.resident_mib()
    return [Figure(name=f"memory after {keys:,} keys", samples=(resident,), unit="MiB", goal=150)]


def stock(desk: Path) -> list[Figure]:
    """The toolkit's own table, with far fewer rows."""
    program = (sys.executable, str(Path(__file__).with_name("stock_table.py")))
    with on_screen((*program, str(desk / "desk.db"), str(STOCK_ROWS)), desk) as screen:
        first = screen.until(b"campaign") * 1000
        screen.settle()
        return [
            Figure(name="first rows", samples=(first,)),
            _keys("cursor down", screen, [b"\x1b[B"] * 40, None),
            _keys("page down", screen, [b"\x1b[6~"] * 20, None),
            Figure(name="memory", samples=(screen.resident_mib(),), unit="MiB"),
        ]


def _keys(name: str, screen: Screen, keys: Sequence[bytes], goal: float | None) -> Figure:
    return Figure(name=name, samples=tuple(screen.press(key) for key in keys), goal=goal)


def _resized(screen: Screen, columns: int, rows: int) -> float:
    return screen.after(lambda: screen.resize(columns, rows))


def _row(figure: Figure) -> Sequence[str]:
    reached = "" if figure.goal is None else "yes" if figure.held <= figure.goal else "no"
    goal = "" if figure.goal is None else f"{figure.at} {figure.goal:,.0f}"
    return (
        f"{figure.name}, {figure.unit}",
        str(len(figure.samples)),
        f"{figure.median:,.1f}",
        f"{figure.p95:,.1f}",
        goal,
        reached,
    )


def _beside(peer: Sequence[Figure], ours: Sequence[Figure]) -> list[Sequence[str]]:
    by_name = {each.name: each for each in ours}
    names = {
        "first rows": "queue, first rows",
        "cursor down": "queue, cursor down",
        "page down": "queue, page down",
        "memory": "memory of the queue",
    }
    return [
        (
            f"{each.name}, {each.unit}",
            str(len(each.samples)),
            f"{each.median:,.1f}",
            f"{each.p95:,.1f}",
            f"{each.median / by_name[names[each.name]].median:.1f} times less",
        )
        for each in peer
    ]


if __name__ == "__main__":
    main()
