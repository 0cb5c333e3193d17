"""Digits read out right before or after a card never let a piece of it through."""

import random

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.redact import redact

CARD = "4539148803436467"


def shown(text: str) -> str:
    turn = Turn(index=0, speaker=Speaker.CUSTOMER, text=text)
    return redact(Call(id="c", turns=(turn,))).call.turns[0].text


def test_digits_around_a_card_never_leave_a_piece_of_it() -> None:
    draw = random.Random(3)
    for _ in range(400):
        before = [str(draw.randrange(10)) for _ in range(draw.randrange(12))]
        after = [str(draw.randrange(10)) for _ in range(draw.randrange(6))]
        text = " ".join([*before, *CARD, *after])
        left = shown(text).replace("[CARD]", "|").replace(" ", "")
        assert not any(CARD[at : at + 6] in left for at in range(11)), text


def test_two_cards_in_a_row_are_both_gone() -> None:
    assert "1" not in shown("4111 1111 1111 1111 5555 5555 5555 4444 ok").replace("[CARD]", "")


def test_a_code_that_is_read_back_is_masked_both_times_and_once_for_all() -> None:
    texts = ("the cvv please?", "123", "so 123, thanks")
    parts = (Speaker.AGENT, Speaker.CUSTOMER, Speaker.AGENT)
    turns = tuple(
        Turn(index=n, speaker=part, text=text)
        for n, (part, text) in enumerate(zip(parts, texts, strict=True))
    )
    done = redact(Call(id="c", turns=turns))
    assert [turn.text for turn in done.call.turns][1:] == ["[CVV]", "so [CVV], thanks"]
    assert redact(done.call).counts == {}


def test_a_lone_surrogate_harms_nothing() -> None:
    assert shown("4539148803436467 \ud800") == "[CARD] \ud800"
