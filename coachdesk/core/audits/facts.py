"""What answers a question for a fact, and the value that the words give."""

import re
import unicodedata
from datetime import date

from coachdesk.core.answers import NotAnAnswer, number_of, plainly
from coachdesk.core.form import Entry, Fact
from coachdesk.core.visible import without_controls

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fact_of(fact: Fact, written: str) -> str:
    """The value that the words give.

    A text as written, without blanks around it and without control characters; a number with the
    digits as written; a time as `hh:mm`; a date as ISO 8601. Full-width digits and signs count.

    Raises:
        NotAnAnswer: the words are none of these, or a number is out of bounds.
    """
    if fact.entry is Entry.TEXT:
        lines = written.replace("\r\n", "\n").strip().split("\n")
        value: str | None = "\n".join(without_controls(line)[0] for line in lines)
    else:
        word = unicodedata.normalize("NFKC", written).strip()
        value = {Entry.NUMBER: _number, Entry.TIME: _time, Entry.DATE: _date}[fact.entry](
            fact, word
        )
    if not value:
        raise NotAnAnswer((wanted(fact),))
    return value


def wanted(fact: Fact) -> str:
    """What answers it, in words, such as `a number from 0 to 60 (min)`."""
    if fact.entry is Entry.TEXT:
        return "words"
    if fact.entry is Entry.TIME:
        return "a time such as 15:10"
    if fact.entry is Entry.DATE:
        return "a date such as 2026-11-23"
    unit = f" ({fact.unit})" if fact.unit else ""
    low = f" from {plainly(fact.low)}" if fact.low is not None else ""
    high = f" to {plainly(fact.high)}" if fact.high is not None else ""
    return f"a number{low}{high}{unit}"


def _number(fact: Fact, word: str) -> str | None:
    value = number_of(word)
    if value is None or "e" in word.casefold():
        return None
    too_low = fact.low is not None and value < fact.low
    too_high = fact.high is not None and value > fact.high
    return None if too_low or too_high else word.removeprefix("+")


def _time(fact: Fact, word: str) -> str | None:
    found = _CLOCK.fullmatch(word)
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _date(fact: Fact, word: str) -> str | None:
    if not _DATE.fullmatch(word):
        return None
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        return None
