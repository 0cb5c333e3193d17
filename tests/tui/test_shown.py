"""Text on its way to the screen: nothing lost, nothing too wide, nothing that drives a terminal."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from coachdesk.tui.shown import clipped, cut, drawn_cells, fitted, lines_of, shown, width

quick = settings(max_examples=60)
HOSTILE = (
    "\x00\x07\x08\x1b\x7f\x80\x85\x90\x9b\x9d\xad"
    "\u061c\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u206a\u206f"
    "\ufeff\ufe0e\ufe0f\ufff9\U000e0001\U000e007f\U0001d173\U0001bca0\ud800\udfff\t\n\r"
)
MARKS = "\u0300\u0301\u0338\u0488\u20dd"
PLAIN = "ab cd, [/] [@click=app.quit] "
WIDE = "我想确认一下，十四天！（）ｗ한"
EMOJI = "👩👧🏽🇩🇪❌✓"

texts = st.text(
    st.one_of(
        st.sampled_from(HOSTILE + MARKS + PLAIN + WIDE + EMOJI),
        st.sampled_from(PLAIN),
        st.characters(),
    ),
    max_size=80,
)
agreed = st.text(st.sampled_from(PLAIN + WIDE + MARKS[:3]), max_size=80)
"""Signs about whose width terminals do not disagree."""


def cells_by_the_standard(text: str) -> int:
    """UAX 11: wide and full-width signs take two cells; a mark stands over the sign before it."""
    return sum(
        0
        if unicodedata.category(sign) in ("Mn", "Me")
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


@quick
@given(texts)
def test_nothing_that_drives_a_terminal_is_left(text: str) -> None:
    for sign in shown(text):
        assert unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(sign) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN",
        )  # fmt: skip
        assert sign not in "\u200b\u200c\u200d\u200e\u200f\u061c\ufe0f\ufeff"
        assert not 0xE0000 <= ord(sign) <= 0xE0FFF
        assert not 0x1F1E6 <= ord(sign) <= 0x1F1FF


def test_every_single_sign_is_shown_without_a_control_of_any_kind() -> None:
    driving = [
        f"U+{code:04X}"
        for code in range(0x110000)
        for sign in shown(chr(code))
        if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(sign) in ("RLO", "LRO", "RLE", "LRE", "PDF", "BN")
        or unicodedata.bidirectional(sign) in ("RLI", "LRI", "FSI", "PDI")
    ]
    assert driving == []


@quick
@given(texts)
def test_showing_twice_is_showing_once(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@quick
@given(texts, st.integers(0, 80))
def test_any_part_of_a_text_is_shown_alike(text: str, at: int) -> None:
    assert shown(text[:at]) + shown(text[at:]) == shown(text)


@quick
@given(st.text(st.sampled_from(PLAIN + WIDE + MARKS), max_size=80))
def test_harmless_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


@quick
@given(agreed)
def test_the_width_is_that_of_the_standard(text: str) -> None:
    assert width(text) == cells_by_the_standard(text)


@quick
@given(texts)
def test_the_width_is_that_by_which_the_screen_is_put_together(text: str) -> None:
    assert drawn_cells(shown(text)) == cell_len(shown(text))


@quick
@given(texts, st.integers(8, 60))
@example("a" * 20, 8)
@example("abcdefgh ", 8)
@example("我" * 9, 8)
@example("\u202e" * 3, 8)
@example("a" + "\u0301" * 500, 8)
@example("", 8)
def test_lines_are_never_too_wide_and_lose_nothing_but_the_blanks_at_breaks(
    text: str, cells: int
) -> None:
    lines = lines_of(text, cells)
    assert lines[0][0] == 0
    assert lines[-1][1] == len(text)
    end = 0
    for number, (start, stop) in enumerate(lines):
        assert start == end or (number and text[end:start] == " ")
        assert start <= stop
        assert width(text[start:stop]) <= cells
        assert start < stop or len(lines) == 1 or (start, stop) == lines[-1]
        end = stop


@quick
@given(agreed, st.integers(2, 60))
def test_lines_of_ordinary_text_fit_even_the_narrowest_pane(text: str, cells: int) -> None:
    assert all(cells_by_the_standard(text[a:b]) <= cells for a, b in lines_of(text, cells))


@quick
@given(st.text(st.sampled_from(PLAIN), max_size=80), st.integers(2, 40))
def test_plain_text_breaks_where_it_would_break_beside_other_scripts(text: str, cells: int) -> None:
    quick = [(a, b) for a, b in lines_of(text, cells) if a != b]
    # A sign without a width sends the text the long way.
    slow = [(a, min(b, len(text))) for a, b in lines_of(text + "\u200b", cells)]
    assert [(a, b) for a, b in slow if a != b] == quick


@quick
@given(texts, st.integers(8, 40))
def test_a_mark_is_never_parted_from_the_sign_under_it(text: str, cells: int) -> None:
    for start, _ in lines_of(text, cells)[1:]:
        if start < len(text) and text[start - 1] != " ":
            assert not unicodedata.combining(text[start])


def test_closing_punctuation_never_begins_a_line() -> None:
    text = "您可以在十四天内无理由取消。" * 20
    lines = lines_of(text, 28)
    assert all(text[start] not in "，。！" for start, _ in lines)


@quick
@given(texts, st.integers(0, 60), st.booleans())
def test_a_fitted_text_takes_exactly_its_cells(text: str, cells: int, right: bool) -> None:
    drawn = fitted(text, cells, right=right)
    assert cell_len(drawn) == cells
    assert shown(drawn) == drawn


@quick
@given(texts, st.integers(-3, 60))
def test_what_is_cut_says_so_and_fits(text: str, cells: int) -> None:
    drawn = cut(text, cells)
    assert cell_len(drawn) <= max(cells, 0)
    if drawn != shown(text):
        assert drawn == "" or drawn.endswith("…")
        assert shown(text).startswith(drawn.removesuffix("…"))


@quick
@given(texts, st.integers(-3, 60))
def test_what_is_clipped_is_the_most_that_fits(text: str, cells: int) -> None:
    drawable = shown(text)
    kept = clipped(drawable, cells)
    assert drawable.startswith(kept)
    assert cell_len(kept) <= max(cells, 0)
    if kept != drawable:
        assert cell_len(drawable[: len(kept) + 1]) > cells
