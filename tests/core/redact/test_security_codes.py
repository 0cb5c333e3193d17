"""Check codes are known by the words that ask for them, before, after and in the next turns."""

import pytest

from tests.core.redact.calls import counts_of, left_of


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("C: the CVV is 123", ["the CVV is [CVV]"]),
        ("C: cvc2: 123.", ["cvc2: [CVV]."]),
        ("C: c v v one two three", ["c v v [CVV]"]),
        ("C: security code one twenty-three", ["security code [CVV]"]),
        ("C: my card verification number is 1234", ["my card verification number is [CVV]"]),
        ("C: 123 is my security code", ["[CVV] is my security code"]),
        ("C: 安全码是一二三", ["安全码是[CVV]"]),
        ("C: 后三位 １２３", ["后三位 [CVV]"]),
        ("C: セキュリティコードは一二三です", ["セキュリティコードは[CVV]です"]),
        ("C: 裏面の3桁は 123", ["裏面の3桁は [CVV]"]),
        (
            "A: and the three digits on the back?\nC: one second\nA: sure\nC: 1 2 3",
            ["and the three digits on the back?", "one second", "sure", "[CVV]"],
        ),
        (
            "A: card number and CVV please\nC: 4111 1111 1111 1111\nA: and\nC: it's 986 ok",
            ["card number and CVV please", "[CARD]", "and", "it's [CVV] ok"],
        ),
        ("A: 请说一下卡背面末三位\nC: 九八七", ["请说一下卡背面末三位", "[CVV]"]),
    ],
)
def test_a_code_beside_its_cue_is_masked(lines: str, left: list[str]) -> None:
    assert left_of(lines) == left
    assert counts_of(lines)["cvv"] == 1


@pytest.mark.parametrize(
    "lines",
    [
        "A: your total is 123",
        "A: do you have the cvv?\nC: no, it costs 350 dollars",
        "A: never tell anybody your security code\nC: I have called 12345 times",
        "A: the cvv?\nC: a\nA: b\nC: c\nA: d\nC: room 123",
        "A: the pin code of your street is 123",
    ],
)
def test_amounts_and_numbers_far_away_stay(lines: str) -> None:
    assert left_of(lines) == [line[3:] for line in lines.split("\n")]
