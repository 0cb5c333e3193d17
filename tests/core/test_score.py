"""Every worked number of the field, each under the method it names."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import (
    Criterion,
    Critical,
    CriticalScore,
    Form,
    Method,
    NaPolicy,
    Scoring,
    Section,
    Status,
)
from coachdesk.core.location import Location
from coachdesk.core.score import Outcome, Scope, Score, score

HERE = Location("form.yaml")
NA, UNKNOWN, OPEN = State.NA, State.UNKNOWN, State.OPEN


def criterion(name: str, points: int | Fraction = 1, **more: Any) -> Criterion:
    return Criterion(id=name, ask=name, points=Fraction(points), location=HERE, **more)


def form(*sections: tuple[int | Fraction, Sequence[Criterion]], **scoring: Any) -> Form:
    return Form(
        kind="scorecard",
        id="f",
        version=1,
        title="F",
        sections=tuple(
            Section(id=f"s{n}", title="", weight=Fraction(weight), criteria=tuple(criteria))
            for n, (weight, criteria) in enumerate(sections)
        ),
        scoring=Scoring(**scoring),
    )


def scored(made: Form, given: Mapping[str, State | int | Fraction]) -> Score:
    """Points stand for PASS and FAIL, states for themselves."""
    return score(made, [answer(name, value) for name, value in given.items()])


def answer(name: str, value: State | int | Fraction) -> Answer:
    if isinstance(value, State):
        return Answer(criterion=name, state=value)
    return Answer(criterion=name, state=State.PASS if value else State.FAIL, points=Fraction(value))


def two(value: Fraction | None) -> str | None:
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def plain(points: str, *names: str) -> list[Criterion]:
    return [criterion(name, int(each)) for name, each in zip(names, points.split(), strict=True)]


# FIELD 3.1


def test_flat_points_divide_the_sum_earned_by_the_sum_possible() -> None:
    made = form((1, plain("5 10 10 10", "a", "b", "c", "d")), method=Method.FLAT)
    assert two(scored(made, {"a": 3, "b": 5, "c": 8, "d": 5}).calc) == "60.00"


def test_flat_points_with_the_last_section_not_applicable_divide_by_what_applied() -> None:
    made = form((1, plain("10 10 10", "a", "b", "c")), (1, plain("5", "d")), method=Method.FLAT)
    assert two(scored(made, {"a": 3, "b": 5, "c": 8, "d": NA}).calc) == "53.33"


# FIELD 3.2 and 3.3


@pytest.mark.parametrize(
    ("method", "expected"),
    [(Method.POOLED, "60.00"), (Method.SECTIONS, "66.67"), (Method.FLAT, "66.67")],
)
def test_weights_times_points_differ_from_weights_times_section_percentages(
    method: Method, expected: str
) -> None:
    made = form((40, plain("1 1", "a", "b")), (20, plain("1", "c")), method=method)
    assert two(scored(made, {"a": 1, "b": 0, "c": 1}).calc) == expected


@pytest.mark.parametrize(
    ("method", "expected"),
    [(Method.FLAT, "71.43"), (Method.POOLED, "60.00"), (Method.SECTIONS, "55.56")],
)
def test_one_call_tells_all_three_methods_apart(method: Method, expected: str) -> None:
    made = form((40, plain("1 1 1", "a", "b", "c")), (20, plain("4", "d")), method=method)
    found = scored(made, {"a": 1, "b": 0, "c": 0, "d": 4})
    assert two(found.calc) == expected
    assert found.method is method


# FIELD 3.4


THREE_SECTIONS = (
    (20, plain("1 1", "a", "b")),
    (50, plain("1 1 1", "c", "d", "e")),
    (30, plain("1", "f")),
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (NaPolicy.EXCLUDE, "76.19"),
        (NaPolicy.AS_PASS, "83.33"),
        (NaPolicy.AS_FAIL, "43.33"),
        (NaPolicy.FIXED_WEIGHT, "53.33"),
    ],
)
def test_each_na_policy_gives_its_own_number(policy: NaPolicy, expected: str) -> None:
    made = form(*THREE_SECTIONS, na=policy)
    found = scored(made, {"a": 1, "b": NA, "c": 1, "d": 1, "e": 0, "f": NA})
    assert two(found.calc) == expected
    assert found.na is policy


@pytest.mark.parametrize("policy", list(NaPolicy))
@pytest.mark.parametrize("method", list(Method))
def test_all_na_is_no_score_rather_than_zero_or_a_hundred(policy: NaPolicy, method: Method) -> None:
    found = scored(form(*THREE_SECTIONS, na=policy, method=method), dict.fromkeys("abcdef", NA))
    assert (found.calc, found.shown, found.low, found.high) == (None, None, None, None)
    assert found.outcome is Outcome.NOT_SCORED


# FIELD 3.5


def test_an_unknown_answer_gives_bounds_and_no_point_score() -> None:
    found = scored(form(*THREE_SECTIONS), {"a": 1, "b": NA, "c": 1, "d": 1, "e": UNKNOWN, "f": NA})
    assert found.calc is None
    assert (two(found.low), two(found.high)) == ("76.19", "100.00")
    assert found.outcome is Outcome.NOT_SCORED
    assert found.reason == "1 of 6 answers unknown: e"


def test_a_form_may_allow_some_unknown_weight_and_then_leaves_it_out() -> None:
    given: dict[str, State | int | Fraction]
    given = {"a": 1, "b": 1, "c": 1, "d": 0, "e": UNKNOWN, "f": 1}
    weight = Fraction(50, 3)
    allowed = scored(form(*THREE_SECTIONS, max_unknown_weight_pct=weight), given)
    assert two(allowed.calc) == "75.00"
    assert (two(allowed.low), two(allowed.high)) == ("66.67", "83.33")
    refused = scored(form(*THREE_SECTIONS, max_unknown_weight_pct=weight - 1), given)
    assert refused.calc is None


def test_a_critical_unknown_is_never_left_out() -> None:
    made = form(
        (1, [criterion("a", 99), criterion("b", 1, critical=Critical.CALL)]),
        max_unknown_weight_pct=Fraction(50),
    )
    found = scored(made, {"a": 99, "b": UNKNOWN})
    assert found.calc is None
    assert found.outcome is Outcome.NOT_SCORED


def test_bounds_use_the_points_that_the_verdict_leaves_open() -> None:
    made = form((1, plain("5 5", "a", "b")))
    half_known = Answer(criterion="a", state=State.UNKNOWN, low=Fraction(2), high=Fraction(4))
    found = score(made, [half_known, answer("b", 5)])
    assert (two(found.low), two(found.high)) == ("70.00", "90.00")


# FIELD 3.6


def test_bonus_points_raise_the_numerator_only_and_stop_at_a_hundred() -> None:
    criteria = [*plain("10", "a"), criterion("extra", 2, bonus=True)]
    assert two(scored(form((1, criteria)), {"a": 5, "extra": 2}).calc) == "70.00"
    assert two(scored(form((1, criteria)), {"a": 5, "extra": 0}).calc) == "50.00"
    assert two(scored(form((1, criteria)), {"a": 10, "extra": 2}).calc) == "100.00"
    assert two(scored(form((1, criteria), clamp=False), {"a": 10, "extra": 2}).calc) == "120.00"


def test_a_section_of_bonus_only_adds_its_weight_above_the_line() -> None:
    made = form((80, plain("10", "a")), (20, [criterion("extra", 4, bonus=True)]))
    assert two(scored(made, {"a": 5, "extra": 2}).calc) == "62.50"


def test_bonus_is_not_lost_where_nothing_else_of_its_section_applied() -> None:
    extra = criterion("extra", 4, bonus=True)
    made = form((80, plain("10", "a")), (20, [*plain("1", "b"), extra]))
    assert two(scored(made, {"a": 5, "b": NA, "extra": 2}).calc) == "62.50"


def test_a_penalty_is_taken_off_the_finished_percentage_and_stops_at_zero() -> None:
    criteria = [*plain("9", "a"), criterion("b", 1, penalty_pct=Fraction(15))]
    assert two(scored(form((1, criteria)), {"a": 9, "b": 0}).calc) == "75.00"
    assert two(scored(form((1, criteria)), {"a": 1, "b": 0}).calc) == "0.00"
    assert two(scored(form((1, criteria)), {"a": 9, "b": NA}).calc) == "100.00"
    assert two(scored(form((1, criteria)), {"a": 9, "b": UNKNOWN}).low) == "75.00"


# FIELD 3.7 and 3.8


def test_a_critical_fail_of_the_call_keeps_the_number_beside_the_outcome() -> None:
    criteria = [*plain("9", "a"), criterion("b", 1, critical=Critical.CALL)]
    kept = scored(form((1, criteria)), {"a": 9, "b": 0})
    assert (two(kept.calc), two(kept.shown)) == ("90.00", "90.00")
    assert (kept.outcome, kept.failed_by) == (Outcome.FAIL, ("b",))
    zeroed = scored(form((1, criteria), critical_score=CriticalScore.ZERO), {"a": 9, "b": 0})
    assert (two(zeroed.calc), two(zeroed.shown)) == ("90.00", "0.00")


def test_a_critical_fail_is_certain_whatever_is_unknown_beside_it() -> None:
    criteria = [*plain("9", "a"), criterion("b", 1, critical=Critical.CALL)]
    found = scored(form((1, criteria)), {"a": UNKNOWN, "b": 0})
    assert (found.calc, found.outcome, found.failed_by) == (None, Outcome.FAIL, ("b",))


@pytest.mark.parametrize("state", [NA, UNKNOWN])
def test_critical_acts_on_fail_only(state: State) -> None:
    criteria = [*plain("9", "a"), criterion("b", 1, critical=Critical.CALL)]
    assert scored(form((1, criteria)), {"a": 9, "b": state}).failed_by == ()


def test_na_counted_as_fail_is_still_not_a_critical_fail() -> None:
    criteria = [*plain("9", "a"), criterion("b", 1, critical=Critical.CALL)]
    found = scored(form((1, criteria), na=NaPolicy.AS_FAIL), {"a": 9, "b": NA})
    assert (two(found.calc), found.outcome) == ("90.00", Outcome.PASS)


@pytest.mark.parametrize(
    ("method", "expected"),
    [(Method.SECTIONS, "60.00"), (Method.FLAT, "25.00"), (Method.POOLED, "33.33")],
)
def test_a_critical_fail_of_a_section_makes_that_section_zero(
    method: Method, expected: str
) -> None:
    made = form(
        (40, [*plain("2", "a"), criterion("b", 1, critical=Critical.SECTION)]),
        (60, plain("1", "c")),
        method=method,
    )
    found = scored(made, {"a": 2, "b": 0, "c": 1})
    assert two(found.calc) == expected
    assert found.failed_by == ()
    assert found.outcome is Outcome.PASS
    section = found.sections[0]
    assert (two(section.percent), section.zeroed_by) == ("0.00", ("b",))
    assert (two(section.earned), two(section.possible)) == ("2.00", "3.00")


def test_an_unknown_critical_of_a_section_reaches_the_low_bound() -> None:
    made = form(
        (40, [*plain("2", "a"), criterion("b", 1, critical=Critical.SECTION)]),
        (60, plain("1", "c")),
    )
    found = scored(made, {"a": 2, "b": UNKNOWN, "c": 1})
    assert (two(found.low), two(found.high)) == ("60.00", "100.00")


@pytest.mark.parametrize(("value", "trips"), [(2, True), (3, False)])
def test_a_scale_trips_its_critical_share_below_it_and_not_at_it(value: int, trips: bool) -> None:
    below = criterion("scale", 4, critical=Critical.CALL, critical_below_pct=Fraction(50))
    found = scored(form((1, [below])), {"scale": Fraction(value - 1)})
    assert found.failed_by == (("scale",) if trips else ())


def test_the_critical_score_is_flat_over_critical_criteria_and_absent_without_any() -> None:
    made = form(
        (90, [*plain("50", "a"), criterion("b", 3, critical=Critical.CALL)]),
        (10, [criterion("c", 1, critical=Critical.SECTION)]),
    )
    assert two(scored(made, {"a": 50, "b": 3, "c": 0}).critical) == "75.00"
    assert scored(made, {"a": 50, "b": 3, "c": UNKNOWN}).critical is None
    assert scored(form((1, plain("1", "a"))), {"a": 1}).critical is None


# FIELD 3.9


def test_the_pass_mark_is_compared_without_rounding() -> None:
    made = form((1, plain("100000", "a")), pass_mark=Fraction(80))
    just_under = scored(made, {"a": 79996})
    assert (just_under.calc, just_under.outcome) == (Fraction("79.996"), Outcome.FAIL)
    assert scored(made, {"a": 80000}).outcome is Outcome.PASS


# What counts


@pytest.mark.parametrize("status", [Status.DRAFT, Status.TRIAL, Status.RETIRED])
def test_criteria_that_are_not_trusted_never_count(status: Status) -> None:
    watched = criterion("w", 50, status=status, critical=Critical.CALL)
    found = scored(form((1, [*plain("1", "a"), watched])), {"a": 1, "w": 0})
    assert (two(found.calc), found.outcome, found.failed_by) == ("100.00", Outcome.PASS, ())
    assert found.scope_weight_pct == 100


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (Method.FLAT, Fraction(4, 5)),
        (Method.POOLED, Fraction(190, 230)),
        (Method.SECTIONS, Fraction(70, 90)),
    ],
)
def test_an_automatic_score_says_how_much_of_the_weight_it_speaks_for(
    method: Method, expected: Fraction
) -> None:
    made = form((40, plain("1 1", "a", "b")), (50, plain("1 1 1", "c", "d", "e")), method=method)
    found = scored(made, {"a": 1, "b": OPEN, "c": 1, "d": 0, "e": UNKNOWN})
    assert found.scope is Scope.AUTOMATIC
    assert found.scope_weight_pct == 100 * expected


def test_open_answers_are_left_out_as_if_the_form_did_not_ask() -> None:
    made = form((40, plain("1 1", "a", "b")), (60, plain("1", "c")), pass_mark=Fraction(80))
    found = scored(made, {"a": 1})
    assert (two(found.calc), found.outcome, found.scope) == (
        "100.00",
        Outcome.PASS,
        Scope.AUTOMATIC,
    )
    assert two(found.scope_weight_pct) == "20.00"


def test_nothing_answered_is_no_score() -> None:
    found = scored(form((1, plain("1", "a"))), {"a": OPEN})
    assert (found.calc, found.outcome) == (None, Outcome.NOT_SCORED)
    assert found.reason == "a person has yet to answer"


def test_an_answer_to_a_foreign_criterion_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody-asked"):
        scored(form((1, plain("1", "a"))), {"nobody-asked": 1})
