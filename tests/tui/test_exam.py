"""An exam on the screen: by digits, kept as given, over when its time is."""

from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.desk import certification as certs
from coachdesk.desk.folder import Acting, Desk
from coachdesk.tui.view import Place
from tests.desk.certification.conftest import (  # noqa: F401
    NOON,
    PROGRAMME,
    being_at,
    desk,
    desk_to_copy,
)
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

EXAM = Place(view="exam", name="sale")
DAY = 1.0
MINUTE = 1 / (24 * 60)


@pytest.fixture
def enrolled(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    """The desk, with Ana in training; the same questions in the same order each time."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("secrets.token_hex", lambda size: "0" * 2 * size)
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    return desk


async def begun(seat: Seat) -> None:
    await seat.shows("begins")
    await seat.press(">", "y")
    await seat.shows("question 1 of 3")


def asked(seat: Seat) -> str:
    return next(row.strip() for row in seat.rows()[2:] if row.strip())


RIGHT = {"The fee?": "2", "When is it said?": "1", "Which two? (all that are right)": "12"}


async def answer(seat: Seat, keys: dict[str, str]) -> None:
    for number in range(3):
        await seat.press(*keys[asked(seat)])
        if number < 2:
            await seat.press("enter")


def test_before_it_begins_it_says_what_awaits(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("begins")
        assert is_golden("exam-before-80x24", seat.rows())
        await seat.press(">", "n")
        assert "begins" in seat.screen

    sit(enrolled, being_at("ana", DAY), EXAM, walk)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_a_question_looks_like_this(enrolled: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await begun(seat)
        while "Which two" not in asked(seat):
            await seat.press("enter")
        await seat.press("1", "j", "space")
        await seat.shows("1 answered", "saved")
        assert is_golden(f"exam-{size[0]}x{size[1]}", seat.rows())

    sit(enrolled, being_at("ana", DAY), EXAM, walk, size=size)


def test_everything_right_passes(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await begun(seat)
        await answer(seat, RIGHT)
        await seat.shows("all answered")
        await seat.press("}")
        await seat.shows("every question has an answer; > hands in")
        await seat.press(">")
        await seat.shows("Hand in? It is over then.")
        assert "PASS" not in seat.screen, "nothing is told before the end"
        await seat.press("y")
        await seat.shows("✓ PASS 100.00 %", "Everything was right")

    sit(enrolled, being_at("ana", DAY), EXAM, walk)


def test_the_mark_of_the_programme_is_shown_and_decides(enrolled: Desk) -> None:
    file = enrolled.rules / "certifications" / "sale.yaml"
    file.write_text(PROGRAMME.replace("exam: theory}", "exam: theory, pass_mark: 80}"), "utf-8")

    async def walk(seat: Seat) -> None:
        await seat.shows("3 questions, pass mark 80 %")
        await begun(seat)
        await answer(seat, {**RIGHT, "The fee?": "1"})
        await seat.press(">", "y")
        await seat.shows("✗ FAIL 75.00 %", "pass mark 80 %", "What it costs: 1 not right")

    sit(enrolled, being_at("ana", DAY), EXAM, walk)
    (held,) = certs.show(enrolled, being_at("ana", DAY), "ana", "sale")
    (theory,) = [need for need in held.needs if need.requirement.id == "theory"]
    assert (theory.met, theory.lacks) == (False, "failed once; again from 2026-05-12")


def test_who_fails_is_told_what_to_read_and_no_key(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await begun(seat)
        await answer(seat, {**RIGHT, "The fee?": "1", "Which two? (all that are right)": "13"})
        await seat.press(">", "y")
        await seat.shows("✗ FAIL")
        assert is_golden("exam-failed-80x24", seat.rows())

    async def again(seat: Seat) -> None:
        await seat.shows("failed once; again from 2026-05-12")

    sit(enrolled, being_at("ana", DAY), EXAM, walk)
    sit(enrolled, being_at("ana", DAY + 1), EXAM, again)


def test_the_cursor_begins_on_the_first_option_and_goes_with_the_digit(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await begun(seat)
        await seat.shows("▸ 1")
        await seat.press("2")
        await seat.shows("▸ 2")
        await seat.press("enter")
        await seat.shows("question 2 of 3", "▸ 1")

    sit(enrolled, being_at("ana", DAY), EXAM, walk)


def test_it_goes_on_where_it_was(enrolled: Desk) -> None:
    async def first(seat: Seat) -> None:
        await begun(seat)
        await seat.press(RIGHT[asked(seat)][0])
        await seat.shows("saved")

    async def later(seat: Seat) -> None:
        await seat.shows("question 2 of 3 · 1 answered · 17:00 left · open: 2 3")
        await seat.press("h")
        await seat.shows("(x)" if "all that" not in asked(seat) else "[x]")

    sit(enrolled, being_at("ana", DAY), EXAM, first)
    sit(enrolled, being_at("ana", DAY + 3 * MINUTE), EXAM, later)


def test_one_of_several_is_taken_away_again_but_never_the_last(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await begun(seat)
        while "Which two" not in asked(seat):
            await seat.press("enter")
        await seat.press("1", "3")
        await seat.until(lambda: seat.screen.count("[x]") == 2)
        await seat.press("3")
        await seat.until(lambda: seat.screen.count("[x]") == 1)
        await seat.press("1")
        await seat.shows("at least one stays")
        await seat.press("9")
        await seat.shows("there are 3 options")

    sit(enrolled, being_at("ana", DAY), EXAM, walk)
    assert certs.opened(enrolled, being_at("ana", DAY), 1).given == {"both": frozenset("a")}


def test_it_ends_by_itself_in_front_of_whoever_sits_it(enrolled: Desk) -> None:
    clock = [NOON + timedelta(days=DAY)]
    ana = Acting(actor="root", clock=lambda: clock[0], named="ana")

    async def walk(seat: Seat) -> None:
        await begun(seat)
        await seat.press(RIGHT[asked(seat)][0])
        await seat.shows("1 answered", "saved")
        clock[0] += timedelta(minutes=19, seconds=30)
        await seat.shows("0:30 left")
        clock[0] += timedelta(minutes=1)
        await seat.shows("✗ FAIL")
        await seat.press("1")
        await seat.shows("the exam is over")

    sit(enrolled, ana, EXAM, walk)


def test_others_see_its_result_and_not_its_questions(enrolled: Desk) -> None:
    sat = certs.begin(enrolled, being_at("ana", DAY), "sale")
    certs.answer(enrolled, being_at("ana", DAY), sat.number, "fee", "b")

    async def runs(seat: Seat) -> None:
        await seat.shows("it runs: 1 of 3 answered")
        assert "The fee?" not in seat.screen

    async def over(seat: Seat) -> None:
        await seat.shows("sat by Ana Silva", "✗ FAIL")

    async def strangers(seat: Seat) -> None:
        await seat.shows("D403")
        assert "1 of 3" not in seat.screen

    place = Place(view="exam", name="X1")
    sit(enrolled, being_at("tina", DAY), place, runs)
    sit(enrolled, being_at("tina", DAY + 1), place, over)
    sit(enrolled, being_at("bo", DAY), place, strangers)


def test_without_an_exam_to_sit_it_says_why(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("no exam to sit: not enrolled")
        assert is_golden("exam-none-80x24", seat.rows())

    sit(enrolled, being_at("bo", DAY), EXAM, walk)


def test_an_exam_that_is_not_there_leaves_people_where_they_were(desk: Desk) -> None:  # noqa: F811
    async def walk(seat: Seat) -> None:
        await seat.shows("Nobody is enrolled yet")
        for command, told in (
            ("exam foo", "no certification programme 'foo'"),
            ("role-play sale nobody", "nobody is called 'nobody'"),
        ):
            await seat.press(":")
            await seat.type(command)
            await seat.press("enter")
            await seat.shows(told, "Nobody is enrolled yet")

    sit(desk, being_at("sam"), Place(view="certs"), walk)
