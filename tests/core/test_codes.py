"""Every code says cause, example and cure; the examples of rule files really have their problem."""

import re
from datetime import date

import pytest

from coachdesk.core.codes import CODES
from coachdesk.core.codes.entry import Code
from coachdesk.files.lint import lint
from coachdesk.files.lint.script_words import lint_scripts
from coachdesk.files.rulebook import load_sources
from coachdesk.files.word_list import spoken_frequencies

NOT_TEXT = {
    "F101": "tests/files/test_rule_folder.py",
    "F102": "tests/files/test_rule_folder.py",
    "F103": "tests/files/test_yaml_source.py",
    "F104": "tests/files/test_yaml_source.py",
    "F112": "tests/files/test_yaml_source.py",
}
"""Codes whose example can't be a text to load, with the tests that raise them."""

RUNNABLE = [code for code in CODES.values() if code.id[0] in "FRS" and code.id not in NOT_TEXT]
HEAD = "scorecard: example\nversion: 1\ntitle: Example\n"
SIGNALS = "signals: {hello: {says: hello}, goodbye: {says: goodbye}}\n"


def files_of(example: str) -> dict[str, str]:
    """The files that an example stands for, by key."""
    if example.startswith("- id:") or example.startswith("- {id:"):
        lines = example.replace("\n", "\n      ")
        section = f"sections:\n  - id: s\n    title: S\n    criteria:\n      {lines}\n"
        return {"scorecards/example.yaml": HEAD + SIGNALS + section}
    if example.startswith("signals:"):
        return {"scorecards/example.yaml": HEAD + example}
    parts = re.split(r"^# file: (.+)\n", example, flags=re.MULTILINE)
    if len(parts) > 1:
        return dict(zip(parts[1::2], parts[2::2], strict=True))
    kind, _, name = example.partition("\n")[0].partition(": ")
    folder = {"script": "scripts_library", "pack": "packs", "coaching": "coaching"}.get(
        kind, "scorecards"
    )
    return {f"{folder}/{name if folder == 'scripts_library' else 'example'}.yaml": example}


@pytest.mark.parametrize("code", RUNNABLE, ids=lambda code: code.id)
def test_the_example_of_a_code_has_that_problem_and_no_other_error(code: Code) -> None:
    loaded = load_sources(files_of(code.example))
    problems = lint(loaded, date(2026, 11, 24))
    if code.id.startswith("S2"):
        problems = lint_scripts(loaded, spoken_frequencies())
    found = {problem.code for problem in problems}
    others = {each for each in found if each not in (code.id, "R301")}
    assert code.id in found
    assert not others, list(map(str, problems))
    for problem in problems:
        assert problem.location is not None
        assert "\n" not in str(problem)


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_every_code_tells_cause_example_and_cure(code: Code) -> None:
    assert re.fullmatch(r"[A-Z]\d{3}", code.id)
    assert all((code.title, code.cause, code.example, code.cure))
    assert code.cause.endswith(".")


@pytest.mark.parametrize(("by_hand", "in_a_file"), [("U402", "A103"), ("U403", "A104")])
def test_one_fault_with_two_codes_is_explained_as_one(by_hand: str, in_a_file: str) -> None:
    assert in_a_file in CODES[by_hand].cause
    assert by_hand in CODES[in_a_file].cause


def test_a_code_names_only_codes_that_there_are() -> None:
    named = {
        each
        for code in CODES.values()
        for each in re.findall(r"\b[ACDFRSTU][0-9]{3}\b", f"{code.cause} {code.cure}")
    }
    assert named
    assert named <= CODES.keys()
