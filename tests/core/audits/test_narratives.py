"""A copy is found however it was disguised; two honest reports are not copies of each other."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.audits.narratives import alike
from tests.core.audits.stories import CHINESE, ENGLISH

STORIES = (*ENGLISH, *CHINESE)
SWAPS = {
    "ten past three": "twenty to five",
    "four minutes": "six minutes",
    "my wife": "my sister",
    "the second one": "the third one",
    "half past eleven": "noon",
    "two rings": "two bracelets",
    "nine": "seven",
    "15:40": "12:15",
    "11:05": "17:20",
    "下午三点十分": "上午十点半",
    "四分钟": "七分钟",
    "太太": "姐姐",
    "第二枚": "第一枚",
    "十一点半": "两点",
    "九分钟": "八分钟",
    "三点刚过": "四点刚过",
}


def details_changed(text: str) -> str:
    for before, after in SWAPS.items():
        text = text.replace(before, after)
    return text


def shuffled(text: str) -> str:
    parted = "。" if "。" in text else ". "
    sentences = [each for each in details_changed(text).split(parted) if each.strip(" .")]
    return parted.join((*sentences[1::2], *sentences[::2]))


def begun_otherwise(text: str) -> str:
    if "。" in text:
        return "店很好找，停车也方便，外面的橱窗很干净，灯光明亮，门口有花。" + details_changed(
            text
        )
    return "The shop was easy to find, and the window was clean and bright. " + details_changed(
        text
    )


def cut(text: str) -> str:
    return details_changed(text)[: len(text) * 2 // 3]


def in_capitals_and_full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text.upper())


@pytest.mark.parametrize("text", STORIES, ids=lambda text: text[:12])
@pytest.mark.parametrize(
    "disguise",
    [details_changed, shuffled, begun_otherwise, cut, in_capitals_and_full_width],
    ids=lambda disguise: disguise.__name__,
)
def test_a_disguised_copy_is_found(text: str, disguise: Callable[[str], str]) -> None:
    found = alike(disguise(text), text)
    assert found is not None
    assert found.share > 0.6
    assert found.words in " ".join(disguise(text).split())


@pytest.mark.parametrize(
    ("first", "second"),
    [*combinations(ENGLISH, 2), *combinations(CHINESE, 2), (ENGLISH[0], CHINESE[0])],
)
def test_two_honest_reports_are_no_copies_even_of_one_visit(first: str, second: str) -> None:
    assert alike(first, second) is None
    assert alike(second, first) is None


@pytest.mark.parametrize("text", ["", "All was well.", "All went very well, thanks.", "一切都好。"])
def test_short_texts_agree_by_chance_and_are_not_judged(text: str) -> None:
    assert alike(text, text) is None


def test_the_words_shown_are_those_of_the_report_as_written() -> None:
    story = ENGLISH[0]
    copied = "Nice street.\n" + story.replace("Two guides", "TWO  guides")
    found = alike(copied, story)
    assert found is not None
    assert found.words == " ".join(copied.split())[len("Nice street. ") :].rstrip(".")


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_held_against_each_other_either_way(first: str, second: str) -> None:
    there, back = alike(first, second), alike(second, first)
    assert there is None or 0.5 <= there.share <= 1
    if first == second:
        assert there == back
