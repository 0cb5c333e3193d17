"""Published scorecards whose answers and figures stand in the outside data."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from coachdesk.core.answers import answer_of
from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import (
    Choice,
    Criterion,
    Critical,
    CriticalScore,
    Form,
    Method,
    NaPolicy,
    Scale,
    Scoring,
    Section,
)
from coachdesk.core.location import Location
from coachdesk.core.rates import mean_of
from coachdesk.core.score import Outcome, Score, score


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> Mapping[str, Any]:
    read = json.loads((shared_data / "scorecards" / "examples.json").read_text("utf-8"))
    return {case["id"]: case for case in read}


def question(name: str, points: float, **more: Any) -> Criterion:
    exact = Fraction(str(points))
    return Criterion(id=name, ask=name, points=exact, location=Location("f"), **more)


def section(name: str, weight: float, *criteria: Criterion) -> Section:
    return Section(id=name, title=name, weight=Fraction(str(weight)), criteria=criteria)


def form(*sections: Section, **scoring: Any) -> Form:
    scoring_ = Scoring(**scoring)
    return Form(kind="scorecard", id="f", version=1, title="", sections=sections, scoring=scoring_)


def scored(made: Form, given: Mapping[str, Any]) -> Score:
    return score(made, [answer(name, value) for name, value in given.items()])


def answer(name: str, value: Any) -> Answer:
    if value == "N/A":
        return Answer(criterion=name, state=State.NA)
    points = Fraction(str(value))
    return Answer(criterion=name, state=State.PASS if points else State.FAIL, points=points)


def weighted_groups(case: Mapping[str, Any], **scoring: Any) -> Form:
    return form(
        *(
            section(g["name"], g["weight"], *(question(q["id"], q["max"]) for q in g["questions"]))
            for g in case["form"]["groups"]
        ),
        **scoring,
    )


def assert_percent(found: Fraction | None, stated: float) -> None:
    assert found is not None
    assert abs(float(found) - stated) < 0.00005


def test_weighted_groups_multiply_points(cases: Mapping[str, Any]) -> None:
    case = cases["genesys-weighted-groups"]
    expected = {
        Method.POOLED: case["expected_percent"],
        Method.SECTIONS: case["other_methods"]["mean_of_group_percent_by_weight"],
        Method.FLAT: case["other_methods"]["plain_points"],
    }
    for method, percent in expected.items():
        found = scored(weighted_groups(case, method=method), case["answers"])
        assert_percent(found.calc, percent)


def test_a_question_that_does_not_apply_leaves_both_sums(cases: Mapping[str, Any]) -> None:
    case = cases["genesys-na-group"]
    for policy, percent in (
        (NaPolicy.EXCLUDE, case["expected_percent"]),
        (NaPolicy.AS_FAIL, 40.0),
        (NaPolicy.AS_PASS, 80.0),
    ):
        made = weighted_groups(case, method=Method.POOLED, na=policy)
        assert_percent(scored(made, case["answers"]).calc, percent)


def test_nothing_applicable_is_not_scored(cases: Mapping[str, Any]) -> None:
    case = cases["genesys-all-na"]
    found = scored(weighted_groups(case, method=Method.POOLED), case["answers"])
    assert found.calc is case["expected_percent"] is None
    assert found.outcome is Outcome.NOT_SCORED


def weighted_sections(case: Mapping[str, Any], *more: Section, **scoring: Any) -> Form:
    sections = (
        section(s["name"], s["percent"], question(s["name"], s["max_points"]))
        for s in case["form"]["sections"]
    )
    return form(*sections, *more, **scoring)


def test_weighted_sections_and_their_points_differ(cases: Mapping[str, Any]) -> None:
    case = cases["maestroqa-weighted-sections"]
    by_sections = scored(weighted_sections(case, method=Method.SECTIONS), case["answers"])
    assert_percent(by_sections.calc, case["expected_percent"])
    by_points = scored(weighted_sections(case, method=Method.FLAT), case["answers"])
    assert_percent(by_points.calc, case["other_methods"]["total_points"])


def test_an_auto_fail_shows_zero_and_keeps_the_number(cases: Mapping[str, Any]) -> None:
    case = cases["maestroqa-weighted-sections"]
    fatal = section("auto-fail", 1, question("fatal", 1, critical=Critical.CALL))
    made = weighted_sections(case, fatal, method=Method.SECTIONS, critical_score=CriticalScore.ZERO)
    found = scored(made, {**case["answers"], "fatal": 0})
    assert found.shown == cases["maestroqa-auto-fail"]["expected_percent"]
    assert found.calc is not None
    assert found.calc > 0


def test_a_critical_category_under_half_makes_the_review_zero(cases: Mapping[str, Any]) -> None:
    case = cases["zendesk-critical"]
    sections = [
        section(
            each["name"],
            each["weight"],
            question(
                each["name"],
                100,
                critical=Critical.CALL if each.get("critical") else None,
                critical_below_pct=Fraction(50) if each.get("critical") else None,
            ),
        )
        for each in case["form"]["categories"]
    ]
    made = form(*sections, critical_score=CriticalScore.ZERO)
    found = scored(made, case["answers"])
    assert found.shown == case["expected_percent"]
    assert_percent(found.calc, case["other_methods"]["without_critical_rule"])


@pytest.mark.parametrize("name", ["amazon-connect-auto-fail", "cisco-kpi"])
def test_all_else_full_and_one_fatal_fail_is_zero(cases: Mapping[str, Any], name: str) -> None:
    others = [question(f"q{n}", 5) for n in range(5)]
    made = form(
        section("all", 1, *others, question("fatal", 5, critical=Critical.CALL)),
        critical_score=CriticalScore.ZERO,
    )
    found = scored(made, {**{q.id: 5 for q in others}, "fatal": 0})
    assert found.shown == cases[name]["expected_percent"]
    assert found.sections[0].earned == 25


@pytest.mark.parametrize("name", ["2-point", "3-point", "4-point", "5-point"])
def test_a_rating_scale_earns_its_published_percentages(
    cases: Mapping[str, Any], name: str
) -> None:
    """The page cuts 33.33 and 66.67 to one place, so one place is compared, cut."""
    published = cases["zendesk-category-scale"]["form"][name]
    highest = len(published)
    rated = question("Tone", 100, scale=Scale(Fraction(1), Fraction(highest)))
    made = form(section("all", 1, rated), method=Method.FLAT)
    for value, percent in enumerate(published, 1):
        found = score(made, [answer_of(rated, str(value))]).calc
        assert found is not None
        assert int(found * 10) == round(percent * 10)


def test_answer_points_are_multiplied_by_the_weight_of_their_question(
    cases: Mapping[str, Any],
) -> None:
    """A weight multiplies points under `pooled`; a No may earn points of its own."""
    tables = cases["miarec-scale"]["form"]
    for weight in (1, 5):
        scale = question("scale", 25, scale=Scale(Fraction(0), Fraction(5)))
        choices = (Choice("yes", Fraction(10)), Choice("no", Fraction(5)))
        yes_no = question("asked", 10, choices=choices)
        for value, points in enumerate(tables[f"scale 0-5, weight {weight}"]):
            earned = answer_of(scale, str(value)).points
            assert earned is not None
            assert earned * weight == points
        for key, points in tables[f"yes/no weight {weight}"].items():
            earned = answer_of(yes_no, key).points
            assert earned is not None
            assert earned * weight == points


def test_the_mean_of_reviews_counts_the_one_that_was_zeroed(cases: Mapping[str, Any]) -> None:
    """Each review is a form of one question out of 100 points; its mean is taken unrounded."""
    case = cases["zendesk-iqs"]
    reviewed = question("Review", 100)
    made = form(section("all", 1, reviewed), method=Method.FLAT)
    scores = [score(made, [answer_of(reviewed, str(each))]).calc for each in case["answers"]]
    exact = [each for each in scores if each is not None]
    assert len(exact) == len(case["answers"])
    assert mean_of(exact) == Fraction(str(case["exact"]))
