"""Words and their spans: docs/rules.md section 1, and the batch way against the definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.engine.lines import lines_of
from coachdesk.core.text import Line, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Good morning!", ["good", "morning"]),
        ("don't don’t donʼt DON＇T", ["do", "not"] * 4),
        ("won't can't cannot shan't", ["will", "not", "can", "not", "can", "not", "shall", "not"]),
        ("I'm we're they've he'll she'd", "i am we are they have he will she would".split()),
        ("it's that's what's name's let's", "it is that is what is name is let us".split()),
        ("the customer's card", ["the", "customer's", "card"]),
        ("wouldn't've", ["would", "not", "have"]),
        ("'quoted' rock'n'roll", ["quoted", "rock'n'roll"]),
        ("follow-up", ["follow", "up"]),
        ("1,299.00 3.5 10.", ["1,299.00", "3.5", "10"]),
        ("$5 £20", ["$", "5", "£", "20"]),
        ("一共15元，谢谢", ["一", "共", "15", "元", "谢", "谢"]),
        ("请说１２３４", ["请", "说", "1234"]),
        ("カード です", ["カ", "ー", "ド", "で", "す"]),
        ("STRASSE straße ﬁne", ["strasse", "strasse", "fine"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("ze\u200bro wi\u00addth", ["zero", "width"]),
        ("well [crosstalk] yes <unk> [Noise]", ["well", "yes"]),
        ("[b] is [not] markup", ["b", "is", "not", "markup"]),
        ("my card [CARD] ok", ["my", "card", "[card]", "ok"]),
        ("", []),
        ("?!… —", []),
    ],
)
def test_text_becomes_these_words(text: str, words: list[str]) -> None:
    assert list(words_of(text).texts) == words


def test_words_opened_from_a_contraction_share_its_whole_span() -> None:
    found = words_of("I don’t know")
    spans = list(zip(found.starts, found.ends, strict=True))
    assert spans == [(0, 1), (2, 7), (2, 7), (8, 12)]


def test_spans_are_of_the_text_as_written_even_where_folding_changes_its_length() -> None:
    text = "ﬁnd ½ straße 取消"
    found = words_of(text)
    cut = [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)]
    assert cut == ["ﬁnd", "½", "½", "straße", "取", "消"]


SIGNS = [
    *"abt'’ `.,5 1$[<]>nNcC我，您１Éeéß々〇・_-/:…£€",
    "e\u0301",
    "\u200b",
    "ｶ",
    "\u3000",
    "\xa0",
]
PIECES = ["n't", "'ve", "cannot ", "[noise]", "[CARD]", "it's", "don’t", "'s ", "<unk>", "1,299.00"]
texts = st.one_of(st.lists(st.sampled_from([*SIGNS, *PIECES])).map("".join), st.text())


@given(texts)
def test_every_span_maps_back_to_words_of_the_same_normal_form(text: str) -> None:
    found = words_of(text)
    places = list(zip(found.starts, found.ends, strict=True))
    assert places == sorted(places)
    for word, (start, end) in zip(found.texts, places, strict=True):
        assert 0 <= start < end <= len(text)
        assert word in words_of(text[start:end]).texts or word.startswith("[")


@given(st.lists(texts, min_size=1, max_size=5))
def test_a_batch_of_lines_holds_the_same_words_as_each_text_alone(batch: list[str]) -> None:
    lines = [line.split() for line in lines_of(batch)]
    assert lines == [[word.encode() for word in words_of(text).texts] for text in batch]


@given(st.lists(texts, min_size=1, max_size=4))
def test_a_line_knows_the_place_of_each_word_in_each_text(batch: list[str]) -> None:
    line = Line(batch)
    words = [
        (n, *place)
        for n, each in enumerate(line.words)
        for place in zip(each.starts, each.ends, strict=True)
    ]
    for offset, place in zip(line.offsets, words, strict=True):
        end = line.data.index(b" ", offset)
        assert line.spans(offset, end) == [place]


def test_the_normal_form_of_what_was_written_in_normal_form_is_itself() -> None:
    words = words_of("Don't you’re £1,299.00 — 取消").texts
    assert words_of(" ".join(words)).texts == words
