"""The teleprompter: reading a script aloud during a call, by one key at a time."""

import json
from pathlib import Path

import msgspec
import pytest

from coachdesk.desk.folder import Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.files.calls.plain import parse_plain
from coachdesk.files.yaml_source import parse
from coachdesk.tui.shown import drawn_cells
from coachdesk.tui.view import Place
from tests.desk.day import being
from tests.tui.hostile import ESC, NASTY
from tests.tui.screens import is_golden
from tests.tui.scripts_desk import CARD, FAULTY, library_desk
from tests.tui.seat import Seat, sit

CALL = "ana-10"


@pytest.fixture
def desk(used: Desk) -> Desk:
    return used


def reading(spot: str = "", call: str | None = None) -> Place:
    return Place(view="teleprompter", name=f"card/{spot}" if spot else "card", call=call)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 12)])
def test_a_line_stands_alone_with_its_answers_at_the_foot(
    desk: Desk, size: tuple[int, int]
) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4", "next")
        assert is_golden(f"teleprompter-{size[0]}x{size[1]}", seat.rows())

    sit(desk, being("max"), reading(call=CALL), walk, size=size)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_chinese_breaks_where_it_may_and_fits(desk: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        await seat.press("l")
        await seat.shows("方便")
        assert is_golden(f"teleprompter-zh-{size[0]}x{size[1]}", seat.rows())
        assert max(map(drawn_cells, seat.rows())) <= size[0]

    sit(desk, being("max"), reading(call=CALL), walk, size=size)


def test_without_a_name_it_says_how_to_open_one(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows(":prompt ID opens one")
        assert is_golden("teleprompter-empty-80x24", seat.rows())

    sit(desk, being("ana"), Place(view="teleprompter"), walk)


def test_a_script_with_errors_is_refused_with_all_of_them(tmp_path: Path) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("S102", "there is no step 'ofer'")
        rows = [row.replace(str(tmp_path), "…") for row in seat.rows()]
        assert any("did you mean" in row or "offer" in row for row in rows)

    sit(library_desk(tmp_path / "desk", card=FAULTY), being("ana"), reading(), walk)


def test_a_script_that_there_is_not_is_named(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("D735", "no script 'nosuch'")
        assert is_golden("teleprompter-refused-80x24", seat.rows())

    sit(desk, being("ana"), Place(view="teleprompter", name="nosuch"), walk)


def test_slots_come_from_the_call_and_the_rest_stays_marked(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hello Mia Ross, this is Ana Silva calling from Harbour.")
        await seat.press("space", "space")
        await seat.shows("The card costs {fee} a year.")

    sit(desk, being("max"), reading(call=CALL), walk)


def test_without_a_call_only_the_reader_is_known(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hello {customer name}, this is Ana Silva calling from {company}.")

    sit(desk, being("ana"), reading(), walk)


def test_a_slot_can_be_filled_by_hand_for_this_sitting_alone(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("{customer name}")
        await seat.press("=")
        await seat.shows("customer name (the first line of your screen)>")
        await seat.type("Li Na")
        await seat.press("enter")
        await seat.shows("company>")
        await seat.type("Acme")
        await seat.press("enter")
        await seat.shows("Hello Li Na, this is Ana Silva calling from Acme.")
        await seat.press("q")
        seat.app.go(reading("greeting"))
        await seat.shows("Hello Li Na")
        seat.app.go(Place(view="teleprompter", name="visit-plain"))
        await seat.shows("Hello.")
        seat.app.go(reading())
        await seat.shows("Hello {customer name}")

    sit(desk, being("ana"), reading(), walk)


def test_what_nobody_may_read_fills_no_slot(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("D403")
        assert "Mia Ross" not in seat.screen

    sit(desk, being("bo"), reading(call=CALL), walk)


def test_space_goes_on_and_b_goes_back_to_the_first_line(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        await seat.press("b")
        await seat.shows("this is where the script begins")
        await seat.press("space", "enter", "right")
        await seat.shows("4 of 4", "the script ends here")
        await seat.press("space")
        await seat.shows("b goes back")
        await seat.press("b", "left", "b")
        await seat.shows("1 of 4")

    sit(desk, being("ana"), reading(), walk)


def test_an_objection_is_one_key_away_and_one_key_back(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        await seat.press("space", "1")
        await seat.shows("IF  Says it is too expensive", "what you would get back in a year",
                         "back to  Name the one benefit")  # fmt: skip
        assert is_golden("teleprompter-objection-80x24", seat.rows())
        await seat.press("space")
        await seat.shows("2 of 4  Name the one benefit")
        await seat.press("3")
        await seat.shows("then  Thank them")
        await seat.press("space")
        await seat.shows("4 of 4")
        await seat.press("b", "b")
        await seat.shows("2 of 4")
        await seat.press("9")
        await seat.shows("no answer has this digit")

    sit(desk, being("ana"), reading(), walk)


def test_a_branch_says_where_it_leads_and_goes_there(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("a  Is driving", "→ Thank them", "s  Asks how you got the number")
        await seat.press("a")
        await seat.shows("IF  Is driving", "When may I call you back?", "then  Thank them")
        await seat.press("s")
        await seat.shows("b goes back to it")
        await seat.press("space")
        await seat.shows("4 of 4")
        await seat.press("b", "b", "s")
        await seat.shows("You already bank with us.", "then  Name the one benefit")
        await seat.press("b", "g")
        await seat.shows("this step has no such branch")

    sit(desk, being("ana"), reading(), walk)


def test_search_narrows_while_typing_and_enter_goes_there(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        await seat.press("space", "/")
        await seat.shows("find>", "if   Says it is too expensive", "step")
        await seat.type("you")
        await seat.shows("find> you")
        assert "Has a card already" in seat.screen
        assert is_golden("teleprompter-search-80x24", seat.rows())
        await seat.press("down", "enter")
        await seat.shows("IF  Has a card already")
        await seat.press("b")
        await seat.shows("2 of 4")
        await seat.press("/")
        await seat.type("算一")
        await seat.press("enter")
        await seat.shows("IF  Says it is too expensive")
        await seat.press("/")
        await seat.type("zzz")
        await seat.shows("nothing here has these words")
        await seat.press("escape")
        await seat.shows("IF  Says it is too expensive", "what you would get back")

    sit(desk, being("ana"), reading(), walk)


def test_why_and_the_language_stay_from_line_to_line(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        await seat.press("w", "l")
        await seat.shows("why: People listen once", "您好，我是")
        await seat.press("space")
        await seat.shows("why: One benefit that fits", "买菜返现百分之二。")
        await seat.press("space")
        await seat.shows("why: the script does not say")
        await seat.press("w", "l")
        await seat.shows("The card costs {fee} a year.")
        assert "why:" not in seat.screen

    sit(desk, being("ana"), reading(), walk)


def test_one_comes_back_to_the_line_and_language_after_a_restart(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        await seat.press("l", "space", "1")
        await seat.shows("理解。")
        await seat.press("ctrl+q")

    async def again(seat: Seat) -> None:
        await seat.press("q")
        await seat.shows("理解。", "back to  Name the one benefit")
        await seat.press("b")
        await seat.shows("2 of 4")

    sit(desk, being("ana"), reading(), walk)
    sit(desk, being("ana"), Place(view="home"), again)


def test_one_language_alone_is_said(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 1", "not published")
        await seat.press("l")
        await seat.shows("this script is written in en alone")

    sit(desk, being("ana"), Place(view="teleprompter", name="visit-plain"), walk)


def test_nothing_else_is_on_the_screen_and_the_bars_come_back(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        assert seat.rows()[0].startswith(" 1 of 4")
        assert "coachdesk" not in seat.screen
        await seat.press(":")
        await seat.type("home")
        await seat.press("enter")
        await seat.shows("coachdesk", "Today")
        await seat.press("q")
        await seat.shows("1 of 4")
        assert "coachdesk" not in seat.screen

    sit(desk, being("ana"), reading(), walk)


def test_every_key_of_it_is_listed(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 4")
        await seat.press("?")
        await seat.shows("next line", "why it is said", "fill the slots")
        await seat.type("language")
        await seat.press("enter")
        await seat.shows("您好")

    sit(desk, being("ana"), reading(), walk)


def test_a_call_in_the_queue_opens_the_script_of_its_scorecard(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Queue", "ana-18")
        await seat.press("t")
        await seat.shows("1 of 4", "Mia Ross")
        await seat.press("q")
        await seat.shows("Queue")
        await seat.press("enter")
        await seat.shows("Review", "names-benefit")
        await seat.press("t")
        await seat.shows("1 of 4", "Mia Ross")

    sit(desk, being("grace"), Place(view="queue"), walk)


def test_a_reference_is_never_read_out_as_a_name(tmp_path: Path) -> None:
    desk = library_desk(tmp_path / "desk", card=CARD)
    call = msgspec.structs.replace(parse_plain("A: hello", call_id="c1"), customer="C-10023")
    keep_calls(desk, being(None), [(call, "calls.txt")], say=lambda problem: None)

    async def walk(seat: Seat) -> None:
        await seat.shows("Hello {customer name}, this is {agent name}")

    sit(desk, being("max"), reading(call="c1"), walk)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5)])
def test_hostile_words_drive_nothing_and_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    written = [json.dumps(each, ensure_ascii=False) for each in NASTY if each.strip()]
    # The reader of files refuses control characters; everything else gets this far.
    accepted = [each for each in written if not parse(each, "x").problems]
    assert len(accepted) >= 7
    lines = "\n".join(f"        - {each}" for each in accepted)
    text = (
        "script: nasty\nversion: 1\ntitle: '[/] title'\nlanguages: [en]\nsteps:\n"
        f"  - id: a\n    title: '[@click=app.quit]x[/]'\n    say:\n      en:\n{lines}\n"
        "    if_customer:\n      - {when: '[/] says 我想确认', say: '[bold]no', then: b}\n"
        "  - id: b\n    say: '{[/]} {customer_name}'\n"
    )
    desk = library_desk(tmp_path / "desk", nasty=text)

    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 2")
        for key in ("w", "a", "space", "b", "/", "x", "enter", "j", "="):
            await seat.press(key)
            assert ESC not in seat.screen
            assert max(map(drawn_cells, seat.rows())) <= size[0]

    sit(desk, being("max"), Place(view="teleprompter", name="nasty"), walk, size=size)
