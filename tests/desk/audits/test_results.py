"""Figures of visits: of drawn and released ones, for those who may read them."""

import pytest

from coachdesk.core.audits import Step
from coachdesk.core.audits.figures import By
from coachdesk.core.errors import DeskRefused
from coachdesk.core.rates import Refusal
from coachdesk.desk.audits import assign, audit_form, open_visit, pick_visit, visit_figures
from coachdesk.desk.folder import Desk
from tests.desk.audits.walking import NOON, Walk, being


def test_too_few_visits_make_no_figure(desk: Desk, walk: Walk) -> None:
    number, other = walk.plan()
    walk.to(number, "released")
    walk.to(other, "accepted")
    (found,) = visit_figures(desk, being("ruth"))
    assert (found.visits, found.picked, found.method) == (1, 0, "flat")
    assert (found.mean.value, found.mean.refusal) == (None, Refusal.TOO_FEW)
    (place,) = found.groups
    assert (place.visits, place.mean.refusal) == (1, Refusal.TOO_FEW)


def test_what_somebody_picked_enters_no_figure(desk: Desk, walk: Walk) -> None:
    number = pick_visit(
        desk,
        being("max"),
        audit_form(desk, "counter"),
        "quay",
        since=NOON,
        until=NOON.replace(hour=20),
        agent="Ana Silva",
        shopper="Mimi",
    )
    assign(desk, walk.acting("max"), number)
    walk.to(number, "released")
    (found,) = visit_figures(desk, being("max"))
    assert (found.visits, found.picked, found.outcomes) == (0, 1, ())


def test_an_excluded_visit_leaves_every_figure(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    walk.to(number, "final")
    assert len(visit_figures(desk, being("max"))) == 1
    walk.take("max", number, Step.EXCLUDE)
    assert visit_figures(desk, being("max")) == ()


def test_everybody_gets_their_part(desk: Desk, walk: Walk) -> None:
    number, _ = walk.plan()
    found = walk.to(number, "released")
    own, other = ("grace", "hong") if found.visit.place == "quay" else ("hong", "grace")
    assert visit_figures(desk, being(own))[0].visits == 1
    assert visit_figures(desk, being(other)) == ()
    assert visit_figures(desk, being("sam"))[0].visits == 1
    (agent,) = visit_figures(desk, being("sam"), by=By.AGENT)[0].groups
    assert agent.name == found.visit.agent
    for person in ("ana", "bo", "ada", walk.shopper(number)):
        with pytest.raises(DeskRefused, match="D403"):
            visit_figures(desk, being(person))
    for person in (own, "sam"):
        with pytest.raises(DeskRefused, match="D403"):
            visit_figures(desk, being(person), by=By.SHOPPER)
    assert visit_figures(desk, being("ruth"), by=By.SHOPPER)[0].shoppers[0].shopper == (
        open_visit(desk, being("max"), f"V{number}").visit.shopper
    )
