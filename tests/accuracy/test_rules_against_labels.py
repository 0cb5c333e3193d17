"""Real calls under real rules: the labels decide, and every difference was read by somebody."""

from pathlib import Path

import pytest

from coachdesk.core.calls import Speaker
from coachdesk.core.engine.verdicts import State
from coachdesk.core.examples import rehearse
from coachdesk.core.text import words_of
from coachdesk.files.rulebook import load
from tests.accuracy.comparisons import (
    CLEAN,
    COMPARISONS,
    RULES,
    Comparison,
    compare,
    scored,
    states_of,
)
from tests.accuracy.misses import read_misses, to_read
from tests.accuracy.report import REPORT, report
from tests.accuracy.sources import CALLS, truth_of

ANSWERED = (State.PASS, State.FAIL, State.UNKNOWN, State.NA)


def test_rule_files_have_no_problem_and_their_examples_come_out() -> None:
    loaded = load(RULES)
    assert [str(each) for each in loaded.problems] == []
    assert {form.id for form in loaded.forms} == set(CALLS)
    for form in loaded.forms:
        rehearsal = rehearse(form)
        assert [r.criterion.id for r in rehearsal.results if not r.passed] == []
        assert rehearsal.unshown == {}


def test_report_says_what_the_engine_says_today(shared_data: Path) -> None:
    assert REPORT.read_text(encoding="utf-8") == report(shared_data), (
        "run: python -m tests.accuracy.report"
    )


def test_every_miss_was_read_and_classed(shared_data: Path) -> None:
    misses = read_misses()
    wanted: dict[str, dict[str, list[str]]] = {}
    for each in COMPARISONS:
        outcome = compare(shared_data, each)
        for cell, ids in (("missed", outcome.missed), ("extra", outcome.extra)):
            if ids:
                wanted.setdefault(each.key, {})[cell] = to_read(ids)
    kept = {
        key: {
            cell: sorted(call for calls in classes.values() for call in calls)
            for cell, classes in cells.items()
        }
        for key, cells in misses.items()
    }
    assert kept == wanted


@pytest.mark.parametrize("data_set", CALLS)
def test_every_call_has_labels_an_answer_to_every_criterion_and_exact_evidence(
    shared_data: Path, data_set: str
) -> None:
    results = scored(shared_data, data_set)
    assert [each.call.id for each in results] == list(truth_of(shared_data, data_set))
    for each in results:
        assert all(answer.state in ANSWERED for answer in each.evaluation.answers)
        for answer in each.evaluation.answers:
            assert answer.verdict is not None
            for occurrence in answer.verdict.evidence:
                for span in occurrence.spans:
                    text = each.call.turns[span.turn].text
                    assert 0 <= span.start < span.end <= len(text)
                    assert text[span.start : span.end].strip() == text[span.start : span.end]
                    assert words_of(text[span.start : span.end]).texts


# robocalls: 555 recordings, one speaker, no times


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        # The words "do not call" are spoken 21 times, by the agent.
        ("customer-opt-out", State.FAIL),
        ("confirms-opt-out", State.NA),
        # What needs times is unknown, never a FAIL.
        ("greets-in-30-seconds", State.UNKNOWN),
        ("lets-listener-talk", State.UNKNOWN),
    ],
)
def test_a_recording_gives_no_customer_and_no_times(
    shared_data: Path, rule: str, state: State
) -> None:
    states = states_of(shared_data, "robocalls", rule)
    assert len(states) == 555
    assert set(states.values()) == {state}


def test_no_customer_signal_has_an_occurrence_in_any_recording(shared_data: Path) -> None:
    for each in scored(shared_data, "robocalls"):
        for answer in each.evaluation.answers:
            if answer.criterion in ("customer-opt-out", "confirms-opt-out"):
                assert answer.verdict is not None
                assert answer.verdict.evidence == ()


@pytest.mark.parametrize(
    ("rule", "heard"),  # the counts that the note states for the English calls
    [
        ("presses-key", 451),
        ("offers-opt-out", 533 - 495),
        ("legal-threat", 119),
        ("says-do-not-call", 21),
    ],
)
def test_a_recording_rule_hears_as_often_as_the_note_counted(
    shared_data: Path, rule: str, heard: int
) -> None:
    truth = truth_of(shared_data, "robocalls")
    states = states_of(shared_data, "robocalls", rule)
    english = [state for call, state in states.items() if truth[call]["language"] == "en"]
    assert english.count(State.PASS) == heard


# STAR: typed dialogues with a prescribed order

_STAR_CLEAN = [each for each in COMPARISONS if each.only == CLEAN]


@pytest.mark.parametrize("comparison", _STAR_CLEAN, ids=lambda each: each.rule)
def test_every_step_and_the_order_of_steps_reach_the_labels(
    shared_data: Path, comparison: Comparison
) -> None:
    outcome = compare(shared_data, comparison)
    assert sum(outcome.cells.values()) == 43
    agreed = {(True, State.PASS), (False, State.FAIL), (None, State.NA)}
    assert set(outcome.cells) <= agreed


def test_order_has_both_outcomes_among_the_clean_rows(shared_data: Path) -> None:
    expected = {"name-before-account": (30, 1), "authentication-before-result": (34, 2)}
    for each in _STAR_CLEAN:
        if each.rule in expected:
            cells = compare(shared_data, each).cells
            assert (cells[True, State.PASS], cells[False, State.FAIL]) == expected[each.rule]


def test_only_spoken_turns_are_read(shared_data: Path) -> None:
    truth = truth_of(shared_data, "star")
    for call in CALLS["star"](shared_data):
        said = [turn.speaker for turn in call.turns]
        assert said.count(Speaker.CUSTOMER) == int(truth[call.id]["n_user"])
        assert said.count(Speaker.AGENT) == int(truth[call.id]["n_wizard"])
        assert len(said) == said.count(Speaker.CUSTOMER) + said.count(Speaker.AGENT)


def test_a_dialogue_without_a_spoken_word_is_unknown_throughout(shared_data: Path) -> None:
    silent = [each for each in scored(shared_data, "star") if not each.call.turns]
    assert len(silent) == 19
    for each in silent:
        assert {answer.state for answer in each.evaluation.answers} == {State.UNKNOWN}
        assert each.score.calc is None


# CrossWOZ: Chinese without blanks


@pytest.mark.parametrize(
    ("rule", "heard"),  # dialogue acts checked by people; with \b an expression finds 34 thanks
    [
        ("customer-greets", 110),
        ("customer-thanks", 118),
        ("customer-leaves", 7),
        ("agent-welcomes", 108),
        ("agent-leaves", 8),
    ],
)
def test_chinese_courtesies_are_heard_where_people_saw_them(
    shared_data: Path, rule: str, heard: int
) -> None:
    (comparison,) = (each for each in COMPARISONS if each.rule == rule and each.is_source)
    cells = compare(shared_data, comparison).cells
    assert cells == {(True, State.PASS): heard, (False, State.FAIL): 120 - heard}


# ABCD: log lines among the chat


def test_log_lines_are_nobodys_speech(shared_data: Path) -> None:
    there = states_of(shared_data, "abcd", "log-line-is-there")
    assert sorted(there.values()) == [State.FAIL, State.PASS, State.PASS]
    assert set(states_of(shared_data, "abcd", "log-line-is-no-speech").values()) == {State.PASS}
