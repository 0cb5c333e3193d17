"""A strip is exactly as wide as asked, whatever is to be drawn in it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from coachdesk.tui.drawing import Piece, by_priority, cells_of, strip_of
from coachdesk.tui.looks import PALETTES, Ink, Looks
from coachdesk.tui.shown import shown

quick = settings(max_examples=60)
LOOKS = {name: Looks(name) for name in PALETTES}
SIGNS = "ab [/]我，👩👧🇩\u0301\u200d\x1b\x9b\x07\u202e\U000e0041\t\n\ud800"
pieces = st.lists(
    st.tuples(
        st.one_of(st.text(st.sampled_from(SIGNS), max_size=30), st.text(max_size=30)),
        st.sampled_from(Ink),
    ),
    max_size=8,
)


@quick
@given(pieces, st.integers(0, 60), st.sampled_from(sorted(PALETTES)), st.booleans())
def test_a_strip_is_as_wide_as_asked_and_drives_no_terminal(
    given_pieces: list[Piece], cells: int, theme: str, over: bool
) -> None:
    strip = strip_of(given_pieces, cells, LOOKS[theme], over=Style(reverse=True) if over else None)
    text = "".join(segment.text for segment in strip)
    assert strip.cell_length == cells
    assert cell_len(text) == cells
    assert all(segment.control is None for segment in strip)
    assert shown(text) == text


@quick
@given(pieces, st.integers(0, 60))
def test_a_strip_keeps_the_beginning_of_what_it_was_given(
    given_pieces: list[Piece], cells: int
) -> None:
    text = "".join(segment.text for segment in strip_of(given_pieces, cells, LOOKS["dusk"]))
    whole = "".join(shown(each) for each, _ in given_pieces)
    assert whole.startswith(text.rstrip(" ")) or text.startswith(whole)


@quick
@given(st.lists(st.tuples(st.integers(0, 3), pieces), max_size=6), st.integers(0, 80))
def test_the_least_important_parts_give_way_first(
    parts: list[tuple[int, list[Piece]]], cells: int
) -> None:
    kept = by_priority(parts, cells)
    # The most important one is kept even where it has to be cut.
    assert sum(cells_of(parts[n][1]) for n in kept) <= cells or len(kept) == 1
    assert kept == sorted(kept)
    left_out = [parts[n][0] for n in range(len(parts)) if n not in kept]
    assert all(parts[n][0] <= least for n in kept for least in left_out)


def test_no_style_names_a_link_or_an_action() -> None:
    for looks in LOOKS.values():
        for ink in Ink:
            style = looks.style(ink)
            assert style.link is None
            assert not style.meta
