"""Which criteria fail and which hold; Wilson's bounds are from Newcombe (1998), or by hand."""

from pathlib import Path

import pytest

from coachdesk.core.engine.verdicts import State
from coachdesk.core.form import Form
from coachdesk.core.trend import Answered, failing_of, holding_of
from coachdesk.files.rulebook import load
from tests.desk.day import RULES


@pytest.fixture
def form(tmp_path: Path) -> Form:
    file = tmp_path / "visit.yaml"
    file.write_text(RULES, encoding="utf-8")
    (form,) = load(file).forms
    return form


def answers(failed: int, passed: int, *, week: int = 0, **others: int) -> list[Answered]:
    counts = {State.FAIL: failed, State.PASS: passed} | {
        State[name.upper()]: calls for name, calls in others.items()
    }
    return [
        Answered(week=week, criterion="greets", state=state, calls=calls)
        for state, calls in counts.items()
        if calls
    ]


# 1.96 ** 2 / (n + 1.96 ** 2) is the upper bound where nothing failed: 3.8415 / 19.8415 = 0.1936.
@pytest.mark.parametrize(("passed", "holds"), [(15, False), (16, True)])
def test_few_calls_without_a_fail_are_no_strength(form: Form, passed: int, holds: bool) -> None:
    assert bool(holding_of(form, answers(0, passed), 1)) is holds
    assert failing_of(form, answers(0, passed), 1) == ()


def test_what_fails_is_counted_where_it_applied_week_by_week(form: Form) -> None:
    told = [*answers(2, 5), *answers(1, 4, week=1, na=7)]
    (found,) = failing_of(form, told, 3)
    assert (found.failed.count, found.failed.of) == (3, 12)
    assert found.weeks == ((2, 7), (1, 5), (0, 0))
    assert holding_of(form, told, 3) == ()


def test_answers_that_are_mostly_unknown_make_no_strength(form: Form) -> None:
    assert holding_of(form, answers(0, 40), 1)
    assert holding_of(form, answers(0, 40, unknown=60), 1) == ()
