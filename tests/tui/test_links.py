"""A link leads back to where it was made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.tui.links import link_to, place_of_link
from coachdesk.tui.start import place_of
from coachdesk.tui.view import Place

quick = settings(max_examples=50)
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@quick
@given(ids, st.integers(0, 10**9))
def test_a_link_to_a_moment_leads_to_its_second(call: str, start_ms: int) -> None:
    place = place_of_link(link_to(call, start_ms, 3))
    assert place == Place(view="review", call=call, start_ms=start_ms // 1000 * 1000)


@quick
@given(ids, st.integers(0, 10**6))
def test_a_link_to_a_turn_of_a_call_without_times_leads_to_the_turn(call: str, turn: int) -> None:
    assert place_of_link(link_to(call, None, turn)) == Place(view="review", call=call, turn=turn)


@quick
@given(ids)
def test_a_link_is_one_plain_word(call: str) -> None:
    link = link_to(call, None, None)
    assert place_of_link(link) == Place(view="review", call=call)
    assert link.isascii()
    assert link.isprintable()
    assert " " not in link
    assert place_of_link(f"  {link}\n") == Place(view="review", call=call)


def test_the_link_of_the_handbook() -> None:
    assert link_to("C0912345", 1_494_000, 17) == "coachdesk://call/C0912345#0:24:54"
    assert place_of_link("coachdesk://call/C0912345#24:54") == Place(
        view="review", call="C0912345", start_ms=1_494_000
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "call-1", "coachdesk://", "coachdesk://call/", "https://call/1", "coachdesk://call/1#",
        "coachdesk://call/1#x", "coachdesk://call/1#1:2", "coachdesk://call/1 2",
        "coachdesk://call/1#turn-", "coachdesk://call/1#turn-0",
        "coachdesk://call/1#turn-" + "9" * 5000, "coachdesk://call/1#" + "9" * 5000 + ":00",
    ],
)  # fmt: skip
def test_anything_else_is_no_link(text: str) -> None:
    assert place_of_link(text) is None


@quick
@given(st.text(max_size=60))
def test_no_text_is_too_strange_to_be_asked(text: str) -> None:
    place_of_link(text)
    place_of_link(f"coachdesk://call/{text}")
    place_of(text)


def test_a_place_on_the_command_line_is_a_view_a_link_or_a_call() -> None:
    assert place_of(None) is None
    assert place_of("queue") == Place(view="queue")
    assert place_of("coachdesk://call/c1#turn-2") == Place(view="review", call="c1", turn=1)
    assert place_of("coll-0011") == Place(view="review", call="coll-0011")
    assert place_of("review") == Place(view="review", call="review")
