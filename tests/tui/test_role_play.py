"""A role-play on the screen: answered by digits, kept as given, told only once it is handed in."""

from pathlib import Path

import pytest

from coachdesk.desk import certification as certs
from coachdesk.desk.folder import Desk
from coachdesk.tui.view import Place
from tests.desk.certification.conftest import (  # noqa: F401
    PROGRAMME,
    being_at,
    desk,
    desk_to_copy,
)
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

PLAY = Place(view="role_play", name="sale ana")
CERTIFICATE = Place(view="certificate", name="sale ana")
FORM = """\
roleplay: play
version: 1
title: Play
scoring: {method: flat, pass_mark: 70}
sections:
  - id: talk
    title: The talk
    criteria:
      - {id: calm, ask: Did they stay calm when the customer was rude?, points: 5, critical: call}
      - {id: clear, ask: Was the price said before the yes?, points: 5}
      - id: asks
        ask: How many questions were asked before an offer was made?
        points: 5
        answers: {none: 0, one: 2, several: 5}
  - id: end
    title: The end
    criteria:
      - {id: next, ask: 有没有说下一步是什么？, points: 5, coach: Say the day and the channel.}
"""


@pytest.fixture
def enrolled(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    """The desk, with Ana in training."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (desk.rules / "exams" / "play.yaml").write_text(FORM, "utf-8")
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    return desk


async def answered(seat: Seat) -> None:
    """Every question, with the words that a FAIL asks for."""
    await seat.shows("0 of 4 answered")
    await seat.press("1", "j", "2")
    await seat.shows("what was wrong")
    await seat.type("after the yes")
    await seat.press("enter", "j", "3", "j", "1")
    await seat.shows("4 of 4 answered", "saved ")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_a_role_play_looks_like_this(enrolled: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await answered(seat)
        await seat.press("0", "k", "k")
        await seat.shows("3 of 4 answered", "1 required open", "saved ")
        assert "%" not in seat.screen, "nothing is told before the end"
        assert is_golden(f"role-play-{size[0]}x{size[1]}", seat.rows())

    sit(enrolled, being_at("sam", 1), PLAY, walk, size=size)


def test_it_is_handed_in_once_everything_is_answered(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await answered(seat)
        await seat.press("}")
        await seat.shows("nothing else is missing: > hands it in")
        await seat.press(">")
        await seat.shows("Hand in? It is scored then")
        await seat.press("y")
        await seat.shows("✓ PASS 75.00 %", "Y1 is handed in", "pass mark of the form: 70.00 %")
        assert is_golden("role-play-done-80x24", seat.rows())
        await seat.press("g", "2")
        await seat.shows("Y1 is handed in: its answers stand")

    sit(enrolled, being_at("sam", 1), PLAY, walk)
    (held,) = certs.show(enrolled, being_at("ana", 2), "ana", "sale")
    assert [need.met for need in held.needs if need.requirement.id == "play"] == [True]


def test_a_critical_failure_is_told_at_the_end(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("0 of 4 answered", "critical: a FAIL here fails the whole role-play")
        await seat.press("2")
        await seat.type("shouted back")
        await seat.press("enter", "j", "1", "j", "3", "j", "1")
        await seat.shows("4 of 4 answered", "saved ")
        await seat.press(">", "y")
        await seat.shows("✗ FAIL", "a critical criterion failed: calm")
        await seat.press("g")
        await seat.shows("shouted back")

    sit(enrolled, being_at("sam", 1), PLAY, walk)
    (held,) = certs.show(enrolled, being_at("ana", 2), "ana", "sale")
    lacks = [need.lacks for need in held.needs if need.requirement.id == "play"]
    assert lacks == ["play is not passed: calm failed, which fails all of it"]


def test_the_mark_of_the_programme_decides(enrolled: Desk) -> None:
    file = enrolled.rules / "certifications" / "sale.yaml"
    wants = PROGRAMME.replace("role_play: play}", "role_play: play, pass_mark: 80}")
    file.write_text(wants, "utf-8")

    async def walk(seat: Seat) -> None:
        await answered(seat)
        await seat.press(">", "y")
        await seat.shows("✗ FAIL 75.00 %", "pass mark of the programme: 80.00 %")

    sit(enrolled, being_at("sam", 1), PLAY, walk)


def test_what_is_missing_is_shown_instead_of_handed_in(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("0 of 4 answered")
        await seat.press("1", "j", "2", "enter")
        await seat.shows("2 of 4 answered", "saved ")
        await seat.press("g", ">")
        await seat.shows("not yet: 3 lack an answer or a word on why", "fail without evidence")
        await seat.press("m")
        await seat.type("never said")
        await seat.press("enter")
        await seat.shows("never said", "saved ")
        assert "fail without evidence" not in seat.screen
        await seat.press("}")
        await seat.shows("How many questions were asked")
        await seat.press("u")
        await seat.shows("took back: clear")

    sit(enrolled, being_at("sam", 1), PLAY, walk)


def test_the_matrix_and_the_certificate_lead_there_and_back(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva", "next: ")
        await seat.press("p")
        await seat.shows("0 of 4 answered", "Role-play")
        await seat.press("1")
        await seat.shows("1 of 4 answered", "saved ")
        await seat.press("q", "enter")
        await seat.shows("to be shown")
        while "▸     ○ play" not in seat.screen:
            await seat.press("tab")
        await seat.press("enter")
        await seat.shows("1 of 4 answered", "Y1 · Ana Silva")
        await seat.press("q", "p")
        await seat.shows("1 of 4 answered", "Y1 · Ana Silva")

    sit(enrolled, being_at("sam", 1), Place(view="certs"), walk)


def test_the_person_reads_it_afterwards_from_the_certificate(enrolled: Desk) -> None:
    async def assess(seat: Seat) -> None:
        await answered(seat)
        await seat.press(">", "y")
        await seat.shows("✓ PASS")

    async def read(seat: Seat) -> None:
        await seat.shows("to be shown", "Y1 play v1")
        while "▸         Y1" not in seat.screen:
            await seat.press("tab")
        await seat.press("enter")
        await seat.shows("✓ PASS 75.00 %", "assessed by Sam Ito", "4 of 4 answered")
        await seat.press("1")
        await seat.shows("its answers stand")

    sit(enrolled, being_at("sam", 1), PLAY, assess)
    sit(enrolled, being_at("ana", 2), CERTIFICATE, read)


def test_who_may_not_is_told_why(enrolled: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("to be shown")
        await seat.press("p")
        await seat.shows("A-certificate-self")
        assert is_golden("role-play-refused-80x24", seat.rows())
        await seat.press("1", ">")
        await seat.shows("no role-play is open")

    sit(enrolled, being_at("ana", 1), CERTIFICATE, walk)


def test_a_form_with_an_error_is_told_in_the_view(enrolled: Desk) -> None:
    (enrolled.rules / "exams" / "play.yaml").write_text(FORM.replace("title: Play", "titel: Play"))

    async def walk(seat: Seat) -> None:
        await seat.shows("titel")
        assert "reading…" not in seat.screen

    sit(enrolled, being_at("sam", 1), PLAY, walk)


def test_a_certificate_without_role_play_says_so(enrolled: Desk) -> None:
    file = enrolled.rules / "certifications" / "sale.yaml"
    file.write_text(file.read_text("utf-8").replace("  - {id: play, role_play: play}\n", ""))

    async def walk(seat: Seat) -> None:
        await seat.shows("to be shown")
        await seat.press("p")
        await seat.shows("no role-play is asked for now")

    sit(enrolled, being_at("sam", 1), CERTIFICATE, walk)
