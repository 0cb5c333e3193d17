"""Reading a script aloud: where one goes on, how one comes back, and what is filled in."""

import re

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.scripts.prompting import (
    Spot,
    after,
    filled,
    lines_in,
    name_of,
    said_at,
    slots_of,
    spot_of,
    spots_of,
)
from coachdesk.files.rulebook import load_sources
from tests.tui.scripts_desk import CARD

SCRIPT = load_sources({"scripts_library/card.yaml": CARD}).scripts["card"]
EVERY = spots_of(SCRIPT, Spot(step=1))


def test_a_step_goes_on_with_the_one_that_follows() -> None:
    assert after(SCRIPT, Spot(step=0)) == Spot(step=1)
    assert after(SCRIPT, Spot(step=3)) is None


def test_a_branch_goes_where_it_says_else_to_the_next_step() -> None:
    assert after(SCRIPT, Spot(step=0, branch=0)) == Spot(step=3)
    assert after(SCRIPT, Spot(step=0, branch=1)) == Spot(step=1)


def test_a_block_goes_where_it_says_else_back_to_where_one_was() -> None:
    assert after(SCRIPT, Spot(step=2, block="too-expensive")) == Spot(step=2)
    assert after(SCRIPT, Spot(step=2, block="has-one")) == Spot(step=1)


def test_a_step_that_ends_the_call_goes_nowhere_and_one_with_then_goes_there() -> None:
    text = CARD.replace("    law: [us.tsr", "    end: true\n    law: [us.tsr").replace(
        "    required: false\n", "    then: greeting\n"
    )
    script = load_sources({"scripts_library/card.yaml": text}).scripts["card"]
    assert after(script, Spot(step=1)) is None
    assert after(script, Spot(step=2)) == Spot(step=0)


def test_every_spot_is_found_again_by_its_name() -> None:
    assert len(EVERY) == 3 + 4 + 2
    assert [spot_of(SCRIPT, name_of(SCRIPT, spot)) for spot in EVERY] == list(EVERY)


def test_a_name_from_another_version_leads_to_the_nearest_spot() -> None:
    assert spot_of(SCRIPT, "gone") == Spot(step=0)
    assert spot_of(SCRIPT, "close+gone") == Spot(step=3)
    assert spot_of(SCRIPT, "greeting#9") == Spot(step=0)
    assert spot_of(SCRIPT, "") == Spot(step=0)


def test_whoever_goes_on_from_anywhere_reaches_the_end() -> None:
    for spot in EVERY:
        here: Spot | None = spot
        for _ in range(20):
            here = None if here is None else after(SCRIPT, here)
        assert here is None


def test_a_line_that_a_language_lacks_is_given_in_the_first_one() -> None:
    say = said_at(SCRIPT, Spot(step=0)).say
    assert lines_in(say, "zh")[0] == "zh"
    assert lines_in(say, "fr")[0] == "en"
    assert lines_in({}, "fr") == ("fr", ())


def test_slots_are_filled_and_the_rest_stays_marked() -> None:
    line = "Hello {customer_name}, the fee is {fee}."
    assert slots_of(line) == ("customer_name", "fee")
    found = filled(line, {"customer_name": "Mia"})
    assert "".join(each.text for each in found) == "Hello Mia, the fee is {fee}."
    assert [each.text for each in found if each.is_empty] == ["{fee}"]


@given(st.text(alphabet="ab {}_1我", max_size=40))
def test_filling_touches_nothing_but_slots(line: str) -> None:
    found = filled(line, {})
    kept = "".join(each.text for each in found if not each.is_empty)
    assert kept == re.sub(r"\{[a-z][a-z0-9_]*\}", "", line)
