"""Flips between two versions of a form, counted by hand on small calls."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.core.calls import Call
from coachdesk.core.engine.verdicts import State
from coachdesk.core.flips import Comparison, compared
from coachdesk.core.flips.narrowing import Narrowed
from coachdesk.core.form import Form, Status
from coachdesk.core.rates import Refusal
from coachdesk.core.score import Outcome
from coachdesk.core.scorecards import Rulebook
from coachdesk.core.scored import Scored
from coachdesk.files.calls.plain import parse_plain
from coachdesk.files.rulebook import load_sources

CARD = """\
scorecard: greeting
version: {version}
title: Greeting
language: {language}
scoring: {{method: flat, pass_mark: 80}}
signals:
  greets: {{says: [{greets}]}}
  refuses: {{says: [no thanks], by: customer}}
  thanks: {{says: [thank you]}}
sections:
  - id: opening
    title: Opening
    criteria:
      - {{id: greets, ask: Did the agent greet?, points: {points}, pass_when: greets}}
      - id: thanks
        ask: Was a refusal accepted with thanks?
        points: 5
        status: {status}
        applies_when: refuses
        pass_when: thanks after refuses
{more}"""

TEXTS = {
    "a": "A: hello\nC: no thanks\nA: thank you",  # greets, thanks
    "b": "A: hi there\nC: no thanks\nA: but why",  # says hi; no thanks
    "c": "A: well\nC: yes\nA: thank you",  # neither; nothing refused
    "d": "A: hi\nC: yes",  # says hi
    "e": "A: hello\nC: yes",  # greets
    "f": "A: 你好\nC: 好的",  # not English
}


def form(
    version: int = 1,
    greets: str = "hello",
    points: int = 5,
    status: str = "trusted",
    more: str = "",
    language: str = "en",
) -> Form:
    text = CARD.format(
        version=version, greets=greets, points=points, status=status, more=more, language=language
    )
    loaded = load_sources({"scorecards/greeting.yaml": text})
    assert not loaded.has_errors, loaded.problems
    return loaded.forms[0]


def calls() -> list[Call]:
    return [parse_plain(text, call_id=name) for name, text in TEXTS.items()]


def pairs(before: Form, after: Form) -> list[tuple[Scored | None, Scored | None]]:
    def said(each: Form) -> dict[str, Scored]:
        return {scored.call.id: scored for scored in Rulebook([each]).screen(calls())}

    old, new = said(before), said(after)
    return [(old.get(call.id), new.get(call.id)) for call in calls()]


def test_a_wider_greeting_flips_just_the_two_calls_that_say_hi() -> None:
    before, after = form(), form(2, greets="hello, hi")
    sums, flips = compared(before, after, pairs(before, after))
    assert [(flip.call, flip.criterion) for flip in flips] == [("b", "greets"), ("d", "greets")]
    assert (sums.before, sums.after, sums.calls, sums.flipped, sums.flips) == (1, 2, 5, 2, 2)
    (row,) = sums.criteria
    assert row.directions == {(State.FAIL, State.PASS): 2}
    # b fails on thanks either way (0 and 50 of 100, mark 80); d goes from 0 to 100.
    assert sums.outcomes == {(Outcome.FAIL, Outcome.PASS): 1}
    assert sums.rescored == 2
    first = flips[0]
    assert (first.before.points, first.after.points) == (Fraction(0), Fraction(5))
    assert first.before.quotes == ()
    assert [(q.turn, q.start, q.end, q.text) for q in first.after.quotes] == [(0, 0, 2, "hi")]
    assert first.after.quotes[0].goes_on_after
    assert not first.after.quotes[0].goes_on_before
    assert (first.shown_before, first.shown_after) == (Fraction(0), Fraction(50))


def test_directions_are_turned_round_when_the_versions_are() -> None:
    before, after = form(), form(2, greets="hello, hi")
    sums, _ = compared(after, before, pairs(after, before))
    assert sums.criteria[0].directions == {(State.PASS, State.FAIL): 2}
    assert sums.outcomes == {(Outcome.PASS, Outcome.FAIL): 1}


@pytest.mark.parametrize("version", [1, 7])
def test_a_form_beside_itself_has_no_flips(version: int) -> None:
    before, after = form(version), form(version)
    sums, flips = compared(before, after, pairs(before, after))
    assert flips == ()
    assert not sums.changes
    assert (sums.calls, sums.only_before, sums.only_after) == (5, 0, 0)


def test_other_weights_change_scores_and_are_no_flips() -> None:
    before, after = form(), form(2, points=45)
    sums, flips = compared(before, after, pairs(before, after))
    assert flips == ()
    # Only b's and a's scores hang on weights, and a has all points: b fails both, 0 of all.
    assert sums.rescored == 0
    tougher = form(3, greets="hello, hi", points=45)
    mild = form(2, greets="hello, hi")
    sums, flips = compared(mild, tougher, pairs(mild, tougher))
    assert flips == ()
    assert sums.rescored == 1  # b: 5 of 10, then 45 of 50
    assert sums.outcomes == {(Outcome.FAIL, Outcome.PASS): 1}


def test_calls_that_one_version_is_not_for_are_counted_apart() -> None:
    before, after = form(), form(2, language="zh")
    sums, flips = compared(before, after, pairs(before, after))
    assert flips == ()
    assert (sums.calls, sums.only_before, sums.only_after) == (0, 5, 1)
    assert sums.changes


def test_criteria_of_one_version_alone_are_no_flips_and_are_told_with_what_they_say() -> None:
    more = (
        "      - {id: wait, ask: Nothing sold after a no?, points: 5, applies_when: refuses,"
        " pass_when: thanks}\n"
    )
    before, after = form(), form(2, more=more)
    sums, flips = compared(before, after, pairs(before, after))
    assert flips == ()
    (added,) = sums.added
    assert added.criterion == "wait"
    assert added.states == {State.NA: 3, State.PASS: 1, State.FAIL: 1}
    assert sums.removed == ()
    sums, _ = compared(after, before, pairs(after, before))
    assert [each.criterion for each in sums.removed] == ["wait"]
    assert sums.added == ()


def test_a_criterion_that_begins_to_count_is_told_apart() -> None:
    before, after = form(status="trial"), form(2)
    sums, _ = compared(before, after, pairs(before, after))
    (restated,) = sums.restated
    assert (restated.criterion, restated.before, restated.after) == (
        "thanks",
        Status.TRIAL,
        Status.TRUSTED,
    )
    retired = form(3, status="retired")
    sums, _ = compared(after, retired, pairs(after, retired))
    assert [each.criterion for each in sums.removed] == ["thanks"]


def test_people_are_counted_with_the_side_that_says_the_same() -> None:
    before, after = form(), form(2, greets="hello, hi")
    comparison = Comparison(before, after)
    answers = {"b": State.PASS, "d": State.FAIL, "e": State.FAIL}
    for pair in pairs(before, after):
        name = pair[0].call.id if pair[0] else ""
        comparison.add(*pair, {"greets": answers[name]} if name in answers else {})
    people = comparison.sums().criteria[0].people
    # e does not flip, so what people said of it is not in the count.
    assert (people.before.count, people.before.of) == (1, 2)
    assert (people.after.count, people.after.of) == (1, 2)
    assert people.before.refusal is people.after.refusal is Refusal.TOO_FEW


def test_ten_answers_by_people_are_enough_for_a_rate() -> None:
    before, after = form(), form(2, greets="hello, hi")
    comparison = Comparison(before, after)
    pair = next(each for each in pairs(before, after) if each[0] and each[0].call.id == "d")
    said = [State.PASS] * 9 + [State.FAIL, State.UNKNOWN]
    for state in said:
        comparison.add(*pair, {"greets": state})
    people = comparison.people()
    # UNKNOWN is no answer to compare with. 9 of 10: 59.6 to 98.2 % (Wilson).
    assert (people.after.count, people.after.of) == (9, 10)
    assert people.after.low == pytest.approx(0.596, abs=0.0005)
    assert people.after.high == pytest.approx(0.982, abs=0.0005)
    assert people.before.count == 1


def test_only_the_criteria_asked_for_are_counted() -> None:
    before, after = form(), form(2, greets="hello, hi")
    comparison = Comparison(before, after, frozenset({"thanks"}))
    flips = [flip for pair in pairs(before, after) for flip in comparison.add(*pair)]
    assert flips == []
    assert comparison.sums().outcomes == {(Outcome.FAIL, Outcome.PASS): 1}


def narrowed(before: Form, after: Form, heard: Sequence[Call]) -> list[Scored]:
    narrow = Narrowed(before, after)
    fresh: dict[str, Scored] = {}
    if narrow.form is not None:
        fresh = {each.call.id: each for each in Rulebook([narrow.form]).screen(heard)}
    old = Rulebook([before]).screen(heard)
    return [narrow.scored(each.call, each, fresh.get(each.call.id)) for each in old]


MORE = "      - {id: wait, ask: Sold no more?, points: 5, fail_when: greets after thanks}\n"


@pytest.mark.parametrize(
    ("before", "after", "judged"),
    [
        (form(), form(2, greets="hello, hi"), ("greets",)),
        (form(), form(2, status="trial"), ()),
        (form(), form(2, points=7), ("greets",)),
        (form(), form(2, more=MORE), ("wait",)),
        (form(more=MORE), form(2, greets="hi", more=MORE), ("greets", "wait")),
        (form(more=MORE), form(2), ()),
        (form(), form(2, status="retired"), ()),
    ],
)
def test_judging_only_what_changed_gives_the_same_as_judging_all(
    before: Form, after: Form, judged: Sequence[str]
) -> None:
    narrow = Narrowed(before, after).form
    asked = () if narrow is None else tuple(each.id for _, each in narrow.criteria())
    assert asked == judged
    assert narrowed(before, after, calls()) == list(Rulebook([after]).screen(calls()))


WORDS = st.sampled_from(["hello", "hi", "thank you", "no thanks", "well", "yes"])
LINES = st.lists(st.tuples(st.sampled_from("AC?"), WORDS), min_size=1, max_size=6)
FORMS = st.builds(
    form,
    version=st.integers(1, 3),
    greets=st.sampled_from(["hello", "hi", "hello, hi", "well", "thank you"]),
    points=st.integers(1, 9),
    status=st.sampled_from(["trusted", "trial", "draft", "retired"]),
    more=st.sampled_from(["", MORE]),
)


@settings(max_examples=60)
@given(before=FORMS, after=FORMS, lines=st.lists(LINES, min_size=1, max_size=4))
def test_any_two_versions_about_any_calls(
    before: Form, after: Form, lines: list[list[tuple[str, str]]]
) -> None:
    heard = [
        parse_plain("\n".join(f"{who}: {words}" for who, words in each), call_id=f"call-{number}")
        for number, each in enumerate(lines)
    ]
    old, new = list(Rulebook([before]).screen(heard)), list(Rulebook([after]).screen(heard))
    assert not compared(before, before, zip(old, old, strict=True))[0].changes
    assert narrowed(before, after, heard) == new
    there, flips = compared(before, after, zip(old, new, strict=True))
    back, returned = compared(after, before, zip(new, old, strict=True))
    assert len(flips) == there.flips == back.flips
    assert {(f.call, f.criterion, f.before, f.after) for f in flips} == {
        (f.call, f.criterion, f.after, f.before) for f in returned
    }
    assert there.outcomes == {(b, a): count for (a, b), count in back.outcomes.items()}
