"""What is odd about times is marked, and nothing is mended."""

import pytest

from coachdesk.core.calls import Speaker, Turn
from coachdesk.files.calls.turns import ms_of_seconds, oddities, whole_ms

Times = tuple[int | None, int | None]


def marked(times: list[Times], duration_ms: int | None = None, text: str = "hi") -> dict[str, int]:
    """Code of each warning to the first turn that shows it."""
    turns = [
        Turn(index=at, speaker=Speaker.AGENT, text=text, start_ms=start, end_ms=end)
        for at, (start, end) in enumerate(times)
    ]
    found = {}
    for each in oddities(turns, duration_ms):
        assert each.turn is not None
        found[each.code] = each.turn
    return found


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([(0, 1000), (1000, 2000)], {}),
        ([(0, 1000), (None, 2000)], {"C202": 1}),
        ([(0, 1000), (1500, None)], {"C202": 1}),
        ([(5000, 6000), (1000, 2000)], {"C203": 1}),
        ([(0, 1000), (2000, 1500)], {"C204": 1}),
        ([(0, 1000), (900, 2000)], {"C205": 1}),
        ([(0, 9000), (1000, 2000), (3000, 4000)], {"C205": 1}),
        ([(0, 1000), (600_000, 601_000)], {}),
        ([(0, 1000), (601_001, 602_000)], {"C209": 1}),
        ([(700_000, 701_000)], {}),
        ([(0, None), (500_000, None), (1_000_000, None)], {"C202": 0}),
    ],
)
def test_each_oddity_has_its_code_and_its_turn(
    times: list[Times], expected: dict[str, int]
) -> None:
    assert marked(times) == expected


@pytest.mark.parametrize(("end", "expected"), [(62_000, {}), (62_001, {"C206": 1})])
def test_a_turn_may_pass_the_stated_end_by_two_seconds(end: int, expected: dict[str, int]) -> None:
    assert marked([(0, 1000), (1000, end)], duration_ms=60_000) == expected


@pytest.mark.parametrize(
    ("words", "length_ms", "expected"),
    [(40, 6000, {}), (40, 5999, {"C208": 0}), (7, 1, {})],
)
def test_nobody_says_more_than_400_words_a_minute(
    words: int, length_ms: int, expected: dict[str, int]
) -> None:
    assert marked([(0, length_ms)], text=" ".join(["so"] * words)) == expected


def test_a_call_without_turns_is_marked_and_nothing_else_is() -> None:
    (only,) = oddities([], 60_000)
    assert only.code == "C207"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (8.470000267028809, 8470),
        (0.0005, 1),
        (0.0015, 2),
        ("27.42", 27420),
        (0, 0),
        (-0.4, None),
        (1e300, None),
        ("soon", None),
        (True, None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_seconds_become_whole_milliseconds_or_nothing(
    seconds: object, expected: int | None
) -> None:
    assert ms_of_seconds(seconds) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(40, 40), (40.0, 40), (-1, None), (10**12, None), (1e300, None), ("40", None), (True, None)],
)
def test_milliseconds_are_taken_where_a_call_can_have_them(
    value: object, expected: int | None
) -> None:
    assert whole_ms(value) == expected
