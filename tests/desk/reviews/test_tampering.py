"""A hand in the file: the check of the log names what was changed behind the desk's back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk.core.reviews import Step
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.reviews import dispute, give, step, swap_speakers

Being = Callable[..., Acting]


@pytest.fixture
def reviewed(desk: Desk, being: Being) -> Desk:
    """E1 was disputed and upheld, E2 is a draft, and the speakers of a third call are swapped."""
    grace, ana, ruth = being("grace"), being("ana"), being("ruth")
    for call in ("call-0", "call-1"):
        give(desk, grace, call, "visit", "empathy", "1", "not a word", seen=0)
    for seen, wanted in ((2, Step.SUBMIT), (3, Step.PUBLISH)):
        step(desk, grace, 1, wanted, seen=seen)
    dispute(desk, ana, 1, [("greets", "pass", "I did")], seen=4)
    step(desk, ruth, 1, Step.UPHOLD, "listened again", seen=5)
    swap_speakers(desk, grace, "call-2")
    assert verify_log(desk, ruth).faults == ()
    return desk


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE review_answers SET content = x'c0' WHERE number = 1", "an answer was changed"),
        ("UPDATE review_answers SET by = 'zoe' WHERE number = 1", "an answer was changed"),
        (
            "UPDATE review_answers SET criterion = 'thanks' WHERE number = 1",
            "an answer was changed",
        ),
        ("DELETE FROM review_answers WHERE number = 2", "an answer is missing"),
        (
            "INSERT INTO review_answers (review, revision, criterion, by, manner, content, event)"
            " VALUES (2, 1, 'empathy', 'grace', 0, x'c0', 1)",
            "an answer that no event vouches for",
        ),
        ("UPDATE review_steps SET stage = 3 WHERE number = 3", "a step was changed"),
        ("DELETE FROM review_steps WHERE number = 3", "a step is missing"),
        ("UPDATE disputes SET claimed = 'na'", "a disputed question was changed"),
        ("UPDATE disputes SET decision = 1", "the decision of a dispute"),
        ("UPDATE disputes SET decided_event = NULL", "the decision of a dispute"),
        ("UPDATE reviews SET stage = 2 WHERE number = 2", "where E2 stands was changed"),
        ("UPDATE reviews SET shown = 100 WHERE number = 1", "where E1 stands was changed"),
        ("UPDATE reviews SET scorer = 'zoe' WHERE number = 1", "where E1 stands was changed"),
        ("UPDATE reviews SET seen = seen + 1 WHERE number = 1", "where E1 stands was changed"),
        ("DELETE FROM reviews WHERE number = 2", "E2 is missing"),
        ("UPDATE event_texts SET text = 'x' WHERE text = 'not a word'", "private text was changed"),
        ("UPDATE superseded SET failing = failing + 1", "superseded then are not those kept"),
        ("DELETE FROM superseded", "superseded then are not those kept"),
        ("UPDATE calls SET swapped = 0", "swapped unseen"),
        ("UPDATE calls SET swapped = 1 WHERE number = 1", "swapped unseen"),
    ],
)
def test_what_was_changed_is_named(reviewed: Desk, being: Being, statement: str, what: str) -> None:
    _change(reviewed.database, statement)
    faults = verify_log(reviewed, being("ruth")).faults
    assert any(what in each.what for each in faults), faults


def _change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        assert connection.execute(statement).rowcount >= 1
    connection.close()
