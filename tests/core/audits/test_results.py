"""Figures of visits: worked by hand, refused where there is too little, never mixed."""

from fractions import Fraction

import msgspec
import pytest

from coachdesk.core.audits.results import (
    Visited,
    agents,
    beside,
    executions,
    mean_score,
    places,
    versions,
)
from coachdesk.core.audits.severity import severities
from coachdesk.core.form import questions_of
from coachdesk.core.rates import Refusal, Verdict, rate
from tests.core.audits.forms import FORM, answers


def visited(
    score: int | None, place: str = "shop-1", agent: str = "ana", version: int = 1, **given: str
) -> Visited:
    return Visited(
        visit="V",
        form="gift",
        version=version,
        place=place,
        shopper="li",
        agent=agent,
        score=None if score is None else Fraction(score),
        answers=answers(**given),
    )


def test_a_place_of_five_visits_has_a_mean_and_one_of_four_has_none() -> None:
    """70, 80, 80, 80, 90: mean 80, half = 2.7764 * 7.0711 / root 5 = 8.780."""
    five = [visited(each, "shop-1") for each in (70, 80, 80, 80, 90)]
    four = [visited(each, "shop-2") for each in (10, 20, 30, 40)]
    first, second = places([*four, *five])
    assert (first.name, first.visits, first.mean.value) == ("shop-1", 5, Fraction(80))
    assert first.mean.low == pytest.approx(71.220, abs=1e-3)
    assert first.mean.high == pytest.approx(88.780, abs=1e-3)
    assert (second.visits, second.mean.value, second.mean.refusal) == (4, None, Refusal.TOO_FEW)


def test_a_person_needs_ten_as_with_calls() -> None:
    nine = [visited(each) for each in range(50, 59)]
    assert agents(nine)[0].mean.refusal is Refusal.TOO_FEW
    assert agents([*nine, visited(60)])[0].mean.refusal is None


def test_visits_without_a_score_are_counted_and_carry_no_score() -> None:
    (group,) = places([*(visited(each) for each in (70, 80, 80, 90)), visited(None)])
    assert (group.visits, group.mean.of, group.mean.refusal) == (5, 4, Refusal.TOO_FEW)


def test_two_form_versions_are_never_one_figure() -> None:
    mixed = [*[visited(80)] * 9, *[visited(90, version=2)] * 9]
    assert mean_score(mixed).refusal is Refusal.MIXED_VERSIONS
    assert [(key, len(group)) for key, group in versions(mixed).items()] == [
        (("gift", 1), 9),
        (("gift", 2), 9),
    ]


def test_one_version_with_two_sets_of_questions_is_not_one_figure_either() -> None:
    visits = [visited(each, greeted="pass") for each in range(60, 80)]
    changed = [msgspec.structs.replace(each, questions="other") for each in visits]
    assert mean_score([*visits, *changed]).refusal is Refusal.MIXED_VERSIONS
    hello, _ = executions(FORM, [*visits, *changed])
    assert (hello.used.count, hello.used.refusal) == (40, Refusal.MIXED_VERSIONS)
    assert severities([*visits, *changed])[0].refusal is Refusal.MIXED_VERSIONS
    assert questions_of(FORM) == questions_of(msgspec.structs.replace(FORM, title="Other"))
    worth_more = msgspec.structs.replace(FORM.sections[0], weight=Fraction(2))
    other = msgspec.structs.replace(FORM, sections=(worth_more, *FORM.sections[1:]))
    assert questions_of(FORM) != questions_of(other)


def test_too_many_unknown_answers_give_no_mean() -> None:
    visits = [visited(80, greeted="unknown", needs="pass") for _ in range(20)]
    assert mean_score(visits).refusal is Refusal.TOO_MANY_UNKNOWN


def test_a_line_counts_where_it_was_due() -> None:
    """18 of 20: Wilson 69.9 to 97.2 % (printed table)."""
    visits = [
        *[visited(80, greeted="pass", needs="na/did not come up")] * 17,
        visited(80, greeted="2", needs="pass"),
        *[visited(60, greeted="fail/no word", needs="fail/no")] * 2,
        visited(80, version=2, greeted="fail/no word"),
    ]
    hello, needs = executions(FORM, visits)
    assert (hello.line, hello.used.count, hello.used.of) == ("gift/hello", 18, 20)
    assert hello.used.low == pytest.approx(0.699, abs=5e-4)
    assert hello.used.high == pytest.approx(0.972, abs=5e-4)
    assert (needs.used.count, needs.used.of, needs.not_due) == (1, 3, 17)
    assert needs.used.refusal is Refusal.TOO_FEW


def test_visits_stand_beside_calls_with_their_difference() -> None:
    """18/20 on visits, 12/20 on calls: +0.300 [0.029, 0.525] (Newcombe)."""
    visits = [*[visited(80, greeted="pass")] * 18, *[visited(60, greeted="fail/no")] * 2]
    found = beside(executions(FORM, visits)[0], rate(12, 20))
    assert found.difference.value == pytest.approx(0.300, abs=5e-4)
    assert found.difference.low == pytest.approx(0.029, abs=5e-4)
    assert found.difference.high == pytest.approx(0.525, abs=5e-4)
    assert found.difference.verdict is Verdict.HIGHER
    few = beside(executions(FORM, visits[:6])[0], rate(12, 20))
    assert few.difference.refusal is Refusal.TOO_FEW
