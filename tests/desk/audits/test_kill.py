"""A report killed in the middle of answering keeps every answer that was acknowledged, whole."""

import random
import signal
import subprocess
import sys
import time

from coachdesk.desk.audits import assign, begin, open_visit
from coachdesk.desk.folder import Desk
from coachdesk.desk.log import verify_log
from tests.desk.audits.walking import Walk, being

ROUNDS = 4

_ANSWERS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from coachdesk.desk.audits import give
from coachdesk.desk.folder import Acting, find_desk
folder, first, shopper = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
desk = find_desk(folder, folder)
acting = Acting(actor="root", clock=lambda: datetime.now(UTC), named=shopper)
with desk.held(acting) as held:
    for number in range(first, 10_000):
        print("about", number, flush=True)
        give(held, acting, 1, "story", f"It went on for {number} words.")
        print("kept", number, flush=True)
"""


def test_killed_while_answering_nothing_acknowledged_is_lost(desk: Desk, walk: Walk) -> None:
    walk.plan()
    assign(desk, walk.acting("max"), 1)
    shopper = walk.shopper(1)
    begin(desk, walk.acting(shopper), 1)
    chance = random.Random(20261126)
    kept: list[int] = []
    first = 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-c", _ANSWERS, str(desk.root), str(first), shopper],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process.stdout as lines:
            said = [lines.readline() for _ in range(chance.randrange(1, 12))]
            time.sleep(chance.random() * 0.01)
            process.send_signal(signal.SIGKILL)
            process.wait()
            said += lines.readlines()
        whole = [line.split() for line in said if line.endswith("\n")]
        kept += [int(number) for what, number in whole if what == "kept"]
        begun = [int(number) for what, number in whole if what == "about"]
        found = open_visit(desk, being(shopper), "V1")
        told = [
            int(each.answer.note.split()[4])
            for each in found.filed.changes
            if each.criterion == "story" and each.answer is not None
        ]
        # What was acknowledged is there, in order; at most the one under way besides.
        assert told[: len(kept)] == kept
        assert len(told) - len(kept) <= 1
        kept = told
        first = max(begun) + 1
        assert verify_log(desk, being("ruth")).faults == ()
    assert kept
