"""No view shows the place's line a visit before its release, or who made it."""

import re
from collections.abc import Sequence

import pytest

from coachdesk.core.audits import RELEASED
from coachdesk.core.audits.opened import Line as Listed
from coachdesk.desk.audits import list_visits
from coachdesk.desk.folder import Desk
from coachdesk.tui.dialogs.chooser import Chooser
from coachdesk.tui.keymap import ACTIONS
from coachdesk.tui.prompt import Line
from coachdesk.tui.rooms import VIEWS
from coachdesk.tui.view import Place
from tests.desk.audits.staged import secrets_of
from tests.tui.seat import Seat, sit
from tests.tui.visits_desk import now


@pytest.fixture
def visits(staged: Desk) -> tuple[Listed, ...]:
    return list_visits(staged, now("max"))


@pytest.fixture
def secret(staged: Desk, visits: tuple[Listed, ...]) -> re.Pattern[str]:
    return secrets_of(staged, visits)


def agent_of(visits: Sequence[Listed], *, released: bool) -> str:
    """Somebody whose visit is released, or is not yet."""
    return str(next(e.visit.agent for e in visits if (e.stage in RELEASED) is released))


def places(visits: Sequence[Listed], agent: str) -> list[Place]:
    """Every view, and every visit by its name."""
    found = [Place(view=each) for each in VIEWS if each not in ("welcome", "review", "visit")]
    # One of each stage that the line sees, and two that it does not.
    named = sorted(visits, key=lambda each: each.stage not in RELEASED)[:5]
    found += [Place(view="visit", name=each.name) for each in named]
    found += [Place(view="audits", filter=word) for word in ("mia", "planned", "overdue")]
    found += [Place(view="person", name=name) for name in (agent, "Mia Vogel", "mia.vogel")]
    found += [Place(view="review", call="c-03"), Place(view="team", name="North")]
    return found


async def leave(seat: Seat) -> None:
    """Out of whatever the key opened."""
    if isinstance(seat.app.screen, Chooser):
        seat.app.screen.dismiss(None)
    elif seat.app.query_one("#line", Line).active:
        seat.app.query_one("#line", Line).take("escape", None)
    await seat.pilot.pause()


@pytest.mark.parametrize("who", ["grace", "released", "secret"])
def test_no_view_tells_of_it(
    staged: Desk, visits: tuple[Listed, ...], secret: re.Pattern[str], who: str
) -> None:
    """Each view is looked at as it opens, and after each of its own keys."""
    person = who if who == "grace" else agent_of(visits, released=who == "released")
    # Whoever asks for a name reads it again in the answer, and learns nothing by it.
    own = re.compile(r"(no visit '|no page for '|nobody is called '|· /|no visit has “)[^'”│·]*")

    def looked(seat: Seat, after: object) -> None:
        screen = "\n".join(own.sub("", row) for row in seat.rows())
        for place in places(visits, person):
            asked = place.name or place.filter or ""
            title = f"· {asked}"
            screen = screen.replace(title, "·") if asked else screen
        if seat.app.view is not None and seat.app.view.name_of_view == "places":
            # The tree has every place, visited or not: their names tell of no visit there.
            for known in staged.settings.places:
                screen = screen.replace(known.name, "").replace(known.id, "")
        found = secret.search(_without_own(screen, visits, person))
        assert found is None, (after, found, seat.screen)

    # Keys of the views that know of visits; others have shown what they know once they are open.
    shared = {"home": ("home",), "audits": ("audits",), "visit": ("audits",)}

    async def walk(seat: Seat) -> None:
        for place in places(visits, person):
            seat.app.go(place)
            await seat.pilot.pause(0.15)
            looked(seat, place)
            for each in ACTIONS:
                if place.view not in shared or each.where not in (place.view, *shared[place.view]):
                    continue
                seat.app.perform(each.id)
                await seat.pilot.pause(0.01)
                looked(seat, (place, each.id))
                await leave(seat)
                if seat.app.view is None or seat.app.view.name_of_view != place.view:
                    seat.app.go(place)
                    await seat.pilot.pause(0.05)

    sit(staged, now(person), Place(view="home"), walk, size=(100, 30))


def test_who_may_know_is_shown_what_is_looked_for(staged: Desk, secret: re.Pattern[str]) -> None:
    """So that the search would find it."""

    async def walk(seat: Seat) -> None:
        await seat.shows("APPEALED", "Mia Vogel")
        found = set(secret.findall(seat.screen))
        assert {"Mia", "Store 12x"} <= found

    sit(staged, now("max"), Place(view="audits"), walk)


def _without_own(screen: str, visits: Sequence[Listed], person: str) -> str:
    """The screen without the person's own place: where somebody works is no secret to them."""
    for each in visits:
        if each.visit.agent == person:
            screen = screen.replace(each.visit.place, "")
    return screen


@pytest.mark.parametrize("person", ["grace", "released"])
def test_what_is_released_is_shown_without_its_shopper(
    staged: Desk, visits: tuple[Listed, ...], secret: re.Pattern[str], person: str
) -> None:
    shown = {each.name for each in visits if each.stage in RELEASED}
    who = person if person == "grace" else agent_of(visits, released=True)

    async def walk(seat: Seat) -> None:
        await seat.shows("Today")
        await seat.press("A")
        await seat.shows("RELEASED" if person == "grace" else "score")
        seen = {name for name in re.findall(r"V\d+", seat.screen)}
        assert seen <= shown
        assert seen == shown or person != "grace"
        await seat.press("enter")
        await seat.shows("Did somebody greet?", "What happened?", "••••")
        assert not secret.search(seat.screen)

    sit(staged, now(who), Place(view="home"), walk)
