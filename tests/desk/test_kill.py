"""A killed import or screening leaves whole batches; running it again completes it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coachdesk.core.calls import Call
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.keeping import BATCH, keep_calls
from coachdesk.desk.log import verify_log
from coachdesk.desk.rescore import rescore
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain
from coachdesk.store import calls, evaluations

CALLS = 8 * BATCH + 100
ROUNDS = 4

_WORK = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from coachdesk.desk.folder import Acting, find_desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain
folder, job = Path(sys.argv[1]), sys.argv[2]
desk = find_desk(folder, folder)
acting = Acting(actor="ana", clock=lambda: datetime.now(UTC))
def tell(*done):
    print(*done, flush=True)
def made():
    for number in range({CALLS}):
        text = f"A: hello\\nC: number {{number}}\\nA: thank you"
        yield parse_plain(text, call_id=f"call-{{number}}"), "calls.txt"
if job == "import":
    keep_calls(desk, acting, made(), say=print, progress=tell)
else:
    screen(desk, acting, progress=tell)
"""


def run_and_kill(desk: Desk, job: str, after: int, pause: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _WORK, str(desk.root), job], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout as lines:
        for _ in range(after):
            lines.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()


def counts(desk: Desk, acting: Acting) -> tuple[int, int]:
    with desk.opened(acting) as db:
        return calls.count(db), evaluations.count(db)


def test_killed_imports_and_screenings_lose_nothing_and_double_nothing(
    desk: Desk, acting: Acting
) -> None:
    chance = random.Random(20260504)
    for round_ in range(ROUNDS):
        run_and_kill(desk, "import", after=1 + round_ % 2, pause=chance.random() * 0.02)
        kept, _ = counts(desk, acting)
        assert kept % BATCH == 0 or kept == CALLS
        assert kept >= BATCH
        assert verify_log(desk, acting).faults == ()
    again = keep_calls(desk, acting, made(), say=lambda problem: None)
    assert (again.added + again.known, again.refused) == (CALLS, 0)
    for round_ in range(ROUNDS):
        run_and_kill(desk, "screen", after=1 + round_ % 2, pause=chance.random() * 0.02)
        _, scored = counts(desk, acting)
        assert scored % BATCH == 0 or scored == CALLS
        assert scored >= BATCH
        assert verify_log(desk, acting).faults == ()
    screen(desk, acting)
    assert counts(desk, acting) == (CALLS, CALLS)
    assert verify_log(desk, acting).faults == ()
    assert rescore(desk, acting).differences == ()


def made() -> list[tuple[Call, str]]:
    return [
        (parse_plain(f"A: hello\nC: number {n}\nA: thank you", call_id=f"call-{n}"), "calls.txt")
        for n in range(CALLS)
    ]


def test_four_screenings_at_once_score_each_call_once(desk: Desk, acting: Acting) -> None:
    keep_calls(desk, acting, made()[: 3 * BATCH], say=lambda problem: None)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _WORK, str(desk.root), "screen"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4
    assert counts(desk, acting) == (3 * BATCH, 3 * BATCH)
    assert verify_log(desk, acting).faults == ()


@pytest.mark.parametrize("missing", ["desk.yaml", "desk.db"])
def test_half_a_desk_is_no_desk(desk: Desk, acting: Acting, missing: str) -> None:
    (desk.root / missing).unlink()
    process = subprocess.run(
        [sys.executable, "-m", "coachdesk", "calls", "--desk", str(desk.root)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path("/"),
    )
    assert process.returncode == 3
    assert "Traceback" not in process.stderr
    assert process.stderr.count("\n") == 1
    assert missing in process.stderr
