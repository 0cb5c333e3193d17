"""Every action can be found by name and done by words, with no key known."""

import asyncio

from coachdesk.desk.folder import Desk
from coachdesk.tui.dialogs.chooser import Chooser
from coachdesk.tui.keymap import ACTIONS
from coachdesk.tui.rooms import VIEWS
from coachdesk.tui.view import Place
from tests.desk.day import being
from tests.tui.screens import app_of, rows_of, until


def offered(desk: Desk, view: str) -> set[str]:
    """The actions that the palette offers in a view."""

    async def run() -> set[str]:
        app = app_of(desk, being("ruth"))
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: app.view is not None)
            app.go(Place(view=view, call="ana-01" if view == "review" else None))
            await until(pilot, lambda: app.view is not None and app.view.name_of_view == view)
            await pilot.press("ctrl+p")
            await until(pilot, lambda: isinstance(app.screen, Chooser))
            assert isinstance(app.screen, Chooser)
            values = {each.value for each in app.screen._rows.every}
            return {value.removeprefix("action ") for value in values if "action " in value}

    return asyncio.run(run())


def test_the_palette_offers_every_action_somewhere(desk: Desk) -> None:
    everywhere: set[str] = set()
    for view in VIEWS:
        if view == "welcome":
            continue
        found = offered(desk, view)
        assert {each.id for each in ACTIONS if each.where == view} <= found
        everywhere |= found
    assert {each.id for each in ACTIONS} - everywhere == set()


def test_an_action_is_done_by_its_words(desk: Desk) -> None:
    async def run() -> None:
        app = app_of(desk, being("ruth"))
        async with app.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: app.view is not None)
            await pilot.press("ctrl+p", *"queue", "space", *"calls", "enter")
            await until(pilot, lambda: app.view is not None and app.view.name_of_view == "queue")
            await until(pilot, lambda: "row 1 of 18" in rows_of(app)[0])
            await pilot.press("colon", *"select", "enter")
            await until(pilot, lambda: "1 selected" in rows_of(app)[0])
            await pilot.press("colon", *"retract", "enter")
            await until(pilot, lambda: "is not for this view" in rows_of(app)[-2])
            await pilot.press("colon", *"selct", "enter")
            await until(pilot, lambda: "did you mean :select?" in rows_of(app)[-2])

    asyncio.run(run())


def test_the_palette_finds_what_is_done_elsewhere_and_says_where(desk: Desk) -> None:
    async def run() -> None:
        app = app_of(desk, being("ruth"))
        async with app.run_test(size=(120, 30)) as pilot:
            await until(pilot, lambda: app.view is not None)
            await pilot.press("ctrl+p", *"cancel", "space", *"reason")
            told = "cancel it with a reason"
            await until(pilot, lambda: any(told in row for row in rows_of(app)))
            assert any("in coaching" in row for row in rows_of(app))
            await pilot.press("enter")
            where = "X does “cancel it with a reason; end a waiver” in coaching; C goes there"
            await until(pilot, lambda: where in rows_of(app)[-2])

    asyncio.run(run())


def test_a_key_of_other_views_names_them_and_none_of_its_meanings(desk: Desk) -> None:
    async def run() -> None:
        app = app_of(desk, being("ruth"))
        async with app.run_test(size=(120, 30)) as pilot:
            await until(pilot, lambda: app.view is not None)
            await pilot.press("X")
            told = "X does nothing here, only in queue, coaching, audits, workbench, …; ?"
            await until(pilot, lambda: told in rows_of(app)[-2])
            await pilot.press("&")
            await until(pilot, lambda: "& does nothing here; ? shows" in rows_of(app)[-2])

    asyncio.run(run())
