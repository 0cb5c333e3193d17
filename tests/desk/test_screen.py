"""Screening scores each call once under the rules in force, and can be reproduced."""

from collections.abc import Callable

import pytest

from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput
from coachdesk.core.score import Outcome
from coachdesk.desk.calls import list_calls, show_call
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.log import verify_log
from coachdesk.desk.rescore import rescore
from coachdesk.desk.screen import screen
from coachdesk.store import connect

MakeCalls = Callable[[int], list[tuple[Call, str]]]


@pytest.fixture
def filled(desk: Desk, acting: Acting, make_calls: MakeCalls) -> Desk:
    keep_calls(desk, acting, make_calls(30), say=lambda problem: None)
    return desk


def test_a_second_screening_changes_nothing(filled: Desk, acting: Acting) -> None:
    first = screen(filled, acting)
    assert (first.calls, first.evaluations) == (30, 30)
    head = verify_log(filled, acting).head
    again = screen(filled, acting)
    assert (again.calls, again.evaluations) == (0, 0)
    assert verify_log(filled, acting).head == head


def test_the_list_shows_what_a_count_by_hand_gives(filled: Desk, acting: Acting) -> None:
    """Of 0..29, greeting fails on multiples of 3 (10). A refusal comes on multiples of 5.

    Thanks are then missing on the even ones: 0, 10, 20. Flat points: one criterion applies on most
    calls, so a failed greeting is 0 %. Calls 5 and 25 pass both; 0 fails both; 15 greets not but
    thanks, 10 and 20 greet but thank not: 50 %.
    """
    screen(filled, acting)
    rows = {row.call: row for row in list_calls(filled, acting)}
    assert len(rows) == 30
    assert sum(row.outcome is Outcome.FAIL for row in rows.values()) == 12
    assert rows["call-0000"].failing == 2
    assert [rows[f"call-{n:04d}"].score for n in (0, 5, 10, 15, 20, 25)] == [
        0,
        100,
        50,
        50,
        50,
        100,
    ]
    failed = list(list_calls(filled, acting, "outcome:fail", limit=5))
    assert len(failed) == 5
    assert all(row.outcome is Outcome.FAIL for row in failed)


def test_new_calls_are_scored_and_old_ones_left(
    filled: Desk, acting: Acting, make_calls: MakeCalls
) -> None:
    screen(filled, acting)
    keep_calls(filled, acting, make_calls(40), say=lambda problem: None)
    assert (screen(filled, acting).calls, len(list(list_calls(filled, acting)))) == (10, 40)


def test_a_changed_form_scores_all_again_and_keeps_what_was_said(
    filled: Desk, acting: Acting
) -> None:
    screen(filled, acting)
    card = filled.rules / "scorecards" / "greeting.yaml"
    first = card.read_text(encoding="utf-8")
    card.write_text(
        first.replace("version: 1", "version: 2").replace("[good morning, hello]", "[well, hello]"),
        encoding="utf-8",
    )
    assert screen(filled, acting).evaluations == 30
    rows = list(list_calls(filled, acting))
    assert {row.version for row in rows} == {2}
    assert sum(row.outcome is Outcome.FAIL for row in rows) == 3
    assert rescore(filled, acting).evaluations == 60
    card.write_text(first, encoding="utf-8")
    assert screen(filled, acting).evaluations == 0
    assert {row.version for row in list_calls(filled, acting)} == {1}


def test_rules_with_errors_score_nothing(filled: Desk, acting: Acting) -> None:
    card = filled.rules / "scorecards" / "greeting.yaml"
    card.write_text(
        card.read_text(encoding="utf-8").replace("pass_when: greets", "pass_when: greet"),
        encoding="utf-8",
    )
    head = verify_log(filled, acting).head
    with pytest.raises(BadInput) as caught:
        screen(filled, acting)
    assert caught.value.problems[-1].code == "D302"
    assert len(caught.value.problems) > 1
    assert verify_log(filled, acting).head == head


def test_stored_scores_come_out_again_after_the_rules_are_gone(
    filled: Desk, acting: Acting
) -> None:
    screen(filled, acting)
    (filled.rules / "scorecards" / "greeting.yaml").unlink()
    done = rescore(filled, acting)
    assert (done.evaluations, done.differences) == (30, ())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE evaluations SET shown = 99 WHERE number = 1", "figures"),
        (
            "UPDATE evaluations SET content = (SELECT content FROM evaluations WHERE number = 2)"
            " WHERE number = 1",
            "greets",
        ),
        ("UPDATE evaluations SET content = x'c1' WHERE number = 1", "can't be read"),
    ],
)
def test_a_changed_evaluation_is_found_twice_over(
    filled: Desk, acting: Acting, change: str, what: str
) -> None:
    screen(filled, acting)
    with filled.opened(acting) as db, connect.write(db):
        db.conn.execute(change)
    (difference,) = rescore(filled, acting).differences
    assert difference.call == "call-0000"
    assert what in difference.what
    (fault,) = verify_log(filled, acting).faults
    assert "evaluations" in fault.what


def test_a_call_is_shown_with_the_words_that_decided(filled: Desk, acting: Acting) -> None:
    screen(filled, acting)
    (scored,) = show_call(filled, acting, "call-0001").scores
    (answer, _) = scored.evaluation.answers
    assert answer.verdict is not None
    (heard,) = answer.verdict.evidence
    (span,) = heard.spans
    assert scored.call.turns[span.turn].text[span.start : span.end] == "hello"


def test_a_form_for_other_campaigns_is_asked_once_and_gives_nothing(
    filled: Desk, acting: Acting
) -> None:
    card = filled.rules / "scorecards" / "greeting.yaml"
    text = card.read_text(encoding="utf-8").replace("language: en", "applies_to: {campaign: [x]}")
    (filled.rules / "scorecards" / "other.yaml").write_text(
        text.replace("scorecard: greeting", "scorecard: other"), encoding="utf-8"
    )
    assert screen(filled, acting).evaluations == 30
    assert screen(filled, acting).calls == 0
