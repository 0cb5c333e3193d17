"""What answers a question for a fact, and what does not."""

import pytest

from coachdesk.core.answers import NotAnAnswer
from coachdesk.core.audits import fact_of
from coachdesk.files.rulebook import load_sources

FORM = """\
audit: gift
version: 1
title: Gift
channel: shop
persona: P
scenario: S
sections:
  - id: s
    title: S
    facts:
      - {id: story, ask: A?, entry: text}
      - {id: wait, ask: A?, entry: number, unit: min, low: 0, high: 60}
      - {id: above, ask: A?, entry: number, low: 1.5}
      - {id: met, ask: A?, entry: time}
      - {id: day, ask: A?, entry: date}
"""
FACTS = {fact.id: fact for fact in load_sources({"audits/gift.yaml": FORM}).forms[0].facts}


@pytest.mark.parametrize(
    ("fact", "written", "value"),
    [
        ("story", "  The guide smiled.\r\nThen left.\x1b[2J ", "The guide smiled.\nThen left.[2J"),
        ("story", "导购很热情。", "导购很热情。"),
        ("wait", " 12 ", "12"),
        ("wait", "１２．５", "12.5"),
        ("wait", "60", "60"),
        ("wait", "+3", "3"),
        ("above", "1.50", "1.50"),
        ("met", "9:05", "09:05"),
        ("met", "１５：１０", "15:10"),
        ("day", "2026-02-28", "2026-02-28"),
    ],
)
def test_words_that_answer(fact: str, written: str, value: str) -> None:
    assert fact_of(FACTS[fact], written) == value


@pytest.mark.parametrize(
    ("fact", "written", "wanted"),
    [
        ("story", " \n ", "words"),
        ("wait", "61", "a number from 0 to 60 (min)"),
        ("wait", "-1", "a number from 0 to 60 (min)"),
        ("wait", "ten", "a number from 0 to 60 (min)"),
        ("wait", "1e1", "a number from 0 to 60 (min)"),
        ("wait", "NaN", "a number from 0 to 60 (min)"),
        ("wait", "1_0", "a number from 0 to 60 (min)"),
        ("above", "1.49", "a number from 1.5"),
        ("met", "24:00", "a time such as 15:10"),
        ("met", "9", "a time such as 15:10"),
        ("day", "2026-02-30", "a date such as 2026-11-23"),
        ("day", "20260228", "a date such as 2026-11-23"),
        ("day", "28.2.2026", "a date such as 2026-11-23"),
    ],
)
def test_words_that_do_not_answer_say_what_would(fact: str, written: str, wanted: str) -> None:
    with pytest.raises(NotAnAnswer) as caught:
        fact_of(FACTS[fact], written)
    assert caught.value.allowed == (wanted,)
