"""What an evaluation lacks before it can be submitted (FIELD 4.1)."""

from fractions import Fraction

import pytest

from coachdesk.core.engine.signals import Occurrence, Span
from coachdesk.core.engine.verdicts import State, Verdict
from coachdesk.core.evaluation import Answer, Evaluation, Source
from coachdesk.core.form import Criterion, Form, Section, Status
from coachdesk.core.guards import lacks
from coachdesk.core.location import Location

PLACE = Location("form.yaml")
WORDS = (Occurrence(signal="s", run=0, start=0, end=1, spans=(Span(0, 0, 1),)),)


def form(status: Status = Status.TRUSTED) -> Form:
    criterion = Criterion(id="greets", ask="?", points=Fraction(5), status=status, location=PLACE)
    section = Section(id="all", title="All", weight=Fraction(1), criteria=(criterion,))
    return Form(kind="scorecard", id="visit", version=1, title="Visit", sections=(section,))


def engine(state: State, *, reason: str | None = None) -> Verdict:
    points = {State.PASS: Fraction(5), State.FAIL: Fraction(0)}.get(state)
    evidence = WORDS if state is State.FAIL else ()
    return Verdict(state=state, points=points, evidence=evidence, reason=reason)


def person(state: State, verdict: Verdict | None, note: str = "", points: int = 5) -> Answer:
    earned = {State.PASS: Fraction(points), State.FAIL: Fraction(0)}.get(state)
    return Answer(
        criterion="greets",
        state=state,
        points=earned,
        source=Source.PERSON,
        verdict=verdict,
        note=note,
    )


def alone(verdict: Verdict) -> Answer:
    return Answer(criterion="greets", state=verdict.state, points=verdict.points, verdict=verdict)


PASS, FAIL = engine(State.PASS), engine(State.FAIL)
NA = engine(State.NA, reason="asked only when: refuses")
UNKNOWN = engine(State.UNKNOWN, reason="the transcript covers half of the call")
OPEN = Answer(criterion="greets", state=State.OPEN)


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        (alone(PASS), []),
        (alone(FAIL), []),
        (alone(NA), []),
        (alone(engine(State.NA)), ["reason"]),
        (alone(UNKNOWN), ["answer"]),
        (OPEN, ["answer"]),
        (person(State.UNKNOWN, None, "can't hear"), ["answer"]),
        (person(State.PASS, None), []),
        (person(State.PASS, UNKNOWN), []),
        (person(State.FAIL, None), ["evidence"]),
        (person(State.FAIL, UNKNOWN), ["evidence"]),
        (person(State.FAIL, None, "began with the price"), []),
        (person(State.FAIL, FAIL), []),
        (person(State.NA, None), ["reason"]),
        (person(State.NA, None, " "), ["reason"]),
        (person(State.NA, NA), []),
        (person(State.NA, UNKNOWN, "nobody refused"), []),
        (person(State.PASS, FAIL), ["override"]),
        (person(State.PASS, FAIL, "said it in the lift"), []),
        (person(State.FAIL, PASS), ["override"]),
        (person(State.NA, PASS), ["override"]),
        (person(State.PASS, NA), ["override"]),
        (person(State.PASS, PASS, points=3), ["override"]),
        (person(State.PASS, PASS), []),
    ],
)
def test_what_is_missing(answer: Answer, missing: list[str]) -> None:
    evaluation = Evaluation(form="visit", version=1, form_sha256="", call="call", answers=(answer,))
    assert [each.missing for each in lacks(form(), evaluation.answers)] == missing
    assert lacks(form(Status.TRIAL), evaluation.answers) == ()
