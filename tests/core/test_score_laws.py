"""Laws that hold for every form and every set of answers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import (
    Criterion,
    Critical,
    Form,
    Method,
    NaPolicy,
    Scoring,
    Section,
    Status,
)
from coachdesk.core.location import Location
from coachdesk.core.score import Outcome, score

HERE = Location("form.yaml")
small = st.integers(1, 4).map(Fraction)


@st.composite
def criteria(draw: st.DrawFn, name: str) -> Criterion:
    return Criterion(
        id=name,
        ask=name,
        points=draw(small),
        critical=draw(st.sampled_from([None, None, Critical.SECTION, Critical.CALL])),
        critical_below_pct=draw(st.sampled_from([None, None, Fraction(50)])),
        bonus=draw(st.sampled_from([False, False, False, True])),
        penalty_pct=draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(7)])),
        status=draw(st.sampled_from([Status.TRUSTED] * 5 + [Status.TRIAL])),
        location=HERE,
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    sections = tuple(
        Section(
            id=f"s{s}",
            title="",
            weight=draw(small),
            criteria=tuple(draw(criteria(f"c{s}{n}")) for n in range(size)),
        )
        for s, size in enumerate(sizes)
    )
    scoring = Scoring(
        method=draw(st.sampled_from(Method)),
        na=draw(st.sampled_from(NaPolicy)),
        pass_mark=draw(st.sampled_from([None, Fraction(60)])),
        max_unknown_weight_pct=draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(40)])),
        clamp=draw(st.booleans()),
    )
    return Form(kind="scorecard", id="f", version=1, title="", sections=sections, scoring=scoring)


@st.composite
def answers(draw: st.DrawFn, criterion: Criterion, states: Sequence[State]) -> Answer:
    state = draw(st.sampled_from(states))
    points = low = high = None
    if state is State.PASS:
        points = Fraction(draw(st.integers(1, int(criterion.points))))
    elif state is State.FAIL:
        points = Fraction(0)
    elif state is State.UNKNOWN and draw(st.booleans()):
        low = Fraction(draw(st.integers(0, int(criterion.points) - 1)))
        high = Fraction(draw(st.integers(int(low) + 1, int(criterion.points))))
    return Answer(criterion=criterion.id, state=state, points=points, low=low, high=high)


@st.composite
def evaluations(
    draw: st.DrawFn, states: Sequence[State] = tuple(State)
) -> tuple[Form, list[Answer]]:
    form = draw(forms())
    return form, [draw(answers(c, states)) for _, c in form.criteria()]


def completions(form: Form, given_answers: Sequence[Answer]) -> Iterator[list[Answer]]:
    """Every way the UNKNOWN answers can turn out, in whole points."""
    points = {c.id: c.points for _, c in form.criteria()}
    choices = []
    for answer in given_answers:
        if answer.state is not State.UNKNOWN:
            choices.append([answer])
            continue
        low = answer.low or Fraction(0)
        high = points[answer.criterion] if answer.high is None else answer.high
        ways = [
            Answer(
                criterion=answer.criterion,
                state=State.PASS if each else State.FAIL,
                points=Fraction(each),
            )
            for each in range(int(low), int(high) + 1)
        ]
        if low == 0 and high == points[answer.criterion]:
            ways.append(Answer(criterion=answer.criterion, state=State.NA))
        choices.append(ways)
    for combination in product(*choices):
        yield list(combination)


@given(evaluations())
def test_a_score_lies_within_its_bounds_and_they_within_zero_and_the_possible(
    made: tuple[Form, list[Answer]],
) -> None:
    form, given_answers = made
    found = score(form, given_answers)
    if found.low is None or found.high is None:
        assert found.calc is None
        return
    assert 0 <= found.low <= found.high
    if form.scoring.clamp:
        assert found.high <= 100
    if found.calc is not None:
        assert found.low <= found.calc <= found.high
    assert 0 <= found.scope_weight_pct <= 100


@settings(max_examples=60)
@given(evaluations((State.PASS, State.FAIL, State.NA, State.UNKNOWN, State.UNKNOWN)))
def test_the_bounds_hold_every_way_that_unknown_answers_can_turn_out(
    made: tuple[Form, list[Answer]],
) -> None:
    form, given_answers = made
    form = msgspec.structs.replace(form, scoring=msgspec.structs.replace(form.scoring, clamp=True))
    found = score(form, given_answers)
    for completion in completions(form, given_answers):
        turned_out = score(form, completion)
        if turned_out.calc is not None:
            assert found.low is not None
            assert found.high is not None
            assert found.low <= turned_out.calc <= found.high
        if found.failed_by:
            assert turned_out.outcome is Outcome.FAIL


@settings(max_examples=60)
@given(evaluations((State.PASS, State.FAIL, State.NA, State.UNKNOWN, State.UNKNOWN)))
def test_without_bonus_and_penalty_both_bounds_are_reached(
    made: tuple[Form, list[Answer]],
) -> None:
    form, given_answers = made
    sections = tuple(
        msgspec.structs.replace(
            section,
            criteria=tuple(
                msgspec.structs.replace(c, bonus=False, penalty_pct=Fraction(0))
                for c in section.criteria
            ),
        )
        for section in form.sections
    )
    form = msgspec.structs.replace(form, sections=sections)
    found = score(form, given_answers)
    reached = [score(form, each).calc for each in completions(form, given_answers)]
    numbers = [each for each in reached if each is not None]
    if found.low is not None:
        assert (min(numbers), max(numbers)) == (found.low, found.high)


@given(evaluations((State.PASS, State.FAIL, State.NA)), st.data())
def test_more_points_never_lower_a_score(
    made: tuple[Form, list[Answer]], data: st.DataObject
) -> None:
    form, given_answers = made
    at = data.draw(st.integers(0, len(given_answers) - 1)) if given_answers else None
    if at is None or given_answers[at].state is State.NA:
        return
    answer = given_answers[at]
    full = {c.id: c.points for _, c in form.criteria()}[answer.criterion]
    more = Fraction(data.draw(st.integers(int(answer.points or 0), int(full))))
    raised = msgspec.structs.replace(answer, state=State.PASS if more else State.FAIL, points=more)
    before = score(form, given_answers)
    after = score(form, [*given_answers[:at], raised, *given_answers[at + 1 :]])
    if before.calc is not None:
        assert after.calc is not None
        assert after.calc >= before.calc
    assert set(after.failed_by) <= set(before.failed_by)


@given(evaluations(), st.randoms())
def test_the_order_of_answers_does_not_matter(
    made: tuple[Form, list[Answer]], random: object
) -> None:
    form, given_answers = made
    mixed = list(given_answers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert score(form, mixed) == score(form, given_answers)


def without(form: Form, dropped: set[str]) -> Form:
    return msgspec.structs.replace(
        form,
        sections=tuple(
            msgspec.structs.replace(
                section, criteria=tuple(c for c in section.criteria if c.id not in dropped)
            )
            for section in form.sections
        ),
    )


@given(evaluations((State.PASS, State.FAIL, State.NA, State.UNKNOWN)))
def test_excluding_na_is_dropping_the_criterion(made: tuple[Form, list[Answer]]) -> None:
    form, given_answers = made
    scoring = msgspec.structs.replace(form.scoring, na=NaPolicy.EXCLUDE)
    form = msgspec.structs.replace(form, scoring=scoring)
    dropped = {a.criterion for a in given_answers if a.state is State.NA}
    kept = [a for a in given_answers if a.criterion not in dropped]
    one, other = score(form, given_answers), score(without(form, dropped), kept)
    assert (one.calc, one.low, one.high, one.failed_by) == (
        other.calc,
        other.low,
        other.high,
        other.failed_by,
    )


@given(evaluations())
def test_open_is_dropping_the_criterion(made: tuple[Form, list[Answer]]) -> None:
    form, given_answers = made
    dropped = {a.criterion for a in given_answers if a.state is State.OPEN}
    kept = [a for a in given_answers if a.criterion not in dropped]
    one, other = score(form, given_answers), score(without(form, dropped), kept)
    assert (one.calc, one.low, one.high, one.outcome) == (
        other.calc,
        other.low,
        other.high,
        other.outcome,
    )
