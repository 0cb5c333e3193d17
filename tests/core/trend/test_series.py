"""What is put in one figure, what never is, and what makes no figure."""

from datetime import date
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.rates import Refusal, Verdict
from coachdesk.core.score import Outcome
from coachdesk.core.trend import Asked, Series, Source, Tally, series_of, weeks_until

MONDAYS = weeks_until(date(2026, 5, 20), 8)
FORM = Asked(
    scorecard="visit", version=1, title="Visit", questions=10, pass_mark=Fraction(80), alike="a"
)
NEW_RULE = msgspec.structs.replace(FORM, version=2)
NEW_QUESTION = msgspec.structs.replace(FORM, version=3, alike="b")
FORMS = {"one": FORM, "two": NEW_RULE, "three": NEW_QUESTION}


def tally(
    calls: int,
    shown: float | None = 100,
    *,
    week: int = 7,
    source: Source = Source.AUTOMATIC,
    form: str = "one",
    unknown: int = 0,
) -> Tally:
    outcome = Outcome.NOT_SCORED
    if shown is not None:
        outcome = Outcome.PASS if shown >= 80 else Outcome.FAIL
    return Tally(
        week=week,
        source=source,
        form_sha256=form,
        outcome=outcome,
        shown=shown,
        calls=calls,
        unknown=unknown,
    )


def series(*tallies: Tally) -> tuple[Series, ...]:
    return series_of(tallies, FORMS, MONDAYS)


def test_the_published_mean_of_five_reviews_needs_five_more_before_it_is_shown() -> None:
    # 100, 9.91, 63.96, 90.99 and 0 make 52.97 (sum 264.86 over 5), and twice that stays so.
    scores = (100, 9.91, 63.96, 90.99, 0)
    (few,) = series(*(tally(1, score) for score in scores))
    assert (few.mean.of, few.mean.value, few.mean.refusal) == (5, None, Refusal.TOO_FEW)
    (found,) = series(*(tally(2, score) for score in scores))
    assert found.mean.of == 10
    assert found.mean.value == Fraction("52.972")


def test_automatic_answers_and_people_s_are_never_in_one_figure() -> None:
    found = series(
        tally(12, 100), tally(12, 50, source=Source.REVIEWED), tally(30, 0, source=Source.PICKED)
    )
    assert [(each.source, each.calls) for each in found] == [
        (Source.AUTOMATIC, 12),
        (Source.REVIEWED, 12),
        (Source.PICKED, 30),
    ]
    assert [each.mean.value for each in found] == [100, 50, None]


def test_picked_calls_are_counted_and_make_no_figure_however_many() -> None:
    (found,) = series(tally(90, 100, source=Source.PICKED))
    assert found.mean.refusal is Refusal.NOT_RANDOM
    assert (found.passed.count, found.passed.of) == (90, 90)
    assert found.passed.refusal is Refusal.NOT_RANDOM
    assert found.change.verdict is None


def test_versions_that_ask_the_same_are_one_series_and_others_are_not() -> None:
    found = series(
        tally(20, week=1), tally(20, 90, week=6, form="two"), tally(20, 60, form="three")
    )
    assert [(each.versions, each.calls) for each in found] == [((3,), 20), ((1, 2), 40)]


def test_a_change_across_other_questions_is_refused_for_that() -> None:
    newest, _ = series(tally(40, week=1), tally(40, 60, week=7, form="three"))
    assert newest.change.refusal is Refusal.MIXED_VERSIONS
    assert newest.change.verdict is None


def test_over_a_tenth_unknown_makes_no_figure_and_a_tenth_does() -> None:
    # 20 calls with 10 questions each are 200 answers.
    (at_most,) = series(tally(10, 100, unknown=10), tally(10, 90, unknown=10))
    assert at_most.mean.refusal is None
    (too_many,) = series(tally(10, 100, unknown=10), tally(10, 90, unknown=11))
    assert too_many.mean.refusal is Refusal.TOO_MANY_UNKNOWN
    assert too_many.passed.refusal is Refusal.TOO_MANY_UNKNOWN
    assert too_many.mean.of == 20


def test_calls_without_a_score_are_told_and_are_in_no_figure() -> None:
    (found,) = series(tally(12), tally(5, None))
    assert (found.calls, found.not_scored, found.mean.of, found.passed.of) == (17, 5, 12, 12)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        # Newcombe: 12/20 and 18/20 differ; 42/50 and 46/50 do not.
        ((12, 20), (18, 20), Verdict.HIGHER),
        ((18, 20), (12, 20), Verdict.LOWER),
        ((42, 50), (46, 50), Verdict.NOT_DISTINGUISHABLE),
    ],
)
def test_the_newest_four_weeks_are_compared_with_those_before(
    before: tuple[int, int], after: tuple[int, int], verdict: Verdict
) -> None:
    (found,) = series(
        tally(before[0], 100, week=3),
        tally(before[1] - before[0], 0, week=0),
        tally(after[0], 100, week=4),
        tally(after[1] - after[0], 0, week=7),
    )
    assert (found.change.before.count, found.change.before.of) == before
    assert (found.change.after.count, found.change.after.of) == after
    assert found.change.verdict is verdict


_TALLIES = st.lists(
    st.builds(
        tally,
        st.integers(1, 40),
        st.one_of(st.none(), st.floats(0, 100)),
        week=st.integers(0, 7),
        source=st.sampled_from(Source),
        form=st.sampled_from(sorted(FORMS)),
        unknown=st.integers(0, 20),
    ),
    max_size=30,
)


@given(_TALLIES)
def test_every_evaluation_is_counted_once_and_none_is_lost(tallies: list[Tally]) -> None:
    found = series(*tallies)
    assert sum(each.calls for each in found) == sum(each.calls for each in tallies)
    for each in found:
        assert len(each.weeks) == len(MONDAYS)
        assert sum(week.calls for week in each.weeks) == each.calls
        assert sum(week.mean.of for week in each.weeks) == each.mean.of


@given(_TALLIES)
def test_no_figure_stands_without_ten_calls_or_without_its_interval(tallies: list[Tally]) -> None:
    for each in series(*tallies):
        for mean, passed in [
            (each.mean, each.passed),
            *((week.mean, week.passed) for week in each.weeks),
        ]:
            if mean.value is not None:
                assert mean.of >= 10
                assert mean.low is not None or mean.refusal is Refusal.ALL_ALIKE
            assert (passed.low is None) is (passed.refusal is not None)
            assert passed.refusal is not None or passed.of >= 10
