"""Answers are kept as they are given, taken back and given again, and never overwritten."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from coachdesk.core.engine.verdicts import State
from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.core.reviews import Opened, Stage, Step
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.desk.reviews import Overtaken, give, open_review, take_back

Being = Callable[..., Acting]


def opened(desk: Desk, acting: Acting, call: str = "call-0") -> Opened:
    found = open_review(desk, acting, call)
    assert found is not None
    return found


def states(found: Opened) -> dict[str, str]:
    return {each.criterion: each.state.value for each in found.scored.evaluation.answers}


def test_before_anybody_answers_there_is_what_the_rules_say(desk: Desk, being: Being) -> None:
    found = opened(desk, being("grace"))
    assert found.review is None
    assert states(found) == {"greets": "fail", "thanks": "na", "calm": "fail", "empathy": "open"}
    assert found.may == {Step.CREATE: ""}
    assert [(each.criterion, each.missing) for each in found.lacks] == [("empathy", "answer")]


def test_the_first_answer_makes_the_draft_and_the_score_follows(desk: Desk, being: Being) -> None:
    """Flat: greets 5, calm 0 of 5, empathy (4 - 1) / (5 - 1) of 4 points = 3: 8 of 14."""
    grace = being("grace")
    found = give(desk, grace, "call-0", "visit", "greets", "pass", "in the lift", seen=0)
    assert found.review is not None
    assert (found.review.name, found.review.stage) == ("E1", Stage.DRAFT)
    assert (found.review.scorer, found.review.subject) == ("grace", "ana")
    found = give(desk, grace, "call-0", "visit", "empathy", "4", seen=found.review.seen)
    assert found.scored.score.shown is not None
    assert round(float(found.scored.score.shown), 2) == 57.14
    assert found.lacks == ()
    assert found == opened(desk, grace)


def test_back_to_what_the_rules_say(desk: Desk, being: Being) -> None:
    grace = being("grace")
    seen = give(desk, grace, "call-0", "visit", "greets", "pass", "heard", seen=0).review
    assert seen is not None
    found = give(desk, grace, "call-0", "visit", "greets", None, seen=seen.seen)
    assert states(found)["greets"] == "fail"
    assert found.review is not None
    assert [each.answer and each.answer.state for each in found.review.changes] == [
        State.PASS,
        None,
    ]


def test_what_stands_already_is_not_written_again(desk: Desk, being: Being) -> None:
    grace = being("grace")
    found = give(desk, grace, "call-0", "visit", "calm", "fail", "shouted", seen=0)
    assert found.review is not None
    again = give(desk, grace, "call-0", "visit", "calm", "fail", "shouted", seen=found.review.seen)
    assert again == found
    assert give(desk, grace, "call-1", "visit", "calm", None, seen=0).review is None


@pytest.mark.parametrize(
    ("criterion", "written", "code"),
    [
        ("greet", "pass", "U402"),
        ("greets", "perhaps", "U403"),
        ("greets", "open", "U403"),
        ("greets", "6", "U403"),
        ("empathy", "pass", "U403"),
        ("empathy", "5.5", "U403"),
    ],
)
def test_words_that_are_no_answer_write_nothing(
    desk: Desk, being: Being, criterion: str, written: str, code: str
) -> None:
    before = verify_log(desk, being("ruth")).head
    with pytest.raises(BadInput, match=code):
        give(desk, being("grace"), "call-0", "visit", criterion, written, seen=0)
    assert verify_log(desk, being("ruth")).head == before


def test_a_note_that_is_too_long_is_refused_whole(desk: Desk, being: Being) -> None:
    with pytest.raises(BadInput, match="U404"):
        give(desk, being("grace"), "call-0", "visit", "greets", "fail", "x" * 4001, seen=0)
    assert opened(desk, being("grace")).review is None


def test_a_note_cannot_drive_a_terminal(desk: Desk, being: Being) -> None:
    note = "heard\x1b]52;c;eHh4\x07 it\x9b2J\ntwice"
    found = give(desk, being("grace"), "call-0", "visit", "greets", "fail", note, seen=0)
    assert found.scored.evaluation.answers[0].note == "heard]52;c;eHh4 it2J twice"


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(
    desk: Desk, being: Being
) -> None:
    give(desk, being("ruth"), "call-0", "visit", "greets", "fail", "silent", seen=0)
    before = verify_log(desk, being("ruth")).head
    with pytest.raises(Overtaken, match="E1 was changed since you saw it: ruth answered") as caught:
        give(desk, being("grace"), "call-0", "visit", "greets", "pass", "heard it", seen=0)
    assert verify_log(desk, being("ruth")).head == before
    fresh = caught.value.opened
    assert fresh == opened(desk, being("grace"))
    assert fresh.review is not None
    done = give(
        desk, being("grace"), "call-0", "visit", "empathy", "3", seen=fresh.review.seen
    ).review
    assert done is not None
    assert [(each.by, each.criterion) for each in done.changes] == [
        ("ruth", "greets"),
        ("grace", "empathy"),
    ]


def run(desk: Desk, person: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coachdesk", "evaluations", *words, "--as", person],
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=False,
    )


def test_undo_and_redo_go_on_in_another_process(desk: Desk, being: Being) -> None:
    grace = being("grace")
    give(desk, grace, "call-0", "visit", "greets", "pass", "heard", seen=0)
    found, what = take_back(desk, grace, "call-0", "visit")
    assert (states(found)["greets"], what) == ("fail", "greets: pass → as the rules say")
    assert run(desk, "grace", "redo", "call-0").stdout.startswith("greets: as the rules say → pass")
    again = opened(desk, grace)
    assert states(again)["greets"] == "pass"
    assert again.scored.evaluation.answers[0].note == "heard"
    assert run(desk, "grace", "redo", "call-0").returncode == 3
    assert run(desk, "grace", "undo", "call-0").returncode == 0
    assert states(opened(desk, grace))["greets"] == "fail"
    with pytest.raises(DeskRefused, match="no answer of yours to take back"):
        take_back(desk, grace, "call-0", "visit")


def test_nobody_takes_back_what_somebody_else_answered_since(desk: Desk, being: Being) -> None:
    grace, ruth = being("grace"), being("ruth")
    seen = give(desk, grace, "call-0", "visit", "greets", "pass", "heard", seen=0).review
    assert seen is not None
    give(desk, ruth, "call-0", "visit", "greets", "fail", "that was later", seen=seen.seen)
    before = verify_log(desk, ruth).head
    with pytest.raises(DeskRefused, match="ruth answered 'greets' after you"):
        take_back(desk, grace, "call-0", "visit")
    assert verify_log(desk, ruth).head == before
    found, _ = take_back(desk, ruth, "call-0", "visit")
    assert states(found)["greets"] == "pass"


_ANSWERS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from coachdesk.desk.folder import Acting, find_desk
from coachdesk.desk.reviews import Overtaken, give
folder, person = Path(sys.argv[1]), sys.argv[2]
desk = find_desk(folder, folder)
acting = Acting(actor="root", clock=lambda: datetime.now(UTC), named=person)
seen = told = given = 0
with desk.held(acting) as held:
    while given < 15:
        words = str(1 + given % 5)
        note = f"{person} {given}"
        try:
            done = give(held, acting, "call-0", "visit", "empathy", words, note, seen=seen)
            given += 1
        except Overtaken as error:
            told += 1
            done = error.opened
        seen = done.review.seen
print(told)
"""


def test_two_processes_on_one_draft_lose_nothing(desk: Desk, being: Being) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _ANSWERS, str(desk.root), person],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for person in ("grace", "ruth")
    ]
    ends = [process.communicate(timeout=60) for process in processes]
    assert [error for _, error in ends] == ["", ""]
    assert sum(int(told) for told, _ in ends) >= 1
    review = opened(desk, being("grace")).review
    assert review is not None
    notes = [each.answer.note for each in review.changes if each.answer]
    assert sorted(notes) == sorted(f"{who} {n}" for who in ("grace", "ruth") for n in range(15))
    for who in ("grace", "ruth"):
        mine = [note for note in notes if note.startswith(who)]
        assert mine == [f"{who} {n}" for n in range(15)]
    assert review.seen == 31
    assert verify_log(desk, being("ruth")).faults == ()


def test_codes_name_the_evaluation(desk: Desk, being: Being) -> None:
    give(desk, being("grace"), "call-0", "visit", "greets", "fail", seen=0)
    done = run(desk, "bo", "answer", "E1", "greets", "pass")
    assert done.returncode == 3
    assert re.fullmatch(r"D403 error: .*\n", done.stderr)
