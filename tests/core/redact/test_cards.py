"""Card numbers, in the forms that docs/redaction.md lists, leave no digit behind."""

import unicodedata
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.redact import redact
from coachdesk.core.redact.cards import is_card
from tests.core.redact.calls import counts_of, left_of

PUBLISHED = {
    "Visa": "4111111111111111",
    "Visa, 13 digits": "4222222222222",
    "Mastercard": "5105105105105100",
    "Mastercard, 2-series": "2223003122003222",
    "American Express": "378282246310005",
    "Diners Club": "30569309025904",
    "Discover": "6011111111111117",
    "JCB": "3530111333300000",
    "UnionPay": "6200000000000005",
    "Maestro": "6759649826438453",
}
"""Test numbers that the networks and their processors publish."""

ISSUERS = ("4", "51", "55", "2221", "2720", "34", "37", "36", "6011", "65", "3530", "62")
LENGTHS = {"34": 15, "37": 15, "36": 14}
DIGIT_WORDS = "zero one two three four five six seven eight nine".split()
HAN = "零一二三四五六七八九"


def with_check_digit(digits: str) -> str:
    """The digits with their check digit (ISO/IEC 7812-1, annex B), worked out from the left."""
    doubled = [2 * int(d) if (len(digits) - at) % 2 else int(d) for at, d in enumerate(digits)]
    return digits + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


@st.composite
def cards(draw: st.DrawFn) -> str:
    issuer = draw(st.sampled_from(ISSUERS))
    room = LENGTHS.get(issuer, 16) - 1 - len(issuer)
    return with_check_digit(issuer + draw(st.text("0123456789", min_size=room, max_size=room)))


def grouped(digits: str, separator: str) -> str:
    cuts = (4, 10) if len(digits) == 15 else (4, 8, 12)
    ends = (*cuts, len(digits))
    pieces = (digits[a:b] for a, b in zip((0, *cuts), ends, strict=True))
    return separator.join(piece for piece in pieces if piece)


def in_script(digits: str, zero: int) -> str:
    return "".join(chr(zero + int(digit)) for digit in digits)


FORMS: Mapping[str, Callable[[str], str]] = {
    "plain": lambda digits: digits,
    "blanks": lambda digits: grouped(digits, " "),
    "dashes": lambda digits: grouped(digits, "-"),
    "long dashes": lambda digits: grouped(digits, " – "),
    "dots": lambda digits: grouped(digits, "."),
    "commas": lambda digits: grouped(digits, ", "),
    "no-break blanks": lambda digits: grouped(digits, "\u00a0"),
    "zero width": lambda digits: grouped(digits, "\u200b"),
    "zero width everywhere": lambda digits: "\u2060".join(digits),
    "digit by digit": lambda digits: " ".join(digits),
    "hesitating": lambda digits: grouped(digits, ", um, "),
    "full width": lambda digits: in_script(digits, 0xFF10),
    "full width, dashes": lambda digits: grouped(in_script(digits, 0xFF10), "－"),
    "Arabic": lambda digits: in_script(digits, 0x0660),
    "Persian": lambda digits: in_script(digits, 0x06F0),
    "Devanagari": lambda digits: in_script(digits, 0x0966),
    "words": lambda digits: " ".join(DIGIT_WORDS[int(digit)] for digit in digits),
    "words, oh": lambda digits: " ".join(
        "oh" if digit == "0" else DIGIT_WORDS[int(digit)] for digit in digits
    ),
    "words, capitals and commas": lambda digits: ", ".join(
        DIGIT_WORDS[int(digit)].capitalize() for digit in digits
    ),
    "words and digits": lambda digits: (
        digits[:8] + " " + " ".join(DIGIT_WORDS[int(digit)] for digit in digits[8:])
    ),
    "Chinese numerals": lambda digits: "".join(HAN[int(digit)] for digit in digits),
    "Chinese, as phones are read": lambda digits: "".join(
        {"0": "〇", "1": "幺"}.get(digit, HAN[int(digit)]) for digit in digits
    ),
    "Chinese, in groups": lambda digits: grouped(
        "".join(HAN[int(digit)] for digit in digits), "，"
    ),
}


def digits_left(text: str) -> int:
    numerals = sum(word.strip(",.") in {*DIGIT_WORDS, "oh"} for word in text.casefold().split())
    han = sum(sign in HAN + "〇幺" for sign in text)
    return sum(unicodedata.digit(sign, None) is not None for sign in text) + numerals + han


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_test_numbers_are_cards(name: str) -> None:
    number = PUBLISHED[name]
    assert is_card(number)
    assert left_of(f"C: it is {number}, thanks") == ["it is [CARD], thanks"]
    assert not is_card(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize("form", FORMS)
@given(card=cards())
def test_no_digit_of_a_planted_card_survives(form: str, card: str) -> None:
    text = f"sure, my card number: {FORMS[form](card)} - got that?"
    done = redact(Call(id="c", turns=(Turn(index=0, speaker=Speaker.CUSTOMER, text=text),)))
    assert done.counts == {"card": 1}
    assert digits_left(done.call.turns[0].text) == 0
    assert done.call.turns[0].text == "sure, my card number: [CARD] - got that?"


@given(card=cards(), form=st.sampled_from(["blanks", "words", "Chinese, in groups"]))
def test_a_card_told_over_turns_is_found_whatever_is_said_between(card: str, form: str) -> None:
    first, second = FORMS[form](card[:8]), FORMS[form](card[8:])
    left = left_of(f"C: yes it's {first}\nA: mhm go on please\nC: and then {second} that is all")
    assert left == ["yes it's [CARD]", "mhm go on please", "and then [CARD] that is all"]


def test_four_groups_in_four_turns_are_one_card() -> None:
    lines = "C: 4111\nA: 4111, yes\nC: 1111\nA: ok\nC: 1111\nA: go on\nC: 1111 and that's it"
    assert left_of(lines)[::2] == ["[CARD]", "[CARD]", "[CARD]", "[CARD] and that's it"]
    assert counts_of(lines) == {"card": 1}


def test_pairs_doubles_and_hundreds_are_read_as_people_say_them() -> None:
    assert left_of("C: forty-one eleven eleven eleven double one eleven eleven eleven") == [
        "[CARD]"
    ]
    amex = "three seventy-eight, two eight two, two four six, three one triple oh five"
    assert left_of(f"C: {amex}") == ["[CARD]"]
    assert left_of("C: four hundred eleven one one one one double one double one eleven 11 1") == [
        "[CARD]"
    ]


def test_digits_of_two_speakers_are_not_put_together() -> None:
    lines = "C: 4111 1111\nA: 1111 1111"
    assert left_of(lines) == ["4111 1111", "1111 1111"]


@pytest.mark.parametrize(
    "text",
    [
        "call me on +1 415 555 2671",
        "call +62 812 3456 7890 12 please",
        "order 4111111111111112",
        "tracking 9400111899223100001234",
        "parcel 1Z 999 AA1 0123 4567 84",
        "in 2024, 2025 and 2026 it was 1,299.00 and 4,500.00",
        "it is one of the four or five we have",
        "我一共有三个，一二三",
        "account 12345678 sort code 20-30-40",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert left_of(f"C: {text}") == [text]
    assert counts_of(f"C: {text}") == {}


def test_masking_twice_is_masking_once() -> None:
    lines = "C: 4111 1111 1111 1111\nA: the cvv?\nC: 123\nA: and 378282246310005?"
    once = left_of(lines)
    assert redact(redact_of(once)).call == redact_of(once)


def redact_of(texts: list[str]) -> Call:
    turns = (Turn(index=at, speaker=Speaker.CUSTOMER, text=text) for at, text in enumerate(texts))
    return Call(id="c", turns=tuple(turns))


WORDS = st.text(
    st.characters(exclude_categories=["Nd", "No", "Nl", "Cs", "Cc"], max_codepoint=0x2FFF)
)


@given(texts=st.lists(WORDS, max_size=6))
def test_text_without_numbers_is_the_very_same_call(texts: list[str]) -> None:
    call = redact_of([text for text in texts if not digits_left(text)])
    if not any("cvv" in turn.text.casefold() for turn in call.turns):
        assert redact(call).call is call


@given(texts=st.lists(st.text(max_size=60), max_size=8))
def test_any_text_is_taken(texts: list[str]) -> None:
    done = redact(redact_of(texts))
    assert len(done.call.turns) == len(texts)
