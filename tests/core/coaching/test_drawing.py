"""The draw that verifies an action: by the seed alone, and what counts of it."""

import random
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.coaching.drawing import drawn
from coachdesk.core.coaching.history import Judged
from coachdesk.core.engine.verdicts import State

STATES = st.sampled_from(list(State))


def judged(call: str, state: State, said: State | None = None) -> Judged:
    return Judged(
        person="ana",
        form="sale",
        criterion="greets",
        call=call,
        at=datetime(2026, 5, 20, tzinfo=UTC),
        state=state,
        said=said,
    )


FRAMES = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), STATES, max_size=20).map(
    lambda found: [judged(call, state) for call, state in found.items()]
)


@given(FRAMES, st.text(max_size=5), st.integers(5, 8), st.randoms())
def test_the_order_of_the_calls_is_no_matter(
    frame: list[Judged], seed: str, wanted: int, order: random.Random
) -> None:
    shuffled = list(frame)
    order.shuffle(shuffled)
    assert drawn(shuffled, seed, wanted) == drawn(frame, seed, wanted)


@given(FRAMES, st.text(max_size=5), STATES)
def test_a_further_call_pushes_one_out_and_does_not_reshuffle_the_rest(
    frame: list[Judged], seed: str, state: State
) -> None:
    before = [each.call for each in drawn(frame, seed, 5).checked]
    after = [each.call for each in drawn([*frame, judged("new", state)], seed, 5).checked]
    kept = [call for call in after if call != "new"]
    assert before[: len(kept)] == kept


@given(FRAMES, st.text(max_size=5))
def test_unknown_is_neither_and_what_did_not_apply_is_passed_over(
    frame: list[Judged], seed: str
) -> None:
    draw = drawn(frame, seed, 5)
    states = [each.state for each in draw.checked]
    assert State.NA not in states
    assert draw.decided == states.count(State.PASS) + states.count(State.FAIL) <= 5
    assert draw.passed == states.count(State.PASS)
    assert len(draw.waiting) == states.count(State.OPEN)
    if draw.decided < 5:
        assert len(states) == sum(each.state is not State.NA for each in frame)


def test_what_a_person_published_stands_before_the_rules() -> None:
    frame = [judged(str(n), State.FAIL, State.PASS) for n in range(5)]
    assert drawn(frame, "seed", 5).passed == 5


def test_the_first_by_the_hash_of_seed_and_id_are_drawn() -> None:
    """`printf 7a | sha256sum` and so on: a fdee, b 925a, c a528, d a7c7."""
    frame = [judged(call, State.PASS) for call in "abcd"]
    assert [each.call for each in drawn(frame, "7", 5).checked] == ["b", "c", "d", "a"]
