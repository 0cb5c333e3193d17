"""What comes from the terminal in whatever pieces: broken bytes and hostile pastes do no harm."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.tui.input_bytes import InputDecoder

START, END = b"\x1b[200~", b"\x1b[201~"


def decoded(*pieces: bytes) -> str:
    decoder = InputDecoder()
    return "".join(decoder.decode(piece) for piece in pieces)


def test_a_broken_byte_is_shown_as_one() -> None:
    assert decoded(b"ok \xff\xfe go") == "ok \ufffd\ufffd go"


def test_a_sign_that_comes_in_two_pieces_is_whole() -> None:
    assert decoded("王".encode()[:1], "王".encode()[1:]) == "王"


def test_escapes_in_a_paste_are_no_keys_and_its_ends_stay() -> None:
    pasted = START + b"AAA \x1b[31mBBB\nCCC 1" + END + b"j\x1b[A"
    assert decoded(pasted) == "\x1b[200~AAA \u241b[31mBBB\nCCC 1\x1b[201~j\x1b[A"


@given(st.binary(max_size=60), st.lists(st.integers(0, 80), max_size=6))
def test_pieces_change_nothing(inside: bytes, cuts: list[int]) -> None:
    inside = (b"a\x1b[31mb\x1b" + inside).replace(END, b"")
    whole = b"k" + START + inside + END + b"\x1b[B"
    borders = sorted({0, len(whole), *(min(cut, len(whole)) for cut in cuts)})
    pieces = [whole[a:b] for a, b in pairwise(borders)]
    text = decoded(*pieces)
    assert text == decoded(whole)
    assert text.startswith("k\x1b[200~")
    assert text.endswith("\x1b[201~\x1b[B")
    assert "\x1b" not in text.removeprefix("k\x1b[200~").removesuffix("\x1b[201~\x1b[B")
