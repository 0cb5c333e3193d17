"""An evaluation comes out of its bytes as it went in."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.engine.signals import Occurrence, Span
from coachdesk.core.engine.verdicts import State, Verdict
from coachdesk.core.evaluation import Answer, Evaluation, Source
from coachdesk.core.form import Criterion, Form, Section
from coachdesk.core.location import Location
from coachdesk.store.packing import pack, unpack

CALL = Call(
    id="one",
    turns=tuple(
        Turn(index=index, speaker=Speaker.AGENT, text=text, start_ms=index * 1000, end_ms=end_ms)
        for index, (text, end_ms) in enumerate([("good day", 900), ("hello", 1500), ("ok", None)])
    ),
)
CRITERIA = tuple(
    Criterion(id=f"c{number}", ask="?", points=Fraction(5), location=Location("card.yaml"))
    for number in range(3)
)
FORM = Form(
    kind="scorecard",
    id="card",
    version=1,
    title="Card",
    sections=(Section(id="one", title="One", weight=Fraction(1), criteria=CRITERIA),),
    sha256="a" * 64,
)
REASONS = {1: "nobody asked"}

fractions = st.none() | st.fractions(min_value=0, max_value=5, max_denominator=7)
times = st.none() | st.integers(0, 100_000)
occurrences = st.builds(
    Occurrence,
    signal=st.sampled_from(["greets", "regex"]),
    run=st.integers(0, 3),
    start=st.integers(0, 9),
    end=st.integers(9, 20),
    spans=st.lists(
        st.builds(Span, st.integers(0, 2), st.integers(0, 5), st.integers(5, 9)),
        min_size=1,
        max_size=3,
    ).map(tuple),
    start_ms=times,
    end_ms=times,
    turn_times=st.booleans(),
)
verdicts = st.builds(
    Verdict,
    state=st.sampled_from([each for each in State if each is not State.OPEN]),
    points=fractions,
    low=fractions,
    high=fractions,
    evidence=st.lists(occurrences, max_size=3).map(tuple),
    reason=st.sampled_from([None, "nobody asked", "talk_ratio is 70 %", ""]),
)


def answer(number: int) -> st.SearchStrategy[Answer]:
    return st.builds(
        Answer,
        criterion=st.just(f"c{number}"),
        state=st.sampled_from(State),
        points=fractions,
        low=fractions,
        high=fractions,
        source=st.sampled_from(Source),
        verdict=st.none() | verdicts,
        note=st.text(max_size=5),
    )


evaluations = st.tuples(answer(0), answer(1), answer(2)).map(
    lambda answers: Evaluation(
        form=FORM.id, version=1, form_sha256=FORM.sha256, call=CALL.id, answers=answers
    )
)


@settings(max_examples=60)
@given(evaluations)
def test_what_was_packed_comes_back(evaluation: Evaluation) -> None:
    numbers = {text: number for number, text in REASONS.items()}
    content = pack(evaluation, FORM, CALL, numbers.get)
    assert unpack(content, FORM, CALL, REASONS) == evaluation


def test_answers_that_follow_from_the_form_take_a_byte_each() -> None:
    states = [(State.PASS, Fraction(5)), (State.FAIL, Fraction(0)), (State.NA, None)]
    answers = [
        Answer(
            criterion=f"c{number}",
            state=state,
            points=points,
            verdict=Verdict(state=state, points=points),
        )
        for number, (state, points) in enumerate(states)
    ]
    evaluation = Evaluation(
        form="card", version=1, form_sha256=FORM.sha256, call="one", answers=tuple(answers)
    )
    assert len(pack(evaluation, FORM, CALL, nowhere)) == 6


def nowhere(reason: str) -> None:
    return None
