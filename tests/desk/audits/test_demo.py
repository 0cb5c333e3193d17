"""The demo desk shows visits in every stage, whenever it is made."""

from datetime import UTC, datetime

import pytest

from coachdesk.core.audits import Stage
from coachdesk.core.audits.figures import By
from coachdesk.desk.audits import list_visits, open_visit, visit_figures
from coachdesk.desk.demo import make_demo
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log


@pytest.fixture(
    scope="module",
    params=["2026-11-23T09:00", "2027-01-01T03:30", "2026-12-31T23:59", "2027-04-01T12:00"],
)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Desk, Acting]:
    """The demo as somebody makes it at that moment."""
    at = datetime.fromisoformat(request.param).replace(tzinfo=UTC)
    acting = Acting(actor="maker", clock=lambda: at)
    folder = tmp_path_factory.mktemp("demo") / "desk"
    return make_demo(folder, acting, say=lambda problem: None).desk, acting


def test_there_is_a_visit_in_every_stage(made: tuple[Desk, Acting]) -> None:
    desk, acting = made
    assert {each.stage for each in list_visits(desk, acting)} == set(Stage)
    assert verify_log(desk, acting).faults == ()


def test_its_figures_are_of_drawn_visits(made: tuple[Desk, Acting]) -> None:
    desk, acting = made
    found = {each.form: each for each in visit_figures(desk, acting, by=By.PLACE)}
    shops = found["shop-visit-zh"]
    assert (shops.visits, shops.picked) == (12, 2)
    assert shops.mean.value is not None
    assert [(each.name, each.visits) for each in shops.groups] == [
        ("chinatown", 6), ("flushing", 6),
    ]  # fmt: skip
    # One visit, and that one picked: nothing to say of the shop.
    assert (found["shop-visit"].visits, found["shop-visit"].mean.value) == (0, None)


def test_a_transcript_has_answered_what_it_can(made: tuple[Desk, Acting]) -> None:
    desk, acting = made
    (line,) = list_visits(desk, acting, stages=[Stage.IN_PROGRESS])
    found = open_visit(desk, acting, line.name)
    states = {each.criterion: each.state.value for each in found.engine.evaluation.answers}
    # By hand from samples/proofs/call-with-ben.txt: the notice, the wish for two minutes, the fee
    # without a rate (a level), no question for a card number.
    assert {name for name, state in states.items() if state == "pass"} == {
        "says-recorded", "asks-time", "says-cost", "no-card-number",
    }  # fmt: skip
    assert found.filed.transcript is not None
    assert found.doubts == ()
