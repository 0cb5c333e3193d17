"""Numbers in words: values counted by hand, and no row of words that is not read to its end."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.scripts.lint.numbers import number_at
from coachdesk.core.text import words_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("forty-nine dollars", "49"),
        ("19.9 percent", "19.9"),
        ("1,299.00 dollars", "1299"),
        ("four hundred twelve", "412"),
        ("four hundred and twelve", "412"),
        ("twelve thousand five hundred", "12500"),
        ("two million", "2000000"),
        ("一百二十元", "120"),
        ("三百零五块", "305"),
        ("十五天", "15"),
        ("两千", "2000"),
        ("二十万三千", "203000"),
        ("３０天", "30"),
    ],
)
def test_numbers_have_their_value(text: str, value: str) -> None:
    found = number_at(words_of(text).texts, 0)
    assert found is not None
    assert found[0] == Fraction(value)


@pytest.mark.parametrize("text", ["dollars", "hundred thanks", "and so", "百姓", "5k", "1.2.3"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_at(words_of(text).texts, 0) is None


WORDS = st.sampled_from(
    "one ten forty hundred thousand and zero 5 1.5 day 十 百 万 三 两 零 天".split()
)


@given(words=st.lists(WORDS, min_size=1, max_size=8))
def test_a_number_takes_a_word_at_least_and_no_more_than_there_are(words: list[str]) -> None:
    found = number_at(words, 0)
    if found is not None:
        assert found[0] >= 0
        assert 1 <= found[1] <= len(words)
