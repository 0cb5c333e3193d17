"""What filters mean on a desk: names, figures, lengths, and moments in the desk's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from coachdesk.core.errors import SyntaxFault
from coachdesk.core.people import Person
from coachdesk.core.queue import Vocabulary, wanted_by
from coachdesk.core.queue.meaning import Among, Anywhere, Condition, Measured
from coachdesk.core.queue.values import length_of

KNOWN = Vocabulary(
    agents=("Ana Price", "A. Price", "王小明", "Zoe"),
    people=(
        Person(id="ana.price", name="Ana Price", team="North", aliases=("A. Price",)),
        Person(id="bo", name="Bo Anand", team="South"),
    ),
    campaigns=("spring-2026", "autumn-2026", "spring"),
    scorecards=("sale-en", "sale-zh"),
    criteria=("opt-out", "greets", "opens-well"),
    languages=("en-US", "zh"),
)
NOW = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
"""A Tuesday there, already Wednesday 06:30 in Shanghai."""
SHANGHAI = ZoneInfo("Asia/Shanghai")


def meant(text: str, zone: str = "Asia/Shanghai", now: datetime = NOW) -> Condition:
    wanted = wanted_by(text, KNOWN, now=now, zone=ZoneInfo(zone), me="bo")
    return wanted.asked[0].condition


def keys(text: str) -> set[str]:
    condition = meant(text)
    assert isinstance(condition, Among)
    return set(condition.keys)


def instant(text: str, zone: str = "Asia/Shanghai", now: datetime = NOW) -> datetime:
    condition = meant(text, zone, now)
    assert isinstance(condition, Measured)
    return datetime.fromtimestamp(condition.value, UTC)


def test_a_colleague_is_found_under_every_name_and_stands_for_all_of_them() -> None:
    every = {"ana.price", "ana price", "a. price"}
    for name in ('"Ana Price"', "ana.price", "ANA.PRICE", '"a. price"', "pri"):
        assert keys(f"agent:{name}") == every


def test_a_part_of_a_name_means_all_who_have_a_word_that_begins_so() -> None:
    assert keys("agent:an") == {"ana.price", "ana price", "a. price", "bo", "bo anand"}
    assert keys("agent:小明") == keys("agent:王") == {"王小明"}
    assert keys("campaign:spring") == {"spring"}, "a whole name means itself alone"
    assert keys("campaign:2026") == {"spring-2026", "autumn-2026"}
    assert keys("failed:op") == {"opt-out", "opens-well"}
    assert keys("language:en") == {"en-us"}


def test_a_team_is_everybody_in_it_and_me_is_who_asks() -> None:
    assert keys("team:north") == {"ana.price", "ana price", "a. price"}
    assert keys("assigned:me,nobody") == {"bo", ""}


@pytest.mark.parametrize(
    ("text", "offset", "said"),
    [
        ("agent:ana,anna", 10, "did you mean 'Ana Price'?"),
        ("campaign:sprng", 9, "did you mean 'spring'?"),
        ("scorecard:sale-fr", 10, "did you mean"),
        ("failed:opt-outs", 7, "did you mean 'opt-out'?"),
        ("team:West", 5, "known: North, South"),
        ("assigned:nobdy", 9, "did you mean 'nobody'?"),
        ("language:fr", 9, "known: en-US, zh"),
    ],
)
def test_an_unknown_name_is_a_fault_and_never_an_empty_list(
    text: str, offset: int, said: str
) -> None:
    with pytest.raises(SyntaxFault) as caught:
        meant(text)
    assert caught.value.offset == offset
    assert said in caught.value.hint


def test_days_begin_in_the_desks_zone() -> None:
    assert instant("since:today") == datetime(2026, 4, 1, tzinfo=SHANGHAI)
    assert instant("since:今天") == instant("since:today")
    assert instant("since:today", "UTC") == datetime(2026, 3, 31, tzinfo=UTC)
    assert instant("since:yesterday") == datetime(2026, 3, 31, tzinfo=SHANGHAI)
    assert instant("since:7d") == datetime(2026, 3, 25, tzinfo=SHANGHAI)
    assert instant("since:2w") == datetime(2026, 3, 18, tzinfo=SHANGHAI)
    assert instant("since:12h") == datetime(2026, 3, 31, 10, 30, tzinfo=UTC)
    assert instant("before:2026-03-01") == datetime(2026, 3, 1, tzinfo=SHANGHAI)
    assert instant("before:2026-03") == datetime(2026, 3, 1, tzinfo=SHANGHAI)
    assert instant("before:2026-03-01T14:05") == datetime(2026, 3, 1, 14, 5, tzinfo=SHANGHAI)


def test_a_weekday_is_the_last_one_and_may_be_today() -> None:
    assert instant("since:wednesday") == instant("since:today")
    assert instant("since:tue") == datetime(2026, 3, 31, tzinfo=SHANGHAI)
    assert instant("since:thursday") == datetime(2026, 3, 26, tzinfo=SHANGHAI)


def test_a_day_is_counted_by_the_calendar_where_clocks_change() -> None:
    # Lisbon: clocks went forward on 29 March 2026 at 01:00 UTC.
    found = instant("since:3d", "Europe/Lisbon")
    assert found == datetime(2026, 3, 28, tzinfo=ZoneInfo("Europe/Lisbon"))
    assert found == datetime(2026, 3, 28, 0, 0, tzinfo=UTC)
    assert instant("since:today", "Europe/Lisbon") == datetime(2026, 3, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("5m", 300), ("1h30m", 5400), ("2H", 7200), ("7:30", 450), ("1:02:03", 3723)],
)
def test_lengths(text: str, seconds: int) -> None:
    assert length_of(text) == seconds * 1000


def test_bare_words_look_in_ids_names_and_words() -> None:
    condition = meant("王小")
    assert isinstance(condition, Anywhere)
    assert condition.agents == {"王小明"}
    assert condition.said.phrases[0].words == ("王", "小")
    assert condition.begins.starts == ("王小",)
