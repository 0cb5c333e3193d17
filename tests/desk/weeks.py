"""A desk with calls over eight weeks, counted by hand, on the rules of `tests/desk/day.py`.

Now is Wednesday of week 21. Ana has 12 calls in week 19, of which 9 make 100 points and 3, where
she shouts, 50 and FAIL; 10 good ones in week 20; 3 good ones in week 21. 王小明 has 4 in week 20.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.reviews import Step
from coachdesk.desk.folder import Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.reviews import give
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain
from tests.desk.day import CARD, GOOD, NOW, SHOUTING, being, empty_desk, take

WEEK_19 = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
WEEK_20 = WEEK_19 + timedelta(weeks=1)
WEEK_21 = WEEK_20 + timedelta(weeks=1)


def weeks_desk(folder: Path) -> Desk:
    """The desk, screened, and with Ana's evaluations.

    `ana-19-00` is published, `ana-19-01` published and retracted, `ana-19-02` only submitted.
    """
    desk = empty_desk(folder)
    keep_calls(desk, being(None), [(call, "calls.txt") for call in _calls()], say=_never)
    screen(desk, being(None))
    evaluated(desk, "ana-19-00", Step.PUBLISH)
    evaluated(desk, "ana-19-01", Step.PUBLISH, Step.RETRACT)
    evaluated(desk, "ana-19-02")
    return desk


def _calls() -> Iterator[Call]:
    for n in range(12):
        yield call(f"ana-19-{n:02}", "Ana Silva", WEEK_19, n, SHOUTING if n >= 9 else GOOD)
    for n in range(10):
        # Under her other spellings, too.
        yield call(f"ana-20-{n:02}", "ana silva" if n % 2 else "ＡＮＡ", WEEK_20, n, GOOD)
    for n in range(3):
        yield call(f"ana-21-{n:02}", "ana", WEEK_21, n, GOOD)
    for n in range(4):
        yield call(f"wang-20-{n:02}", "王小明", WEEK_20, n, GOOD)
    yield msgspec.structs.replace(call("undated", "ana", WEEK_20, 0, GOOD), started_at=None)
    yield call("stranger", "Zoe", WEEK_20, 0, GOOD)


def call(id: str, agent: str, week: datetime, hours: int, text: str) -> Call:
    """A call so many hours into the week."""
    started_at = week + timedelta(hours=hours)
    return msgspec.structs.replace(
        parse_plain(text, call_id=id), agent=agent, started_at=started_at, duration_ms=60_000
    )


def evaluated(desk: Desk, call: str, *steps: Step, answer: str = "pass") -> None:
    """Answered and submitted by Ruth; then these steps."""
    made = give(desk, being("ruth"), call, CARD, "greets", answer, "as heard", seen=0)
    made = take(desk, made, "ruth", Step.SUBMIT, at=NOW)
    for each in steps:
        by = "ada" if each is Step.RETRACT else "grace"
        made = take(desk, made, by, each, at=NOW, reason="asked for")


def _never(problem: object) -> None:
    raise AssertionError(problem)
