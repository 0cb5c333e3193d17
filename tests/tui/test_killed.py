"""Killed in the middle of a review: every answer whose saving was reported is there."""

import os
import random
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from coachdesk.desk.folder import Acting, find_desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.reviews import open_review
from tests.tui.ptys import Child

ROUNDS = 8 if os.environ.get("COACHDESK_LONG") else 3
CALL = "coll-0012"
TELLS = """
import os, sys
from coachdesk.tui.session import Session

tell = os.open(sys.argv.pop(), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
write = Session.write

def telling(session, job, done, failed):
    def then(result):
        changes = result.review.changes
        last = changes[-1]
        # What the screen is told, at the moment when it is told.
        state = last.answer.state.value if last.answer else "automatic"
        os.write(tell, f"{len(changes)} {last.criterion} {state}\\n".encode())
        done(result)
    write(session, job, then, failed)

Session.write = telling
from coachdesk.cli.main import run
run()
"""


def test_a_kill_at_any_moment_loses_no_answer_that_was_reported_as_saved(
    demo: Path, bare: dict[str, str], tmp_path: Path
) -> None:
    chance = random.Random(20260504)
    acting = Acting(actor="root", named="hong.wei", clock=lambda: datetime.now(UTC))
    desk = find_desk(demo, demo)
    told = tmp_path / "told"
    seen: list[str] = []
    given = 0
    for _ in range(ROUNDS):
        told.unlink(missing_ok=True)
        command = (sys.executable, "-c", TELLS, "open", "--as", "hong.wei", CALL, str(told))
        with Child(command, cwd=demo, env=bare) as child:
            child.wait_for("empathy")
            child.rest()
            child.send("}")  # It opens on its fail; to the first open question.
            child.rest()
            # PASS where no rule failed, and back to the automatic answer, ask for no reason.
            for _ in range(chance.randrange(3, 25)):
                child.send(chance.choice("10"))
                child.read(chance.random() * 0.03)
                given += 1
            child.read(chance.random() * 0.2)
            child.signal(signal.SIGKILL)
            assert child.end() == -signal.SIGKILL
        lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
        opened = open_review(desk, acting, CALL)
        assert opened is not None
        changes = opened.review.changes if opened.review else ()
        kept = [
            f"{number} {each.criterion} {each.answer.state.value if each.answer else 'automatic'}"
            for number, each in enumerate(changes, 1)
        ]
        assert kept[: len(seen)] == seen, "an answer of an earlier round is gone"
        assert [line for line in lines if line not in kept] == []
        seen = kept
        assert len(changes) <= given
        assert verify_log(desk, Acting(actor="root", clock=acting.clock)).faults == ()
    assert len(seen) >= ROUNDS, f"only {len(seen)} of {given} answers were kept: nothing was tried"


def test_what_the_screen_calls_saved_is_on_disk(demo: Path, bare: dict[str, str]) -> None:
    """The bar says `saving…` until the disk has it, so a kill after `saved` loses nothing."""
    acting = Acting(actor="root", named="hong.wei", clock=lambda: datetime.now(UTC))
    desk = find_desk(demo, demo)
    command = (sys.executable, "-m", "coachdesk", "open", "--as", "hong.wei", CALL)
    with Child(command, cwd=demo, env=bare) as child:
        child.wait_for("empathy")
        child.rest()
        child.send("}")
        child.rest()
        mark = len(child.written)
        child.send("1")
        child.wait_for("saved ", since=mark)
        child.signal(signal.SIGKILL)
        child.end()
    opened = open_review(desk, acting, CALL)
    assert opened is not None
    answer = next(e for e in opened.scored.evaluation.answers if e.criterion == "empathy")
    assert answer.state.value == "pass"
