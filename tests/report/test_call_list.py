"""The list shows the figures that every other report shows."""

from datetime import UTC, datetime

from coachdesk.core.listing import Listed
from coachdesk.core.score import Outcome
from coachdesk.report.call_list import as_json, as_text


def row(shown: float | None, outcome: Outcome | None, call: str = "one") -> Listed:
    return Listed(
        call=call,
        started_at=datetime(2026, 5, 4, 22, 30, tzinfo=UTC),
        agent="李娜",
        campaign=None,
        language="zh",
        duration_ms=None,
        scorecard="card" if outcome else None,
        version=1 if outcome else None,
        outcome=outcome,
        shown=shown,
    )


def test_a_fail_is_cut_and_never_rounded_up_to_the_mark() -> None:
    rows = [row(79.996, Outcome.FAIL), row(79.99, Outcome.FAIL), row(79.996, Outcome.PASS)]
    text = "\n".join(as_text(rows, "UTC"))
    assert [word for word in text.split() if word.replace(".", "").isdigit() and "." in word] == [
        "79.99",
        "79.99",
        "80.00",
    ]
    assert '"shown":79.99' in "".join(as_json(rows[:1]))


def test_times_are_those_of_the_desk_and_columns_stand_under_each_other() -> None:
    head, first, second = as_text(
        [row(None, None), row(90, Outcome.PASS, call="\x1b[2J二")], "Asia/Shanghai"
    )
    assert "2026-05-05 06:30" in first
    assert "not scored yet" in first
    assert "\x1b" not in second
    assert first.index("李娜") - head.index("AGENT") == 0


def test_no_calls_is_a_sentence_for_people_and_an_empty_list_for_machines() -> None:
    assert list(as_text([], "UTC")) == ["no calls"]
    assert "".join(as_json([])) == "[]"
