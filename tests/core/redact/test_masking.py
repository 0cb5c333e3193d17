"""Marks, counts, word times, other fields, and a desk's own patterns."""

import msgspec
import pytest

from coachdesk.core.calls import Call, Speaker, Turn, Word
from coachdesk.core.redact import pattern_fault, redact
from tests.core.redact.calls import call_of, counts_of, left_of


class Pattern(msgspec.Struct, frozen=True):
    name: str
    regex: str


IBAN = Pattern("iban", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b")
NAME = Pattern("customer-name", r"(?i)jos\pL+ p\pL+")


def test_own_patterns_are_masked_under_their_name_beside_cards() -> None:
    lines = "C: José Pérez, DE89 3704 0044 0532 0130 00 and 4111-1111-1111-1111"
    assert left_of(lines, [IBAN, NAME]) == ["[CUSTOMER-NAME], [IBAN] 00 and [CARD]"]
    assert counts_of(lines, [IBAN, NAME]) == {"card": 1, "iban": 1, "customer-name": 1}


def test_where_two_kinds_overlap_all_of_it_is_one_mark() -> None:
    ref = Pattern("reference", "ref [0-9 ]+ok")
    assert left_of("C: ref 4111 1111 1111 1111 ok bye", [ref]) == ["[CARD] bye"]


@pytest.mark.parametrize(
    ("regex", "fault"),
    [
        ("[0-9]{3}", False),
        ("(?=x)", True),
        (r"(a)\1", True),
        ("(", True),
        ("a*", True),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(regex: str, fault: bool) -> None:
    assert bool(pattern_fault(regex)) is fault


def test_a_backtracking_pattern_takes_no_time() -> None:
    assert left_of("C: " + "a" * 20_000 + "!", [Pattern("x", "(a+)+$")])[0].endswith("!")


def timed(text: str) -> Turn:
    words, at = [], 0
    for number, word in enumerate(text.split(" ")):
        words.append(Word(at, at + len(word), number * 100, number * 100 + 90, 0.9))
        at += len(word) + 1
    return Turn(index=0, speaker=Speaker.CUSTOMER, text=text, words=tuple(words))


def test_word_times_stay_with_their_words_and_the_mark_takes_those_it_covers() -> None:
    turn = timed("it is 4111 1111 1111 1111 and cvv 123 bye")
    (left,) = redact(Call(id="c", turns=(turn,))).call.turns
    assert left.text == "it is [CARD] and cvv [CVV] bye"
    assert [(left.text[w.start : w.end], w.start_ms, w.end_ms) for w in left.words] == [
        ("it", 0, 90),
        ("is", 100, 190),
        ("[CARD]", 200, 590),
        ("and", 600, 690),
        ("cvv", 700, 790),
        ("[CVV]", 800, 890),
        ("bye", 900, 990),
    ]


def test_other_fields_are_looked_through_too() -> None:
    call = msgspec.structs.replace(
        call_of("A: hello"),
        customer="4111 1111 1111 1111",
        meta={"note": "cvv 123 told", "plan": "gold"},
    )
    done = redact(call)
    assert done.call.customer == "[CARD]"
    assert done.call.meta == {"note": "cvv [CVV] told", "plan": "gold"}
    assert done.counts == {"card": 1, "cvv": 1}
    assert done.call.turns == call.turns


def test_marks_keep_their_place_where_signs_take_several_bytes() -> None:
    assert left_of("C: 我的卡号是４１１１ １１１１ １１１１ １１１１，José 😀 ok", [NAME]) == [
        "我的卡号是[CARD]，José 😀 ok"
    ]
    assert left_of("C: 😀 é José Pérez 好", [NAME]) == ["😀 é [CUSTOMER-NAME] 好"]
