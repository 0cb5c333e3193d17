"""Which versions of a scorecard ask the same."""

from pathlib import Path

import pytest

from coachdesk.core.trend import Asked, asked_of
from coachdesk.files.rulebook import load
from tests.desk.day import RULES


def asked(folder: Path, text: str) -> Asked:
    file = folder / "visit.yaml"
    file.write_text(text, encoding="utf-8")
    (form,) = load(file).forms
    return asked_of(form)


def test_what_the_engine_answers_is_counted_without_rules_in_trial(tmp_path: Path) -> None:
    assert asked(tmp_path, RULES).questions == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 1", "version: 2"),
        ("says: [good morning, hello]", "says: [good morning, hello, hi there]"),
        ("Did the agent give a name?", "Did the agent say who is calling?"),  # in trial
    ],
)
def test_a_changed_rule_asks_the_same(tmp_path: Path, old: str, new: str) -> None:
    assert old in RULES
    assert asked(tmp_path, RULES.replace(old, new)).alike == asked(tmp_path, RULES).alike


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Did the agent greet?", "Did the agent greet by name?"),
        ("points: 5\n        critical: call", "points: 9\n        critical: call"),
        ("        critical: call\n", ""),
        ("pass_mark: 60", "pass_mark: 80"),
        ("method: flat", "method: flat, na: as_fail"),
    ],
)
def test_another_question_or_another_way_to_count_does_not(
    tmp_path: Path, old: str, new: str
) -> None:
    assert old in RULES
    assert asked(tmp_path, RULES.replace(old, new)).alike != asked(tmp_path, RULES).alike
