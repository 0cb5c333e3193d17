"""Opening hours are rows of digits too, and some pass the check digit by chance."""

import pytest

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.redact import redact


def masked(text: str) -> str:
    call = Call(id="c", turns=(Turn(index=0, speaker=Speaker.AGENT, text=text),))
    return redact(call).call.turns[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Open 22:00-12:30 and 01:00-11:00",
        "周六 22:30-16:00 周日 18:30-12:00",
        "营业 23:00—03:30，04:30—12:00",
        "营业 ２３：００—０３：３０，０４：３０—１２：００",
    ],
)
def test_times_of_day_are_no_card_number(text: str) -> None:
    assert masked(text) == text


def test_a_card_number_beside_a_time_is_still_masked() -> None:
    assert masked("at 10:30 my card is 5105 1051 0510 5100") == "at 10:30 my card is [CARD]"
    assert masked("5105:1051:0510:5100 please") == "[CARD] please"
    assert masked("51:05:10:51:05:10:51:00 please") == "[CARD] please"
