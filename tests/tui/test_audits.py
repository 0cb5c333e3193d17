"""The list of mystery visits, draws and results, by keyboard alone."""

from pathlib import Path

import pytest

from coachdesk.core.audits import Stage
from coachdesk.desk.audits import list_visits, open_visit
from coachdesk.desk.folder import Desk
from coachdesk.tui.view import Place
from coachdesk.tui.views.audits import AuditsView
from tests.desk.audits.walking import being, make_desk
from tests.tui.screens import is_golden, unread
from tests.tui.seat import Seat, sit
from tests.tui.visits_desk import named, now

LIST = Place(view="audits")


def list_of(seat: Seat) -> AuditsView:
    assert isinstance(seat.app.view, AuditsView)
    return seat.app.view


async def read(seat: Seat, *, count: int = 1) -> None:
    await seat.until(lambda: list_of(seat).list.is_read and list_of(seat).list.total >= count)


def stage_of(desk: Desk, name: str) -> Stage:
    return open_visit(desk, now("max"), name).stage


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_list_is_as_drawn(staged: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat, count=15)
        assert is_golden(f"audits-{size[0]}x{size[1]}", seat.rows())

    sit(staged, now("max"), LIST, walk, size=size)


def test_the_place_s_line_has_a_list_without_shoppers(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat, count=3)
        assert is_golden("audits-line-80x24", seat.rows())

    sit(staged, now("grace"), LIST, walk)


def test_a_desk_without_visits_says_how_they_are_planned(tmp_path: Path) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat, count=0)
        assert is_golden("audits-empty-80x24", seat.rows())

    sit(make_desk(tmp_path / "desk"), now("max"), LIST, walk)


def test_a_desk_that_can_not_be_read_is_told_in_its_place(
    staged: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = unread(staged, monkeypatch, now("max"), "home", "A")
    assert is_golden("audits-unread-80x24", found)


def test_words_narrow_the_list_and_escape_shows_all_again(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat, count=15)
        await seat.press("/")
        await seat.type("09x")
        assert list_of(seat).list.found == 1
        await seat.press("enter", "escape")
        assert list_of(seat).list.found == 15
        await seat.press("/")
        await seat.type("released,on hold")
        assert [each.stage for each in list_of(seat).list.things()] == ["on hold", "released"]
        await seat.press("escape")
        assert list_of(seat).list.found == 15

    sit(staged, now("max"), LIST, walk)


def test_a_task_of_the_day_opens_the_list_of_just_that_work(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("TO DO", "1)")
        row = next(row for row in seat.rows() if "reports to check" in row)
        await seat.press(row.split(")")[0][-1])
        await read(seat, count=1)
        stages = {each.stage for each in list_of(seat).list.things()}
        assert stages <= {Stage.SUBMITTED, Stage.IN_EDIT, Stage.ON_HOLD}
        assert stages

    sit(staged, now("ruth"), Place(view="home"), walk)


def test_a_draw_is_shown_before_it_is_planned(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")

    async def walk(seat: Seat) -> None:
        await read(seat, count=0)
        await seat.press("P")
        await seat.shows("plan visits with which form")
        await seat.press("enter")
        await seat.shows("in which quarter", "2026Q4")
        await seat.press("enter")
        await seat.type("spring")
        await seat.press("enter")
        await seat.shows("2 visits of counter in 2026Q4", "seed spring", "新街店")
        assert is_golden("audits-draw-80x24", seat.rows())
        assert list_visits(desk, being("max")) == ()
        await seat.press("escape")
        await seat.shows("nothing was written")
        assert list_visits(desk, being("max")) == ()
        await seat.press("+", "enter", "enter")
        await seat.type("spring")
        await seat.press("enter")
        await seat.shows("seed spring")
        await seat.press(">")
        await seat.shows("Plan these 2 visits?")
        await seat.press("y")
        await seat.shows("planned: V1 to V2, seed spring", "PLANNED")

    sit(desk, being("max"), LIST, walk)
    assert {each.stage for each in list_visits(desk, being("max"))} == {Stage.PLANNED}


def test_a_draw_from_other_visits_than_those_seen_is_not_written(tmp_path: Path) -> None:
    from coachdesk.desk.audits import plan_visits

    desk = make_desk(tmp_path / "desk")

    async def walk(seat: Seat) -> None:
        await read(seat, count=0)
        await seat.press("P", "enter", "enter")
        await seat.shows("seed (empty")
        await seat.press("enter")
        await seat.shows("2 visits of counter")
        plan_visits(desk, being("rex"), "counter", "2026Q4", within=["quay"])
        await seat.press(">", "y")
        await seat.shows("have changed since this was drawn")

    sit(desk, being("max"), LIST, walk)
    assert len(list_visits(desk, being("max"))) == 1


def test_who_may_not_plan_is_told_so(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat)
        await seat.press("P")
        await seat.shows("planning visits is not for this role")

    sit(staged, now("grace"), LIST, walk)


def test_steps_of_the_list_ask_what_they_need(staged: Desk) -> None:
    """Hold, exclude and cancel; each with its reason or question, each told."""

    def on(seat: Seat, visit: str) -> None:
        list_of(seat).list.stand_on(int(visit[1:]))
        list_of(seat).list.changed()

    accepted, held = named(staged, "accepted"), named(staged, "on hold")
    planned, assigned = named(staged, "planned"), named(staged, "assigned")

    async def walk(seat: Seat) -> None:
        await read(seat, count=15)
        on(seat, accepted)
        await seat.press("K")
        await seat.shows("what is in doubt or missing")
        await seat.press("enter")
        await seat.shows("(Esc leaves it)")
        await seat.type("no photo")
        await seat.press("enter")
        await seat.shows(f"{accepted} on hold")
        await seat.until(lambda: stage_of(staged, accepted) is Stage.ON_HOLD)
        on(seat, held)
        await seat.press("ctrl+r")
        await seat.shows("does not count")
        await seat.type("a fire drill")
        await seat.press("enter")
        await seat.until(lambda: stage_of(staged, held) is Stage.EXCLUDED)
        on(seat, planned)
        await seat.press("a")
        await seat.shows("shopper for")
        await seat.press("enter")
        await seat.until(lambda: stage_of(staged, planned) is Stage.ASSIGNED)
        on(seat, assigned)
        await seat.press("X")
        await seat.shows(f"Cancel {assigned}?")
        await seat.press("y")
        await seat.until(lambda: stage_of(staged, assigned) is Stage.CANCELLED)

    sit(staged, now("max"), LIST, walk)


def test_an_objection_is_decided_by_somebody_else(staged: Desk) -> None:
    visit = named(staged, "objected")

    async def walk(seat: Seat) -> None:
        await read(seat, count=15)
        await seat.press("/")
        await seat.type("objected")
        await seat.press("enter", "D")
        await seat.shows("decide the objection")
        await seat.press("2")
        await seat.shows("why the objection is not right")
        await seat.type("the photo is of another shop")
        await seat.press("enter")
        await seat.until(lambda: stage_of(staged, visit) is Stage.REJECTED)

    sit(staged, now("max"), LIST, walk)


def test_a_step_that_the_person_may_not_take_is_refused_in_its_words(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat, count=3)
        await seat.press("/")
        await seat.type("final")
        await seat.press("enter", ">")
        await seat.shows("nothing follows")
        await seat.press("K")
        await seat.shows("'hold' is not possible there")
        await seat.press("escape", "/")
        await seat.type("appealed")
        await seat.press("enter", "D")
        await seat.shows("question by question")

    sit(staged, now("grace"), LIST, walk)


def test_results_give_no_figure_from_too_few_visits(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("At the counter", "3 visits", "too few")
        assert is_golden("visit-results-80x24", seat.rows())
        await seat.press("right")
        await seat.shows("TEAM")
        await seat.press("left", "left")
        await seat.shows("SHOPPER", "mia.vogel")

    sit(staged, now("max"), Place(view="visit_results"), walk)


def test_the_line_is_not_offered_to_compare_shoppers(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("At the counter", "PLACE")
        for _ in range(5):
            assert "SHOPPER" not in seat.screen
            await seat.press("right")

    sit(staged, now("grace"), Place(view="visit_results"), walk)


def test_results_of_nothing_say_so(shop: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("no visit is released yet")
        assert is_golden("visit-results-empty-80x24", seat.rows())

    sit(shop, now("max"), Place(view="visit_results"), walk)


def test_a_stage_can_be_asked_for_beside_words(staged: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await read(seat, count=15)
        await seat.press("/")
        await seat.shows("filter: stage:released,final, or words>")
        await seat.type("stage:released,on-hold")
        await seat.press("enter")
        await seat.shows("ON HOLD", "RELEASED")
        asked = {each.stage for each in list_of(seat).list.things()}
        assert asked == {Stage.RELEASED, Stage.ON_HOLD}

    sit(staged, now("max"), LIST, walk)


def test_a_line_that_is_refused_keeps_what_was_typed(tmp_path: Path) -> None:
    """At 80 columns the line has room to type, whatever there is to choose from."""
    desk = make_desk(tmp_path / "desk")
    form = (desk.rules / "audits" / "counter.yaml").read_text("utf-8")
    for name in ("after-sales-call", "outbound-sales-call", "shop-visit-in-the-city"):
        text = form.replace("audit: counter", f"audit: {name}")
        (desk.rules / "audits" / f"{name}.yaml").write_text(text, "utf-8")

    async def walk(seat: Seat) -> None:
        await read(seat, count=0)
        await seat.press("P")
        await seat.shows("plan visits with which form>", "after-sales-call")
        await seat.type("countre")
        await seat.press("enter")
        await seat.shows("plan visits with which form> countre", "! 'countre' is no audit form")
        await seat.press("backspace", "backspace")
        await seat.type("er")
        await seat.press("enter")
        await seat.shows("counter: in which quarter (empty: 2026Q4)>")
        await seat.type("2027Q5")
        await seat.press("enter")
        await seat.shows("(empty: 2026Q4)> 2027Q5", "! '2027Q5' is no quarter; such as 2026Q4")
        await seat.press("backspace", "1", "enter")
        await seat.shows("counter 2027Q1: seed (empty")

    sit(desk, being("max"), LIST, walk)
