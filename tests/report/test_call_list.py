"""The list shows the figures that every other report shows, and fits its screen."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coachdesk.core.queue import Item, Status
from coachdesk.core.score import Outcome
from coachdesk.report.call_list import as_json, as_text
from coachdesk.report.layout import width


def item(score: float | None, outcome: Outcome | None, **more: Any) -> Item:
    facts: dict[str, Any] = {
        "number": 1,
        "call": "one",
        "started_at": datetime(2026, 5, 5, 6, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
        "agent": "李娜",
        "campaign": None,
        "language": "zh",
        "duration_ms": None,
        "scorecard": "card" if outcome else None,
        "version": 1 if outcome else None,
        "outcome": outcome,
        "score": score,
        "status": Status.NEW if outcome else Status.UNSCORED,
    }
    return Item(**{**facts, **more})


def test_a_fail_is_cut_and_never_rounded_up_to_the_mark() -> None:
    rows = [item(79.996, Outcome.FAIL), item(79.99, Outcome.FAIL), item(79.996, Outcome.PASS)]
    text = "\n".join(as_text(rows, "UTC"))
    assert [word for word in text.split() if word.replace(".", "").isdigit() and "." in word] == [
        "79.99",
        "79.99",
        "80.00",
    ]
    assert '"shown":79.99' in "".join(as_json(rows[:1]))


def test_times_are_named_once_and_columns_stand_under_each_other() -> None:
    zone, head, first, second = as_text(
        [item(None, None), item(90, Outcome.PASS, call="\x1b[2J二")], "Asia/Shanghai"
    )
    assert zone == "times: Asia/Shanghai"
    assert "2026-05-05 06:30" in first
    assert "Shanghai" not in first
    assert "not scored yet" in first
    assert "\x1b" not in second
    assert first.index("李娜") - head.index("AGENT") == 0


def test_no_calls_is_a_sentence_for_people_and_an_empty_list_for_machines() -> None:
    assert list(as_text([], "UTC")) == ["no calls"]
    assert "".join(as_json([])) == "[]"


def test_machines_get_times_in_utc_and_one_call_a_line() -> None:
    lines = list(as_json([item(90, Outcome.PASS), item(80, Outcome.PASS, call="two")]))
    assert len(lines) == 3
    first, second = json.loads("\n".join(lines))
    assert first["started_at"] == datetime(2026, 5, 4, 22, 30, tzinfo=UTC).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )
    assert second["call"] == "two"


FULL: dict[str, Any] = {
    "campaign": "win-back-autumn",
    "duration_ms": 451_000,
    "critical": 1,
    "failing": 3,
    "unknown": 2,
    "assigned": "grace.lindqvist",
    "why": "honours-opt-out ✗, 2 ?",
    "agent": "王小明 Alexander",
    "call": "collections-2026-000123",
    "scorecard": "insurance-telemarketing-zh",
}


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120, 200])
def test_no_line_is_wider_than_its_screen(columns: int) -> None:
    lines = list(as_text([item(63.5, Outcome.FAIL, **FULL)], "Asia/Shanghai", columns))
    assert max(map(width, lines)) <= max(columns, 60)


def test_columns_leave_a_narrow_screen_in_a_fixed_order() -> None:
    def heads(columns: int) -> set[str]:
        _, head, *_ = as_text([item(63.5, Outcome.FAIL, **FULL)], "UTC", columns)
        return set(head.split())

    wide, middle, narrow = heads(200), heads(110), heads(80)
    assert narrow < middle < wide
    assert "CAMPAIGN" not in middle
    assert {"CALL", "STARTED", "AGENT", "SCORE", "OUTCOME"} <= narrow
