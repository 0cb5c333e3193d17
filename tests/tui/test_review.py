"""The review on the sample desk: a call, one that there is not, and one that is refused."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
from textual import events

from coachdesk.desk.demo import make_demo
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.reviews import Opened, give, open_review
from coachdesk.tui.app import LOOK_AGAIN_S
from coachdesk.tui.view import Place
from tests.tui.screens import app_of, is_golden, rows_of, until

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
CALL = "coll-0012"
OPEN = "right_curly_bracket"
"""The key `}`."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("review") / "desk"
    acting = Acting(actor="demo", clock=lambda: NOON)
    return make_demo(folder, acting, say=lambda problem: None).desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    root = Path(copytree(made.root, tmp_path / "desk"))
    return find_desk(root, root)


def seen(
    desk: Desk, person: str, call: str, keys: Sequence[str], size: tuple[int, int], wanted: str
) -> list[str]:
    """The rows of the review of a call after these keys, once they say what is wanted."""
    acting = Acting(actor="demo", clock=lambda: NOON, named=person)

    async def run() -> list[str]:
        app = app_of(desk, acting)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.go(Place(view="review", call=call))
            await pilot.pause()
            await pilot.press(*keys)
            await until(pilot, lambda: wanted in "\n".join(rows_of(app)))
            return rows_of(app)

    return asyncio.run(run())


@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
def test_a_call_stands_beside_its_scorecard(desk: Desk, size: tuple[int, int]) -> None:
    rows = seen(desk, "hong.wei", CALL, ["g"], size, "right-party  Did")
    assert is_golden(f"review-{size[0]}x{size[1]}", rows)


def test_a_call_of_another_team_is_refused_with_its_reason(desk: Desk) -> None:
    rows = seen(desk, "grace.lindqvist", CALL, [], (80, 24), "another team")
    assert is_golden("review-refused-80x24", rows)


def test_a_call_that_there_is_not_is_named(desk: Desk) -> None:
    rows = seen(desk, "hong.wei", "nobody-1", [], (80, 24), "no call 'nobody-1'")
    assert is_golden("review-empty-80x24", rows)


def test_an_override_asks_why_and_the_score_follows(desk: Desk) -> None:
    keys = ["g", "2", *"heard otherwise", "enter"]
    rows = seen(desk, "hong.wei", CALL, [k if k != " " else "space" for k in keys], (100, 30),
                "saved")  # fmt: skip
    text = "\n".join(rows)
    assert "FAIL* right-party" in text
    assert "“heard otherwise” · automatic said PASS 5" in text
    assert "30.00 %" not in text


def typed(text: str) -> list[str]:
    return ["space" if sign == " " else sign for sign in text]


def test_the_last_answer_is_repeated_as_it_was_meant(desk: Desk) -> None:
    # "empathy" is answered with words of its own, "verifies-first" was heard to fail.
    keys = [OPEN, "1", "g", "j", "j", "."]
    rows = seen(desk, "hong.wei", CALL, keys, (100, 30), "reason for PASS")
    assert "reason for PASS, automatic said FAIL>" in rows[-1]
    keys = ["g", "1", "j", "j", ".", *typed("heard at 0:03"), "enter", "j", "j", "."]
    rows = seen(desk, "hong.wei", CALL, keys, (100, 30), "PASS* mini-miranda")
    text = "\n".join(rows)
    assert "PASS* verifies-first" in text
    assert "“heard at 0:03” · automatic said FAIL" in text, "the note is repeated too"


def test_a_note_written_afterwards_is_repeated_with_what_was_meant(desk: Desk) -> None:
    keys = [OPEN, "1", "m", *typed("kind words"), "enter", "g", "j", "j", "."]
    rows = seen(desk, "hong.wei", CALL, keys, (100, 30), "PASS* verifies-first")
    assert "“kind words” · automatic said FAIL" in "\n".join(rows)


def test_the_last_answer_is_repeated_on_another_call(desk: Desk) -> None:
    acting = Acting(actor="demo", clock=lambda: NOON, named="hong.wei")

    async def run() -> None:
        app = app_of(desk, acting)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            app.go(Place(view="review", call=CALL, criterion="verifies-first"))
            await pilot.pause()
            await pilot.press("1", *typed("the line is bad"), "enter")
            await until(pilot, lambda: "PASS* verifies-first" in "\n".join(rows_of(app)))
            app.go(Place(view="review", call="coll-0015", criterion="calling-hours"))
            await until(pilot, lambda: "coll-0015" in rows_of(app)[0])
            await pilot.press(".")
            await until(pilot, lambda: "PASS* calling-hours" in "\n".join(rows_of(app)))
            assert "“the line is bad”" in "\n".join(rows_of(app))

    asyncio.run(run())


def test_who_may_not_try_rules_is_told_so_where_they_are(desk: Desk) -> None:
    rows = seen(desk, "hong.wei", CALL, ["e"], (100, 30), "not for the role 'supervisor'")
    assert "Review" in rows[0]


def test_two_people_on_one_call_overwrite_nothing_and_the_second_is_told(desk: Desk) -> None:
    hong = Acting(actor="demo", clock=lambda: NOON, named="hong.wei")
    ruth = Acting(actor="demo", clock=lambda: NOON, named="ruth.adler")

    def standing() -> Opened:
        opened = open_review(desk, ruth, CALL)
        assert opened is not None
        return opened

    async def run() -> list[str]:
        app = app_of(desk, hong)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            app.go(Place(view="review", call=CALL, criterion="empathy"))
            await pilot.pause()
            await pilot.press("1")
            await until(pilot, lambda: "saved" in rows_of(app)[0])
            review = standing().review
            assert review is not None
            await pilot.press("3", *typed("nobody"))
            give(desk, ruth, CALL, "collections", "empathy", "no", "curt", seen=review.seen)
            # What is asked stays about what was seen, however long somebody types.
            await asyncio.sleep(1.5 * LOOK_AGAIN_S)
            await pilot.press(*typed(" worried"), "enter")
            await until(pilot, lambda: "FAIL+ empathy" in "\n".join(rows_of(app)))
            told = rows_of(app)
            await pilot.press("3")
            await until(pilot, lambda: rows_of(app)[-1].endswith("> nobody worried"))
            return told

    rows = asyncio.run(run())
    assert any("was changed since you saw it: ruth.adler answered" in row for row in rows[-3:])
    [answer] = [a for a in standing().scored.evaluation.answers if a.criterion == "empathy"]
    assert (answer.state.value, answer.note) == ("fail", "curt")


def test_a_dispute_is_decided_one_by_one_with_words_that_are_answers(desk: Desk) -> None:
    keys = ["D", "3", "ctrl+u", *"maybe", "enter"]
    rows = seen(desk, "ruth.adler", "coll-0011", keys, (100, 30), "'maybe' is none of pass, fail")
    assert rows[-1].endswith("> maybe")
    keys += ["ctrl+u", *"pass", "enter", *typed("heard it"), "enter"]
    rows = seen(desk, "ruth.adler", "coll-0011", keys, (100, 30), "decided: the answers are")
    assert "PASS* recording-notice" in "\n".join(rows)
    assert "resolved" in rows[0]


def test_a_link_to_a_moment_leads_to_its_turn_and_stays_there(desk: Desk) -> None:
    hong = Acting(actor="demo", clock=lambda: NOON, named="hong.wei")

    async def run() -> None:
        app = app_of(desk, hong)
        # So low that not all of the call is in sight; its first FAIL has evidence further up.
        async with app.run_test(size=(100, 14)) as pilot:
            await pilot.pause()
            app.go(Place(view="review", call=CALL, criterion="mini-miranda", start_ms=46_000))
            await until(pilot, lambda: any("0:46▸" in row for row in rows_of(app)))
            await pilot.pause(0.5)
            assert any("0:46▸" in row for row in rows_of(app)), (
                "a near miss found later moves it not"
            )
            assert app.view is not None
            assert app.view.link() == f"coachdesk://call/{CALL}#0:00:46"

    asyncio.run(run())


def test_who_objects_to_an_answer_names_another(desk: Desk) -> None:
    keys = ["g", "d", *"pass", "enter"]
    rows = seen(desk, "derek.walsh", "card-0030", keys, (100, 30), "PASS is what stands")
    assert "PASS is what stands; what should it be (pass, fail" in rows[-1]


def test_a_call_nobody_began_opens_on_the_critical_fail_that_put_it_on_top(desk: Desk) -> None:
    # asks-for-time failed before it, and empathy is open: neither is why it is urgent.
    where = "▸✗ FAIL  recording-notice"
    rows = seen(desk, "grace.lindqvist", "card-0018", [], (80, 24), where)
    assert "✗ FAIL  states-purpose" in "\n".join(rows)
    assert "critical: zeroes its section · " in "\n".join(rows)


def test_a_critical_fail_says_whether_it_takes_the_whole_call(desk: Desk) -> None:
    keys = ["right_parenthesis"] * 2
    rows = seen(desk, "hong.wei", CALL, keys, (100, 30), "▸✗ FAIL  stops-on-request")
    assert "critical: fails the whole · " in "\n".join(rows)


def test_a_key_goes_from_fail_to_fail(desk: Desk) -> None:
    steps = [([], "recording-notice"), ([")"], "easy-to-follow"), ([")", ")"], "thanks"),
             ([")", ")", ")"], "states-purpose"), (["("], "asks-needs")]  # fmt: skip
    for keys, criterion in steps:
        names = ["right_parenthesis" if key == ")" else "left_parenthesis" for key in keys]
        seen(desk, "grace.lindqvist", "card-0018", names, (100, 40), f"▸✗ FAIL  {criterion}")


def test_a_question_too_long_for_its_line_is_told_whole_below_it(desk: Desk) -> None:
    acting = Acting(actor="demo", clock=lambda: NOON, named="grace.lindqvist")
    question = "Did the agent pick up what the customer felt or needed, in their own words?"

    async def run() -> None:
        app = app_of(desk, acting)
        async with app.run_test(size=(120, 24)) as pilot:
            await pilot.pause()
            app.go(Place(view="review", call="card-0018", criterion="empathy"))
            await until(pilot, lambda: f"empathy  {question}" in "\n".join(rows_of(app)))
            await pilot.resize_terminal(80, 24)
            await until(pilot, lambda: f"  {question}" in rows_of(app))
            await pilot.resize_terminal(120, 24)
            await until(pilot, lambda: "\n".join(rows_of(app)).count(question) == 1)

    asyncio.run(run())


def test_what_is_pasted_and_typed_ahead_stays_in_order(desk: Desk) -> None:
    acting = Acting(actor="demo", clock=lambda: NOON, named="hong.wei")

    async def run() -> list[str]:
        app = app_of(desk, acting)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            # All at once, as from a clipboard: nothing waits for the line to be there.
            for event in (
                events.Key("colon", ":"),
                events.Paste(f"call {CALL}"),
                events.Key("enter", "\r"),
                events.Key("slash", "/"),
                events.Paste("company"),
            ):
                app.post_message(event)
            await until(pilot, lambda: CALL in rows_of(app)[0])
            return rows_of(app)

    assert asyncio.run(run())[-1].endswith("> company")
