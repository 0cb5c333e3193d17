"""A review killed in the middle of answering keeps every answer that was acknowledged, whole."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.reviews import open_review

Being = Callable[..., Acting]
ROUNDS = 5

_ANSWERS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from coachdesk.desk.folder import Acting, find_desk
from coachdesk.desk.reviews import give, open_review, take_back
folder, first = Path(sys.argv[1]), int(sys.argv[2])
desk = find_desk(folder, folder)
acting = Acting(actor="root", clock=lambda: datetime.now(UTC), named="grace")
with desk.held(acting) as held:
    review = open_review(held, acting, "call-0").review
    seen = review.seen if review else 0
    for number in range(first, 10_000):
        print("about", number, flush=True)
        words = str(1 + number % 5)
        done = give(held, acting, "call-0", "visit", "empathy", words, f"n{number}", seen=seen)
        seen = done.review.seen
        print("kept", number, flush=True)
"""


def test_killed_while_answering_nothing_acknowledged_is_lost(desk: Desk, being: Being) -> None:
    chance = random.Random(20261124)
    kept: list[int] = []
    first = 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-c", _ANSWERS, str(desk.root), str(first)],
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
        found = open_review(desk, being("grace"), "call-0")
        assert found is not None
        changes = found.review.changes if found.review else ()
        notes = [each.answer.note for each in changes if each.answer]
        assert len(notes) == len(set(notes)) == len(changes)
        assert {f"n{number}" for number in kept} <= set(notes)
        assert {int(note[1:]) for note in notes} <= {*range(first), *begun}
        if notes:
            last = found.scored.evaluation.answers[-1]
            assert last.note == notes[-1]
            assert found.review is not None
            assert found.review.seen == len(notes) + 1
        assert verify_log(desk, being("ruth")).faults == ()
        first = max((*begun, first)) + 1
    assert len(kept) >= ROUNDS
