"""The evaluations view, on the desk of `tests/desk/day.py`."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from coachdesk.core.reviews import Stage
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.reviews import open_review
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.view import Place
from coachdesk.tui.views.evaluations import EvaluationsView
from tests.desk.day import CARD, being, empty_desk
from tests.tui.screens import app_of, is_golden, rows_of, unread, until

Walk = Callable[["Seat"], Awaitable[None]]


class Seat:
    """Somebody in front of the view."""

    def __init__(self, app: CoachdeskApp, pilot: object) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def view(self) -> EvaluationsView:
        assert isinstance(self.app.view, EvaluationsView)
        return self.app.view

    @property
    def here(self) -> str:
        """The call of the evaluation under the cursor."""
        assert self.view.list.current is not None
        return self.view.list.current.line.call

    def rows(self) -> list[str]:
        return rows_of(self.app)

    async def press(self, *keys: str) -> None:
        await self._pilot.press(*keys)  # type: ignore[attr-defined]
        await self._pilot.pause()  # type: ignore[attr-defined]

    async def type(self, text: str) -> None:
        await self.press(*({" ": "space", "-": "minus"}.get(sign, sign) for sign in text))

    async def until(self, seen: Callable[[], bool]) -> None:
        await until(self._pilot, seen)  # type: ignore[arg-type]

    async def says(self, text: str) -> None:
        await self.until(lambda: text in self.rows()[-2])


def sit(
    desk: Desk,
    acting: Acting,
    walk: Walk,
    *,
    size: tuple[int, int] = (80, 24),
    words: str | None = None,
    count: int = 1,
) -> None:
    """Opens the view, waits until it is read, and walks."""

    async def run() -> None:
        app = app_of(desk, acting)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            app.go(Place(view="evaluations", filter=words))
            await pilot.pause()
            seat = Seat(app, pilot)
            await until(pilot, lambda: seat.view.list.total >= count)
            await walk(seat)

    asyncio.run(run())


def stage_of(desk: Desk, call: str) -> Stage | None:
    opened = open_review(desk, being("rex"), call, CARD)
    assert opened is not None
    return opened.review.stage if opened.review is not None else None


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_list_is_as_drawn(desk: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.until(lambda: "OVERTURNED" in "\n".join(seat.rows()))
        assert is_golden(f"evaluations-{size[0]}x{size[1]}", seat.rows())

    sit(desk, being("rex"), walk, size=size)


def test_an_agent_finds_their_own_with_the_days_left(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        rows = seat.rows()
        assert any("ana-03" in row and "40 d to dispute" in row for row in rows)
        # The clock acknowledged it: nobody agreed.
        assert any("ana-05" in row and "auto 2026-05-20" in row for row in rows)
        assert not any("auto" in row for row in rows if "ana-04" in row)
        assert not any("wang-" in row for row in rows)

    sit(desk, being("ana"), walk)


def test_nobody_s_list_says_how_an_evaluation_begins(tmp_path: Path) -> None:
    async def walk(seat: Seat) -> None:
        await seat.until(lambda: "Nobody has evaluated a call yet." in "\n".join(seat.rows()))
        assert is_golden("evaluations-empty-80x24", seat.rows())

    sit(empty_desk(tmp_path / "desk"), being(None), walk, count=0)


def test_words_narrow_the_list_and_escape_shows_all_again(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.press("slash")
        await seat.type("submitted")
        assert seat.view.list.found == 1
        await seat.press("enter")
        assert seat.here == "ana-02"
        assert "1 of 8" in seat.rows()[0]
        await seat.press("escape")
        assert seat.view.list.found == 8
        await seat.press("slash")
        await seat.type("zzz")
        assert any("no evaluation has “zzz”" in row for row in seat.rows())
        await seat.press("escape")
        assert seat.view.list.found == 8

    sit(desk, being("grace"), walk)


def test_a_desk_that_can_not_be_read_is_told_in_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = unread(desk, monkeypatch, being("grace"), "home", "E")
    assert is_golden("evaluations-unread-80x24", found)


def test_a_step_that_is_somebody_else_s_is_refused_where_it_was_asked(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.press("greater_than_sign")
        await seat.says("only the person whom this evaluation is about acknowledges it")
        assert is_golden("evaluations-refused-80x24", seat.rows())

    sit(desk, being("grace"), walk, words="ana-03")


def test_a_supervisor_publishes_in_place(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.press("greater_than_sign")
        await seat.says("Publish E")
        await seat.press("y")
        await seat.says("published: the agent sees it")

    sit(desk, being("grace"), walk, words="ana-02")
    assert stage_of(desk, "ana-02") is Stage.PUBLISHED


def test_going_back_needs_a_reason(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.press("less_than_sign")
        await seat.until(lambda: "goes back>" in seat.rows()[-1])
        await seat.press("enter")
        await seat.says("reason")
        await seat.press("less_than_sign")
        await seat.until(lambda: "goes back>" in seat.rows()[-1])
        await seat.type("please listen again")
        await seat.press("enter")
        await seat.says("handed back")

    sit(desk, being("grace"), walk, words="ana-02")
    assert stage_of(desk, "ana-02") is Stage.DRAFT


def test_an_agent_acknowledges_in_place_and_nobody_does_it_for_them(desk: Desk) -> None:
    async def refused(seat: Seat) -> None:
        await seat.press("greater_than_sign")
        await seat.says("only the person whom this evaluation is about acknowledges it")

    async def walk(seat: Seat) -> None:
        await seat.press("greater_than_sign")
        await seat.says("Acknowledge E")
        await seat.press("y")
        await seat.says("acknowledged")

    sit(desk, being("grace"), refused, words="ana-03")
    assert stage_of(desk, "ana-03") is Stage.PUBLISHED
    sit(desk, being("ana"), walk, words="ana-03")
    assert stage_of(desk, "ana-03") is Stage.ACKNOWLEDGED


def test_what_the_stage_does_not_allow_is_said(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.press("less_than_sign")
        await seat.says("is published: it can't be handed back")

    sit(desk, being("grace"), walk, words="ana-03")


def test_the_next_call_is_the_next_in_the_list(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        assert seat.view.neighbour("wang-01", 1) == "ana-02"
        assert seat.here == "ana-02"
        assert seat.view.neighbour("wang-01", -1) is None
        assert seat.view.neighbour("not-here", 1) is None

    sit(desk, being("rex"), walk)


def test_enter_opens_the_review_and_back_returns_to_the_same_line(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        view = seat.view
        await seat.press("j", "enter")
        await seat.until(lambda: seat.app.view is not view)
        assert seat.app.view is not None
        assert seat.app.view.place().call == "ana-02"
        await seat.press("q")
        await seat.until(lambda: seat.app.view is view)
        assert seat.here == "ana-02"

    sit(desk, being("rex"), walk)


def test_a_line_can_be_copied_as_text_and_as_a_link(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        quote = seat.view.quote()
        assert quote is not None
        assert quote.split("\t")[1:4] == ["wang-01", "王小明", "visit"]
        assert seat.view.link() == "coachdesk://call/wang-01"

    sit(desk, being("rex"), walk)
