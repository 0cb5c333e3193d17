"""Coaching policies as files: their faults with place and hint, their examples, the starters."""

import json
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from coachdesk.core.coaching.rehearse import rehearse_policy
from coachdesk.files.lint import lint
from coachdesk.files.rulebook import load, load_sources
from coachdesk.files.starter import starter_root
from coachdesk.report.policy_rehearsals import policy_lines
from tests.conftest import Run

HEAD = "coaching: again\nversion: 1\ntitle: Again\n"
FAILED = "finds:\n  failed: {scorecard: sale, criteria: greets, at_least: 2, of_last: 4}\n"
EXAMPLE = (
    "examples:\n  - title: one fail\n    today: 2026-05-20\n"
    "    history: [{person: ana, team: North, criterion: greets, calls: %s}]\n"
    "    expect: [{person: ana, criterion: greets}]\n"
)


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (FAILED + "due_days: soon\n", "again.yaml:6:11: F204 error"),
        (FAILED + "team_share: 60%\n", "again.yaml:6:13: R502 error: there is no owner"),
        (FAILED + "team_share: 0.6\n", "again.yaml:6:13: F207 error"),
        (FAILED + "check: {calls: 3}\n", "again.yaml:6:16: F205 error"),
        (FAILED + "check: {passed: 9}\n", "again.yaml:6:17: R502 error: 9 of 5 calls"),
        (FAILED + "  expiring: {within_days: 3}\n", "again.yaml:6:3: R502 error: a policy"),
        ("finds: {}\n", "again.yaml:4:8: F202 error"),
        (FAILED + "waivers: [{person: ana, owner: gil, until: 2026-02-30, reason: x}]\n",
         "again.yaml:6:44: F208 error"),
        (FAILED + (EXAMPLE % "FX"), "again.yaml:9:68: F207 error"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place(rest: str, told: str) -> None:
    loaded = load_sources({"coaching/again.yaml": HEAD + rest})
    assert loaded.policies == ()
    assert [str(each) for each in loaded.problems if f"coaching/{told}" in str(each)], [
        str(each) for each in loaded.problems
    ]


def test_an_example_that_does_not_come_out_says_what_was_not_raised_and_why() -> None:
    loaded = load_sources({"coaching/again.yaml": HEAD + FAILED + EXAMPLE % "PF"})
    assert list(policy_lines(rehearse_policy(loaded.policies[0]))) == [
        "coaching/again.yaml:7:5: again example 1 (one fail) is not as expected",
        "    not raised: ana, sale/greets",
        "    not raised about ana, sale/greets: not enough of it"
        " (1 of the last 2 failed, 2 are needed)",
        "again: no example shows: nothing raised",
    ]


def test_the_command_fails_with_such_an_example(coachdesk: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rules/coaching"
    folder.mkdir(parents=True)
    (folder / "again.yaml").write_text(HEAD + FAILED + EXAMPLE % "PF", "utf-8")
    done = coachdesk("rules", "test", "--format", "json")
    (found,) = json.loads(done.stdout)
    assert (done.returncode, found["coaching"]) == (1, "again")
    assert found["failed"][0]["missing"] == ["ana, sale/greets"]
    (folder / "again.yaml").write_text(HEAD + FAILED + EXAMPLE % "FF", "utf-8")
    done = coachdesk("rules", "test")
    assert done.returncode == 0
    assert "again v1: 1 examples, all as expected" in done.stderr


def test_the_starters_are_sound_shown_both_ways_and_come_out() -> None:
    loaded = load(starter_root() / "rules")
    assert list(map(str, loaded.problems)) == []
    assert len(loaded.policies) >= 6
    for policy in loaded.policies:
        rehearsal = rehearse_policy(policy)
        assert list(policy_lines(rehearsal)) == []
        assert len(rehearsal.results) >= 2


@pytest.mark.parametrize(
    ("finds", "told"),
    [
        ("failed: {scorecard: outbound-card-sail, criteria: thanks, at_least: 1, of_last: 2}",
         "there is no scorecard 'outbound-card-sail' (did you mean 'outbound-card-sale'?)"),
        ("critical: {scorecard: collections, criteria: no-threat}",
         "'collections' has no criterion 'no-threat' (did you mean 'no-threats'?)"),
        ("visit: {audit: shop-visits}",
         "there is no audit 'shop-visits' (did you mean 'shop-visit'?)"),
        ("visit: {audit: shop-visit, criteria: greetet}",
         "'shop-visit' has no criterion 'greetet' (did you mean 'greeted'?)"),
        ("expiring: {certification: card-sale}", ""),
    ],
)  # fmt: skip
def test_what_a_policy_looks_at_must_be_there(finds: str, told: str, tmp_path: Path) -> None:
    folder = Path(copytree(starter_root() / "rules", tmp_path / "rules"))
    copytree(starter_root() / "scripts_library", tmp_path / "scripts_library")
    (folder / "coaching/again.yaml").write_text(HEAD + f"finds: {{{finds}}}\n", "utf-8")
    found = [each for each in lint(load(folder), date(2026, 11, 26)) if each.code == "R501"]
    assert [str(each).partition("R501 error: ")[2] for each in found] == [told] * bool(told)


def test_criteria_that_are_not_there_are_told_at_their_places_with_everything_else() -> None:
    card = (
        "scorecard: sale\nversion: 1\ntitle: Sale\nsections:\n  - {id: s, title: S, criteria:"
        " [{id: greets, ask: Greeted?, points: 5}, {id: calm, ask: Calm?, points: -1}]}\n"
    )
    policy = (
        HEAD + "due_days: soon\nfinds:\n"
        "  failed: {scorecard: sale, criteria: [greets, ask-needs], at_least: 2, of_last: 4}\n"
        "waivers:\n  - {person: ana, criterion: gre, owner: gil, until: 2026-12-01, reason: x}\n"
    )
    sources = {"scorecards/sale.yaml": card, "coaching/again.yaml": policy}
    found = lint(load_sources(sources), date(2026, 11, 26))
    assert [(each.code, str(each.location), each.severity.value) for each in found] == [
        ("F204", "coaching/again.yaml:4:11", "error"),
        ("R501", "coaching/again.yaml:6:48", "error"),
        ("R501", "coaching/again.yaml:8:30", "error"),
        ("F205", "scorecards/sale.yaml:5:105", "error"),
    ]
    assert found[2].hint == "did you mean 'greets'?"
