"""One visit on the screen: made, checked, released, appealed against and decided, by keys alone."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.core.audits import Stage, Step
from coachdesk.core.audits.opened import Opened
from coachdesk.core.engine.verdicts import State
from coachdesk.core.reviews import given
from coachdesk.desk.audits import assign, begin, give, open_visit, step
from coachdesk.desk.folder import Desk
from coachdesk.tui.view import Place
from coachdesk.tui.views.visit import VisitView
from tests.desk.audits.walking import Walk, being, make_desk
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit
from tests.tui.visits_desk import LATER, named, now, shopper_of

V1 = Place(view="visit", name="V1")
AT = timedelta(minutes=30)


def form(seat: Seat) -> VisitView:
    assert isinstance(seat.app.view, VisitView)
    return seat.app.view


async def read(seat: Seat) -> None:
    await seat.until(lambda: form(seat).opened is not None)


async def stand(seat: Seat, question: str) -> None:
    """Goes to a question by keys."""
    await seat.press("g")
    for _ in range(20):
        current = form(seat).list.question
        if current is not None and current.id == question:
            return
        await seat.press("j")
    raise AssertionError(seat.screen)


async def type_in(seat: Seat, text: str) -> None:
    await seat.type(text)
    await seat.press("enter")


async def saved(seat: Seat) -> None:
    await seat.until(lambda: not form(seat).answers.waiting and seat.app.session.waiting == 0)


def seen(desk: Desk, name: str = "V1", person: str = "max") -> Opened:
    return open_visit(desk, being(person, LATER), name)


def states(opened: Opened) -> dict[str, State]:
    return {each.criterion: each.state for each in opened.scored.evaluation.answers}


@pytest.fixture
def begun(shop: Desk) -> Desk:
    """The first visit is begun, and nothing answered but its time."""
    assign(shop, being("max", AT), 1)
    begin(shop, being(shopper_of(shop, "V1"), AT), 1)
    return shop


def shopper(desk: Desk) -> str:
    return shopper_of(desk, "V1")


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_form_is_as_drawn(begun: Desk, size: tuple[int, int]) -> None:
    who = shopper(begun)
    give(begun, being(who, AT), 1, "greets", "pass", "a nod")
    give(begun, being(who, AT), 1, "shelf", "fail", "boxes in front of it")

    async def walk(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "shelf")
        await seat.shows("proof wanted: a photo of the shelf")
        assert is_golden(f"visit-{size[0]}x{size[1]}", seat.rows())

    sit(begun, being(who, LATER), V1, walk, size=size)


def test_a_visit_that_has_not_begun_has_no_answers_that_stand(shop: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("V1 planned")
        await seat.press("1")
        await seat.shows("V1 is planned: it has not begun")

    sit(shop, being(shopper_of(shop, "V1"), AT), V1, walk)


def test_a_visit_that_one_may_not_know_is_as_one_that_is_not_there(begun: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("no visit 'V1'")
        assert is_golden("visit-unknown-80x24", seat.rows())
        await seat.press("1", ">")
        await seat.shows("no visit is open")

    sit(begun, being("grace", LATER), V1, walk)


def test_the_briefing_is_one_key_away(begun: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat)
        await seat.press("b")
        await seat.shows("A first-time buyer.", "hesitates over the price")
        assert is_golden("visit-briefing-80x24", seat.rows())
        await seat.press("escape")
        await seat.shows("Did somebody greet?")

    sit(begun, being(shopper(begun), LATER), V1, walk)


def test_a_whole_report_is_made_by_keyboard(shop: Desk, tmp_path: Path) -> None:
    """Begun, answered by digits and words, proof attached, refused while incomplete, handed in."""
    photo = tmp_path / "shelf.jpg"
    photo.write_bytes(b"a photo")
    assign(shop, being("max", AT), 1)

    async def walk(seat: Seat) -> None:
        await read(seat)
        await seat.press(">")
        await seat.shows("V1 may be made from", "begin it now all the same?")
        await seat.press("y")
        await seat.shows("when the contact began")
        await type_in(seat, "2026-10-01T12:05")
        await seat.shows("begun", "1 of 7 answered · 6 required open")
        await stand(seat, "greets")
        await seat.press("1")
        await seat.shows("2 of 7 answered")
        await stand(seat, "shelf")
        await seat.press("2")
        await seat.shows("what was wrong")
        await type_in(seat, "boxes in front of it")
        await seat.shows("3 of 7 answered")
        await saved(seat)
        await seat.press(">")
        await seat.shows("not yet: ended is not told", "missing too")
        assert form(seat).list.question is not None
        await type_in(seat, "o12:20")
        await seat.shows("12:20")
        await saved(seat)
        await seat.press("}")
        assert form(seat).list.question.id == "shelf"  # type: ignore[union-attr]
        await seat.press("@", "1")
        await seat.shows("file (tab goes on)")
        await type_in(seat, str(photo))
        await seat.shows("proof: shelf.jpg, 7 bytes, SHA-256")
        await stand(seat, "listens")
        await seat.press("4")
        await seat.shows("4 on 1–5")
        await stand(seat, "wait")
        await seat.press("1")
        await type_in(seat, "20")
        await seat.shows("not a number from 0 to 90")
        await seat.press("backspace", "enter")
        await seat.shows("12 min")
        await stand(seat, "story")
        await seat.press("enter")
        await type_in(seat, "they said hello")
        await seat.shows("7 of 7 answered")
        await saved(seat)
        await seat.press(">")
        # The window of the draw lies ahead: that is odd, and stops nothing.
        await seat.shows("Hand V1 in?", "To doubt: made on 2026-10-01")
        await seat.press("y")
        await seat.shows("V1 handed in")

    sit(shop, being(shopper(shop), LATER), V1, walk)
    found = seen(shop)
    assert found.stage is Stage.SUBMITTED
    assert states(found) == {"greets": State.PASS, "shelf": State.FAIL, "listens": State.PASS}
    assert dict(found.facts) == {"story": "they said hello", "wait": "12"}
    (proof,) = found.filed.proofs
    # As sha256sum gives it for these seven bytes.
    assert proof.sha256 == "d4e24d749a4fe2f161af2de913c0402b04e3ae287dafd0f9dbfa4a5c56c69285"


def test_each_answer_is_on_disk_before_the_next_key(begun: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "listens")
        await seat.press("3")
        await saved(seat)
        assert states(seen(begun))["listens"] is State.PASS
        await seat.press("u")
        await seat.shows("took back: listens")
        assert states(seen(begun))["listens"] is State.OPEN
        await seat.press("U")
        await seat.shows("gave again: listens")
        assert states(seen(begun))["listens"] is State.PASS
        await seat.press("x")
        await seat.shows("reason why it does not apply")
        await type_in(seat, "nobody was there")
        await saved(seat)
        assert states(seen(begun))["listens"] is State.NA

    sit(begun, being(shopper(begun), LATER), V1, walk)


def test_what_was_typed_of_a_narrative_outlives_the_program(begun: Desk) -> None:
    who = being(shopper(begun), LATER)

    async def types(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "story")
        await seat.press("enter")
        await seat.type("the guide came")
        # The program ends here, with the line still open.

    async def finds(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "story")
        await seat.press("enter")
        await seat.shows("the guide came")
        await seat.press("enter")
        await saved(seat)

    sit(begun, who, V1, types)
    assert "story" not in seen(begun).facts
    sit(begun, who, V1, finds)
    assert seen(begun).facts["story"] == "the guide came"


def test_a_time_that_has_not_been_is_asked_again(begun: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "ended")
        await type_in(seat, "o2026-10-02T09:00")
        await seat.shows("has not been yet")
        await seat.press("escape")

    sit(begun, being(shopper(begun), LATER), V1, walk)
    assert "ended" not in given(seen(begun).filed.changes)


def test_a_transcript_answers_what_it_can_with_its_words(begun: Desk, tmp_path: Path) -> None:
    file = tmp_path / "heard.txt"
    file.write_text("A: good morning, may I help?\nC: a gift\n", encoding="utf-8")

    async def walk(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "greets")
        await seat.press("@", "2")
        await seat.shows("file (tab goes on)")
        await type_in(seat, str(file))
        await seat.shows("attached", "good morning", "automatic")
        await seat.press("2")
        await seat.shows("automatic said PASS")
        await type_in(seat, "it was another customer")
        await seat.shows("FAIL*")

    sit(begun, being(shopper(begun), LATER), V1, walk)
    assert states(seen(begun))["greets"] is State.FAIL


def test_an_editor_s_change_stands_beside_what_the_shopper_said(staged: Desk) -> None:
    visit = named(staged, "in edit")

    async def walk(seat: Seat) -> None:
        await read(seat)
        await seat.shows("To doubt")
        await stand(seat, "listens")
        await seat.press("4")
        await seat.shows("changed: 2 “looked at the screen” → 4")
        assert is_golden("visit-edit-80x24", seat.rows())
        await saved(seat)
        await seat.press("<")
        await seat.shows("return it to its shopper")
        await seat.press("1")
        await seat.shows("your questions to the shopper")
        await type_in(seat, "who served you")
        await seat.shows(f"{visit} is with its shopper again")

    sit(staged, now("ruth"), Place(view="visit", name=visit), walk)
    assert seen(staged, visit).stage is Stage.RETURNED


def test_an_accepted_report_is_released_after_one_question(staged: Desk) -> None:
    visit = named(staged, "accepted")

    async def walk(seat: Seat) -> None:
        await read(seat)
        await seat.press(">")
        await seat.shows(f"Release {visit}?")
        await seat.press("n")
        assert seen(staged, visit).stage is Stage.ACCEPTED
        await seat.press(">", "y")
        await seat.shows("the place's line sees it")

    sit(staged, now("max"), Place(view="visit", name=visit), walk)
    assert seen(staged, visit).stage is Stage.RELEASED


def test_the_place_appeals_and_somebody_else_decides(staged: Desk) -> None:
    visit = named(staged, "released")
    place = Place(view="visit", name=visit)

    async def appeals(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "wait")
        await seat.press("d")
        await seat.shows("only what earns points")
        await stand(seat, "listens")
        assert is_golden("visit-line-80x24", seat.rows())
        await seat.press("d")
        await seat.shows("what should listens be")
        await type_in(seat, "5")
        await seat.shows("your reason")
        await type_in(seat, "they took notes")
        await seat.shows("1 objection not sent")
        await seat.press(">")
        await seat.shows("Send 1 objection?")
        await seat.press("y")
        await seat.shows("sent: somebody who did not check")

    async def decides(seat: Seat) -> None:
        await read(seat)
        await seat.shows("Grace Lind claims 5: “they took notes”")
        await seat.press("D", "2")
        await seat.shows("your reason, which the place reads")
        await type_in(seat, "the notes are in the photo")
        await seat.shows("decided", "5 on 1–5")

    async def reads(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "listens")
        await seat.shows("the notes are in the photo", "changed: 2")

    sit(staged, now("grace"), place, appeals)
    sit(staged, now("rex"), place, decides)
    sit(staged, now("grace"), place, reads)
    assert seen(staged, visit).stage is Stage.FINAL


def test_a_rejected_report_is_objected_to_once(staged: Desk) -> None:
    visit = named(staged, "rejected")
    who = shopper_of(staged, visit)

    async def walk(seat: Seat) -> None:
        await read(seat)
        await seat.press("d")
        await seat.shows("can be used")
        await type_in(seat, "the photo is clear")
        await seat.shows("objection sent")

    sit(staged, now(who), Place(view="visit", name=visit), walk)
    assert seen(staged, visit).stage is Stage.OBJECTED


def test_two_who_check_one_report_overwrite_nothing(staged: Desk) -> None:
    visit = named(staged, "in edit")

    async def walk(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "listens")
        give(staged, now("rex"), int(visit[1:]), "listens", "5", "as on the photo")
        await seat.press("3")
        await seat.shows("was changed since you saw it")
        await seat.shows("5 on 1–5")

    sit(staged, now("ruth"), Place(view="visit", name=visit), walk)
    assert [each.by for each in seen(staged, visit).filed.changes][-1] == "rex"


def test_the_next_visit_of_the_list_is_one_key_away(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("APPEALED")
        await seat.press("enter")
        await read(seat)
        first = form(seat).visit
        await seat.press("]")
        await seat.until(lambda: form(seat).visit != first and form(seat).opened is not None)
        await seat.press("[")
        await seat.until(lambda: form(seat).visit == first and form(seat).opened is not None)
        await seat.press("[")
        await seat.shows("there is no visit before in the list")
        await seat.press("q")
        await seat.shows("APPEALED")

    sit(staged, now("max"), Place(view="audits"), walk)


def test_a_chinese_store_keeps_its_columns(shop: Desk, tmp_path: Path) -> None:
    walk_to = Walk(shop, tmp_path)
    number = next(n for n in (1, 2) if seen(shop, f"V{n}").visit.place == "xinjie")
    walk_to.to(number, "submitted")
    step(shop, walk_to.acting("ruth"), number, Step.TAKE)

    async def walk(seat: Seat) -> None:
        await read(seat)
        await stand(seat, "story")
        assert is_golden("visit-zh-80x24", seat.rows())

    sit(shop, being("ruth", LATER), Place(view="visit", name=f"V{number}"), walk)


def test_every_row_of_a_form_in_plain_ascii_is_ascii(begun: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat)
        text = re.sub("赵敏|Zhao", "", seat.screen)
        assert text.isascii(), text

    sit(begun, being(shopper(begun), LATER), V1, walk, ascii_only=True)


def test_a_report_that_came_back_shows_what_is_asked(staged: Desk) -> None:
    name = named(staged, "returned")

    async def walk(seat: Seat) -> None:
        await seat.shows("! Ruth Adler asks: “because of Mimi”")
        await read(seat)
        await seat.press("b")
        await seat.shows("! Ruth Adler asks: “because of Mimi”", "WHO THE SHOPPER IS")
        await seat.press("escape", ">")
        await seat.shows("Nothing is changed since it came", "back: “because of Mimi”.")
        await seat.press("n")
        await stand(seat, "greets")
        await seat.press("2")
        await seat.shows("what was wrong")
        await type_in(seat, "nobody did")
        await saved(seat)
        await seat.press(">")
        await seat.shows(f"Hand {name} in?")
        assert "Nothing is changed" not in seat.screen

    sit(staged, now(shopper_of(staged, name)), Place(view="visit", name=name), walk)


def test_a_briefing_of_many_lines_is_drawn_without_signs(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    form = desk.rules / "audits" / "counter.yaml"
    text = form.read_text("utf-8")
    many = "scenario: |\n  Asks for a gift,\n  and takes time.\n"
    form.write_text(re.sub(r"scenario: .*\n", many, text), "utf-8")
    (number, _) = Walk(desk, tmp_path).plan()
    assign(desk, being("max", AT), number)

    async def walk(seat: Seat) -> None:
        await read(seat)
        await seat.press("b")
        await seat.shows("Asks for a gift, and takes time.")
        assert "␊" not in seat.screen

    sit(desk, being(shopper_of(desk, f"V{number}"), AT), Place(view="visit", name="V1"), walk)
